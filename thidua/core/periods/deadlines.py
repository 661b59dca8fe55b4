"""Four dates of a duty: it opens, falls due, is taken late, is locked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.core.periods.working import WorkingCalendar


class DeadlineState(StrEnum):
    NOT_OPEN = "not_open"
    OPEN = "open"
    LATE = "late"
    OVERDUE = "overdue"
    LOCKED = "locked"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    DeadlineState.NOT_OPEN: "Chưa đến kỳ",
    DeadlineState.OPEN: "Trong hạn",
    DeadlineState.LATE: "Trễ hạn",
    DeadlineState.OVERDUE: "Quá hạn",
    DeadlineState.LOCKED: "Đã khóa",
}


@dataclass(frozen=True)
class Deadline:
    """Dates of one duty.

    `opens` is the first day it can be done, `due` the last day in time, `late_until` the last day
    on which lateness is only marked, `locked` the first day nothing more is taken.
    Without `late_until` a duty stays late, without `locked` it never closes.
    """

    opens: date
    due: date
    late_until: date | None = None
    locked: date | None = None

    def __post_init__(self) -> None:
        days = [self.opens, self.due, *filter(None, (self.late_until,))]
        if days != sorted(days):
            raise ValueError("Ngày mở, ngày đến hạn, ngày nhận muộn phải theo thứ tự thời gian.")
        if self.locked is not None and self.locked <= days[-1]:
            raise ValueError("Ngày khóa phải sau ngày đến hạn và ngày nhận muộn.")

    @classmethod
    def after(
        cls,
        opens: date,
        working_days: int,
        calendar: WorkingCalendar,
        *,
        late_days: int | None = None,
        lock_days: int | None = None,
    ) -> "Deadline":
        """Dates counted in working days: due from the opening, the others from the due day."""
        due = calendar.add_working_days(opens, working_days)
        return cls(
            opens, due, _days_after(due, late_days, calendar), _days_after(due, lock_days, calendar)
        )

    def state(self, day: date) -> DeadlineState:
        if self.locked is not None and day >= self.locked:
            return DeadlineState.LOCKED
        if day < self.opens:
            return DeadlineState.NOT_OPEN
        if day <= self.due:
            return DeadlineState.OPEN
        in_grace = self.late_until is None or day <= self.late_until
        return DeadlineState.LATE if in_grace else DeadlineState.OVERDUE

    def is_locked(self, day: date) -> bool:
        return self.state(day) is DeadlineState.LOCKED

    def is_late(self, day: date) -> bool:
        return day > self.due

    def days_late(self, day: date, calendar: WorkingCalendar) -> int:
        """Working days passed since the due day, never negative."""
        return max(0, calendar.working_days_between(self.due, day))


def _days_after(due: date, days: int | None, calendar: WorkingCalendar) -> date | None:
    return None if days is None else calendar.add_working_days(due, days)


def words_for_due(due: date, day: date, calendar: WorkingCalendar) -> str:
    """How long is left, or how late it is, as a clerk would say it."""
    if day == due:
        return "hôm nay"
    return _words_late(due, day, calendar) if day > due else _words_left(due, day, calendar)


def _words_late(due: date, day: date, calendar: WorkingCalendar) -> str:
    late = calendar.working_days_between(due, day)
    return f"trễ {late} ngày làm việc" if late else "vừa quá hạn"


def _words_left(due: date, day: date, calendar: WorkingCalendar) -> str:
    left = calendar.working_days_between(day, due)
    if (due - day).days == 1:
        return "còn 1 ngày"
    # A due day fixed by hand may lie behind nothing but days off.
    return f"còn {left} ngày làm việc" if left else f"còn {(due - day).days} ngày nghỉ"
