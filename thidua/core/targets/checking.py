"""What looks wrong in a figure as it is entered: said with what it was compared with.

Nothing is barred. An impossible figure needs words of confirmation, a doubtful one is only shown,
to the unit at once and to the owner when he verifies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from thidua.core.text import format_number

HUNDRED = Decimal(100)
NORMAL = Decimal("1.4826")  # makes the MAD of a normal spread its standard deviation
FEWEST_STEPS, FEWEST_NEIGHBOURS = 3, 5


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str  # impossible, own_past, neighbours, share
    words: str
    needs_words: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure with what it can be compared with.

    `earlier`: the unit's own figures of this and last year, oldest first, as (period, year, value);
    `neighbours`: what units of the same kind gave in this period; `wanted` and `their_wanted` make
    small and large units comparable.
    """

    value: Decimal
    measure: str  # count, amount, share, change
    accumulates: bool
    year: int
    weight: Decimal | None = None
    earlier: Sequence[tuple[str, int, Decimal]] = ()
    neighbours: Sequence[Decimal] = ()
    neighbour_words: str = "đơn vị cùng loại"
    wanted: Decimal | None = None
    their_wanted: Sequence[Decimal | None] = field(default_factory=tuple)


def check_entry(entry: Entry, spread: Decimal = Decimal("3.5")) -> list[Finding]:
    """All findings, the impossible first. `spread`: how many robust deviations are too many."""
    return [*_impossible(entry), *_own_past(entry, spread), *_neighbours(entry, spread)]


def _impossible(entry: Entry) -> list[Finding]:
    found = []
    if entry.measure == "share" and not 0 <= entry.value <= HUNDRED:
        found.append(f"Tỷ lệ {_n(entry.value)} nằm ngoài 0 đến 100.")
    if entry.measure in ("count", "amount") and entry.value < 0:
        found.append(f"Số {_n(entry.value)} âm.")
    if entry.measure == "count" and entry.value != entry.value.to_integral_value():
        found.append(f"Số đếm {_n(entry.value)} có phần lẻ.")
    if entry.weight is not None and entry.weight <= 0:
        found.append(f"Mẫu số {_n(entry.weight)} không dương.")
    found += _falling(entry)
    return [Finding("impossible", words, needs_words=True) for words in found]


def _falling(entry: Entry) -> list[str]:
    this_year = [(name, value) for name, year, value in entry.earlier if year == entry.year]
    if not entry.accumulates or not this_year or entry.value >= this_year[-1][1]:
        return []
    name, before = this_year[-1]
    return [f"Số lũy kế {_n(entry.value)} thấp hơn {_n(before)} của {name.lower()}."]


def _own_past(entry: Entry, spread: Decimal) -> list[Finding]:
    steps = _steps(entry)
    if len(steps) < FEWEST_STEPS:
        return []
    step = entry.value - _previous(entry)
    middle, width = _middle_and_width(steps)
    if abs(step - middle) <= spread * width:
        return []
    what = "Tăng thêm trong kỳ" if entry.accumulates else "Thay đổi so với kỳ trước"
    return [
        Finding(
            "own_past",
            f"{what} {_n(step)}, trong khi {len(steps)} kỳ trước của chính đơn vị ở giữa "
            f"{_n(min(steps))} và {_n(max(steps))}.",
        )
    ]


def _steps(entry: Entry) -> list[Decimal]:
    """Changes from period to period; an accumulating figure begins each year at zero."""
    steps: list[Decimal] = []
    before: tuple[int, Decimal] | None = None
    for _name, year, value in entry.earlier:
        if before is not None and (not entry.accumulates or before[0] == year):
            steps.append(value - before[1])
        elif entry.accumulates:
            steps.append(value)
        before = (year, value)
    return steps


def _previous(entry: Entry) -> Decimal:
    if not entry.earlier:
        return Decimal(0)
    _name, year, value = entry.earlier[-1]
    return Decimal(0) if entry.accumulates and year != entry.year else value


def _neighbours(entry: Entry, spread: Decimal) -> list[Finding]:
    mine, theirs, relative = _comparable(entry)
    if len(theirs) < FEWEST_NEIGHBOURS:
        return []
    middle, width = _middle_and_width(theirs)
    if abs(mine - middle) <= spread * width:
        return []
    unit = " % mức được giao" if relative else ""
    return [
        Finding(
            "neighbours",
            f"{_n(mine)}{unit}, trong khi {len(theirs)} {entry.neighbour_words} có trung vị "
            f"{_n(middle)}{unit}, thấp nhất {_n(min(theirs))}, cao nhất {_n(max(theirs))}.",
        )
    ]


def _comparable(entry: Entry) -> tuple[Decimal, list[Decimal], bool]:
    """In per cent of what each was given where all have a share; else the figures themselves."""
    shares = [share for share in entry.their_wanted if share]
    relative = (
        entry.measure in ("count", "amount")
        and bool(entry.wanted)
        and len(shares) == len(entry.neighbours)
    )
    if not relative or not entry.wanted:
        return entry.value, list(entry.neighbours), False
    theirs = [
        HUNDRED * value / share for value, share in zip(entry.neighbours, shares, strict=True)
    ]
    return HUNDRED * entry.value / entry.wanted, theirs, True


def _middle_and_width(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Median and its robust deviation; where all are alike, a tenth of the median is allowed."""
    middle = median(values)
    width = NORMAL * median([abs(value - middle) for value in values])
    return middle, max(width, abs(middle) / 10, Decimal("0.01"))


def _n(number: Decimal) -> str:
    return format_number(number.quantize(Decimal("0.01")))
