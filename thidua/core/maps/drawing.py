"""Areas of the earth as SVG paths in a frame of a given width."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from thidua.core.maps.topology import Area, BadTopology, Point, Ring, read_areas

PLACES = 1


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its path, and the spot (cx, cy) inside it where a label has `room` to stand."""

    code: str
    name: str
    d: str
    cx: float
    cy: float
    room: float
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def viewbox(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"


@dataclass(frozen=True, slots=True)
class Frame:
    """Equirectangular at the middle latitude: true enough for one province."""

    west: float
    north: float
    per_degree_x: float
    per_degree_y: float

    def place(self, point: Point) -> Point:
        lon, lat = point
        x = round((lon - self.west) * self.per_degree_x, PLACES)
        y = round((self.north - lat) * self.per_degree_y, PLACES)
        return x, y


def svg_paths(
    topology: Mapping[str, Any], name: str, width: float, code: str = "code", label: str = "name"
) -> list[Shape]:
    return list(draw(topology, name, width, code, label).shapes)


def draw(
    topology: Mapping[str, Any], name: str, width: float, code: str = "code", label: str = "name"
) -> Drawing:
    """All areas of one object of the topology; `code` and `label` name their properties."""
    areas = read_areas(topology, name)
    frame, height = _frame([point for area in areas for r in area.rings for point in r], width)
    shapes = tuple(_shape(area, frame, code, label) for area in areas)
    return Drawing(width, height, shapes)


def _frame(points: Sequence[Point], width: float) -> tuple[Frame, float]:
    if not points:
        raise BadTopology("nothing to draw")
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    if west == east or south == north:
        raise BadTopology("the areas have no extent")
    per_degree_x = width / (east - west)
    per_degree_y = per_degree_x / cos(radians((north + south) / 2))
    height = round((north - south) * per_degree_y, PLACES)
    return Frame(west, north, per_degree_x, per_degree_y), height


def _shape(area: Area, frame: Frame, code: str, label: str) -> Shape:
    polygons = [[_thin(map(frame.place, ring)) for ring in rings] for rings in area.polygons]
    path = "".join(_path(ring) for rings in polygons for ring in rings if len(ring) > 2)
    largest = max(polygons, key=lambda rings: abs(_signed_area(rings[0])))
    cx, cy, room = label_spot(largest)
    properties = area.properties
    return Shape(str(properties[code]), str(properties[label]), path, cx, cy, room, properties)


def _thin(points: Iterable[Point]) -> Ring:
    """Points that fall on the one before them at this scale are left out."""
    kept: Ring = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _path(ring: Ring) -> str:
    """Relative steps are about half as long as absolute points."""
    x, y = ring[0]
    parts = [f"M{x:g} {y:g}l"]
    for next_x, next_y in ring[1:]:
        parts.append(f"{_short(next_x - x)} {_short(next_y - y)} ")
        x, y = next_x, next_y
    return "".join(parts).rstrip() + "z"


def _short(step: float) -> str:
    return f"{round(step, PLACES):g}"


def _signed_area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def label_spot(rings: Sequence[Ring]) -> tuple[float, float, float]:
    """The middle and the width of the widest stretch inside the area, at the height of its centre.

    Unlike the centre itself it is never outside of a bent area or in a hole.
    """
    y = _centre_height(rings[0])
    crossings = sorted(x for ring in rings for x in _crossings(ring, y))
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        return *rings[0][0], 0.0
    left, right = max(stretches, key=lambda pair: pair[1] - pair[0])
    return round((left + right) / 2, PLACES), round(y, PLACES), round(right - left, PLACES)


def _centre_height(ring: Ring) -> float:
    area = _signed_area(ring)
    if not area:
        return sum(y for _, y in ring) / len(ring)
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)


def _crossings(ring: Ring, y: float) -> list[float]:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return [
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairs
        if (y1 <= y) != (y2 <= y)
    ]
