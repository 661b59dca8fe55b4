"""Excel sheets of units: exactly what the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from thidua.core.sheets.writing import SheetColumn, SheetTable, table_workbook
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
    shown = [SheetColumn(heading, width) for heading, width in columns]
    lines = ([_told(value) for value in row] for row in rows)
    heading = [f"{title}, ngày {format_date(day)}"]
    return table_workbook(SheetTable(shown, lines, name=title, heading=heading, filtered=False))


def _told(value: Any) -> Any:
    return format_date(value) if isinstance(value, date) else value
