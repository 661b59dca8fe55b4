"""What holds on a day."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.base.parameters.errors import BadValue, MissingParameter
from thidua.base.parameters.models import DayKind, ExtraDay, Parameter
from thidua.core.periods import Rhythm, WorkingCalendar


def get(key: str, day: date) -> Any:
    """The value that holds on the day; MissingParameter when none does."""
    return row(key, day).value


def row(key: str, day: date) -> Parameter:
    """The value with its source, for screens that must show both."""
    found = Parameter.objects.on(day).filter(key=key).first()
    if found is None:
        raise MissingParameter(
            _("Chưa có quy định “%(key)s” cho ngày %(day)s: Lãnh đạo Ban đặt ở Quản trị, Quy định.")
            % {"key": key, "day": f"{day:%d/%m/%Y}"}
        )
    return found


def days(key: str, day: date) -> int:
    value = get(key, day)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadValue(_("Quy định “%(key)s” không phải là số ngày.") % {"key": key})
    return value


def values_on(day: date) -> dict[str, Any]:
    """Every value of the day in one query, for pages that need several."""
    return dict(Parameter.objects.on(day).values_list("key", "value"))


def calendar(day: date) -> WorkingCalendar:
    """The working calendar with the province's own days within two years of the day."""
    near = (day.replace(year=day.year - 2, day=1), day.replace(year=day.year + 2, day=1))
    rows = ExtraDay.objects.filter(day__range=near).values_list("day", "kind")
    kinds = dict(rows)
    return WorkingCalendar(
        extra_off=frozenset(day for day, kind in kinds.items() if kind == DayKind.OFF),
        extra_working=frozenset(day for day, kind in kinds.items() if kind == DayKind.WORKING),
    )


def rhythm(day: date, every: str = "reminder.weekly") -> Rhythm:
    """When people are reminded of what falls due, as the province has set it."""
    return Rhythm(
        before=tuple(get("reminder.before", day)),
        on_day=bool(get("reminder.on_day", day)),
        after=tuple(get("reminder.after", day)),
        every=max(1, days(every, day)),
    )
