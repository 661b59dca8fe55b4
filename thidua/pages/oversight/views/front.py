"""The Front's first screens: what is being launched, what is owed to it, its own movements."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import Actor, requires
from thidua.base.parameters import calendar
from thidua.core.periods import words_for_due
from thidua.core.trees import Tree
from thidua.subjects.inspections.models import InspectionPlan
from thidua.subjects.movements.enums import DutyState, Level
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.orgs.enums import KindGroup, group_of
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.oversight.enums import OpinionState
from thidua.subjects.oversight.selectors import consults, opinions

SHOWN = 30


@require_GET
@requires("oversight.supervise.see")
def supervise(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    sent = opinions.sent_by(actor.unit_id)
    owed = list(sent.unanswered().order_by("due_on", "pk")[:SHOWN])
    running = Movement.objects.running().exclude(level=Level.UNIT)
    context = {
        "drafts": list(consults.asked_of(actor)[:SHOWN]),
        "movements": running.annotate(said=Count("opinions")).order_by("-launched_on", "-pk")[
            :SHOWN
        ],
        "plans": InspectionPlan.objects.exclude(issued_on=None).filter(closed_on=None)[:SHOWN],
        "owed": [(one, _due_words(one, actor)) for one in owed],
        "to_see": list(sent.filter(state=OpinionState.ANSWERED)[:SHOWN]),
        "late": sum(bool(one.due_on and one.due_on < actor.day) for one in owed),
        "total": sent.count(),
        "unit_name": actor.unit_name,
        "day": actor.day,
    }
    return render(request, "oversight/supervise.html", context)


def _due_words(opinion: Any, actor: Actor) -> str:
    if opinion.due_on is None:
        return "chờ giao đơn vị trả lời"
    return words_for_due(opinion.due_on, actor.day, calendar(actor.day))


@require_GET
@requires("oversight.supervise.see")
def coordinate(request: HttpRequest) -> HttpResponse:
    """Movements that the actor's unit leads, with how far districts and communes have come."""
    actor = request.actor
    tree = tree_on(actor.day)
    led = list(_led_by(actor))
    counts = _counts([movement.pk for movement in led], tree)
    rows = [(movement, counts.get(movement.pk, [])) for movement in led]
    context = {"rows": rows, "unit_name": actor.unit_name}
    return render(request, "oversight/coordinate.html", context)


def _led_by(actor: Actor) -> QuerySet[Movement]:
    """Led or coordinated: named as owner, as launcher, or charged with a task."""
    unit = actor.unit_id
    mine = Q(owner_id=unit) | Q(unit_id=unit) | Q(tasks__charged__organization_id=unit)
    seen = Movement.objects.published().exclude(level=Level.UNIT).filter(mine)
    return seen.distinct().select_related("parent").order_by("-launched_on", "-pk")[:SHOWN]


def _counts(ids: list[int], tree: Tree) -> dict[int, list[dict[str, Any]]]:
    """Movement → one line for each group of units: charged, acknowledged, planned, launched.

    Communes take it up through the plan of their district, so duties of those plans count too.
    """
    found: dict[int, dict[str, list[str]]] = {}
    ours = Q(movement_id__in=ids) | Q(movement__level=Level.UNIT, movement__parent_id__in=ids)
    duties = Duty.objects.filter(ours).exclude(state=DutyState.EXEMPT)
    rows = duties.order_by().values_list(
        "movement_id", "movement__parent_id", "organization_id", "unit_kind", "state"
    )
    counted: set[tuple[int, int]] = set()
    for own, above, unit_id, kind, state in sorted(rows, key=lambda row: row[0] not in ids):
        movement_id = own if own in ids else above
        if (movement_id, unit_id) in counted:
            continue
        counted.add((movement_id, unit_id))
        node = tree.get(unit_id)
        group = group_of(node.kind if node else kind)
        found.setdefault(movement_id, {}).setdefault(group, []).append(state)
    return {movement: _lines(groups) for movement, groups in found.items()}


def _lines(groups: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [
        {
            "label": KindGroup(group).label,
            "total": len(groups[group]),
            "acknowledged": sum(state != DutyState.OWED for state in groups[group]),
            "planned": sum(state in (DutyState.PLANNED, DutyState.LAUNCHED) for state in groups[group]),
            "launched": sum(state == DutyState.LAUNCHED for state in groups[group]),
            "share": 100 * sum(state == DutyState.LAUNCHED for state in groups[group]) / len(groups[group]),
        }
        for group in KindGroup
        if group in groups
    ]  # fmt: skip
