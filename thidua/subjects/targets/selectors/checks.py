"""What a figure is compared with as it is entered: the unit's own past, units of the same kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua.base.parameters.selectors import get
from thidua.core.targets import Entry, Finding, check_entry
from thidua.core.trees import Tree
from thidua.subjects.orgs.enums import group_of
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.models import Target, TargetShare, TargetValue


@dataclass(slots=True)
class Company:
    """All that figures of some targets in one period are checked against: four queries for all."""

    tree: Tree
    spread: Decimal
    own: dict[tuple[int, int], list[tuple[str, int, Decimal]]] = field(default_factory=dict)
    others: dict[int, dict[int, Decimal]] = field(default_factory=dict)
    shares: dict[tuple[int, int], Decimal | None] = field(default_factory=dict)

    def entry(self, row: TargetValue, value: Decimal, weight: Decimal | None) -> Entry:
        target = row.target
        peers = self._peers(row)
        return Entry(
            value=value,
            measure=target.measure,
            accumulates=target.accumulates,
            year=row.period.year,
            weight=weight,
            earlier=self.own.get((target.pk, row.organization_id), ()),
            neighbours=[number for _unit, number in peers],
            neighbour_words=self._kind_words(row.organization_id),
            wanted=self.shares.get((target.pk, row.organization_id)),
            their_wanted=[self.shares.get((target.pk, unit)) for unit, _number in peers],
        )

    def findings(
        self, row: TargetValue, value: Decimal | None, weight: Decimal | None
    ) -> list[Finding]:
        return [] if value is None else check_entry(self.entry(row, value, weight), self.spread)

    def _peers(self, row: TargetValue) -> list[tuple[int, Decimal]]:
        group = self._group(row.organization_id)
        return [
            (unit, number)
            for unit, number in self.others.get(row.target_id, {}).items()
            if unit != row.organization_id and self._group(unit) == group
        ]

    def _group(self, unit_id: int) -> str:
        node = self.tree.get(unit_id)
        return group_of(node.kind) if node else ""

    def _kind_words(self, unit_id: int) -> str:
        node = self.tree.get(unit_id)
        return f"đơn vị khác ({str(group_of(node.kind).label).lower()})" if node else "đơn vị khác"


def company_of(rows: Iterable[TargetValue], day: date) -> Company:
    """For rows of one period."""
    known = list(rows)
    period = known[0].period if known else None
    company = Company(tree_on(period.opens_on if period else day), _spread(day))
    if period is None:
        return company
    targets = {row.target_id: row.target for row in known}
    units = {row.organization_id for row in known}
    _add_own(company, targets, units, period.last_day)
    given = TargetValue.objects.filter(target__in=targets, period=period, value__isnull=False)
    for target, unit, value in given.values_list("target_id", "organization_id", "value"):
        if value is not None:
            company.others.setdefault(target, {})[unit] = value
    shares = TargetShare.objects.filter(target__in=targets)
    for share in shares:
        company.shares[share.target_id, share.organization_id] = share.value
    return company


def _spread(day: date) -> Decimal:
    return Decimal(str(get("target.spread", day)))


def _add_own(company: Company, targets: dict[int, Target], units: set[int], last_day: date) -> None:
    """The figures of earlier periods, those of last year's target first."""
    followers = {t.previous_id: t.pk for t in targets.values() if t.previous_id is not None}
    rows = TargetValue.objects.filter(
        target__in=[*targets, *followers],
        organization_id__in=units,
        period__last_day__lt=last_day,
        value__isnull=False,
    ).order_by("period__last_day")
    fields = ("target_id", "organization_id", "period__name", "period__year", "value")
    for target, unit, name, year, value in rows.values_list(*fields):
        key = (followers.get(target, target), unit)
        company.own.setdefault(key, []).append((name, year, value))
