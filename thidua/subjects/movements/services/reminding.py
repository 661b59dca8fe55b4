"""Reminders by the calendar: before the due day, on it, after it, then weekly to the head."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from thidua.base import audit, clock, jobs
from thidua.base.access import Actor
from thidua.base.parameters import calendar, rhythm
from thidua.core.periods import Reminder, Rhythm, WorkingCalendar, reminders_missed
from thidua.subjects.movements.models import Duty
from thidua.subjects.movements.selectors.movements import all_open_duties
from thidua.subjects.movements.services.duties import send_reminder

# A worker that stood still for a week sends the last reminder it missed, not all of them.
CATCH_UP = timedelta(days=7)


class When(NamedTuple):
    """The province's working days and its rhythm of reminding, as of one day."""

    working: WorkingCalendar
    rhythm: Rhythm


@jobs.daily(7, 0, "movements.remind_duties")
def remind_today() -> None:
    remind_due(clock.today())


@transaction.atomic
def remind_due(day: date) -> int:
    """Remind every unit whose next step asks for it on this day; gives how many were reminded."""
    when = When(calendar(day), rhythm(day, every="movement.remind_weekly"))
    reminded = [duty for duty in all_open_duties() if _remind(duty, day, when)]
    if reminded:
        what = audit.Thing("movements.Duty", day.isoformat(), "Nhắc việc theo lịch")
        audit.record(
            Actor.system(day), "movements.remind_due", what, after={"units": len(reminded)}
        )
    return len(reminded)


def _remind(duty: Duty, day: date, when: When) -> bool:
    reminder = _reminder_of(duty, day, when)
    if reminder is None:
        return False
    mark = f"{duty.state}:{reminder.code}"
    fresh = Duty.objects.filter(pk=duty.pk, state=duty.state).exclude(last_reminder=mark)
    if not fresh.update(last_reminder=mark):
        return False
    send_reminder(duty, day, code=reminder.code, to_head=reminder.to_head)
    return True


def _reminder_of(duty: Duty, day: date, when: When) -> Reminder | None:
    if duty.due_on is None:
        return None
    missed = reminders_missed(
        duty.due_on, when.working, after=day - CATCH_UP, day=day, rhythm=when.rhythm
    )
    return missed[-1] if missed else None
