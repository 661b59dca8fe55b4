"""A unit that ended: its heir answers the summons that still wait (ground rule 13)."""

from thidua.base import audit
from thidua.base.access import Actor
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.training.models import Summons
from thidua.subjects.training.services.telling import tell_units


def take_over(actor: Actor, ended: int, heir: int) -> int:
    """Gives how many summons went; where the heir was summoned to the same course, nothing does."""
    waiting = Summons.objects.waiting().filter(organization_id=ended).select_related("course")
    heirs_own = set(
        Summons.objects.filter(organization_id=heir).values_list("course_id", flat=True)
    )
    going = [one for one in waiting if one.course_id not in heirs_own]
    name = names_on([heir], actor.day).get(heir, "")
    for one in going:
        before = one.unit_name
        Summons.objects.filter(pk=one.pk).update(organization_id=heir, unit_name=name)
        one.organization_id, one.unit_name = heir, name
        audit.record(actor, "training.inherit", one.course, before=before, after=name)
        tell_units(one.course, [one])
    return len(going)
