"""A unit that ended: its heir goes on with the visits and duties where they stand (ground rule 13)."""

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role
from thidua.core.text import name_key
from thidua.subjects.inspections.enums import FollowUpState
from thidua.subjects.inspections.models import FollowUp, Visit
from thidua.subjects.orgs.selectors import names_on


def take_over(actor: Actor, ended: int, heir: int) -> int:
    """Hand over running visits and duties not mended; gives how many things went."""
    name = names_on([heir], actor.day)[heir]
    visits = list(Visit.objects.running().filter(organization_id=ended))
    for visit in visits:
        _hand_over_visit(actor, visit, heir, name)
    duties = list(
        FollowUp.objects.filter(organization_id=ended).exclude(state=FollowUpState.ACCEPTED)
    )
    for duty in duties:
        _hand_over_duty(actor, duty, heir, name)
    return len(visits) + len(duties)


def _hand_over_visit(actor: Actor, visit: Visit, heir: int, name: str) -> None:
    """Where the heir is visited under the same plan already, that visit stands for both."""
    others = Visit.objects.filter(plan_id=visit.plan_id, organization_id=heir)
    before = visit.unit_name
    if others.exclude(state="cancelled").exists():
        reason = f"{name} kế thừa và đã có trong kế hoạch này."
        Visit.objects.filter(pk=visit.pk).update(state="cancelled", cancel_reason=reason)
        audit.record(actor, "inspections.cancel", visit, before=before, reason=reason)
        return
    Visit.objects.filter(pk=visit.pk).update(
        organization_id=heir, unit_name=name, unit_key=name_key(name)[:400]
    )
    audit.record(actor, "inspections.inherit", visit, before=before, after=name)
    _tell(heir, f"Tiếp tục đợt kiểm tra của {before}", f"/kiem-tra/chuyen/{visit.pk}/", visit.pk)


def _hand_over_duty(actor: Actor, duty: FollowUp, heir: int, name: str) -> None:
    before = duty.unit_name
    FollowUp.objects.filter(pk=duty.pk).update(organization_id=heir, unit_name=name)
    audit.record(actor, "inspections.inherit", duty, before=before, after=name)
    _tell(heir, f"Tiếp tục khắc phục thay {before}", f"/kiem-tra/khac-phuc/{duty.pk}/", duty.pk)


def _tell(heir: int, subject: str, url: str, pk: int) -> None:
    outbox.notify(
        to_unit=heir,
        roles=(Role.UNIT_CLERK, Role.UNIT_HEAD),
        subject=subject,
        body="Việc còn lại và các hạn giữ nguyên.",
        url=url,
        kind="inspection",
        key=f"inspection-inherited:{url}:{heir}:{pk}",
    )
