"""The open API in the words of OpenAPI 3.1; a test holds it against what is really answered."""

from typing import Any

from django.conf import settings

from thidua import __version__
from thidua.subjects.movements.public import LEVELS, STATES
from thidua.subjects.publicity.public import FIELDS, KINDS

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
MAYBE_TEXT: Json = {"type": ["string", "null"]}
NUMBER: Json = {"type": "integer"}
MAYBE_NUMBER: Json = {"type": ["integer", "null"]}
DAY: Json = {"type": ["string", "null"], "format": "date"}
ADDRESS: Json = {"type": "string", "format": "uri"}
MAYBE_ADDRESS: Json = {"type": ["string", "null"], "format": "uri"}


def describe() -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Dữ liệu mở về phong trào thi đua, {settings.PROVINCE_NAME}",
            "version": __version__,
            "description": "Chỉ đọc; chỉ có phong trào đã công bố. Chỗ chưa có số liệu là null.",
        },
        "servers": [{"url": settings.PUBLIC_ADDRESS.rstrip("/")}],
        "paths": PATHS,
        "components": {"schemas": SCHEMAS},
    }


def described(**properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def listed(name: str) -> Json:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def page_of(name: str) -> Json:
    return described(
        count=NUMBER,
        page=NUMBER,
        pages=NUMBER,
        next=MAYBE_ADDRESS,
        previous=MAYBE_ADDRESS,
        results=listed(name),
    )


def words(of: str, values: tuple[tuple[str, str], ...]) -> Json:
    said = "; ".join(f"{key}: {label}" for key, label in values)
    return {"type": "string", "enum": [key for key, _ in values], "description": f"{of}: {said}"}


LEVEL = words("Cấp", LEVELS)
ROW = {
    "id": NUMBER,
    "url": ADDRESS,
    "page": ADDRESS | {"description": "Trang trên cổng công khai"},
    "name": TEXT,
    "level": LEVEL,
    "state": words("Tình trạng", STATES),
    "state_label": TEXT,
    "year": NUMBER,
    "theme": MAYBE_TEXT,
    "launched_by": MAYBE_TEXT,
    "starts_on": DAY,
    "ends_on": DAY,
    "launched_on": DAY,
    "amended_on": DAY,
    "parent": MAYBE_NUMBER | {"description": "Số của phong trào chung"},
    "participating_units": MAYBE_NUMBER,
    "launched_units": MAYBE_NUMBER,
    "is_sample": {"type": "boolean", "description": "Có số liệu mẫu của bản trình diễn"},
}
SCHEMAS: Json = {
    "Movement": described(**ROW),
    "MovementPage": described(
        **ROW,
        audience=MAYBE_TEXT,
        purpose=MAYBE_TEXT,
        commendation=MAYBE_TEXT,
        document={"$ref": "#/components/schemas/Document"},
        contents=listed("Content"),
        targets=listed("Target"),
        movements=listed("Movement"),
        participants=listed("UnitGroup"),
        bases=listed("Basis"),
        amendments=listed("Amendment"),
    ),
    "Document": described(
        kind=MAYBE_TEXT,
        number=MAYBE_TEXT,
        issued_on=DAY,
        signer={"oneOf": [{"$ref": "#/components/schemas/Signer"}, {"type": "null"}]},
        sample_values={"type": "array", "items": TEXT},
        file=MAYBE_ADDRESS,
        sha256=MAYBE_TEXT,
    ),
    "Signer": described(title=TEXT, name=TEXT),
    "Content": described(number=TEXT, title=MAYBE_TEXT, text=TEXT),
    "Target": described(
        id=NUMBER,
        movement=NUMBER,
        movement_name=TEXT,
        name=TEXT,
        comparator={"type": "string", "enum": ["approx", "at_least", "at_most", "equal"]},
        value=MAYBE_TEXT | {"description": "Số thập phân, ví dụ 7.7"},
        unit=MAYBE_TEXT,
        scope=MAYBE_TEXT,
        exception_of=MAYBE_NUMBER,
        year=NUMBER,
        source=MAYBE_TEXT,
        result=MAYBE_TEXT | {"description": "Số thực hiện; null khi chưa công bố"},
    ),
    "UnitGroup": described(kind=TEXT, count=NUMBER, launched=NUMBER, units=listed("Unit")),
    "Unit": described(name=TEXT, launched_on=DAY),
    "Basis": described(text=TEXT, link=MAYBE_TEXT),
    "Amendment": described(
        version=NUMBER, kind=TEXT, paper=TEXT, day=DAY, changes=listed("Change")
    ),
    "Change": described(field=TEXT, before=MAYBE_TEXT, after=TEXT),
    "DocumentRow": described(
        id=TEXT,
        kind=TEXT,
        number=TEXT,
        issued_on=DAY,
        issuer=MAYBE_TEXT,
        subject=TEXT,
        movement=MAYBE_NUMBER | {"description": "Số của phong trào đứng trên văn bản này"},
        file=MAYBE_ADDRESS,
        is_sample={"type": "boolean"},
    ),
    "Story": described(
        id=NUMBER,
        page=ADDRESS | {"description": "Trang trên cổng công khai"},
        title=TEXT,
        summary=TEXT,
        name=TEXT,
        kind=words("Loại", KINDS),
        place=MAYBE_TEXT,
        fields={"type": "array", "items": TEXT},
        published_on=DAY,
        new_factor={"type": "boolean", "description": "Nhân tố mới"},
        picture=MAYBE_ADDRESS,
        is_sample={"type": "boolean", "description": "Bài mẫu của bản trình diễn"},
    ),
    "DocumentList": page_of("DocumentRow"),
    "StoryList": page_of("Story"),
    "MovementList": page_of("Movement"),
    "TargetList": page_of("Target"),
    "Error": described(error=TEXT),
}


def asked(name: str, schema: Json, words: str, place: str = "query") -> Json:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "schema": schema,
        "description": words,
    }


def answered(schema: str, *errors: tuple[str, str]) -> Json:
    said = [("200", "Có dữ liệu", schema), *((code, words, "Error") for code, words in errors)]
    answers: Json = {
        code: {
            "description": words,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}},
        }
        for code, words, name in said
    }
    return answers | {"304": {"description": "Chưa có gì mới"}}


PAGING = [
    asked("page", NUMBER | {"minimum": 1}, "Trang"),
    asked("size", NUMBER | {"minimum": 1, "maximum": 100}, "Số dòng một trang, mặc định 20"),
]
YEAR = asked("year", NUMBER, "Năm")
WRONG = ("400", "Tham số sai")
PATHS: Json = {
    "/api/v1/movements/": {
        "get": {
            "summary": "Danh sách phong trào đã công bố, mới trước",
            "operationId": "movements",
            "parameters": [
                asked("q", TEXT, "Chữ trong tên hoặc số văn bản, không cần dấu"),
                YEAR,
                asked("level", LEVEL, "Cấp"),
                asked("parent", NUMBER, "Số của phong trào chung"),
                *PAGING,
            ],
            "responses": answered("MovementList", WRONG),
        }
    },
    "/api/v1/movements/{id}/": {
        "get": {
            "summary": "Một phong trào",
            "operationId": "movement",
            "parameters": [asked("id", NUMBER, "Số của phong trào", "path")],
            "responses": answered(
                "MovementPage", ("404", "Không có phong trào công bố nào"), ("410", "Đã bãi bỏ")
            ),
        }
    },
    "/api/v1/targets/": {
        "get": {
            "summary": "Chỉ tiêu của các phong trào",
            "operationId": "targets",
            "parameters": [YEAR, asked("movement", NUMBER, "Số của phong trào"), *PAGING],
            "responses": answered("TargetList", WRONG),
        }
    },
    "/api/v1/documents/": {
        "get": {
            "summary": "Văn bản đã công bố: chỉ thị, kế hoạch, quyết định, mới trước",
            "operationId": "documents",
            "parameters": [
                asked("q", TEXT, "Chữ trong số, trích yếu, cơ quan, không cần dấu"),
                YEAR,
                asked("kind", TEXT, "Loại văn bản, ví dụ Chỉ thị"),
                *PAGING,
            ],
            "responses": answered("DocumentList", WRONG),
        }
    },
    "/api/v1/stories/": {
        "get": {
            "summary": "Gương điển hình đã đăng, mới trước",
            "operationId": "stories",
            "parameters": [
                asked("q", TEXT, "Chữ trong tên bài, tên người, nơi ở, không cần dấu"),
                YEAR,
                asked("field", words("Lĩnh vực", FIELDS), "Lĩnh vực"),
                asked("movement", NUMBER, "Số của phong trào"),
                *PAGING,
            ],
            "responses": answered("StoryList", WRONG),
        }
    },
}
