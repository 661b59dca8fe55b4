"""Opening periods: their four days, and who owes a figure, fixed from then on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import TypeAlias

from django.db import transaction

from thidua.base import audit, clock, jobs
from thidua.base.access import Actor
from thidua.base.parameters import calendar, days
from thidua.core.periods import Period, PeriodKind
from thidua.core.targets import report_days
from thidua.core.trees import Tree, successors
from thidua.subjects.orgs.selectors import all_steps, tree_on
from thidua.subjects.targets.models import Target, TargetPeriod, TargetShare, TargetValue

TreesOn: TypeAlias = Callable[[date], Tree]


@jobs.daily(5, 30, "targets.open_periods")
def open_today() -> None:
    open_periods(clock.today())


@transaction.atomic
def open_periods(day: date) -> int:
    """Open every period whose day has come; gives how many figures are owed since."""
    waiting = TargetPeriod.objects.filter(opened_on=None, opens_on__lte=day)
    made = sum(_open(period, day) for period in waiting)
    if made:
        what = audit.Thing("targets.TargetPeriod", day.isoformat(), "Mở kỳ báo cáo chỉ tiêu")
        audit.record(Actor.system(day), "targets.open_period", what, after={"figures": made})
    return made


def _open(period: TargetPeriod, day: date) -> int:
    if not TargetPeriod.objects.filter(pk=period.pk, opened_on=None).update(opened_on=day):
        return 0
    targets = Target.objects.followed().filter(period_kind=period.kind, year=period.year)
    return sum(make_rows(target, [period]) for target in targets.order_by("pk"))


def ensure_periods(target: Target, day: date) -> list[TargetPeriod]:
    """The periods of the target's year, made once for all targets of the kind; those whose day
    has come are open at once."""
    kind = PeriodKind(target.period_kind)
    known = TargetPeriod.objects.filter(kind=target.period_kind, year=target.year)
    if known.count() < kind.per_year:
        TargetPeriod.objects.bulk_create(
            (
                _new_period(period, day)
                for period in Period(PeriodKind.YEAR, target.year).parts(kind)
            ),
            ignore_conflicts=True,
        )
    known.filter(opened_on=None, opens_on__lte=day).update(opened_on=day)
    return list(known.order_by("index"))


def _new_period(period: Period, day: date) -> TargetPeriod:
    found = report_days(
        period,
        calendar(period.days.start),
        open_before=days("target.open_before", day),
        report=days("target.report", day),
        late=days("target.late", day),
        lock=days("target.lock", day),
    )
    last = period.days.last_day
    assert last is not None
    assert found.late_until is not None
    assert found.locked is not None
    return TargetPeriod(
        kind=period.kind.value,
        year=period.year,
        index=period.index,
        name=period.name,
        last_day=last,
        opens_on=found.opens,
        due_on=found.due,
        late_until=found.late_until,
        locks_on=found.locked,
    )


def make_rows(target: Target, periods: Iterable[TargetPeriod]) -> int:
    """An empty row for each unit that owes a figure and has none yet; gives how many were made."""
    shares = target.shares.order_by("pk").values_list("organization_id", "is_sample")
    units, samples = [unit for unit, _sample in shares], {unit for unit, one in shares if one}
    trees = cache(tree_on)
    made = 0
    for period in periods:
        owing = _reporters(units, period.opens_on, trees)
        rows = [_row(target, period, unit, owing, trees, unit in samples) for unit in owing]
        before = TargetValue.objects.filter(target=target, period=period).count()
        TargetValue.objects.bulk_create(rows, ignore_conflicts=True)
        made += TargetValue.objects.filter(target=target, period=period).count() - before
    return made


def _reporters(units: list[int], day: date, trees: TreesOn) -> list[int]:
    """Those with a share that stand on the day, and those that stand in another's place."""
    tree, steps = trees(day), all_steps()
    found: dict[int, None] = {}
    for unit in units:
        heirs = [unit] if unit in tree else successors(unit, steps, date.min, day)
        found.update(dict.fromkeys(heir for heir in heirs if heir in tree))
    return list(found)


def _row(
    target: Target,
    period: TargetPeriod,
    unit: int,
    owing: list[int],
    trees: TreesOn,
    is_sample: bool,
) -> TargetValue:
    path = trees(period.opens_on).node(unit).path[:-1]
    above = next((one for one in reversed(path) if one in owing), None)
    return TargetValue(
        target=target,
        period=period,
        organization_id=unit,
        stood_on=period.opens_on,
        part_of_id=above,
        is_sample=target.is_sample or is_sample,
    )


def drop_empty_rows(target: Target, unit_ids: Iterable[int]) -> list[int]:
    """Rows of units that owe no more; gives the units that have reported and therefore stay."""
    rows = TargetValue.objects.filter(target=target, organization_id__in=list(unit_ids))
    reported = set(rows.exclude(value=None).values_list("organization_id", flat=True))
    rows.exclude(organization_id__in=reported).delete()
    TargetShare.objects.filter(target=target, organization_id__in=set(unit_ids) - reported).delete()
    return sorted(reported)
