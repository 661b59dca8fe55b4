"""A document's blocks as rows of a form, and rows as blocks again.

A row says what it is and how deep it stands; nesting follows from depth, so that a plain form
without script can hold any document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from thidua.core.documents import (
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
    Series,
    Shape,
    Span,
    Table,
    Text,
)
from thidua.core.documents.model import spans_of
from thidua.core.text import format_number, parse_number

KINDS = (
    ("section", "Mục (I, II)"),
    ("article", "Điều"),
    ("clause", "Khoản (1, 2)"),
    ("point", "Điểm (a, b)"),
    ("paragraph", "Đoạn văn"),
    ("italic", "Đoạn in nghiêng"),
    ("bullet", "Gạch đầu dòng"),
    ("table", "Bảng"),
    ("chart", "Biểu đồ"),
)
UNTITLED = ("point", "paragraph", "italic", "bullet")
CONTAINERS = ("section", "article", "clause", "point")
LEVELS = ((0, "Cấp 1"), (1, "Cấp 2"), (2, "Cấp 3"), (3, "Cấp 4"), (4, "Cấp 5"))
MARKS = re.compile(r"(\*\*\*.+?\*\*\*|\*\*.+?\*\*|\*.+?\*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    kind: str = "paragraph"
    level: int = 0
    title: str = ""
    text: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.title.strip() and not self.text.strip()


def rows_of(blocks: Iterable[Block], level: int = 0) -> list[Row]:
    """Every block as a row, in reading order."""
    rows: list[Row] = []
    for block in blocks:
        rows.append(_row(block, level))
        if isinstance(block, Section | Article | Clause | Point):
            rows += rows_of(block.blocks, level + 1)
    return rows


def _row(block: Block, level: int) -> Row:
    match block:
        case Paragraph(text, italic):
            return Row("italic" if italic else "paragraph", level, "", words_with_marks(text))
        case Bullet(text):
            return Row("bullet", level, "", words_with_marks(text))
        case Point(text):
            return Row("point", level, "", words_with_marks(text))
        case Clause(text, title):
            return Row("clause", level, title, words_with_marks(text))
        case Article(text, title):
            return Row("article", level, title, words_with_marks(text))
        case Section(title):
            return Row("section", level, title)
        case Table(columns, rows, caption):
            lines = [[column.title for column in columns], *rows]
            return Row("table", level, caption, "\n".join(" | ".join(line) for line in lines))
        case Chart():
            return Row("chart", level, block.caption, _chart_words(block))
    raise TypeError(f"unknown block {block!r}")


@dataclass(slots=True)
class _Node:
    row: Row
    children: list[_Node] = field(default_factory=list)


def blocks_of(rows: Sequence[Row], known: Iterable[Block] = ()) -> tuple[Block, ...]:
    """Rows as blocks; tables keep the widths of `known` tables with the same headings."""
    root = _Node(Row())
    way: list[tuple[int, _Node]] = [(-1, root)]
    for row in rows:
        if row.is_blank:
            continue
        while way[-1][0] >= row.level:
            way.pop()
        node = _Node(row)
        way[-1][1].children.append(node)
        if row.kind in CONTAINERS:
            way.append((row.level, node))
    return _blocks(root, _known(known))


@dataclass(frozen=True, slots=True)
class Known:
    """What a form does not show of tables and charts: widths by headings, shapes by captions."""

    columns: dict[tuple[str, ...], Table]
    shapes: dict[str, Shape]


def _known(blocks: Iterable[Block]) -> Known:
    leaves = _tables(blocks)
    return Known(
        {_heads(leaf): leaf for leaf in leaves if isinstance(leaf, Table)},
        {leaf.caption: leaf.shape for leaf in leaves if isinstance(leaf, Chart)},
    )


def _blocks(node: _Node, columns: Known) -> tuple[Block, ...]:
    return tuple(_block(child, columns) for child in node.children)


def _block(node: _Node, columns: Known) -> Block:
    row, inside = node.row, _blocks(node, columns)
    text, title = text_of(row.text), row.title.strip()
    if row.kind in UNTITLED and title:  # nothing typed is lost when a row changes its kind
        text = text_of(f"{title} {row.text}")
    match row.kind:
        case "section":
            return _section(title, row.text, text, inside)
        case "article":
            return Article(text, title, inside)
        case "clause":
            return Clause(text, title, inside)
        case "point":
            return Point(text, inside)
        case "bullet":
            return Bullet(text)
        case "table":
            return _table(row, columns)
        case "chart":
            return _chart(row, columns)
    return Paragraph(text, italic=row.kind == "italic")


def _section(title: str, words: str, text: Text, inside: tuple[Block, ...]) -> Section:
    if not title:
        return Section(" ".join(words.split()), inside)
    return Section(title, (Paragraph(text), *inside) if words.strip() else inside)


def _table(row: Row, known: Known) -> Table:
    """The first line holds the headings; a short line is filled up, a long one cut."""
    lines = [[cell.strip() for cell in line.split("|")] for line in row.text.splitlines() if line.strip()]  # fmt: skip
    heads, cells = (lines[0], lines[1:]) if lines else ([""], [])
    width = len(heads)
    filled = tuple(tuple((line + [""] * width)[:width]) for line in cells)
    before = known.columns.get(tuple(heads))
    if before is not None:
        strong = before.strong if len(before.rows) == len(filled) else ()
        return Table(before.columns, filled, row.title.strip(), strong)
    columns = tuple(_guess(head, i, filled) for i, head in enumerate(heads))
    return Table(columns, filled, row.title.strip())


def _chart_words(chart: Chart) -> str:
    """A table of the values: series in the first line, then one line for each category."""
    lines = [[chart.unit, *(one.name for one in chart.series)]]
    for place, category in enumerate(chart.categories):
        values = (one.values[place] for one in chart.series)
        lines.append([category, *("" if v is None else format_number(v) for v in values)])
    return "\n".join(" | ".join(line) for line in lines)


def _chart(row: Row, known: Known) -> Block:
    """Back to a chart of the same shape; what no longer reads as one stays as a table."""
    table = _table(row, known)
    try:
        series = tuple(
            Series(column.title, tuple(_value(cells[place]) for cells in table.rows))
            for place, column in enumerate(table.columns)
            if place
        )
        unit = table.columns[0].title
        shape = known.shapes.get(row.title.strip(), Shape.BAR)
        return Chart(tuple(c[0] for c in table.rows), series, row.title.strip(), shape, unit)
    except ValueError:
        return table


def _value(words: str) -> Decimal | None:
    return parse_number(words) if words.strip() else None


def _guess(head: str, place: int, rows: Sequence[Sequence[str]]) -> Column:
    longest = max([len(head), *(len(row[place]) for row in rows)])
    share = min(4.0, max(0.6, longest / 12))
    return Column(head, share, Align.CENTER if head.upper() in ("STT", "TT") else Align.LEFT)


def _tables(blocks: Iterable[Block]) -> list[Table | Chart]:
    found: list[Table | Chart] = []
    for block in blocks:
        if isinstance(block, Table | Chart):
            found.append(block)
        elif isinstance(block, Section | Article | Clause | Point):
            found += _tables(block.blocks)
    return found


def _heads(table: Table) -> tuple[str, ...]:
    return tuple(column.title for column in table.columns)


def words_with_marks(text: Text) -> str:
    """Bold as **words**, italic as *words*: what a person can type into a field."""
    return "".join(f"{_mark(s)}{s.text}{_mark(s)}" if s.text else "" for s in spans_of(text))


def _mark(span: Span) -> str:
    return "*" * (2 * span.bold + span.italic)


def text_of(words: str) -> Text:
    words = " ".join(words.split("\n")).replace("\r", "").strip()
    if not MARKS.search(words):
        return words
    return tuple(_span(part) for part in MARKS.split(words) if part)


def _span(part: str) -> Span:
    stars = next((n for n in (3, 2, 1) if MARKS.fullmatch(part) and part.startswith("*" * n)), 0)
    inner = part[stars : len(part) - stars] if stars else part
    return Span(inner, bold=stars >= 2, italic=stars in (1, 3))


def act_on(rows: list[Row], act: str, place: int) -> list[Row]:
    """Add, drop or move one row; what falls outside leaves the rows alone."""
    if not 0 <= place < len(rows):
        return rows
    if act == "add":
        return [*rows[: place + 1], replace(rows[place], title="", text=""), *rows[place + 1 :]]
    if act == "drop":
        return rows[:place] + rows[place + 1 :]
    other = place + {"up": -1, "down": 1}.get(act, 0)
    if not 0 <= other < len(rows):
        return rows
    rows = list(rows)
    rows[place], rows[other] = rows[other], rows[place]
    return rows
