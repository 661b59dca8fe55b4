"""A page of the slides and what is drawn on it: words that wrap, tables, bars, chips, shapes.

The origin is the upper left corner and y grows downwards, as on the screen.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 960.0, 540.0
MARGIN = 48.0
PLAIN, STRONG = "BeVietnamPro", "BeVietnamPro-SemiBold"
# The light theme of the screen: slides are shown in a lit room.
INK, INK_2, LINE, SURFACE_2 = "#1f1a17", "#524a44", "#e1ddd6", "#faf9f7"
ACCENT, BAR, TRACK = "#a3151c", "#776c63", "#e7e3dd"
TONES = {
    "good": "#17633a",
    "warn": "#7a4b00",
    "bad": "#a92a0f",
    "": "#524a44",
    "unknown": "#695f57",
}
TINTS = {
    "good": "#e3f1e8",
    "warn": "#fcefd6",
    "bad": "#fde8e1",
    "": "#f3f0ec",
    "unknown": "#f3f0ec",
}
MAP_LEVELS = ("#efece7", "#cfe3d6", "#97c4a9", "#559a74", "#1f6b43")
STEP = re.compile(r"-?\d+(?:\.\d+)?")


@cache
def register_fonts() -> None:
    """Once for each process; both are embedded into the file as far as they are used."""
    folder = files("thidua.pages.overview") / "fonts"
    for name, weight in ((PLAIN, 400), (STRONG, 600)):
        content = (folder / f"BeVietnamPro-{weight}.ttf").read_bytes()
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(content)))


# Signs that the face has no letter for: printed as they are, they would vanish without a trace.
SPELT = str.maketrans({"‰": "phần nghìn", "≤": "không quá", "≥": "từ"})


def spelt(words: str) -> str:
    return words.translate(SPELT)


def width_of(words: str, size: float, font: str = PLAIN) -> float:
    return float(pdfmetrics.stringWidth(spelt(words), font, size))


def wrapped(words: str, width: float, size: float, font: str = PLAIN, most: int = 0) -> list[str]:
    """Lines no wider than `width`; beyond `most` lines the last ends in a mark."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if most and len(lines) > most:
        return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), width, size, font)]
    return lines


def shortened(words: str, width: float, size: float, font: str = PLAIN) -> str:
    if width_of(words, size, font) <= width:
        return words
    while words and width_of(f"{words}…", size, font) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"


@dataclass(frozen=True, slots=True)
class Cell:
    words: str
    sub: str = ""
    tone: str | None = None  # a chip instead of plain words


class Page:
    """One slide on a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    # ---- Words ----

    def words(
        self, x: float, y: float, words: str, size: float = 14, font: str = PLAIN,
        colour: str = INK, align: str = "left",
    ) -> None:  # fmt: skip
        """One line; `y` is its base."""
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(HexColor(colour))
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "middle": self.canvas.drawCentredString,
        }[align]
        draw(x, HEIGHT - y, spelt(words))

    def paragraph(
        self, x: float, y: float, words: str, width: float, size: float = 14, font: str = PLAIN,
        colour: str = INK, most: int = 0,
    ) -> float:  # fmt: skip
        """Wrapped lines from the base of the first; gives the base of the line after the last."""
        for line in wrapped(words, width, size, font, most):
            self.words(x, y, line, size, font, colour)
            y += size * 1.35
        return y

    def chip(self, x: float, y: float, words: str, tone: str, size: float = 11) -> None:
        wide = width_of(words, size, STRONG) + 14
        self.box(x, y - size - 2, wide, size + 8, TINTS.get(tone, TINTS[""]), radius=4)
        self.words(x + 7, y, words, size, STRONG, TONES.get(tone, TONES[""]))

    # ---- Shapes ----

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
    ) -> None:
        self.canvas.setFillColor(HexColor(fill))
        bottom = HEIGHT - y - height
        if radius:
            self.canvas.roundRect(x, bottom, width, height, radius, stroke=0, fill=1)
        else:
            self.canvas.rect(x, bottom, width, height, stroke=0, fill=1)

    def line(
        self, points: Sequence[tuple[float, float]], colour: str = LINE, width: float = 1,
        dash: Sequence[float] = (),
    ) -> None:  # fmt: skip
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(width)
        self.canvas.setDash(list(dash))
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, HEIGHT - y)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setDash([])

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.circle(x, HEIGHT - y, radius, stroke=0, fill=1)

    def meter(self, x: float, y: float, width: float, share: float, tone: str = "") -> None:
        """A bar of a share from 0 to 100, on its track."""
        self.box(x, y, width, 12, TRACK, radius=3)
        filled = width * min(100.0, max(0.0, share)) / 100
        if filled >= 6:
            self.box(x, y, filled, 12, TONES[tone] if tone else BAR, radius=3)

    def area(self, path: str, x: float, y: float, scale: float, level: int, hatched: bool) -> None:
        """A place of the map from its SVG path; the unknown is hatched."""
        drawn = self.canvas.beginPath()
        for ring in rings_of(path):
            moved = [(x + px * scale, HEIGHT - y - py * scale) for px, py in ring]
            drawn.moveTo(*moved[0])
            for point in moved[1:]:
                drawn.lineTo(*point)
            drawn.close()
        self.canvas.setFillColor(HexColor(MAP_LEVELS[level]))
        self.canvas.setStrokeColor(HexColor("#ffffff"))
        self.canvas.setLineWidth(0.8)
        self.canvas.drawPath(drawn, stroke=1, fill=1)
        if hatched:
            self._hatch(drawn, path, x, y, scale)

    def _hatch(self, drawn: object, path: str, x: float, y: float, scale: float) -> None:
        points = [point for ring in rings_of(path) for point in ring]
        left, right = min(p[0] for p in points) * scale, max(p[0] for p in points) * scale
        top, bottom = min(p[1] for p in points) * scale, max(p[1] for p in points) * scale
        self.canvas.saveState()
        self.canvas.clipPath(drawn, stroke=0, fill=0)
        self._slanted(x + left, y + top, right - left, bottom - top)
        self.canvas.restoreState()

    def _slanted(self, x: float, y: float, width: float, height: float) -> None:
        place = -height
        while place < width:
            self.line([(x + place, y + height), (x + place + height, y)], TONES["warn"], 0.6)
            place += 5

    def key(self, x: float, y: float, words: str, level: int, hatched: bool = False) -> None:
        """One line of a map's legend."""
        self.box(x, y - 12, 24, 15, MAP_LEVELS[level])
        if hatched:
            self.canvas.saveState()
            path = self.canvas.beginPath()
            path.rect(x, HEIGHT - y - 3, 24, 15)
            self.canvas.clipPath(path, stroke=0, fill=0)
            self._slanted(x, y - 12, 24, 15)
            self.canvas.restoreState()
        self.words(x + 32, y, words, 12)

    # ---- Tables ----

    def table(
        self, x: float, y: float, widths: Sequence[float], heads: Sequence[str],
        rows: Sequence[Sequence[Cell]], rights: frozenset[int] = frozenset(), size: float = 13,
    ) -> float:  # fmt: skip
        """Heads and rows from the top `y`; gives the height where it ends."""
        self.box(x, y, sum(widths), 26, SURFACE_2)
        self._row([Cell(head) for head in heads], x, y, widths, rights, 11.5, STRONG, INK_2)
        y += 26
        for row in rows:
            self.line([(x, y), (x + sum(widths), y)])
            y += self._row(row, x, y, widths, rights, size, PLAIN, INK)
        self.line([(x, y), (x + sum(widths), y)])
        return y

    def _row(
        self, row: Sequence[Cell], x: float, y: float, widths: Sequence[float],
        rights: frozenset[int], size: float, font: str, colour: str,
    ) -> float:  # fmt: skip
        height = 0.0
        for place, cell in enumerate(row):
            used = self._cell(cell, x, y, widths[place], place in rights, size, font, colour)
            height = max(height, used)
            x += widths[place]
        return height

    def _cell(
        self, cell: Cell, x: float, y: float, width: float, right: bool, size: float, font: str,
        colour: str,
    ) -> float:  # fmt: skip
        base = y + size + 5
        room = width - 14
        if cell.tone is not None:
            self.chip(x + 7, base, cell.words, cell.tone)
            base += size * 1.5
        else:
            for line in wrapped(cell.words, room, size, font, 2):
                spot = x + width - 7 if right else x + 7
                self.words(spot, base, line, size, font, colour, "right" if right else "left")
                base += size * 1.3
        for line in wrapped(cell.sub, room, 10.5, PLAIN, 2) if cell.sub else ():
            spot = x + width - 7 if right else x + 7
            self.words(spot, base - 2, line, 10.5, PLAIN, INK_2, "right" if right else "left")
            base += 13.5
        return base - y - size + 4


def height_of(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    """How high a row of a table will be, so that no slide runs over."""
    return max(
        _cell_height(cell, width - 14, size) for cell, width in zip(row, widths, strict=True)
    )


def _cell_height(cell: Cell, room: float, size: float) -> float:
    lines = len(wrapped(cell.words, room, size, PLAIN, 2))
    top = size * 1.5 if cell.tone is not None else lines * size * 1.3
    below = len(wrapped(cell.sub, room, 10.5, PLAIN, 2)) * 13.5 if cell.sub else 0.0
    return top + below + 9


def rings_of(path: str) -> list[list[tuple[float, float]]]:
    """The corners of each ring of a path as core.maps writes it: one absolute point, then steps."""
    rings = []
    for part in path.split("M")[1:]:
        numbers = [float(number) for number in STEP.findall(part)]
        x, y = numbers[0], numbers[1]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings
