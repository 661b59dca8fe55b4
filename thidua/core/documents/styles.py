"""Paragraph styles of official documents: one for each component of Decree 30/2020, Annex I.

They carry the names of the decree, so that a clerk who opens the file finds them in Word.
"""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from thidua.core.documents.ooxml import RULE_HEIGHT, element, fonts, replace_child

INDENT = Mm(12.7)
BODY_LINES = 1.1
KEPT_STYLES = frozenset({"Normal", "Default Paragraph Font", "Normal Table", "No List"})


@dataclass(frozen=True)
class Look:
    size: float
    align: Alignment = Alignment.CENTER
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    indent: bool = False
    lines: float = 1.0
    keep_with_next: bool = False
    outline: int | None = None
    red: bool = False


def _body(**changes: object) -> Look:
    looks: dict[str, object] = {
        "size": 14,
        "align": Alignment.JUSTIFY,
        "before": 6,
        "indent": True,
        "lines": BODY_LINES,
    }
    return Look(**(looks | changes))  # type: ignore[arg-type]


LOOKS = {
    "Quốc hiệu": Look(12, bold=True),
    "Tiêu ngữ": Look(13, bold=True),
    "Cơ quan chủ quản": Look(12),
    "Cơ quan ban hành": Look(12, bold=True),
    "Số, ký hiệu": Look(13, before=4),
    "Địa danh, thời gian": Look(13, italic=True, before=4),
    "Trích yếu công văn": Look(12, before=6),
    "Dấu mức độ khẩn": Look(13, bold=True, red=True),
    "Dự thảo": Look(13, Alignment.LEFT, bold=True),
    "Tên loại": Look(14, bold=True, before=18, keep_with_next=True),
    "Trích yếu": Look(14, bold=True, keep_with_next=True),
    "Đường kẻ": Look(1, before=3),
    "Thẩm quyền ban hành": Look(14, bold=True, before=14, after=8, keep_with_next=True),
    "Lời quyết định": Look(14, bold=True, before=12, after=6, keep_with_next=True),
    "Kính gửi": Look(14, Alignment.LEFT, before=14, keep_with_next=True),
    "Nơi gửi": Look(14, Alignment.LEFT, before=2),
    "Căn cứ": _body(italic=True),
    "Lời văn": _body(),
    "Mục": _body(bold=True, before=10, keep_with_next=True, outline=0),
    "Khoản có tiêu đề": _body(bold=True, keep_with_next=True, outline=1),
    "Điều": _body(),
    "Điều có tiêu đề": _body(bold=True, keep_with_next=True, outline=1),
    "Tên bảng": Look(13, bold=True, before=8, after=4, keep_with_next=True),
    "Đầu bảng": Look(13, bold=True, before=2, after=2),
    "Ô bảng": Look(13, Alignment.LEFT, before=2, after=2),
    "Biểu đồ": Look(14, before=2, after=6),
    "Dấu kết thúc": Look(14, Alignment.RIGHT, before=6),
    "Khoảng cách": Look(8),
    "Nơi nhận": Look(12, Alignment.LEFT, bold=True, italic=True),
    "Danh sách nơi nhận": Look(11, Alignment.LEFT),
    "Quyền hạn, chức vụ": Look(14, bold=True),
    "Chức vụ khác": Look(14, bold=True),
    "Họ và tên": Look(14, bold=True),
    "Phụ lục": Look(14, bold=True, keep_with_next=True, outline=0),
    "Tên phụ lục": Look(14, bold=True, before=4, keep_with_next=True),
    "Kèm theo": Look(14, italic=True, before=4, keep_with_next=True),
    "Số trang": Look(14),
    "Địa chỉ": Look(11, before=2),
}


def prepare_styles(document: Document) -> None:
    """Leave nothing of the library's template in the file but our own styles."""
    _set_defaults(document)
    for style in list(document.styles):
        if style.name not in KEPT_STYLES:
            style.delete()
    _set_normal(document)
    for name, look in LOOKS.items():
        _add_style(document, name, look)


def _set_defaults(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    for child in (fonts(), element("w:sz", val="28"), element("w:szCs", val="28")):
        run.append(child)
    run.append(element("w:lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    spacing = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr")).find(qn("w:spacing"))
    spacing.attrib.clear()
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "240")
    spacing.set(qn("w:lineRule"), "auto")


def _set_normal(document: Document) -> None:
    normal = document.styles["Normal"]
    properties = normal.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    properties.append(fonts())


def _add_style(document: Document, name: str, look: Look) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.hidden = False
    _set_letters(style, look)
    _set_lines(style, look)


def _set_letters(style: ParagraphStyle, look: Look) -> None:
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.italic = look.italic
    if look.red:
        style.font.color.rgb = RGBColor(0xFF, 0, 0)
    properties = style.element.get_or_add_rPr()
    for own in properties.findall(qn("w:rFonts")):
        properties.remove(own)
    properties.insert(0, fonts())


def _set_lines(style: ParagraphStyle, look: Look) -> None:
    lines = style.paragraph_format
    lines.alignment = look.align
    lines.space_before = Pt(look.before)
    lines.space_after = Pt(look.after)
    lines.line_spacing = RULE_HEIGHT if style.name == "Đường kẻ" else look.lines
    lines.keep_with_next = look.keep_with_next
    lines.widow_control = True
    if look.indent:
        lines.first_line_indent = INDENT
    if look.outline is not None:
        level = element("w:outlineLvl", val=str(look.outline))
        replace_child(style.element.get_or_add_pPr(), level, "w:divId", "w:cnfStyle", "w:rPr")
