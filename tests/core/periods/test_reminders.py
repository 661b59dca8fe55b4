from datetime import date
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.periods import (
    Reminder,
    Rhythm,
    WorkingCalendar,
    reminder_days,
    reminder_on,
    reminders,
    reminders_missed,
)

CALENDAR = WorkingCalendar()
DUE = date(2022, 2, 18)


def test_reminders_stand_before_on_and_after_the_due_day():
    # Ten working days back from 18/02/2022 is 28/01/2022: Tết lies between.
    assert list(islice(reminders(DUE, CALENDAR), 7)) == [
        Reminder(date(2022, 1, 28), "before-10"),
        Reminder(date(2022, 2, 15), "before-3"),
        Reminder(date(2022, 2, 17), "before-1"),
        Reminder(date(2022, 2, 18), "due"),
        Reminder(date(2022, 2, 21), "late"),
        Reminder(date(2022, 2, 28), "week-1", to_head=True),
        Reminder(date(2022, 3, 7), "week-2", to_head=True),
    ]


def test_weekly_reminder_on_a_holiday_moves_to_the_next_working_day():
    found = [reminder.day for reminder in islice(reminders(date(2022, 3, 25), CALENDAR), 4, 8)]
    # Monday 11/04/2022 is off for Giỗ Tổ; the week after keeps its Monday.
    assert found == [date(2022, 3, 28), date(2022, 4, 4), date(2022, 4, 12), date(2022, 4, 18)]


def test_reminder_days_end_with_the_day_asked():
    assert reminder_days(DUE, CALENDAR, until=date(2022, 2, 21)) == (
        date(2022, 1, 28),
        date(2022, 2, 15),
        date(2022, 2, 17),
        date(2022, 2, 18),
        date(2022, 2, 21),
    )


def test_reminder_on_answers_for_one_day():
    assert reminder_on(date(2022, 2, 17), DUE, CALENDAR) == Reminder(date(2022, 2, 17), "before-1")
    assert reminder_on(date(2022, 2, 16), DUE, CALENDAR) is None


def test_reminders_missed_are_those_after_the_last_round():
    found = reminders_missed(DUE, CALENDAR, after=date(2022, 2, 17), day=date(2022, 2, 22))
    assert [reminder.code for reminder in found] == ["due", "late"]


def test_reminders_follow_the_rhythm_of_the_province():
    rhythm = Rhythm(before=(2, 5), on_day=False, after=(1, 3), every=14)
    assert list(islice(reminders(DUE, CALENDAR, rhythm), 5)) == [
        Reminder(date(2022, 2, 11), "before-5"),
        Reminder(date(2022, 2, 16), "before-2"),
        Reminder(date(2022, 2, 21), "late"),
        Reminder(date(2022, 2, 23), "late-3"),
        Reminder(date(2022, 3, 7), "week-1", to_head=True),
    ]


@given(st.dates(date(2021, 6, 1), date(2026, 6, 30)))
def test_reminders_never_go_back_in_time(due):
    days = [reminder.day for reminder in islice(reminders(due, CALENDAR), 12)]
    assert days == sorted(days)
