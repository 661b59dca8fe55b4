"""The four days of a reporting period, counted from its last day."""

from __future__ import annotations

from datetime import timedelta

from thidua.core.periods import Deadline, Period, WorkingCalendar


def report_days(
    period: Period,
    calendar: WorkingCalendar,
    *,
    open_before: int,
    report: int,
    late: int,
    lock: int,
) -> Deadline:
    """Opens days before the period ends; due the nth day after it, moved to a working day; then
    working days for what comes late, and until the period is locked."""
    after = period.days.until
    assert after is not None  # a period always ends
    last = after - timedelta(days=1)
    opens = max(period.days.start, last - timedelta(days=open_before))
    due = calendar.working_day_from(last + timedelta(days=report))
    late_until = calendar.add_working_days(due, late)
    locked = calendar.add_working_days(due, max(lock, late + 1))
    return Deadline(opens, due, late_until, locked)
