"""A row of the law written back as the data write it: what a correction starts from."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.law.model import FROM_MEMORY, Condition
from thidua.core.law.overlay import identity
from thidua.subjects.law.models import BEGINNING, FOREVER
from thidua.subjects.law.rows import RowValues

NOT_IN_BODY = {"source", "valid_from", "valid_until", "award", "key", "note"}


def correction_of(kind: str, value: Any, award: str = "") -> RowValues:
    """A row of the province that says what this row says, to be changed and sourced."""
    name = identity(value)
    return RowValues(
        kind=kind,
        body=body_of(value),
        award=award or getattr(value, "award", ""),
        key=name,
        replaces=name,
        valid_from=getattr(value, "valid_from", BEGINNING),
        valid_until=getattr(value, "valid_until", FOREVER),
        citation=value.source.citation,
    )


def body_of(value: Any) -> dict[str, Any]:
    if isinstance(value, Condition):
        return _body_of_condition(value)
    names = (one.name for one in fields(value) if one.name not in NOT_IN_BODY)
    return {name: plain(getattr(value, name)) for name in names}


def _body_of_condition(row: Condition) -> dict[str, Any]:
    body: dict[str, Any] = {"text": row.text, "type": row.type, "params": plain(row.params)}
    if row.variants:
        body["for"] = sorted(row.variants)
    if row.group:
        body |= {"group": row.group, "route": row.route}
    if row.source.status == FROM_MEMORY:
        body["source_status"] = FROM_MEMORY
    return body


def plain(value: Any) -> Any:
    """As YAML and JSON write it: lists, words and numbers; a share such as 2/3 stays a word."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, frozenset | set):
        return sorted(plain(part) for part in value)
    if isinstance(value, Fraction | Decimal):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else value


def _number(value: Fraction | Decimal) -> int | str:
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else str(value)
