from datetime import date

import pytest

from thidua.core.periods import Deadline, DeadlineState, WorkingCalendar, words_for_due

CALENDAR = WorkingCalendar()
FRIDAY = date(2022, 2, 18)
REPORT = Deadline(date(2022, 2, 7), FRIDAY, date(2022, 2, 25), date(2022, 3, 1))


@pytest.mark.parametrize(
    ("day", "state", "label"),
    [
        (date(2022, 2, 6), DeadlineState.NOT_OPEN, "Chưa đến kỳ"),
        (date(2022, 2, 7), DeadlineState.OPEN, "Trong hạn"),
        (date(2022, 2, 18), DeadlineState.OPEN, "Trong hạn"),
        (date(2022, 2, 19), DeadlineState.LATE, "Trễ hạn"),
        (date(2022, 2, 25), DeadlineState.LATE, "Trễ hạn"),
        (date(2022, 2, 26), DeadlineState.OVERDUE, "Quá hạn"),
        (date(2022, 2, 28), DeadlineState.OVERDUE, "Quá hạn"),
        (date(2022, 3, 1), DeadlineState.LOCKED, "Đã khóa"),
    ],
)
def test_state_changes_on_each_of_the_four_dates(day, state, label):
    assert REPORT.state(day) is state
    assert REPORT.state(day).label == label


def test_deadline_without_further_dates_stays_late_and_open():
    duty = Deadline(date(2022, 2, 15), FRIDAY)
    assert duty.state(date(2032, 1, 1)) is DeadlineState.LATE
    assert not duty.is_locked(date(2032, 1, 1))


def test_late_begins_the_day_after_the_due_day():
    assert not REPORT.is_late(FRIDAY)
    assert REPORT.is_late(date(2022, 2, 19))
    assert REPORT.days_late(date(2022, 2, 20), CALENDAR) == 0
    assert REPORT.days_late(date(2022, 2, 21), CALENDAR) == 1
    assert REPORT.days_late(date(2022, 2, 14), CALENDAR) == 0


def test_deadline_after_counts_in_working_days():
    assert Deadline.after(date(2022, 2, 15), 3, CALENDAR, late_days=5, lock_days=10) == Deadline(
        date(2022, 2, 15), date(2022, 2, 18), date(2022, 2, 25), date(2022, 3, 4)
    )
    assert Deadline.after(date(2022, 1, 28), 1, CALENDAR).due == date(2022, 2, 7)


@pytest.mark.parametrize(
    "dates",
    [
        (date(2022, 2, 8), date(2022, 2, 7)),
        (date(2022, 2, 7), date(2022, 2, 8), date(2022, 2, 7)),
        (date(2022, 2, 7), date(2022, 2, 8), None, date(2022, 2, 8)),
        (date(2022, 2, 7), date(2022, 2, 8), date(2022, 2, 10), date(2022, 2, 9)),
    ],
)
def test_deadline_refuses_dates_out_of_order(dates):
    with pytest.raises(ValueError, match=r"^Ngày (mở|khóa)"):
        Deadline(*dates)


@pytest.mark.parametrize(
    ("due", "day", "words"),
    [
        (FRIDAY, FRIDAY, "hôm nay"),
        (FRIDAY, date(2022, 2, 17), "còn 1 ngày"),
        (FRIDAY, date(2022, 2, 16), "còn 2 ngày làm việc"),
        (date(2022, 2, 21), FRIDAY, "còn 1 ngày làm việc"),
        (date(2022, 2, 7), date(2022, 1, 28), "còn 1 ngày làm việc"),
        (date(2022, 2, 20), FRIDAY, "còn 2 ngày nghỉ"),
        (FRIDAY, date(2022, 2, 19), "vừa quá hạn"),
        (FRIDAY, date(2022, 2, 21), "trễ 1 ngày làm việc"),
        (FRIDAY, date(2022, 2, 23), "trễ 3 ngày làm việc"),
    ],
)
def test_words_say_how_long_is_left_or_how_late(due, day, words):
    assert words_for_due(due, day, CALENDAR) == words
