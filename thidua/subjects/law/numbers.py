"""The numbers of an award's conditions, each of which may be tried with another value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.core.law.catalogue import UNITS, leaves
from thidua.core.law.law import Law
from thidua.core.law.model import BEGINNING, FOREVER, Condition
from thidua.core.law.overlay import identity
from thidua.subjects.law.bodies import correction_of
from thidua.subjects.law.enums import RowKind
from thidua.subjects.law.rows import RowValues
from thidua.subjects.law.unread import every_row


@dataclass(frozen=True, slots=True)
class Number:
    """One number of one condition; `path` leads to it inside the params ("all.1.params.min_count")."""

    row: Condition
    path: str
    value: int | None
    unit: str
    label: str

    @property
    def name(self) -> str:
        return f"{self.row.id}__{self.path}"


def numbers_of(law: Law, award: str, day: date) -> list[Number]:
    """Whole numbers and numbers not known; shares such as 2/3 are changed as a row."""
    return [
        Number(
            row, path, value, UNITS.get(_last(path), ""), law.vocabulary.name("params", _last(path))
        )
        for row in law.conditions_for(award, day)
        for path, value in leaves(row.params)
        if _is_whole(value) or (value is None and _last(path) in UNITS)
    ]


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def changed_rows(award: str, changes: Iterable[tuple[Number, int]]) -> list[RowValues]:
    """A row in the place of each condition of which a number is to be other."""
    bodies: dict[str, tuple[Condition, Any]] = {}
    for number, value in changes:
        row = number.row
        params = (
            bodies[row.id][1]
            if row.id in bodies
            else correction_of(RowKind.CONDITION, row, award).body["params"]
        )
        bodies[row.id] = row, _with(params, number.path.split("."), value)
    return [_row(award, row, params) for row, params in bodies.values()]


def _row(award: str, row: Condition, params: Any) -> RowValues:
    start = correction_of(RowKind.CONDITION, row, award)
    body = {**start.body, "params": params}
    body.pop("source_status", None)  # what is tried is taken as if it had been read
    return replace(start, body=body, document="Chạy thử")


def _with(params: Any, path: list[str], value: int) -> Any:
    """The params with one leaf changed; lists are counted from one."""
    head, *rest = path
    if isinstance(params, list):
        place = int(head) - 1
        inner = _with(params[place], rest, value) if rest else value
        return [inner if one == place else part for one, part in enumerate(params)]
    inner = _with(params[head], rest, value) if rest else value
    return {**params, head: inner}


def over_all_days(law: Law, values: RowValues) -> RowValues:
    """The row as if it had held as long as what it stands for, so that past years show its effect."""
    since, until = BEGINNING, FOREVER
    if values.replaces:
        days = [
            (value.valid_from, value.valid_until)
            for kind, value, _ in every_row(law)
            if kind == values.kind
            and identity(value) == values.replaces
            and hasattr(value, "valid_from")
        ]
        since = min((first for first, _ in days), default=BEGINNING)
        until = max((last for _, last in days), default=FOREVER)
    return replace(values, valid_from=since, valid_until=until)


def change_words(changes: Iterable[tuple[Number, int]]) -> list[str]:
    return [
        f"{number.row.text}: {number.label} {_shown(number.value)} → {value} {number.unit}".strip()
        for number, value in changes
    ]


def _shown(value: int | None) -> str:
    return "chưa rõ" if value is None else str(value)


def sources_of(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """Names of the rows that are changed: their findings are what the trial is about."""
    return {str(row["key"]) for row in rows} | {
        str(row["replaces"]) for row in rows if row["replaces"]
    }
