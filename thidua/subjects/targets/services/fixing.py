"""The sheet of targets: adding one, completing it (chốt), giving it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.subjects.targets.enums import SplitRule, TargetState
from thidua.subjects.targets.errors import BadTarget, WrongState
from thidua.subjects.targets.models import Target, TargetShare, TargetValue
from thidua.subjects.targets.services.periods import ensure_periods, make_rows

# What may no longer change once a unit has reported: the figures would mean something else.
SETTLED_BY_FIGURES = ("period_kind", "rule", "reach", "unit_of_measure", "year")
SHEET = (
    "name", "indicator", "unit_of_measure", "direction", "comparator", "value", "scope",
    "exception_of_id", "owner_id", "source", "measure", "period_kind", "rule", "denominator",
    "reach", "figure_source", "source_status", "baseline", "baseline_kind", "baseline_source",
    "previous_id", "is_sample", "sample_fields",
)  # fmt: skip


@transaction.atomic
def create_target(*, actor: Actor, year: int, values: Mapping[str, Any]) -> Target:
    """A target of the province that no movement brought, given from today."""
    require(actor, "targets.fix")
    target = Target(year=year, announced_on=actor.day, **_known(values))
    _check_sheet(target)
    target.save()
    audit.record(actor, "targets.create", target, after={"target": f"{target}: {target.phrase}"})
    return target


@transaction.atomic
def fix_target(
    *, actor: Actor, target: Target, values: Mapping[str, Any], revision: int | None = None
) -> Target:
    """Complete the sheet and follow the target from now on: its periods stand, who owes is set."""
    require(actor, "targets.fix", target)
    before = {name: getattr(target, name) for name in SHEET}
    changed = {name: value for name, value in _known(values).items() if value != before[name]}
    if target.state == TargetState.WITHDRAWN:
        raise WrongState("Chỉ tiêu này đã thôi theo dõi.")
    _check_unreported(target, changed)
    for name, value in changed.items():
        setattr(target, name, value)
    _check_sheet(target)
    _save(target, actor, changed, revision)
    _make_owner_report(target, actor)
    make_rows(target, [p for p in ensure_periods(target, actor.day) if p.is_open(actor.day)])
    _tell_owner(target)
    after = {name: getattr(target, name) for name in SHEET}
    moved = audit.changes(_plain(before), _plain(after))
    audit.record(actor, "targets.fix", target, before=moved["before"], after=moved["after"])
    return target


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(SHEET)
    if unknown:
        raise ValueError(f"no fields of a target's sheet: {sorted(unknown)}")
    return dict(values)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if value is None else str(value) for name, value in values.items()}


def _check_sheet(target: Target) -> None:
    if not target.name.strip():
        raise BadTarget("Cần ghi tên chỉ tiêu.")
    if target.rule == SplitRule.MEAN and not target.denominator.strip():
        raise BadTarget(
            "Chỉ tiêu bình quân cần nêu mẫu số (ví dụ số hộ, số trường) để cộng được toàn tỉnh."
        )
    if target.rule == SplitRule.NONE and target.owner_id is None:
        raise BadTarget("Chỉ tiêu không giao xuống cần có cơ quan chủ trì để báo cáo.")
    if target.baseline is not None and not target.baseline_source.strip():
        raise BadTarget("Số năm trước cần có nguồn: văn bản, trang, ngày.")
    if target.exception_of_id is not None and target.exception_of_id == target.pk:
        raise BadTarget("Chỉ tiêu riêng phải thuộc một chỉ tiêu chung khác.")


def _check_unreported(target: Target, changed: Mapping[str, Any]) -> None:
    moved = [name for name in SETTLED_BY_FIGURES if name in changed]
    if moved and TargetValue.objects.filter(target=target).exclude(value=None).exists():
        raise BadTarget(
            "Đã có đơn vị báo cáo: không đổi được kỳ, cách tổng hợp, loại lũy kế hay đơn vị tính. "
            "Thôi theo dõi chỉ tiêu này và lập chỉ tiêu mới."
        )
    if {"period_kind", "owner_id", "rule"} & set(changed) and target.pk:
        TargetValue.objects.filter(target=target, value=None).delete()


def _save(target: Target, actor: Actor, changed: Mapping[str, Any], revision: int | None) -> None:
    rows = Target.objects.filter(pk=target.pk)
    if revision is not None:
        rows = rows.filter(revision=revision)
    moved = rows.exclude(state=TargetState.WITHDRAWN).update(
        **changed,
        state=TargetState.FIXED,
        fixed_on=target.fixed_on or actor.day,
        announced_on=target.announced_on or actor.day,
        revision=F("revision") + 1,
    )
    if not moved:
        raise WrongState("Người khác vừa sửa chỉ tiêu này. Mở lại trang để xem bản mới.")
    target.refresh_from_db()


def _make_owner_report(target: Target, actor: Actor) -> None:
    """Not split: the owner alone reports, for the whole."""
    if target.is_split or target.owner_id is None:
        return
    TargetShare.objects.filter(target=target).exclude(organization_id=target.owner_id).delete()
    TargetShare.objects.update_or_create(
        target=target,
        organization_id=target.owner_id,
        defaults={"value": target.value, "given_on": actor.day, "is_sample": target.is_sample},
    )


def _tell_owner(target: Target) -> None:
    if target.owner_id is None:
        return
    outbox.notify(
        to_unit=target.owner_id,
        roles=(Role.TARGET_OWNER, Role.UNIT_CLERK, Role.UNIT_HEAD),
        subject=f"Chủ trì chỉ tiêu: {target.name}",
        body=(
            f"Đơn vị chủ trì chỉ tiêu “{target.name}” ({target.phrase}), năm {target.year}: "
            + ("giao cho các đơn vị rồi " if target.is_split else "")
            + "theo dõi, xác nhận số liệu từng kỳ."
        ),
        url=f"/chi-tieu/{target.pk}/",
        kind="target",
        key=f"target-owner:{target.pk}:{target.owner_id}",
    )


@transaction.atomic
def withdraw_target(*, actor: Actor, target: Target, reason: str) -> Target:
    """No longer followed: what was reported stays, nothing more is owed."""
    require(actor, "targets.fix", target)
    if not reason.strip():
        raise BadTarget("Cần ghi lý do và văn bản thôi theo dõi chỉ tiêu.")
    rows = Target.objects.filter(pk=target.pk).exclude(state=TargetState.WITHDRAWN)
    if not rows.update(state=TargetState.WITHDRAWN, revision=F("revision") + 1):
        raise WrongState("Chỉ tiêu này đã thôi theo dõi.")
    TargetValue.objects.filter(target=target, value=None).delete()
    before = target.state
    target.refresh_from_db()
    audit.record(
        actor, "targets.withdraw", target, before=before, after=target.state, reason=reason
    )
    return target
