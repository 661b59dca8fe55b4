"""All sheets of a workbook with what a table alone does not tell: joined cells, hidden, fonts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thidua.core.sheets.reading import answers

Merge = tuple[int, int, int, int]  # top, left, bottom, right, counted from 0


@dataclass(slots=True)
class RawSheet:
    name: str
    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    fonts: tuple[str, ...] = ()
    rows: list[list[str]] = field(default_factory=list)


def read_book(path: Path, kind: str, first: int = 0, *, known: bool = False) -> list[RawSheet]:
    """Every sheet, in the order of the file; UnreadableSheet when it cannot be read.

    `first`: only so many rows of each, to look at what the file is. `known`: it was read before.
    """
    return list(_sheets(path, kind, first, known))


def _sheets(path: Path, kind: str, first: int, known: bool) -> Iterator[RawSheet]:
    sheet: RawSheet | None = None
    for said in answers(path, kind, whole=True, first=first, known=known):
        if isinstance(said, dict):
            if sheet is not None:
                yield sheet
            sheet = _begun(said["sheet"])
        elif sheet is not None:
            sheet.rows.append(said)
    if sheet is not None:
        yield sheet


def _begun(told: dict[str, Any]) -> RawSheet:
    merges: list[Merge] = [
        (top, left, bottom, right) for top, left, bottom, right in told["merges"]
    ]
    return RawSheet(told["name"], told["hidden"], merges, tuple(told["fonts"]))
