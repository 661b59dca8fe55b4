"""Coverage of a movement at a glance: who opened, acknowledged, planned, launched; late first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from thidua.base.parameters import calendar
from thidua.core.periods import WorkingCalendar
from thidua.core.trees import Tree
from thidua.subjects.movements.enums import DutyState
from thidua.subjects.movements.models import Delivery, Movement
from thidua.subjects.orgs.enums import GROUP_OF_KIND, KindGroup
from thidua.subjects.papers.enums import Purpose

DUTY_FIELDS = (
    "pk", "organization_id", "unit_name", "unit_kind", "state", "acknowledge_due", "plan_due",
    "launch_due", "acknowledged_on", "planned_on", "launched_on", "plan_id", "reminders",
    "reminded_on", "exempted_on",
)  # fmt: skip
# How far a unit has come, in the order of the work.
STEPS = ("sent", "opened", "acknowledged", "planned", "launched")
STEP_LABELS = {
    "sent": "Đã gửi",
    "opened": "Đã mở",
    "acknowledged": "Đã tiếp nhận",
    "planned": "Đã có kế hoạch",
    "launched": "Đã phát động",
}
OWED_WORDS = {
    "sent": "Chưa tiếp nhận",
    "opened": "Chưa tiếp nhận",
    "acknowledged": "Chưa có kế hoạch",
    "planned": "Chưa phát động",
}


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """One unit on the board, as it stood on the day asked for."""

    duty_id: int
    unit_id: int
    name: str
    kind: str
    group: str
    step: str  # one of STEPS, or "exempt"
    due: date | None  # of the next step; None when nothing is owed
    days_late: int  # working days, 0 when in time
    reminders: int
    reminded_on: date | None
    plan_id: int | None

    @property
    def owed_words(self) -> str:
        return OWED_WORDS.get(self.step, "")

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    def reached(self, step: str) -> bool:
        return self.step in STEPS and STEPS.index(self.step) >= STEPS.index(step)


@dataclass(frozen=True, slots=True)
class StepCount:
    step: str
    label: str
    reached: int
    total: int
    late: int

    @property
    def share(self) -> float:
        return self.reached / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class GroupRow:
    group: str
    label: str
    total: int
    counts: tuple[int, ...]  # by STEPS[1:]
    late: int


@dataclass(frozen=True, slots=True)
class Coverage:
    units: tuple[UnitProgress, ...]  # late first, the latest on top; then by name as given
    day: date

    @property
    def counted(self) -> list[UnitProgress]:
        """Units that owe something: the exempt are shown but not counted."""
        return [unit for unit in self.units if unit.step != "exempt"]

    @property
    def late(self) -> list[UnitProgress]:
        return [unit for unit in self.units if unit.is_late]

    def steps(self) -> list[StepCount]:
        counted = self.counted
        late = Counter(unit.owed_words for unit in counted if unit.is_late)
        words = {
            "acknowledged": "Chưa tiếp nhận",
            "planned": "Chưa có kế hoạch",
            "launched": "Chưa phát động",
        }
        return [
            StepCount(
                step,
                STEP_LABELS[step],
                sum(unit.reached(step) for unit in counted),
                len(counted),
                late.get(words.get(step, ""), 0),
            )
            for step in STEPS[1:]
        ]

    def by_group(self) -> list[GroupRow]:
        rows = []
        for group in KindGroup:
            units = [unit for unit in self.counted if unit.group == group]
            if units:
                counts = tuple(sum(unit.reached(step) for unit in units) for step in STEPS[1:])
                late = sum(unit.is_late for unit in units)
                rows.append(GroupRow(group, str(group.label), len(units), counts, late))
        return rows


def coverage_of(movement: Movement, day: date) -> Coverage:
    """Every unit charged with the movement, as of `day`. Three queries, whatever the size."""
    opened = set(
        Delivery.objects.filter(
            movement=movement, purpose=Purpose.CARRY_OUT, opened_at__date__lte=day
        ).values_list("organization_id", flat=True)
    )
    lateness = Lateness(day, calendar(day))
    # Plain rows: a board of 500 units needs no model instances.
    rows = movement.duties.values_list(*DUTY_FIELDS, named=True)
    units = [_progress(duty, duty.organization_id in opened, lateness) for duty in rows]
    return Coverage(tuple(sorted(units, key=_late_first)), day)


class Lateness:
    """Working days since a due day, counted once for each due day."""

    def __init__(self, day: date, working: WorkingCalendar) -> None:
        self.day = day
        self._count = cache(lambda due: working.working_days_between(due, day))

    def of(self, due: date | None) -> int:
        return self._count(due) if due is not None and self.day > due else 0


def _late_first(unit: UnitProgress) -> tuple[int, str, str]:
    return (-unit.days_late, unit.due.isoformat() if unit.due else "9999", unit.name)


def _progress(duty: Any, opened: bool, lateness: Lateness) -> UnitProgress:
    step = step_on(duty, opened, lateness.day)
    due = _due_of(duty, step)
    return UnitProgress(
        duty_id=duty.pk,
        unit_id=duty.organization_id,
        name=duty.unit_name,
        kind=duty.unit_kind,
        group=GROUP_OF_KIND.get(duty.unit_kind, KindGroup.OTHERS),
        step=step,
        due=due,
        days_late=lateness.of(due),
        reminders=duty.reminders,
        reminded_on=duty.reminded_on,
        plan_id=duty.plan_id,
    )


def step_on(duty: Any, opened: bool, day: date) -> str:
    if duty.state == DutyState.EXEMPT and _is_exempt_by(duty.exempted_on, day):
        return "exempt"
    for step in ("launched", "planned", "acknowledged"):
        reached: date | None = getattr(duty, f"{step}_on")
        if reached is not None and reached <= day:
            return step
    return "opened" if opened else "sent"


def _is_exempt_by(since: date | None, day: date) -> bool:
    return since is None or since <= day  # None: found exempt before the day was kept


def _due_of(duty: Any, step: str) -> date | None:
    if step in ("sent", "opened"):
        due: date = duty.acknowledge_due
        return due
    return {"acknowledged": duty.plan_due, "planned": duty.launch_due}.get(step)


@dataclass(frozen=True, slots=True)
class AreaValue:
    """What one shape of the map says: the same units as the table."""

    launched: int
    total: int
    level: int | None  # 0 nothing … 4 all launched; None: nobody here is charged
    late: bool

    @property
    def words(self) -> str:
        if self.level is None:
            return "không được giao"
        return f"{self.launched} / {self.total} đã phát động"


def area_values(coverage: Coverage, tree: Tree, areas: Iterable[int]) -> dict[int, AreaValue]:
    """For each unit that is a shape on the map: itself and the charged units under it."""
    by_unit = {unit.unit_id: unit for unit in coverage.counted}
    values = {}
    for area in areas:
        under = tree.descendants(area, include_self=True) if area in tree else [area]
        units = [by_unit[unit_id] for unit_id in under if unit_id in by_unit]
        values[area] = _area_value(units)
    return values


def _area_value(units: list[UnitProgress]) -> AreaValue:
    if not units:
        return AreaValue(0, 0, None, False)
    launched = sum(unit.reached("launched") for unit in units)
    steps = sum(STEPS.index(unit.step) for unit in units)
    level = steps // len(units)  # the mean step, rounded down: 4 only when all have launched
    return AreaValue(launched, len(units), level, any(unit.is_late for unit in units))
