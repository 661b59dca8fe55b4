"""Workbooks that units and owners fill and send back; every cell is text, so that nothing is read
as a day."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

from thidua.core.trees import Tree
from thidua.pages.targets.split_grid import SplitGrid
from thidua.pages.targets.words import typed
from thidua.subjects.targets.imports import SHARE_COLUMNS, VALUE_COLUMNS
from thidua.subjects.targets.models import Target, TargetValue

HOW = (
    "1. Ghi vào các cột nền vàng. Không sửa các cột khác; thứ tự dòng và cột thế nào cũng nhận được.",
    "2. Số ghi theo dạng 2.250,5. Chưa có số thì để trống và ghi lý do ở Ghi chú; không ghi 0.",
    "3. Số khác thường (tỷ lệ trên 100, số đếm âm, lũy kế giảm) cần ghi lý do ở cột Xác nhận.",
)


def value_workbook(
    rows: Iterable[TargetValue], codes: dict[int, str], names: dict[int, str]
) -> bytes:
    """A line for each figure that is owed, with what stands already."""
    lines = [
        (
            str(row.target_id),
            row.target.name,
            codes[row.organization_id],
            names.get(row.organization_id, ""),
            row.period.code,
            typed(row.value),
            typed(row.weight),
            row.paper,
            row.remark,
            row.confirmed,
        )
        for row in rows
    ]
    return _workbook("Số liệu chỉ tiêu", [column.title for column in VALUE_COLUMNS], lines, 5)


def share_workbook(target: Target, grid: SplitGrid, tree: Tree) -> bytes:
    lines = [
        (
            str(target.pk),
            target.name,
            tree.node(line.unit_id).code,
            line.name,
            line.value,
            line.weight,
            line.note,
        )
        for line in grid.lines
    ]
    return _workbook("Giao chỉ tiêu", [column.title for column in SHARE_COLUMNS], lines, 4)


def _workbook(
    name: str, titles: Sequence[str], lines: Iterable[Sequence[str]], first_filled: int
) -> bytes:
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(name)
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}
        told = book.add_format(text)
        asked = book.add_format(text | {"bg_color": "#fff8db", "border": 1})
        for place, title in enumerate(titles):
            sheet.set_column(place, place, 36 if title.startswith("Tên") else 16)
            sheet.write_string(0, place, title, heading)
        for number, line in enumerate(lines, start=1):
            for place, cell in enumerate(line):
                look = asked if place >= first_filled else told
                if cell:
                    sheet.write_string(number, place, cell, look)
                else:
                    sheet.write_blank(number, place, None, look)
        sheet.freeze_panes(1, 0)
        how = book.add_worksheet("Cách ghi")
        how.set_column(0, 0, 100)
        for place, words in enumerate(HOW):
            how.write_string(place, 0, words)
    return out.getvalue()
