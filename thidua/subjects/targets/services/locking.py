"""The office closes a period; opens it again with a reason; corrects what is locked on the record."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.text import format_date
from thidua.subjects.targets.enums import ValueState
from thidua.subjects.targets.errors import BadTarget, WrongState
from thidua.subjects.targets.models import TargetCorrection, TargetPeriod, TargetValue
from thidua.subjects.targets.services.reporting import check_size


@transaction.atomic
def lock_period(*, actor: Actor, period: TargetPeriod) -> dict[str, int]:
    """Verified figures are locked. What is not verified stays as it is and enters only by
    correction; gives how many of each state were left out."""
    require(actor, "targets.lock", period)
    if actor.day <= period.due_on:
        raise WrongState(f"Chưa hết hạn báo cáo {format_date(period.due_on)}: chưa chốt được.")
    moved = TargetPeriod.objects.filter(pk=period.pk, locked_on=None).update(
        locked_on=actor.day, reopened_until=None
    )
    if not moved:
        raise WrongState(f"{period.name} đã chốt.")
    rows = TargetValue.objects.filter(period=period)
    locked = rows.filter(state=ValueState.VERIFIED).update(
        state=ValueState.LOCKED, revision=F("revision") + 1
    )
    left = Counter(rows.exclude(state=ValueState.LOCKED).values_list("state", flat=True))
    period.refresh_from_db()
    audit.record(
        actor, "targets.lock", period, before="open", after={"locked": locked, **dict(left)}
    )
    return dict(left)


@transaction.atomic
def unlock_period(*, actor: Actor, period: TargetPeriod, until: date, reason: str) -> TargetPeriod:
    """Open again up to a day: locked figures stand verified again and may be disputed."""
    require(actor, "targets.unlock", period)
    if not reason.strip():
        raise BadTarget("Cần ghi lý do mở lại kỳ đã chốt.")
    if until < actor.day:
        raise BadTarget("Ngày mở đến phải từ hôm nay trở đi.")
    if not period.is_locked(actor.day):
        raise WrongState(f"{period.name} đang mở.")
    TargetPeriod.objects.filter(pk=period.pk).update(locked_on=None, reopened_until=until)
    rows = TargetValue.objects.filter(period=period, state=ValueState.LOCKED)
    rows.update(state=ValueState.VERIFIED, revision=F("revision") + 1)
    period.refresh_from_db()
    audit.record(
        actor, "targets.unlock", period, before="locked", after={"until": until}, reason=reason
    )
    return period


@transaction.atomic
def correct_value(
    *,
    actor: Actor,
    row: TargetValue,
    value: Decimal | None,
    reason: str,
    paper: str,
    weight: Decimal | None = None,
) -> TargetCorrection:
    """After the lock: the old and the new figure, the reason and the paper all stand."""
    require(actor, "targets.correct", row)
    if not row.period.is_locked(actor.day):
        raise WrongState("Kỳ còn mở: đơn vị báo cáo lại, không cần đính chính.")
    if not reason.strip() or not paper.strip():
        raise BadTarget("Đính chính cần lý do và văn bản đính chính (số, ngày).")
    check_size(value, weight)
    new_weight = None if value is None else row.weight if weight is None else weight
    if (value, new_weight) == (row.value, row.weight):
        raise BadTarget("Số đính chính trùng với số đang có.")
    moved = TargetValue.objects.filter(pk=row.pk, revision=row.revision).update(
        value=value,
        weight=new_weight,
        state=ValueState.LOCKED,
        revision=F("revision") + 1,
        reported_on=row.reported_on or actor.day,
    )
    if not moved:
        raise WrongState("Người khác vừa sửa số liệu này. Mở lại trang để xem.")
    correction = TargetCorrection.objects.create(
        value=row,
        old=row.value,
        new=value,
        old_weight=row.weight,
        new_weight=new_weight,
        reason=reason.strip(),
        paper=paper.strip(),
        made_on=actor.day,
        made_by=actor.signature,
    )
    _tell(row, correction)
    audit.record(
        actor, "targets.correct", row, before=str(row.value), after=str(value), reason=reason,
        paper=paper,
    )  # fmt: skip
    row.value, row.weight, row.state = value, new_weight, ValueState.LOCKED
    return correction


def _tell(row: TargetValue, correction: TargetCorrection) -> None:
    units = {row.organization_id, row.target.owner_id} - {None}
    for unit in sorted(one for one in units if one is not None):
        outbox.notify(
            to_unit=unit,
            roles=(Role.TARGET_OWNER, Role.UNIT_CLERK, Role.UNIT_HEAD),
            subject=f"Đính chính số liệu: {row.target.name}",
            body=f"{row.period.name}, theo {correction.paper}: {correction.reason}",
            url=f"/chi-tieu/so-lieu/{row.pk}/",
            kind="target",
            key=f"target-corrected:{correction.pk}:{unit}",
        )
