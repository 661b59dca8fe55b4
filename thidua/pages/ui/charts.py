"""Small charts drawn on the server: lines over periods and columns, as plain geometry for SVG and PDF.

An unknown value leaves a gap in a line and an empty, hatched place among columns; it is never zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from thidua.core.text.numbers import format_number

Number = Decimal | int | float

WIDTH, HEIGHT = 480.0, 210.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 18.0, 16.0, 28.0
TICKS = 4
MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Point:
    """One value at one place of the axis; `words` is the figure as it is read."""

    label: str
    value: Number | None
    words: str = ""

    @property
    def shown(self) -> str:
        if self.value is None:
            return "chưa có số liệu"
        return self.words or format_number(self.value)


@dataclass(frozen=True, slots=True)
class Series:
    """Points in the order of the axis. `main` is the one the chart is about, drawn strong."""

    label: str
    points: Sequence[Point]
    main: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    words: str
    value: str = ""  # written beside the dot: the first and the last of the main line


@dataclass(frozen=True, slots=True)
class Line:
    """A series as strokes between gaps. `rank` tells lines apart by dash, not by colour alone."""

    label: str
    strokes: tuple[str, ...]
    dots: tuple[Dot, ...]
    main: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Column:
    x: float
    y: float
    width: float
    height: float
    words: str
    value: str
    known: bool
    main: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawn:
    lines: tuple[Line, ...] = ()
    columns: tuple[Column, ...] = ()
    levels: tuple[Tick, ...] = ()  # along the upright axis
    places: tuple[Tick, ...] = ()  # along the lying axis
    goal: Tick | None = None

    @property
    def viewbox(self) -> str:
        return f"0 0 {WIDTH:g} {HEIGHT:g}"

    @property
    def left(self) -> float:
        return LEFT

    @property
    def right(self) -> float:
        return WIDTH - RIGHT

    @property
    def before(self) -> float:
        """Where the words of a level end."""
        return LEFT - 8

    @property
    def below(self) -> float:
        """Where the words of a place stand."""
        return HEIGHT - 8


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to heights; `inverted` puts the least on top, as ranks are read."""

    low: float
    high: float
    inverted: bool = False

    def y(self, value: Number) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        if self.inverted:
            share = 1 - share
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def draw(
    series: Sequence[Series],
    kind: str = "line",
    goal: Number | None = None,
    inverted: bool = False,
) -> Drawn:
    """Geometry of a chart; without one known value it is empty."""
    values = [float(p.value) for one in series for p in one.points if p.value is not None]
    if not values:
        return Drawn()
    if goal is not None:
        values.append(float(goal))
    steps = nice_steps(min(values), max(values), from_zero=kind == "bar")
    scale = Scale(steps[0], steps[-1], inverted)
    places = _places(series[0].points, kind)
    return Drawn(
        lines=_lines(series, scale, places) if kind == "line" else (),
        columns=_columns(series[0], scale, places) if kind == "bar" else (),
        levels=tuple(Tick(scale.y(step), format_number(round(step, 6))) for step in steps),
        places=_sparse(series[0].points, places),
        goal=Tick(scale.y(goal), format_number(goal)) if goal is not None else None,
    )


def nice_steps(low: float, high: float, from_zero: bool = False) -> list[float]:
    """Round values that hold all others between the first and the last."""
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (max(0.0, low - 1) if low >= 0 else low - 1), high + 1
    raw = (high - low) / TICKS
    size = 10 ** floor(log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw)
    first = floor(low / step) * step
    return [first + step * n for n in range(ceil((high - first) / step - 1e-9) + 1)]


def _places(points: Sequence[Point], kind: str) -> list[float]:
    """The middle of each place; columns stand inside of theirs, lines reach the edges."""
    room = WIDTH - LEFT - RIGHT
    if kind == "bar":
        each = room / len(points)
        return [round(LEFT + each * (place + 0.5), 1) for place in range(len(points))]
    gap = (room - 36) / max(1, len(points) - 1)
    return [round(LEFT + 18 + gap * place, 1) for place in range(len(points))]


def _sparse(points: Sequence[Point], places: Sequence[float]) -> tuple[Tick, ...]:
    """No more labels than stand beside each other; the last is always there."""
    every = ceil(len(points) / MOST_LABELS)
    last = len(points) - 1
    kept = [place for place in range(len(points)) if (last - place) % every == 0]
    return tuple(Tick(places[place], points[place].label) for place in kept)


def _lines(series: Sequence[Series], scale: Scale, places: Sequence[float]) -> tuple[Line, ...]:
    """The main one last, over the others; each keeps the dash of its place."""
    drawn = [_line(one, rank, scale, places) for rank, one in enumerate(series)]
    return tuple(sorted(drawn, key=lambda line: line.main))


def _line(one: Series, rank: int, scale: Scale, places: Sequence[float]) -> Line:
    strokes: list[list[str]] = [[]]
    known = [place for place, point in enumerate(one.points) if point.value is not None]
    dots = []
    for place, point in enumerate(one.points):
        if point.value is None:
            strokes.append([])
            continue
        x, y = places[place], scale.y(point.value)
        strokes[-1].append(f"{x:g},{y:g}")
        written = point.shown if one.main and place in (known[0], known[-1]) else ""
        dots.append(Dot(x, y, f"{point.label}: {point.shown}", written))
    drawn = tuple(" ".join(stroke) for stroke in strokes if len(stroke) > 1)
    return Line(one.label, drawn, tuple(dots), one.main, rank)


def _columns(one: Series, scale: Scale, places: Sequence[float]) -> tuple[Column, ...]:
    width = round(min(44.0, 0.64 * (WIDTH - LEFT - RIGHT) / len(one.points)), 1)
    zero = scale.y(0)
    found = []
    for place, point in zip(places, one.points, strict=True):
        known = point.value is not None
        top = scale.y(point.value) if point.value is not None else TOP
        found.append(
            Column(
                x=round(place - width / 2, 1),
                y=min(top, zero),
                width=width,
                height=max(abs(zero - top), 0.5),
                words=f"{point.label}: {point.shown}",
                value=point.shown if known else "",
                known=known,
                main=one.main,
            )
        )
    return tuple(found)
