"""Trees of several days in one query: a year of figures needs a tree for each period."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date

from thidua.core.trees import Node, Tree
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.orgs.selectors.trees import NODE_FIELDS


def trees_of(days: Iterable[date]) -> Callable[[date], Tree]:
    """The tree of each of these days; days between which no unit changed share one."""
    wanted = sorted(set(days))
    if not wanted:
        return lambda day: Tree(())
    rows = OrganizationVersion.objects.filter(
        valid_from__lte=wanted[-1], valid_until__gt=wanted[0]
    ).order_by()
    versions = list(rows.values_list("valid_from", "valid_until", *NODE_FIELDS))
    changes = sorted({day for start, until, *_node in versions for day in (start, until)})
    known: dict[int, Tree] = {}

    def tree_on(day: date) -> Tree:
        place = bisect_right(changes, day)
        if place not in known:
            known[place] = Tree(
                Node(*node) for start, until, *node in versions if start <= day < until
            )
        return known[place]

    return tree_on
