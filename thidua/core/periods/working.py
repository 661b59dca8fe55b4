"""Working days of Việt Nam, with the days that the province itself moved."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class _YearOfHolidays:
    off: frozenset[date]
    worked_weekends: frozenset[date]


@cache
def _holidays_of(year: int) -> _YearOfHolidays:
    # Imported here: the library takes longer to load than a short command runs.
    from holidays import country_holidays

    found = country_holidays("VN", years=year)
    return _YearOfHolidays(frozenset(found.keys()), frozenset(found.weekend_workdays))


def _is_nationally_working(day: date) -> bool:
    year = _holidays_of(day.year)
    if day in year.off:
        return False
    return day.weekday() < SATURDAY or day in year.worked_weekends


@dataclass(frozen=True)
class WorkingCalendar:
    """Monday to Friday without public holidays; the province's own table wins over both."""

    extra_off: frozenset[date] = frozenset()
    extra_working: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        clash = self.extra_off & self.extra_working
        if clash:
            days = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(clash))
            raise ValueError(f"Ngày vừa là ngày nghỉ vừa là ngày làm việc: {days}")

    def is_working(self, day: date) -> bool:
        if day in self.extra_working:
            return True
        return day not in self.extra_off and _is_nationally_working(day)

    def working_day_from(self, day: date) -> date:
        """The day itself, or the first working day after it (Civil Code 2015, Article 148.5)."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """The nth working day after the day, before it when n is negative.

        The day itself is never counted (Civil Code 2015, Article 147.2); n = 0 gives the day,
        moved to the next working day.
        """
        if n == 0:
            return self.working_day_from(day)
        step = ONE_DAY if n > 0 else -ONE_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after the earlier day up to and with the later; negative when b is earlier."""
        if b < a:
            return -self.working_days_between(b, a)
        length = (b - a).days
        return sum(self.is_working(a + timedelta(days=ahead)) for ahead in range(1, length + 1))
