"""Working days against the holiday announcements of the Government, year by year."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.periods import WorkingCalendar

CALENDAR = WorkingCalendar()
DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))


def days_off_from_monday_to_friday(first: date, last: date) -> list[date]:
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5 and not CALENDAR.is_working(day)]


# The last working day before Tết, all weekdays off, the first working day after it.
TET = [
    (date(2022, 1, 28), ["01-31", "02-01", "02-02", "02-03", "02-04"], date(2022, 2, 7)),
    (date(2023, 1, 19), ["01-20", "01-23", "01-24", "01-25", "01-26"], date(2023, 1, 27)),
    (date(2024, 2, 7), ["02-08", "02-09", "02-12", "02-13", "02-14"], date(2024, 2, 15)),
    (date(2025, 1, 24), ["01-27", "01-28", "01-29", "01-30", "01-31"], date(2025, 2, 3)),
    (date(2026, 2, 13), ["02-16", "02-17", "02-18", "02-19", "02-20"], date(2026, 2, 23)),
]


@pytest.mark.parametrize(("last_before", "weekdays_off", "first_after"), TET)
def test_tet_has_its_announced_days_off(last_before, weekdays_off, first_after):
    assert CALENDAR.is_working(last_before)
    assert [
        f"{day:%m-%d}" for day in days_off_from_monday_to_friday(last_before, first_after)
    ] == weekdays_off
    assert CALENDAR.add_working_days(last_before, 1) == first_after
    assert CALENDAR.add_working_days(first_after, -1) == last_before


@pytest.mark.parametrize(
    ("first", "last", "weekdays_off"),
    [
        # Giỗ Tổ on a Sunday in 2022: the Monday is off instead; both May days fall on a weekend.
        (date(2022, 4, 8), date(2022, 5, 6), ["04-11", "05-02", "05-03"]),
        (date(2022, 8, 29), date(2022, 9, 5), ["09-01", "09-02"]),
        (date(2023, 4, 27), date(2023, 5, 5), ["05-01", "05-02", "05-03"]),
        (date(2023, 8, 31), date(2023, 9, 5), ["09-01", "09-04"]),
        # Monday 29/04/2024 was swapped with Saturday 04/05/2024.
        (date(2024, 4, 26), date(2024, 5, 6), ["04-29", "04-30", "05-01"]),
        (date(2025, 4, 29), date(2025, 5, 5), ["04-30", "05-01", "05-02"]),
    ],
)
def test_spring_and_national_day_have_their_announced_days_off(first, last, weekdays_off):
    found = days_off_from_monday_to_friday(first, last)
    assert [f"{day:%m-%d}" for day in found] == weekdays_off


@pytest.mark.parametrize("day", [date(2024, 5, 4), date(2025, 4, 26)])
def test_saturday_swapped_for_a_holiday_is_worked(day):
    assert day.weekday() == 5
    assert CALENDAR.is_working(day)


def test_table_of_the_province_wins_over_the_nation():
    province = WorkingCalendar(
        extra_off=frozenset({date(2026, 1, 2)}), extra_working=frozenset({date(2026, 1, 10)})
    )
    assert CALENDAR.is_working(date(2026, 1, 2))
    assert not CALENDAR.is_working(date(2026, 1, 10))
    assert not province.is_working(date(2026, 1, 2))
    assert province.is_working(date(2026, 1, 10))
    assert province.add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 5)
    assert province.add_working_days(date(2026, 1, 9), 1) == date(2026, 1, 10)


def test_province_may_work_on_a_public_holiday():
    province = WorkingCalendar(extra_working=frozenset({date(2022, 4, 11)}))
    assert province.is_working(date(2022, 4, 11))


def test_calendar_refuses_a_day_both_off_and_worked():
    day = frozenset({date(2026, 1, 10)})
    with pytest.raises(ValueError, match="10/01/2026"):
        WorkingCalendar(extra_off=day, extra_working=day)


def test_three_working_days_after_the_demonstration_day():
    assert CALENDAR.add_working_days(date(2022, 2, 15), 3) == date(2022, 2, 18)
    assert CALENDAR.add_working_days(date(2022, 2, 15), 20) == date(2022, 3, 15)


def test_adding_over_tet_skips_it():
    assert CALENDAR.add_working_days(date(2022, 1, 27), 3) == date(2022, 2, 8)
    assert CALENDAR.add_working_days(date(2022, 2, 8), -3) == date(2022, 1, 27)


def test_adding_zero_days_keeps_a_working_day_and_moves_a_day_off():
    assert CALENDAR.add_working_days(date(2022, 2, 15), 0) == date(2022, 2, 15)
    assert CALENDAR.add_working_days(date(2022, 2, 12), 0) == date(2022, 2, 14)


def test_between_counts_the_last_day_and_not_the_first():
    assert CALENDAR.working_days_between(date(2022, 2, 14), date(2022, 2, 14)) == 0
    assert CALENDAR.working_days_between(date(2022, 2, 14), date(2022, 2, 18)) == 4
    assert CALENDAR.working_days_between(date(2022, 2, 18), date(2022, 2, 21)) == 1
    assert CALENDAR.working_days_between(date(2022, 2, 18), date(2022, 2, 20)) == 0
    assert CALENDAR.working_days_between(date(2022, 2, 18), date(2022, 2, 14)) == -4


@given(DAYS.filter(CALENDAR.is_working), st.integers(-60, 60))
def test_between_undoes_adding(day, n):
    there = CALENDAR.add_working_days(day, n)
    assert CALENDAR.is_working(there)
    assert CALENDAR.working_days_between(day, there) == n


@given(DAYS, st.integers(1, 30), st.integers(1, 30))
def test_adding_in_two_steps_equals_adding_at_once(day, n, m):
    in_steps = CALENDAR.add_working_days(CALENDAR.add_working_days(day, n), m)
    assert in_steps == CALENDAR.add_working_days(day, n + m)


def test_importing_periods_does_not_load_the_holiday_library():
    program = "import sys, thidua.core.periods; print('holidays' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout == "False\n"
