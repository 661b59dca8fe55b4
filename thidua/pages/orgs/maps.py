"""The map of the province as pages show it, with a value for each unit. Shared with the boards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thidua.core.maps import MapSheet, Shape, map_for
from thidua.pages.ui.parts import Region

LETTER = 9  # width of a letter of a label, in units of the map


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
    return ProvinceMap(
        sheet, [_region(shape, values.get(shape.code)) for shape in sheet.drawing.shapes]
    )


def _region(shape: Shape, value: MapValue | None) -> Region:
    return Region(
        name=shape.name,
        path=shape.d,
        words=value.label if value else "chưa có số liệu",
        level=(value.level or 0) if value else 0,
        overdue=bool(value and value.overdue),
        url=value.url if value else "",
        label=_label(shape),
        label_x=shape.cx,
        label_y=shape.cy,
    )


def _label(shape: Shape) -> str:
    """The name where it fits; elsewhere the title and the table say it."""
    name = short_name(shape.name)
    return name if shape.room >= LETTER * len(name) else ""


def short_name(name: str) -> str:
    for word in ("Thành phố ", "Thị xã ", "Huyện ", "Phường ", "Thị trấn ", "Xã "):
        name = name.removeprefix(word)
    return name
