"""Indices by year, a component tree over editions, the cluster side by side; unknown stays unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q

from thidua.core.trees import Node, Tree
from thidua.subjects.orgs.enums import Kind, Position
from thidua.subjects.orgs.models import SetMember
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.targets.enums import Direction
from thidua.subjects.targets.index_enums import MeasureState, Ranks
from thidua.subjects.targets.models import (
    ImprovementMeasure,
    Index,
    IndexComponent,
    IndexResult,
)

YEARS_SHOWN = 5


def own_province(tree: Tree) -> Node | None:
    """The province whose units these are: the one of its kind that has units under it."""
    provinces = [node for node in tree if node.kind == Kind.PROVINCE]
    return next((node for node in provinces if tree.children(node.id)), None)


def years_up_to(day: date, count: int = YEARS_SHOWN) -> list[int]:
    """The years shown: those with results, the newest last, and at least the year of the day."""
    known = IndexResult.objects.order_by().values_list("year", flat=True).distinct()
    newest = max([*known, day.year])
    return list(range(newest - count + 1, newest + 1))


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One index over the years, of one place."""

    index: Index
    results: dict[int, IndexResult]
    components: int  # of the newest edition
    measures: int
    late_measures: int

    @property
    def latest(self) -> IndexResult | None:
        return self.results[max(self.results)] if self.results else None

    @property
    def previous(self) -> IndexResult | None:
        """Of the year before the latest: a gap of two years is no change of a year."""
        return self.results.get(self.latest.year - 1) if self.latest else None

    @property
    def rank_change(self) -> int | None:
        """Places gained (lost: negative) against the year before."""
        now, before = self.latest, self.previous
        if now is None or before is None or now.rank is None or before.rank is None:
            return None
        return before.rank - now.rank

    @property
    def score_change(self) -> Decimal | None:
        now, before = self.latest, self.previous
        if now is None or before is None or now.score is None or before.score is None:
            return None
        return now.score - before.score

    @property
    def is_better(self) -> bool | None:
        """By rank where there is one, else by score in the direction of the index."""
        if self.rank_change is not None:
            return self.rank_change > 0 if self.rank_change else None
        if not self.score_change:
            return None
        return (self.score_change > 0) == (self.index.direction == Direction.UP)


def index_lines(place_id: int | None, day: date) -> list[IndexLine]:
    """Every index with the totals of one place. Four queries, whatever the size."""
    totals: dict[int, dict[int, IndexResult]] = {}
    for result in IndexResult.objects.filter(component=None, place_id=place_id):
        totals.setdefault(result.index_id, {})[result.year] = result
    editions = newest_editions()
    measures = measure_counts(day)
    return [
        IndexLine(
            index,
            totals.get(index.pk, {}),
            editions.get(index.pk, (0, 0))[1],
            *measures.get(index.pk, (0, 0)),
        )
        for index in Index.objects.all()
    ]


def newest_editions() -> dict[int, tuple[int, int]]:
    """For each index: the year of its newest components, and how many they are."""
    counted = IndexComponent.objects.order_by("year").values_list("index_id", "year")
    rows = counted.annotate(count=Count("pk"))
    return {index: (year, count) for index, year, count in rows}


def measure_counts(day: date) -> dict[int, tuple[int, int]]:
    late = Count("pk", filter=Q(due_on__lt=day))
    rows = ImprovementMeasure.objects.open().order_by().values_list("index_id")
    return {index: (count, past) for index, count, past in rows.annotate(n=Count("pk"), late=late)}


# ---- The component tree of an index ----


@dataclass(frozen=True, slots=True)
class Cell:
    """One component in one year. `other_name`: the code stands for something else in that edition."""

    year: int
    component: IndexComponent | None = None
    result: IndexResult | None = None
    other_name: str = ""

    @property
    def score(self) -> Decimal | None:
        return self.result.score if self.result else None

    @property
    def lost(self) -> Decimal | None:
        top = self.component.top_score if self.component else None
        return None if top is None or self.score is None else top - self.score


@dataclass(frozen=True, slots=True)
class ComponentRow:
    component: IndexComponent
    depth: int
    owner_name: str
    cells: tuple[Cell, ...]
    measures: tuple[ImprovementMeasure, ...] = ()

    @property
    def now(self) -> Cell:
        """In the edition the tree is of."""
        return next(cell for cell in self.cells if cell.year == self.component.year)

    @property
    def is_comparable(self) -> bool:
        return not any(cell.other_name for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ComponentTable:
    """The components of one edition; other years stand beside it only where code and name agree."""

    year: int | None
    years: tuple[int, ...]
    rows: tuple[ComponentRow, ...] = ()
    editions: tuple[int, ...] = field(default=())

    @property
    def uncompared(self) -> list[ComponentRow]:
        return [row for row in self.rows if not row.is_comparable]

    @property
    def most_lost(self) -> list[ComponentRow]:
        """Where the points went: components without parts below them, most lost first."""
        parents = {row.component.parent_id for row in self.rows}
        leaves = [row for row in self.rows if row.component.pk not in parents and row.now.lost]
        return sorted(leaves, key=lambda row: row.now.lost or 0, reverse=True)


def component_table(
    index: Index, years: Sequence[int], place_id: int | None, day: date, edition: int | None = None
) -> ComponentTable:
    """Five queries, whatever the size."""
    components = list(index.components.select_related("owner").order_by("position", "pk"))
    editions = sorted({component.year for component in components})
    year = edition if edition in editions else (editions[-1] if editions else None)
    if year is None:
        return ComponentTable(None, tuple(years))
    shown = tuple(sorted({*years, year}))
    by_code = {(one.year, one.code): one for one in components}
    results = _results_of(index, place_id)
    measures = _measures_by_component(index)
    names = names_on([one.owner_id for one in components if one.owner_id], day)
    rows = [
        ComponentRow(
            component,
            depth,
            names.get(component.owner_id or 0, ""),
            tuple(_cell(component, one, by_code, results) for one in shown),
            tuple(measures.get(component.pk, ())),
        )
        for component, depth in in_tree_order([one for one in components if one.year == year])
    ]
    return ComponentTable(year, shown, tuple(rows), tuple(editions))


def _cell(
    component: IndexComponent,
    year: int,
    by_code: dict[tuple[int, str], IndexComponent],
    results: dict[int, IndexResult],
) -> Cell:
    there = by_code.get((year, component.code))
    if there is None:
        return Cell(year)
    if there.name_key != component.name_key:
        return Cell(year, other_name=there.name)
    return Cell(year, there, results.get(there.pk))


def _results_of(index: Index, place_id: int | None) -> dict[int, IndexResult]:
    rows = IndexResult.objects.filter(index=index, place_id=place_id, component__isnull=False)
    return {row.component_id: row for row in rows if row.component_id}


def _measures_by_component(index: Index) -> dict[int, list[ImprovementMeasure]]:
    found: dict[int, list[ImprovementMeasure]] = {}
    for measure in index.measures.exclude(state=MeasureState.DROPPED):
        if measure.component_id:
            found.setdefault(measure.component_id, []).append(measure)
    return found


def in_tree_order(components: Iterable[IndexComponent]) -> list[tuple[IndexComponent, int]]:
    """Parents before children, with the depth of each; the order of the edition within."""
    below: dict[int | None, list[IndexComponent]] = {}
    rows = list(components)
    known = {row.pk for row in rows}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    found: list[tuple[IndexComponent, int]] = []
    waiting = [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        found.append((row, depth))
        waiting.extend((child, depth + 1) for child in reversed(below.get(row.pk, [])))
    return found


# ---- Places side by side ----


@dataclass(frozen=True, slots=True)
class PlaceRow:
    place_id: int
    name: str
    result: IndexResult | None
    before: IndexResult | None
    is_own: bool = False

    @property
    def rank_change(self) -> int | None:
        now, before = self.result, self.before
        if now is None or before is None or now.rank is None or before.rank is None:
            return None
        return before.rank - now.rank

    @property
    def fall(self) -> int:
        """Places lost."""
        return -min(0, self.rank_change or 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    title: str
    year: int
    rows: tuple[PlaceRow, ...]

    @property
    def known(self) -> list[PlaceRow]:
        return [row for row in self.rows if row.result is not None]

    @property
    def own(self) -> PlaceRow | None:
        return next((row for row in self.rows if row.is_own), None)


def comparison(index: Index, year: int, tree: Tree, day: date) -> Comparison:
    """The places the index ranks: the cluster of the province, or the province's own units."""
    province = own_province(tree)
    own_id = province.id if province else None
    if index.ranks == Ranks.UNITS:
        results = IndexResult.objects.filter(index=index, component=None, year=year)
        places = list(results.values_list("place_id", flat=True))
        return Comparison(
            "Các đơn vị trong tỉnh", year, _place_rows(index, year, places, own_id, day)
        )
    title, places = cluster_of(own_id, day)
    return Comparison(title, year, _place_rows(index, year, places, own_id, day))


def cluster_of(place_id: int | None, day: date) -> tuple[str, list[int]]:
    """The cluster the province is in on the day, or the one nearest to it, with its members."""
    memberships = SetMember.objects.filter(
        organization_id=place_id or 0, set__is_block=True, set__level="national"
    ).select_related("set")
    nearest = min(
        memberships.order_by("-valid_from"),
        key=lambda one: 0 if one.valid_from <= day < one.valid_until else 1,
        default=None,
    )
    if nearest is None:
        return "", []
    asked = min(max(day, nearest.valid_from), nearest.valid_until - timedelta(days=1))
    members = (
        SetMember.objects.on(asked).filter(set=nearest.set).exclude(position=Position.EXCLUDED)
    )
    return nearest.set.name, list(members.order_by("pk").values_list("organization_id", flat=True))


def _place_rows(
    index: Index, year: int, places: Sequence[int], own_id: int | None, day: date
) -> tuple[PlaceRow, ...]:
    found = IndexResult.objects.filter(
        index=index, component=None, year__in=[year - 1, year], place_id__in=places
    )
    by_place = {(result.place_id, result.year): result for result in found}
    names = names_on(places, min(day, date(year, 12, 31)))
    rows = [
        PlaceRow(
            place, names.get(place, ""), by_place.get((place, year)), by_place.get((place, year - 1)),
            place == own_id,
        )
        for place in places
    ]  # fmt: skip
    return tuple(sorted(rows, key=_best_first))


def _best_first(row: PlaceRow) -> tuple[int, int, Decimal, str]:
    """By rank, then by score, then those of whom nothing is known by name."""
    rank = row.result.rank if row.result else None
    score = row.result.score if row.result else None
    return (
        0 if rank else 1 if score is not None else 2, rank or 0, -(score or Decimal(0)), row.name
    )  # fmt: skip
