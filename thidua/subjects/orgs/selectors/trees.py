"""The tree of units on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from thidua.core.trees import Node, Tree
from thidua.subjects.orgs.enums import BEGINNING, FOREVER, KindGroup, group_of
from thidua.subjects.orgs.models import OrganizationVersion

NODE_FIELDS = (
    "organization_id",
    "name",
    "parent_id",
    "organization__code",
    "short_name",
    "kind",
    "sort_key",
)


_remembered: ContextVar[dict[date, Tree] | None] = ContextVar("remembered_trees", default=None)


@contextmanager
def trees_remembered() -> Iterator[None]:
    """Within it each tree is fetched once: for a page that only reads, and asks many subjects."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def tree_on(day: date) -> Tree:
    """All units that stand on the day, in one query."""
    known = _remembered.get()
    if known is None:
        return _fetched(day)
    if day not in known:
        known[day] = _fetched(day)
    return known[day]


def _fetched(day: date) -> Tree:
    rows = OrganizationVersion.objects.on(day).order_by().values_list(*NODE_FIELDS)
    return Tree(Node(*row) for row in rows)


def version_on(org_id: int, day: date) -> OrganizationVersion | None:
    return (
        OrganizationVersion.objects.on(day)
        .filter(organization_id=org_id)
        .select_related("organization")
        .first()
    )


def names_on(org_ids: Iterable[int], day: date) -> dict[int, str]:
    """What the units are called on the day; a unit that does not stand then keeps the name of
    the nearest day on which it did: an old paper must not lose the name of its sender."""
    found: dict[int, str] = {}
    versions = OrganizationVersion.objects.of_units(org_ids).order_by("valid_from")
    for org_id, name, start in versions.values_list("organization_id", "name", "valid_from"):
        if start <= day or org_id not in found:
            found[org_id] = name
    return found


def is_scope_of(tree: Tree, unit_id: int, scope_id: int) -> bool:
    """Whether the unit is the other one or stands under it on the day of the tree."""
    return tree.is_under(unit_id, scope_id)


def add_group_counts(tree: Tree, ids: Iterable[int]) -> dict[KindGroup, int]:
    """How many of these units each group of kinds has, in the order of the groups."""
    counts = dict.fromkeys(KindGroup, 0)
    for id_ in ids:
        counts[group_of(tree.node(id_).kind)] += 1
    return {group: count for group, count in counts.items() if count}


def days_of_change_around(day: date) -> tuple[date | None, date | None]:
    """The days before and after this one on which a unit changed: marks of the day picker."""
    starts = OrganizationVersion.objects.order_by().values_list("valid_from", flat=True)
    ends = OrganizationVersion.objects.order_by().values_list("valid_until", flat=True)
    days = sorted(d for d in set(starts.union(ends)) if BEGINNING < d < FOREVER)
    before = [d for d in days if d <= day]
    after = [d for d in days if d > day]
    return (before[-1] if before else None, after[0] if after else None)
