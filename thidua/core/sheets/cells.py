"""Cells as people see them: identity numbers stay whole, days stay days."""

from datetime import date, datetime, time, timedelta
from typing import Any
from unicodedata import normalize


def cell_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            composed = value if value.isascii() else normalize("NFC", value)
            return composed.replace("\0", "").strip()
        case bool():
            return "Có" if value else "Không"
        case float():
            # Excel keeps every number as a float: 12345.0 was typed 12345.
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            midnight = value.time() == time()
            return value.date().isoformat() if midnight else value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case timedelta() | time():
            return str(value)
    return str(value)


def trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]
