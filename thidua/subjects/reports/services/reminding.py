"""Reminders by the calendar: before the due day, on it, after it, then weekly to the head."""

from datetime import date, timedelta

from django.db import transaction

from thidua.base import audit, clock, jobs
from thidua.base.access import Actor
from thidua.base.parameters import calendar
from thidua.core.periods import WorkingCalendar, reminders_missed
from thidua.subjects.reports.models import OwedReport
from thidua.subjects.reports.services.receiving import send_reminder

CATCH_UP = timedelta(days=7)  # a worker that stood still sends the last it missed, not all


@jobs.daily(7, 10, "reports.remind_due")
def remind_today() -> None:
    remind_due(clock.today())


@transaction.atomic
def remind_due(day: date) -> int:
    """Remind every unit whose report asks for it on this day; gives how many were reminded."""
    working = calendar(day)
    owed = OwedReport.objects.running().not_received().select_related("campaign")
    open_ones = [report for report in owed if not report.is_locked_on(day)]
    reminded = [report for report in open_ones if _remind(report, day, working)]
    if reminded:
        what = audit.Thing("reports.OwedReport", day.isoformat(), "Nhắc báo cáo theo lịch")
        audit.record(Actor.system(day), "reports.remind_due", what, after={"units": len(reminded)})
    return len(reminded)


def _remind(report: OwedReport, day: date, working: WorkingCalendar) -> bool:
    missed = reminders_missed(report.due_on, working, after=day - CATCH_UP, day=day)
    if not missed:
        return False
    reminder = missed[-1]
    fresh = OwedReport.objects.filter(pk=report.pk).exclude(last_reminder=reminder.code)
    if not fresh.update(last_reminder=reminder.code):
        return False
    send_reminder(report, day, code=reminder.code, to_head=reminder.to_head)
    return True
