"""How far duties have come over all movements of a period, as of a day: counted by the database.

The board of one movement (`coverage`) and these counts ask the same of a duty: a later step
implies the earlier ones, the exempt do not count, late is who is past the due day of the next step.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.base.registries import FigureScope
from thidua.subjects.movements.enums import PUBLISHED, RUNNING, DutyState, Level
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.selectors.coverage import step_on

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


def count_by_unit(scope: FigureScope, unit_ids: Iterable[int]) -> dict[int, Counted]:
    """The same counts for each of these units; who was given nothing is not in the answer."""
    duties = all_duties_in(scope).filter(organization_id__in=list(unit_ids)).order_by()
    grouped = duties.values("organization_id").annotate(**_counts(as_of(scope)))
    rows = grouped.values_list("organization_id", "total", *STEPS, "late")
    return {unit: Counted(*counts) for unit, *counts in rows}


def _counts(day: date) -> dict[str, Count]:
    reached = {step: Count("pk", filter=has_reached(step, day)) for step in STEPS}
    samples = Count("pk", filter=Q(movement__is_sample=True))
    late = Count("pk", filter=is_late(day))
    return {"total": Count("pk"), **reached, "late": late, "samples": samples}


# ---- The same, from plain rows: a board asks many things of the same duties ----

FACTS = (
    "organization_id", "unit_name", "state", "acknowledge_due", "plan_due", "launch_due",
    "acknowledged_on", "planned_on", "launched_on", "exempted_on",
    "movement__state", "movement__level", "movement__launched_on", "movement__is_sample",
)  # fmt: skip


class DutyFacts:
    """The duties of a period, fetched once; what the database counts above is counted here alike."""

    def __init__(self, scope: FigureScope) -> None:
        self.day = as_of(scope)
        rows = all_duties_in(scope).order_by("pk").values_list(*FACTS, named=True)
        self.everybodys: list[Any] = list(rows)
        self.rows = [row for row in self.everybodys if row.movement__level != Level.UNIT]

    @property
    def first_launch(self) -> date | None:
        return min((row.movement__launched_on for row in self.rows), default=None)

    def counted(self, day: date | None = None) -> Counted:
        return self._count(self.rows, day or self.day)

    def by_unit(self, unit_ids: Iterable[int]) -> dict[int, Counted]:
        """As `count_by_unit`: what the units were given by whomever."""
        wanted = set(unit_ids)
        grouped: dict[int, list[Any]] = {}
        for row in self.everybodys:
            if row.organization_id in wanted:
                grouped.setdefault(row.organization_id, []).append(row)
        return {unit: self._count(rows, self.day) for unit, rows in grouped.items()}

    def late_units(self) -> list[tuple[int, str, int]]:
        """The units late with most, then by name: id, name, how many duties."""
        late = Counter(
            (row.organization_id, row.unit_name) for row in self.rows if _late(row, self.day)
        )
        ordered = sorted(late.items(), key=lambda one: (-one[1], one[0][1]))
        return [(unit, name, count) for (unit, name), count in ordered]

    def _count(self, rows: list[Any], day: date) -> Counted:
        reached = [STEP_ORDER.index(step_on(row, False, day)) for row in rows]
        acknowledged, planned, launched = (
            sum(place >= least for place in reached) for least in (1, 2, 3)
        )
        late = sum(_late(row, day) for row in rows)
        samples = sum(row.movement__is_sample for row in rows)
        return Counted(len(rows), acknowledged, planned, launched, late, samples)


STEP_ORDER = ("sent", *STEPS)


def _late(row: Any, day: date) -> bool:
    """Past the due day of the next step, in a movement that still runs."""
    step = step_on(row, False, day)
    if step == "launched" or row.movement__state not in RUNNING:
        return False
    due: date = getattr(row, DUES[STEPS[STEP_ORDER.index(step)]])
    return due < day
