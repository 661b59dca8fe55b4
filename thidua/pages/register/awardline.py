"""The award line: years across, one row for each title or form, drawn on the server.

A title is a disc, a form a diamond; years in a row are joined; what was revoked is hollow and
struck, what is doubtful dashed. The table beside says the same in words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.core.law.law import Law
from thidua.subjects.register.awards import the_law
from thidua.subjects.register.selectors.lines import Line

LEFT, TOP, ROW, RIGHT = 236, 34, 34, 20
WIDE, NARROW = 48, 36
FEW_YEARS = 14
LEVELS = {"grassroots": 0, "province": 1, "state": 2}
NAME_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Mark:
    x: int
    y: int
    shape: str  # title | form
    words: str
    revoked: bool
    doubtful: bool
    url: str
    count: int = 1

    @property
    def points(self) -> str:
        """The corners of the diamond."""
        x, y, half = self.x, self.y, 8
        return f"{x},{y - half} {x + half},{y} {x},{y + half} {x - half},{y}"

    @property
    def strike(self) -> tuple[int, int, int, int]:
        return self.x - 9, self.y + 9, self.x + 9, self.y - 9


@dataclass(frozen=True, slots=True)
class Chain:
    x1: int
    x2: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    short: str
    y: int
    shape: str
    marks: Sequence[Mark]
    chains: Sequence[Chain]


@dataclass(frozen=True, slots=True)
class YearTick:
    year: int
    x: int
    rating: str


@dataclass(frozen=True, slots=True)
class AwardLine:
    years: Sequence[YearTick]
    rows: Sequence[Row]
    width: int
    height: int
    has_ratings: bool

    @property
    def viewbox(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def bottom(self) -> int:
        return self.height - (26 if self.has_ratings else 6)

    @property
    def ratings_at(self) -> int:
        return self.height - 8


def award_line(
    lines: Iterable[Line], ratings: dict[int, str], url: str, until: int
) -> AwardLine | None:
    """None where nothing has a year. `url` ends before the number of the line."""
    law = the_law()
    dated = [line for line in lines if line.entry.year_counted is not None]
    years = {line.entry.year_counted or 0 for line in dated} | set(ratings)
    if not dated:
        return None
    first, last = min(years), max(max(years), until)
    step = WIDE if last - first < FEW_YEARS else NARROW
    at = {
        year: LEFT + step // 2 + step * place for place, year in enumerate(range(first, last + 1))
    }
    rows = _rows(dated, at, law, url)
    return AwardLine(
        [YearTick(year, x, ratings.get(year, "")) for year, x in at.items()],
        rows,
        LEFT + step * len(at) + RIGHT,
        TOP + ROW * len(rows) + (26 if ratings else 6),
        bool(ratings),
    )


def _rows(lines: Sequence[Line], at: dict[int, int], law: Law, url: str) -> list[Row]:
    by_award: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_award[line.entry.award].append(line)
    ordered = sorted(by_award, key=lambda key: _rank(key, law))
    return [
        _row(key, by_award[key], at, TOP + ROW * place + ROW // 2, law, url)
        for place, key in enumerate(ordered)
    ]


def _rank(key: str, law: Law) -> tuple[int, int, str]:
    award = law.awards.get(key)
    if award is None:
        return (3, 9, key)
    return (0 if award.kind == "title" else 1, LEVELS.get(award.level, 9), award.name)


def _row(key: str, lines: Sequence[Line], at: dict[int, int], y: int, law: Law, url: str) -> Row:
    award = law.awards.get(key)
    name = award.name if award else key
    shape = award.kind if award else "form"
    by_year: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_year[line.entry.year_counted or 0].append(line)
    marks = [_mark(year, held, at[year], y, shape, name, url) for year, held in by_year.items()]
    standing = sorted(
        year for year, held in by_year.items() if any(not line.is_revoked for line in held)
    )
    chains = _chains(standing, at, y, name) if shape == "title" else []
    return Row(name, _short(name), y, shape, marks, chains)


def _mark(year: int, held: Sequence[Line], x: int, y: int, shape: str, name: str, url: str) -> Mark:
    revoked = all(line.is_revoked for line in held)
    doubtful = any(line.entry.is_doubtful for line in held)
    words = f"{name}, năm {year}"
    if len(held) > 1:
        words += f", {len(held)} lần"
    if revoked:
        words += ", đã thu hồi"
    if doubtful:
        words += ", còn nghi vấn"
    return Mark(x, y, shape, words, revoked, doubtful, f"{url}{held[0].entry.pk}/", len(held))


def _chains(years: Sequence[int], at: dict[int, int], y: int, name: str) -> list[Chain]:
    """Stretches of two years and more without a gap."""
    found, start = [], 0
    for place in range(1, len(years) + 1):
        if place < len(years) and years[place] == years[place - 1] + 1:
            continue
        first, last = years[start], years[place - 1]
        if last > first:
            words = f"{name}: {last - first + 1} năm liền, {first}–{last}"
            found.append(Chain(at[first], at[last], y, words))
        start = place
    return found


def _short(name: str) -> str:
    if len(name) <= NAME_LENGTH:
        return name
    return name[: NAME_LENGTH - 1].rsplit(" ", 1)[0] + "…"
