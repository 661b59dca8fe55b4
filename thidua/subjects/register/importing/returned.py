"""Rows of a sheet that went out from this register and came back: what was changed in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.core.text import format_date, name_key
from thidua.subjects.register.awards import name_of
from thidua.subjects.register.importing.awards import new_award
from thidua.subjects.register.importing.grouping import Seen
from thidua.subjects.register.models import Entry
from thidua.subjects.register.services.recording import NewAward, number_key

COMPARED = {
    "award": "Danh hiệu",
    "year": "Năm",
    "decision_number": "Số quyết định",
    "decided": "Ngày quyết định",
    "decided_by": "Cơ quan quyết định",
    "reason": "Thành tích",
    "certificate_number": "Số sổ vàng",
}
UNKNOWN_LINE = "Mã dòng không có trong sổ: có thể cột ẩn đã bị sửa. Xóa mã để nhập như dòng mới."
GONE_LINE = "Dòng này đã được đính chính hoặc thu hồi sau khi bảng được gửi đi."


@dataclass(frozen=True, slots=True)
class Returned:
    """A line of the register as it came back; `differences`: title → (old, new)."""

    entry: Entry | None
    values: dict[str, Any]
    differences: dict[str, tuple[str, str]]
    error: str = ""


def returned_of(seen: Iterable[Seen]) -> dict[tuple[int, int], Returned]:
    """By sheet and row, for the rows that carry a line's id; one query."""
    rows = {(one.sheet, one.line.number): one for one in seen if one.line.line_id}
    ids = {int(one.line.line_id) for one in rows.values() if _is_id(one.line.line_id)}
    entries = {entry.pk: entry for entry in Entry.objects.filter(pk__in=ids)}
    standing = set(Entry.objects.filter(pk__in=ids).counted().values_list("pk", flat=True))
    return {place: _compared(one, entries, standing) for place, one in rows.items()}


def _is_id(text: str) -> bool:
    return text.isdigit() and len(text) < 18


def _compared(seen: Seen, entries: dict[int, Entry], standing: set[int]) -> Returned:
    text = seen.line.line_id
    entry = entries.get(int(text)) if _is_id(text) else None
    if entry is None:
        return Returned(None, {}, {}, UNKNOWN_LINE)
    if entry.pk not in standing:
        return Returned(entry, {}, {}, GONE_LINE)
    if len(seen.line.gains) != 1:
        return Returned(entry, {}, {}, "Mỗi dòng gửi lại phải còn đúng một danh hiệu.")
    told = new_award(seen, seen.line.gains[0], entry.holder_id)
    values = _changed(entry, told)
    shown = {
        COMPARED[name]: (_words(name, getattr(entry, name)), _words(name, value))
        for name, value in values.items()
        if name in COMPARED
    }
    return Returned(entry, values, shown)


def _changed(entry: Entry, told: NewAward) -> dict[str, Any]:
    values = {
        name: getattr(told, name)
        for name in COMPARED
        if not _same(name, getattr(entry, name), getattr(told, name))
    }
    if "decided" in values:
        values["decided_precision"] = told.decided_precision
    return values


def _same(name: str, old: Any, new: Any) -> bool:
    if name == "decision_number":
        return number_key(old) == number_key(new)
    if isinstance(old, str) and isinstance(new, str):
        return name_key(old) == name_key(new)
    return bool(old == new)


def _words(name: str, value: Any) -> str:
    if name == "award":
        return name_of(value)
    if isinstance(value, date):
        return format_date(value)
    return "" if value is None else str(value)
