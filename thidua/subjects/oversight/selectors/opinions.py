"""Opinions an actor may see; how they stand."""

from datetime import date

from django.db.models import Q, QuerySet

from thidua.base.access import PROVINCE_DESK, Actor, Role
from thidua.subjects.oversight.enums import (
    OPEN,
    OpinionKind,
    OpinionState,
    Source,
)
from thidua.subjects.oversight.models import Opinion

SEES_ALL = frozenset({*PROVINCE_DESK, Role.PROVINCE_CHAIR, Role.AUDITOR})


def visible_to(actor: Actor) -> QuerySet[Opinion]:
    """All to the desk, the chair and the auditor; else one's own and those to be answered.

    A complaint is never shown to the unit it is about. Inspectors read complaints.
    """
    if actor.is_system or actor.role in SEES_ALL:
        return Opinion.objects.all()
    if actor.unit_id is None or actor.role == Role.ADMIN:
        return Opinion.objects.none()
    mine = Q(unit_id=actor.unit_id)
    given = Q(answering_unit_id=actor.unit_id) & ~Q(about_unit_id=actor.unit_id)
    complaints = Q(kind=OpinionKind.COMPLAIN) & ~Q(about_unit_id=actor.unit_id)
    seen = mine | given
    return Opinion.objects.filter(seen | complaints if actor.role == Role.INSPECTOR else seen)


def owed_by(unit_id: int | None) -> QuerySet[Opinion]:
    """What a unit has still to answer."""
    if unit_id is None:
        return Opinion.objects.none()
    return Opinion.objects.filter(state=OpinionState.ASSIGNED, answering_unit_id=unit_id)


def sent_by(unit_id: int | None) -> QuerySet[Opinion]:
    return Opinion.objects.none() if unit_id is None else Opinion.objects.filter(unit_id=unit_id)


def owed_to_front() -> QuerySet[Opinion]:
    """Answers that the province still owes to the Front and the mass organisations."""
    return Opinion.objects.unanswered().filter(source=Source.FRONT)


def complaints_about(unit_ids: set[int]) -> QuerySet[Opinion]:
    """Complaints about these units that are not settled."""
    return Opinion.objects.filter(
        kind=OpinionKind.COMPLAIN, about_unit_id__in=unit_ids, state__in=OPEN
    )


def in_period(since: date, until: date) -> QuerySet[Opinion]:
    return Opinion.objects.filter(received_on__range=(since, until))
