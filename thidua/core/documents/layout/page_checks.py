"""Paper, margins, typeface and page numbers (Annex I, Part I, I)."""

from collections.abc import Iterator

from thidua.core.documents.layout.anatomy import Anatomy
from thidua.core.documents.layout.faults import LayoutFault, Look, fault, number_words, quoted
from thidua.core.documents.layout.reading import PageSetup, Paper
from thidua.core.documents.ooxml import FONT

TOLERANCE_MM = 0.6
SHORT_MM, LONG_MM = 210.0, 297.0
MARGINS = (
    ("top_mm", "trên", 20.0, 25.0),
    ("bottom_mm", "dưới", 20.0, 25.0),
    ("left_mm", "trái", 30.0, 35.0),
    ("right_mm", "phải", 15.0, 20.0),
)
BLACK = frozenset(("AUTO", "000000"))
PAGE_NUMBER = Look("Số trang", "mục I.7", 13, 14, bold=False, italic=False, align="center")
STAMP_WORDS = frozenset(("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HOẢ TỐC"))


def check_page(paper: Paper, anatomy: Anatomy) -> Iterator[LayoutFault]:
    for page in paper.pages:
        yield from _check_size(page)
        yield from _check_margins(page)
        yield from _check_page_number(page)
    if len(paper.pages) > 1 and anatomy.annexes and not paper.pages[-1].restarts:
        yield fault(
            "page.annex_number",
            "Số trang của phụ lục phải đánh riêng, bắt đầu từ 1.",
            "mục III.1.đ",
        )
    yield from _check_letters(paper)


def _check_size(page: PageSetup) -> Iterator[LayoutFault]:
    sides = sorted((page.width_mm, page.height_mm))
    if abs(sides[0] - SHORT_MM) > 1 or abs(sides[1] - LONG_MM) > 1:
        yield fault("page.size", "Văn bản phải dùng khổ giấy A4 (210 mm x 297 mm).", "mục I.1")


def _check_margins(page: PageSetup) -> Iterator[LayoutFault]:
    for field, name, least, most in MARGINS:
        value: float = getattr(page, field)
        if not least - TOLERANCE_MM <= value <= most + TOLERANCE_MM:
            yield fault(
                f"page.{field.removesuffix('_mm')}",
                f"Lề {name} đang là {number_words(value)} mm, phải từ {number_words(least)}"
                f" đến {number_words(most)} mm.",
                "mục I.3",
            )


def _check_page_number(page: PageSetup) -> Iterator[LayoutFault]:
    if page.numbers_in_foot:
        yield fault("number.place", "Số trang phải đặt ở lề trên, không đặt ở lề dưới.", "mục I.7")
    elif not page.numbers:
        yield fault("number.missing", "Văn bản chưa đánh số trang ở lề trên.", "mục I.7")
    elif page.number_on_first_page:
        yield fault("number.first", "Trang thứ nhất không được hiển thị số trang.", "mục I.7")
    yield from PAGE_NUMBER.faults(page.numbers, "number")


def _check_letters(paper: Paper) -> Iterator[LayoutFault]:
    for line in paper.lines:
        if line.fonts - {FONT}:
            others = ", ".join(sorted(line.fonts - {FONT}))
            words = f"{quoted(line.text)} dùng phông chữ {others}, phải dùng {FONT}."
            yield fault("font.name", words, "mục I.4")
        if line.colors - BLACK and line.text.strip() not in STAMP_WORDS:
            yield fault("font.color", f"{quoted(line.text)} phải dùng chữ màu đen.", "mục I.4")
