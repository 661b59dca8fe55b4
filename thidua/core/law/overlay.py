"""Putting a row in the place of another on its own days: before and after, the old one stands."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from thidua.core.law.model import (
    Authority,
    BaseSalary,
    Bonus,
    Boundary,
    Condition,
    Dossier,
    LawError,
    Regime,
)


def identity(row: Any) -> str:
    """What a row is known by: rows of one identity never share a day."""
    if isinstance(row, Condition):
        return row.id
    if isinstance(row, Bonus):
        return f"{row.award}.{row.variant}" if row.variant else row.award
    if isinstance(row, Authority | Dossier):
        return row.award
    if isinstance(row, Boundary):
        return f"{row.earlier} → {row.later}"
    if isinstance(row, BaseSalary):
        return "base_salary"
    return str(row.key)


def overlaid(rows: tuple[Any, ...], new: Any, replaces: str = "") -> tuple[Any, ...]:
    """`rows` with `new` among them, at the place of what it replaces, else at the end."""
    gone = {replaces or identity(new)} if _stands_alone(new) or replaces else set()
    if replaces and not any(identity(row) in gone for row in rows):
        raise LawError(f"{identity(new)}: không có “{replaces}” để thay")
    placed = _in_place(rows, new, gone)
    check_apart(placed)
    return placed


def _stands_alone(row: Any) -> bool:
    """All but conditions: a new authority, amount or setting takes its days without saying so."""
    return not isinstance(row, Condition)


def _in_place(rows: tuple[Any, ...], new: Any, gone: set[str]) -> tuple[Any, ...]:
    placed: list[Any] = []
    found = False
    for row in rows:
        if identity(row) not in gone:
            placed.append(row)
            continue
        if not found:
            placed.append(new)
            found = True
        placed.extend(rest_of(row, new))
    return tuple(placed if found else [*placed, new])


def rest_of(row: Any, new: Any) -> Iterator[Any]:
    """The days of `row` that `new` does not take."""
    if isinstance(row, Boundary):
        return
    if row.valid_from < new.valid_from:
        yield replace(row, valid_until=min(row.valid_until, new.valid_from))
    if new.valid_until < row.valid_until:
        yield replace(row, valid_from=max(row.valid_from, new.valid_until))


def check_apart(rows: tuple[Any, ...]) -> None:
    """LawError where two rows of one identity share a day."""
    taken: dict[str, list[Any]] = {}
    for row in rows:
        taken.setdefault(identity(row), []).append(row)
    for name, same in taken.items():
        if len(same) > 1 and _share_a_day(same):
            raise LawError(f"{name}: hai dòng cùng có hiệu lực trong một ngày")


def _share_a_day(rows: list[Any]) -> bool:
    if isinstance(rows[0], Boundary):
        return True
    rows = sorted(rows, key=lambda row: row.valid_from)
    return any(one.valid_until > other.valid_from for one, other in pairwise(rows))


def check_regimes(regimes: tuple[Regime, ...], boundaries: tuple[Boundary, ...]) -> None:
    """LawError unless the regimes follow each other day by day, with a boundary at each passage."""
    ordered = sorted(regimes, key=lambda row: row.valid_from)
    passages = {(row.earlier, row.later): row.day for row in boundaries}
    for earlier, later in pairwise(ordered):
        if earlier.valid_until != later.valid_from:
            raise LawError(f"{earlier.key}, {later.key}: hai giai đoạn phải nối tiếp nhau")
        if passages.get((earlier.key, later.key)) != later.valid_from:
            raise LawError(f"{earlier.key} → {later.key}: thiếu dòng chuyển tiếp của ngày này")
