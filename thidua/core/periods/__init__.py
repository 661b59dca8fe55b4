"""Days, periods and deadlines as Vietnamese offices count them."""

from thidua.core.periods.deadlines import Deadline, DeadlineState, words_for_due
from thidua.core.periods.period import Period, PeriodKind
from thidua.core.periods.ranges import DateRange, words_until
from thidua.core.periods.reminders import (
    Reminder,
    Rhythm,
    reminder_days,
    reminder_on,
    reminders,
    reminders_missed,
)
from thidua.core.periods.working import WorkingCalendar

__all__ = [
    "DateRange",
    "Deadline",
    "DeadlineState",
    "Period",
    "PeriodKind",
    "Reminder",
    "Rhythm",
    "WorkingCalendar",
    "reminder_days",
    "reminder_on",
    "reminders",
    "reminders_missed",
    "words_for_due",
    "words_until",
]
