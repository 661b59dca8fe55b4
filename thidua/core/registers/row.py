"""The cells of one row by what they are, beside what holds for all rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.core.registers.headings import Told

Places = Mapping[str, tuple[int, ...]]


@dataclass(slots=True)
class Row:
    by_use: Places
    cells: Mapping[int, str]
    told: Told

    @staticmethod
    def places(columns: Mapping[int, str]) -> Places:
        found: dict[str, tuple[int, ...]] = {}
        for place, use in sorted(columns.items()):
            found[use] = (*found.get(use, ()), place)
        return found

    def text(self, use: str) -> str:
        """The first filled cell of this use."""
        for place in self.by_use.get(use, ()):
            if text := self.cells.get(place, ""):
                return text
        return ""

    def texts(self, use: str) -> list[str]:
        return [text for place in self.by_use.get(use, ()) if (text := self.cells.get(place, ""))]

    def marked(self, prefix: str) -> list[tuple[str, str]]:
        """Cells of columns such as "award=…": what stands behind the sign, and the cell."""
        return [
            (use.partition("=")[2], text)
            for use, places in self.by_use.items()
            if use.startswith(prefix)
            for place in places
            if (text := self.cells.get(place, ""))
        ]
