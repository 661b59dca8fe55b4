"""The whole's figure of each target and period: added up by the database, exactly.

Figures have four decimals; each is taken as a whole number of ten-thousandths before it is added,
so that SQLite, which keeps them as binary fractions, adds no error of its own. What may be entered
is bounded so that no sum leaves 64 bits (services.reporting.check_size).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    F,
    Q,
    QuerySet,
    Sum,
    When,
)
from django.db.models.functions import Cast, Round

from thidua.core.targets import Rule, Tally
from thidua.subjects.targets.enums import TRUSTED, SplitRule, ValueState
from thidua.subjects.targets.models import Target, TargetPeriod, TargetValue

SCALE = 10_000
Place: TypeAlias = tuple[int, int]  # target, period


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
    """Target → its periods in order, as known on the day. Two queries, three where the last figure
    stands for the whole. `units` narrows to these reporters."""
    chosen = list(targets)
    counted = _counted(chosen, units)
    places = _places(counted, day, trusted_only)
    last = _last_figures(counted, chosen, day, trusted_only)
    periods = TargetPeriod.objects.in_bulk({period for _target, period in places})
    found: dict[int, list[PeriodSum]] = {}
    for place in sorted(places, key=lambda one: (one[0], periods[one[1]].last_day)):
        made = _sum_of(place, periods[place[1]], places[place], last.get(place))
        found.setdefault(place[0], []).append(made)
    return found


def _counted(targets: list[Target], units: Collection[int] | None) -> QuerySet[TargetValue]:
    rows = TargetValue.objects.filter(target__in=[target.pk for target in targets]).order_by()
    if units is None:
        return rows.filter(part_of=None)
    inside = rows.filter(organization_id__in=units)
    return inside.filter(Q(part_of=None) | ~Q(part_of__in=units))


@dataclass(slots=True)
class _Place:
    """Sums of one target and period, gathered from its states."""

    asked: int = 0
    given: int = 0
    weighed: int = 0
    total: int = 0
    weighted: int = 0
    weights: int = 0
    trusted: int = 0
    disputed: int = 0
    samples: int = 0

    def add(self, row: Mapping[str, Any], trusted_only: bool) -> None:
        self.asked += row["asked"]
        if not row["known"] or (trusted_only and row["state"] not in TRUSTED):
            return
        self.given += row["given"]
        self.weighed += row["weighed"]
        self.total += int(row["total"] or 0)
        self.weighted += int(row["weighted"] or 0)
        self.weights += int(row["weights"] or 0)
        self.trusted += row["given"] if row["state"] in TRUSTED else 0
        self.disputed += row["given"] if row["state"] == ValueState.DISPUTED else 0
        self.samples += row["given"] if row["is_sample"] else 0


def _places(counted: QuerySet[TargetValue], day: date, trusted_only: bool) -> dict[Place, _Place]:
    """Grouped by what decides whether a figure counts: that costs a few more rows and spares a
    condition on each of the figures. A blank figure has no denominator either (services.reporting)."""
    grouped = (
        counted.annotate(
            known=Case(When(reported_on__lte=day, then=True), default=False, output_field=_YES_NO)
        )
        .values("target_id", "period_id", "state", "is_sample", "known")
        .annotate(
            asked=Count("pk"),
            given=Count("value"),
            weighed=Count("weight"),
            total=Sum(_scaled("value")),
            weighted=Sum(_scaled("value") * _scaled("weight")),
            weights=Sum(_scaled("weight")),
        )
    )
    found: dict[Place, _Place] = {}
    for row in grouped:
        place = found.setdefault((row["target_id"], row["period_id"]), _Place())
        place.add(row, trusted_only)
    return found


_YES_NO = BooleanField()


def _scaled(name: str) -> Cast:
    return Cast(Round(F(name) * SCALE), BigIntegerField())


def _sum_of(
    place: Place, period: TargetPeriod, known: _Place, last: tuple[str, Fraction] | None
) -> PeriodSum:
    tally = Tally(
        asked=known.asked,
        given=known.given,
        total=Fraction(known.total, SCALE),
        weighted=Fraction(known.weighted, SCALE * SCALE),
        weights=Fraction(known.weights, SCALE),
        unweighted=known.given - known.weighed,
        last=last,
    )
    return PeriodSum(
        place[0],
        period.pk,
        period.year,
        period.index,
        period.name,
        period.last_day,
        tally,
        known.trusted,
        known.disputed,
        known.samples,
    )


def _last_figures(
    counted: QuerySet[TargetValue], targets: list[Target], day: date, trusted_only: bool
) -> dict[Place, tuple[str, Fraction]]:
    """Only for targets of which the figure reported last stands for the whole."""
    ids = [target.pk for target in targets if target.rule == SplitRule.LAST]
    if not ids:
        return {}
    rows = counted.filter(target__in=ids, reported_on__lte=day, value__isnull=False)
    if trusted_only:
        rows = rows.filter(state__in=TRUSTED)
    fields = ("target_id", "period_id", "reported_on", "value")
    return {
        (target_id, period_id): (f"{told:%Y-%m-%d}", Fraction(value))
        for target_id, period_id, told, value in rows.order_by("reported_on", "pk").values_list(
            *fields
        )
        if told is not None and value is not None
    }
