"""Later awards that may have been given on the strength of this one: to look at after a revocation."""

from collections.abc import Iterable, Mapping
from typing import Any

from thidua.core.law.law import Law
from thidua.core.law.model import LawError
from thidua.subjects.law.selectors import law_in_force
from thidua.subjects.register.models import Entry
from thidua.subjects.register.selectors.clusters import cluster_of


def relying_on(entry: Entry) -> list[Entry]:
    """Awards of the same holder whose law of their day counts this one among what it demands."""
    cluster = cluster_of(entry.holder_id)
    later = Entry.objects.counted().filter(holder_id__in=cluster).exclude(pk=entry.pk)
    since = entry.year_counted
    rows = [row for row in later.order_by("year", "pk") if since is None or _is_after(row, since)]
    law = law_in_force()
    return [row for row in rows if entry.award in _named_by(law, row)]


def _is_after(row: Entry, year: int) -> bool:
    return row.year_counted is None or row.year_counted >= year


def _named_by(law: Law, row: Entry) -> set[str]:
    """Every award that the conditions of this one ask for on its day."""
    if row.decided is None:
        return set()
    try:
        conditions = law.conditions_for(row.award, row.decided)
    except LawError:
        return set()
    return {key for condition in conditions for key in _awards_in(condition.params)}


def _awards_in(params: Mapping[str, Any]) -> Iterable[str]:
    for name, value in params.items():
        if name in ("any_of", "after_award", "after", "award"):
            yield from _strings(value)
        elif name in ("all", "any"):
            for part in value:
                yield from _awards_in(part.get("params", {}))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (item for item in value if isinstance(item, str))
