"""Tables that go out: safe, printable, the same way everywhere."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from thidua.core.sheets.writing import SheetColumn, SheetTable, sheet_name, table_workbook

COLUMNS = (
    SheetColumn("Tên", 30),
    SheetColumn("Số", 10, "number"),
    SheetColumn("Ngày", 12, "date"),
    SheetColumn("Mã", 8, is_hidden=True),
)


def opened(table):
    return openpyxl.load_workbook(io.BytesIO(table_workbook(table))).worksheets


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "http://x", "00123"])
def test_texts_stay_texts_whatever_they_begin_with(text):
    (sheet,) = opened(SheetTable(COLUMNS, [(text, 1, None, "a")]))
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].hyperlink) == (text, "s", None)


def test_values_keep_their_kind():
    row = ("Vàng Thị Mẫu", Decimal("2.5"), date(2022, 2, 15), "x")
    (sheet,) = opened(SheetTable(COLUMNS, [row, ("", 3, date(1899, 1, 2), True)]))
    assert [cell.value for cell in sheet[2]] == ["Vàng Thị Mẫu", 2.5, datetime(2022, 2, 15), "x"]
    assert [cell.value for cell in sheet[3]] == [None, 3, "02/01/1899", "Có"]


def test_it_prints_on_a4_across_with_titles_on_each_page():
    table = SheetTable(COLUMNS, [("a", 1, None, "b")] * 3, title="Sổ vàng & bằng khen")
    (sheet,) = opened(table)
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert "Sổ vàng" in sheet.oddHeader.center.text
    assert "&P" in sheet.oddFooter.right.text
    assert sheet["A1"].border.left.style == "thin"
    assert sheet.column_dimensions["D"].hidden


def test_heading_notes_and_signature_stand_around_the_table():
    table = SheetTable(
        COLUMNS, [("a", 1, None, "b")], heading=["SỔ KHEN THƯỞNG", "Sở Y tế"],
        signed=["Lai Châu, ngày 15/02/2022", "GIÁM ĐỐC"], notes=["Cách ghi"],
    )  # fmt: skip
    sheet, notes = opened(table)
    assert [sheet.cell(line, 1).value for line in (1, 2, 4, 5)] == ["SỔ KHEN THƯỞNG", "Sở Y tế", "Tên", "a"]  # fmt: skip
    assert sheet.print_title_rows == "$4:$4"
    assert [sheet.cell(line, 3).value for line in (7, 8)] == ["Lai Châu, ngày 15/02/2022", "GIÁM ĐỐC"]  # fmt: skip
    assert notes["A1"].value == "Cách ghi"


def test_names_of_sheets_are_what_excel_takes():
    assert sheet_name("Sổ [2015/2016]: Sở Y tế * ? \\ rất dài quá ba mươi mốt chữ") == "Sổ 2015 2016 Sở Y tế rất dài qu"  # fmt: skip
    assert sheet_name("///") == "Danh sách"
