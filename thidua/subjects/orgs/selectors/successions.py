"""Who stands in whose place, and sums over units that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from thidua.core import trees
from thidua.core.trees import DatedValue, Step, Sum
from thidua.subjects.orgs.models import Succession
from thidua.subjects.orgs.selectors.trees import tree_on

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Projected:
    """Values by the units of the later day; what could not be placed stands beside them."""

    values: dict[int, Decimal]
    undivided: list[tuple[int, Decimal, tuple[int, ...]]]
    ended: list[tuple[int, Decimal]]


def all_steps() -> list[Step]:
    rows = Succession.objects.order_by("day", "pk")
    return [Step(*row) for row in rows.values_list("predecessor_id", "successor_id", "day")]


def successors_on(org_id: int, day: date, since: date = date.min) -> list[int]:
    """The units that stand on the day in the place of this one; the unit itself while it stands."""
    return trees.successors(org_id, all_steps(), since, day)


def project(
    values: Mapping[int, Number],
    from_day: date,
    to_day: date,
    shares: trees.Shares | None = None,
) -> Projected:
    """Values of one day carried to the units of a later one (rule: core/trees/succession)."""
    found = trees.project(values, all_steps(), from_day, to_day, shares)
    return Projected(
        {unit: as_decimal(value) for unit, value in found.values.items()},
        [(rest.unit_id, as_decimal(rest.value), rest.among) for rest in found.undivided],
        [(rest.unit_id, as_decimal(rest.value)) for rest in found.ended],
    )


def sums_as_they_stood(values: Iterable[DatedValue]) -> dict[int, Sum]:
    """Sums of a period, each value in the tree of its own day; one query for each such day."""
    return trees.add_up_as_it_stood(values, cache(tree_on))


def as_decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
