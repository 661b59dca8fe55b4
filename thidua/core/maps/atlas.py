"""Which map of a province holds on a day. The folder of the province names its maps in maps.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from thidua.core.maps.drawing import Drawing, draw

LAICHAU = files("thidua.data.laichau")
WIDTH = 720


@dataclass(frozen=True, slots=True)
class MapSheet:
    """`valid_from` up to, but without, `valid_until`; None is open. `approximate` names what is
    known to be wrong: the units whose old borders cannot be told from the new ones."""

    title: str
    drawing: Drawing
    valid_from: date | None
    valid_until: date | None
    note: str = ""
    approximate: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day < self.valid_until)


def map_for(day: date, folder: Traversable = LAICHAU) -> MapSheet | None:
    """The map of the day; None when the folder has none for it."""
    held = sheets(folder)  # type: ignore[arg-type]  # folders of data are hashable
    return next((sheet for sheet in held if sheet.holds_on(day)), None)


@cache
def sheets(folder: Traversable = LAICHAU, width: int = WIDTH) -> tuple[MapSheet, ...]:
    """Drawn once for each process: the files do not change while it runs."""
    return tuple(_sheet(entry, folder, width) for entry in _read(folder, "maps.json"))


def _sheet(entry: dict[str, Any], folder: Traversable, width: int) -> MapSheet:
    topology = _read(folder, entry["file"])
    mixed = _mixed(folder, entry["note_file"]) if entry.get("note_file") else ()
    return MapSheet(
        title=entry["title"],
        drawing=draw(topology, entry["object"], width, entry["code"], entry["name"]),
        valid_from=_day(entry["from"]),
        valid_until=_day(entry["until"]),
        note=entry["note"].format(count=len(mixed)),
        approximate=mixed,
    )


def _mixed(folder: Traversable, name: str) -> tuple[str, ...]:
    """The new units that join parts of different old districts, with those parts."""
    areas = (a for o in _read(folder, name)["objects"].values() for a in o["geometries"])
    return tuple(
        f"{area['properties']['fullName']}: {_parts(area['properties']['mixed'])}"
        for area in areas
        if area["properties"].get("mixed")
    )


def _parts(mixed: list[dict[str, str]]) -> str:
    return ", ".join(f"{one['unit']} ({one['district']})" for one in mixed)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _read(folder: Traversable, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))
