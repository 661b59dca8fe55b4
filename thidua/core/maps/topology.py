"""Reading TopoJSON: arcs shared by neighbours, put together into rings of longitude and latitude."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
POLYGONS = ("Polygon", "MultiPolygon")


class BadTopology(ValueError):
    """The file is not a TopoJSON of areas that we can draw."""


@dataclass(frozen=True, slots=True)
class Area:
    properties: Mapping[str, Any]
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def rings(self) -> Iterator[Ring]:
        for polygon in self.polygons:
            yield from polygon


def read_areas(topology: Mapping[str, Any], name: str) -> list[Area]:
    try:
        arcs = _arcs(topology)
        geometries = topology["objects"][name]["geometries"]
        return [Area(one.get("properties", {}), _polygons(one, arcs)) for one in geometries]
    except (KeyError, IndexError, TypeError) as fault:
        raise BadTopology(f"no areas {name!r} in this topology: {fault!r}") from fault


def _arcs(topology: Mapping[str, Any]) -> list[Ring]:
    transform = topology.get("transform")
    if transform is None:
        return [[(x, y) for x, y, *_ in arc] for arc in topology["arcs"]]
    (kx, ky), (x0, y0) = transform["scale"], transform["translate"]
    return [_undelta(arc, kx, ky, x0, y0) for arc in topology["arcs"]]


def _undelta(arc: list[list[int]], kx: float, ky: float, x0: float, y0: float) -> Ring:
    """Each point of a quantized arc is given as the way from the point before it."""
    x = y = 0
    points = []
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        points.append((x0 + x * kx, y0 + y * ky))
    return points


def _polygons(geometry: Mapping[str, Any], arcs: list[Ring]) -> tuple[tuple[Ring, ...], ...]:
    kind = geometry["type"]
    if kind not in POLYGONS:
        raise BadTopology(f"{kind} is no area")
    polygons = geometry["arcs"] if kind == "MultiPolygon" else [geometry["arcs"]]
    return tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in polygons)


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    """A negative index (~i) is arc i walked backwards; arcs share their end points."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc if not ring else arc[1:])
    return ring
