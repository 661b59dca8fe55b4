"""The map of the province as pages show it, with a value for each unit. Shared with the boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.maps import MapSheet, Shape, map_for
from thidua.pages.ui.parts import Region

# Width and height of a letter of a label, in units of the map.
LETTER, LINE = 9, 26


@dataclass(frozen=True, slots=True)
class MapValue:
    """What the map says of a unit; level None means that nothing is known."""

    level: int | None
    label: str
    url: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class ProvinceMap:
    sheet: MapSheet
    regions: list[Region]

    @property
    def viewbox(self) -> str:
        return self.sheet.drawing.viewbox


def province_map(day: date, values: Mapping[str, MapValue]) -> ProvinceMap | None:
    """The map that holds on the day; `values` by the code of the unit ("D105", "W03388.2025").

    A place without a value is drawn at level 0 and says so. None: no map for the day.
    """
    sheet = map_for(day)
    if sheet is None:
        return None
    labels = _labels(sheet.drawing.shapes)
    regions = [
        _region(shape, values.get(shape.code), labels.get(shape.code, ""))
        for shape in sheet.drawing.shapes
    ]
    return ProvinceMap(sheet, regions)


def _region(shape: Shape, value: MapValue | None, label: str) -> Region:
    return Region(
        name=shape.name,
        path=shape.d,
        words=value.label if value else "chưa có số liệu",
        level=(value.level or 0) if value else 0,
        overdue=bool(value and value.overdue),
        url=value.url if value else "",
        label=label,
        label_x=shape.cx,
        label_y=shape.cy,
    )


def _labels(shapes: Sequence[Shape]) -> dict[str, str]:
    """Names by code where they fit, the roomiest first, none over another; the title and the
    table say the others."""
    kept: dict[str, str] = {}
    boxes: list[tuple[float, float, float]] = []
    for shape in sorted(shapes, key=lambda one: -one.room):
        name = short_name(shape.name)
        half = LETTER * len(name) / 2
        if shape.room < half * 1.5 or any(_touch(shape, half, box) for box in boxes):
            continue
        boxes.append((shape.cx, shape.cy, half))
        kept[shape.code] = name
    return kept


def _touch(shape: Shape, half: float, box: tuple[float, float, float]) -> bool:
    x, y, other = box
    return abs(shape.cx - x) < half + other and abs(shape.cy - y) < LINE


def short_name(name: str) -> str:
    for word in ("Thành phố ", "Thị xã ", "Huyện ", "Phường ", "Thị trấn ", "Xã "):
        name = name.removeprefix(word)
    return name
