"""When a duty is called to mind: before it falls due, on the day, and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

from thidua.core.periods.working import WorkingCalendar

WORKING_DAYS_BEFORE = (10, 3, 1)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Reminder:
    """One day of reminding; from the first week of lateness on it goes to the head of the unit."""

    day: date
    code: str
    to_head: bool = False


def reminders(due: date, calendar: WorkingCalendar) -> Iterator[Reminder]:
    """All reminders of a duty in order of days, without end: take as many as you need."""
    for days in WORKING_DAYS_BEFORE:
        yield Reminder(calendar.add_working_days(due, -days), f"before-{days}")
    yield Reminder(due, "due")
    first_late = calendar.add_working_days(due, 1)
    yield Reminder(first_late, "late")
    for week in count(1):
        day = calendar.working_day_from(first_late + week * WEEK)
        yield Reminder(day, f"week-{week}", to_head=True)


def reminder_days(due: date, calendar: WorkingCalendar, *, until: date) -> tuple[date, ...]:
    """The days of reminding up to and with `until`."""
    upcoming = takewhile(lambda reminder: reminder.day <= until, reminders(due, calendar))
    return tuple(reminder.day for reminder in upcoming)


def reminders_missed(
    due: date, calendar: WorkingCalendar, *, after: date, day: date
) -> tuple[Reminder, ...]:
    """Reminders later than `after` up to and with `day`: what a worker that stood still owes."""
    upcoming = takewhile(lambda reminder: reminder.day <= day, reminders(due, calendar))
    return tuple(reminder for reminder in upcoming if reminder.day > after)


def reminder_on(day: date, due: date, calendar: WorkingCalendar) -> Reminder | None:
    """The reminder that falls on this day.

    Two weeks may be moved behind the same holidays; the later one then speaks for both.
    """
    found = reminders_missed(due, calendar, after=day - timedelta(days=1), day=day)
    return found[-1] if found else None
