"""Excel sheets of units: exactly what the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from thidua.core.text import format_date

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_response(
    file_name: str,
    title: str,
    day: date,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Any]],
) -> HttpResponse:
    """`columns`: heading and width. The name of the file holds the day it speaks of."""
    response = HttpResponse(workbook(title, day, columns, rows), content_type=SPREADSHEET)
    named = f"{file_name}-{day.isoformat()}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{named}"'
    return response


def workbook(
    title: str, day: date, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]
) -> bytes:
    target = BytesIO()
    # Strings stay strings: "=1+1" typed as a name must not become a formula.
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(title[:31].replace("/", "-"))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, f"{title}, ngày {format_date(day)}", book.add_format({"bold": True}))
    for place, (heading, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(2, place, heading, head)
    for line, row in enumerate(rows, start=3):
        for place, value in enumerate(row):
            _write(sheet, line, place, value, body)
    sheet.freeze_panes(3, 0)
    book.close()
    return target.getvalue()


def _write(sheet: Any, line: int, place: int, value: Any, style: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(line, place, value, style)
    else:
        words = format_date(value) if isinstance(value, date) else str(value or "")
        sheet.write_string(line, place, words, style)
