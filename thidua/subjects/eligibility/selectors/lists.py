"""Lists of nominees an actor may open."""

from django.db.models import QuerySet

from thidua.base.access import Actor, may
from thidua.subjects.eligibility.models import NomineeList
from thidua.subjects.register.permissions import sees_all


def lists_visible_to(actor: Actor) -> QuerySet[NomineeList]:
    if not may(actor, "eligibility.lists.see"):
        return NomineeList.objects.none()
    if sees_all(actor):
        return NomineeList.objects.all()
    return NomineeList.objects.filter(unit_id=actor.unit_id)
