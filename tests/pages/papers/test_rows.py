"""Blocks as rows of a plain form and back."""

import pytest

from tests.subjects.papers.makers import make_document
from thidua.core.documents import Bullet, Clause, Paragraph, Point, Section, Span, Table
from thidua.core.documents.model import Align, Column
from thidua.pages.papers.rows import Row, act_on, blocks_of, rows_of, text_of, words_with_marks


def test_document_survives_the_form_whole():
    body = make_document().body
    assert blocks_of(rows_of(body), body) == body


def test_nesting_follows_from_levels():
    rows = [
        Row("section", 0, "Mục"),
        Row("clause", 1, "", "Khoản"),
        Row("point", 2, "", "Điểm"),
        Row("paragraph", 1, "", "Đoạn của mục"),
        Row("paragraph", 0, "", "Đoạn ngoài"),
    ]
    assert blocks_of(rows) == (
        Section(
            "Mục",
            (Clause("Khoản", "", (Point("Điểm", ()),)), Paragraph("Đoạn của mục")),
        ),
        Paragraph("Đoạn ngoài"),
    )


def test_level_without_a_parent_stands_at_the_root():
    assert blocks_of([Row("bullet", 3, "", "Một mình")]) == (Bullet("Một mình"),)


def test_blank_rows_are_left_out():
    assert blocks_of([Row(), Row("clause", 0, " ", "\n")]) == ()


@pytest.mark.parametrize(
    ("row", "block"),
    [
        (Row("paragraph", 0, "Tiêu đề cũ", "và lời"), Paragraph("Tiêu đề cũ và lời")),
        (Row("section", 0, "", "Chỉ có lời"), Section("Chỉ có lời", ())),
        (Row("section", 0, "Tên", "lời"), Section("Tên", (Paragraph("lời"),))),
    ],
)
def test_row_that_changed_its_kind_loses_nothing(row, block):
    assert blocks_of([row]) == (block,)


def test_table_of_typed_lines():
    row = Row("table", 0, "Phân công", "STT | Việc | Hạn\n1 | Phát động\n2 | Sơ kết | 30/6 | thừa")
    (table,) = blocks_of([row])
    assert [column.title for column in table.columns] == ["STT", "Việc", "Hạn"]
    assert table.columns[0].align == Align.CENTER
    assert table.rows == (("1", "Phát động", ""), ("2", "Sơ kết", "30/6"))


def test_table_keeps_its_widths():
    columns = (Column("STT", 0.5, Align.CENTER), Column("Việc", 7))
    before = (Section("Mục", (Table(columns, (("1", "Cũ"),)),)),)
    rows = [Row("table", 0, "", "STT | Việc\n1 | Mới")]
    assert blocks_of(rows, before)[0].columns == columns


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("không có gì", "không có gì"),
        ("có **đậm** và *nghiêng*", (Span("có "), Span("đậm", bold=True), Span(" và "), Span("nghiêng", italic=True))),
        ("***cả hai***", (Span("cả hai", bold=True, italic=True),)),
        ("3 * 4 = 12", "3 * 4 = 12"),
    ],
)  # fmt: skip
def test_marks_of_bold_and_italic(words, text):
    assert text_of(words) == text
    assert words_with_marks(text_of(words)) == words


@pytest.mark.parametrize(
    ("act", "place", "texts"),
    [
        ("up", 1, ["b", "a", "c"]),
        ("down", 1, ["a", "c", "b"]),
        ("up", 0, ["a", "b", "c"]),
        ("down", 2, ["a", "b", "c"]),
        ("drop", 1, ["a", "c"]),
        ("add", 0, ["a", "", "b", "c"]),
        ("drop", 9, ["a", "b", "c"]),
    ],
)
def test_act_on_rows(act, place, texts):
    rows = [Row(text=text) for text in "abc"]
    assert [row.text for row in act_on(rows, act, place)] == texts
