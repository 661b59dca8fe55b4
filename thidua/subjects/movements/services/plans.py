"""A unit's own plan, derived from its superior's movement, up to the day it launches at home."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.files import StoredFile
from thidua.subjects.movements.documents import citation_of, plan_document
from thidua.subjects.movements.enums import DutyState, Level, State, TaskRole
from thidua.subjects.movements.errors import BadInput, NotReady, WrongState
from thidua.subjects.movements.models import (
    Content,
    Duty,
    LaunchEvent,
    LegalBasis,
    Movement,
    MovementTarget,
    Recipient,
    Task,
)
from thidua.subjects.movements.services.changing import move_duty, move_state
from thidua.subjects.movements.services.delivering import Delivering, Sent
from thidua.subjects.movements.services.launching import charge_tasks
from thidua.subjects.papers.enums import PaperState, Purpose
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper, revise_paper, submit_paper
from thidua.subjects.targets.models import Target

ABOUT = "movements.Movement"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the superior's movement the unit takes into its plan."""

    contents: Collection[int]
    targets: Collection[int]
    tasks: Collection[int]


@transaction.atomic
def start_plan(*, actor: Actor, duty: Duty, chosen: Chosen, name: str = "") -> Movement:
    """A draft plan of the unit, filled from the movement; acknowledges it if that is still owed."""
    require(actor, "movements.plan", duty)
    if duty.plan_id is not None:
        raise WrongState("Đơn vị đã có kế hoạch cho phong trào này. Mở kế hoạch đó để sửa.")
    if duty.state == DutyState.OWED:
        raise WrongState("Tiếp nhận phong trào trước khi lập kế hoạch.")
    superior = duty.movement
    plan = new_plan(duty, name=name)
    _derive(plan, superior, chosen, actor.day)
    Duty.objects.filter(pk=duty.pk).update(plan=plan)
    audit.record(actor, "movements.plan", plan, after={"from": superior.name})
    return plan


def new_plan(duty: Duty, *, name: str = "", **values: Any) -> Movement:
    """The unit's own movement under its superior's, with no parts yet."""
    superior = duty.movement
    return Movement.objects.create(
        parent=superior,
        level=Level.UNIT,
        unit_id=duty.organization_id,
        owner_id=duty.organization_id,
        name=name.strip() or superior.name,
        theme=superior.theme,
        year=superior.year,
        starts_on=superior.starts_on,
        ends_on=superior.ends_on,
        document_kind="Kế hoạch",
        form=superior.form,
        is_sample=superior.is_sample,
        **values,
    )


def _derive(plan: Movement, superior: Movement, chosen: Chosen, day: date) -> None:
    _derive_basis(plan, superior, day)
    for number, content in enumerate(superior.contents.filter(pk__in=chosen.contents), 1):
        Content.objects.create(
            movement=plan,
            derived_from=content,
            position=number,
            number=str(number),
            title=content.title,
            text=content.text,
        )
    for number, use in enumerate(_wanted_targets(superior, chosen.targets), 1):
        MovementTarget.objects.create(
            movement=plan, target=_own_target(use.target, plan), derived_from=use, position=number
        )
    for number, task in enumerate(superior.tasks.filter(pk__in=chosen.tasks), 1):
        Task.objects.create(
            movement=plan,
            derived_from=task,
            position=number,
            number=str(number),
            text=task.text,
            role=TaskRole.CARRY_OUT,
            units=[{"org": plan.unit_id}],
            due_on=task.due_on,
            deadline_words=task.deadline_words,
        )
    Recipient.objects.create(
        movement=plan,
        position=1,
        printed="Ban Thi đua - Khen thưởng tỉnh",
        purpose=Purpose.REPORT,
        units=[{"org": superior.unit_id}],
    )


def _derive_basis(plan: Movement, superior: Movement, day: date) -> None:
    LegalBasis.objects.create(movement=plan, text=citation_of(superior, day), position=1)


def _wanted_targets(superior: Movement, ids: Collection[int]) -> list[MovementTarget]:
    return list(superior.targets.filter(pk__in=ids).select_related("target"))


def _own_target(target: Target, plan: Movement) -> Target:
    """The unit's own copy: its value starts at the superior's and may be set higher."""
    return Target.objects.create(
        name=target.name,
        indicator=target.indicator,
        unit_of_measure=target.unit_of_measure,
        direction=target.direction,
        comparator=target.comparator,
        value=target.value,
        scope=target.scope,
        year=target.year,
        owner_id=plan.unit_id,
        of_unit_id=plan.unit_id,
        source=f"Theo phong trào: {plan.parent}"[:300],
    )


@transaction.atomic
def submit_plan(*, actor: Actor, plan: Movement) -> Movement:
    """Write the plan as an official paper and send it to the head of the unit for signature."""
    require(actor, "movements.submit", plan)
    if not plan.contents.exists():
        raise NotReady(["kế hoạch chưa có nội dung nào"])
    move_state(plan, expected=[State.DRAFT], to=State.SUBMITTED)
    paper = _write_paper(actor, plan)
    submit_paper(actor=actor, paper_id=paper.pk)
    return plan


def _write_paper(actor: Actor, plan: Movement) -> Paper:
    document = plan_document(plan, actor.day)
    if plan.paper is not None and plan.paper.state == PaperState.DRAFT:
        return revise_paper(
            actor=actor, paper_id=plan.paper.pk, revision=plan.paper.revision, document=document
        )
    paper = create_paper(
        actor=actor,
        unit_id=plan.unit_id,
        kind=document.kind,
        document=document,
        about=f"{ABOUT}:{plan.pk}",
    )
    Movement.objects.filter(pk=plan.pk).update(paper=paper)
    plan.refresh_from_db()
    return paper


def follow_paper(paper: Paper) -> None:
    """The movement follows the paper it stands on (registries.paper_followers)."""
    if not paper.about.startswith(f"{ABOUT}:"):
        return
    movement = Movement.objects.filter(pk=int(paper.about.split(":")[1])).first()
    if movement is None or movement.paper_id not in (None, paper.pk):
        return
    if paper.state == PaperState.DRAFT:
        Movement.objects.filter(pk=movement.pk, state=State.SUBMITTED).update(state=State.DRAFT)
    elif paper.state == PaperState.ISSUED:
        _take_over_issue(movement, paper)


def _take_over_issue(movement: Movement, paper: Paper) -> None:
    Movement.objects.filter(pk=movement.pk).update(
        document_number=paper.code,
        issued_on=paper.issued_on,
        signer_name=paper.signer_name,
        signer_title=paper.signer_title,
        file_id=paper.signed_file_id,
    )
    duties = Duty.objects.filter(plan=movement, state=DutyState.ACKNOWLEDGED)
    duties.update(state=DutyState.PLANNED, planned_on=paper.issued_on)


@transaction.atomic
def launch_at_unit(
    *,
    actor: Actor,
    plan: Movement,
    day: date,
    place: str,
    attendance: int | None = None,
    commitment_signed: bool = False,
    note: str = "",
    pictures: Collection[StoredFile] = (),
    signed_file: StoredFile | None = None,
) -> Movement:
    """The unit has launched: its plan runs, its duty is done, its own units receive it."""
    require(actor, "movements.launch_at_unit", plan)
    _check_launch(plan, day, actor.day, place)
    if signed_file is not None:
        Movement.objects.filter(pk=plan.pk).update(file=signed_file)
    sent = carry_launch(
        plan,
        actor.day,
        day=day,
        place=place,
        attendance=attendance,
        commitment_signed=commitment_signed,
        note=note,
        pictures=pictures,
    )
    audit.record(
        actor,
        "movements.launch_at_unit",
        plan,
        after={"day": day, "place": place, "attendance": attendance, "sent_to": sent.sent},
        paper=plan.document_number,
    )
    return plan


def carry_launch(
    plan: Movement,
    today: date,
    *,
    day: date,
    place: str,
    attendance: int | None = None,
    commitment_signed: bool = False,
    note: str = "",
    pictures: Collection[StoredFile] = (),
) -> Sent:
    """The plan runs, its duty is done, units below receive it; whoever recorded it."""
    move_state(plan, expected=[State.SUBMITTED], to=State.LAUNCHED, launched_on=day)
    event = LaunchEvent.objects.create(
        movement=plan,
        day=day,
        place=place.strip(),
        attendance=attendance,
        commitment_signed=commitment_signed,
        note=note.strip(),
    )
    event.pictures.set(pictures)
    duty = Duty.objects.filter(plan=plan).first()
    if duty is not None:
        move_duty(duty, expected=[DutyState.PLANNED], to=DutyState.LAUNCHED, launched_on=day)
    return Delivering(plan, today).send(_charged_below(plan, today))


def _check_launch(plan: Movement, day: date, today: date, place: str) -> None:
    if plan.level != Level.UNIT:
        raise WrongState("Chỉ kế hoạch của đơn vị mới ghi nhận phát động tại đơn vị.")
    if not _is_issued(plan):
        raise NotReady(["kế hoạch chưa được ký, cấp số và ban hành"])
    if not place.strip():
        raise BadInput("Cần ghi địa điểm phát động.")
    if day > today:
        raise BadInput("Ngày phát động không thể sau hôm nay: ghi nhận khi đã tổ chức xong.")


def _is_issued(plan: Movement) -> bool:
    """By its paper here, or on the unit's own paper whose number and day were recorded."""
    if plan.paper is None:
        return plan.stands_on_paper
    return bool(plan.paper.state == PaperState.ISSUED)


def _charged_below(plan: Movement, day: date) -> set[int]:
    """Units charged in the plan's tasks, without the unit itself."""
    return charge_tasks(plan, day) - {plan.unit_id}


def plan_of(duty: Duty) -> Movement | None:
    return Movement.objects.filter(Q(answers=duty)).select_related("paper").first()
