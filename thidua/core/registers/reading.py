"""Rows into lines: the same as above, headings between blocks, several awards in a row."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from statistics import median

from thidua.core.registers.awards import AwardNames
from thidua.core.registers.choices import is_blank, settled_cell
from thidua.core.registers.fields import IGNORED
from thidua.core.registers.gaining import gains_of, initiatives_of, ratings_of
from thidua.core.registers.header import is_numbering
from thidua.core.registers.headings import Told, between, is_mark
from thidua.core.registers.holding import holder_of
from thidua.core.registers.layout import Layout
from thidua.core.registers.lines import HolderSeen, Line, Passed
from thidua.core.registers.row import Plan, Row
from thidua.core.registers.sheets import Sheet
from thidua.core.text.folding import name_key

PROPOSED = (
    "Đây là danh sách đề nghị: ghi số, ngày quyết định khen thưởng chung cho cả trang ở bước chọn "
    "cột, hoặc năm nếu không còn quyết định."
)
UNDATED = "Không rõ năm: cần năm đạt hoặc ngày quyết định."
_NAMES = ("name", "person", "family_name", "initiative")


class Reader:
    """Reads one sheet from top to bottom; remembers what stands above."""

    def __init__(self, sheet: Sheet, layout: Layout, awards: AwardNames) -> None:
        self.sheet, self.layout, self.awards = sheet, layout, awards
        self.told = layout.told
        self._above: dict[int, str] = {}
        self._last: Line | None = None
        self._used = [place for place, use in layout.columns.items() if use != IGNORED]
        self._plan = Plan.of(layout.columns)
        self._places = self._plan.places
        named = [place for use in _NAMES for place in self._places.get(use, ())]
        self._name_place = min(named, default=0)
        self._titles = {name_key(title.rpartition(" / ")[2]) for title in layout.titles} - {""}
        self._sparse = self._is_sparse()

    def lines(self) -> Iterator[Line | Passed]:
        for number, cells in enumerate(self.sheet.rows, start=1):
            if number > self.layout.last and self._says_something(cells):
                yield self._read(number, cells)

    def _says_something(self, cells: list[str]) -> bool:
        """Not where only a count stands, or formulas of a prepared form that found nothing."""
        if self._name_place < len(cells) and len(cells[self._name_place]) > 5:
            return True
        ordinal = self._places.get("ordinal", ())
        return any(
            text and not (place in ordinal and is_mark(text)) and not is_blank(text)
            for place, text in enumerate(cells)
        )

    def _read(self, number: int, cells: list[str]) -> Line | Passed:
        if passed := self._passed(number, cells):
            return passed
        row = Row.of(self._plan, self._filled(cells), self.told)
        line = self._line(number, row)
        if line is None:
            words = "; ".join(text for text in cells if text)
            return Passed(number, "empty", words[:200])
        self._last = line
        return line

    def _passed(self, number: int, cells: list[str]) -> Passed | None:
        if self._repeats_titles(cells):
            return Passed(number, "titles", "; ".join(filter(None, cells))[:200])
        if is_numbering(cells):
            return Passed(number, "numbering", " ".join(filter(None, cells))[:200])
        found = None if self._must_be_line(cells) else between(cells, self.awards, self._name_place)
        if found is None:
            return None
        if found.why == "heading":
            self._begin_block(found.told)
        return Passed(number, found.why, found.text[:200])

    def _begin_block(self, told: Told) -> None:
        """A heading holds until the next of its sort; a new block begins with nobody above."""
        self.told = self.told.over(told)
        self._above, self._last = {}, None

    def _repeats_titles(self, cells: list[str]) -> bool:
        named = cells[self._name_place] if self._name_place < len(cells) else ""
        if named and name_key(named) not in self._titles:
            return False
        filled = [name_key(text) for text in cells if text]
        return len(filled) > 1 and all(key in self._titles for key in filled)

    def _must_be_line(self, cells: list[str]) -> bool:
        """In a list of names alone every name is a line: "1 | Sở Y tế" heads nothing."""
        filled = list(islice(((place, text) for place, text in enumerate(cells) if text), 3))
        if len(filled) > 2:
            return False
        name = {place for use in _NAMES for place in self._places.get(use, ())}
        counted = any(text.removesuffix(".0").rstrip(".").isdigit() for _, text in filled)
        in_name = any(place in name for place, _ in filled)
        return in_name and (counted or self._sparse)

    def _is_sparse(self) -> bool:
        after = self.sheet.rows[self.layout.last : self.layout.last + 200]
        filled = [sum(map(bool, row)) for row in after if any(row)]
        return bool(filled) and median(filled) <= 1

    def _filled(self, cells: list[str]) -> dict[int, str]:
        """The cells in use, with "nt" replaced by what stands above."""
        found: dict[int, str] = {}
        above, width = self._above, len(cells)
        for place in self._used:
            if place >= width or not cells[place]:
                continue
            text = settled_cell(cells[place])
            if text is None:
                text = above.get(place, "")
            if text:
                found[place] = above[place] = text
        return found

    def _line(self, number: int, row: Row) -> Line | None:
        line = Line(number, HolderSeen(), note=row.text("note"), line_id=row.text("line_id"))
        line.holder = holder_of(row, self.layout, line)
        if not line.holder.name and not self._goes_on(line, row):
            return None
        line.gains = gains_of(row, line, self.awards)
        line.ratings = ratings_of(row, line)
        line.initiatives = initiatives_of(row, line)
        self._judge(line)
        return line

    def _goes_on(self, line: Line, row: Row) -> bool:
        """Without a name the row goes on with the person above, if it tells of an award."""
        if not any(row.text(use) for use in ("award", "year", "decision", "decision_number")):
            return False
        if self._last is None:
            line.errors.append("Thiếu tên người hoặc tập thể.")
            return True
        line.holder = replace(self._last.holder)
        line.same_as = self._last.same_as or self._last.number
        return True

    def _judge(self, line: Line) -> None:
        if any(not (gain.decided or gain.year) for gain in line.gains):
            line.errors.append(PROPOSED if self.layout.proposal else UNDATED)
        if not (line.gains or line.ratings or line.initiatives or line.errors):
            line.doubts.append("Không có danh hiệu, xếp loại, sáng kiến: chỉ ghi tên vào sổ.")


def read_lines(sheet: Sheet, layout: Layout, awards: AwardNames) -> Iterator[Line | Passed]:
    return Reader(sheet, layout, awards).lines()
