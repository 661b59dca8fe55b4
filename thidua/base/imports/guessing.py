"""Which row holds the titles, and which column is which."""

from collections.abc import Sequence

from thidua.base.imports.specs import Column, ImportSpec
from thidua.core.text.folding import fold

LOOK_AT = 20


def guess_header(rows: Sequence[tuple[int, list[str]]], spec: ImportSpec) -> int:
    """The number of the row that names most columns; the first row when none does."""
    if not rows:
        return 1
    best = max(rows[:LOOK_AT], key=lambda row: (len(guess_mapping(row[1], spec)), -row[0]))
    return best[0]


def guess_mapping(titles: Sequence[str], spec: ImportSpec) -> dict[str, int]:
    """Column key → place. Exact titles first, then titles that contain a known one."""
    folded = [_plain(title) for title in titles]
    found: dict[str, int] = {}
    for exact in (True, False):
        for column in spec.columns:
            if column.key not in found:
                place = _place(column, folded, set(found.values()), exact)
                if place is not None:
                    found[column.key] = place
    return found


def _place(column: Column, titles: list[str], taken: set[int], exact: bool) -> int | None:
    names = [_plain(name) for name in (column.title, *column.aliases)]
    for place, title in enumerate(titles):
        if place in taken or not title:
            continue
        if title in names if exact else any(_contains(title, name) for name in names):
            return place
    return None


def _contains(title: str, name: str) -> bool:
    return len(name) > 3 and f" {name} " in f" {title} "


def _plain(title: str) -> str:
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(title))
    return " ".join(letters.split())
