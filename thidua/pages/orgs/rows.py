"""A tree laid flat for one loop of a template: each row knows how many lists end after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.core.trees import Node, Tree
from thidua.subjects.orgs.enums import KindGroup, group_of, kind_label


@dataclass(frozen=True, slots=True)
class TreeRow:
    node: Node
    kind_label: str
    below: int
    is_branch: bool
    is_open: bool
    is_hit: bool
    closes: range


@dataclass(frozen=True, slots=True)
class TreeFilter:
    """What of a tree is asked for; empty shows all."""

    hits: frozenset[int] | None = None  # units found by words
    group: str = ""

    @property
    def is_set(self) -> bool:
        return self.hits is not None or bool(self.group)

    def takes(self, node: Node) -> bool:
        in_group = not self.group or group_of(node.kind) == self.group
        return in_group and (self.hits is None or node.id in self.hits)


def matching(tree: Tree, wanted: TreeFilter) -> list[Node]:
    return [node for node in tree if wanted.takes(node)]


def rows_of(tree: Tree, wanted: TreeFilter) -> list[TreeRow]:
    """All rows, or the found ones with the way down to each of them; the largest tree leads."""
    found = {node.id for node in matching(tree, wanted)}
    on_way = _ways(tree, found)
    roots = sorted(tree.roots, key=lambda root: -len(tree.descendants(root)))
    order = (id_ for root in roots for id_ in tree.descendants(root, include_self=True))
    shown = [tree.node(id_) for id_ in order if id_ in on_way]
    ways = {step for node in shown for step in node.path[:-1]}
    opened = on_way if wanted.is_set else {node.id for node in shown[:1]}
    followed = zip(shown, [*shown[1:], None], strict=False)
    return [
        TreeRow(
            node=node,
            kind_label=kind_label(node.kind),
            below=len(tree.descendants(node.id)) if node.id in ways else 0,
            is_branch=node.id in ways,
            is_open=node.id in ways and node.id in opened,
            is_hit=wanted.is_set and node.id in found,
            closes=range(max(0, node.depth - (following.depth if following else 0))),
        )
        for node, following in followed
    ]


def _ways(tree: Tree, found: Iterable[int]) -> set[int]:
    return {step for id_ in found for step in tree.node(id_).path}


def group_choices(counts: dict[KindGroup, int]) -> list[tuple[str, str]]:
    return [(group.value, f"{group.label} ({count})") for group, count in counts.items()]
