"""What each slide shows. A leaf is a title, whether it holds samples, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from thidua.base.registries import Figure
from thidua.core.text import format_number
from thidua.pages.overview.boards import Board, Group, LateUnit, share_of, value_words
from thidua.pages.overview.mapping import FigureMap
from thidua.pages.overview.slides.charts import draw_chart, line_key
from thidua.pages.overview.slides.paper import (
    ACCENT,
    INK_2,
    MARGIN,
    PLAIN,
    STRONG,
    SURFACE_2,
    TONES,
    WIDTH,
    Cell,
    Page,
    height_of,
    shortened,
    width_of,
)
from thidua.pages.ui.charts import Point, Series
from thidua.pages.ui.states import look_of
from thidua.subjects.targets.selectors.board import TargetRow

TOP = 104.0
ROOM = WIDTH - 2 * MARGIN
TABLE_HEIGHT = 374.0
TILES_IN_A_ROW = 5
ROWS_ON_A_SLIDE = 2
CHARTS_ON_A_SLIDE = 4
SHOWN_BY_COUNT = "Phong trào"
KEY_FIGURES = ("movements.launched", "movements.late", "indices.par-index", "indices.pci")
TARGET_WIDTHS = (330.0, 140.0, 130.0, 264.0)


@dataclass(frozen=True, slots=True)
class Leaf:
    title: str
    is_sample: bool
    draw: Callable[[Page], None]


def leaves_of(board: Board, found: FigureMap | None) -> list[Leaf]:
    leaves = [summary(board), *target_leaves(board.targets), *chart_leaves(board.targets)]
    movements = next((g for g in board.groups if g.heading == SHOWN_BY_COUNT), None)
    if movements is not None and any(f.whole for f in movements.figures):
        leaves.append(coverage(movements))
    if board.progress:
        leaves.append(progress_leaf(board.progress, board.has_sample_movements))
    if board.late:
        leaves.append(late_leaf(board.late, board.has_sample_movements))
    if found is not None and found.drawn is not None and found.known:
        leaves.append(map_leaf(found, board.has_sample_movements))
    others = [g for g in board.groups if g.heading != SHOWN_BY_COUNT and g.known]
    return leaves + group_leaves(others)


def batches(rows: Sequence, size: int) -> Iterator[Sequence]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def numbered(title: str, place: int, count: int) -> str:
    return f"{title} ({place}/{count})" if count > 1 else title


# ---- The first look ----


def summary(board: Board) -> Leaf:
    figures = {figure.key: figure for group in board.groups for figure in group.figures}
    keys = [figures[key] for key in KEY_FIGURES if key in figures]

    def draw(page: Page) -> None:
        _verdicts(page, board)
        _attention(page, board)
        for place, figure in enumerate(keys):
            _tile(page, figure, MARGIN + place * (ROOM / 4), 332, ROOM / 4, 146)

    samples = [figure.is_sample for figure in (*board.alarms, *keys)]
    samples += [row.is_sample for row in board.targets]
    return Leaf("Tóm tắt", any(samples), draw)


def _verdicts(page: Page, board: Board) -> None:
    page.words(MARGIN, TOP, "Chỉ tiêu của năm", 15, STRONG)
    if not board.targets:
        page.words(MARGIN, TOP + 30, "chưa có số liệu", 14, colour=INK_2)
    y = TOP + 34
    for label, count in board.verdicts[:5]:
        page.words(MARGIN + 44, y, str(count), 26, STRONG, align="right")
        page.chip(MARGIN + 58, y - 3, label, look_of(label).tone, 13)
        y += 39


def _attention(page: Page, board: Board) -> None:
    x, y = MARGIN + 290, TOP
    page.words(x, y, "Cần chú ý", 15, STRONG)
    y += 30
    lines = [f"{row.target.name}: {row.judgement.label.lower()}" for row in board.endangered]
    lines += [f"{f.group}: {f.label.lower()} {value_words(f)} {f.unit}" for f in board.alarms]
    if board.late:
        names = ", ".join(unit.name for unit in board.late[:5])
        lines.append(f"Đơn vị chậm nhất: {names}")
    for line in lines[:5] or ["Không có gì phải chú ý."]:
        page.dot(x + 3, y - 5, 3, ACCENT)
        y = page.paragraph(x + 16, y, line, ROOM - 310, 15, most=2) + 9


# ---- Targets ----


def target_leaves(rows: Sequence[TargetRow]) -> list[Leaf]:
    parts = list(by_height(rows))
    return [
        _targets(part, numbered("Chỉ tiêu của năm", place, len(parts)))
        for place, part in enumerate(parts, 1)
    ]


def by_height(rows: Sequence[TargetRow]) -> Iterator[list[TargetRow]]:
    """As many rows as a slide has room for."""
    part: list[TargetRow] = []
    used = 0.0
    for row in rows:
        height = height_of(_target(row), TARGET_WIDTHS, 13)
        if part and used + height > TABLE_HEIGHT:
            yield part
            part, used = [], 0.0
        part.append(row)
        used += height
    if part:
        yield part


def _targets(rows: Sequence[TargetRow], title: str) -> Leaf:
    def draw(page: Page) -> None:
        heads = ("Chỉ tiêu", "Cần đạt", "Hiện nay", "Nhận định")
        page.table(MARGIN, TOP - 16, TARGET_WIDTHS, heads, [_target(row) for row in rows], size=13)

    return Leaf(title, any(row.is_sample for row in rows), draw)


def _target(row: TargetRow) -> list[Cell]:
    now = "chưa có số liệu" if row.now is None else format_number(row.now)
    sample = ", số liệu mẫu" if row.is_sample else ""
    period = f"{row.now_period}{sample}" if row.now is not None else ""
    name = f"– {row.target.name}" if row.depth else row.target.name
    return [
        Cell(name, row.owner_name),
        Cell(row.wanted_words),
        Cell(now, period),
        Cell(row.judgement.label, row.judgement.reason, look_of(row.judgement.label).tone),
    ]


def chart_leaves(rows: Sequence[TargetRow]) -> list[Leaf]:
    """Targets of which at least two periods are known: a line needs two points."""
    drawn = [row for row in rows if sum(p.value is not None for p in row.trend) > 1]
    parts = list(batches(drawn, CHARTS_ON_A_SLIDE))
    return [
        _charts(part, numbered("Diễn biến chỉ tiêu", place, len(parts)))
        for place, part in enumerate(parts, 1)
    ]


def _charts(rows: Sequence[TargetRow], title: str) -> Leaf:
    def draw(page: Page) -> None:
        for place, row in enumerate(rows):
            x = MARGIN + place % 2 * (ROOM / 2 + 10)
            _chart(page, row, x, TOP - 14 + place // 2 * 200)

    return Leaf(title, any(row.is_sample for row in rows), draw)


def _chart(page: Page, row: TargetRow, x: float, y: float) -> None:
    mark = " (số liệu mẫu)" if row.is_sample else ""
    room = ROOM / 2 - 20 - width_of(mark, 13, STRONG)  # the mark is never cut off
    page.words(x, y, shortened(row.target.name, room, 13, STRONG) + mark, 13, STRONG)
    points = [Point(f"Kỳ {point.index}", point.value) for point in row.trend]
    goal = row.wanted if row.target.accumulates else None
    draw_chart(page, [Series(row.target.name, points, main=True)], x, y + 14, 400, goal=goal)


# ---- Movements, the late, the map ----


def coverage(group: Group) -> Leaf:
    figures = [figure for figure in group.figures if figure.whole]

    def draw(page: Page) -> None:
        y = TOP + 20
        for figure in figures:
            page.words(MARGIN, y, figure.label, 17)
            share = share_of(figure) or 0.0
            page.meter(MARGIN + 240, y - 11, 420, share, figure.tone)
            page.words(MARGIN + 680, y, value_words(figure), 20, STRONG)
            page.words(WIDTH - MARGIN, y, f"{format_number(share, 1)} %", 15, align="right")
            y += 58
        page.words(
            MARGIN,
            y + 6,
            "Mỗi đơn vị tính một lượt cho mỗi phong trào được giao.",
            12,
            colour=INK_2,
        )

    return Leaf("Triển khai các phong trào", any(f.is_sample for f in figures), draw)


def progress_leaf(progress: Sequence[Series], is_sample: bool) -> Leaf:
    def draw(page: Page) -> None:
        draw_chart(page, progress, MARGIN, TOP - 10, 640)
        y = TOP + 30
        for place, one in enumerate(progress):
            strong = one.main
            line_key(page, WIDTH - MARGIN - 200, y, place, strong)
            page.words(WIDTH - MARGIN - 150, y, one.label, 15, STRONG if strong else PLAIN)
            last = one.points[-1]
            page.words(WIDTH - MARGIN - 150, y + 22, f"{last.shown} lượt đơn vị", 13, colour=INK_2)
            y += 64

    return Leaf("Tiến độ qua các ngày", is_sample, draw)


def late_leaf(late: Sequence[LateUnit], is_sample: bool) -> Leaf:
    def draw(page: Page) -> None:
        half = (len(late) + 1) // 2
        for column, part in enumerate((late[:half], late[half:])):
            x = MARGIN + column * (ROOM / 2 + 12)
            rows = [[Cell(unit.name), Cell(str(unit.count))] for unit in part]
            if rows:
                heads = ("Đơn vị", "Việc quá hạn")
                page.table(x, TOP - 10, (310, 105), heads, rows, frozenset({1}), 15)

    return Leaf("Đơn vị chậm nhất với các phong trào", is_sample, draw)


def map_leaf(found: FigureMap, is_sample: bool) -> Leaf:
    def draw(page: Page) -> None:
        assert found.drawn is not None
        drawing = found.drawn.sheet.drawing
        scale = min(500 / drawing.width, 390 / drawing.height)
        for region in found.drawn.regions:
            page.area(region.path, MARGIN, TOP - 14, scale, region.level, region.overdue)
        for region in found.drawn.regions:
            if region.label:
                x = MARGIN + region.label_x * scale
                page.words(
                    x, TOP - 10 + region.label_y * scale, region.label, 11, STRONG, align="middle"
                )
        _map_side(page, found)

    return Leaf(f"{found.figure.label} ({found.figure.unit})", is_sample, draw)


def _map_side(page: Page, found: FigureMap) -> None:
    x, y = MARGIN + 560, TOP
    for entry in found.legend:
        page.key(x, y, entry.label, entry.level, entry.overdue)
        y += 22
    rows = [[Cell(row.node.name), Cell(row.words)] for row in found.rows[:9]]
    page.table(x, y, (190, 114), ("Đơn vị", found.figure.unit), rows, frozenset({1}), 11.5)


# ---- Every other heading ----


def group_leaves(groups: Sequence[Group]) -> list[Leaf]:
    """Rows of tiles, each under its heading, two rows to a slide."""
    rows = [
        (group.heading if place == 0 else f"{group.heading} (tiếp)", part)
        for group in groups
        for place, part in enumerate(batches(group.figures, TILES_IN_A_ROW))
    ]
    parts = list(batches(rows, ROWS_ON_A_SLIDE))
    return [
        _rows_of_tiles(part, numbered("Các mặt công tác", place, len(parts)))
        for place, part in enumerate(parts, 1)
    ]


def _rows_of_tiles(rows: Sequence[tuple[str, Sequence[Figure]]], title: str) -> Leaf:
    def draw(page: Page) -> None:
        for down, (heading, figures) in enumerate(rows):
            y = TOP - 4 + down * 200
            page.words(MARGIN, y, heading, 16, STRONG)
            for place, figure in enumerate(figures):
                each = ROOM / TILES_IN_A_ROW
                _tile(page, figure, MARGIN + place * each, y + 14, each)

    samples = (figure.is_sample for _heading, figures in rows for figure in figures)
    return Leaf(title, any(samples), draw)


def _tile(page: Page, figure: Figure, x: float, y: float, each: float, height: float = 158) -> None:
    width = each - 12
    page.box(x, y, width, height, SURFACE_2, radius=8)
    below = page.paragraph(x + 14, y + 26, figure.label, width - 28, 13, colour=INK_2, most=3)
    known = figure.value is not None
    words = value_words(figure)
    size = 30 if known and len(words) < 9 else 20 if known else 14
    page.words(x + 14, below + size - 4, shortened(words, width - 28, size, STRONG), size, STRONG)
    y_unit = below + size + 14
    if known:
        page.words(x + 14, y_unit, figure.unit, 12, colour=INK_2)
    notes = [figure.note, "số liệu mẫu" if figure.is_sample else ""]
    told = ", ".join(note for note in notes if note)
    page.paragraph(
        x + 14, y_unit + 18, told, width - 28, 11, colour=TONES.get(figure.tone, INK_2), most=3
    )
