"""The register of a unit: its own lines and those of the units it stands in the place of."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from thidua.subjects.register.models import Entry, EntryQuerySet, Holder, HolderQuerySet
from thidua.subjects.register.selectors.scope import with_predecessors


def entries_of_unit(unit_id: int, day: date, *, below: Iterable[int] = ()) -> EntryQuerySet:
    """Lines won in the unit, in its predecessors and, where named, in the units below.

    Each line carries the unit's name of its own day; a person who left does not take them along.
    """
    units = with_predecessors([unit_id, *below], day)
    return Entry.objects.shown().filter(unit_id__in=units)


def people_of_unit(unit_id: int, day: date, *, below: Iterable[int] = ()) -> HolderQuerySet:
    """Who belongs to the unit now, and who stayed registered under a unit it came from."""
    return Holder.objects.standing().filter(unit_id__in=with_predecessors([unit_id, *below], day))


def awards_by_year(entries: EntryQuerySet) -> dict[int, Counter[str]]:
    """Year → how many of each award stand, in one query."""
    found: dict[int, Counter[str]] = {}
    rows = entries.counted().order_by().values_list("year", "award").annotate(count=Count("pk"))
    for year, award, count in rows:
        if year is not None:
            found.setdefault(year, Counter())[award] += count
    return dict(sorted(found.items(), reverse=True))
