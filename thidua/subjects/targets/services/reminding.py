"""Reminders by the calendar of figures that are owed: one letter for a unit and period."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from thidua.base import audit, clock, jobs, outbox
from thidua.base.access import Actor, Role
from thidua.base.parameters import calendar
from thidua.core.periods import Reminder, reminders_missed
from thidua.core.text import format_date
from thidua.subjects.targets.enums import TargetState, ValueState
from thidua.subjects.targets.models import TargetPeriod, TargetValue

# A worker that stood still for a week sends the last reminder it missed, not all of them.
CATCH_UP = timedelta(days=7)


@jobs.daily(7, 5, "targets.remind_figures")
def remind_today() -> None:
    remind_due(clock.today())


@transaction.atomic
def remind_due(day: date) -> int:
    """Remind every unit that owes figures of a period that asks for it today; gives how many."""
    working = calendar(day)
    reminded = 0
    for period in TargetPeriod.objects.filter(opened_on__isnull=False, locked_on=None):
        missed = reminders_missed(period.due_on, working, after=day - CATCH_UP, day=day)
        if missed and not period.is_locked(day):
            reminded += _remind(period, missed[-1])
    if reminded:
        what = audit.Thing("targets.TargetPeriod", day.isoformat(), "Nhắc báo cáo chỉ tiêu")
        audit.record(Actor.system(day), "targets.remind_due", what, after={"units": reminded})
    return reminded


def _remind(period: TargetPeriod, reminder: Reminder) -> int:
    owed = TargetValue.objects.filter(
        period=period, state=ValueState.OPEN, target__state=TargetState.FIXED
    ).exclude(last_reminder=reminder.code)
    units = sorted(set(owed.values_list("organization_id", flat=True)))
    owed.update(last_reminder=reminder.code)
    for unit in units:
        _write(period, unit, reminder)
    return len(units)


def _write(period: TargetPeriod, unit_id: int, reminder: Reminder) -> None:
    late = reminder.day > period.due_on
    outbox.notify(
        to_unit=unit_id,
        roles=(Role.UNIT_CLERK, Role.UNIT_HEAD) if reminder.to_head else (Role.UNIT_CLERK,),
        subject=f"Báo cáo chỉ tiêu {period.name}",
        body=(
            f"{'Đã quá hạn' if late else 'Hạn'} {format_date(period.due_on)}: đơn vị còn chỉ tiêu "
            f"chưa báo cáo {period.name}. Sau ngày {format_date(period.late_until)} ghi là quá hạn; "
            f"khóa từ ngày {format_date(period.locks_on)}."
        ),
        url=f"/chi-tieu/bao-cao/{period.code}/",
        kind="reminder",
        key=f"target-reminder:{period.pk}:{unit_id}:{reminder.code}",
        reason_name="targets.figure_still_owed",
    )


def figure_still_owed(key: str) -> bool:
    """Asked again before a reminder leaves; `key` is that of the message."""
    _name, period_id, unit_id, _code = key.split(":")
    rows = TargetValue.objects.filter(period_id=int(period_id), organization_id=int(unit_id))
    return rows.filter(state=ValueState.OPEN).exists()
