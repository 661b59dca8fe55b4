from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.periods import DateRange, words_until

YEAR = DateRange(date(2022, 1, 1), date(2023, 1, 1))
DAYS = st.dates(date(2022, 1, 1), date(2022, 3, 1))
RANGES = st.builds(
    lambda start, length: DateRange(start, start + timedelta(days=length) if length else None),
    DAYS,
    st.integers(0, 20),
)


def test_range_holds_its_first_day_and_not_its_end():
    assert not YEAR.contains(date(2021, 12, 31))
    assert YEAR.contains(date(2022, 1, 1))
    assert YEAR.contains(date(2022, 12, 31))
    assert not YEAR.contains(date(2023, 1, 1))


def test_range_without_end_holds_every_later_day():
    assert DateRange(date(2025, 7, 1)).contains(date(9999, 12, 31))
    assert not DateRange(date(2025, 7, 1)).contains(date(2025, 6, 30))


def test_neighbours_do_not_overlap():
    next_year = DateRange(date(2023, 1, 1), date(2024, 1, 1))
    assert not YEAR.overlaps(next_year)
    assert not next_year.overlaps(YEAR)
    assert YEAR.intersection(next_year) is None


def test_ranges_sharing_one_day_overlap():
    other = DateRange(date(2022, 12, 31))
    assert YEAR.overlaps(other)
    assert YEAR.intersection(other) == DateRange(date(2022, 12, 31), date(2023, 1, 1))


def test_through_keeps_the_last_day():
    assert DateRange.through(date(2022, 1, 1), date(2022, 12, 31)) == YEAR
    assert YEAR.last_day == date(2022, 12, 31)
    assert DateRange(date(2022, 1, 1)).last_day is None


@pytest.mark.parametrize("until", [date(2022, 1, 1), date(2021, 12, 31)])
def test_range_refuses_an_end_not_after_its_start(until):
    with pytest.raises(ValueError, match="Ngày kết thúc phải sau ngày bắt đầu"):
        DateRange(date(2022, 1, 1), until)


def test_words_show_the_last_day_not_the_day_after():
    assert YEAR.words() == "từ ngày 01/01/2022 đến hết ngày 31/12/2022"
    assert DateRange(date(2025, 7, 1)).words() == "từ ngày 01/07/2025"
    assert words_until(date(2025, 7, 1)) == "đến hết ngày 30/06/2025"


@given(RANGES, RANGES, DAYS)
def test_intersection_holds_just_the_common_days(one, other, day):
    common = one.intersection(other)
    in_both = one.contains(day) and other.contains(day)
    assert (common is not None and common.contains(day)) == in_both


@given(RANGES, RANGES)
def test_covered_range_is_its_own_intersection(one, other):
    assert one.covers(other) == (one.intersection(other) == other)
