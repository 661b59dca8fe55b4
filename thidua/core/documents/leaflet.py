"""A sheet that is no official paper: a form that a citizen signs, a story for the press, a list.

It has the letters, margins and tables of official documents, without agency, number and signature
of an office.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document as open_document
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment

from thidua.core.documents.blocks import BlockWriter
from thidua.core.documents.head import TEXT_ROOM_MM
from thidua.core.documents.model import Block
from thidua.core.documents.ooxml import add_page_number, add_paragraph, add_table, draw_rule
from thidua.core.documents.render import (
    LANDSCAPE_ROOM_MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    blank_document,
    packed,
    set_page,
)

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_RULE_MM = 58


@dataclass(frozen=True)
class Leaflet:
    """`signers` are the lines under which people sign, side by side."""

    heading: str
    body: Sequence[Block]
    under: str = ""
    national: bool = False
    place_and_day: str = ""
    signers: Sequence[str] = ()
    landscape: bool = False


def render_leaflet(sheet: Leaflet) -> bytes:
    document = open_document(BytesIO(blank_document()))
    document.core_properties.title = sheet.heading[:255]
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.language = "vi-VN"
    room = _set_pages(document, sheet)
    _add_heading(document, sheet, room)
    BlockWriter(document, room).write(sheet.body)
    if sheet.place_and_day:
        line = add_paragraph(document, sheet.place_and_day, "Địa danh, thời gian")
        line.paragraph_format.alignment = Alignment.RIGHT
    _add_signers(document, sheet, room)
    return packed(document)


def _set_pages(document: Document, sheet: Leaflet) -> float:
    section = document.sections[0]
    set_page(section)
    number = section.header.paragraphs[0]
    number.style = "Số trang"
    add_page_number(number)
    for place in (section.footer, section.first_page_footer):
        place.paragraphs[0].style = "Địa chỉ"
    section.first_page_header.paragraphs[0].style = "Dự thảo"
    if not sheet.landscape:
        return TEXT_ROOM_MM
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE_HEIGHT, PAGE_WIDTH
    return LANDSCAPE_ROOM_MM


def _add_heading(document: Document, sheet: Leaflet, room: float) -> None:
    if sheet.national:
        add_paragraph(document, NATION, "Quốc hiệu")
        add_paragraph(document, MOTTO, "Tiêu ngữ")
        draw_rule(document, room, MOTTO_RULE_MM)
    add_paragraph(document, sheet.heading, "Tên loại")
    if sheet.under:
        add_paragraph(document, sheet.under, "Trích yếu")
    add_paragraph(document, "", "Khoảng cách")


def _add_signers(document: Document, sheet: Leaflet, room: float) -> None:
    if not sheet.signers:
        return
    add_paragraph(document, "", "Khoảng cách")
    widths = [room / len(sheet.signers)] * len(sheet.signers)
    grid = add_table(document, 1, widths, ruled=False)
    for cell, who in zip(grid.rows[0].cells, sheet.signers, strict=True):
        title, _newline, note = who.partition("\n")
        add_paragraph(cell, title, "Quyền hạn, chức vụ")
        if note:
            add_paragraph(cell, note, "Địa danh, thời gian")
