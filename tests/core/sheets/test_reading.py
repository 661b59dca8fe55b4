import io
import time
from datetime import date, datetime

import pytest
import xlsxwriter

from tests.support import bad_files
from thidua.core.sheets import UnreadableSheet, read_rows


def write(tmp_path, content, kind="xlsx"):
    path = tmp_path / f"sheet.{kind}"
    path.write_bytes(content)
    return path


def workbook(rows, far=None):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(line, place, value, day)
                elif value is not None:
                    sheet.write(line, place, value)
        if far:
            sheet.write(*far, "x")
    return out.getvalue()


def rows_of(path, kind="xlsx"):
    return list(read_rows(path, kind))


def test_read_rows_gives_texts_and_keeps_identity_numbers(tmp_path):
    rows = [["Họ tên", "Số", "Ngày"], ["Mẫu ", 12345678901, datetime(2022, 2, 15)], [], ["x", 2.5]]
    assert rows_of(write(tmp_path, workbook(rows))) == [
        ["Họ tên", "Số", "Ngày"],
        ["Mẫu", "12345678901", date(2022, 2, 15).isoformat()],
        [],
        ["x", "2.5"],
    ]


def test_read_rows_keeps_row_numbers_below_empty_rows(tmp_path):
    assert rows_of(write(tmp_path, workbook([], far=(3, 1)))) == [[], [], [], ["", "x"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n001;Đào\n", [["a", "b"], ["001", "Đào"]]),
        ("a\tb\n001\t1,5\n", [["a", "b"], ["001", "1,5"]]),
        ('a,b\n"x, y",2\n', [["a", "b"], ["x, y", "2"]]),
    ],
)
def test_read_rows_of_text_finds_the_mark_between_cells(tmp_path, text, rows):
    assert rows_of(write(tmp_path, text.encode("utf-8-sig"), "csv"), "csv") == rows
    assert rows_of(write(tmp_path, text.encode("utf-16"), "csv"), "csv") == rows


def test_read_rows_refuses_a_lone_cell_in_the_last_corner(tmp_path):
    content = workbook([["a"]], far=(1_048_575, 16_383))
    assert len(content) < 6000
    started = time.monotonic()
    with pytest.raises(UnreadableSheet, match="Bảng quá lớn"):
        rows_of(write(tmp_path, content))
    assert time.monotonic() - started < 10


def test_read_rows_refuses_a_bomb(tmp_path):
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    sheet = {"xl/worksheets/sheet1.xml": b" " * (350 << 20)}
    with pytest.raises(UnreadableSheet, match="nén quá mức"):
        rows_of(write(tmp_path, bad_files.archive(parts | sheet)))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_read_rows_of_a_damaged_book_says_so(tmp_path, kind):
    with pytest.raises(UnreadableSheet, match="hỏng"):
        rows_of(write(tmp_path, b"PK\x03\x04 nothing", kind), kind)


def test_read_rows_stops_the_reader_when_left_early(tmp_path):
    rows = read_rows(write(tmp_path, workbook([["a"]] * 5000)), "xlsx")
    assert next(rows) == ["a"]
    rows.close()
