"""Lines to JSON and back, small: what is empty is left out."""

from collections.abc import Hashable, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from functools import cache
from json import JSONEncoder
from typing import Any, TypeVar

from django.db import connection

from thidua.core.registers.days import PartialDay
from thidua.core.registers.lines import Gain, HolderSeen, InitiativeSeen, Line, RatingSeen
from thidua.subjects.register.importing.models import StagedRow

T = TypeVar("T")
NESTED = {"gains": Gain, "ratings": RatingSeen, "initiatives": InitiativeSeen}
APART = ("errors", "doubts")  # columns of their own


@cache
def _fields(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    """Names and defaults of a dataclass, worked out once for each."""
    return tuple(
        (one.name, one.default if one.default is not MISSING else None)
        for one in fields(kind)  # type: ignore[arg-type]
    )


def line_as_json(line: Line) -> dict[str, Any]:
    kept = _packed(line)
    return {name: value for name, value in kept.items() if name not in APART}


def _packed(thing: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, default in _fields(type(thing)):  # type: ignore[arg-type]
        value = getattr(thing, name)
        if not value or value == default:
            continue
        found[name] = value if type(value) in (str, int) else _value(value)
    return found


def _value(value: Any) -> Any:
    if isinstance(value, PartialDay):
        return [value.day.isoformat(), value.precision]
    if isinstance(value, list | tuple):
        return [one if type(one) in (str, int) else _value(one) for one in value]
    return _packed(value)


def line_from_json(kept: dict[str, Any]) -> Line:
    values = dict(kept)
    values["holder"] = _unpacked(HolderSeen, values.get("holder", {}))
    for name, kind in NESTED.items():
        values[name] = [_unpacked(kind, one) for one in values.get(name, [])]
    return Line(**values)


def _unpacked(kind: type[T], kept: dict[str, Any]) -> T:
    values = dict(kept)
    for name in ("born", "decided"):
        if name in values:
            day, precision = values[name]
            values[name] = PartialDay(date.fromisoformat(day), precision)
    if "candidates" in values:
        values["candidates"] = tuple(values["candidates"])
    return kind(**values)


ENCODE = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
JSON = frozenset({"cells", "line", "errors", "doubts", "matches"})


@dataclass(slots=True)
class Staged:
    """A `StagedRow` on its way into the table."""

    register_id: int
    sheet: int
    number: int
    state: str
    name: str = ""
    name_key: str = ""
    words: str = ""
    person_key: str = ""
    cells: list[str] = field(default_factory=list)
    line: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    matches: list[dict[str, Any]] = field(default_factory=list)
    is_clear: bool = False
    choice: str = ""


COLUMNS = tuple(one.name for one in fields(Staged))


def store_rows(rows: Sequence[Staged]) -> None:
    """One statement sent with many values: three times as fast as building objects' SQL each time,
    which is what the report of a register of 100,000 rows would otherwise wait for."""
    table = connection.ops.quote_name(StagedRow._meta.db_table)
    json = "%s::jsonb" if connection.vendor == "postgresql" else "%s"
    marks = ", ".join(json if name in JSON else "%s" for name in COLUMNS)
    sql = f"INSERT INTO {table} ({', '.join(COLUMNS)}) VALUES ({marks})"
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_stored(row) for row in rows])


def _stored(row: Staged) -> tuple[Any, ...]:
    return (
        row.register_id,
        row.sheet,
        row.number,
        row.state,
        row.name,
        row.name_key,
        row.words,
        row.person_key,
        ENCODE(row.cells),
        ENCODE(row.line),
        ENCODE(row.errors) if row.errors else "[]",
        ENCODE(row.doubts) if row.doubts else "[]",
        ENCODE(row.matches) if row.matches else "[]",
        row.is_clear,
        row.choice,
    )
