from datetime import date
from decimal import Decimal

import pytest

from thidua.core.text import (
    format_date,
    format_long_date,
    format_money,
    format_number,
    parse_date,
    parse_money,
    parse_number,
)


def test_format_date_pads_day_and_month() -> None:
    assert format_date(date(2022, 1, 5)) == "05/01/2022"


def test_format_long_date_pads_only_the_months_the_decree_names() -> None:
    assert format_long_date(date(2022, 2, 5)) == "ngày 05 tháng 02 năm 2022"
    assert format_long_date(date(2022, 3, 15)) == "ngày 15 tháng 3 năm 2022"


@pytest.mark.parametrize(
    "text", ["05/01/2022", "5-1-2022", "5.1.2022", "ngày 05 tháng 01 năm 2022", "2022-01-05"]
)
def test_parse_date_reads_every_habit(text: str) -> None:
    assert parse_date(text) == date(2022, 1, 5)


@pytest.mark.parametrize(
    ("text", "words"), [("31/02/2022", "Không có ngày"), ("hôm nay", "không phải là ngày")]
)
def test_parse_date_refuses_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_date(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("2250.5"), "2.250,5"),
        (8030, "8.030"),
        (7.7, "7,7"),
        (Decimal("7.70"), "7,7"),
        (100, "100"),
        (0, "0"),
    ],
)
def test_format_number_uses_dot_and_comma(value: Decimal | int | float, text: str) -> None:
    assert format_number(value) == text


def test_format_number_keeps_the_places_asked_for() -> None:
    assert format_number(Decimal("47.9"), 2) == "47,90"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.250,5", "2250.5"),
        ("2.250", "2250"),
        ("20 000", "20000"),
        ("47,9", "47.9"),
        ("47.9", "47.9"),
        ("-3,1", "-3.1"),
        ("1.234.567", "1234567"),
    ],
)
def test_parse_number_reads_vietnamese_numbers(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


def test_parse_number_refuses_words() -> None:
    with pytest.raises(ValueError, match="không phải là số"):
        parse_number("mười hai")


def test_money_goes_both_ways() -> None:
    assert format_money(2340000) == "2.340.000 đ"
    assert parse_money("2.340.000 đ") == parse_money("2.340.000 đồng") == Decimal(2340000)
