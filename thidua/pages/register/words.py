"""How lines of the register read on a screen and on paper."""

from datetime import date

from thidua.core.text import format_date
from thidua.subjects.register.awards import name_of
from thidua.subjects.register.enums import Precision, Standing
from thidua.subjects.register.models import Entry


def partial_date(day: date | None, precision: str) -> str:
    """Only what is known: "15/02/2009", "02/2009", "2009", "khoảng 2009"."""
    if day is None or precision == Precision.UNKNOWN:
        return ""
    if precision == Precision.MONTH:
        return f"{day:%m/%Y}"
    if precision == Precision.YEAR:
        return f"{day.year}"
    if precision == Precision.ABOUT:
        return f"khoảng {day.year}"
    return format_date(day)


def award_words(entry: Entry) -> str:
    """As the decision wrote it, else as the law names it."""
    return entry.award_name or name_of(entry.award)


def decision_words(entry: Entry) -> str:
    day = partial_date(entry.decided, entry.decided_precision)
    parts = (entry.decision_number, f"ngày {day}" if day and len(day) == 10 else day)
    return " ".join(part for part in parts if part)


def merit_words(entry: Entry) -> str:
    """The year or the stretch of years it was earned in."""
    if entry.merit_from and entry.merit_until:
        return f"{entry.merit_from.year}–{entry.merit_until.year}"
    return str(entry.year or "")


def standing_words(entry: Entry) -> str:
    if entry.standing == Standing.IN_FORCE and entry.is_doubtful:
        return "Còn nghi vấn"
    return str(Standing(entry.standing).label)
