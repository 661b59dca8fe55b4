"""Sets of units on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from thidua.core.trees import Node, Tree
from thidua.subjects.orgs.enums import Position, SetRule
from thidua.subjects.orgs.models import OrganizationSet, SetMember
from thidua.subjects.orgs.selectors.trees import tree_on


def members_on(set_id: int, day: date) -> list[SetMember]:
    """What people listed: members and units left out, with their roles."""
    return list(
        SetMember.objects.on(day)
        .filter(set_id=set_id)
        .select_related("organization")
        .order_by("pk")
    )


def expand_set(key: str, day: date, tree: Tree | None = None) -> list[int]:
    """The units that the set means on the day, in the order of the office.

    The rule of the set gives the first guess, people add and leave out; a unit that does not
    stand on the day is no member, whatever a list says.
    """
    wanted = OrganizationSet.objects.get(key=key)
    tree = tree or tree_on(day)
    listed = {member.organization_id: member.position for member in members_on(wanted.pk, day)}
    needs_heads = wanted.rule == SetRule.BLOCK_HEADS
    return _settle(wanted, tree, listed, heads_of_blocks(day, wanted.level) if needs_heads else [])


def expand_sets(day: date) -> dict[str, list[int]]:
    """Every set at once, for lists and for matching of names: in five queries."""
    tree = tree_on(day)
    listed: dict[int, dict[int, str]] = defaultdict(dict)
    for row in SetMember.objects.on(day).order_by("pk"):
        listed[row.set_id][row.organization_id] = row.position
    heads = {level: heads_of_blocks(day, level) for level in ("province", "national")}
    return {
        group.key: _settle(group, tree, listed[group.pk], heads.get(group.level, []))
        for group in OrganizationSet.objects.order_by("key")
    }


def _settle(
    group: OrganizationSet, tree: Tree, listed: dict[int, str], heads: list[int]
) -> list[int]:
    """The units of a set in the order of the office: by rule, with what people added, without
    what they left out and what does not stand on the day."""
    left_out = {id_ for id_, position in listed.items() if position == Position.EXCLUDED}
    chosen = (set(_by_rule(group, tree, heads)) | set(listed)) - left_out
    return [node.id for node in tree if node.id in chosen]


def _by_rule(group: OrganizationSet, tree: Tree, heads: list[int]) -> list[int]:
    if group.rule == SetRule.BY_KIND:
        return [node.id for node in _in_scope(group, tree) if node.kind in group.kinds]
    return heads if group.rule == SetRule.BLOCK_HEADS else []


def _in_scope(wanted: OrganizationSet, tree: Tree) -> list[Node]:
    if wanted.scope_id is None:
        return list(tree)
    return [node for node in tree if wanted.scope_id in node.path]


def heads_of_blocks(day: date, level: str = "province") -> list[int]:
    heads = SetMember.objects.on(day).filter(
        set__is_block=True, set__level=level, position=Position.HEAD
    )
    return list(heads.order_by("pk").values_list("organization_id", flat=True))


def blocks_on(day: date) -> list[OrganizationSet]:
    """The blocks that have members on the day."""
    keys = SetMember.objects.on(day).filter(set__is_block=True).values("set_id")
    return list(OrganizationSet.objects.filter(pk__in=keys).order_by("key"))


def block_of(org_ids: Iterable[int], day: date, level: str = "province") -> dict[int, SetMember]:
    """The block each unit belongs to on the day."""
    rows = (
        SetMember.objects.on(day)
        .filter(organization_id__in=list(org_ids), set__is_block=True, set__level=level)
        .exclude(position=Position.EXCLUDED)
        .select_related("set")
        .order_by("pk")
    )
    return {row.organization_id: row for row in rows}


def sets_of_unit(org_id: int, day: date, tree: Tree) -> list[tuple[OrganizationSet, str]]:
    """The sets that hold the unit on the day, with its position, whether listed or by rule."""
    listed = {
        member.set_id: member.position
        for member in SetMember.objects.on(day).filter(organization_id=org_id)
    }
    heads = set(heads_of_blocks(day))
    found = []
    for candidate in OrganizationSet.objects.order_by("is_block", "key"):
        position = listed.get(candidate.pk)
        if position is None and _rule_takes(candidate, org_id, tree, heads):
            position = Position.MEMBER
        if position is not None and position != Position.EXCLUDED:
            found.append((candidate, str(Position(position).label)))
    return found


def _rule_takes(candidate: OrganizationSet, org_id: int, tree: Tree, heads: set[int]) -> bool:
    node = tree.get(org_id)
    if node is None:
        return False
    if candidate.rule == SetRule.BLOCK_HEADS:
        return org_id in heads
    in_scope = candidate.scope_id is None or candidate.scope_id in node.path
    return candidate.rule == SetRule.BY_KIND and node.kind in candidate.kinds and in_scope
