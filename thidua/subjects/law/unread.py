"""What of the law still has to be read: rows from memory, numbers not known, texts read second hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.core.law.law import HOMES, Law
from thidua.core.law.model import FROM_MEMORY, PROVINCE, Condition
from thidua.core.law.overlay import identity
from thidua.subjects.law.enums import RowKind

MUST, SHOULD = "Cần đối chiếu", "Nên đối chiếu"
FROM_MEMORY_WORDS = "Ghi theo trí nhớ, chưa đọc văn bản gốc"
NO_NUMBER = "Chưa rõ con số"
NO_TEXT = "Chưa có toàn văn: mọi điều kiện của giai đoạn này để người xem xét"
# A row of these kinds from memory leaves verdicts to people; of the others it is only to be known.
HOLDING_UP = (RowKind.CONDITION, RowKind.REGIME, RowKind.BOUNDARY)
KINDS: list[str] = [*HOLDING_UP, *(kind for kind in RowKind if kind not in HOLDING_UP)]
WEAK = {
    "secondary": "Đọc ở văn bản dẫn lại",
    "repealed": "Đọc ở văn bản đã được thay thế",
    "machine_translation": "Đọc ở bản dịch máy",
    "draft": "Đọc ở dự thảo",
    "partial": "Mới đọc được một phần",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """One row on the list of what is to be read. `weight`: MUST where it holds verdicts up."""

    kind: str
    name: str
    award: str
    value: Any
    why: str
    weight: str

    @property
    def text(self) -> str:
        for name in ("text", "title"):
            if words := getattr(self.value, name, ""):
                return str(words)
        return ""

    @property
    def valid_from(self) -> date:
        return getattr(self.value, "valid_from", date.min)


def unread_rows(law: Law) -> list[Unread]:
    """Of the whole law in force here; a row the province has put in place is read."""
    rows = [one for kind, value, award in every_row(law) if (one := _unread(kind, value, award))]
    return sorted(rows, key=lambda one: (one.weight != MUST, KINDS.index(one.kind), one.award))


def every_row(law: Law) -> Iterator[tuple[str, Any, str]]:
    """Kind, row and award of every row that may be corrected."""
    for award, conditions in law.conditions.items():
        for row in conditions:
            yield RowKind.CONDITION, row, award
    for kind, home in HOMES.items():
        for value in getattr(law, home):
            yield kind, value, getattr(value, "award", "")


def find_row(law: Law, kind: str, name: str, since: date | None = None) -> Any | None:
    """The row of this name: the one that begins on the day, else the latest."""
    same = [value for one, value, _ in every_row(law) if one == kind and identity(value) == name]
    exact = [value for value in same if getattr(value, "valid_from", None) == since]
    return (exact or sorted(same, key=_start) or [None])[-1]


def row_on(law: Law, kind: str, name: str, day: date) -> Any | None:
    """The row of this name that holds on the day, else the latest."""
    for one, value, _ in every_row(law):
        if one == kind and identity(value) == name and _start(value) <= day < _end(value):
            return value
    return find_row(law, kind, name)


def award_of(law: Law, kind: str, value: Any) -> str:
    if isinstance(value, Condition):
        homes = (award for award, rows in law.conditions.items() if value in rows)
        return next(homes, "")
    return str(getattr(value, "award", ""))


def _start(value: Any) -> date:
    return getattr(value, "valid_from", date.min)


def _end(value: Any) -> date:
    return getattr(value, "valid_until", date.max)


def _unread(kind: str, value: Any, award: str) -> Unread | None:
    found = _why(kind, value)
    return Unread(kind, identity(value), award, value, *found) if found else None


def _why(kind: str, value: Any) -> tuple[str, str] | None:
    if getattr(value, "text_obtained", True) is False:
        return NO_TEXT, MUST
    if value.source.status == FROM_MEMORY:
        return FROM_MEMORY_WORDS, MUST if kind in HOLDING_UP else SHOULD
    if _has_gap(getattr(value, "params", None)) or _has_gap(getattr(value, "multiples", None)):
        return NO_NUMBER, MUST
    if value.source.status != PROVINCE and value.source.text in WEAK:
        return WEAK[value.source.text], SHOULD
    return None


def _has_gap(value: Any) -> bool:
    """A null anywhere inside."""
    if isinstance(value, Mapping):
        return any(part is None or _has_gap(part) for part in value.values())
    if isinstance(value, str) or not isinstance(value, Iterable):
        return False
    return any(part is None or _has_gap(part) for part in value)
