"""Pieces that all papers of reporting share: words as paragraphs, figures and rows as tables."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from thidua.core.documents import (
    Align,
    Block,
    Bullet,
    Chart,
    Column,
    Paragraph,
    Series,
    Shape,
    Table,
    roman,
)
from thidua.subjects.reports.wording import number_of

FIGURE_COLUMNS = (
    Column("STT", 0.65, Align.CENTER),
    Column("Nội dung", 3.9),
    Column("Đơn vị tính", 1.4, Align.CENTER),
    Column("Số liệu", 1.65, Align.RIGHT),
)
DASHES = ("- ", "– ", "+ ", "• ", "* ")


def blocks_of(text: str) -> list[Block]:
    """Each line a paragraph; a line that begins with a dash is an item of a list."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [_block(line) for line in lines if line]


def _block(line: str) -> Block:
    for dash in DASHES:
        if line.startswith(dash):
            return Bullet(line.removeprefix(dash).strip())
    return Paragraph(line)


Line = tuple[str, str, str, str]  # group, label, unit, words


def figure_table(lines: Iterable[Line], caption: str = "") -> Table:
    """Figures under the names of their groups, which stand in bold and in Roman numbers."""
    rows: list[tuple[str, str, str, str]] = []
    strong: list[int] = []
    for place, (group, members) in enumerate(groupby(lines, key=lambda line: line[0]), 1):
        strong.append(len(rows))
        rows.append((roman(place), group, "", ""))
        for number, (_group, label, unit, words) in enumerate(members, 1):
            rows.append((str(number), label, unit, words))
    return Table(FIGURE_COLUMNS, tuple(rows), caption, tuple(strong))


def answered_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table that a unit has filled in; its first column numbers the rows."""
    share = 6.5 / max(1, len(columns))
    heads = (Column("STT", 0.65, Align.CENTER), *(Column(title, share) for title in columns))
    width = len(columns)
    lines = [(str(number), *([*row, *[""] * width][:width])) for number, row in enumerate(rows, 1)]
    return Table(heads, tuple(lines))


def kept_table(data: Mapping[str, Any], caption: str) -> Table:
    """A table frozen with the report."""
    columns = tuple(Column(title, share, Align(align)) for title, share, align in data["columns"])
    rows = tuple(tuple(row) for row in data["rows"])
    return Table(columns, rows, caption, tuple(data.get("strong", ())))


def kept_chart(data: Mapping[str, Any], caption: str) -> Chart:
    series = tuple(
        Series(one["name"], tuple(number_of(value) for value in one["values"]))
        for one in data["series"]
    )
    return Chart(
        tuple(data["categories"]), series, caption, Shape(data.get("shape", "bar")), data["unit"]
    )
