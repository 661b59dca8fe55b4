"""A document as the page shows it: the same words, numbers and order as the printed file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from thidua.core.documents import (
    Article,
    Block,
    Bullet,
    Chart,
    Clause,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Point,
    Section,
    Series,
    Span,
    Table,
    Text,
    roman,
    vietnamese_letter,
    words_for_day,
    words_for_number,
)
from thidua.core.documents.foot import recipient_lines
from thidua.core.documents.head import AGENCY_ROOM_MM, SLACK, SUBJECT_ROOM_MM
from thidua.core.documents.measure import balanced_lines
from thidua.core.documents.model import Column, spans_of
from thidua.core.documents.styles import LOOKS
from thidua.core.text import format_number

END_MARK = "./."
LOOSE_ENDS = " .;,:"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or one table of the sheet."""

    look: str  # text, section, heading, article, table, end
    spans: Sequence[Span] = ()
    table: SheetTable | None = None
    chart: SheetChart | None = None


@dataclass(frozen=True, slots=True)
class SheetBar:
    """One value of a chart: in words, and how long its bar is drawn (0 to 100)."""

    name: str
    words: str
    share: float
    number: int


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A chart on the screen: the same values as bars with their words."""

    chart: Chart
    bars: Sequence[tuple[str, Sequence[SheetBar]]]


@dataclass(frozen=True, slots=True)
class SheetTable:
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[tuple[str, str]]]  # words and alignment


@dataclass(frozen=True, slots=True)
class SheetAnnex:
    heading: str
    title: str
    lines: Sequence[Line]


@dataclass(slots=True)
class Sheet:
    document: OfficialDocument
    number: str
    day: str
    addressees: Sequence[str]
    bases: Sequence[str]
    lines: Sequence[Line]
    recipients: Sequence[str]
    annexes: Sequence[SheetAnnex] = field(default_factory=tuple)

    @property
    def agency(self) -> list[str]:
        return _even(self.document.agency.upper(), "Cơ quan ban hành", AGENCY_ROOM_MM)

    @property
    def parent_agency(self) -> list[str]:
        return _even(self.document.parent_agency.upper(), "Cơ quan chủ quản", AGENCY_ROOM_MM)

    @property
    def subject(self) -> list[str]:
        return _even(self.document.subject, "Trích yếu", SUBJECT_ROOM_MM)

    @property
    def about(self) -> list[str]:
        """The subject of a letter, under its number."""
        subject = self.document.subject
        words = f"V/v {subject}" if self.is_letter and subject else ""
        return _even(words, "Trích yếu công văn", AGENCY_ROOM_MM)

    @property
    def is_letter(self) -> bool:
        return not self.document.kind.has_heading

    @property
    def heading(self) -> str:
        return self.document.kind.heading

    @property
    def decides(self) -> bool:
        return self.document.kind is DocumentKind.DECISION

    @property
    def stamp(self) -> str:
        return self.document.urgency.mark if self.document.urgency else ""


def _even(words: str, look: str, room_mm: float) -> list[str]:
    """The same lines of like length as in the printed file."""
    style = LOOKS[look]
    return balanced_lines(words, style.size, room_mm / SLACK, bold=style.bold) if words else []


def sheet_of(document: OfficialDocument) -> Sheet:
    place = f"{document.place}, " if document.place else ""
    return Sheet(
        document=document,
        number=words_for_number(document.number, document.notation),
        day=place + words_for_day(document.day, document.year_of_issue),
        addressees=_stopped(document.addressees),
        bases=_stopped(document.bases),
        lines=_ended(lines_of([*document.body, *map(Paragraph, document.closing)])),
        recipients=recipient_lines(document.recipients, document.archive),
        annexes=[
            SheetAnnex(_annex_heading(i, len(document.annexes)), annex.title, _ended(lines_of(annex.blocks)))
            for i, annex in enumerate(document.annexes, 1)
        ],
    )  # fmt: skip


def _annex_heading(number: int, count: int) -> str:
    return "Phụ lục" if count == 1 else f"Phụ lục {roman(number)}"


def _stopped(lines: Sequence[str]) -> list[str]:
    """A semicolon after each, a full stop after the last."""
    return [
        f"{line.rstrip(LOOSE_ENDS)}{'.' if place == len(lines) else ';'}"
        for place, line in enumerate(lines, 1)
    ]


def lines_of(blocks: Iterable[Block]) -> list[Line]:
    lines: list[Line] = []
    places: Counter[type] = Counter()
    for block in blocks:
        places[type(block)] += 1
        lines += _lines(block, places[type(block)])
    return lines


def _lines(block: Block, place: int) -> list[Line]:
    match block:
        case Paragraph(text, italic):
            return [_text(text, italic=italic)]
        case Bullet(text):
            return [_text(text, "- ")]
        case Point(text, blocks):
            return [_text(text, f"{vietnamese_letter(place - 1)}) "), *lines_of(blocks)]
        case Section(title, blocks):
            head = Line("section", (Span(f"{roman(place)}. {title.upper()}"),))
            return [head, *lines_of(blocks)]
        case Clause(text, title, blocks):
            return [*_titled(f"{place}. ", text, title, "text"), *lines_of(blocks)]
        case Article(text, title, blocks):
            return [*_titled(f"Điều {place}. ", text, title, "article"), *lines_of(blocks)]
        case Table():
            return [_table(block)]
        case Chart():
            return [Line("chart", chart=SheetChart(block, _bars(block)))]
    raise TypeError(f"unknown block {block!r}")


def _table(table: Table) -> Line:
    cells = [
        [
            (words, f"{column.align.value} strong" if place in table.strong else column.align.value)
            for words, column in zip(row, table.columns, strict=True)
        ]
        for place, row in enumerate(table.rows)
    ]
    return Line("table", table=SheetTable(table.caption, table.columns, cells))


def _bars(chart: Chart) -> list[tuple[str, list[SheetBar]]]:
    known = [abs(v) for one in chart.series for v in one.values if v is not None]
    top = max(known, default=0) or 1
    return [
        (category, [_bar(one, place, number, top) for number, one in enumerate(chart.series, 1)])
        for place, category in enumerate(chart.categories)
    ]


def _bar(series: Series, place: int, number: int, top: Decimal | int) -> SheetBar:
    value = series.values[place]
    if value is None:
        return SheetBar(series.name, "chưa có số liệu", 0.0, number)
    return SheetBar(series.name, format_number(value), 100 * float(abs(value) / top), number)


def _titled(lead: str, text: Text, title: str, look: str) -> list[Line]:
    if title:
        lines = [Line("heading", (Span(lead + title),))]
        return [*lines, _text(text)] if text else lines
    first = Span(lead, bold=look == "article")
    return [Line("text", (first, *spans_of(text)))]


def _text(text: Text, lead: str = "", italic: bool = False) -> Line:
    spans = tuple(replace(s, italic=s.italic or italic) for s in spans_of(text))
    return Line("text", (Span(lead), *spans) if lead else spans)


def _ended(lines: list[Line]) -> list[Line]:
    """The mark "./." behind the last word, or on a line of its own behind a table."""
    if not lines or not lines[-1].spans:
        return [*lines, Line("end", (Span(END_MARK),))]
    last = lines[-1]
    word = last.spans[-1]
    ended = replace(word, text=word.text.rstrip(LOOSE_ENDS) + END_MARK)
    return [*lines[:-1], replace(last, spans=(*last.spans[:-1], ended))]
