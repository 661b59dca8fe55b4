"""Whole workbooks: every sheet, hidden ones marked, joined cells, fonts; bombs stay outside."""

import io

import pytest
import xlsxwriter

from tests.support import bad_files
from thidua.core.sheets import UnreadableSheet, read_book


def made(tmp_path):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        look = book.add_format({"font_name": ".VnTimeH"})
        one = book.add_worksheet("Một")
        one.merge_range(1, 0, 2, 0, "chung", look)
        one.write(1, 1, "a")
        one.write(2, 1, "b")
        two = book.add_worksheet("Hai")
        two.write_row(0, 0, ["x", 5])
        two.hide()
    path = tmp_path / "book.xlsx"
    path.write_bytes(out.getvalue())
    return path


def test_every_sheet_comes_with_what_it_hides(tmp_path):
    one, two = read_book(made(tmp_path), "xlsx")
    assert (one.name, one.hidden, one.merges, one.rows) == (
        "Một", False, [(1, 0, 2, 0)], [[], ["chung", "a"], ["", "b"]],
    )  # fmt: skip
    assert ".VnTimeH" in one.fonts
    assert (two.name, two.hidden, two.rows) == ("Hai", True, [["x", "5"]])


def test_a_look_takes_the_first_rows_only(tmp_path):
    one, two = read_book(made(tmp_path), "xlsx", first=2)
    assert (len(one.rows), len(two.rows)) == (2, 1)


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", b""])
def test_damaged_books_are_refused_in_words(tmp_path, content):
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableSheet, match=r"hỏng|nặng"):
        read_book(path, "xlsx")


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path):
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(
        bad_files.archive(
            {
                "[Content_Types].xml": b"<Types/>",
                "xl/workbook.xml": b"<workbook/>",
                "xl/worksheets/sheet1.xml": b" " * (400 << 20),
            }
        )
    )
    with pytest.raises(UnreadableSheet):
        read_book(path, "xlsx")
