"""What a sheet is made of: proposed from titles and contents, corrected by a clerk, kept per source."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from thidua.core.registers.awards import AwardNames
from thidua.core.registers.contents import guess_contents
from thidua.core.registers.fields import BY_KEY, IGNORED, guess_title
from thidua.core.registers.header import Header, best_guess, find_header, header_at, year_title
from thidua.core.registers.headings import Told, told_by
from thidua.core.registers.sheets import Sheet
from thidua.core.text.folding import name_key

_SIDE_SHEETS = ("huong dan", "danh muc", "danhmuc", "htkt", "pldt", "lvhd", "phan loai")
_NAMES = ("name", "person", "family_name", "initiative")


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns`: place → use. A use is a key of FIELDS, "award=<key>" (marked or dated cells),
    "year=<year>" (awards of that year), "rating=<year>" or "ignore". `told` holds for every row.
    """

    sheet: str
    taken: bool
    first: int  # rows of the titles; 0, 0 without
    last: int
    titles: tuple[str, ...]
    columns: Mapping[int, str]
    told: Told = field(default_factory=lambda: Told())
    kind: str = ""  # of holders when nothing in the row tells: individual, collective …
    proposal: bool = False  # titled as a list of proposals: nothing was decided yet

    @property
    def signature(self) -> str:
        """The same for every file of one source: its titles, whatever stands below."""
        plain = "|".join(name_key(title) for title in self.titles)
        return hashlib.sha256(plain.encode()).hexdigest()[:24] if any(self.titles) else ""

    def place(self, use: str) -> int | None:
        return next((place for place, known in self.columns.items() if known == use), None)

    def places(self, use: str) -> list[int]:
        return [place for place, known in sorted(self.columns.items()) if known == use]

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "taken": self.taken,
            "first": self.first,
            "last": self.last,
            "titles": list(self.titles),
            "columns": {str(place): use for place, use in self.columns.items()},
            "told": self.told.as_json(),
            "kind": self.kind,
            "proposal": self.proposal,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Layout":
        columns = {int(place): use for place, use in kept["columns"].items()}
        return cls(
            kept["sheet"],
            kept["taken"],
            kept["first"],
            kept["last"],
            tuple(kept["titles"]),
            columns,
            Told.from_json(kept["told"]),
            kept["kind"],
            kept["proposal"],
        )


def propose(sheet: Sheet, awards: AwardNames) -> Layout:
    """What the sheet looks like; `taken` is false where it looks like no register."""
    return _laid_out(sheet, find_header(sheet, awards), awards)


def with_titles_in(sheet: Sheet, first: int, last: int, awards: AwardNames) -> Layout:
    """The same with the titles where a person says they are; 0, 0 for none."""
    if not first:
        return _laid_out(sheet, Header(0, 0, ("",) * sheet.width), awards)
    return _laid_out(sheet, header_at(sheet, first, last, awards), awards)


def _laid_out(sheet: Sheet, header: Header, awards: AwardNames) -> Layout:
    above = [text for row in sheet.rows[: max(header.first - 1, 0)] for text in row if text]
    told = told_by(above, awards)
    columns = _columns(sheet, header, awards)
    layout = Layout(
        sheet.name,
        False,
        header.first,
        header.last,
        header.titles,
        columns,
        told,
        _kind(sheet, above, header.titles, columns),
        any("de nghi" in name_key(text) for text in above),
    )
    return replace(layout, taken=_is_register(sheet, layout))


def _columns(sheet: Sheet, header: Header, awards: AwardNames) -> dict[int, str]:
    width = max(sheet.width, len(header.titles))
    titles = [*header.titles, *[""] * (width - len(header.titles))]
    samples = [_sample(sheet, header.last, place) for place in range(width)]
    weighed: list[tuple[float, int, str]] = []
    for place, title in enumerate(titles):
        for weight, use in _uses(title, samples[place], awards):
            weighed.append((weight, place, use))
    return _settled(_assigned(weighed, width), samples)


def _uses(title: str, sample: list[str], awards: AwardNames) -> Iterable[tuple[float, str]]:
    last = title.rpartition(" / ")[2]
    by_contents, share = guess_contents(sample, awards)
    if year := year_title(last):
        rated = "xep loai" in name_key(title) or "danh gia" in name_key(title)
        yield 20, f"rating={year}" if rated else f"year={year}"
        return
    guess = best_guess(title)
    reading = awards.read(last) if last and len(last) < 80 else ()
    if len(reading) == 1 and reading[0].key and by_contents not in ("name", "award"):
        yield 15, f"award={reading[0].key}"
    if guess:
        known = guess_title(title.replace(" / ", " ")) or guess_title(last)
        yield (known.weight if known else 5), guess
    if by_contents and (not title or not guess):
        yield 3 * share, by_contents


def _assigned(weighed: list[tuple[float, int, str]], width: int) -> dict[int, str]:
    """The surest first; what a register has once is given once."""
    columns: dict[int, str] = {}
    used: set[str] = set()
    for _weight, place, use in sorted(weighed, key=lambda one: (-one[0], one[1])):
        repeats = "=" in use or BY_KEY[use].repeats
        if place not in columns and (repeats or use not in used):
            columns[place] = use
            used.add(use)
    return {place: columns.get(place, IGNORED) for place in range(width)}


def _settled(columns: dict[int, str], samples: list[list[str]]) -> dict[int, str]:
    """Names that can only be told with the whole table in view."""
    uses = set(columns.values())
    if not uses & set(_NAMES) and "unit" in uses:
        columns = _renamed(columns, "unit", "name")  # a list of collectives
    if "given_name" in uses and "family_name" not in uses:
        columns = _renamed(columns, "given_name", IGNORED if "name" in uses else "name")
    if "decided" in uses and "decision_number" not in uses and "decision" not in uses:
        place = next(place for place, use in columns.items() if use == "decided")
        if sum("/" in text and "Đ" in text for text in samples[place]) * 2 > len(samples[place]):
            columns[place] = "decision"
    if "name" in columns.values():
        place = next(place for place, use in columns.items() if use == "name")
        if _is_whole_cell(samples[place]):
            columns[place] = "person"
    return columns


def _renamed(columns: dict[int, str], old: str, new: str) -> dict[int, str]:
    return {place: new if use == old else use for place, use in columns.items()}


def _is_whole_cell(sample: Sequence[str]) -> bool:
    """Name, post and unit stand in one cell, on lines of their own."""
    return bool(sample) and sum("\n" in text.strip() for text in sample) * 2 > len(sample)


def _sample(sheet: Sheet, after: int, place: int) -> list[str]:
    found: list[str] = []
    for row in sheet.rows[after : after + 600]:
        if place < len(row) and row[place]:
            found.append(row[place])
            if len(found) == 80:
                break
    return found


def _kind(
    sheet: Sheet, above: Sequence[str], titles: Sequence[str], columns: Mapping[int, str]
) -> str:
    name = next((place for place, use in columns.items() if use in ("name", "person")), None)
    heads = [titles[name]] if name is not None and name < len(titles) else []
    words = name_key(" ".join([*heads, sheet.name, *above]))
    has_people, has_others = "ca nhan" in words, "tap the" in words
    if has_people != has_others:
        return "individual" if has_people else "collective"
    return "household" if "ho gia dinh" in words and not has_people else ""


def _is_register(sheet: Sheet, layout: Layout) -> bool:
    side = any(word in name_key(sheet.name) for word in _SIDE_SHEETS)
    has_rows = any(any(row) for row in sheet.rows[layout.last :])
    named = any(layout.place(use) is not None for use in _NAMES)
    return has_rows and named and not side and not sheet.hidden
