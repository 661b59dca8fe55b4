"""The cells of one row by what they are, beside what holds for all rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.core.registers.headings import Told

Places = Mapping[str, tuple[int, ...]]
Marked = tuple[tuple[str, int], ...]  # what stands behind the sign of "award=…", and the place


@dataclass(frozen=True, slots=True)
class Plan:
    """Where which use stands; worked out once for a sheet."""

    places: Places
    marked: Mapping[str, Marked]

    @classmethod
    def of(cls, columns: Mapping[int, str]) -> "Plan":
        places: dict[str, tuple[int, ...]] = {}
        marked: dict[str, Marked] = {}
        for place, use in sorted(columns.items()):
            places[use] = (*places.get(use, ()), place)
            kind, sign, value = use.partition("=")
            if sign:
                marked[kind] = (*marked.get(kind, ()), (value, place))
        return cls(places, marked)


@dataclass(slots=True)
class Row:
    plan: Plan
    cells: Mapping[int, str]
    told: Told
    by_use: dict[str, str]  # the first filled cell of each use

    @classmethod
    def of(cls, plan: Plan, cells: Mapping[int, str], told: Told) -> "Row":
        by_use = {}
        for use, places in plan.places.items():
            for place in places:
                if place in cells:
                    by_use[use] = cells[place]
                    break
        return cls(plan, cells, told, by_use)

    def text(self, use: str) -> str:
        return self.by_use.get(use, "")

    def texts(self, use: str) -> list[str]:
        return [self.cells[place] for place in self.plan.places.get(use, ()) if place in self.cells]

    def marked(self, kind: str) -> list[tuple[str, str]]:
        """Cells of columns such as "award=…": what stands behind the sign, and the cell."""
        return [
            (value, self.cells[place])
            for value, place in self.plan.marked.get(kind, ())
            if place in self.cells
        ]
