"""The charts of the screen on a slide: the same geometry, drawn by the page."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.pages.overview.slides.paper import ACCENT, BAR, INK, INK_2, STRONG, Page
from thidua.pages.ui import charts
from thidua.pages.ui.charts import Drawn, Number, Series


def draw_chart(
    page: Page,
    series: Sequence[Series],
    x: float,
    y: float,
    width: float,
    kind: str = "line",
    goal: Number | None = None,
) -> None:
    drawn = charts.draw(series, kind, goal)
    scale = width / charts.WIDTH
    frame = Frame(page, x, y, scale)
    if not drawn.levels:
        page.words(x, y + 20, "chưa có số liệu", 13, colour=INK_2)
        return
    frame.axes(drawn)
    frame.lines(drawn)


# Lines are told apart by their dash, not by colour alone.
DASHES: tuple[tuple[float, ...], ...] = ((), (7, 3), (2, 3), (10, 3, 2, 3))


def line_key(page: Page, x: float, y: float, rank: int, main: bool) -> None:
    dash = () if main else DASHES[rank % len(DASHES)]
    page.line([(x, y - 5), (x + 38, y - 5)], ACCENT if main else BAR, 2.2, dash)


class Frame:
    """A chart at its place and size on the page."""

    def __init__(self, page: Page, x: float, y: float, scale: float) -> None:
        self.page, self.x, self.y, self.scale = page, x, y, scale

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.x + x * self.scale, self.y + y * self.scale

    def axes(self, drawn: Drawn) -> None:
        for level in drawn.levels:
            self.page.line([self.at(drawn.left, level.at), self.at(drawn.right, level.at)])
            x, y = self.at(drawn.before, level.at + 4)
            self.page.words(x, y, level.words, 11, colour=INK_2, align="right")
        for place in drawn.places:
            x, y = self.at(place.at, drawn.below)
            self.page.words(x, y, place.words, 11, colour=INK_2, align="middle")
        if drawn.goal is not None:
            ends = [self.at(drawn.left, drawn.goal.at), self.at(drawn.right, drawn.goal.at)]
            self.page.line(ends, INK, 1.2, (6, 4))
            x, y = self.at(drawn.left, drawn.goal.at - 5)
            self.page.words(x, y, f"mục tiêu {drawn.goal.words}", 11)

    def lines(self, drawn: Drawn) -> None:
        for line in drawn.lines:
            colour = ACCENT if line.main else BAR
            for stroke in line.strokes:
                points = (tuple(map(float, pair.split(","))) for pair in stroke.split())
                dash = () if line.main else DASHES[line.rank % len(DASHES)]
                self.page.line([self.at(x, y) for x, y in points], colour, 2.2, dash)
            for dot in line.dots:
                self.page.dot(*self.at(dot.x, dot.y), 4, colour)
        for dot in (dot for line in drawn.lines for dot in line.dots if dot.value):
            x, y = self.at(dot.x, dot.y)
            self.page.words(x, y - 9, dot.value, 12, STRONG, align="middle")
