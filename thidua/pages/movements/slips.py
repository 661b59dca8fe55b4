"""The slip for units that are offline: filled in Excel, sent back, taken over as it is.

Every cell is text, so that no spreadsheet turns 10/02 into October or 5/3 into a day.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import xlsxwriter

from thidua.core.text import format_date
from thidua.subjects.movements.imports import COLUMNS, duties_with_plans, shown
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.selectors.coverage import UnitProgress
from thidua.subjects.movements.services.recording import known_of, reached

GIVEN = {column.key: column.title for column in COLUMNS[:3]}
FILLED = {column.key: column.title for column in COLUMNS[3:]}
DUE = ("Hạn tiếp nhận", "Hạn kế hoạch", "Hạn phát động")
TITLES = (*GIVEN.values(), *DUE, *FILLED.values())
WIDTHS = (10, 16, 40, 14, 14, 14, 16, 18, 16, 16, 34, 12)
HOW = (
    "Cách ghi phiếu tiến độ",
    "1. Ghi vào các cột nền vàng, từ “Ngày tiếp nhận” đến “Số người dự”. Không sửa các cột khác.",
    "2. Ngày ghi theo dạng ngày/tháng/năm, ví dụ 10/02/2022.",
    "3. Số kế hoạch ghi đủ số và ký hiệu, ví dụ 15/KH-UBND, kèm ngày ban hành.",
    "4. Bước nào chưa làm thì để trống. Ô đã có chữ là điều cơ quan phát động đã ghi nhận.",
    "5. Gửi lại tệp này cho cơ quan phát động; thứ tự dòng và cột thế nào cũng nhận được.",
)


def slip_workbook(movement: Movement, units: Iterable[UnitProgress]) -> bytes:
    """One row for each unit that owes something, in the order shown; known steps are filled in."""
    duties = {duty.pk: duty for duty in duties_with_plans(movement)}
    asked = [duties[unit.duty_id] for unit in units if unit.step != "exempt"]
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        _write_rows(book, [list(_cells(duty)) for duty in asked])
        _write_how(book)
    return out.getvalue()


def _cells(duty: Duty) -> Iterator[str]:
    yield from (str(duty.movement_id), duty.organization.code, duty.unit_name)
    yield from map(format_date, (duty.acknowledge_due, duty.plan_due, duty.launch_due))
    known = {name: value for step in reached(duty) for name, value in known_of(duty, step).items()}
    for name in FILLED:
        value = known.get(name)
        yield "" if value is None else shown(value)


def _write_rows(book: xlsxwriter.Workbook, rows: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet("Phiếu tiến độ")
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = {"num_format": "@", "text_wrap": True, "valign": "top"}
    told = book.add_format(text)
    asked = book.add_format(text | {"bg_color": "#fff8db", "border": 1})
    first_filled = len(GIVEN) + len(DUE)
    for place, (title, width) in enumerate(zip(TITLES, WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, heading)
    for line, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells):
            look = asked if place >= first_filled else told
            if cell:
                sheet.write_string(line, place, cell, look)
            else:
                sheet.write_blank(line, place, None, look)
    sheet.freeze_panes(1, len(GIVEN))


def _write_how(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Cách ghi")
    sheet.set_column(0, 0, 100)
    for line, words in enumerate(HOW):
        sheet.write_string(line, 0, words)
