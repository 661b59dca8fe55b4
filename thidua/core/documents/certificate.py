"""Certificates of a course as a .docx file: one sheet of A4 on its side for each person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx import Document as open_document
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from thidua.core.documents.model import Signature
from thidua.core.documents.numbering import words_for_day
from thidua.core.documents.ooxml import FONT, FONT_SLOTS, add_table, element, replace_child
from thidua.core.documents.styles import prepare_styles

RED = RGBColor(0xA8, 0x14, 0x1A)
WIDTH, HEIGHT = Mm(297), Mm(210)
MARGIN = Mm(22)
ROOM_MM = 297 - 2 * 22
BORDER = (("w:top", "24"), ("w:left", "24"), ("w:bottom", "24"), ("w:right", "24"))


@dataclass(frozen=True)
class Certificate:
    """What one sheet says. `number` as printed: "007/2022/GCN"."""

    agency: str
    parent_agency: str
    place: str
    day: date
    number: str
    full_name: str
    post: str
    unit: str
    course: str
    span: str
    signer: Signature


def render_certificates(certificates: Sequence[Certificate]) -> bytes:
    if not certificates:
        raise ValueError("Không có giấy chứng nhận nào để in.")
    document = open_document()
    prepare_styles(document)
    for number, certificate in enumerate(certificates):
        section = document.sections[0] if number == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        _set_page(section)
        _write(document, certificate)
    packed = BytesIO()
    document.core_properties.title = "Giấy chứng nhận"
    document.core_properties.author = certificates[0].agency
    document.core_properties.comments = ""
    document.save(packed)
    return packed.getvalue()


def _set_page(section: Section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = WIDTH, HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(8)
    borders = element("w:pgBorders", offsetFrom="page")
    for side, size in BORDER:
        borders.append(element(side, val="thinThickSmallGap", sz=size, space="24", color="A8141A"))
    replace_child(
        section._sectPr, borders, "w:lnNumType", "w:pgNumType", "w:cols", "w:formProt", "w:vAlign",
        "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid",
        "w:printerSettings", "w:sectPrChange",
    )  # fmt: skip


def _write(document: Document, certificate: Certificate) -> None:
    _head(document, certificate)
    _line(document, certificate.agency.upper(), 16, bold=True, before=28)
    _line(document, "CHỨNG NHẬN", 38, bold=True, before=14, after=12, red=True)
    _line(document, f"Ông (bà): {certificate.full_name}", 22, bold=True, before=8)
    told = ", ".join(part for part in (certificate.post, certificate.unit) if part)
    _line(document, told, 16, before=6)
    _line(document, f"Đã hoàn thành lớp {certificate.course}", 17, before=14)
    _line(document, certificate.span, 15, italic=True, before=6, after=24)
    _foot(document, certificate)


def _head(document: Document, certificate: Certificate) -> None:
    table = add_table(document, 1, [ROOM_MM * 0.42, ROOM_MM * 0.58], ruled=False)
    left, right = table.rows[0].cells
    if certificate.parent_agency:
        _fill(left.add_paragraph(), certificate.parent_agency.upper(), 12)
    _fill(left.add_paragraph(), certificate.agency.upper(), 12, bold=True)
    _fill(right.add_paragraph(), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    motto = right.add_paragraph()
    _fill(motto, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    for run in motto.runs:
        run.underline = True


def _foot(document: Document, certificate: Certificate) -> None:
    table = add_table(document, 1, [ROOM_MM / 2, ROOM_MM / 2], ruled=False)
    left, right = table.rows[0].cells
    _fill(left.add_paragraph(), f"Số: {certificate.number}", 13, align=Alignment.LEFT)
    _fill(
        left.add_paragraph(),
        "(Ghi trong sổ cấp giấy chứng nhận)",
        11,
        italic=True,
        align=Alignment.LEFT,
    )
    day = words_for_day(certificate.day, certificate.day.year)
    _fill(right.add_paragraph(), f"{certificate.place}, {day}", 13, italic=True)
    for line in (*certificate.signer.authority, certificate.signer.title):
        _fill(right.add_paragraph(), line, 13, bold=True)
    _fill(right.add_paragraph(), certificate.signer.name, 14, bold=True, before=66)


def _line(document: Document, text: str, size: float, **look: object) -> None:
    _fill(document.add_paragraph(), text, size, **look)  # type: ignore[arg-type]


def _fill(
    paragraph: Paragraph,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    red: bool = False,
    before: float = 0,
    after: float = 0,
    align: Alignment = Alignment.CENTER,
) -> None:
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if red:
        run.font.color.rgb = RED
    properties = run._r.get_or_add_rPr()
    names = properties.find(qn("w:rFonts"))
    if names is None:
        names = element("w:rFonts")
        properties.insert(0, names)
    for slot in FONT_SLOTS:
        names.set(qn(slot), FONT)
