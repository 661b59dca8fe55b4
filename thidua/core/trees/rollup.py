"""Sums over trees: blank is not zero, and every value counts in the tree of its own day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from thidua.core.trees.tree import Tree

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Sum:
    """What is known of a unit and all below it; `blank` units were asked and gave nothing."""

    total: Fraction | None
    given: int
    blank: int

    def __add__(self, other: Sum) -> Sum:
        known = [part.total for part in (self, other) if part.total is not None]
        total = sum(known, Fraction(0)) if known else None
        return Sum(total, self.given + other.given, self.blank + other.blank)


@dataclass(frozen=True, slots=True)
class DatedValue:
    unit_id: int
    day: date
    value: Number | None


NOTHING = Sum(None, 0, 0)


def add_up(tree: Tree, values: Mapping[int, Number | None]) -> dict[int, Sum]:
    """The sum of each unit with everything below it, in one walk from the leaves up."""
    sums = {node.id: _leaf(values, node.id) for node in tree}
    for node in reversed(list(tree)):
        if node.depth:
            parent = node.path[-2]
            sums[parent] = sums[parent] + sums[node.id]
    return sums


def _leaf(values: Mapping[int, Number | None], id_: int) -> Sum:
    return _of_value(values[id_]) if id_ in values else NOTHING


def _of_value(value: Number | None) -> Sum:
    return Sum(None, 0, 1) if value is None else Sum(Fraction(value), 1, 0)


def add_up_as_it_stood(
    values: Iterable[DatedValue], tree_on: Callable[[date], Tree]
) -> dict[int, Sum]:
    """Sums of a period in which the tree changed: each value counts where its unit stood that day.

    A unit that did not stand on the day of its value raises UnknownNode: such a value is an error
    of whoever recorded it and must not vanish from the sum.
    """
    by_day: dict[date, list[DatedValue]] = defaultdict(list)
    for entry in values:
        by_day[entry.day].append(entry)
    sums: dict[int, Sum] = {}
    for day, entries in by_day.items():
        tree = tree_on(day)
        for entry in entries:
            for unit in tree.node(entry.unit_id).path:
                sums[unit] = sums.get(unit, NOTHING) + _of_value(entry.value)
    return sums
