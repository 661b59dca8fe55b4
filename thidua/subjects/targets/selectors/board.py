"""The targets of a year at a glance: wanted, now, trend, forecast, verdict with its reason.

Boards show these rows, reports freeze them, the portal gives the trusted part of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.base.parameters.selectors import get, values_on
from thidua.core.periods import PeriodKind
from thidua.core.targets import Forecast, Judgement, Point, Verdict, forecast, judge
from thidua.core.targets.judging import Known
from thidua.core.text import format_number
from thidua.subjects.orgs.selectors import names_on, tree_on
from thidua.subjects.targets.enums import TargetState
from thidua.subjects.targets.models import Target, TargetShare
from thidua.subjects.targets.selectors.sums import PeriodSum, sums_of

TOLERANCE, COVERAGE = "target.tolerance", "target.coverage"
HUNDRED = Decimal(100)
LAST_DAY = date(9999, 12, 30)  # "whenever": the day before parameters without end would end


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The whole's figure at the end of one period; None: nobody could say."""

    period_id: int
    index: int
    name: str
    value: Decimal | None
    given: int
    asked: int
    trusted: int
    last_day: date


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target as it stands on the day, for the province or (board_of with a unit) for one unit."""

    target: Target
    wanted: Decimal | None
    wanted_words: str
    now: Decimal | None
    now_period: str  # "Quý I năm 2022"; empty while nothing is known
    now_index: int | None
    given: int  # coverage of that period: units that gave a figure, of those asked
    asked: int
    trusted: int
    disputed: int
    trend: tuple[TrendPoint, ...]
    last_year: tuple[TrendPoint, ...]
    forecast: Forecast | None
    judgement: Judgement
    owner_name: str
    is_sample: bool
    depth: int = 0  # 1: an exception, shown under the general target

    @property
    def target_id(self) -> int:
        return self.target.pk

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict

    @property
    def coverage(self) -> str:
        return f"{self.given}/{self.asked}" if self.asked else ""

    @property
    def share(self) -> Decimal | None:
        """Per cent of what is wanted, where that says something: of a figure that adds up."""
        if self.now is None or not self.wanted or not self.target.accumulates:
            return None
        return HUNDRED * self.now / self.wanted

    @property
    def share_words(self) -> str:
        return (
            "" if self.share is None else f"Đạt {format_number(self.share, 1)} phần trăm mức giao"
        )

    @property
    def url(self) -> str:
        return f"/chi-tieu/{self.target_id}/"


@dataclass(frozen=True, slots=True)
class Settings:
    """The province's own limits on the day."""

    tolerance: Decimal
    coverage: Decimal

    @classmethod
    def on(cls, day: date) -> Settings:
        day = min(day, LAST_DAY)
        known = values_on(day)
        return cls(_share(known, TOLERANCE, day), _share(known, COVERAGE, day))


def _share(known: Mapping[str, Any], key: str, day: date) -> Decimal:
    value = known[key] if key in known else get(key, day)
    return Decimal(str(value)) / HUNDRED


def board_of(
    year: int,
    day: date,
    *,
    tree_day: date | None = None,
    unit_id: int | None = None,
    trusted_only: bool = False,
    names: bool = True,
    ids: Iterable[int] | None = None,
    withdrawn: bool = False,
) -> list[TargetRow]:
    """The year's targets as known on the day, exceptions under their general target.

    Without a unit the whole's figures. With one: what that unit and those under it were given and
    have reported, on the tree of `tree_day` (by default the day's); targets that do not concern
    them are left out. At most six queries, whatever the size.
    """
    targets = _targets(year, ids, withdrawn)
    if unit_id is None:
        sums = sums_of(_with_previous(targets), day, trusted_only=trusted_only)
        shares: dict[int, Decimal | None] = {target.pk: target.value for target in targets}
    else:
        units = _units_of(unit_id, tree_day or day)
        sums = sums_of(_with_previous(targets), day, units=units, trusted_only=trusted_only)
        shares = _shares_of(targets, units)
        targets = [target for target in targets if target.pk in shares or target.pk in sums]
    settings = Settings.on(day)
    owners = _owner_names(targets, day) if names else {}
    rows = [_row(target, shares.get(target.pk), sums, settings, owners, day) for target in targets]
    return in_order(rows)


def _targets(year: int, ids: Iterable[int] | None, withdrawn: bool) -> list[Target]:
    chosen = Target.objects.of_province(year)
    if not withdrawn:
        chosen = chosen.exclude(state=TargetState.WITHDRAWN)
    if ids is not None:
        chosen = chosen.filter(pk__in=list(ids))
    return list(chosen.select_related("previous").order_by("pk"))


def _with_previous(targets: list[Target]) -> list[Target]:
    return [*targets, *(target.previous for target in targets if target.previous is not None)]


def _units_of(unit_id: int, tree_day: date) -> list[int]:
    tree = tree_on(tree_day)
    return tree.descendants(unit_id, include_self=True) if unit_id in tree else [unit_id]


def _shares_of(targets: list[Target], units: list[int]) -> dict[int, Decimal | None]:
    """What the unit was given; what those under it were given where it has no line of its own."""
    rows = TargetShare.objects.filter(target__in=targets, organization_id__in=units)
    own: dict[int, Decimal | None] = {}
    below: dict[int, Decimal | None] = {}
    top = units[0]
    kinds = {target.pk: target for target in targets}
    for target_id, unit, value in rows.values_list("target_id", "organization_id", "value"):
        if unit == top:
            own[target_id] = value
        elif kinds[target_id].rule == "sum" and value is not None:
            below[target_id] = (below.get(target_id) or Decimal(0)) + value
        else:
            below.setdefault(target_id, None)
    return {**below, **own}


def _owner_names(targets: list[Target], day: date) -> dict[int, str]:
    return names_on({t.owner_id for t in targets if t.owner_id is not None}, day)


def _row(
    target: Target,
    wanted: Decimal | None,
    sums: Mapping[int, list[PeriodSum]],
    settings: Settings,
    owners: Mapping[int, str],
    day: date,
) -> TargetRow:
    trend = [_point(target, row) for row in sums.get(target.pk, ())]
    previous = target.previous
    before = [_point(previous, row) for row in sums.get(previous.pk, ())] if previous else []
    known = [point for point in trend if point.given]
    latest = known[-1] if known else None
    state = next((row for row in reversed(sums.get(target.pk, ())) if row.tally.given), None)
    outlook = outlook_of(target, trend, before)
    return TargetRow(
        target=target,
        wanted=wanted,
        wanted_words=words_of_wanted(target, wanted),
        now=latest.value if latest else None,
        now_period=latest.name if latest else "",
        now_index=latest.index if latest else None,
        given=latest.given if latest else 0,
        asked=latest.asked if latest else (trend[-1].asked if trend else 0),
        trusted=state.trusted if state else 0,
        disputed=state.disputed if state else 0,
        trend=tuple(trend),
        last_year=tuple(before),
        forecast=outlook,
        judgement=_judgement(target, wanted, trend, latest, state, outlook, settings),
        owner_name=owners.get(target.owner_id or 0, ""),
        is_sample=target.is_sample or bool(state and state.samples),
    )


def _point(target: Target, row: PeriodSum) -> TrendPoint:
    tally = row.tally
    return TrendPoint(
        row.period_id,
        row.index,
        row.name,
        row.value(target.core_rule),
        tally.given,
        tally.asked,
        row.trusted,
        row.last_day,
    )


def words_of_wanted(target: Target, wanted: Decimal | None) -> str:
    """A share is said as the target is: "từ 120 lao động trở lên"."""
    return replace_value(target, wanted).phrase if wanted != target.value else target.phrase


def replace_value(target: Target, value: Decimal | None) -> Target:
    """The same words with another number; never saved."""
    return Target(comparator=target.comparator, unit_of_measure=target.unit_of_measure, value=value)


def outlook_of(
    target: Target, trend: Iterable[TrendPoint], before: Iterable[TrendPoint]
) -> Forecast | None:
    """From periods that all have reported; where none is complete, from what there is."""
    points = [point for point in trend if point.value is not None]
    complete = [point for point in points if point.given == point.asked]
    chosen = complete if complete and complete[-1:] == points[-1:] else points
    return forecast(
        [Point(point.index, point.value) for point in chosen if point.value is not None],
        PeriodKind(target.period_kind).per_year,
        accumulates=target.accumulates,
        last_year={point.index: point.value for point in before if point.value is not None},
        start=None if target.accumulates else target.baseline,
    )


def _judgement(
    target: Target,
    wanted: Decimal | None,
    trend: list[TrendPoint],
    latest: TrendPoint | None,
    state: PeriodSum | None,
    outlook: Forecast | None,
    settings: Settings,
) -> Judgement:
    goal = replace(target.goal(settings.tolerance), value=wanted)
    why = state.tally.why_none(target.core_rule, target.denominator) if state else ""
    if state is None:
        why = _why_nothing(target, trend)
    known = Known(
        now=latest.value if latest else None,
        given=latest.given if latest else 0,
        asked=latest.asked if latest else 0,
        accumulates=target.accumulates,
        is_final=bool(latest and latest.index == target.kind.per_year),
        why_none=why,
    )
    return judge(goal, known, outlook, settings.coverage)


def _why_nothing(target: Target, trend: list[TrendPoint]) -> str:
    if target.state == TargetState.GIVEN:
        return "Chỉ tiêu chưa chốt: chưa có đơn vị, kỳ báo cáo."
    return "Chưa đơn vị nào báo cáo." if trend else "Chưa đến kỳ báo cáo."


def in_order(rows: list[TargetRow]) -> list[TargetRow]:
    """General targets in the order of the paper, each followed by its exceptions."""
    known = {row.target_id for row in rows}
    below: dict[int, list[TargetRow]] = {}
    heads = []
    for row in rows:
        above = row.target.exception_of_id
        if above is not None and above in known:
            below.setdefault(above, []).append(replace(row, depth=1))
        else:
            heads.append(row)
    return [one for head in heads for one in (head, *below.get(head.target_id, ()))]


def years_with_targets() -> list[int]:
    """For the switch of years, newest first."""
    found = Target.objects.filter(of_unit=None, announced_on__isnull=False).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())
