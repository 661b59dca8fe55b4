"""What a unit does with a movement it was given; what the superior does about those who are late."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from thidua.base import audit, clock, outbox
from thidua.base.access import Actor, Role, may, require
from thidua.core.text import format_date
from thidua.subjects.movements.enums import DutyState
from thidua.subjects.movements.errors import BadInput
from thidua.subjects.movements.models import Delivery, Duty, Movement
from thidua.subjects.movements.selectors.movements import received_by
from thidua.subjects.movements.services.changing import move_duty
from thidua.subjects.movements.services.delivering import WHO_TAKES_UP

REMINDED_STATES = (DutyState.OWED, DutyState.ACKNOWLEDGED, DutyState.PLANNED)


@transaction.atomic
def acknowledge_movement(*, actor: Actor, movement: Movement) -> None:
    """The unit says that it has taken the movement in: its receipt, and its duty if it has one."""
    delivery = Delivery.objects.filter(
        movement=movement, version=movement.version, organization_id=actor.home_unit
    ).first()
    if delivery is None:
        raise BadInput("Phong trào này không gửi đến đơn vị của bạn.")
    duty = Duty.objects.of_unit(actor.unit_id).filter(movement=movement).first()
    require(actor, "movements.acknowledge", duty)
    now = clock.stamp(actor.day)
    Delivery.objects.filter(pk=delivery.pk, acknowledged_at=None).update(
        acknowledged_at=now,
        acknowledged_by=actor.signature,
        opened_at=delivery.opened_at or now,
        opened_by=delivery.opened_by or actor.signature,
    )
    if duty is not None and duty.state == DutyState.OWED:
        move_duty(
            duty,
            expected=[DutyState.OWED],
            to=DutyState.ACKNOWLEDGED,
            acknowledged_on=actor.day,
        )
    audit.record(actor, "movements.acknowledge", duty or movement, after={"unit": actor.unit_name})


def mark_opened(actor: Actor, movement: Movement) -> None:
    """The receipt "đã mở"; written after the answer, the first time only."""
    Delivery.objects.filter(
        movement=movement,
        version=movement.version,
        organization_id=actor.home_unit,
        opened_at=None,
    ).update(opened_at=clock.stamp(actor.day), opened_by=actor.signature)


def has_unopened(actor: Actor, movement: Movement) -> bool:
    unopened = received_by(actor.unit_id).filter(opened_at=None)
    return unopened.filter(movement=movement, version=movement.version).exists()


@transaction.atomic
def exempt_unit(*, actor: Actor, duty: Duty, reason: str) -> Duty:
    """The superior finds that the movement does not concern this unit."""
    require(actor, "movements.exempt", duty)
    if not reason.strip():
        raise BadInput("Cần ghi lý do không áp dụng cho đơn vị này.")
    before = duty.state
    move_duty(
        duty,
        expected=REMINDED_STATES,
        to=DutyState.EXEMPT,
        exempt_reason=reason.strip(),
        exempted_on=actor.day,
    )
    audit.record(
        actor, "movements.exempt", duty, before=before, after=DutyState.EXEMPT, reason=reason
    )
    return duty


@transaction.atomic
def remind_units(
    *, actor: Actor, movement: Movement, duties: Sequence[Duty], words: str = ""
) -> int:
    """Press those who still owe something, with one button; gives how many were reminded.

    The head of the unit hears too from the first reminder after the due day on.
    """
    require(actor, "movements.remind", movement)
    owing = [duty for duty in duties if duty.state in REMINDED_STATES]
    if not owing:
        raise BadInput("Không có đơn vị nào còn nợ việc trong số đã chọn.")
    for duty in owing:
        send_reminder(duty, actor.day, code=f"by-hand-{duty.reminders}", words=words, urgent=True)
    audit.record(
        actor,
        "movements.remind",
        movement,
        after={"units": [duty.unit_name for duty in owing]},
        reason=words,
    )
    return len(owing)


def send_reminder(
    duty: Duty, day: date, *, code: str, words: str = "", urgent: bool = False, to_head: bool = True
) -> None:
    """Write one reminder of a duty; the mail leaves only while the duty is still owed."""
    Duty.objects.filter(pk=duty.pk).update(reminders=F("reminders") + 1, reminded_on=day)
    outbox.notify(
        to_unit=duty.organization_id,
        roles=WHO_TAKES_UP if to_head else (Role.UNIT_CLERK,),
        subject=f"{_step(duty)}: {duty.movement.name}",
        body=words or _reminder_words(duty, day),
        url=f"/duoc-giao/{duty.movement_id}/",
        kind="reminder",
        key=f"duty-reminder:{duty.pk}:{duty.state}:{code}",
        reason_name="movements.duty_still_owed",
        urgent=urgent,
    )


def _step(duty: Duty) -> str:
    return {
        DutyState.OWED: "Đề nghị tiếp nhận",
        DutyState.ACKNOWLEDGED: "Đề nghị ban hành kế hoạch",
        DutyState.PLANNED: "Đề nghị tổ chức phát động",
    }[DutyState(duty.state)]


def _reminder_words(duty: Duty, day: date) -> str:
    due = duty.due_on
    assert due is not None  # only duties that owe something are reminded
    late = "đã quá hạn" if day > due else "hạn"
    return (
        f"{duty.unit_name} {late} {format_date(due)}: {_step(duty).lower()} phong trào "
        f"“{duty.movement.name}”."
    )


def duty_still_owed(key: str) -> bool:
    """Asked again before a reminder leaves. `key` is that of the message (see send_reminder)."""
    _name, duty_id, state, *_rest = key.split(":")
    return Duty.objects.filter(pk=int(duty_id), state=state).exists()


def may_remind(actor: Actor, movement: Movement) -> bool:
    return bool(may(actor, "movements.remind", movement))


def duties_in(movement: Movement, ids: Iterable[int]) -> list[Duty]:
    return list(movement.duties.filter(pk__in=list(ids)).select_related("movement"))
