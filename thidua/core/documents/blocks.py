"""The words of a document: sections, clauses, points, tables, numbered as the decree asks."""

from collections import Counter
from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment
from docx.table import _Row
from docx.text.paragraph import Paragraph as Line

from thidua.core.documents.charts import add_chart
from thidua.core.documents.model import (
    Align,
    Article,
    Block,
    Bullet,
    Chart,
    Clause,
    Column,
    Paragraph,
    Point,
    Section,
    Span,
    Table,
    Text,
    spans_of,
)
from thidua.core.documents.numbering import roman, vietnamese_letter
from thidua.core.documents.ooxml import (
    add_paragraph,
    add_table,
    keep_whole,
    repeat_on_every_page,
)

_ALIGNMENTS = {
    Align.LEFT: Alignment.LEFT,
    Align.CENTER: Alignment.CENTER,
    Align.RIGHT: Alignment.RIGHT,
}
END_MARK = "./."
LOOSE_ENDS = " .;,:"


class BlockWriter:
    """Writes blocks one after another and knows the last line, for the mark of the end."""

    def __init__(self, document: Document, room_mm: float) -> None:
        self._document = document
        self._room_mm = room_mm
        self._last: Line | None = None

    def write(self, blocks: Iterable[Block]) -> None:
        places: Counter[type] = Counter()
        for block in blocks:
            self._write_block(block, places[type(block)])
            places[type(block)] += 1

    def write_bases(self, bases: Sequence[str], *, decides: bool) -> None:
        """Căn cứ: a semicolon after each; after the last a full stop (Annex I, II.6.a)."""
        for place, basis in enumerate(bases, 1):
            mark = "." if place == len(bases) else ";"
            add_paragraph(self._document, f"{basis.rstrip(LOOSE_ENDS)}{mark}", "Căn cứ")
        if decides:
            add_paragraph(self._document, "QUYẾT ĐỊNH:", "Lời quyết định")

    def write_closing(self, closing: Iterable[Text]) -> None:
        for text in closing:
            self._line("Lời văn", text)

    def finish(self) -> None:
        """The mark "./." behind the last word, or on a line of its own behind a table."""
        if self._last is None or not self._last.runs:
            self._last = add_paragraph(self._document, END_MARK, "Dấu kết thúc")
        else:
            run = self._last.runs[-1]
            run.text = run.text.rstrip().removesuffix(END_MARK).rstrip(LOOSE_ENDS) + END_MARK
        self._last.paragraph_format.keep_with_next = True

    def _write_block(self, block: Block, place: int) -> None:
        match block:
            case Paragraph():
                self._line("Lời văn", _slanted(block))
            case Bullet():
                self._line("Lời văn", block.text, lead="- ")
            case Point():
                self._line("Lời văn", block.text, lead=f"{vietnamese_letter(place)}) ")
                self.write(block.blocks)
            case Clause():
                self._write_clause(block, place + 1)
            case Section():
                self._line("Mục", f"{roman(place + 1)}. {block.title.upper()}")
                self.write(block.blocks)
            case Article():
                self._write_article(block, place + 1)
            case Table():
                self._write_table(block)
            case Chart():
                add_chart(self._document, block, self._room_mm)
                self._last = None

    def _write_clause(self, clause: Clause, number: int) -> None:
        if clause.title:
            self._line("Khoản có tiêu đề", f"{number}. {clause.title}")
            if clause.text:
                self._line("Lời văn", clause.text)
        else:
            self._line("Lời văn", clause.text, lead=f"{number}. ")
        self.write(clause.blocks)

    def _write_article(self, article: Article, number: int) -> None:
        lead = f"Điều {number}. "
        if article.title:
            self._line("Điều có tiêu đề", lead + article.title)
            if article.text:
                self._line("Lời văn", article.text)
        else:
            spans = (Span(lead, bold=True), *spans_of(article.text))
            self._line("Điều", spans)
        self.write(article.blocks)

    def _line(self, style: str, text: Text, lead: str = "") -> None:
        line = self._document.add_paragraph(style=style)
        spans = spans_of(text)
        if lead:
            spans = (Span(lead), *spans)
        for span in _joined(spans):
            run = line.add_run(span.text)
            run.bold = span.bold or None
            run.italic = span.italic or None
        self._last = line

    def _write_table(self, table: Table) -> None:
        if table.caption:
            add_paragraph(self._document, table.caption, "Tên bảng")
        else:
            add_paragraph(self._document, "", "Khoảng cách").paragraph_format.keep_with_next = True
        whole = sum(column.share for column in table.columns)
        widths = [self._room_mm * column.share / whole for column in table.columns]
        grid = add_table(self._document, 1 + len(table.rows), widths, ruled=True)
        head, *rows = grid.rows
        _write_heads(head, table.columns)
        for place, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
            _write_cells(row, table.columns, cells, strong=place in table.strong)
        self._last = None


def _slanted(paragraph: Paragraph) -> Text:
    if not paragraph.italic:
        return paragraph.text
    return tuple(Span(span.text, span.bold, italic=True) for span in spans_of(paragraph.text))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one look become one run, so that words stay whole in the file."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and (last.bold, last.italic) == (span.bold, span.italic):
            joined[-1] = Span(last.text + span.text, span.bold, span.italic)
        else:
            joined.append(span)
    return joined


def _write_heads(row: _Row, columns: Sequence[Column]) -> None:
    repeat_on_every_page(row)
    keep_whole(row)
    for cell, column in zip(row.cells, columns, strict=True):
        add_paragraph(cell, column.title, "Đầu bảng")


def _write_cells(
    row: _Row, columns: Sequence[Column], texts: Sequence[str], *, strong: bool
) -> None:
    keep_whole(row)
    for cell, column, text in zip(row.cells, columns, texts, strict=True):
        line = add_paragraph(cell, text, "Ô bảng")
        if strong:
            line.runs[0].bold = True
        if column.align is not Align.LEFT:
            line.paragraph_format.alignment = _ALIGNMENTS[column.align]
