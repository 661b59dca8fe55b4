"""Tables people send: .xlsx, .xls, .ods, .csv, pasted cells. Every cell comes out as text."""

from thidua.core.sheets.book import RawSheet, read_book
from thidua.core.sheets.limits import LIMITS, SheetLimits, UnreadableSheet
from thidua.core.sheets.reading import read_rows

__all__ = ["LIMITS", "RawSheet", "SheetLimits", "UnreadableSheet", "read_book", "read_rows"]
