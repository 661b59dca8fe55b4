from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.registers.choices import RATINGS, choose, is_blank, is_ditto, read_gender
from thidua.core.registers.days import PartialDay
from thidua.core.registers.decisions import Decision, read_decision
from thidua.core.registers.people import (
    NameRead,
    kind_of_name,
    read_citizen_number,
    read_person,
    split_post,
)
from thidua.core.text.legacy import unicode_to_tcvn3, unicode_to_vni
from thidua.core.text.old_fonts import encoding_of, repaired

FEB_15 = PartialDay(date(2009, 2, 15))


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("QĐ số 123/QĐ-UBND ngày 15/2/2009", Decision("123/QĐ-UBND", FEB_15)),
        ("123/QĐ-UBND, 15/02/2009", Decision("123/QĐ-UBND", FEB_15)),
        ("Quyết định số 123/QĐ-UBND ngày 15 tháng 02 năm 2009", Decision("123/QĐ-UBND", FEB_15)),
        ("số 123 /QĐ - UBND\nngày 15.2.2009", Decision("123/QĐ-UBND", FEB_15)),
        ("262/QĐ-TTg ngày 15/2/2009", Decision("262/QĐ-TTg", FEB_15, "Thủ tướng Chính phủ")),
        ("QĐ 12 ngày 15/2/2009", Decision("12/QĐ", FEB_15)),
        ("15/2009/QĐ-UBND", Decision("15/2009/QĐ-UBND")),
        ("123", Decision("123")),
        (
            "12/QĐ-UBND ngày 15/2/2009 của Chủ tịch UBND huyện Sìn Hồ",
            Decision("12/QĐ-UBND", FEB_15, "Chủ tịch UBND huyện Sìn Hồ"),
        ),
    ],
)
def test_read_decision(text, decision):
    assert read_decision(text) == decision


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Vàng Thị Mẫu", NameRead("Vàng Thị Mẫu")),
        ("VÀNG THỊ MẪU", NameRead("Vàng Thị Mẫu")),
        ("vàng thị mẫu", NameRead("Vàng Thị Mẫu")),
        ("1. Bà Vàng Thị Mẫu", NameRead("Vàng Thị Mẫu", "female")),
        ("Đ/c Lò Văn Mẫu", NameRead("Lò Văn Mẫu")),
        ("Vàng Thị Mẫu (nữ)", NameRead("Vàng Thị Mẫu", "female")),
        ("Đại tá Lò Văn Mẫu", NameRead("Lò Văn Mẫu")),
        (
            "Vàng Thị Mẫu\nPhó Giám đốc\nSở Y tế",
            NameRead("Vàng Thị Mẫu", "", "Phó Giám đốc", "Sở Y tế"),
        ),
        (
            "Ông Lò Văn Mẫu - Phó Giám đốc, Sở Y tế",
            NameRead("Lò Văn Mẫu", "male", "Phó Giám đốc", "Sở Y tế"),
        ),
        (
            "Lò Văn Mẫu, Chủ tịch UBND xã Tả Phìn",
            NameRead("Lò Văn Mẫu", "", "Chủ tịch", "UBND xã Tả Phìn"),
        ),
    ],
)
def test_read_person(text, read):
    assert read_person(text) == read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Phó Giám đốc Sở Y tế", ("Phó Giám đốc", "Sở Y tế")),
        ("Chuyên viên", ("Chuyên viên", "")),
        ("Giáo viên, Trường Tiểu học Nậm Cha", ("Giáo viên", "Trường Tiểu học Nậm Cha")),
        ("Sở Tài chính", ("", "Sở Tài chính")),
    ],
)
def test_split_post(text, parts):
    assert split_post(text) == parts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Vàng Thị Mẫu", "individual"),
        ("Hà Văn Mẫu", "individual"),
        ("Đoàn Thị Mẫu", "individual"),
        ("Sở Y tế", "collective"),
        ("Phòng Tài chính - Kế hoạch", "collective"),
        ("Hộ ông Lò Văn Mẫu", "household"),
        ("Công ty TNHH Mẫu", "enterprise"),
    ],
)
def test_kind_of_name(text, kind):
    assert kind_of_name(text) == kind


@pytest.mark.parametrize(
    ("text", "number"),
    [("012345678", "012345678"), ("012 345 678 901", "012345678901"), ("12345678.0", "012345678"), ("12345678901", "012345678901")],
)  # fmt: skip
def test_read_citizen_number(text, number):
    assert read_citizen_number(text)[0] == number


@pytest.mark.parametrize("text", ["1234", "không có", "1.2e+11", "12345678a"])
def test_read_citizen_number_refuses(text):
    with pytest.raises(ValueError, match="số định danh"):
        read_citizen_number(text)


@pytest.mark.parametrize(
    "text", ["nt", "-nt-", "NT", "″", '"', "''", "như trên", "“", "- nt -", "〃"]
)
def test_ditto_in_every_habit(text):
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["-", "", "…", "0", "không", "#N/A"])
def test_blank_in_every_habit(text):
    assert is_blank(text)
    assert not is_ditto(text)


def test_genders_and_ratings():
    assert [read_gender(text) for text in ("Nữ", "nam", "Bà", "F")] == ["female", "male", "female", "female"]  # fmt: skip
    rated = ["HTXSNV", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ", "HTTNV"]  # fmt: skip
    assert [choose(text, RATINGS) for text in rated] == ["excellent", "good", "completed", "not_completed", "good"]  # fmt: skip


NAMES = ["Nguyễn Văn Hùng", "Trần Thị Đào", "Hoàng Thị Lý", "Sở Giáo dục và Đào tạo", "Phòng Nội vụ huyện Phong Thổ"]  # fmt: skip


@pytest.mark.parametrize(("encode", "name"), [(unicode_to_tcvn3, "tcvn3"), (unicode_to_vni, "vni")])
def test_old_fonts_are_told_by_the_look(encode, name):
    column = [encode(text) for text in NAMES]
    assert encoding_of(column) == name
    assert [repaired(text, name) for text in column] == NAMES


def test_unicode_columns_are_left_alone():
    column = ["Hà Thị Mẫu", "Tô Bình", "Cà Văn Hò", "Lò Thị Lý", "Sùng A Páo"]
    assert encoding_of(column) == ""


@given(st.text(max_size=80))
def test_cells_never_fail(text):
    read_decision(text)
    assert isinstance(read_person(text).name, str)
    assert isinstance(kind_of_name(text), str)
    split_post(text)
