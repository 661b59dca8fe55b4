"""A .docx read back as lines with the look they have on paper, whatever style gave it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from docx import Document as open_document
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20
EMU_PER_MM = 36000
LINE_UNITS = 240
OFF = frozenset(("0", "false", "off", "none"))
DRAWN = ("w:drawing", "w:pict")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Cell:
    """Where a line stands in a table of the body."""

    table: int
    row: int
    column: int
    columns: int


@dataclass(frozen=True)
class Line:
    """One paragraph as people see it."""

    text: str
    sizes: frozenset[float]
    fonts: frozenset[str]
    colors: frozenset[str]
    bold: bool
    italic: bool
    partly_bold: bool
    partly_italic: bool
    align: str
    first_indent_mm: float
    left_indent_mm: float
    right_indent_mm: float
    before: float
    after: float
    spacing: float | None
    ruled: bool
    drawn: bool
    section: int
    room_mm: float
    cell: Cell | None = None

    @property
    def rule_mm(self) -> float | None:
        """How long the border of this line is, when its room is known."""
        if not self.ruled or not self.room_mm:
            return None
        return self.room_mm - self.left_indent_mm - self.right_indent_mm


@dataclass(frozen=True)
class PageSetup:
    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    first_page_differs: bool
    numbers: tuple[Line, ...]
    numbers_in_foot: bool
    number_on_first_page: bool
    restarts: bool


@dataclass(frozen=True)
class Paper:
    lines: tuple[Line, ...]
    pages: tuple[PageSetup, ...]


def read_paper(data: bytes) -> Paper:
    document = open_document(BytesIO(data))
    reader = _Reader(document)
    return Paper(tuple(reader.lines()), tuple(reader.pages()))


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles = {style.style_id: style.element for style in document.styles}
        defaults = document.styles.element.find(qn("w:docDefaults"))
        self._default_run = _descend(defaults, "w:rPrDefault", "w:rPr")
        self._default_lines = _descend(defaults, "w:pPrDefault", "w:pPr")
        self._rooms = [_text_width(section) for section in document.sections]

    def lines(self) -> Iterator[Line]:
        section = 0
        tables = 0
        for block in self._document.iter_inner_content():
            if isinstance(block, Table):
                yield from self._table_lines(block, tables, section)
                tables += 1
                continue
            yield self._line(block, section, self._rooms[section])
            section += _descend(block._p, "w:pPr", "w:sectPr") is not None

    def _table_lines(self, table: Table, number: int, section: int) -> Iterator[Line]:
        for row_number, row in enumerate(table.rows):
            cells = row.cells
            for column, cell in enumerate(cells):
                if column and cell._tc is cells[column - 1]._tc:
                    continue
                place = Cell(number, row_number, column, len(cells))
                yield from self._cell_lines(cell, section, place)

    def _cell_lines(self, cell: _Cell, section: int, place: Cell) -> Iterator[Line]:
        room = (cell.width or 0) / EMU_PER_MM
        for block in cell.iter_inner_content():
            if isinstance(block, Paragraph):
                yield self._line(block, section, room, place)
            else:
                for inner in block._cells:
                    yield from self._cell_lines(inner, section, place)

    def _line(
        self, paragraph: Paragraph, section: int, room_mm: float, cell: Cell | None = None
    ) -> Line:
        looks = [
            (self._run_look(paragraph, run._r), run.text) for run in paragraph.runs if run.text
        ]
        seen = [look for look, text in looks if text.strip()]
        chain = [paragraph._p.pPr, *self._style_parts(self._style_of(paragraph), "w:pPr")]
        parts = [part for part in (*chain, self._default_lines) if part is not None]
        border = _first(parts, "w:pBdr")
        return Line(
            text=paragraph.text,
            sizes=frozenset(look.size for look in seen),
            fonts=frozenset(look.font for look in seen),
            colors=frozenset(look.color for look in seen),
            bold=bool(seen) and all(look.bold for look in seen),
            italic=bool(seen) and all(look.italic for look in seen),
            partly_bold=any(look.bold for look in seen),
            partly_italic=any(look.italic for look in seen),
            align=_value(_first(parts, "w:jc"), default="left"),
            first_indent_mm=_first_indent(parts),
            left_indent_mm=_twips(parts, "w:ind", "w:left", "w:start") / TWIPS_PER_MM,
            right_indent_mm=_twips(parts, "w:ind", "w:right", "w:end") / TWIPS_PER_MM,
            before=_twips(parts, "w:spacing", "w:before") / TWIPS_PER_POINT,
            after=_twips(parts, "w:spacing", "w:after") / TWIPS_PER_POINT,
            spacing=_line_spacing(parts),
            ruled=border is not None and len(border) > 0,
            drawn=any(paragraph._p.findall(f".//{qn(tag)}") for tag in DRAWN),
            section=section,
            room_mm=room_mm,
            cell=cell,
        )

    def _style_of(self, paragraph: Paragraph) -> str:
        style = paragraph.style
        return style.style_id if style is not None else ""

    def _style_parts(self, style_id: str, tag: str) -> Iterator[BaseOxmlElement]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            part = style.find(qn(tag))
            if part is not None:
                yield part
            style_id = _value(style.find(qn("w:basedOn")))

    def _run_look(self, paragraph: Paragraph, run: BaseOxmlElement) -> "_Look":
        own = run.find(qn("w:rPr"))
        named = _value(own.find(qn("w:rStyle"))) if own is not None else ""
        chain = [
            own,
            *self._style_parts(named, "w:rPr"),
            *self._style_parts(self._style_of(paragraph), "w:rPr"),
            self._default_run,
        ]
        parts = [part for part in chain if part is not None]
        return _Look(
            size=int(_value(_first(parts, "w:sz"), default="20")) / 2,
            font=self._font(parts),
            color=_value(_first(parts, "w:color"), default="auto").upper(),
            bold=_is_on(_first(parts, "w:b")),
            italic=_is_on(_first(parts, "w:i")),
        )

    def _font(self, parts: list[BaseOxmlElement]) -> str:
        for part in parts:
            fonts = part.find(qn("w:rFonts"))
            if fonts is None:
                continue
            theme = fonts.get(qn("w:asciiTheme"))
            if theme:
                return self._theme_fonts["major" if theme.startswith("major") else "minor"]
            if fonts.get(qn("w:ascii")):
                return str(fonts.get(qn("w:ascii")))
        return "Times New Roman"

    @cached_property
    def _theme_fonts(self) -> dict[str, str]:
        found = {"major": "", "minor": ""}
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith("/theme") and not relation.is_external:
                theme = parse_xml(relation.target_part.blob)
                for kind in found:
                    latin = theme.find(f".//{DRAWING}{kind}Font/{DRAWING}latin")
                    found[kind] = "" if latin is None else latin.get("typeface", "")
        return found

    def pages(self) -> Iterator[PageSetup]:
        for number, section in enumerate(self._document.sections):
            heads = [self._line(line, number, 0) for line in _number_lines(section.header)]
            first = (section.first_page_header, section.first_page_footer)
            differs = section.different_first_page_header_footer
            yield PageSetup(
                width_mm=(section.page_width or 0) / EMU_PER_MM,
                height_mm=(section.page_height or 0) / EMU_PER_MM,
                top_mm=(section.top_margin or 0) / EMU_PER_MM,
                bottom_mm=(section.bottom_margin or 0) / EMU_PER_MM,
                left_mm=(section.left_margin or 0) / EMU_PER_MM,
                right_mm=(section.right_margin or 0) / EMU_PER_MM,
                first_page_differs=differs,
                numbers=tuple(heads),
                numbers_in_foot=bool(_number_lines(section.footer)),
                number_on_first_page=not differs or any(_number_lines(part) for part in first),
                restarts=_value(section._sectPr.find(qn("w:pgNumType")), "w:start") == "1",
            )


@dataclass(frozen=True)
class _Look:
    size: float
    font: str
    color: str
    bold: bool
    italic: bool


def _text_width(section: Section) -> float:
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return ((section.page_width or 0) - margins) / EMU_PER_MM


def _descend(top: BaseOxmlElement | None, *tags: str) -> BaseOxmlElement | None:
    for tag in tags:
        top = None if top is None else top.find(qn(tag))
    return top


def _first(parts: list[BaseOxmlElement], tag: str) -> BaseOxmlElement | None:
    for part in parts:
        found: BaseOxmlElement | None = part.find(qn(tag))
        if found is not None:
            return found
    return None


def _value(element: BaseOxmlElement | None, name: str = "w:val", default: str = "") -> str:
    return default if element is None else str(element.get(qn(name), default))


def _is_on(toggle: BaseOxmlElement | None) -> bool:
    return toggle is not None and _value(toggle, default="1") not in OFF


def _attribute(parts: list[BaseOxmlElement], tag: str, *names: str) -> str:
    """The nearest value of an attribute: a style may give one and a line another."""
    for part in parts:
        found = part.find(qn(tag))
        for name in names:
            if found is not None and found.get(qn(name)) is not None:
                return str(found.get(qn(name)))
    return ""


def _twips(parts: list[BaseOxmlElement], tag: str, *names: str) -> float:
    written = _attribute(parts, tag, *names)
    try:
        return float(written)
    except ValueError:
        return 0.0


def _first_indent(parts: list[BaseOxmlElement]) -> float:
    hanging = _twips(parts, "w:ind", "w:hanging")
    return (_twips(parts, "w:ind", "w:firstLine") or -hanging) / TWIPS_PER_MM


def _line_spacing(parts: list[BaseOxmlElement]) -> float | None:
    """Lines of text; none when it is fixed in points."""
    if _attribute(parts, "w:spacing", "w:lineRule") in ("exact", "atLeast"):
        return None
    return (_twips(parts, "w:spacing", "w:line") or LINE_UNITS) / LINE_UNITS


def _number_lines(part: _Header | _Footer) -> list[Paragraph]:
    # Word's own gallery wraps the page number in a content control: look at any depth.
    lines = [Paragraph(element, part) for element in part._element.iter(qn("w:p"))]
    return [line for line in lines if "PAGE" in _field_words(line).split()]


def _field_words(paragraph: Paragraph) -> str:
    simple = [field.get(qn("w:instr")) or "" for field in paragraph._p.iter(qn("w:fldSimple"))]
    typed = [words.text or "" for words in paragraph._p.iter(qn("w:instrText"))]
    return "".join([*simple, *typed]).upper()
