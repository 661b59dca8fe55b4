"""What waits for whom: figures to report, to explain, to verify; targets to fix and to give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q, QuerySet

from thidua.core.trees import successors
from thidua.subjects.orgs.selectors import all_steps
from thidua.subjects.targets.enums import SplitRule, TargetState, ValueState
from thidua.subjects.targets.models import Target, TargetPeriod, TargetValue


def units_spoken_for(unit_id: int, day: date) -> list[int]:
    """The unit and those in whose place it alone stands: their open figures are its own now."""
    steps = all_steps()
    found = [unit_id]
    for unit in found:
        before = {step.predecessor for step in steps if step.successor == unit and step.day <= day}
        found += [
            one
            for one in sorted(before - set(found))
            if successors(one, steps, date.min, day) == [unit_id]
        ]
    return found


def reportable(unit_ids: list[int], day: date) -> QuerySet[TargetValue]:
    """Rows of periods that take figures: open on the day, and not locked."""
    rows = TargetValue.objects.filter(
        organization_id__in=unit_ids, target__state=TargetState.FIXED
    ).select_related("target", "period")
    locked = rows.filter(period__locked_on__isnull=False) | rows.filter(period__locks_on__lte=day)
    shut = locked.exclude(period__reopened_until__gte=day).values("pk")
    return (
        rows.filter(period__opens_on__lte=day)
        .exclude(pk__in=shut)
        .order_by("period__due_on", "target__year", "target_id", "organization_id")
    )


@dataclass(frozen=True, slots=True)
class OwedPeriod:
    """How many figures a unit still owes in a period."""

    period: TargetPeriod
    open: int
    total: int


def owed_periods(unit_ids: list[int], day: date) -> list[OwedPeriod]:
    """Periods that take figures from the unit, by due day."""
    found: dict[int, list[TargetValue]] = {}
    for row in reportable(unit_ids, day):
        found.setdefault(row.period_id, []).append(row)
    return [
        OwedPeriod(rows[0].period, sum(r.state == ValueState.OPEN for r in rows), len(rows))
        for rows in found.values()
    ]


def to_explain(unit_ids: list[int]) -> QuerySet[TargetValue]:
    rows = TargetValue.objects.filter(organization_id__in=unit_ids, state=ValueState.DISPUTED)
    return rows.select_related("target", "period").order_by("explain_due", "pk")


@dataclass(frozen=True, slots=True)
class ToVerify:
    """Figures of one target and period that wait for the owner."""

    target: Target
    period: TargetPeriod
    waiting: int
    since: date | None


def to_verify(owner_id: int | None, *, own_figures: bool = False) -> list[ToVerify]:
    """Reported figures of the owner's targets; with `own_figures`, those the office verifies: the
    owners' own, and of targets without an owner."""
    rows = TargetValue.objects.filter(state=ValueState.REPORTED, value__isnull=False)
    rows = rows.filter(target__state=TargetState.FIXED, period__locked_on=None)
    if own_figures:
        rows = rows.filter(Q(target__owner=None) | Q(organization=F("target__owner")))
    elif owner_id is None:
        return []
    else:
        rows = rows.filter(target__owner_id=owner_id).exclude(organization_id=owner_id)
    counted = (
        rows.order_by()
        .values("target_id", "period_id")
        .annotate(waiting=Count("pk"), since=Min("reported_on"))
    )
    found = list(counted)
    targets = Target.objects.in_bulk([row["target_id"] for row in found])
    periods = TargetPeriod.objects.in_bulk([row["period_id"] for row in found])
    lines = [
        ToVerify(targets[row["target_id"]], periods[row["period_id"]], row["waiting"], row["since"])
        for row in found
    ]
    return sorted(lines, key=lambda line: (line.period.due_on, line.target.pk))


def to_fix(day: date) -> QuerySet[Target]:
    """Announced by a movement, not yet completed by the office."""
    rows = Target.objects.filter(of_unit=None, state=TargetState.GIVEN, announced_on__lte=day)
    return rows.order_by("announced_on", "pk")


def to_split(owner_id: int | None = None) -> QuerySet[Target]:
    """Followed, meant for units, given to none."""
    rows = Target.objects.followed().filter(of_unit=None, shares=None).exclude(rule=SplitRule.NONE)
    return rows if owner_id is None else rows.filter(owner_id=owner_id)


def to_lock(day: date) -> QuerySet[TargetPeriod]:
    """Past the day on which the office closes them."""
    rows = TargetPeriod.objects.filter(locked_on=None, locks_on__lte=day, opened_on__isnull=False)
    return rows.filter(values__isnull=False).exclude(reopened_until__gte=day).distinct()


def count_owed(unit_id: int | None, day: date) -> int:
    """Figures that the unit has yet to report or explain: the number beside the place in the rail."""
    if unit_id is None:
        return 0
    waiting = (ValueState.OPEN, ValueState.DISPUTED)
    return reportable([unit_id], day).filter(state__in=waiting).count()


def rows_of_period(unit_ids: list[int], code: str) -> list[TargetValue]:
    """All figures of the units in the period of this code, settled ones too."""
    rows = TargetValue.objects.filter(
        organization_id__in=unit_ids, period__year=year_of(code), target__state=TargetState.FIXED
    ).select_related("target", "period")
    ordered = rows.order_by("target__exception_of_id", "target_id", "organization_id")
    return [row for row in ordered if row.period.code == code]


def year_of(code: str) -> int:
    """The year a period's code begins with; 0 for what is no code."""
    head = code.partition("-")[0]
    return int(head) if head.isascii() and head.isdigit() and len(head) == 4 else 0


def periods_told(unit_ids: list[int], without: set[int]) -> list[OwedPeriod]:
    """Past periods in which the units had figures to report, newest first."""
    rows = TargetValue.objects.filter(organization_id__in=unit_ids).exclude(period__in=without)
    counted = (
        rows.order_by()
        .values("period_id")
        .annotate(total=Count("pk"), open=Count("pk", filter=Q(state=ValueState.OPEN)))
    )
    found = {row["period_id"]: row for row in counted}
    periods = TargetPeriod.objects.filter(pk__in=found).order_by("-last_day", "kind")
    return [OwedPeriod(p, found[p.pk]["open"], found[p.pk]["total"]) for p in periods]


def owned_targets(unit_id: int | None, year: int) -> list[int]:
    """The province's targets of the year that the unit owns."""
    rows = Target.objects.of_province(year).filter(owner_id=unit_id) if unit_id else None
    return list(rows.values_list("pk", flat=True)) if rows is not None else []


@dataclass(frozen=True, slots=True)
class PeriodProgress:
    """How far reporting has come in one period, over all targets."""

    period: TargetPeriod
    total: int
    open: int
    reported: int
    verified: int
    disputed: int
    locked: int

    @property
    def told(self) -> int:
        return self.total - self.open


def periods_of_year(year: int) -> list[PeriodProgress]:
    """By their last day; one query."""
    counts = {state.value: Count("values", filter=Q(values__state=state)) for state in ValueState}
    rows = TargetPeriod.objects.filter(year=year).annotate(total=Count("values"))
    rows = rows.annotate(**{f"n_{name}": count for name, count in counts.items()})
    return [
        PeriodProgress(
            row,
            row.total,
            *(
                getattr(row, f"n_{name}")
                for name in ("open", "reported", "verified", "disputed", "locked")
            ),
        )
        for row in rows.order_by("last_day", "kind")
    ]
