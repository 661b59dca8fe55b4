"""What follows from an act on units, listed before anybody confirms it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.base.registries import Tie, unit_ties
from thidua.core.trees import Node, Tree
from thidua.subjects.orgs.models import OrganizationSet, Reorganization, SetMember
from thidua.subjects.orgs.selectors.trees import tree_on


@dataclass(frozen=True, slots=True)
class SetPlace:
    """A listed place in a set, which ends with its unit or passes to the successor."""

    group: OrganizationSet
    unit: str
    position: str


@dataclass(frozen=True, slots=True)
class Preview:
    day: date
    units: list[Node]
    below: list[Node]
    places: list[SetPlace]
    ties: list[Tie]
    later_acts: list[Reorganization]
    missing: int = 0


def preview_succession(org_ids: Iterable[int], day: date) -> Preview:
    """Units that would end on the day, and everything that hangs on them the day before."""
    tree = tree_on(day - timedelta(days=1))
    wanted = list(dict.fromkeys(org_ids))
    units = [tree.node(id_) for id_ in wanted if id_ in tree]
    ids = {unit.id for unit in units}
    below = [tree.node(id_) for unit in units for id_ in tree.children(unit.id)]
    return Preview(
        day=day,
        units=units,
        below=[node for node in below if node.id not in ids],
        places=_places(ids, day, tree),
        ties=[tie for tie in unit_ties.collect(ids, day) if tie.count],
        later_acts=_later_acts(ids, day),
        missing=len(wanted) - len(units),
    )


def _places(ids: set[int], day: date, tree: Tree) -> list[SetPlace]:
    listed = (
        SetMember.objects.filter(organization_id__in=ids, valid_until__gt=day, valid_from__lt=day)
        .select_related("set")
        .order_by("set__is_block", "set__key", "organization_id")
    )
    return [
        SetPlace(row.set, tree.node(row.organization_id).name, str(row.get_position_display()))
        for row in listed
    ]


def _later_acts(ids: set[int], day: date) -> list[Reorganization]:
    acts = Reorganization.objects.filter(units__in=ids, day__gte=day, undone_on=None)
    return list(acts.distinct().order_by("day", "pk"))
