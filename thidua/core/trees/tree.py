"""One tree of units, as it stood on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


class TreeCycle(ValueError):
    """Units that stand, round about, under themselves."""


class UnknownNode(KeyError):
    """A unit that does not stand on the day of the tree."""


@dataclass(frozen=True, slots=True)
class Node:
    """A unit on the day of its tree; `path` leads from the root to the unit itself."""

    id: int
    name: str
    parent_id: int | None = None
    code: str = ""
    short_name: str = ""
    kind: str = ""
    sort_key: str = ""
    path: tuple[int, ...] = ()

    @property
    def depth(self) -> int:
        return len(self.path) - 1


class Tree:
    """Read-only. A unit whose parent does not stand on the day is a root."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        ordered = sorted(nodes, key=lambda node: (node.sort_key, node.name, node.id))
        known = {node.id for node in ordered}
        self._children: dict[int | None, list[int]] = {}
        for node in ordered:
            parent = node.parent_id if node.parent_id in known else None
            self._children.setdefault(parent, []).append(node.id)
        self._nodes = self._with_paths({node.id: node for node in ordered})
        if len(self._nodes) != len(ordered):
            raise TreeCycle(sorted(known - set(self._nodes)))

    def _with_paths(self, plain: dict[int, Node]) -> dict[int, Node]:
        placed: dict[int, Node] = {}
        waiting: list[tuple[int, tuple[int, ...]]] = [
            (id_, ()) for id_ in reversed(self._children.get(None, []))
        ]
        while waiting:
            id_, above = waiting.pop()
            path: tuple[int, ...] = (*above, id_)
            placed[id_] = replace(plain[id_], path=path)
            waiting.extend((child, path) for child in reversed(self._children.get(id_, [])))
        return placed

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._nodes

    def __iter__(self) -> Iterator[Node]:
        """Parents before children, siblings in the order of the office."""
        return iter(self._nodes.values())

    @property
    def roots(self) -> list[int]:
        return list(self._children.get(None, []))

    def node(self, id_: int) -> Node:
        try:
            return self._nodes[id_]
        except KeyError:
            raise UnknownNode(id_) from None

    def get(self, id_: int) -> Node | None:
        return self._nodes.get(id_)

    def children(self, id_: int) -> list[int]:
        return list(self._children.get(id_, []))

    def descendants(self, id_: int, include_self: bool = False) -> list[int]:
        """Everything below, parents before children."""
        found = [id_] if include_self else []
        waiting = list(reversed(self._children.get(id_, [])))
        while waiting:
            below = waiting.pop()
            found.append(below)
            waiting.extend(reversed(self._children.get(below, [])))
        return found

    def ancestors(self, id_: int, include_self: bool = False) -> list[int]:
        """From the root down to the parent."""
        path = self.node(id_).path
        return list(path if include_self else path[:-1])

    def is_under(self, id_: int, above: int) -> bool:
        """Whether the unit is the other one or stands below it."""
        return id_ in self._nodes and above in self._nodes[id_].path

    def path_names(self, id_: int) -> list[str]:
        return [self._nodes[step].name for step in self.node(id_).path]
