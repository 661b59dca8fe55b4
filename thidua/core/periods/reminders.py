"""When a duty is called to mind: before it falls due, on the day, and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

from thidua.core.periods.working import WorkingCalendar


@dataclass(frozen=True)
class Rhythm:
    """When an office is reminded: working days before and after the due day, then every so often."""

    before: tuple[int, ...] = (10, 3, 1)
    on_day: bool = True
    after: tuple[int, ...] = (1,)
    every: int = 7  # days of the calendar


USUAL = Rhythm()


@dataclass(frozen=True)
class Reminder:
    """One day of reminding; from the first week of lateness on it goes to the head of the unit."""

    day: date
    code: str
    to_head: bool = False


def reminders(due: date, calendar: WorkingCalendar, rhythm: Rhythm = USUAL) -> Iterator[Reminder]:
    """All reminders of a duty in order of days, without end: take as many as you need."""
    for days in sorted(rhythm.before, reverse=True):
        yield Reminder(calendar.add_working_days(due, -days), f"before-{days}")
    if rhythm.on_day:
        yield Reminder(due, "due")
    first_late = calendar.add_working_days(due, 1)
    for days in sorted(rhythm.after):
        code = "late" if days == 1 else f"late-{days}"
        yield Reminder(calendar.add_working_days(due, days), code)
    for week in count(1):
        day = calendar.working_day_from(first_late + week * timedelta(days=rhythm.every))
        yield Reminder(day, f"week-{week}", to_head=True)


def reminder_days(
    due: date, calendar: WorkingCalendar, *, until: date, rhythm: Rhythm = USUAL
) -> tuple[date, ...]:
    """The days of reminding up to and with `until`."""
    return tuple(reminder.day for reminder in _until(due, calendar, until, rhythm))


def reminders_missed(
    due: date, calendar: WorkingCalendar, *, after: date, day: date, rhythm: Rhythm = USUAL
) -> tuple[Reminder, ...]:
    """Reminders later than `after` up to and with `day`: what a worker that stood still owes."""
    upcoming = _until(due, calendar, day, rhythm)
    return tuple(reminder for reminder in upcoming if reminder.day > after)


def _until(due: date, calendar: WorkingCalendar, day: date, rhythm: Rhythm) -> Iterator[Reminder]:
    return takewhile(lambda reminder: reminder.day <= day, reminders(due, calendar, rhythm))


def reminder_on(
    day: date, due: date, calendar: WorkingCalendar, rhythm: Rhythm = USUAL
) -> Reminder | None:
    """The reminder that falls on this day.

    Two weeks may be moved behind the same holidays; the later one then speaks for both.
    """
    found = reminders_missed(due, calendar, after=day - timedelta(days=1), day=day, rhythm=rhythm)
    return found[-1] if found else None
