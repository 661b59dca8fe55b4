"""How far duties have come over all movements of a period, as of a day: counted by the database.

The board of one movement (`coverage`) and these counts ask the same of a duty: a later step
implies the earlier ones, the exempt do not count, late is who is past the due day of the next step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from thidua.base.registries import FigureScope
from thidua.subjects.movements.enums import PUBLISHED, RUNNING, DutyState, Level
from thidua.subjects.movements.models import Duty, Movement

STEPS = ("acknowledged", "planned", "launched")
DUES = {"acknowledged": "acknowledge_due", "planned": "plan_due", "launched": "launch_due"}


@dataclass(frozen=True, slots=True)
class Counted:
    """Duties that stand, those that reached each step, and those that are late."""

    total: int = 0
    acknowledged: int = 0
    planned: int = 0
    launched: int = 0
    late: int = 0
    samples: int = 0  # those of movements whose progress is invented for the demonstration


def as_of(scope: FigureScope) -> date:
    """The day of judgement: a period that is over is judged on its last day."""
    return min(scope.day, scope.until)


def movements_running_in(scope: FigureScope) -> QuerySet[Movement]:
    """Launched by the day and not over before the period began; units' own plans are left out."""
    open_ended = Q(ends_on=None) | Q(ends_on__gte=scope.since)
    return Movement.objects.filter(
        open_ended, state__in=PUBLISHED, launched_on__lte=as_of(scope)
    ).exclude(level=Level.UNIT)


def duties_in(scope: FigureScope) -> QuerySet[Duty]:
    """What units owe to the movements of the period.

    The province counts what it gave itself; a unit counts what it was given, by whomever.
    """
    duties = all_duties_in(scope)
    if scope.unit_id is None:
        return duties.exclude(movement__level=Level.UNIT)
    return duties.filter(organization_id=scope.unit_id)


def all_duties_in(scope: FigureScope) -> QuerySet[Duty]:
    day = as_of(scope)
    open_ended = Q(movement__ends_on=None) | Q(movement__ends_on__gte=scope.since)
    exempt = Q(state=DutyState.EXEMPT) & (Q(exempted_on=None) | Q(exempted_on__lte=day))
    return Duty.objects.filter(
        open_ended, ~exempt, movement__state__in=PUBLISHED, movement__launched_on__lte=day
    )


def has_reached(step: str, day: date) -> Q:
    later = STEPS[STEPS.index(step) :]
    asked = Q()
    for name in later:
        asked |= Q(**{f"{name}_on__lte": day})
    return asked


def is_late(day: date) -> Q:
    """Past the due day of the next step, in a movement that still runs."""
    asked = Q()
    reached_before = Q()
    for step in STEPS:
        past = Q(**{f"{DUES[step]}__lt": day})
        asked |= reached_before & not_reached(step, day) & past
        reached_before = has_reached(step, day)
    return asked & Q(movement__state__in=RUNNING)


def not_reached(step: str, day: date) -> Q:
    """Written out, because the negation of a comparison leaves out blanks."""
    asked = Q()
    for name in STEPS[STEPS.index(step) :]:
        asked &= Q(**{f"{name}_on": None}) | Q(**{f"{name}_on__gt": day})
    return asked


def count_duties(scope: FigureScope) -> Counted:
    """One query, whatever the size."""
    return Counted(**duties_in(scope).order_by().aggregate(**_counts(as_of(scope))))


def first_launch(scope: FigureScope) -> date | None:
    """The day on which the first of these movements was launched."""
    found: date | None = duties_in(scope).aggregate(first=Min("movement__launched_on"))["first"]
    return found


def counts_on_days(scope: FigureScope, days: Sequence[date]) -> list[Counted]:
    """The counts as they were on each of these days, of the duties that stand today: one query.

    Before a movement was launched its duties had reached nothing, so the line begins at zero.
    """
    asked: dict[str, Count] = {}
    for place, day in enumerate(days):
        asked |= {f"{name}_{place}": count for name, count in _counts(day).items()}
    found = duties_in(scope).order_by().aggregate(**asked)
    names = ("total", *STEPS, "late", "samples")
    return [Counted(*(found[f"{name}_{place}"] for name in names)) for place in range(len(days))]


def count_by_unit(scope: FigureScope, unit_ids: Iterable[int]) -> dict[int, Counted]:
    """The same counts for each of these units; who was given nothing is not in the answer."""
    duties = all_duties_in(scope).filter(organization_id__in=list(unit_ids)).order_by()
    grouped = duties.values("organization_id").annotate(**_counts(as_of(scope)))
    rows = grouped.values_list("organization_id", "total", *STEPS, "late")
    return {unit: Counted(*counts) for unit, *counts in rows}


def late_by_unit(scope: FigureScope, limit: int) -> list[tuple[int, str, int]]:
    """The units late with most, by name: id, name, how many duties."""
    late = duties_in(scope).filter(is_late(as_of(scope))).order_by()
    grouped = late.values_list("organization_id", "unit_name").annotate(count=Count("pk"))
    return list(grouped.order_by("-count", "unit_name")[:limit])


def _counts(day: date) -> dict[str, Count]:
    reached = {step: Count("pk", filter=has_reached(step, day)) for step in STEPS}
    samples = Count("pk", filter=Q(movement__is_sample=True))
    late = Count("pk", filter=is_late(day))
    return {"total": Count("pk"), **reached, "late": late, "samples": samples}
