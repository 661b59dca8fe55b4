"""Delegates: a unit chooses within its number, the office agrees or gives back with a reason."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.base.files import StoredFile
from thidua.core.text import fold, nfc
from thidua.subjects.publicity.enums import DelegateKind, DelegateState, ExampleState
from thidua.subjects.publicity.errors import BadInput, WrongState
from thidua.subjects.publicity.models import Congress, Delegate, Example
from thidua.subjects.publicity.services.congresses import still_planned

UNFIT = (ExampleState.REFUSED, ExampleState.WITHDRAWN)


@transaction.atomic
def choose_delegate(
    *,
    actor: Actor,
    congress: Congress,
    unit_id: int,
    values: Mapping[str, Any],
    report_file: StoredFile | None = None,
) -> Delegate:
    """One more delegate of the unit, if it has a seat free."""
    delegate = Delegate(
        congress=congress, unit_id=unit_id, chosen_on=actor.day, report_file=report_file
    )
    require(actor, "congress.choose", delegate)
    still_planned(congress)
    _fill(delegate, values)
    _check_seat(delegate)
    delegate.save()
    audit.record(actor, "congress.choose", delegate, after={"unit": unit_id, "kind": delegate.kind})
    return delegate


@transaction.atomic
def edit_delegate(
    *,
    actor: Actor,
    delegate: Delegate,
    values: Mapping[str, Any],
    report_file: StoredFile | None = None,
) -> Delegate:
    """Mended; one that was given back goes to the office again."""
    require(actor, "congress.choose", delegate)
    still_planned(delegate.congress)
    if delegate.state == DelegateState.ACCEPTED:
        raise WrongState("Đại biểu đã được đồng ý: đề nghị nơi tổ chức trả lại nếu cần sửa.")
    before = {name: getattr(delegate, name) for name in values}
    _fill(delegate, values)
    if report_file is not None:
        delegate.report_file = report_file
    if delegate.state == DelegateState.RETURNED:
        delegate.state = DelegateState.CHOSEN
        _check_seat(delegate)
    delegate.save()
    changed = audit.changes(before, dict(values))
    audit.record(
        actor, "congress.edit_delegate", delegate, before=changed["before"], after=changed["after"]
    )
    return delegate


def _fill(delegate: Delegate, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(delegate, name, nfc(value).strip() if isinstance(value, str) else value)
    if not delegate.name or not delegate.ethnic_group or not delegate.gender:
        raise BadInput("Cần ghi họ tên, giới tính, dân tộc của đại biểu.")
    delegate.search_key = fold(delegate.name)
    _check_example(delegate)


def _check_example(delegate: Delegate) -> None:
    if delegate.example_id is None:
        return
    example = Example.objects.filter(pk=delegate.example_id).first()
    if example is None or example.state in UNFIT:
        raise BadInput("Điển hình đã chọn không được xác nhận hoặc đã gỡ: chọn điển hình khác.")
    twice = Delegate.objects.filter(congress=delegate.congress, example=example)
    if twice.exclude(pk=delegate.pk).exclude(state=DelegateState.RETURNED).exists():
        raise BadInput(f"Điển hình “{example}” đã có trong danh sách đại biểu.")


def _check_seat(delegate: Delegate) -> None:
    """Guests and those by office take no seat of a unit."""
    if delegate.kind != DelegateKind.EXAMPLE:
        return
    seats = delegate.congress.seats.filter(unit_id=delegate.unit_id).first()
    number = seats.number if seats else 0
    taken = Delegate.objects.filter(
        congress=delegate.congress, unit_id=delegate.unit_id, kind=DelegateKind.EXAMPLE
    ).exclude(state=DelegateState.RETURNED)
    if taken.exclude(pk=delegate.pk).count() >= number:
        raise BadInput(
            f"Đơn vị được phân bổ {number} đại biểu và đã chọn đủ. Bỏ một người hoặc đề nghị thêm."
            if number
            else "Đơn vị chưa được phân bổ đại biểu nào."
        )


@transaction.atomic
def drop_delegate(*, actor: Actor, delegate: Delegate) -> None:
    """Taken off the list by the unit before the office has agreed."""
    require(actor, "congress.choose", delegate)
    still_planned(delegate.congress)
    if delegate.state == DelegateState.ACCEPTED:
        raise WrongState("Đại biểu đã được đồng ý: nơi tổ chức trả lại trước khi bỏ.")
    congress, name = delegate.congress, delegate.name
    delegate.delete()
    audit.record(actor, "congress.drop_delegate", congress, before={"name": name})


@transaction.atomic
def accept_delegate(*, actor: Actor, delegate: Delegate) -> Delegate:
    require(actor, "congress.decide", delegate.congress)
    still_planned(delegate.congress)
    _move(delegate, [DelegateState.CHOSEN], DelegateState.ACCEPTED, actor)
    audit.record(actor, "congress.accept_delegate", delegate, after=DelegateState.ACCEPTED)
    return delegate


@transaction.atomic
def return_delegate(*, actor: Actor, delegate: Delegate, reason: str) -> Delegate:
    require(actor, "congress.decide", delegate.congress)
    still_planned(delegate.congress)
    if not reason.strip():
        raise BadInput("Cần ghi lý do trả lại.")
    before = delegate.state
    _move(
        delegate,
        [DelegateState.CHOSEN, DelegateState.ACCEPTED],
        DelegateState.RETURNED,
        actor,
        return_reason=reason.strip(),
    )
    outbox.notify(
        to_unit=delegate.unit_id,
        roles=(Role.UNIT_CLERK, Role.UNIT_HEAD),
        subject=f"Trả lại đại biểu {delegate.name}: {delegate.congress}",
        body=reason.strip(),
        url=f"/dai-hoi/{delegate.congress_id}/dai-bieu/{delegate.pk}/",
        kind="congress",
        key=f"delegate-returned:{delegate.pk}:{actor.day.isoformat()}:{reason[:60]}",
    )
    audit.record(actor, "congress.return_delegate", delegate, before=before, reason=reason.strip())
    return delegate


def _move(
    delegate: Delegate, expected: list[str], to: DelegateState, actor: Actor, **values: Any
) -> None:
    moved = Delegate.objects.filter(pk=delegate.pk, state__in=expected).update(
        state=to, decided_on=actor.day, **values
    )
    delegate.refresh_from_db()
    if not moved:
        raise WrongState(
            f"{delegate.name} đang ở trạng thái “{delegate.get_state_display()}”: tải lại trang."
        )
