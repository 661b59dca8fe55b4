"""One figure of every unit on the map and in a table: classes in words, the unknown hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse

from thidua.base import registries
from thidua.base.registries import FigureScope, UnitFigure
from thidua.core.maps import map_for
from thidua.core.text import format_number
from thidua.core.trees import Node, Tree
from thidua.pages.orgs.maps import MapValue, ProvinceMap, province_map
from thidua.pages.ui.parts import LegendEntry

CLASSES = 4
# Few classes stand far apart in the scale of the map.
LEVELS = {1: (2,), 2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 3, 4)}
UNKNOWN = "chưa có số liệu"
Value = Decimal | int | None


@dataclass(frozen=True, slots=True)
class Band:
    """One class: values from `low` up to, but without, `high` (the last class has no end)."""

    level: int
    low: Decimal
    high: Decimal | None

    def words(self, unit: str) -> str:
        low = format_number(self.low)
        if self.high is None:
            return f"từ {low} {unit}".strip()
        if unit != "%" and self.high - self.low == 1 and self.low == int(self.low):
            return f"{low} {unit}".strip()
        return f"từ {low} đến dưới {format_number(self.high)} {unit}".strip()


@dataclass(frozen=True, slots=True)
class AreaRow:
    node: Node
    value: Value
    words: str
    level: int

    @property
    def url(self) -> str:
        return reverse("orgs:unit_detail", args=[self.node.id])


@dataclass(frozen=True, slots=True)
class FigureMap:
    figure: UnitFigure
    title: str
    note: str
    drawn: ProvinceMap | None
    rows: tuple[AreaRow, ...]  # the best first, the unknown last
    legend: tuple[LegendEntry, ...]

    @property
    def known(self) -> list[AreaRow]:
        return [row for row in self.rows if row.value is not None]


def all_figures() -> list[UnitFigure]:
    return registries.unit_figures.collect()


def figure_map(figure: UnitFigure, scope: FigureScope, tree: Tree) -> FigureMap | None:
    """None: the province has no map for the day."""
    sheet = map_for(scope.day)
    if sheet is None:
        return None
    codes = {shape.code for shape in sheet.drawing.shapes}
    nodes = [node for node in tree if node.code in codes]
    values = figure.of_units(scope, {node.id for node in nodes})
    bands = bands_of([value for value in values.values() if value is not None], figure.unit)
    rows = [_row(node, values.get(node.id), bands, figure.unit) for node in nodes]
    drawn = province_map(scope.day, {row.node.code: _map_value(row) for row in rows})
    return FigureMap(
        figure=figure,
        title=sheet.title,
        note=sheet.note,
        drawn=_with_values(drawn, rows) if drawn else None,
        rows=tuple(sorted(rows, key=lambda row: _order(row, figure.higher_is_better))),
        legend=legend_of(bands, figure.unit, any(row.value is None for row in rows)),
    )


def bands_of(values: Sequence[Decimal | int], unit: str) -> list[Band]:
    """Shares fall into quarters of a hundred; other numbers into classes of about equal size."""
    if unit == "%" and values and min(values) >= 0 and max(values) <= 100:
        edges = [Decimal(edge) for edge in (0, 25, 50, 75)]
    else:
        edges = _edges(sorted({Decimal(value) for value in values}))
    if not edges:
        return []
    highs: list[Decimal | None] = [*edges[1:], None]
    ends = zip(LEVELS[len(edges)], edges, highs, strict=True)
    return [Band(level, low, high) for level, low, high in ends]


def _edges(known: list[Decimal]) -> list[Decimal]:
    """Where classes begin: as many values in each as the number of different values allows."""
    count = min(CLASSES, len(known))
    return [known[len(known) * place // count] for place in range(count)]


def level_of(value: Value, bands: Sequence[Band]) -> int:
    if value is None:
        return 0
    return max((band.level for band in bands if value >= band.low), default=1)


def legend_of(bands: Sequence[Band], unit: str, with_unknown: bool) -> tuple[LegendEntry, ...]:
    entries = [LegendEntry(band.words(unit), band.level) for band in bands]
    if with_unknown:
        entries.append(LegendEntry(UNKNOWN, 0, overdue=True))
    return tuple(entries)


def _row(node: Node, value: Value, bands: Sequence[Band], unit: str) -> AreaRow:
    words = UNKNOWN if value is None else f"{format_number(value)} {unit}".strip()
    return AreaRow(node, value, words, level_of(value, bands))


def _map_value(row: AreaRow) -> MapValue:
    return MapValue(row.level, row.words, row.url, overdue=row.value is None)


def _with_values(drawn: ProvinceMap, rows: Sequence[AreaRow]) -> ProvinceMap:
    """The number stands with the name where the name has room: the map is read without colour."""
    by_code = {row.node.code: row for row in rows}
    regions = []
    for shape, region in zip(drawn.sheet.drawing.shapes, drawn.regions, strict=True):
        row = by_code.get(shape.code)
        if region.label and row is not None and row.value is not None:
            region = replace(region, label=f"{region.label} {format_number(row.value)}")
        regions.append(region)
    return replace(drawn, regions=regions)


def _order(row: AreaRow, higher_is_better: bool) -> tuple[bool, Decimal, str]:
    value = Decimal(row.value) if row.value is not None else Decimal(0)
    return (row.value is None, -value if higher_is_better else value, row.node.sort_key)
