"""What a unit that ended still had to answer: its heir takes it over, with a line in the timeline."""

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.oversight.enums import OpinionState, ReplyState, RequestState
from thidua.subjects.oversight.models import Consulted, Opinion


@transaction.atomic
def take_over(actor: Actor, ended: int, heir: int) -> int:
    """Answers owed and drafts asked about; gives how many went over."""
    name = names_on([heir], actor.day)[heir]
    return _opinions(actor, ended, heir, name) + _replies(actor, ended, heir, name)


def _opinions(actor: Actor, ended: int, heir: int, name: str) -> int:
    owed = list(Opinion.objects.filter(state=OpinionState.ASSIGNED, answering_unit_id=ended))
    for opinion in owed:
        before = opinion.answering_unit_name
        Opinion.objects.filter(pk=opinion.pk).update(
            answering_unit_id=heir, answering_unit_name=name, last_reminder=""
        )
        audit.record(
            actor, "oversight.take_over", opinion, before={"unit": before}, after={"unit": name},
            reason=_("Đơn vị đã sáp nhập, đổi tên hoặc giải thể"),
        )  # fmt: skip
    return len(owed)


def _replies(actor: Actor, ended: int, heir: int, name: str) -> int:
    """A draft on which the heir was asked already is asked about once."""
    asked = Consulted.objects.filter(
        organization_id=ended,
        request__state=RequestState.OPEN,
        state__in=[ReplyState.WAITING, ReplyState.SILENT],
    ).select_related("request")
    moved = 0
    for row in asked:
        if row.request.consulted.filter(organization_id=heir).exists():
            continue
        Consulted.objects.filter(pk=row.pk).update(organization_id=heir, unit_name=name)
        audit.record(
            actor, "oversight.take_over", row.request, before={"unit": row.unit_name},
            after={"unit": name}, reason=_("Đơn vị đã sáp nhập, đổi tên hoặc giải thể"),
        )  # fmt: skip
        moved += 1
    return moved
