"""The whole's figure of each target and period: added up by the database, exactly.

Figures have four decimals; each is taken as a whole number of ten-thousandths before it is added,
so that SQLite, which keeps them as binary fractions, adds no error of its own. What may be entered
is bounded so that no sum leaves 64 bits (services.reporting.check_size).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import BigIntegerField, Count, F, Q, Sum
from django.db.models.functions import Cast, Round

from thidua.core.targets import Rule, Tally
from thidua.subjects.targets.enums import TRUSTED, SplitRule, ValueState
from thidua.subjects.targets.models import Target, TargetValue

SCALE = 10_000


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """All that one target has in one period, over the units that make the whole."""

    target_id: int
    period_id: int
    year: int
    index: int
    name: str
    last_day: date
    tally: Tally
    trusted: int
    disputed: int
    samples: int

    def value(self, rule: Rule) -> Decimal | None:
        return as_decimal(self.tally.value(rule))


def as_decimal(value: Fraction | None) -> Decimal | None:
    """Exact where it can be; a mean that has no end is cut at ten decimals."""
    if value is None:
        return None
    number = Decimal(value.numerator) / Decimal(value.denominator)
    exponent = number.as_tuple().exponent
    return number.quantize(Decimal("1E-10")) if int(exponent) < -10 else number


def sums_of(
    targets: Iterable[Target],
    day: date,
    *,
    units: Collection[int] | None = None,
    trusted_only: bool = False,
) -> dict[int, list[PeriodSum]]:
    """Target → its periods in order, as known on the day; one query, two where the last figure
    stands for the whole. `units` narrows to these reporters."""
    chosen = list(targets)
    counted = _counted(chosen, units)
    known = Q(reported_on__lte=day, value__isnull=False)
    if trusted_only:
        known &= Q(state__in=TRUSTED)
    last = _last_figures(counted, chosen, known)
    found: dict[int, list[PeriodSum]] = {}
    for row in _grouped(counted, known):
        place = (row["target_id"], row["period_id"])
        found.setdefault(row["target_id"], []).append(_sum_of(row, last.get(place)))
    return found


def _counted(targets: list[Target], units: Collection[int] | None) -> Any:
    rows = TargetValue.objects.filter(target__in=[target.pk for target in targets])
    if units is None:
        return rows.filter(part_of=None)
    inside = rows.filter(organization_id__in=units)
    return inside.filter(Q(part_of=None) | ~Q(part_of__in=units))


def _scaled(name: str) -> Cast:
    return Cast(Round(F(name) * SCALE), BigIntegerField())


def _grouped(counted: Any, known: Q) -> Any:
    period = ("period__year", "period__index", "period__name", "period__last_day")
    grouped = counted.order_by().values("target_id", "period_id", *period)
    return grouped.annotate(
        asked=Count("pk"),
        given=Count("pk", filter=known),
        total=Sum(_scaled("value"), filter=known),
        weighted=Sum(_scaled("value") * _scaled("weight"), filter=known),
        weights=Sum(_scaled("weight"), filter=known & Q(weight__isnull=False)),
        unweighted=Count("pk", filter=known & Q(weight__isnull=True)),
        trusted=Count("pk", filter=known & Q(state__in=TRUSTED)),
        disputed=Count("pk", filter=known & Q(state=ValueState.DISPUTED)),
        samples=Count("pk", filter=known & Q(is_sample=True)),
    ).order_by("target_id", "period__last_day")


def _sum_of(row: dict[str, Any], last: tuple[str, Fraction] | None) -> PeriodSum:
    tally = Tally(
        asked=row["asked"],
        given=row["given"],
        total=Fraction(int(row["total"] or 0), SCALE),
        weighted=Fraction(int(row["weighted"] or 0), SCALE * SCALE),
        weights=Fraction(int(row["weights"] or 0), SCALE),
        unweighted=row["unweighted"],
        last=last,
    )
    return PeriodSum(
        row["target_id"],
        row["period_id"],
        row["period__year"],
        row["period__index"],
        row["period__name"],
        row["period__last_day"],
        tally,
        row["trusted"],
        row["disputed"],
        row["samples"],
    )


def _last_figures(
    counted: Any, targets: list[Target], known: Q
) -> dict[tuple[int, int], tuple[str, Fraction]]:
    """Only for targets of which the figure reported last stands for the whole."""
    ids = [target.pk for target in targets if target.rule == SplitRule.LAST]
    if not ids:
        return {}
    rows = counted.filter(known, target__in=ids).order_by("reported_on", "pk")
    fields = ("target_id", "period_id", "reported_on", "value")
    return {
        (target_id, period_id): (f"{day:%Y-%m-%d}", Fraction(value))
        for target_id, period_id, day, value in rows.values_list(*fields)
    }
