"""Where a unit stands in a target among units of its kind: by what each has of its own share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.subjects.orgs.enums import group_of
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.models import Target, TargetShare, TargetValue

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Standing:
    """Rank 1 is the best; several with the same figure share a rank."""

    rank: int
    among: int
    share: Decimal  # per cent of the own share, or the figure itself
    in_percent: bool


def standings_of(unit_id: int, targets: Iterable[Target], day: date) -> dict[int, Standing]:
    """Target → the unit's place in the latest period in which it gave a figure. Three queries."""
    chosen = {target.pk: target for target in targets}
    peers = _peers(unit_id, day)
    if not chosen or len(peers) < 2:
        return {}
    shares = {
        (target, unit): value
        for target, unit, value in TargetShare.objects.filter(
            target__in=chosen, organization_id__in=peers
        ).values_list("target_id", "organization_id", "value")
    }
    found = {}
    for target_id, figures in _latest(chosen, peers, unit_id, day).items():
        standing = _place(chosen[target_id], figures, shares, unit_id)
        if standing is not None:
            found[target_id] = standing
    return found


def _peers(unit_id: int, day: date) -> set[int]:
    tree = tree_on(day)
    node = tree.get(unit_id)
    if node is None:
        return set()
    group = group_of(node.kind)
    return {one.id for one in tree if group_of(one.kind) == group}


def _latest(
    chosen: Iterable[int], peers: set[int], unit_id: int, day: date
) -> dict[int, dict[int, Decimal]]:
    """Target → unit → figure, of the latest period in which the unit itself gave one."""
    rows = TargetValue.objects.filter(
        target__in=list(chosen),
        organization_id__in=peers,
        value__isnull=False,
        reported_on__lte=day,
    ).order_by("period__last_day")
    by_period: dict[int, dict[date, dict[int, Decimal]]] = {}
    for target, unit, last_day, value in rows.values_list(
        "target_id", "organization_id", "period__last_day", "value"
    ):
        if value is not None:
            by_period.setdefault(target, {}).setdefault(last_day, {})[unit] = value
    return {
        target: figures
        for target, periods in by_period.items()
        if (figures := next((f for f in reversed(periods.values()) if unit_id in f), None))
    }


def _place(
    target: Target,
    figures: dict[int, Decimal],
    shares: dict[tuple[int, int], Decimal | None],
    unit_id: int,
) -> Standing | None:
    """In per cent of the shares where all have one; units without a figure are not ranked."""
    given = {unit: shares.get((target.pk, unit)) for unit in figures}
    in_percent = target.accumulates and all(given.values())
    scores = {
        unit: HUNDRED * value / (given[unit] or HUNDRED) if in_percent else value
        for unit, value in figures.items()
    }
    if len(scores) < 2:
        return None
    mine = scores[unit_id]
    lower = target.goal(Decimal(0)).lower_is_better
    better = sum(one < mine if lower else one > mine for one in scores.values())
    return Standing(better + 1, len(scores), mine, in_percent)
