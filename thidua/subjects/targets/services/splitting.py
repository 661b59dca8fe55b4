"""Giving a target to units: shares by a stated rule, checked against the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.targets import Rule, Tally
from thidua.core.targets.judging import words_of
from thidua.subjects.orgs.selectors import names_on, tree_on
from thidua.subjects.targets.enums import SplitRule, TargetState
from thidua.subjects.targets.errors import BadTarget, NeedsWords, WrongState
from thidua.subjects.targets.models import Target, TargetShare
from thidua.subjects.targets.selectors.sums import as_decimal
from thidua.subjects.targets.services.periods import drop_empty_rows, ensure_periods, make_rows


@dataclass(frozen=True, slots=True)
class ShareLine:
    unit_id: int
    value: Decimal | None
    weight: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SplitCheck:
    """What the shares make together beside what is wanted. `words` is empty when they agree."""

    made: Decimal | None
    wanted: Decimal | None
    words: str


@transaction.atomic
def split_target(
    *,
    actor: Actor,
    target: Target,
    lines: Sequence[ShareLine],
    paper: str = "",
    reason: str = "",
    revision: int | None = None,
    is_sample: bool = False,
) -> list[int]:
    """Write who was given how much. A whole that differs is taken with a reason. Gives the units
    that could not be taken off because they have reported."""
    require(actor, "targets.split", target)
    _check_lines(target, lines, actor)
    check = check_split(target, lines, actor)
    if check.words and not reason.strip():
        raise NeedsWords(f"{check.words} Ghi lý do để vẫn giao như vậy.")
    _touch(target, revision)
    kept = _drop_others(target, lines)
    known = set(target.shares.values_list("organization_id", flat=True))
    for line in lines:
        _write(target, line, actor, paper, is_sample)
    make_rows(target, [p for p in ensure_periods(target, actor.day) if p.is_open(actor.day)])
    _tell(target, [line for line in lines if line.unit_id not in known], paper)
    audit.record(
        actor,
        "targets.split",
        target,
        after={"units": len(lines), "made": str(check.made), "wanted": str(check.wanted)},
        reason=reason,
        paper=paper,
    )
    return kept


def check_split(target: Target, lines: Sequence[ShareLine], actor: Actor) -> SplitCheck:
    """By the target's rule; a unit under another with a share is a part of it."""
    tree = tree_on(actor.day)
    units = {line.unit_id for line in lines}
    tops = [
        line
        for line in lines
        if line.unit_id not in tree or not units & set(tree.ancestors(line.unit_id))
    ]
    tally = sum((Tally.of(line.value, line.weight) for line in tops), Tally())
    rule = Rule(target.rule)
    made = as_decimal(tally.value(rule)) if rule in (Rule.SUM, Rule.MEAN) else None
    return SplitCheck(made, target.value, _split_words(target, tally, made))


def _split_words(target: Target, tally: Tally, made: Decimal | None) -> str:
    if target.rule not in (SplitRule.SUM, SplitRule.MEAN):
        return ""
    blank = tally.asked - tally.given
    if blank:
        return f"{blank} đơn vị chưa có mức giao."
    if made is None:
        return tally.why_none(Rule(target.rule), target.denominator)
    if target.value is None or made.quantize(Decimal("0.0001")) == target.value:
        return ""
    unit = target.unit_of_measure
    gap = made - target.value
    how = "Tổng" if target.rule == SplitRule.SUM else "Bình quân"
    side = "cao hơn" if gap > 0 else "thấp hơn"
    return (
        f"{how} mức giao cho các đơn vị là {words_of(made, unit)}, {side} mức toàn tỉnh "
        f"{words_of(target.value, unit)} là {words_of(abs(gap), unit)}."
    )


def _check_lines(target: Target, lines: Sequence[ShareLine], actor: Actor) -> None:
    if target.state != TargetState.FIXED:
        raise WrongState("Chốt chỉ tiêu (kỳ, cách tổng hợp, cơ quan chủ trì) trước khi giao.")
    if not target.is_split:
        raise BadTarget("Chỉ tiêu này không giao xuống: cơ quan chủ trì báo cáo số toàn tỉnh.")
    if not lines:
        raise BadTarget("Chọn ít nhất một đơn vị được giao.")
    units = [line.unit_id for line in lines]
    if len(set(units)) < len(units):
        raise BadTarget("Mỗi đơn vị chỉ có một dòng.")
    tree = tree_on(actor.day)
    gone = [unit for unit in units if unit not in tree]
    if gone:
        names = names_on(gone, actor.day)
        raise BadTarget(f"Không còn đơn vị: {', '.join(names.get(one, '?') for one in gone)}.")
    if any(line.weight is not None and line.weight <= 0 for line in lines):
        raise BadTarget("Mẫu số phải lớn hơn 0.")


def _touch(target: Target, revision: int | None) -> None:
    rows = Target.objects.filter(pk=target.pk, state=TargetState.FIXED)
    if revision is not None:
        rows = rows.filter(revision=revision)
    if not rows.update(revision=F("revision") + 1):
        raise WrongState("Người khác vừa sửa chỉ tiêu này. Mở lại trang để xem bản mới.")


def _drop_others(target: Target, lines: Sequence[ShareLine]) -> list[int]:
    units = {line.unit_id for line in lines}
    others = target.shares.exclude(organization_id__in=units)
    return drop_empty_rows(target, list(others.values_list("organization_id", flat=True)))


def _write(target: Target, line: ShareLine, actor: Actor, paper: str, is_sample: bool) -> None:
    TargetShare.objects.update_or_create(
        target=target,
        organization_id=line.unit_id,
        defaults={
            "value": line.value,
            "weight": line.weight,
            "note": line.note,
            "paper": paper,
            "is_sample": is_sample or target.is_sample,
        },
        create_defaults={
            "value": line.value,
            "weight": line.weight,
            "note": line.note,
            "paper": paper,
            "given_on": actor.day,
            "is_sample": is_sample or target.is_sample,
        },
    )


def _tell(target: Target, lines: Sequence[ShareLine], paper: str) -> None:
    for line in lines:
        share = words_of(line.value, target.unit_of_measure) if line.value is not None else ""
        outbox.notify(
            to_unit=line.unit_id,
            roles=(Role.UNIT_CLERK, Role.UNIT_HEAD),
            subject=f"Được giao chỉ tiêu: {target.name}",
            body=(
                f"Năm {target.year}, đơn vị được giao “{target.name}”"
                + (f": {share}" if share else "")
                + (f" ({paper})" if paper else "")
                + f". Báo cáo {target.get_period_kind_display().lower()}."
            ),
            url="/chi-tieu/don-vi/",
            kind="target",
            key=f"target-share:{target.pk}:{line.unit_id}",
        )
