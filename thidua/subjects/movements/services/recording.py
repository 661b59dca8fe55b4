"""What a unit without a line or an account has done, written down by the office that launched.

The rows are those the unit's own way would leave, so nothing that reads them needs a special case.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from thidua.base import audit, clock, outbox
from thidua.base.access import Actor, require
from thidua.core.text import format_date
from thidua.subjects.movements.enums import RUNNING, DutyState, State
from thidua.subjects.movements.errors import BadInput, WrongState
from thidua.subjects.movements.models import Delivery, Duty
from thidua.subjects.movements.services.changing import move_duty
from thidua.subjects.movements.services.delivering import WHO_TAKES_UP
from thidua.subjects.movements.services.plans import carry_launch, new_plan

STEPS = (DutyState.ACKNOWLEDGED, DutyState.PLANNED, DutyState.LAUNCHED)
STEP_NAMES = {
    DutyState.ACKNOWLEDGED: "tiếp nhận",
    DutyState.PLANNED: "ban hành kế hoạch",
    DutyState.LAUNCHED: "phát động",
}
# What is told of each step; its day stands first.
FIELDS = {
    DutyState.ACKNOWLEDGED: ("acknowledged_on",),
    DutyState.PLANNED: ("plan_day", "plan_number"),
    DutyState.LAUNCHED: ("launched_on", "place", "attendance"),
}
BLANK = (None, "")
LONGEST = {"plan_number": 60, "place": 300}
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """What the unit's paper says; a step it says nothing of is blank."""

    acknowledged_on: date | None = None
    plan_number: str = ""
    plan_day: date | None = None
    launched_on: date | None = None
    place: str = ""
    attendance: int | None = None

    @property
    def steps(self) -> list[DutyState]:
        """The steps it says something of, in the order of the work."""
        told = asdict(self)
        return [step for step in STEPS if any(told[name] not in BLANK for name in FIELDS[step])]

    def day_of(self, step: DutyState) -> date | None:
        day: date | None = getattr(self, FIELDS[step][0])
        return day


@transaction.atomic
def record_progress(
    *,
    actor: Actor,
    duty: Duty,
    acknowledged_on: date | None = None,
    plan_number: str = "",
    plan_day: date | None = None,
    launched_on: date | None = None,
    place: str = "",
    attendance: int | None = None,
    paper: str = "",
) -> Duty:
    """The unit's next steps, forward only; `paper` is what shows them. The unit is told."""
    require(actor, "movements.record_for_unit", duty)
    progress = Progress(
        acknowledged_on, plan_number.strip(), plan_day, launched_on, place.strip(), attendance
    )
    check_progress(duty, progress, actor.day)
    before = duty.state
    for step in progress.steps:
        WRITERS[step](actor, duty, progress)
    words = words_of(progress)
    audit.record(
        actor,
        "movements.record_for_unit",
        duty.plan or duty,
        before=before,
        after={"unit": duty.unit_name, "state": duty.state, "recorded": words},
        paper=paper.strip(),
    )
    _tell_unit(actor, duty, words, paper.strip())
    return duty


# What may be recorded


def check_progress(duty: Duty, progress: Progress, today: date) -> None:
    """Refuses whatever does not lead forward from where the unit stands; writes nothing."""
    _check_open(duty)
    if not progress.steps:
        raise BadInput("Chưa ghi gì: nhập ít nhất một bước đơn vị đã làm.")
    for step in progress.steps:
        if step in reached(duty):
            raise WrongState(_reached_words(duty, step))
    _check_whole(progress)
    _check_no_gap(duty, progress)
    _check_plan(duty, progress)
    _check_days(duty, progress, today)


def _check_open(duty: Duty) -> None:
    state = State(duty.movement.state)
    if state not in RUNNING:
        raise WrongState(f"Phong trào ở trạng thái “{state.label}”: không ghi nhận tiến độ nữa.")
    if duty.state == DutyState.EXEMPT:
        raise WrongState(f"Phong trào này không áp dụng cho {duty.unit_name}.")


def reached(duty: Duty) -> tuple[DutyState, ...]:
    """The steps behind the unit."""
    return STEPS[: STEPS.index(DutyState(duty.state)) + 1] if duty.state in STEPS else ()


def _reached_words(duty: Duty, step: DutyState) -> str:
    day = known_of(duty, step)[FIELDS[step][0]]
    on = f" ngày {format_date(day)}" if day else ""
    return f"{duty.unit_name} đã {STEP_NAMES[step]}{on}: bước đã ghi thì không ghi đè."


def known_of(duty: Duty, step: DutyState) -> dict[str, Any]:
    """What stands of a step that was reached, by the names of Progress."""
    if step == DutyState.ACKNOWLEDGED:
        return {"acknowledged_on": duty.acknowledged_on}
    if step == DutyState.PLANNED:
        number = duty.plan.document_number if duty.plan else ""
        return {"plan_day": duty.planned_on, "plan_number": number}
    event = getattr(duty.plan, "launch_event", None)
    return {
        "launched_on": duty.launched_on,
        "place": event.place if event else "",
        "attendance": event.attendance if event else None,
    }


def only_new(duty: Duty, progress: Progress) -> Progress:
    """Without what stands already just so; refuses a step that is told otherwise than it stands."""
    for step in reached(duty):
        known, told = known_of(duty, step), asdict(progress)
        if any(told[name] not in BLANK and told[name] != known[name] for name in FIELDS[step]):
            raise WrongState(_reached_words(duty, step))
    blank = asdict(Progress())
    behind = {name: blank[name] for step in reached(duty) for name in FIELDS[step]}
    return replace(progress, **behind)


def _check_whole(progress: Progress) -> None:
    """Each step with what belongs to it."""
    if bool(progress.plan_number) != bool(progress.plan_day):
        raise BadInput("Kế hoạch cần ghi cả số, ký hiệu và ngày ban hành.")
    if progress.plan_number.startswith("/"):
        raise BadInput("Số kế hoạch còn để trống: ghi đủ số và ký hiệu, ví dụ 15/KH-UBND.")
    if (progress.place or progress.attendance is not None) and not progress.launched_on:
        raise BadInput("Có địa điểm hoặc số người dự thì cần ghi ngày phát động.")
    if progress.launched_on and not progress.place:
        raise BadInput("Cần ghi địa điểm phát động.")
    for name, longest in LONGEST.items():
        if len(getattr(progress, name)) > longest:
            raise BadInput(
                f"“{getattr(progress, name)[:40]}…” dài quá {longest} chữ: ghi ngắn lại."
            )
    if progress.attendance is not None and not 0 <= progress.attendance <= MOST_PEOPLE:
        raise BadInput("Số người dự từ 0 đến 1.000.000. Nhập lại.")


def _check_no_gap(duty: Duty, progress: Progress) -> None:
    behind = {*reached(duty), *progress.steps}
    for step in STEPS[: STEPS.index(progress.steps[-1])]:
        if step not in behind:
            raise WrongState(
                f"Chưa ghi bước {STEP_NAMES[step]} của {duty.unit_name}: ghi bước ấy trước, "
                "hoặc ghi cùng lúc."
            )


def _check_plan(duty: Duty, progress: Progress) -> None:
    if progress.plan_day and duty.plan_id is not None:
        raise WrongState(
            f"{duty.unit_name} đang soạn kế hoạch trong hệ thống: đơn vị ban hành kế hoạch ấy "
            "hoặc bỏ dự thảo rồi mới ghi nhận thay được."
        )


def _check_days(duty: Duty, progress: Progress, today: date) -> None:
    """From the day of the movement's document on, in the order of the work, not after today."""
    movement = duty.movement
    starts = [day for day in (movement.issued_on, movement.launched_on) if day]
    last, last_name = (min(starts) if starts else date.min), "ban hành văn bản phát động"
    for step in STEPS:
        told = progress.day_of(step)
        if told and told > today:
            raise BadInput(
                f"Ngày {STEP_NAMES[step]} {format_date(told)} sau hôm nay: ghi nhận khi đã làm xong."
            )
        if told and told < last:
            raise BadInput(
                f"Ngày {STEP_NAMES[step]} {format_date(told)} trước ngày {last_name} "
                f"{format_date(last)}."
            )
        if day := told or (step in reached(duty) and known_of(duty, step)[FIELDS[step][0]]):
            last, last_name = day, STEP_NAMES[step]


# What is written


def _write_receipt(actor: Actor, duty: Duty, progress: Progress) -> None:
    move_duty(
        duty,
        expected=[DutyState.OWED],
        to=DutyState.ACKNOWLEDGED,
        acknowledged_on=progress.acknowledged_on,
    )
    now, signed = clock.stamp(actor.day), f"{actor.signature}, ghi nhận thay"[:300]
    receipts = Delivery.objects.filter(
        movement_id=duty.movement_id,
        version=duty.movement.version,
        organization_id=duty.organization_id,
    )
    receipts.filter(acknowledged_at=None).update(acknowledged_at=now, acknowledged_by=signed)
    receipts.filter(opened_at=None).update(opened_at=now, opened_by=signed)


def _write_plan(actor: Actor, duty: Duty, progress: Progress) -> None:
    """The plan as far as the office knows it: number and day; its words stay on the unit's paper."""
    move_duty(
        duty,
        expected=[DutyState.ACKNOWLEDGED],
        to=DutyState.PLANNED,
        planned_on=progress.plan_day,
    )
    plan = new_plan(
        duty,
        state=State.SUBMITTED,
        document_number=progress.plan_number,
        issued_on=progress.plan_day,
    )
    Duty.objects.filter(pk=duty.pk).update(plan=plan)
    duty.plan = plan


def _write_launch(actor: Actor, duty: Duty, progress: Progress) -> None:
    assert duty.plan is not None  # the step before made it
    assert progress.launched_on is not None  # checked
    carry_launch(
        duty.plan,
        actor.day,
        day=progress.launched_on,
        place=progress.place,
        attendance=progress.attendance,
    )
    duty.refresh_from_db()


WRITERS = {
    DutyState.ACKNOWLEDGED: _write_receipt,
    DutyState.PLANNED: _write_plan,
    DutyState.LAUNCHED: _write_launch,
}


def words_of(progress: Progress) -> str:
    """What was recorded, in words: for the record and for the unit."""
    words = []
    if progress.acknowledged_on:
        words.append(f"tiếp nhận ngày {format_date(progress.acknowledged_on)}")
    if progress.plan_day:
        day = format_date(progress.plan_day)
        words.append(f"ban hành kế hoạch số {progress.plan_number} ngày {day}")
    if progress.launched_on:
        there = "" if progress.attendance is None else f", {progress.attendance} người dự"
        day = format_date(progress.launched_on)
        words.append(f"phát động ngày {day} tại {progress.place}{there}")
    return "; ".join(words)


def _tell_unit(actor: Actor, duty: Duty, words: str, paper: str) -> None:
    source = f" Căn cứ: {paper}." if paper else ""
    office = f"{actor.unit_name} đã ghi" if actor.unit_name else "Đã ghi"
    outbox.notify(
        to_unit=duty.organization_id,
        roles=WHO_TAKES_UP,
        subject=f"Đã ghi nhận thay đơn vị: {duty.movement.name}",
        body=(
            f"{office} nhận thay {duty.unit_name}: {words}.{source} "
            "Có điểm nào chưa đúng, đề nghị báo lại cơ quan đã ghi nhận."
        ),
        url=f"/duoc-giao/{duty.movement_id}/",
        kind="movement",
        key=f"recorded-for-unit:{duty.pk}:{duty.state}",
    )
