"""A duty of a unit that ended: its heir takes it over where it stands (workflows, ground rule 13)."""

from thidua.base import audit, clock, outbox
from thidua.base.access import Actor
from thidua.subjects.movements.enums import RUNNING, DutyState
from thidua.subjects.movements.models import Delivery, Duty, Movement
from thidua.subjects.movements.services.changing import move_duty
from thidua.subjects.movements.services.delivering import WHO_TAKES_UP
from thidua.subjects.orgs.selectors.trees import names_on
from thidua.subjects.papers.enums import Purpose


def take_over(actor: Actor, ended: int, heir: int) -> int:
    """Hand over what the ended unit still owes to running movements; gives how many duties."""
    open_ones = Duty.objects.of_unit(ended).open().filter(movement__state__in=RUNNING)
    duties = list(open_ones.select_related("movement", "plan"))
    name = names_on([heir], actor.day)[heir]
    for duty in duties:
        if Duty.objects.filter(movement=duty.movement, organization_id=heir).exists():
            _end(actor, duty, name)
        else:
            _hand_over(actor, duty, heir, name)
    return len(duties)


def _end(actor: Actor, duty: Duty, heir_name: str) -> None:
    """The heir owes the same already: once is enough."""
    before = duty.state
    reason = f"{heir_name} kế thừa và đã được giao phong trào này."
    move_duty(
        duty,
        expected=[DutyState(before)],
        to=DutyState.EXEMPT,
        exempt_reason=reason,
        exempted_on=actor.day,
    )
    audit.record(
        actor, "movements.exempt", duty, before=before, after=DutyState.EXEMPT, reason=reason
    )


def _hand_over(actor: Actor, duty: Duty, heir: int, heir_name: str) -> None:
    movement = duty.movement
    Duty.objects.filter(pk=duty.pk, state=duty.state).update(organization_id=heir)
    if duty.plan is not None:
        Movement.objects.filter(pk=duty.plan.pk).update(unit_id=heir)
    Delivery.objects.get_or_create(
        movement=movement,
        version=movement.version,
        organization_id=heir,
        defaults={"purpose": Purpose.CARRY_OUT, "delivered_at": clock.stamp(actor.day)},
    )
    outbox.notify(
        to_unit=heir,
        roles=WHO_TAKES_UP,
        subject=f"Tiếp tục thực hiện: {movement.name}",
        body=f"{heir_name} kế thừa {duty.unit_name}: {duty.get_state_display().lower()}. "
        "Việc còn lại và các hạn giữ nguyên.",
        url=f"/duoc-giao/{movement.pk}/",
        kind="movement",
        key=f"duty-inherited:{duty.pk}:{heir}",
    )
    audit.record(actor, "movements.inherit", duty, before=duty.unit_name, after=heir_name)
