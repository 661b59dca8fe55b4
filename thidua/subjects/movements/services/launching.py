"""From a draft to a running movement: submit, return, launch, and what everybody then owes."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.text import format_date
from thidua.subjects.movements.enums import Level, State, TaskRole
from thidua.subjects.movements.errors import BadInput, NotReady, WrongState
from thidua.subjects.movements.models import Duty, Movement, MovementTarget, TaskUnit
from thidua.subjects.movements.selectors.readiness import launch_checks, missing, warnings
from thidua.subjects.movements.services.changing import move_state
from thidua.subjects.movements.services.delivering import Delivering, expand_units
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.services.announcing import announce_targets

WHO_LAUNCHES = (Role.PROVINCE_CHAIR, Role.UNIT_HEAD, Role.BLOCK_HEAD)


@transaction.atomic
def submit_movement(*, actor: Actor, movement: Movement) -> Movement:
    """Draft → submitted: the draft is locked and waits for the one who launches."""
    require(actor, "movements.submit", movement)
    if not movement.contents.exists():
        raise NotReady(["chưa có nội dung thi đua nào"])
    move_state(movement, expected=[State.DRAFT], to=State.SUBMITTED)
    _tell_launchers(movement)
    audit.record(actor, "movements.submit", movement, before="draft", after="submitted")
    return movement


def _tell_launchers(movement: Movement) -> None:
    outbox.notify(
        to_unit=movement.unit_id,
        roles=WHO_LAUNCHES,
        subject=f"Chờ duyệt: {movement.name}",
        body="Dự thảo đã được trình. Mở để xem nội dung, những điểm còn thiếu và quyết định.",
        url=f"/phong-trao/{movement.pk}/",
        kind="movement",
        key=f"movement-submitted:{movement.pk}:{movement.revision}",
    )


@transaction.atomic
def discard_movement(*, actor: Actor, movement: Movement) -> Movement:
    """A draft is given up with its trace; a unit whose plan it was may start another."""
    require(actor, "movements.discard", movement)
    move_state(movement, expected=[State.DRAFT], to=State.WITHDRAWN)
    movement.children.filter(level=Level.THEMATIC, state=State.DRAFT).update(state=State.WITHDRAWN)
    Duty.objects.filter(plan=movement).update(plan=None)
    audit.record(actor, "movements.discard", movement, before="draft", after="withdrawn")
    return movement


@transaction.atomic
def return_movement(*, actor: Actor, movement: Movement, reason: str) -> Movement:
    """Submitted → draft, with a reason that the drafter reads."""
    require(actor, "movements.return", movement)
    _check_not_a_plan(movement)
    if not reason.strip():
        raise BadInput("Cần ghi lý do trả lại để người soạn biết phải sửa gì.")
    move_state(movement, expected=[State.SUBMITTED], to=State.DRAFT)
    outbox.notify(
        to_unit=movement.unit_id,
        roles=(Role.UNIT_CLERK, Role.OFFICER),
        subject=f"Trả lại dự thảo: {movement.name}",
        body=reason,
        url=f"/phong-trao/{movement.pk}/",
        kind="movement",
        key=f"movement-returned:{movement.pk}:{movement.revision}",
    )
    audit.record(actor, "movements.return", movement, reason=reason)
    return movement


@transaction.atomic
def launch_movement(
    *,
    actor: Actor,
    movement: Movement,
    document_number: str = "",
    issued_on: date | None = None,
    signer_title: str = "",
    signer_name: str = "",
    gaps_confirmed: bool = False,
) -> Movement:
    """Submitted → launched, with its thematic children: sent, owed, public, all or nothing.

    Raises NotReady for what the law or the paper needs, and for gaps that only warn until
    `gaps_confirmed`.
    """
    require(actor, "movements.launch", movement)
    _check_not_a_plan(movement)
    _write_document(movement, document_number, issued_on, signer_title, signer_name)
    checks = launch_checks(movement, actor.day)
    if lacking := missing(checks):
        raise NotReady([f"thiếu {label.lower()}" for label in lacking])
    if (gaps := warnings(checks)) and not gaps_confirmed:
        raise NotReady([f"cần xác nhận dù chưa có {label.lower()}" for label in gaps])
    move_state(
        movement, expected=[State.SUBMITTED], to=State.LAUNCHED, launched_on=actor.day,
        document_number=movement.document_number, issued_on=movement.issued_on,
        signer_title=movement.signer_title, signer_name=movement.signer_name,
    )  # fmt: skip
    _launch_children(movement, actor.day)
    _announce_targets(movement, actor.day)
    charged = charge_tasks(movement, actor.day)
    sent = Delivering(movement, actor.day).send(charged)
    audit.record(
        actor,
        "movements.launch",
        movement,
        before="submitted",
        after={"state": "launched", "number": movement.document_number, "sent_to": sent.sent,
               "duties": sent.duties},
        reason="Đã xác nhận: " + ", ".join(gaps) if gaps else "",
        paper=movement.document_number,
    )  # fmt: skip
    return movement


def _check_not_a_plan(movement: Movement) -> None:
    """A unit's plan is returned and issued as a paper, and launched by `launch_at_unit`."""
    if Duty.objects.filter(plan=movement).exists():
        raise WrongState(
            "Kế hoạch của đơn vị được ký, trả lại ở văn bản kế hoạch và ghi nhận phát động ở "
            "“Phong trào được giao”."
        )


def _write_document(
    movement: Movement, number: str, issued_on: date | None, title: str, name: str
) -> None:
    movement.document_number = number.strip() or movement.document_number
    movement.issued_on = issued_on or movement.issued_on
    movement.signer_title = title.strip() or movement.signer_title
    movement.signer_name = name.strip() or movement.signer_name
    if movement.document_number.startswith("/"):
        raise BadInput("Số văn bản còn để trống: ghi đủ số và ký hiệu, ví dụ 02/CT-UBND.")
    if movement.issued_on and movement.ends_on and movement.issued_on > movement.ends_on:
        raise BadInput(
            f"Ngày ban hành {format_date(movement.issued_on)} sau ngày kết thúc phong trào."
        )


def _launch_children(movement: Movement, day: date) -> None:
    """The thematic movements that the document itself launches run from the same day."""
    movement.children.filter(level=Level.THEMATIC, state=State.DRAFT).update(
        state=State.LAUNCHED,
        launched_on=day,
        document_number=movement.document_number,
        document_kind=movement.document_kind,
        issued_on=movement.issued_on,
        signer_title=movement.signer_title,
        signer_name=movement.signer_name,
        starts_on=movement.starts_on,
        ends_on=movement.ends_on,
    )


def _announce_targets(movement: Movement, day: date) -> None:
    """With the children's; a block's or a unit's own are not the province's."""
    family = Q(movement=movement) | Q(movement__parent=movement, movement__level=Level.THEMATIC)
    ids = MovementTarget.objects.filter(family).values_list("target_id", flat=True)
    narrow = movement.level in (Level.BLOCK, Level.UNIT)
    announce_targets(ids, day, of_unit=movement.unit_id if narrow else None)


def charge_tasks(movement: Movement, day: date) -> set[int]:
    """Write down who is charged with each task, as the sets stand on the day.

    Gives those who must carry something out; who only helps (phối hợp) owes no plan for it.
    """
    tree = tree_on(day)
    rows: list[TaskUnit] = []
    for task in movement.tasks.all():
        rows += [
            TaskUnit(task=task, organization_id=unit_id, role=choice.get("role", task.role))
            for choice in task.units
            for unit_id in expand_units([choice], day, tree)
        ]
    TaskUnit.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.organization_id for row in rows if row.role != TaskRole.COORDINATE}


@transaction.atomic
def record_interim_review(*, actor: Actor, movement: Movement, note: str) -> Movement:
    """Launched → interim-reviewed (sơ kết)."""
    return _conduct(actor, movement, [State.LAUNCHED], State.INTERIM_REVIEWED, note)


@transaction.atomic
def start_closing(*, actor: Actor, movement: Movement, note: str = "") -> Movement:
    """The final review begins (đang tổng kết)."""
    return _conduct(actor, movement, [State.LAUNCHED, State.INTERIM_REVIEWED], State.CLOSING, note)


@transaction.atomic
def close_movement(*, actor: Actor, movement: Movement, note: str) -> Movement:
    """Closing → closed (đã tổng kết)."""
    return _conduct(actor, movement, [State.CLOSING], State.CLOSED, note)


@transaction.atomic
def archive_movement(*, actor: Actor, movement: Movement, note: str = "") -> Movement:
    return _conduct(actor, movement, [State.CLOSED], State.ARCHIVED, note)


def _conduct(
    actor: Actor, movement: Movement, expected: list[State], to: State, note: str
) -> Movement:
    require(actor, "movements.conduct", movement)
    if to in (State.INTERIM_REVIEWED, State.CLOSED) and not note.strip():
        raise BadInput("Cần ghi kết quả tóm tắt và văn bản làm căn cứ.")
    before = movement.state
    move_state(movement, expected=expected, to=to)
    audit.record(actor, f"movements.{to}", movement, before=before, after=to, reason=note)
    return movement
