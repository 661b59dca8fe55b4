"""What a person may choose for an item of each kind; errors say how to mend them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc, parse_date, parse_number
from thidua.subjects.movements.enums import ItemKind, TaskRole
from thidua.subjects.movements.errors import BadInput
from thidua.subjects.movements.selectors.readings import Names
from thidua.subjects.movements.services.readings_fields import DAYS, LABELS
from thidua.subjects.papers.enums import Purpose
from thidua.subjects.targets.enums import Comparator, Direction

Values = dict[str, Any]
Clean = Callable[[Any], Any]
USES = {
    "content": "Nội dung thi đua",
    "purpose": "Mục đích, yêu cầu",
    "criteria": "Tiêu chí thi đua",
    "commendation": "Khen thưởng",
    "organisation": "Tổ chức thực hiện",
    "skip": "Không đưa vào phong trào",
}
SINGLE_PLACES = 4  # decimals that a target keeps


def clean(kind: str, base: Values, chosen: Mapping[str, Any], names: Names) -> Values:
    """The item's values with those of the person over them. Raises BadInput."""
    rules = _RULES[ItemKind(kind)]
    found = {key: value for key, value in base.items() if key in rules or key == "field"}
    for key, value in chosen.items():
        if key not in rules:
            raise BadInput(_("Mục này không có ô “%s”.") % key)
        found[key] = rules[key](value)
    _check_units(found.get("units", []), names)
    if kind == ItemKind.FIELD:
        found["value"] = _field_value(found["field"], found.get("value"))
    elif not str(found.get(_NEEDED[ItemKind(kind)]) or "").strip():
        raise BadInput(
            _("Cần ghi %s; muốn bỏ cả mục thì bấm “Bỏ”.") % _NEEDED_WORDS[ItemKind(kind)]
        )
    return found


def _text(limit: int) -> Clean:
    def check(value: Any) -> str:
        words = nfc(str(value or "")).strip()
        if len(words) > limit:
            raise BadInput(
                _("Dài %(length)s chữ, chỉ ghi được %(limit)s. Hãy rút gọn.")
                % {"length": len(words), "limit": limit}
            )
        return words

    return check


def _one_of(choices: type[Any], empty: bool = False) -> Clean:
    def check(value: Any) -> str | None:
        if empty and value in ("", None):
            return None
        if value not in choices.values:
            raise BadInput(_("Chọn một trong các mục đã nêu."))
        return str(value)

    return check


def _use(value: Any) -> str:
    if value not in USES:
        raise BadInput(_("Chọn một trong các mục đã nêu."))
    return str(value)


def _number(value: Any) -> str | None:
    """Typed as the office writes it ("2.250,5") or already exact."""
    if value in (None, ""):
        return None
    try:
        number = value if isinstance(value, Decimal) else parse_number(str(value))
        number = Decimal(number)
    except (ValueError, InvalidOperation) as error:
        raise BadInput(_("Giá trị phải là số, ví dụ 2.250 hoặc 7,7.")) from error
    if abs(number) >= Decimal(10) ** 16 or number != round(number, SINGLE_PLACES):
        raise BadInput(_("Số quá dài: ghi tối đa %s chữ số sau dấu phẩy.") % SINGLE_PLACES)
    return str(number)


def _day(value: Any) -> str | None:
    if value in (None, ""):
        return None
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        pass
    try:
        day = parse_date(str(value))
    except ValueError as error:
        raise BadInput(_("Nhập ngày theo dạng dd/mm/yyyy, ví dụ 15/02/2022.")) from error
    return day.isoformat() if day else None


def _units(value: Any) -> list[Values]:
    """Each unit or set once; `role` only where the agency helps."""
    found: dict[tuple[str, Any], Values] = {}
    for one in value or []:
        if "set" in one:
            kept: Values = {"set": str(one["set"])}
        else:
            kept = {"org": int(one["org"])}
        if one.get("role") == TaskRole.COORDINATE:
            kept["role"] = TaskRole.COORDINATE.value
        found.setdefault(next(iter(kept.items())), kept)
    return list(found.values())


def _check_units(units: list[Values], names: Names) -> None:
    for one in units:
        if not names.holds(one):
            raise BadInput(_("Có đơn vị không còn hoạt động vào ngày này. Hãy chọn lại đơn vị."))


def _names(value: Any) -> list[str]:
    lines = value.splitlines() if isinstance(value, str) else list(value or [])
    return [words for line in lines if (words := _text(300)(line))]


def _place(value: Any) -> int | None:
    return None if value in (None, "") else int(value)


def _flag(value: Any) -> bool:
    return bool(value)


def _any(value: Any) -> Any:
    return value


def _field_value(field: str, value: Any) -> Any:
    if field in DAYS:
        return _day(value)
    if field == "year":
        return _year(value)
    limit = _FIELD_LIMITS.get(field, 300)
    words = _text(limit)(value)
    if field == "name" and not words:
        raise BadInput(_("Cần ghi tên phong trào."))
    return words or None


def _year(value: Any) -> int:
    if not str(value or "").strip().isdigit() or not 1990 <= int(value) <= 2100:
        raise BadInput(_("Năm gồm bốn chữ số, ví dụ 2022."))
    return int(value)


_FIELD_LIMITS = {
    "name": 500,
    "theme": 5000,
    "audience": 5000,
    "reporting": 10000,
    "document_type": 60,
    "number": 60,
    "signer_title": 200,
    "signer_name": 120,
}
assert set(_FIELD_LIMITS) <= set(LABELS)
_RULES: dict[ItemKind, dict[str, Clean]] = {
    ItemKind.FIELD: {"value": _any, "units": _units, "sample": _flag},
    ItemKind.SECTION: {
        "number": _text(20), "title": _text(500), "text": _text(60_000), "use": _use,
    },
    ItemKind.TARGET: {
        "name": _text(500),
        "comparator": _one_of(Comparator),
        "value": _number,
        "unit": _text(60),
        "scope": _text(300),
        "direction": _one_of(Direction),
        "exception_of": _place,
        "units": _units,
        "sample": _flag,
    },
    ItemKind.MOVEMENT: {"name": _text(500), "units": _units},
    ItemKind.ASSIGNMENT: {
        "number": _text(20),
        "agencies": _names,
        "coordinating": _names,
        "role": _one_of(TaskRole),
        "task": _text(20_000),
        "deadline": _text(300),
        "due_on": _day,
        "units": _units,
    },
    ItemKind.RECIPIENT: {
        "name": _text(300),
        "purpose_printed": _text(100),
        "purpose": _one_of(Purpose, empty=True),
        "units": _units,
        "archive": _flag,
    },
    ItemKind.LEGAL_REFERENCE: {
        "text": _text(3000),
        "kind": _text(60),
        "number": _text(60),
        "date": _day,
        "issuer": _text(200),
        "title": _text(700),
        "basis": _flag,
    },
    ItemKind.QUESTION: {"answer": _text(3000)},
}  # fmt: skip
_NEEDED = {
    ItemKind.SECTION: "text",
    ItemKind.TARGET: "name",
    ItemKind.MOVEMENT: "name",
    ItemKind.ASSIGNMENT: "task",
    ItemKind.RECIPIENT: "name",
    ItemKind.LEGAL_REFERENCE: "text",
    ItemKind.QUESTION: "answer",
}
_NEEDED_WORDS = {
    ItemKind.SECTION: _("nội dung"),
    ItemKind.TARGET: _("tên chỉ tiêu"),
    ItemKind.MOVEMENT: _("tên phong trào"),
    ItemKind.ASSIGNMENT: _("việc được giao"),
    ItemKind.RECIPIENT: _("dòng nơi nhận"),
    ItemKind.LEGAL_REFERENCE: _("văn bản căn cứ"),
    ItemKind.QUESTION: _("câu trả lời"),
}


def default_values(kind: str) -> Values:
    """The values an item added by hand starts from."""
    values: dict[ItemKind, Values] = {
        ItemKind.SECTION: {"number": "", "title": "", "use": "content"},
        ItemKind.TARGET: {
            "comparator": Comparator.EQUAL.value,
            "value": None,
            "unit": "",
            "scope": "",
            "direction": Direction.UP.value,
            "exception_of": None,
        },
        ItemKind.MOVEMENT: {"units": []},
        ItemKind.ASSIGNMENT: {
            "number": "",
            "agencies": [],
            "coordinating": [],
            "role": TaskRole.CARRY_OUT.value,
            "deadline": "",
            "due_on": None,
            "units": [],
        },
        ItemKind.RECIPIENT: {"purpose_printed": "", "purpose": None, "units": [], "archive": False},
        ItemKind.LEGAL_REFERENCE: {
            "kind": "", "number": None, "date": None, "issuer": "", "title": "", "basis": True,
        },
    }  # fmt: skip
    return values[ItemKind(kind)]


def in_words(day: str | None) -> str:
    return format_date(date.fromisoformat(day)) if day else ""
