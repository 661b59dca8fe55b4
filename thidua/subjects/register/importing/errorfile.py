"""The rows that were not taken, as a workbook to be mended and sent again."""

from collections.abc import Iterator
from typing import Any

from thidua.core.sheets.writing import SheetColumn, SheetTable, table_workbook
from thidua.subjects.register.importing.enums import RowState
from thidua.subjects.register.importing.models import OldRegister

NOT_TAKEN = (RowState.BAD, RowState.ASK)
ASKED = "Chưa chọn là người đã có trong sổ hay người mới."
PIECE = 2_000


def error_workbook(register: OldRegister) -> bytes:
    """Columns as in the file; under the titles of the first sheet that was taken."""
    layouts = register.taken
    titles = layouts[0].titles if layouts else ()
    columns = [
        *(SheetColumn(_title(title, place), 20) for place, title in enumerate(titles)),
        SheetColumn("Điều cần sửa", 60),
        SheetColumn("Trang", 14),
        SheetColumn("Dòng trong tệp đã gửi", 12, "number"),
    ]
    return table_workbook(SheetTable(columns, _rows(register, len(titles)), name="Dòng chưa ghi"))


def _title(title: str, place: int) -> str:
    return title or f"(cột {place + 1})"


def _rows(register: OldRegister, width: int) -> Iterator[list[Any]]:
    names = [layout.sheet for layout in register.sheets]
    rows = register.rows.filter(state__in=NOT_TAKEN).order_by("sheet", "number")
    for row in rows.defer("line", "matches").iterator(PIECE):
        cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
        why = " ".join(row.errors) or ASKED
        yield [*cells, why, names[row.sheet] if row.sheet < len(names) else "", row.number]
