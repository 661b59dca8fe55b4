"""Finding a congress and its delegates inside what the actor may see."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from thidua.base.access import Actor, may
from thidua.subjects.publicity.enums import CongressLevel
from thidua.subjects.publicity.models import Congress, Delegate
from thidua.subjects.publicity.permissions import WATCHERS


def visible_to(actor: Actor) -> QuerySet[Congress]:
    """Those of the province are everybody's who takes part; a unit's own are its own."""
    if actor.role in WATCHERS or actor.is_system:
        return Congress.objects.all()
    own = Q(unit_id=actor.unit_id) | Q(seats__unit_id=actor.unit_id)
    return Congress.objects.filter(Q(level=CongressLevel.PROVINCE) | own).distinct()


def find_congress(actor: Actor, congress_id: int) -> Congress:
    found = visible_to(actor).filter(pk=congress_id)
    congress = found.select_related("plan_paper", "report_paper").first()
    if congress is None:
        raise Http404("Không có đại hội, hội nghị này.")
    return congress


def delegates_seen(actor: Actor, congress: Congress) -> QuerySet[Delegate]:
    """The organizer and who watches see all, a unit its own."""
    rows = congress.delegates.select_related("commune", "example")
    if may(actor, "congress.decide", congress) or actor.role in WATCHERS:
        return rows
    return rows.filter(unit_id=actor.unit_id)


def trail_of(congress: Congress) -> dict[str, object]:
    return {
        "top": ("Đại hội, hội nghị", reverse("congress:congress_list")),
        "parent": (congress.name, reverse("congress:congress_see", args=[congress.pk])),
    }
