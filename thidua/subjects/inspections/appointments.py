"""Visits as a person's calendar shows them: for the team that goes, for the unit that is visited."""

from django.conf import settings

from thidua.base.access import Actor
from thidua.base.registries import Appointment
from thidua.subjects.inspections.enums import VisitState
from thidua.subjects.inspections.models import Visit
from thidua.subjects.inspections.permissions import UNIT_PEOPLE
from thidua.subjects.inspections.selectors.visits import my_visits


def appointments_of(actor: Actor) -> list[Appointment]:
    """Running visits with a day; whole days, because the hour is agreed on by telephone."""
    visits = {visit.pk: visit for visit in my_visits(actor).exclude(day=None)}
    if actor.role in UNIT_PEOPLE:
        known = Visit.objects.running().known_to(actor.unit_id).exclude(day=None)
        visits |= {visit.pk: visit for visit in known}
    return [_appointment(visit) for visit in visits.values()]


def _appointment(visit: Visit) -> Appointment:
    assert visit.day is not None  # asked for in the queries
    host = settings.PUBLIC_ADDRESS.rpartition("//")[2].partition("/")[0].partition(":")[0]
    return Appointment(
        uid=f"inspection-visit-{visit.pk}@{host}",
        title=f"Kiểm tra: {visit.unit_name}",
        starts=visit.day,
        ends=visit.day,
        place=visit.place,
        url=f"/kiem-tra/chuyen/{visit.pk}/",
        cancelled=visit.state == VisitState.CANCELLED,
    )
