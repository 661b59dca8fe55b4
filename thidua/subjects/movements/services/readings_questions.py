"""What a machine must not decide: each question in words, with the answers it may have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from thidua.core.directives.model import Purpose, Reading, Section, Span
from thidua.core.matching import Match
from thidua.subjects.movements.services.readings_fields import one_line, year_of
from thidua.subjects.movements.services.readings_units import offers

if TYPE_CHECKING:
    from thidua.subjects.movements.services.readings_units import Agencies

PURPOSES = [
    {"value": "carry_out", "label": "Để thực hiện"},
    {"value": "report", "label": "Để báo cáo"},
    {"value": "know", "label": "Để biết"},
]
_CHANGE_OF_SHARE = re.compile(r"(?:mức\s+)?(?:giảm|tăng)\s+(?:thêm\s+)?tỷ\s+lệ", re.IGNORECASE)
_OPEN_END = re.compile(r"\s*(?:\.\.\.|…|,\s*v\.?\s?v)")
# Answered by this module or shown by the fields themselves.
# Asked here beside the item they are about.
_OWN_CODES = frozenset(
    {
        "number_blank", "date_blank", "date_missing", "issuer_missing", "issuer_inferred",
        "type_missing", "signer_missing", "signer_name_missing", "percentage_points", "open_list",
        "blocks_of_other_year", "letter_order",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about an item: its sentence, and per code what may be answered."""

    text: str = ""
    ask: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskedOfDocument:
    text: str
    read: dict[str, Any]
    span: Span | None


NOTHING = Asked()


def with_ask(read: dict[str, Any], asked: Asked) -> dict[str, Any]:
    return {**read, "ask": asked.ask} if asked.ask else read


_BLANKS = {
    "name": ("Chưa rõ tên phong trào", "Văn bản không có trích yếu đọc được."),
    "year": ("Chưa rõ phong trào của năm nào", ""),
    "document_type": ("Chưa rõ loại văn bản", "Ví dụ: Chỉ thị, Kế hoạch."),
    "signer_name": ("Chưa thấy họ tên người ký", "Có thể để trống đến khi văn bản được ký."),
}


def of_field(name: str, value: object, reading: Reading) -> Asked:
    if name == "number" and not value:
        symbol = reading.header.symbol or ""
        detail = "Không có số thì phiếu gửi và viện dẫn về sau sẽ thiếu."
        hint = f"Ký hiệu giữ nguyên: /{symbol}" if symbol else ""
        return Asked("Số văn bản để trống", {"detail": detail, "hint": hint, "symbol": symbol})
    if name == "issued_on" and not value:
        return Asked(
            "Ngày, tháng ban hành để trống",
            {"detail": "Thời hạn giao việc tính từ ngày này.", "year": _printed_year(reading)},
        )
    if value or name not in _BLANKS:
        return NOTHING
    text, detail = _BLANKS[name]
    return Asked(text, {"detail": detail})


def _printed_year(reading: Reading) -> int | None:
    return reading.header.date.year if reading.header.date else None


def of_issuer(value: object, found: Match) -> Asked:
    """The unit that issues is the unit whose movement this is: it must be known."""
    if found.sure and len(found.chosen) == 1 and found.chosen[0].unit_id:
        return NOTHING
    text = f"Cơ quan ban hành “{value}” là đơn vị nào" if value else "Chưa rõ cơ quan ban hành"
    detail = found.note or "Phong trào thuộc về cơ quan ban hành văn bản."
    return Asked(text, {"detail": detail, "units": offers(found), "one": True})


def of_agencies(matches: Mapping[str, Match]) -> Asked:
    unclear = {name: found for name, found in matches.items() if not found.sure}
    if matches and not unclear:
        return NOTHING
    if not matches:
        return Asked("Việc này chưa rõ giao cho ai", {"detail": "", "units": []})
    names = ", ".join(f"“{one_line(name)}”" for name in unclear)
    notes = " ".join(dict.fromkeys(found.note for found in unclear.values() if found.note))
    options = [offer for found in unclear.values() for offer in offers(found)]
    return Asked(f"Giao cho {names}: là những đơn vị nào", {"detail": notes, "units": options})


def of_recipient(
    name: str, found: Match, purpose: Purpose | None, reading: Reading, agencies: Agencies
) -> Asked:
    ask: dict[str, Any] = {}
    words: list[str] = []
    if agencies.is_open(found):
        ask["units"] = offers(found)
        words.append(found.note)
    year = year_of(reading)
    if found.year and year and found.year != year and agencies.is_heads_of_blocks(found):
        ask["years"] = _years(found, year, agencies)
        words.append(f"Phong trào của năm {year}.")
    if purpose is None:
        ask["purposes"] = PURPOSES
        words.append("Không ghi mục đích gửi, văn bản cũng không giao việc cho dòng này.")
    if not ask:
        return NOTHING
    ask["detail"] = " ".join(words)
    return Asked(f"Nơi nhận ghi “{one_line(name)}”", ask)


def _years(found: Match, year: int, agencies: Agencies) -> list[dict[str, Any]]:
    """Keep the blocks of the printed year, or take those of the movement's year."""
    printed = found.year or year
    kept = agencies.heads_of_year(found, printed)
    now = agencies.heads_of_year(found, year)
    return [
        {
            "value": str(printed),
            "label": f"Giữ năm {printed}",
            "note": _heads(len(kept), printed),
            "units": kept,
        },
        {
            "value": str(year),
            "label": f"Dùng khối năm {year}",
            "note": _heads(len(now), year),
            "units": [choice.reference for choice in found.chosen],
        },
    ]


def _heads(count: int, year: int) -> str:
    return f"năm {year}: {count} trưởng khối" if count else f"chưa có danh sách khối năm {year}"


def of_document(reading: Reading) -> list[AskedOfDocument]:
    """Questions about the document as a whole, then what the reader itself asks."""
    own = (_open_list(reading), _percent_points(reading), *_letter_orders(reading))
    found = [one for one in own if one]
    for other in reading.questions:
        if other.code not in _OWN_CODES:
            read = {"code": other.code, "text": other.text, "answer": None, "options": SEEN}
            found.append(AskedOfDocument(other.text, read, other.span))
    return found


SEEN = [{"value": "seen", "label": "Đã xem, giữ như văn bản"}]


def _open_list(reading: Reading) -> AskedOfDocument | None:
    if not reading.targets:
        return None
    last = max(target.span.end for target in reading.targets)
    mark = _OPEN_END.match(reading.kept, last)
    if mark is None:
        return None
    count = len(reading.targets)
    read = {
        "code": "open_list",
        "text": f"Có thể còn chỉ tiêu ngoài {count} chỉ tiêu đã đọc.",
        "options": [
            {"value": "complete", "label": f"Đủ {count} chỉ tiêu"},
            {"value": "more", "label": "Thêm chỉ tiêu khác"},
        ],
        "answer": None,
    }
    span = Span(max(target.span.start for target in reading.targets), mark.end())
    return AskedOfDocument("Danh sách chỉ tiêu kết thúc bằng dấu ba chấm", read, span)


def _percent_points(reading: Reading) -> AskedOfDocument | None:
    places = [
        place
        for place, target in enumerate(reading.targets)
        if target.unit == "%" and is_change_of_share(target.name)
    ]
    if not places:
        return None
    first = reading.targets[places[0]]
    quote = one_line(reading.quote(first.span))
    read = {
        "code": "percent_points",
        "text": f"{len(places)} chỉ tiêu nói về mức tăng, giảm của một tỷ lệ.",
        "options": [
            {"value": "points", "label": "Điểm phần trăm"},
            {"value": "percent", "label": "Phần trăm của mức cũ"},
        ],
        "targets": places,
        "answer": None,
    }
    return AskedOfDocument(f"“{quote}”: hiểu là điểm phần trăm hay phần trăm", read, first.span)


def is_change_of_share(name: str) -> bool:
    return bool(_CHANGE_OF_SHARE.match(name))


def _letter_orders(reading: Reading) -> list[AskedOfDocument]:
    """Decree 30/2020: points are lettered a, b, c, d, đ, e; after d comes đ."""
    found = []
    for section in every_section(reading.sections):
        for before, after in pairwise(section.points):
            if (before.label.strip(".) "), after.label.strip(".) ")) == ("d", "e"):
                found.append(_letters(section, after))
    return found


def _letters(section: Section, after: Section) -> AskedOfDocument:
    read = {
        "code": "letter_order",
        "text": "Nghị định 30/2020/NĐ-CP, Phụ lục I: điểm xếp theo bảng chữ cái tiếng Việt.",
        "options": [
            {"value": "as_signed", "label": "Giữ như bản ký"},
            {"value": "mend", "label": "Sẽ đính chính"},
        ],
        "answer": None,
    }
    text = f"Thứ tự điểm ở mục {section.number}: sau d) phải là đ), không phải e)"
    return AskedOfDocument(text, read, after.heading)


def every_section(sections: tuple[Section, ...]) -> list[Section]:
    return [inner for one in sections for inner in (one, *every_section(one.points))]
