"""A unit reports its figures: one, a grid, a whole sheet; late is marked, not barred, until locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.core.targets import Finding
from thidua.core.text import format_date
from thidua.subjects.targets.enums import ValueState
from thidua.subjects.targets.errors import BadTarget, NeedsWords, WrongState
from thidua.subjects.targets.models import TargetValue
from thidua.subjects.targets.selectors.checks import Company, company_of

# Bounds of exact sums (selectors.sums): beyond them a larger unit of measure is the right answer.
LARGEST, LARGEST_PRODUCT = Decimal(10) ** 10, Decimal(10) ** 9
REPORTABLE = (ValueState.OPEN, ValueState.REPORTED, ValueState.DISPUTED)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a unit says of one row. A blank value with a remark says why there is none."""

    row: TargetValue
    value: Decimal | None
    weight: Decimal | None = None
    paper: str = ""
    remark: str = ""
    confirmed: str = ""
    file: Any = None
    revision: int | None = None


@transaction.atomic
def report_value(
    *,
    actor: Actor,
    row: TargetValue,
    value: Decimal | None,
    weight: Decimal | None = None,
    paper: str = "",
    remark: str = "",
    confirmed: str = "",
    file: Any = None,
    revision: int | None = None,
    company: Company | None = None,
) -> TargetValue:
    """Open, reported or disputed → reported. A figure that cannot be needs words of confirmation."""
    require(actor, "targets.report", row)
    check_takes(row, actor)
    check_size(value, weight)
    if value is None and not remark.strip():
        raise BadTarget(
            "Chưa có số thì để trống và ghi lý do ở ghi chú; không ghi 0 thay cho trống."
        )
    found = (company or company_of([row], actor.day)).findings(row, value, weight)
    _check_confirmed(found, confirmed)
    before = _facts(row)
    _write(
        row, actor, revision,
        state=ValueState.REPORTED,
        value=value,
        weight=weight if row.target.needs_weight and value is not None else None,
        paper=paper.strip(),
        remark=remark.strip(),
        findings=[one.words for one in found],
        confirmed=confirmed.strip(),
        **({"file": file} if file is not None else {}),
    )  # fmt: skip
    audit.record(
        actor,
        "targets.report",
        row,
        before=before,
        after=_facts(row),
        reason=confirmed,
        paper=paper,
    )
    return row


@transaction.atomic
def report_values(*, actor: Actor, figures: Sequence[Figure]) -> int:
    """A whole grid or sheet of one period: all or nothing; gives how many were new or changed."""
    rows = [figure.row for figure in figures]
    company = company_of(rows, actor.day)
    changed = [figure for figure in figures if differs(figure)]
    for figure in changed:
        report_value(
            actor=actor,
            row=figure.row,
            value=figure.value,
            weight=figure.weight,
            paper=figure.paper,
            remark=figure.remark,
            confirmed=figure.confirmed,
            file=figure.file,
            revision=figure.revision,
            company=company,
        )
    return len(changed)


def differs(figure: Figure) -> bool:
    """Something was typed that does not stand so already; an untouched open row says nothing."""
    row = figure.row
    if figure.value is None and not figure.remark.strip() and row.state == ValueState.OPEN:
        return False
    said = (figure.value, figure.weight, figure.paper.strip(), figure.remark.strip())
    return (
        said != (row.value, row.weight, row.paper, row.remark)
        or figure.file is not None
        or row.state == ValueState.DISPUTED
    )


def check_takes(row: TargetValue, actor: Actor) -> None:
    """The period takes figures, and this one is not settled."""
    period = row.period
    if period.is_locked(actor.day):
        raise WrongState(
            f"{period.name} đã khóa. Đề nghị Ban TĐKT đính chính, hoặc mở lại kỳ và nêu lý do."
        )
    if actor.day < period.opens_on:
        raise WrongState(f"{period.name} mở báo cáo từ ngày {format_date(period.opens_on)}.")
    if row.state not in REPORTABLE:
        raise WrongState(
            "Số liệu đã được xác nhận. Cần sửa thì báo cơ quan chủ trì đề nghị giải trình lại."
        )


def check_size(value: Decimal | None, weight: Decimal | None) -> None:
    too_large = value is not None and abs(value) >= LARGEST
    share = weight or Decimal(0)
    product = abs((value or Decimal(0)) * share)
    if too_large or product >= LARGEST_PRODUCT or share >= LARGEST_PRODUCT:
        raise BadTarget(
            "Số quá lớn: kiểm tra lại, hoặc dùng đơn vị tính lớn hơn (nghìn, triệu, tỷ)."
        )
    for number in (value, weight):
        if number is not None and number != number.quantize(Decimal("0.0001")):
            raise BadTarget("Ghi không quá bốn chữ số sau dấu phẩy.")


def _check_confirmed(found: Sequence[Finding], confirmed: str) -> None:
    impossible = [one.words for one in found if one.needs_words]
    if impossible and not confirmed.strip():
        raise NeedsWords(
            f"{' '.join(impossible)} Sửa lại, hoặc ghi lý do ở “Xác nhận số khác thường”."
        )


def _facts(row: TargetValue) -> dict[str, Any]:
    return {
        "state": str(row.state),
        "value": None if row.value is None else str(row.value.normalize()),
        "weight": None if row.weight is None else str(row.weight.normalize()),
        "remark": row.remark,
    }


def _write(row: TargetValue, actor: Actor, revision: int | None, **values: Any) -> None:
    """Compare-and-set: the state and the version this person saw still hold."""
    known = TargetValue.objects.filter(
        pk=row.pk, state__in=REPORTABLE, revision=row.revision if revision is None else revision
    )
    moved = known.update(
        reported_on=actor.day,
        reported_by=actor.signature,
        revision=F("revision") + 1,
        **{name: getattr(value, "value", value) for name, value in values.items()},
    )
    if not moved:
        raise WrongState(
            f"{row.target}: người khác vừa sửa hoặc xác nhận số liệu này. Mở lại trang để xem."
        )
    target, period = row.target, row.period
    row.refresh_from_db()
    row.target, row.period = target, period
