"""An official document as a .docx file in the layout of Decree 30/2020, Annex I."""

from datetime import date, datetime, time
from functools import cache
from io import BytesIO

from docx import Document as open_document
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.section import Section as PageSection
from docx.shared import Mm

from thidua.core.documents.blocks import BlockWriter
from thidua.core.documents.foot import add_foot
from thidua.core.documents.head import RULE_SHARE, TEXT_ROOM_MM, add_even_lines, add_head, add_title
from thidua.core.documents.kinds import DocumentKind
from thidua.core.documents.model import Annex, OfficialDocument
from thidua.core.documents.numbering import roman, words_for_day, words_for_number
from thidua.core.documents.ooxml import (
    INK,
    add_border,
    add_page_number,
    add_paragraph,
    draw_rule,
    restart_page_numbers,
)
from thidua.core.documents.styles import prepare_styles

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP = BOTTOM = Mm(20)
LEFT, RIGHT = Mm(30), Mm(15)
NUMBER_FROM_EDGE = Mm(10)
LANDSCAPE_ROOM_MM = (PAGE_HEIGHT - LEFT - RIGHT) / Mm(1)
WORD_2013 = "15"
TEMPLATE_LEFTOVERS = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


def render_docx(paper: OfficialDocument) -> bytes:
    document = open_document(BytesIO(blank_document()))
    _set_properties(document, paper)
    _set_first_page(document.sections[0], paper)
    add_head(document, paper)
    add_title(document, paper)
    _add_body(document, paper)
    add_foot(document, paper)
    for number, annex in enumerate(paper.annexes, 1):
        _add_annex(document, paper, annex, roman(number) if len(paper.annexes) > 1 else "")
    return packed(document)


def packed(document: Document) -> bytes:
    whole = BytesIO()
    document.save(whole)
    return whole.getvalue()


@cache
def blank_document() -> bytes:
    """An empty file with our styles; made once, because styling takes longer than writing."""
    document = open_document()
    prepare_styles(document)
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in relations.items() if rel.reltype in TEMPLATE_LEFTOVERS]:
            del relations[key]
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_2013)
    return packed(document)


def _set_properties(document: Document, paper: OfficialDocument) -> None:
    day = paper.day or date(paper.year_of_issue, 1, 1)
    moment = datetime.combine(day, time.min)
    properties = document.core_properties
    properties.title = f"{paper.kind.label.capitalize()}: {paper.subject}"[:255]
    properties.author = (paper.issuer or paper.agency.replace("\n", " "))[:255]
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = moment


def set_page(section: PageSection) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = section.footer_distance = NUMBER_FROM_EDGE
    section.different_first_page_header_footer = True
    restart_page_numbers(section)


def _set_first_page(section: PageSection, paper: OfficialDocument) -> None:
    set_page(section)
    number = section.header.paragraphs[0]
    number.style = "Số trang"
    add_page_number(number)
    mark = section.first_page_header.paragraphs[0]
    mark.style = "Dự thảo"
    mark.add_run("DỰ THẢO" if paper.draft else "")
    contact = section.first_page_footer.paragraphs[0]
    contact.style = "Địa chỉ"
    if paper.contact:
        contact.add_run(paper.contact)
        add_border(contact, ("top",), INK, 4)
    section.footer.paragraphs[0].style = "Địa chỉ"


def _add_body(document: Document, paper: OfficialDocument) -> None:
    writer = BlockWriter(document, TEXT_ROOM_MM)
    writer.write_bases(paper.bases, decides=paper.kind is DocumentKind.DECISION)
    writer.write(paper.body)
    writer.write_closing(paper.closing)
    writer.finish()


def _add_annex(document: Document, paper: OfficialDocument, annex: Annex, number: str) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _shrink_section_break(document)
    set_page(section)
    section.first_page_footer.is_linked_to_previous = False
    section.first_page_footer.paragraphs[0].style = "Địa chỉ"
    room = TEXT_ROOM_MM
    if annex.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = PAGE_HEIGHT, PAGE_WIDTH
        room = LANDSCAPE_ROOM_MM
    add_paragraph(document, f"Phụ lục {number}".strip(), "Phụ lục")
    add_even_lines(document, annex.title.upper(), "Tên phụ lục", room)
    length = add_even_lines(document, accompanying_line(paper), "Kèm theo", room)
    draw_rule(document, room, length * RULE_SHARE)
    writer = BlockWriter(document, room)
    writer.write(annex.blocks)
    writer.finish()


def _shrink_section_break(document: Document) -> None:
    """The empty line that carries the break must not open a page of its own."""
    for line in document.paragraphs:
        if line._p.pPr is not None and line._p.pPr.find(qn("w:sectPr")) is not None:
            line.style = "Đường kẻ"


def accompanying_line(paper: OfficialDocument) -> str:
    """Which document an annex goes with (Annex I, III.1.c)."""
    number = words_for_number(paper.number, paper.notation)
    issuer = paper.issuer or paper.agency.replace("\n", " ")
    day = words_for_day(paper.day, paper.year_of_issue)
    return f"(Kèm theo {paper.kind.label.capitalize()} số {number} {day} của {issuer})"
