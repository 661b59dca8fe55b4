"""The slides bound together: a title, then each leaf with its head, foot and page number."""

from __future__ import annotations

import io

from django.conf import settings
from reportlab.pdfgen.canvas import Canvas

from thidua.core.text import format_date
from thidua.pages.overview.boards import Board
from thidua.pages.overview.mapping import FigureMap
from thidua.pages.overview.slides.leaves import Leaf, leaves_of
from thidua.pages.overview.slides.paper import (
    ACCENT,
    HEIGHT,
    INK_2,
    LINE,
    MARGIN,
    STRONG,
    WIDTH,
    Page,
    register_fonts,
)

SAMPLE = "Có số liệu mẫu: không phải số thật"


def build_deck(board: Board, found: FigureMap | None) -> bytes:
    """A PDF of 16:9 pages. The same board as on the screen: nothing is asked again."""
    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), pageCompression=1)
    canvas.setTitle(f"{title_of(board)}, {board.asked.period.name}")
    canvas.setAuthor(str(settings.PROVINCE_NAME))
    canvas.setCreator("Thi Đua")
    leaves = leaves_of(board, found)
    _cover(Page(canvas), board)
    canvas.showPage()
    for number, leaf in enumerate(leaves, 2):
        _leaf(Page(canvas), leaf, board, number, len(leaves) + 1)
        canvas.bookmarkPage(f"trang-{number}")
        canvas.addOutlineEntry(leaf.title, f"trang-{number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def title_of(board: Board) -> str:
    if board.asked.unit_id is not None:
        return board.asked.unit_name
    return f"Toàn cảnh thi đua {settings.PROVINCE_NAME}"


def _cover(page: Page, board: Board) -> None:
    page.box(0, 0, 16, HEIGHT, ACCENT)
    page.words(MARGIN + 24, 150, str(settings.PROVINCE_NAME).upper(), 18, STRONG, INK_2)
    below = page.paragraph(MARGIN + 24, 212, title_of(board), WIDTH - 200, 40, STRONG, ACCENT, 3)
    page.words(MARGIN + 24, below + 14, board.asked.period.name, 24)
    day = f"Số liệu tính đến hết ngày {format_date(board.asked.day)}"
    page.words(MARGIN + 24, below + 50, day, 16, colour=INK_2)
    if board.is_sample:
        page.chip(MARGIN + 24, below + 92, SAMPLE, "warn", 14)


def _leaf(page: Page, leaf: Leaf, board: Board, number: int, total: int) -> None:
    page.box(0, 0, WIDTH, 8, ACCENT)
    page.paragraph(MARGIN, 56, leaf.title, WIDTH - 2 * MARGIN, 26, STRONG, most=1)
    leaf.draw(page)
    page.line([(MARGIN, HEIGHT - 40), (WIDTH - MARGIN, HEIGHT - 40)], LINE)
    foot = f"{settings.PROVINCE_NAME}, {board.asked.period.name.lower()}, tính đến hết ngày {format_date(board.asked.day)}"
    page.words(MARGIN, HEIGHT - 20, foot, 11, colour=INK_2)
    page.words(WIDTH - MARGIN, HEIGHT - 20, f"{number}/{total}", 11, colour=INK_2, align="right")
    if leaf.is_sample:
        page.chip(WIDTH - MARGIN - 290, HEIGHT - 18, SAMPLE, "warn", 10.5)
