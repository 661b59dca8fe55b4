"""Tables as workbooks that offices print: A4 across, titles on every page, numbered, safe.

One way for every export. Texts are written as texts whatever sign they begin with, so that a name
such as "=1+1" never becomes a formula; rows go to the file as they come, in constant memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FACE = "Times New Roman"
A4, MARGIN = 9, 0.5
SHEET_NAME = 31
FORMATS = {
    "date": "dd/mm/yyyy",
    "datetime": "dd/mm/yyyy hh:mm",
    "decimal": "#,##0.##",
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`kind`: text, number, date, datetime. `is_hidden` for ids that come back with the file."""

    title: str
    width: float = 18
    kind: str = "text"
    is_hidden: bool = False
    is_filled: bool = False  # for the reader to fill in: shown on yellow


@dataclass(frozen=True, slots=True)
class SheetTable:
    """`heading`: lines in cells above the titles; `title` alone stands in the head of each page.

    `signed`: lines under the table on the right, such as place and day, then the post that signs.
    """

    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Any]]
    name: str = "Danh sách"
    title: str = ""
    heading: Sequence[str] = ()
    signed: Sequence[str] = ()
    notes: Sequence[str] = ()  # a second sheet with how to fill the first
    filtered: bool = True


def table_workbook(table: SheetTable) -> bytes:
    """The whole file; while it is made it lies on disk, not in memory."""
    with TemporaryDirectory(prefix="thidua-xlsx-") as folder:
        path = Path(folder) / "bang.xlsx"
        with xlsxwriter.Workbook(
            str(path), SAFE | {"constant_memory": True, "tmpdir": folder}
        ) as book:
            _Writer(book).write(table)
        return path.read_bytes()


@contextmanager
def safe_book(target: BytesIO) -> Iterator[Any]:
    """For sheets of an own shape: the same safety."""
    with xlsxwriter.Workbook(target, SAFE | {"in_memory": True}) as book:
        yield book


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        edge = {"border": 1, "border_color": "#808080", "valign": "top", "font_name": FACE}
        self.title = book.add_format({"bold": True, "font_name": FACE, "font_size": 13})
        self.plain = book.add_format({"font_name": FACE})
        self.center = book.add_format({"font_name": FACE, "align": "center", "bold": True})
        self.head = book.add_format(
            edge | {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#f1ece4"}
        )
        self.text = book.add_format(edge | {"text_wrap": True})
        self.filled = book.add_format(
            edge | {"text_wrap": True, "bg_color": "#fff8db", "num_format": "@"}
        )
        self.number = book.add_format(edge)
        self.formats = {
            name: book.add_format(edge | {"num_format": shown}) for name, shown in FORMATS.items()
        }

    def write(self, table: SheetTable) -> None:
        sheet = self.book.add_worksheet(sheet_name(table.name))
        self._page(sheet, table)
        line = 0
        for place, text in enumerate(table.heading):
            sheet.write_string(line, 0, text, self.title if place == 0 else self.plain)
            line += 1
        head = line + 1 if table.heading else line
        for place, column in enumerate(table.columns):
            sheet.set_column(
                place, place, column.width, None, {"hidden": 1} if column.is_hidden else {}
            )
            sheet.write_string(head, place, column.title, self.head)
        last = self._rows(sheet, table, head)
        sheet.freeze_panes(head + 1, 0)
        sheet.repeat_rows(head)
        if table.filtered:
            sheet.autofilter(head, 0, max(last, head), len(table.columns) - 1)
        self._signed(sheet, table, last + 2)
        self._notes(table.notes)

    def _page(self, sheet: Any, table: SheetTable) -> None:
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=MARGIN, right=MARGIN, top=0.75, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        if table.title and not table.heading:
            sheet.set_header(f'&C&"{FACE},Bold"&13{_escaped(table.title)}')
        sheet.set_footer(f'&R&"{FACE},Regular"&10Trang &P/&N')

    def _rows(self, sheet: Any, table: SheetTable, head: int) -> int:
        line = head
        for line, row in enumerate(table.rows, start=head + 1):
            for place, value in enumerate(row):
                self._cell(sheet, line, place, value, table.columns[place])
        return line

    def _cell(self, sheet: Any, line: int, place: int, value: Any, column: SheetColumn) -> None:
        text = self.filled if column.is_filled else self.text
        if value is None or value == "":
            sheet.write_blank(line, place, None, text)
        elif isinstance(value, bool):
            sheet.write_string(line, place, "Có" if value else "Không", text)
        elif isinstance(value, int | float | Decimal):
            whole = value == int(value)
            sheet.write_number(
                line, place, value, self.number if whole else self.formats["decimal"]
            )
        elif isinstance(value, datetime):
            sheet.write_datetime(line, place, value.replace(tzinfo=None), self.formats["datetime"])
        elif isinstance(value, date):
            self._day(sheet, line, place, value)
        else:
            sheet.write_string(line, place, str(getattr(value, "label", value)), text)

    def _day(self, sheet: Any, line: int, place: int, value: date) -> None:
        """Excel knows no day before 1900: such a one is written out."""
        if value.year < 1900:
            sheet.write_string(line, place, f"{value:%d/%m}/{value.year}", self.text)
        else:
            moment = datetime.combine(value, time())
            sheet.write_datetime(line, place, moment, self.formats["date"])

    def _signed(self, sheet: Any, table: SheetTable, line: int) -> None:
        shown = [place for place, column in enumerate(table.columns) if not column.is_hidden]
        right = shown[len(shown) * 3 // 4] if shown else 0
        for step, text in enumerate(table.signed):
            sheet.write_string(line + step, right, text, self.center)

    def _notes(self, notes: Sequence[str]) -> None:
        if notes:
            sheet = self.book.add_worksheet("Cách ghi")
            sheet.set_column(0, 0, 110)
            for line, words in enumerate(notes):
                sheet.write_string(line, 0, words, self.plain)


def sheet_name(text: str) -> str:
    """What Excel takes as the name of a sheet."""
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in text)
    return " ".join(plain.split())[:SHEET_NAME] or "Danh sách"


def _escaped(text: str) -> str:
    """In the head of a page "&" begins a command; at most 255 signs stand there."""
    return text.replace("&", "&&")[:200]
