"""Movements an actor may see, and what hangs together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from thidua.base.access import PROVINCE_DESK, Actor, Role
from thidua.core.text import fold
from thidua.subjects.movements.enums import PUBLISHED, RUNNING, DutyState, Level, State
from thidua.subjects.movements.models import (
    Content,
    Delivery,
    Duty,
    Movement,
    MovementTarget,
    Task,
)

SEES_DRAFTS = frozenset({*PROVINCE_DESK, Role.PROVINCE_CHAIR, Role.AUDITOR})


def visible_to(actor: Actor) -> QuerySet[Movement]:
    """Published movements, one's own unit's, what was sent to it, and the desk's drafts."""
    if actor.is_system:
        return Movement.objects.all()
    was_launched = Q(state=State.WITHDRAWN, launched_on__isnull=False)
    seen = Q(state__in=PUBLISHED) | was_launched | Q(unit_id=actor.unit_id)
    if actor.role in SEES_DRAFTS:
        # A unit's plan is the office's to read once it was issued.
        seen |= ~Q(level=Level.UNIT) | Q(answers__state=DutyState.PLANNED)
    return Movement.objects.filter(seen)


def received_by(unit_id: int | None) -> QuerySet[Delivery]:
    if unit_id is None:
        return Delivery.objects.none()
    return Delivery.objects.filter(organization_id=unit_id).select_related("movement")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the superior's movement asks that the unit's plan does not take up."""

    kind: str
    text: str
    anchor: str


def gaps_of(plan: Movement) -> list[Gap]:
    """The superior's contents, targets and tasks that concern the unit and have no answer."""
    superior = plan.parent
    if superior is None:
        return []
    contents = superior.contents.exclude(derived__movement=plan)
    targets = targets_concerning(superior, plan.unit_id).exclude(derived__movement=plan)
    tasks = tasks_of_unit(superior, plan.unit_id).exclude(derived__movement=plan)
    return [
        *(Gap("Nội dung", str(row), "noi-dung") for row in contents),
        *(Gap("Chỉ tiêu", f"{row.target}: {row.target.phrase}", "chi-tieu") for row in targets),
        *(Gap("Nhiệm vụ", str(row), "nhiem-vu") for row in tasks),
    ]


def tasks_of_unit(movement: Movement, unit_id: int) -> QuerySet[Task]:
    return movement.tasks.filter(charged__organization_id=unit_id)


def targets_concerning(movement: Movement, unit_id: int) -> QuerySet[MovementTarget]:
    """Targets without an owner concern all; an owned one its owner.

    An exception for a scope (the poor districts) is offered but never taken for granted.
    """
    mine = Q(target__owner=None) | Q(target__owner_id=unit_id)
    return movement.targets.filter(mine, target__exception_of=None).select_related("target")


def with_parts(movement_id: int, visible: QuerySet[Movement]) -> Movement | None:
    """A movement with everything its page shows, in a bounded number of queries."""
    return (
        visible.filter(pk=movement_id)
        .select_related("parent", "owner", "form", "paper", "reading", "file")
        .prefetch_related(
            Prefetch("contents", Content.objects.select_related("derived_from")),
            Prefetch("targets", MovementTarget.objects.select_related("target__exception_of")),
            "tasks",
            "criteria",
            "phases",
            "recipients",
            "bases__document",
            "amendments",
        )
        .first()
    )


def overlapping(movement: Movement) -> list[Movement]:
    """Running movements of the same unit and year that share most words of the name."""
    words = set(fold(movement.name).split())
    others = Movement.objects.running().exclude(pk=movement.pk).exclude(level=Level.UNIT)
    others = others.exclude(parent_id=movement.pk).filter(year=movement.year)
    return [other for other in others if _shared(words, other.name_key) >= 0.6]


def _shared(words: set[str], name_key: str) -> float:
    other = set(name_key.split())
    return len(words & other) / max(1, min(len(words), len(other)))


def ancestors(movement: Movement) -> list[Movement]:
    """From the top of the tree down to the parent."""
    chain: list[Movement] = []
    above = movement.parent
    while above is not None:
        chain.insert(0, above)
        above = above.parent
    return chain


def all_open_duties() -> QuerySet[Duty]:
    """What is still owed to movements that run; a unit's plan ends with its superior's movement."""
    is_plan = Q(movement__level=Level.UNIT, movement__parent__isnull=False)
    goes_on = ~is_plan | Q(movement__parent__state__in=RUNNING)
    running = Duty.objects.open().filter(goes_on, movement__state__in=RUNNING)
    return running.select_related("movement")


def open_duties_of(unit_id: int | None) -> QuerySet[Duty]:
    if unit_id is None:
        return Duty.objects.none()
    return all_open_duties().filter(organization_id=unit_id).select_related("plan__paper")


def unit_ties(unit_ids: Iterable[int], day: date) -> dict[str, int]:
    ids = list(unit_ids)
    return {
        "Phong trào do đơn vị phát động": Movement.objects.filter(
            unit_id__in=ids, state__in=RUNNING
        ).count(),
        "Nhiệm vụ phong trào chưa xong": Duty.objects.filter(organization_id__in=ids)
        .open()
        .count(),
    }
