"""Reminders by the calendar: examples to confirm, the month's example, delegates to choose."""

from datetime import date, timedelta

from django.db import transaction

from thidua.base import audit, clock, jobs, outbox, parameters
from thidua.base.access import Actor, Role
from thidua.core.periods import WorkingCalendar, reminders_missed
from thidua.core.text import format_date
from thidua.subjects.publicity.enums import CongressState, DelegateState, ExampleState
from thidua.subjects.publicity.models import Delegate, Example, Seats
from thidua.subjects.publicity.selectors.coverage import (
    next_due,
    still_owes,
    told_by,
    units_that_owe,
    window,
)

CATCH_UP = timedelta(days=7)
CLERK, WITH_HEAD = (Role.UNIT_CLERK,), (Role.UNIT_CLERK, Role.UNIT_HEAD)
DAYS_BEFORE_MONTHLY = 3


@jobs.daily(7, 10, "publicity.remind")
def remind_today() -> None:
    remind_due(clock.today())


@transaction.atomic
def remind_due(day: date) -> int:
    """Everything of this subject that asks to be called to mind on this day; gives how many."""
    working = parameters.calendar(day)
    reminded = _remind_confirming(day, working) + _remind_seats(day, working) + _remind_month(day)
    if reminded:
        what = audit.Thing("publicity.Example", day.isoformat(), "Nhắc việc theo lịch")
        audit.record(Actor.system(day), "publicity.remind_due", what, after={"units": reminded})
    return reminded


def _code(due: date, day: date, working: WorkingCalendar) -> tuple[str, bool] | None:
    missed = reminders_missed(due, working, after=day - CATCH_UP, day=day)
    return (missed[-1].code, missed[-1].to_head) if missed else None


def _remind_confirming(day: date, working: WorkingCalendar) -> int:
    waiting = Example.objects.filter(
        state=ExampleState.SUGGESTED, unit__isnull=False, confirm_due__isnull=False
    )
    return sum(_remind_one(example, day, working) for example in waiting)


def _remind_one(example: Example, day: date, working: WorkingCalendar) -> bool:
    assert example.confirm_due is not None
    found = _code(example.confirm_due, day, working)
    if found is None:
        return False
    code, to_head = found
    fresh = Example.objects.filter(pk=example.pk, state=example.state).exclude(last_reminder=code)
    if not fresh.update(last_reminder=code):
        return False
    outbox.notify(
        to_unit=example.unit_id,
        roles=WITH_HEAD if to_head else CLERK,
        subject=f"Đề nghị xác nhận điển hình: {example.name}",
        body=f"Hạn xác nhận {format_date(example.confirm_due)}.",
        url=f"/dien-hinh/{example.pk}/",
        kind="reminder",
        key=f"example-confirm:{example.pk}:{example.unit_id}:{code}",
        reason_name="publicity.still_to_confirm",
    )
    return True


def still_to_confirm(key: str) -> bool:
    _name, example_id, unit_id, *_rest = key.split(":")
    return Example.objects.filter(
        pk=int(example_id), unit_id=int(unit_id), state=ExampleState.SUGGESTED
    ).exists()


def _remind_month(day: date) -> int:
    """Three days before the day of the month and on it, those who told of nobody."""
    due = next_due(day)
    if (due - day).days not in (0, DAYS_BEFORE_MONTHLY):
        return 0
    units = units_that_owe(day)
    told = told_by(units, *window(due))
    late = [unit for unit in units if unit not in told]
    return sum(_remind_unit(unit, due, day) for unit in late)


def _remind_unit(unit_id: int, due: date, day: date) -> bool:
    return bool(
        outbox.notify(
            to_unit=unit_id,
            roles=CLERK,
            subject="Giới thiệu gương điển hình của tháng",
            body=f"Đơn vị giới thiệu ít nhất một gương điển hình trước hết ngày {format_date(due)}.",
            url="/dien-hinh/gioi-thieu/",
            kind="reminder",
            key=f"example-month:{unit_id}:{due.isoformat()}:{(due - day).days}",
            reason_name="publicity.month_still_owed",
        )
    )


def month_still_owed(key: str) -> bool:
    _name, unit_id, due, _days = key.split(":")
    return still_owes(int(unit_id), date.fromisoformat(due))


def _remind_seats(day: date, working: WorkingCalendar) -> int:
    open_seats = Seats.objects.filter(
        congress__state=CongressState.PLANNED, congress__choose_by__isnull=False
    ).select_related("congress")
    return sum(_remind_seat(seats, day, working) for seats in open_seats if _has_free(seats))


def _has_free(seats: Seats) -> bool:
    return free_seats(seats) > 0


def free_seats(seats: Seats) -> int:
    taken = Delegate.objects.filter(congress_id=seats.congress_id, unit_id=seats.unit_id)
    return seats.number - taken.exclude(state=DelegateState.RETURNED).count()


def _remind_seat(seats: Seats, day: date, working: WorkingCalendar) -> bool:
    due = seats.congress.choose_by
    assert due is not None
    found = _code(due, day, working)
    if found is None:
        return False
    code, to_head = found
    fresh = Seats.objects.filter(pk=seats.pk).exclude(last_reminder=code)
    if not fresh.update(last_reminder=code):
        return False
    outbox.notify(
        to_unit=seats.unit_id,
        roles=WITH_HEAD if to_head else CLERK,
        subject=f"Đề nghị chọn cử đại biểu: {seats.congress}",
        body=f"Hạn gửi danh sách {format_date(due)}; số đại biểu của đơn vị: {seats.number}.",
        url=f"/dai-hoi/{seats.congress_id}/",
        kind="reminder",
        key=f"congress-seats:{seats.pk}:{code}",
        reason_name="congress.seats_still_free",
    )
    return True


def seats_still_free(key: str) -> bool:
    seats = Seats.objects.filter(
        pk=int(key.split(":")[1]), congress__state=CongressState.PLANNED
    ).first()
    return seats is not None and _has_free(seats)
