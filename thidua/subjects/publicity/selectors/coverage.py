"""At least one example a month: which units owe it, and who has told of one."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from thidua.base import parameters
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import expand_set
from thidua.subjects.publicity.enums import OUTSIDE
from thidua.subjects.publicity.models import Example


def units_that_owe(day: date) -> list[int]:
    """The units of the sets that the province's setting names, each once."""
    wanted = parameters.get("example.monthly_sets", day)
    known = OrganizationSet.objects.filter(key__in=wanted).values_list("key", flat=True)
    units = [unit for key in known for unit in expand_set(key, day)]
    return list(dict.fromkeys(units))


def next_due(day: date) -> date:
    """The day of this month or the next by which an example is owed, not before `day`."""
    number = parameters.days("example.monthly_day", day)
    this = day.replace(day=number)
    if this >= day:
        return this
    return (day.replace(day=1) + timedelta(days=32)).replace(day=number)


def window(due: date) -> tuple[date, date]:
    """The month that ends with the due day: what was told of within it counts."""
    before = (due.replace(day=1) - timedelta(days=1)).replace(day=due.day)
    return before + timedelta(days=1), due


def told_by(units: Collection[int], since: date, until: date) -> dict[int, int]:
    """How many examples each unit told of between the days, both included."""
    rows = Example.objects.filter(
        suggested_by_unit_id__in=units, suggested_on__range=(since, until)
    )
    counted = rows.order_by().values_list("suggested_by_unit_id").annotate(count=Count("pk"))
    return dict(counted)


def still_owes(unit_id: int, due: date) -> bool:
    return not told_by([unit_id], *window(due))


def about_unit(examples: QuerySet[Example], unit_id: int) -> QuerySet[Example]:
    return examples.filter(Q(unit_id=unit_id) | Q(suggested_by_unit_id=unit_id))


def published_between(since: date, until: date) -> Q:
    """Given out in the period and not taken back by its end."""
    return (
        Q(released_from__date__range=(since, until))
        & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=until))
        & (Q(state__in=OUTSIDE) | Q(withdrawn_on__gt=until))
    )
