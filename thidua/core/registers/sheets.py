"""A sheet as it lies: rows of texts, joined cells carried down, old fonts read."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thidua.core.sheets import RawSheet
from thidua.core.text.old_fonts import encoding_of, is_suspect, repaired

SAMPLE = 400
Rows = list[list[str]]


@dataclass(frozen=True)
class Sheet:
    """`rows[0]` is row 1 of the file. `encodings`: place → the old font its column is set in."""

    name: str
    rows: Rows
    hidden: bool = False
    encodings: Mapping[int, str] = field(default_factory=dict)

    def cell(self, number: int, place: int) -> str:
        row = self.rows[number - 1] if 0 < number <= len(self.rows) else []
        return row[place] if place < len(row) else ""

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def prepare(raw: RawSheet) -> Sheet:
    """Changes the rows in place: a register of 100,000 rows is kept once."""
    rows = raw.rows
    for top, left, bottom, right in raw.merges:
        _carry(rows, top, left, bottom, right)
    encodings = _encodings(rows, raw.fonts)
    if encodings:
        _repair(rows, encodings)
    return Sheet(raw.name, rows, raw.hidden, encodings)


def _carry(rows: Rows, top: int, left: int, bottom: int, right: int) -> None:
    """A joined cell is said again in each row it covers; across it is said once, on the left."""
    if bottom == top or top >= len(rows) or left >= len(rows[top]):
        return
    text = rows[top][left]
    for line in range(top + 1, min(bottom + 1, len(rows))):
        row = rows[line]
        if text and (left >= len(row) or not row[left]):
            row.extend([""] * (left + 1 - len(row)))
            row[left] = text


def _encodings(rows: Rows, fonts: Iterable[str]) -> dict[int, str]:
    samples: dict[int, list[str]] = {}
    for row in rows:
        for place, text in enumerate(row):
            if text.isascii() or not is_suspect(text):
                continue
            if len(known := samples.setdefault(place, [])) < SAMPLE:
                known.append(text)
    all_fonts = tuple(fonts)
    found = {place: encoding_of(texts, all_fonts) for place, texts in samples.items() if texts}
    return {place: encoding for place, encoding in found.items() if encoding}


def _repair(rows: Rows, encodings: Mapping[int, str]) -> None:
    for row in rows:
        for place, encoding in encodings.items():
            if place < len(row) and not row[place].isascii():
                row[place] = repaired(row[place], encoding)


def code_names(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Codes that a list beside the form explains: "1647933042" → "Lao động tiên tiến"."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for row in sheet.rows[:500]:
            for left, right in itertools.pairwise(row):
                code, name = (left, right) if _is_code(left) else (right, left)
                if _is_code(code) and not _is_code(name) and any(map(str.isalpha, name)):
                    found.setdefault(code.removesuffix(".0"), name)
    return found


def _is_code(text: str) -> bool:
    digits = text.removesuffix(".0")
    return len(digits) == 10 and digits.isdigit() and digits.startswith("1")
