"""What was reported on one target: by unit and period, rolled up on a tree, with what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from django.db.models import QuerySet

from thidua.core.targets import Row, Tally, carry_to, roll_up, top_rows
from thidua.core.trees import Tree
from thidua.subjects.orgs.selectors import all_steps, names_on
from thidua.subjects.targets.enums import TRUSTED
from thidua.subjects.targets.models import Target, TargetPeriod, TargetShare, TargetValue
from thidua.subjects.targets.selectors.sums import as_decimal
from thidua.subjects.targets.selectors.trees import trees_of

TreeOn: TypeAlias = Callable[[date], Tree]


def values_of(
    target_id: int,
    day: date | None = None,
    *,
    period_id: int | None = None,
    units: Iterable[int] | None = None,
) -> QuerySet[TargetValue]:
    """Every unit's rows of a target, open ones too, with their period; as known on `day`."""
    rows = TargetValue.objects.filter(target_id=target_id)
    if period_id is not None:
        rows = rows.filter(period_id=period_id)
    if units is not None:
        rows = rows.filter(organization_id__in=list(units))
    if day is not None:
        rows = rows.filter(period__opened_on__lte=day)
    return rows.order_by("period__last_day", "organization_id")


def with_periods(rows: QuerySet[TargetValue]) -> list[TargetValue]:
    """The rows, each with its period; one period is one object for all its rows."""
    found = list(rows)
    periods = TargetPeriod.objects.in_bulk({row.period_id for row in found})
    for row in found:
        row.period = periods[row.period_id]
    return found


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit in a period: its own row, or what those under it make together."""

    value: Decimal | None
    given: int
    asked: int
    row: TargetValue | None = None

    @property
    def url(self) -> str:
        return f"/chi-tieu/so-lieu/{self.row.pk}/" if self.row else ""

    @property
    def words(self) -> str:
        """Coverage, where the figure is that of several."""
        return f"{self.given}/{self.asked}" if self.row is None and self.asked > 1 else ""


@dataclass(frozen=True, slots=True)
class MatrixLine:
    unit_id: int
    name: str
    kind: str
    depth: int
    share: TargetShare | None
    cells: tuple[Cell | None, ...]  # by Matrix.periods; None: not asked


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units × periods of one target on the tree of the day of report or of another day."""

    periods: tuple[TargetPeriod, ...]
    lines: tuple[MatrixLine, ...]
    totals: tuple[Cell, ...]
    missing: tuple[tuple[str, ...], ...]  # by period: names of units asked that gave nothing
    beside: tuple[str, ...] = ()  # what could not be placed on the later tree, in words


@dataclass(slots=True)
class _Placed:
    """Rows of one period on their tree."""

    sums: dict[int, Tally] = field(default_factory=dict)
    whole: Tally = field(default_factory=Tally)
    own: set[int] = field(default_factory=set)  # units with a row of their own
    beside: list[str] = field(default_factory=list)


def matrix_of(
    target: Target,
    day: date,
    *,
    tree_day: date | None = None,
    rows: Iterable[TargetValue] | None = None,
) -> Matrix:
    """As reported, each period on its own tree; with `tree_day`, carried to the units of that day."""
    known = list(rows) if rows is not None else with_periods(values_of(target.pk, day))
    by_period: dict[int, list[TargetValue]] = {}
    for row in known:
        by_period.setdefault(row.period_id, []).append(row)
    periods = tuple(found[0].period for found in by_period.values())
    trees = trees_of({row.stood_on for row in known} | {tree_day or day})
    placed = {period: _place(found, day, tree_day, trees) for period, found in by_period.items()}
    own = {(row.organization_id, row.period_id): row for row in known} if not tree_day else {}
    shares = {share.organization_id: share for share in target.shares.all()}
    shown_tree = trees(tree_day or (known[-1].stood_on if known else day))
    units = _units_shown(shown_tree, placed, shares if not tree_day else {})
    names = names_on(units, tree_day or day)
    lines = tuple(
        _line(unit, depth, names, shown_tree, shares, periods, placed, own, target)
        for unit, depth in units.items()
    )
    return Matrix(
        periods,
        lines,
        tuple(_cell(target, placed[period.pk].whole, None) for period in periods),
        tuple(_missing(by_period[period.pk], names) for period in periods),
        tuple(dict.fromkeys(words for one in placed.values() for words in one.beside)),
    )


def _place(rows: list[TargetValue], day: date, tree_day: date | None, trees: TreeOn) -> _Placed:
    plain = [Row(row.organization_id, row.stood_on, tally_of(row, day)) for row in rows]
    tops = top_rows(plain, trees)
    whole = sum((row.tally for row in tops), Tally())
    if tree_day is None:
        return _Placed(roll_up(plain, trees), whole, {row.unit_id for row in plain})
    carried = carry_to(tops, all_steps(), tree_day)
    standing = [row for row in carried.rows if row.unit_id in trees(tree_day)]
    names = names_on([row.unit_id for row in plain], tree_day)
    beside = [
        f"{names.get(row.unit_id, '')}: đã chia cho nhiều đơn vị, không tách được số"
        for row, _heirs in carried.undivided
    ]
    # Districts ended in 2025 without anybody in their place: that is said, not passed over.
    gone = [*carried.ended, *(row for row in carried.rows if row not in standing)]
    beside += [f"{names.get(row.unit_id, '')}: không còn đơn vị kế tục" for row in gone]
    return _Placed(roll_up(standing, trees), whole, {row.unit_id for row in standing}, beside)


def tally_of(row: TargetValue, day: date) -> Tally:
    """A figure that came after the day was not known on it."""
    known = row.reported_on is not None and row.reported_on <= day
    mark = f"{row.reported_on:%Y-%m-%d}" if row.reported_on else ""
    return Tally.of(row.value if known else None, row.weight, mark)


def _units_shown(
    tree: Tree, placed: Mapping[int, _Placed], shares: Mapping[int, TargetShare]
) -> dict[int, int]:
    """Units with a figure or a share, superiors before those under them, with their depth; one
    that only repeats the whole is left to the line of the whole."""
    wanted = set(shares).union(*(one.own for one in placed.values()))
    for one in placed.values():
        wanted |= {unit for unit, tally in one.sums.items() if tally.asked < one.whole.asked}
    depths: dict[int, int] = {}
    for node in tree:
        if node.id in wanted:
            depths[node.id] = sum(above in wanted for above in node.path[:-1])
    gone = {unit: 0 for unit in wanted if unit not in depths}
    return {**depths, **gone}


def _line(
    unit: int,
    depth: int,
    names: Mapping[int, str],
    tree: Tree,
    shares: Mapping[int, TargetShare],
    periods: tuple[TargetPeriod, ...],
    placed: Mapping[int, _Placed],
    own: Mapping[tuple[int, int], TargetValue],
    target: Target,
) -> MatrixLine:
    node = tree.get(unit)
    cells = tuple(
        _cell(target, placed[period.pk].sums[unit], own.get((unit, period.pk)))
        if unit in placed[period.pk].sums
        else None
        for period in periods
    )
    return MatrixLine(
        unit, names.get(unit, ""), node.kind if node else "", depth, shares.get(unit), cells
    )


def _cell(target: Target, tally: Tally, row: TargetValue | None) -> Cell:
    value = as_decimal(tally.value(target.core_rule))
    return Cell(value, tally.given, tally.asked, row)


def _missing(rows: list[TargetValue], names: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(
        names.get(row.organization_id, "")
        for row in rows
        if row.value is None and row.part_of_id is None
    )


def trusted_values(target_id: int) -> QuerySet[TargetValue]:
    """What may be published: verified or locked."""
    return values_of(target_id).filter(state__in=TRUSTED)


def periods_of(target_id: int) -> list[TargetPeriod]:
    """The periods in which somebody owes or gave a figure of this target."""
    rows = TargetPeriod.objects.filter(values__target_id=target_id).distinct()
    return list(rows.order_by("last_day"))


def figures_of_unit(target_id: int, unit_id: int) -> list[TargetValue]:
    """One unit's figures of a target through the year."""
    rows = TargetValue.objects.filter(target_id=target_id, organization_id=unit_id)
    return list(rows.select_related("period").order_by("period__last_day"))
