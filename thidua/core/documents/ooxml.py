"""The few corners of WordprocessingML that python-docx leaves to its users."""

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as PageSection
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

Place = Document | _Cell | _Header | _Footer

FONT = "Times New Roman"
FONT_SLOTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")
TWIPS_PER_MM = 1440 / 25.4
RULE_EIGHTHS = 6
RULE_HEIGHT = Pt(4)
INK = "000000"
RED = "FF0000"


def twips(mm: float) -> str:
    return str(round(mm * TWIPS_PER_MM))


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def replace_child(parent: BaseOxmlElement, child: BaseOxmlElement, *successors: str) -> None:
    """Put the child where the schema wants it, in the place of one of its kind."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    parent.insert_element_before(child, *successors)


def fonts() -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement("w:rFonts")
    for slot in FONT_SLOTS:
        made.set(qn(slot), FONT)
    return made


def add_paragraph(place: Place, text: str, style: str) -> Paragraph:
    """A paragraph at the end of a page, cell, head or foot; newlines become line breaks."""
    paragraph = place.add_paragraph(style=style)
    paragraph.add_run(text)
    return paragraph


def draw_rule(place: Place, room_mm: float, length_mm: float) -> None:
    """A solid rule of this length in the middle of the room."""
    paragraph = place.add_paragraph(style="Đường kẻ")
    side = Mm(max(0.0, (room_mm - length_mm) / 2))
    paragraph.paragraph_format.left_indent = side
    paragraph.paragraph_format.right_indent = side
    add_border(paragraph, ("top",), INK, RULE_EIGHTHS)


def add_border(paragraph: Paragraph, sides: Sequence[str], color: str, eighths: int) -> None:
    borders = element("w:pBdr")
    for side in sides:
        line = element(f"w:{side}", val="single", sz=str(eighths), space="1", color=color)
        borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    replace_child(properties, borders, *_AFTER_BORDERS)


_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
    "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
    "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def add_page_number(paragraph: Paragraph) -> None:
    for kind, words in (
        ("begin", ""),
        ("", " PAGE "),
        ("separate", ""),
        ("text", "2"),
        ("end", ""),
    ):
        run = paragraph.add_run(words if kind == "text" else "")
        if kind in ("begin", "separate", "end"):
            run._r.append(element("w:fldChar", fldCharType=kind))
        elif not kind:
            instruction = element("w:instrText")
            instruction.text = words
            run._r.append(instruction)


def add_table(place: Place, rows: int, widths_mm: Sequence[float], *, ruled: bool) -> Table:
    """A table of fixed widths, written for Word (cells) and for LibreOffice (grid) alike."""
    table = _new_table(place, rows, len(widths_mm), sum(widths_mm))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_frame(table, widths_mm, ruled)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths_mm, strict=True):
        column.w = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
            _empty(cell)
    return table


def _new_table(place: Place, rows: int, columns: int, width_mm: float) -> Table:
    if isinstance(place, Document | _Cell):
        return place.add_table(rows, columns)
    return place.add_table(rows, columns, Mm(width_mm))


def _set_frame(table: Table, widths_mm: Sequence[float], ruled: bool) -> None:
    properties = table._tbl.tblPr
    for style in properties.findall(qn("w:tblStyle")):
        properties.remove(style)
    # The sum of the columns as written: a rounding apart, Word would stretch the last one.
    whole = sum(int(twips(width)) for width in widths_mm)
    width = element("w:tblW", w=str(whole), type="dxa")
    replace_child(properties, width, "w:jc", "w:tblCellSpacing", "w:tblInd", *_AFTER_INDENT)
    replace_child(properties, _table_borders(ruled), *_AFTER_INDENT[1:])
    replace_child(properties, _cell_margins(1.5 if ruled else 0), "w:tblLook")


_AFTER_INDENT = ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _table_borders(ruled: bool) -> BaseOxmlElement:
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = {"val": "single", "sz": "4", "space": "0", "color": INK} if ruled else {"val": "nil"}
        borders.append(element(f"w:{side}", **line))
    return borders


def _cell_margins(side_mm: float) -> BaseOxmlElement:
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=twips(side_mm), type="dxa"))
    return margins


def _empty(cell: _Cell) -> None:
    for paragraph in cell.paragraphs:
        cell._tc.remove(paragraph._p)


def keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def repeat_on_every_page(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def all_cells(table: Table) -> Iterator[_Cell]:
    for row in table.rows:
        yield from row.cells


def restart_page_numbers(section: PageSection) -> None:
    numbers = element("w:pgNumType", start="1")
    replace_child(
        section._sectPr, numbers, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg",
        "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings",
    )  # fmt: skip


def add_stamp(cell: _Cell, words: str, width_mm: float, height_mm: float) -> None:
    """A red frame of exact size with words in its middle."""
    frame = add_table(cell, 1, [width_mm], ruled=True)
    for line in frame._tbl.tblPr.find(qn("w:tblBorders")):
        line.set(qn("w:color"), RED)
        line.set(qn("w:sz"), "8")
    frame.rows[0].height = Mm(height_mm)
    frame.rows[0].height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    frame.cell(0, 0).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    add_paragraph(frame.cell(0, 0), words, "Dấu mức độ khẩn")
    # A cell must end with a paragraph; the library has added one at the size of the body.
    cell.paragraphs[-1].style = "Đường kẻ"
