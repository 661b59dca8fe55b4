from datetime import date

import pytest

from thidua.core.documents import (
    DocumentKind,
    notation,
    number_with_zero,
    roman,
    vietnamese_letter,
    words_for_day,
    words_for_number,
)


def test_letters_of_points_follow_the_vietnamese_alphabet():
    letters = "".join(vietnamese_letter(place) for place in range(22))
    assert letters == "abcdđeghiklmnopqrstuvx"
    assert vietnamese_letter(4) == "đ"


def test_letters_are_doubled_after_the_last():
    assert vietnamese_letter(22) == "y"
    assert vietnamese_letter(23) == "aa"
    assert vietnamese_letter(27) == "đđ"


def test_letter_before_the_first_is_refused():
    with pytest.raises(ValueError, match="bắt đầu từ 0"):
        vietnamese_letter(-1)


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (89, "LXXXIX")],
)
def test_roman_numbers(number, written):
    assert roman(number) == written


@pytest.mark.parametrize("number", [0, 90])
def test_roman_number_out_of_range_is_refused(number):
    with pytest.raises(ValueError, match="La Mã"):
        roman(number)


def test_numbers_below_ten_take_a_zero():
    assert [number_with_zero(number) for number in (1, 9, 10, 163)] == ["01", "09", "10", "163"]


@pytest.mark.parametrize(
    ("kind", "agency", "drafting", "written"),
    [
        (DocumentKind.DIRECTIVE, "UBND", "", "CT-UBND"),
        (DocumentKind.DECISION, "UBND", "", "QĐ-UBND"),
        (DocumentKind.SUBMISSION, "SNV", "", "TTr-SNV"),
        (DocumentKind.PLAN, "UBND", "NV", "KH-UBND"),
        (DocumentKind.LETTER, "UBND", "VX", "UBND-VX"),
        (DocumentKind.LETTER, "SNV", "", "SNV"),
    ],
)
def test_notation_of_a_kind(kind, agency, drafting, written):
    assert notation(kind, agency, drafting) == written


def test_number_still_open_leaves_room():
    assert words_for_number(None, "KH-UBND") == "       /KH-UBND"
    assert words_for_number(9, "CT-UBND") == "09/CT-UBND"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 1, 5), "ngày 05 tháng 01 năm 2022"),
        (date(2022, 2, 28), "ngày 28 tháng 02 năm 2022"),
        (date(2022, 3, 1), "ngày 01 tháng 3 năm 2022"),
        (date(2022, 12, 31), "ngày 31 tháng 12 năm 2022"),
        (None, "ngày    tháng    năm 2022"),
    ],
)
def test_day_takes_zero_below_ten_and_month_only_for_one_and_two(day, words):
    assert words_for_day(day, 2022) == words


def test_only_a_letter_has_no_abbreviation():
    without = [kind for kind in DocumentKind if not kind.abbreviation]
    assert without == [DocumentKind.LETTER]
    assert len({kind.abbreviation for kind in DocumentKind}) == len(DocumentKind)
