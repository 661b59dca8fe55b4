"""Questions about readings: which the actor may see, what is still open, the names of a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.base.access import PROVINCE_DESK, Actor
from thidua.core.matching import Directory, OtherDayName, SetName, UnitName
from thidua.core.text import format_date
from thidua.core.trees import Tree
from thidua.subjects.movements.enums import Decision, ItemKind
from thidua.subjects.movements.models import Reading, ReadingItem
from thidua.subjects.orgs.enums import Kind, SetRule
from thidua.subjects.orgs.models import (
    OrganizationSet,
    OrganizationVersion,
    SetMember,
    Succession,
)
from thidua.subjects.orgs.selectors import tree_on

OPEN_QUESTION = ~Q(items__question="") & Q(items__decision=Decision.PENDING)


def readings_for(actor: Actor) -> QuerySet[Reading]:
    """The desk sees every reading, a unit its own; the heavy text stays in the table."""
    readings = Reading.objects.defer("text", "result").select_related("movement", "file")
    return readings if actor.role in PROVINCE_DESK else readings.of_unit(actor.unit_id)


def with_counts(readings: QuerySet[Reading]) -> QuerySet[Reading]:
    return readings.annotate(
        open_count=Count("items", filter=OPEN_QUESTION),
        item_count=Count("items", filter=~Q(items__kind=ItemKind.QUESTION)),
    )


def open_questions(items: list[ReadingItem]) -> list[str]:
    return [item.question for item in items if item.is_open]


@dataclass(frozen=True, slots=True)
class Names:
    """The units and sets of a day, to show and to offer what {"org": id} and {"set": key} mean."""

    tree: Tree
    sets: dict[str, OrganizationSet]

    def label(self, reference: dict[str, Any]) -> str:
        if "set" in reference:
            found = self.sets.get(str(reference["set"]))
            return found.name if found else str(reference["set"])
        node = self.tree.get(int(reference["org"]))
        return node.name if node else "Đơn vị không còn hoạt động vào ngày này"

    def holds(self, reference: dict[str, Any]) -> bool:
        if "set" in reference:
            return reference["set"] in self.sets
        return isinstance(reference.get("org"), int) and reference["org"] in self.tree


def names_on_day(day: date) -> Names:
    """Two queries."""
    return Names(tree_on(day), {one.key: one for one in OrganizationSet.objects.all()})


class DirectoryOfDay:
    """Everything that printed names are matched against on one day."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.names = names_on_day(day)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self._units(), self._sets(), self._others(), place=self.place)

    @property
    def place(self) -> str:
        """The province in whose tree most units stand: "Lai Châu"."""
        tree = self.names.tree
        provinces = [id_ for id_ in tree.roots if tree.node(id_).kind == Kind.PROVINCE]
        if not provinces:
            return ""
        largest = max(provinces, key=lambda id_: len(tree.descendants(id_)))
        return tree.node(largest).short_name

    def _units(self) -> list[UnitName]:
        return [
            UnitName(node.id, node.code, node.name, node.short_name, node.kind, node.parent_id)
            for node in self.names.tree
        ]

    def _sets(self) -> list[SetName]:
        only = self._sets_of_one()
        return [
            SetName(one.key, one.name, tuple(one.aliases), one.is_block, only.get(one.pk))
            for one in self.names.sets.values()
        ]

    def _sets_of_one(self) -> dict[int, int]:
        members: dict[int, list[int]] = defaultdict(list)
        listed = SetMember.objects.on(self.day).filter(set__rule=SetRule.LISTED)
        for set_id, org_id in listed.values_list("set_id", "organization_id"):
            members[set_id].append(org_id)
        return {set_id: orgs[0] for set_id, orgs in members.items() if len(orgs) == 1}

    def _others(self) -> list[OtherDayName]:
        """Names borne on other days only, with the units that stand in their place today."""
        tree = self.names.tree
        heirs, origins = self._steps()
        others = OrganizationVersion.objects.exclude(organization_id__in=[n.id for n in tree])
        found = []
        for org_id, name, short, start, until in others.values_list(
            "organization_id", "name", "short_name", "valid_from", "valid_until"
        ):
            gone = until <= self.day
            stands = _standing(org_id, heirs if gone else origins, tree)
            words = (
                f"không còn từ ngày {format_date(until)}"
                if gone
                else f"chỉ có từ ngày {format_date(start)}"
            )
            found.append(OtherDayName(name, short, stands, words))
        return found + self._former_names()

    def _former_names(self) -> list[OtherDayName]:
        """A unit that stands today under a new name."""
        tree = self.names.tree
        earlier = OrganizationVersion.objects.filter(valid_until__lte=self.day).order_by("pk")
        return [
            OtherDayName(name, short, (org_id,), "là tên cũ của đơn vị này")
            for org_id, name, short in earlier.values_list("organization_id", "name", "short_name")
            if (node := tree.get(org_id)) and node.name != name
        ]

    def _steps(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        heirs: dict[int, list[int]] = defaultdict(list)
        origins: dict[int, list[int]] = defaultdict(list)
        rows = Succession.objects.exclude(successor=None).order_by("pk")
        for predecessor, successor in rows.values_list("predecessor_id", "successor_id"):
            heirs[predecessor].append(successor)
            origins[successor].append(predecessor)
        return heirs, origins


def _standing(org_id: int, steps: dict[int, list[int]], tree: Tree) -> tuple[int, ...]:
    """Follow the steps until units that stand on the day."""
    found: dict[int, None] = {}
    waiting, seen = list(steps.get(org_id, ())), {org_id}
    while waiting:
        step = waiting.pop(0)
        if step in tree:
            found[step] = None
        elif step not in seen:
            waiting.extend(steps.get(step, ()))
        seen.add(step)
    return tuple(found)
