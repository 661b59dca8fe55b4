"""Where a person serves: posts with days, and going over to another unit."""

from datetime import date, timedelta

from django.db import transaction

from thidua.base import audit, clock, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.text import format_date
from thidua.subjects.orgs.selectors import names_on, version_on
from thidua.subjects.register import trail
from thidua.subjects.register.enums import BEGINNING, FOREVER, TransferState
from thidua.subjects.register.errors import BadInput, WrongState
from thidua.subjects.register.models import HeldPost, Holder, HolderTransfer
from thidua.subjects.register.naming import UnitNames, clean
from thidua.subjects.register.services.keeping import changed

TRANSFER_OPEN = "register.transfer_open"


@transaction.atomic
def add_post(
    *,
    actor: Actor,
    holder: Holder,
    title: str,
    unit_id: int | None = None,
    unit_name: str = "",
    position: str = "",
    valid_from: date | None = None,
    last_day: date | None = None,
    source: str = "",
) -> HeldPost:
    """A post held, now or before; without a first day it counts from the beginning."""
    require(actor, "register.keep", holder)
    post = HeldPost(holder=holder)
    _fill(post, title, unit_id, unit_name, position, valid_from, last_day, source)
    post.save(force_insert=True)
    _record(actor, "register.add_post", holder, after=details(post))
    return post


@transaction.atomic
def change_post(
    *,
    actor: Actor,
    post: HeldPost,
    title: str,
    unit_id: int | None = None,
    unit_name: str = "",
    position: str = "",
    valid_from: date | None = None,
    last_day: date | None = None,
    source: str = "",
) -> HeldPost:
    require(actor, "register.keep", post)
    before = details(post)
    _fill(post, title, unit_id, unit_name, position, valid_from, last_day, source)
    post.save()
    _record(actor, "register.change_post", post.holder, before=before, after=details(post))
    return post


@transaction.atomic
def remove_post(*, actor: Actor, post: HeldPost, reason: str) -> None:
    """Taken out because it was never held; what ended gets a last day instead."""
    require(actor, "register.keep", post)
    if not reason.strip():
        raise BadInput("Cần ghi lý do bỏ dòng này; nếu chỉ thôi giữ chức vụ thì ghi ngày cuối.")
    before = details(post)
    HeldPost.objects.filter(pk=post.pk).delete()
    _record(actor, "register.remove_post", post.holder, before=before, reason=reason.strip())


def _fill(
    post: HeldPost, title: str, unit_id: int | None, unit_name: str, position: str,
    valid_from: date | None, last_day: date | None, source: str,
) -> None:  # fmt: skip
    if not clean(title):
        raise BadInput("Cần ghi chức vụ, ví dụ “Chuyên viên”.")
    if valid_from and last_day and last_day < valid_from:
        raise BadInput("Ngày thôi giữ chức vụ phải sau ngày bắt đầu.")
    post.title, post.position, post.source = clean(title, 200), position, source.strip()
    post.valid_from = valid_from or BEGINNING
    post.valid_until = last_day + timedelta(days=1) if last_day else FOREVER
    post.unit_id = unit_id
    name = UnitNames([unit_id]).on(unit_id, max(post.valid_from, BEGINNING)) if unit_id else ""
    post.unit_name = clean(unit_name) or name


def details(post: HeldPost) -> dict[str, object]:
    return {
        "title": post.title,
        "position": post.position,
        "unit": post.unit_name,
        "from": post.valid_from,
        "last_day": post.last_day,
    }


def _record(
    actor: Actor,
    verb: str,
    holder: Holder,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    reason: str = "",
    paper: str = "",
) -> None:
    changed([holder.pk])
    audit.record(
        actor,
        verb,
        trail.thing(holder),
        before=trail.personal(holder, before) if before else None,
        after=trail.personal(holder, after) if after else None,
        reason=reason,
        paper=paper,
    )


@transaction.atomic
def offer_transfer(
    *,
    actor: Actor,
    holder: Holder,
    to_unit_id: int,
    title: str,
    day: date,
    position: str = "",
    paper: str = "",
) -> HolderTransfer:
    """Offers a person to another unit; nothing moves until that unit takes over."""
    require(actor, "register.transfer", holder)
    from_unit_id = _refuse_bad_transfer(holder, to_unit_id, title, day)
    transfer = HolderTransfer.objects.create(
        holder=holder,
        from_unit_id=from_unit_id,
        to_unit_id=to_unit_id,
        title=clean(title, 200),
        position=position,
        day=day,
        paper=clean(paper, 200),
        created_at=clock.stamp(actor.day),
        created_by=actor.signature[:300],
    )
    outbox.notify(
        to_unit=to_unit_id,
        roles=[Role.UNIT_HEAD, Role.UNIT_CLERK],
        subject="Có người chuyển đến, chờ tiếp nhận hồ sơ khen thưởng",
        body=f"{holder.name}, {transfer.title}, từ {format_date(day)}. "
        "Đơn vị tiếp nhận thì người này mới thuộc danh sách của đơn vị.",
        url=f"/so-khen-thuong/{holder.pk}/chuyen/",
        kind="Sổ khen thưởng",
        key=f"register.transfer:{transfer.pk}",
        reason_name="register.transfer_open",
    )
    audit.record(
        actor,
        "register.offer_transfer",
        trail.thing(holder),
        after={"unit": names_on([to_unit_id], day).get(to_unit_id, ""), "from": day},
        paper=transfer.paper,
    )
    return transfer


def _refuse_bad_transfer(holder: Holder, to_unit_id: int, title: str, day: date) -> int:
    """Gives the unit that lets the person go."""
    if not holder.is_person:
        raise BadInput("Chỉ cá nhân mới chuyển đơn vị; tập thể đi theo biến động của đơn vị.")
    if holder.unit_id is None:
        raise BadInput("Người này chưa thuộc đơn vị nào: ghi đơn vị ở mục Sửa thông tin.")
    if to_unit_id == holder.unit_id:
        raise BadInput("Hãy chọn đơn vị khác đơn vị hiện tại.")
    if not clean(title):
        raise BadInput("Cần ghi chức vụ tại đơn vị mới.")
    if version_on(to_unit_id, day) is None:
        raise BadInput(
            f"Ngày {format_date(day)} đơn vị này không hoạt động. "
            "Hãy chọn ngày khác hoặc đơn vị kế tục."
        )
    if HolderTransfer.objects.filter(holder=holder, state=TransferState.OFFERED).exists():
        raise BadInput("Đã có một đề nghị chuyển đang chờ đơn vị mới tiếp nhận.")
    return holder.unit_id


@transaction.atomic
def accept_transfer(*, actor: Actor, transfer: HolderTransfer) -> HeldPost:
    """Posts at the old unit end on the day the new one begins; awards won before stay there."""
    require(actor, "register.answer_transfer", transfer)
    _settle(transfer, TransferState.ACCEPTED)
    holder = transfer.holder
    moved = Holder.objects.filter(pk=holder.pk, unit_id=transfer.from_unit_id, merged_into=None)
    if not moved.update(unit_id=transfer.to_unit_id):
        raise WrongState(
            f"{holder.name} không còn thuộc đơn vị cũ: đề nghị Ban Thi đua - Khen thưởng xem lại."
        )
    held = HeldPost.objects.filter(holder=holder, valid_until__gt=transfer.day)
    held.filter(unit_id=transfer.from_unit_id, valid_from__lt=transfer.day).update(
        valid_until=transfer.day
    )
    post = HeldPost(holder=holder)
    _fill(
        post, transfer.title, transfer.to_unit_id, "", transfer.position, transfer.day, None,
        transfer.paper,
    )  # fmt: skip
    post.save(force_insert=True)
    _record(actor, "register.accept_transfer", holder, after=details(post), paper=transfer.paper)
    return post


@transaction.atomic
def decline_transfer(*, actor: Actor, transfer: HolderTransfer, reason: str) -> None:
    require(actor, "register.answer_transfer", transfer)
    if not reason.strip():
        raise BadInput("Cần ghi lý do không tiếp nhận.")
    _settle(transfer, TransferState.DECLINED, reason)
    audit.record(
        actor, "register.decline_transfer", trail.thing(transfer.holder), reason=reason.strip()
    )


@transaction.atomic
def withdraw_transfer(*, actor: Actor, transfer: HolderTransfer, reason: str = "") -> None:
    """By the unit that offered, as long as nobody answered."""
    require(actor, "register.transfer", transfer.holder)
    _settle(transfer, TransferState.WITHDRAWN, reason)
    audit.record(
        actor, "register.withdraw_transfer", trail.thing(transfer.holder), reason=reason.strip()
    )


def _settle(transfer: HolderTransfer, state: TransferState, reason: str = "") -> None:
    offered = HolderTransfer.objects.filter(pk=transfer.pk, state=TransferState.OFFERED)
    if not offered.update(state=state, reason=reason.strip()[:300]):
        raise WrongState("Đề nghị chuyển này đã được trả lời. Tải lại trang để xem.")
    transfer.state = state
