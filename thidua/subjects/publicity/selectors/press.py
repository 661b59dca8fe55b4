"""What the organs have done: by organ and month, and against the plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, Sum

from thidua.subjects.publicity.enums import OutputKind, PressPlanState
from thidua.subjects.publicity.models import PressOutput, PressTask

NOTHING = Decimal(0)


@dataclass(slots=True)
class Tally:
    """Of one organ in one stretch of time."""

    outputs: int = 0
    minutes: Decimal = NOTHING
    columns: int = 0  # chuyên trang, chuyên mục


@dataclass(slots=True)
class OrganYear:
    organ_id: int
    months: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    whole: Tally = field(default_factory=Tally)
    wanted: int = 0
    wanted_minutes: Decimal = NOTHING
    done_of_plan: int = 0

    @property
    def share(self) -> Decimal | None:
        """Per cent of the plan; None when nothing was planned."""
        if not self.wanted:
            return None
        return Decimal(100 * min(self.done_of_plan, self.wanted)) / self.wanted


def year_by_organ(year: int, day: date) -> dict[int, OrganYear]:
    """In three queries: outputs to the day, tasks of issued plans, and what was done of each."""
    found: dict[int, OrganYear] = {}
    for organ, month, kind, outputs, minutes in _counted(year, day):
        of_organ = found.setdefault(organ, OrganYear(organ))
        for count in (of_organ.months[month], of_organ.whole):
            count.outputs += outputs
            count.minutes += minutes or NOTHING
            count.columns += outputs if kind in (OutputKind.PAGE, OutputKind.COLUMN) else 0
    for task in tasks_with_counts(year, day):
        of_organ = found.setdefault(task.task.organ_id, OrganYear(task.task.organ_id))
        of_organ.wanted += task.task.wanted
        of_organ.wanted_minutes += task.task.minutes or NOTHING
        of_organ.done_of_plan += min(task.done, task.task.wanted)
    return found


def _counted(year: int, day: date) -> Iterable[tuple[int, int, str, int, Decimal | None]]:
    rows = PressOutput.objects.filter(day__year=year, day__lte=day).order_by()
    return rows.values_list("organ_id", "day__month", "kind").annotate(
        outputs=Count("pk"), total=Sum("minutes")
    )


@dataclass(frozen=True, slots=True)
class TaskCount:
    task: PressTask
    done: int
    minutes: Decimal

    @property
    def is_done(self) -> bool:
        return self.done >= self.task.wanted and self.minutes >= (self.task.minutes or NOTHING)


def tasks_with_counts(
    year: int, day: date, *, organ_id: int | None = None, plan_id: int | None = None
) -> list[TaskCount]:
    """Tasks of plans of the year with the outputs that name them."""
    rows = PressTask.objects.filter(plan__year=year).select_related("plan", "movement")
    if plan_id is not None:
        rows = rows.filter(plan_id=plan_id)
    else:
        rows = rows.filter(plan__state=PressPlanState.ISSUED)
    if organ_id is not None:
        rows = rows.filter(organ_id=organ_id)
    done = Q(outputs__day__lte=day)
    counted = rows.annotate(
        done=Count("outputs", filter=done), on_air=Sum(F("outputs__minutes"), filter=done)
    )
    return [TaskCount(row, row.done, row.on_air or NOTHING) for row in counted]


def open_tasks(organ_id: int | None, day: date) -> Sequence[TaskCount]:
    if organ_id is None:
        return []
    return [one for one in tasks_with_counts(day.year, day, organ_id=organ_id) if not one.is_done]
