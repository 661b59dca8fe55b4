"""The periods that offices report by: year, half, quarter, month."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from thidua.core.periods.ranges import DateRange

MONTHS_IN_YEAR = 12


class PeriodKind(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def months(self) -> int:
        return _MONTHS[self]

    @property
    def per_year(self) -> int:
        return MONTHS_IN_YEAR // self.months

    @property
    def label(self) -> str:
        return _LABELS[self]


_MONTHS = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}
_LABELS = {
    PeriodKind.YEAR: "Năm",
    PeriodKind.HALF: "6 tháng",
    PeriodKind.QUARTER: "Quý",
    PeriodKind.MONTH: "Tháng",
}
_LETTERS = {PeriodKind.HALF: "H", PeriodKind.QUARTER: "Q", PeriodKind.MONTH: "M"}
_KINDS_BY_LETTER = {letter: kind for kind, letter in _LETTERS.items()}
_CODE = re.compile(r"(?P<year>\d{4})(?:-(?P<letter>[HQM])(?P<index>\d{1,2}))?")
_QUARTERS = ("I", "II", "III", "IV")
_HALVES = ("đầu năm", "cuối năm")


@dataclass(frozen=True)
class Period:
    """One period: its kind, its year and its place in the year, counted from 1."""

    kind: PeriodKind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.index <= self.kind.per_year:
            raise ValueError(f"Không có kỳ thứ {self.index} của loại “{self.kind.label}”.")

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> Self:
        return cls(kind, day.year, (day.month - 1) // kind.months + 1)

    @classmethod
    def parse(cls, code: str) -> Self:
        """The period of a code: 2022, 2022-H1, 2022-Q3 or 2022-M07."""
        found = _CODE.fullmatch(code)
        if found is None:
            raise ValueError(f"Mã kỳ không đúng: “{code}”.")
        if found["letter"] is None:
            return cls(PeriodKind.YEAR, int(found["year"]))
        return cls(_KINDS_BY_LETTER[found["letter"]], int(found["year"]), int(found["index"]))

    @property
    def code(self) -> str:
        if self.kind is PeriodKind.YEAR:
            return f"{self.year:04}"
        width = 2 if self.kind is PeriodKind.MONTH else 1
        return f"{self.year:04}-{_LETTERS[self.kind]}{self.index:0{width}}"

    @property
    def days(self) -> DateRange:
        first_month = (self.index - 1) * self.kind.months + 1
        return DateRange(date(self.year, first_month, 1), self._first_day_after(first_month))

    def _first_day_after(self, first_month: int) -> date:
        month = first_month + self.kind.months
        return date(self.year, month, 1) if month <= MONTHS_IN_YEAR else date(self.year + 1, 1, 1)

    @property
    def name(self) -> str:
        match self.kind:
            case PeriodKind.YEAR:
                return f"Năm {self.year}"
            case PeriodKind.HALF:
                return f"6 tháng {_HALVES[self.index - 1]} {self.year}"
            case PeriodKind.QUARTER:
                return f"Quý {_QUARTERS[self.index - 1]} năm {self.year}"
            case PeriodKind.MONTH:
                return f"Tháng {self._month_number()} năm {self.year}"

    def _month_number(self) -> str:
        # Decree 30/2020 writes a zero before months 1 and 2 only.
        return f"{self.index:02}" if self.index <= 2 else str(self.index)

    def shifted(self, n: int) -> "Period":
        """The period n places later, earlier when n is negative."""
        place = self.year * self.kind.per_year + self.index - 1 + n
        year, index = divmod(place, self.kind.per_year)
        return Period(self.kind, year, index + 1)

    @property
    def same_last_year(self) -> "Period":
        """What offices compare with ("so với cùng kỳ")."""
        return Period(self.kind, self.year - 1, self.index)

    def parts(self, kind: PeriodKind) -> tuple["Period", ...]:
        """The shorter periods inside this one, in order."""
        if self.kind.months % kind.months:
            raise ValueError(f"Không chia được {self.name} theo “{kind.label}”.")
        number = self.kind.months // kind.months
        first = (self.index - 1) * number + 1
        return tuple(Period(kind, self.year, first + place) for place in range(number))
