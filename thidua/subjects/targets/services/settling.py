"""The owner's side: its own figures, verifying, disputing; the unit's explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.base.errors import Refusal
from thidua.base.parameters import calendar, days
from thidua.core.targets.judging import words_of
from thidua.core.text import format_date
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.targets.enums import ValueState
from thidua.subjects.targets.errors import BadTarget, WrongState
from thidua.subjects.targets.models import Target, TargetPeriod, TargetValue
from thidua.subjects.targets.services.reporting import check_size, report_value

CLERKS = (Role.UNIT_CLERK, Role.UNIT_HEAD)
OWNERS = (Role.TARGET_OWNER, Role.UNIT_CLERK, Role.UNIT_HEAD)


@dataclass(frozen=True, slots=True)
class LeftOut:
    unit_id: int
    reason: str


@transaction.atomic
def verify_value(*, actor: Actor, row: TargetValue, revision: int | None = None) -> TargetValue:
    """Reported → verified. A figure that differs from the owner's own is settled first."""
    require(actor, "targets.verify", row)
    _check_unlocked(row, actor)
    if row.value is None:
        raise WrongState("Đơn vị chưa có số liệu để xác nhận.")
    if row.differs:
        raise WrongState(
            f"Khác số của cơ quan chủ trì ({words_of(row.owner_value or Decimal(0))}): đề nghị giải "
            "trình, hoặc sửa số của mình cho trùng."
        )
    _move(row, [ValueState.REPORTED], revision, state=ValueState.VERIFIED, **_settled(actor))
    audit.record(
        actor, "targets.verify", row, before=ValueState.REPORTED, after=ValueState.VERIFIED
    )
    return row


def verify_values(
    *, actor: Actor, rows: Sequence[TargetValue]
) -> tuple[list[TargetValue], list[LeftOut]]:
    """Each on its own: what could not be verified is left out, with its reason."""
    done: list[TargetValue] = []
    left: list[LeftOut] = []
    for row in rows:
        try:
            done.append(verify_value(actor=actor, row=row))
        except Refusal as refusal:
            left.append(LeftOut(row.organization_id, refusal.message))
    return done, left


@transaction.atomic
def set_own_figures(
    *,
    actor: Actor,
    target: Target,
    period: TargetPeriod,
    figures: Mapping[int, Decimal | None],
) -> int:
    """The owner writes what it knows itself, beside the units' figures; gives how many changed."""
    require(actor, "targets.verify", target)
    rows = TargetValue.objects.filter(target=target, period=period, pk__in=list(figures))
    changed: dict[str, Any] = {}
    for row in rows.select_related("period"):
        figure = figures[row.pk]
        if figure == row.owner_value:
            continue
        check_size(figure, None)
        _check_unlocked(row, actor)
        TargetValue.objects.filter(pk=row.pk).update(owner_value=figure, revision=F("revision") + 1)
        changed[str(row.organization_id)] = None if figure is None else str(figure)
    if changed:
        audit.record(
            actor, "targets.set_own_figures", target, after={"period": period.name, **changed}
        )
    return len(changed)


@transaction.atomic
def dispute_value(
    *,
    actor: Actor,
    row: TargetValue,
    reason: str,
    own_figure: Decimal | None = None,
    revision: int | None = None,
) -> TargetValue:
    """Reported or verified → disputed, with the owner's own figure; the unit explains within days."""
    require(actor, "targets.verify", row)
    _check_unlocked(row, actor)
    check_size(own_figure, None)
    if not reason.strip():
        raise BadTarget("Cần ghi lý do đề nghị giải trình: số của cơ quan chủ trì lấy từ đâu.")
    due = calendar(actor.day).add_working_days(actor.day, days("target.explain", actor.day))
    before = row.state
    _move(
        row, [ValueState.REPORTED, ValueState.VERIFIED], revision,
        state=ValueState.DISPUTED,
        owner_value=own_figure if own_figure is not None else row.owner_value,
        dispute_reason=reason.strip(),
        explain_due=due,
        **_settled(actor),
    )  # fmt: skip
    _tell_unit(row, actor, reason)
    audit.record(
        actor, "targets.dispute", row, before=before, after=ValueState.DISPUTED, reason=reason
    )
    return row


def _tell_unit(row: TargetValue, actor: Actor, reason: str) -> None:
    assert row.explain_due is not None
    outbox.notify(
        to_unit=row.organization_id,
        roles=CLERKS,
        subject=f"Đề nghị giải trình số liệu: {row.target.name}",
        body=f"{row.period.name}. {reason.strip()} Hạn giải trình: {format_date(row.explain_due)}.",
        url=f"/chi-tieu/so-lieu/{row.pk}/",
        kind="target",
        key=f"target-disputed:{row.pk}:{row.revision}",
        reason_name="targets.still_disputed",
    )


def still_disputed(key: str) -> bool:
    """Asked again before the letter leaves; `key` is that of the message."""
    _name, row_id, revision = key.split(":")
    rows = TargetValue.objects.filter(pk=int(row_id), revision=int(revision))
    return rows.filter(state=ValueState.DISPUTED).exists()


@transaction.atomic
def explain_value(
    *,
    actor: Actor,
    row: TargetValue,
    explanation: str,
    value: Decimal | None = None,
    weight: Decimal | None = None,
    paper: str = "",
    confirmed: str = "",
) -> TargetValue:
    """Disputed → reported: the unit says why its figure stands, or gives another one."""
    require(actor, "targets.report", row)
    if row.state != ValueState.DISPUTED:
        raise WrongState("Số liệu này không chờ giải trình.")
    if not explanation.strip():
        raise BadTarget("Cần ghi giải trình: vì sao số này đúng, hoặc vì sao sửa.")
    figure = row.value if value is None else value
    report_value(
        actor=actor,
        row=row,
        value=figure,
        weight=row.weight if weight is None else weight,
        paper=paper or row.paper,
        remark=row.remark,
        confirmed=confirmed or row.confirmed,
    )
    TargetValue.objects.filter(pk=row.pk).update(explanation=explanation.strip())
    row.explanation = explanation.strip()
    _tell_owner(row, actor)
    audit.record(actor, "targets.explain", row, after=row.state, reason=explanation, paper=paper)
    return row


def _tell_owner(row: TargetValue, actor: Actor) -> None:
    if row.target.owner_id is None:
        return
    name = names_on([row.organization_id], actor.day).get(row.organization_id, "")
    outbox.notify(
        to_unit=row.target.owner_id,
        roles=OWNERS,
        subject=f"{name} đã giải trình: {row.target.name}",
        body=f"{row.period.name}. {row.explanation}",
        url=f"/chi-tieu/so-lieu/{row.pk}/",
        kind="target",
        key=f"target-explained:{row.pk}:{row.revision}",
    )


def _check_unlocked(row: TargetValue, actor: Actor) -> None:
    if row.period.is_locked(actor.day) or row.state == ValueState.LOCKED:
        raise WrongState(f"{row.period.name} đã chốt: chỉ còn đính chính có văn bản.")


def _settled(actor: Actor) -> dict[str, Any]:
    return {"settled_on": actor.day, "settled_by": actor.signature}


def _move(
    row: TargetValue, expected: Sequence[ValueState], revision: int | None, **values: Any
) -> None:
    known = TargetValue.objects.filter(
        pk=row.pk,
        state__in=[state.value for state in expected],
        revision=row.revision if revision is None else revision,
    )
    if not known.update(revision=F("revision") + 1, **values):
        row.refresh_from_db(fields=["state"])
        raise WrongState(
            f"Số liệu đang ở trạng thái “{ValueState(row.state).label}”, hoặc vừa được sửa: mở lại "
            "trang để xem."
        )
    target, period = row.target, row.period
    row.refresh_from_db()
    row.target, row.period = target, period
