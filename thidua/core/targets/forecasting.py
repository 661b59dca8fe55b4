"""Where a figure will stand at the year's end: the method and its doubt are part of the answer.

A figure that accumulates is carried on at last year's pace where last year's same periods are
known, else in proportion to the time passed. A state of the day moves on by last year's remaining
change, else by its own mean step. The doubt is what the earlier periods, taken one by one, would
have forecast; with one period there is none to compare with, and the words say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise

from thidua.core.text import format_number

PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Point:
    """The figure at the end of the nth period of the year."""

    index: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    value: Decimal
    low: Decimal
    high: Decimal
    method: str
    points: int

    @property
    def doubt(self) -> str:
        if self.points < 2:
            return "chỉ có 1 kỳ số liệu, chưa ước được độ chắc chắn"
        return f"từ {_short(self.low)} đến {_short(self.high)}, theo {self.points} kỳ số liệu"

    @property
    def words(self) -> str:
        return f"{self.method}; {self.doubt}"


def _short(number: Decimal) -> str:
    """A bound is read, not used: two decimals, none for large numbers."""
    return format_number(number, 0 if abs(number) >= 1000 else 2 if abs(number) < 100 else 1)


def forecast(
    points: Sequence[Point],
    per_year: int,
    *,
    accumulates: bool,
    last_year: Mapping[int, Decimal] | None = None,
    start: Decimal | None = None,
) -> Forecast | None:
    """`last_year`: index of the period → figure; `start`: the state at the end of last year."""
    ordered = sorted(points, key=lambda point: point.index)
    if not ordered:
        return None
    before = dict(last_year or {})
    with localcontext() as context:
        context.prec = 40
        if accumulates:
            found = _at_pace(ordered, per_year, before) or _in_proportion(ordered, per_year)
        else:
            found = _by_last_change(ordered, per_year, before) or _by_steps(
                ordered, per_year, start
            )
    return found


def _made(values: Sequence[Decimal], method: str) -> Forecast:
    """The last of the forecasts is the answer, the others are its doubt."""
    rounded = [value.quantize(PLACES) for value in values]
    return Forecast(rounded[-1], min(rounded), max(rounded), method, len(rounded))


def _at_pace(
    points: Sequence[Point], per_year: int, before: Mapping[int, Decimal]
) -> Forecast | None:
    final = before.get(per_year)
    if final is None or not before.get(points[-1].index):
        return None
    values = [
        point.value * final / before[point.index] for point in points if before.get(point.index)
    ]
    return _made(values, "Theo nhịp cùng kỳ năm trước")


def _in_proportion(points: Sequence[Point], per_year: int) -> Forecast:
    values = [point.value * per_year / point.index for point in points]
    return _made(values, "Theo tỷ lệ thời gian đã qua của năm")


def _by_last_change(
    points: Sequence[Point], per_year: int, before: Mapping[int, Decimal]
) -> Forecast | None:
    final = before.get(per_year)
    if final is None or points[-1].index not in before:
        return None
    values = [
        point.value + final - before[point.index] for point in points if point.index in before
    ]
    return _made(values, "Theo mức thay đổi từ cùng kỳ đến cuối năm trước")


def _by_steps(points: Sequence[Point], per_year: int, start: Decimal | None) -> Forecast:
    known = list(points) if start is None else [Point(0, start), *points]
    now = known[-1]
    left = per_year - now.index
    if len(known) == 1:
        return Forecast(now.value, now.value, now.value, "Giữ ở mức của kỳ gần nhất", 1)
    steps = [
        (later.value - earlier.value) / (later.index - earlier.index)
        for earlier, later in pairwise(known)
    ]
    mean = (now.value - known[0].value) / (now.index - known[0].index)
    low, high = now.value + min(steps) * left, now.value + max(steps) * left
    return Forecast(
        (now.value + mean * left).quantize(PLACES),
        low.quantize(PLACES),
        high.quantize(PLACES),
        "Theo bước thay đổi bình quân mỗi kỳ",
        len(points),
    )
