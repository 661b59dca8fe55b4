"""Tables people send: .xlsx, .xls, .ods, .csv, pasted cells. Every cell comes out as text."""

from thidua.core.sheets.limits import LIMITS, SheetLimits, UnreadableSheet
from thidua.core.sheets.reading import read_rows

__all__ = ["LIMITS", "SheetLimits", "UnreadableSheet", "read_rows"]
