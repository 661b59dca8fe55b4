from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.periods import DateRange, Period, PeriodKind

PERIODS = st.sampled_from(PeriodKind).flatmap(
    lambda kind: st.builds(
        Period, st.just(kind), st.integers(2003, 2040), st.integers(1, kind.per_year)
    )
)


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("2022", "Năm 2022", "từ ngày 01/01/2022 đến hết ngày 31/12/2022"),
        ("2022-H1", "6 tháng đầu năm 2022", "từ ngày 01/01/2022 đến hết ngày 30/06/2022"),
        ("2022-H2", "6 tháng cuối năm 2022", "từ ngày 01/07/2022 đến hết ngày 31/12/2022"),
        ("2022-Q1", "Quý I năm 2022", "từ ngày 01/01/2022 đến hết ngày 31/03/2022"),
        ("2022-Q4", "Quý IV năm 2022", "từ ngày 01/10/2022 đến hết ngày 31/12/2022"),
        ("2024-M02", "Tháng 02 năm 2024", "từ ngày 01/02/2024 đến hết ngày 29/02/2024"),
        ("2022-M03", "Tháng 3 năm 2022", "từ ngày 01/03/2022 đến hết ngày 31/03/2022"),
        ("2022-M12", "Tháng 12 năm 2022", "từ ngày 01/12/2022 đến hết ngày 31/12/2022"),
    ],
)
def test_period_has_the_name_and_days_of_its_code(code, name, words):
    period = Period.parse(code)
    assert period.code == code
    assert period.name == name
    assert period.days.words() == words


@given(PERIODS)
def test_parsing_a_code_gives_the_period_back(period):
    assert Period.parse(period.code) == period


@given(PERIODS)
def test_next_period_begins_where_this_ends(period):
    assert period.shifted(1).days.start == period.days.until
    assert period.shifted(1).shifted(-1) == period


@given(PERIODS)
def test_period_contains_its_first_and_last_day(period):
    assert Period.containing(period.kind, period.days.start) == period
    assert Period.containing(period.kind, period.days.last_day) == period


def test_quarter_containing_a_day():
    assert Period.containing(PeriodKind.QUARTER, date(2022, 2, 15)).name == "Quý I năm 2022"
    assert Period.containing(PeriodKind.HALF, date(2022, 7, 1)).name == "6 tháng cuối năm 2022"


def test_second_half_has_its_two_quarters():
    parts = Period.parse("2022-H2").parts(PeriodKind.QUARTER)
    assert [part.name for part in parts] == ["Quý III năm 2022", "Quý IV năm 2022"]


@given(PERIODS)
def test_months_of_a_period_fill_it_without_gap(period):
    parts = period.parts(PeriodKind.MONTH)
    assert DateRange(parts[0].days.start, parts[-1].days.until) == period.days
    assert all(one.shifted(1) == other for one, other in pairwise(parts))


def test_parts_longer_than_the_period_are_refused():
    with pytest.raises(ValueError, match="Tháng 5 năm 2022"):
        Period.parse("2022-M05").parts(PeriodKind.QUARTER)


def test_same_period_of_last_year():
    assert Period.parse("2022-Q1").same_last_year.name == "Quý I năm 2021"


@pytest.mark.parametrize("code", ["", "22", "2022-Q5", "2022-M13", "2022-M00", "2022-H", "2022-X1"])
def test_wrong_code_is_refused(code):
    with pytest.raises(ValueError, match=r"^(Mã kỳ không đúng|Không có kỳ thứ)"):
        Period.parse(code)
