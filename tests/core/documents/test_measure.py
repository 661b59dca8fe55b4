import unicodedata

import pytest

from thidua.core.documents.measure import balanced_lines, width_mm, wrapped


def test_width_of_the_motto_as_measured_with_the_typeface():
    # The width that a font library gives for Liberation Serif Bold at 13 pt, without kerning.
    assert width_mm("Độc lập - Tự do - Hạnh phúc", 13, bold=True) == pytest.approx(56.14, abs=0.01)


def test_width_grows_with_size_and_boldness():
    assert width_mm("Lai Châu", 14) == pytest.approx(width_mm("Lai Châu", 7) * 2)
    assert width_mm("Lai Châu", 14, bold=True) > width_mm("Lai Châu", 14)


def test_marks_do_not_widen_a_letter_but_a_horn_does():
    assert width_mm("ặệốùỷ", 12) == width_mm("aeouy", 12)
    assert width_mm("ở", 12) > width_mm("o", 12)
    assert width_mm("đ", 12) == width_mm("d", 12)


def test_decomposed_text_is_as_wide_as_composed():
    text = "phát triển kinh tế - xã hội, đường, ngõ"
    assert width_mm(unicodedata.normalize("NFD", text), 12) == width_mm(text, 12)


def test_wrapping_keeps_every_word_and_the_room():
    text = "Ủy ban nhân dân tỉnh Lai Châu ban hành Chỉ thị"
    lines = wrapped(text, 12, 40)
    assert " ".join(lines) == text
    assert all(width_mm(line, 12) <= 40 for line in lines)


@pytest.mark.parametrize(
    ("text", "size", "room", "lines"),
    [
        ("SỞ NỘI VỤ", 12, 70, ["SỞ NỘI VỤ"]),
        (
            "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
            12,
            70,
            ["SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"],
        ),
        (
            "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
            12,
            70,
            ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"],
        ),
        (
            "Về việc phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế"
            " - xã hội năm 2022",
            14,
            145,
            [
                "Về việc phát động phong trào thi đua thực hiện thắng lợi",
                "nhiệm vụ phát triển kinh tế - xã hội năm 2022",
            ],
        ),
        ("ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU", 12, 70, ["ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"]),
    ],
)
def test_lines_break_where_a_clerk_would_break_them(text, size, room, lines):
    assert balanced_lines(text, size, room, bold=True) == lines


def test_one_word_wider_than_the_room_stays_whole():
    assert balanced_lines("ABCDEFGHIJKLMNOP", 14, 10) == ["ABCDEFGHIJKLMNOP"]


def test_a_very_long_text_is_still_broken_within_the_room():
    text = " ".join(["phát triển kinh tế xã hội"] * 20)
    lines = balanced_lines(text, 14, 100, bold=True)
    assert " ".join(lines) == text
    assert max(width_mm(line, 14, bold=True) for line in lines) <= 100
