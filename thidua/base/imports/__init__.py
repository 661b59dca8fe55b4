"""Lists taken over from Excel: staged, checked row by row, shown, and applied whole or not at all.

A subject registers what it can take over:

    imports.register(ImportSpec("orgs.units", "Danh sách đơn vị", verb="orgs.import",
                                columns=(...), check_row=..., apply_rows=...))
"""

from thidua.base.imports.specs import SPECS, Column, ImportSpec, RowVerdict, register

__all__ = ["SPECS", "Column", "ImportSpec", "RowVerdict", "register"]
