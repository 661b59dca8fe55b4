"""Half-open ranges of days: the last day is shown to people, the day after it is kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DateRange:
    """All days from `start` up to but without `until`; without `until` it has no end."""

    start: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.start:
            raise ValueError("Ngày kết thúc phải sau ngày bắt đầu.")

    @classmethod
    def through(cls, first: date, last: date) -> Self:
        """The range that people mean by "từ ngày … đến hết ngày …"."""
        return cls(first, last + ONE_DAY)

    @property
    def last_day(self) -> date | None:
        return None if self.until is None else self.until - ONE_DAY

    def contains(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)

    def covers(self, other: "DateRange") -> bool:
        if self.until is None:
            return self.start <= other.start
        return self.start <= other.start and other.until is not None and other.until <= self.until

    def overlaps(self, other: "DateRange") -> bool:
        return _starts_before_end(self, other) and _starts_before_end(other, self)

    def intersection(self, other: "DateRange") -> "DateRange | None":
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.until, other.until) if end is not None]
        return DateRange(max(self.start, other.start), min(ends, default=None))

    def words(self) -> str:
        opening = f"từ ngày {self.start:%d/%m/%Y}"
        return opening if self.until is None else f"{opening} {words_until(self.until)}"


def _starts_before_end(one: DateRange, other: DateRange) -> bool:
    return other.until is None or one.start < other.until


def words_until(until: date) -> str:
    """The end of a half-open range in the words of an office."""
    return f"đến hết ngày {until - ONE_DAY:%d/%m/%Y}"
