"""The line of a unit: its own versions, those it came from and those that came after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from thidua.subjects.orgs.models import OrganizationVersion, Succession


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the history: `step` counts generations, negative before the unit itself."""

    org_id: int
    name: str
    versions: tuple[OrganizationVersion, ...]
    step: int

    @property
    def first(self) -> date:
        return self.versions[0].valid_from

    @property
    def until(self) -> date:
        return self.versions[-1].valid_until


@dataclass(frozen=True, slots=True)
class Link:
    predecessor: int
    successor: int | None
    kind: str
    kind_label: str
    day: date
    paper: str
    source: str


@dataclass(frozen=True, slots=True)
class History:
    org_id: int
    lines: list[Line]
    links: list[Link]

    @property
    def own(self) -> Line:
        return next(line for line in self.lines if line.org_id == self.org_id)

    @property
    def predecessors(self) -> list[Line]:
        return [line for line in self.lines if line.step < 0]

    @property
    def successors(self) -> list[Line]:
        return [line for line in self.lines if line.step > 0]


def history(org_id: int) -> History:
    """In two queries, however long the line is."""
    links = [_link(row) for row in Succession.objects.order_by("day", "pk")]
    steps = _generations(org_id, links)
    versions: dict[int, list[OrganizationVersion]] = defaultdict(list)
    for row in OrganizationVersion.objects.of_units(steps).order_by("valid_from"):
        versions[row.organization_id].append(row)
    lines = [
        Line(id_, versions[id_][-1].name, tuple(versions[id_]), step)
        for id_, step in steps.items()
        if versions[id_]
    ]
    ordered = sorted(lines, key=lambda line: (line.step, line.versions[-1].sort_key))
    return History(org_id, ordered, [link for link in links if _inside(link, steps)])


def _link(row: Succession) -> Link:
    label = str(row.get_kind_display())
    return Link(
        row.predecessor_id, row.successor_id, row.kind, label, row.day, row.paper, row.source
    )


def _generations(org_id: int, links: list[Link]) -> dict[int, int]:
    after = _walk(org_id, links, lambda link: link.predecessor, lambda link: link.successor)
    before = _walk(org_id, links, lambda link: link.successor, lambda link: link.predecessor)
    return {**after, **{id_: -step for id_, step in before.items()}}


def _walk(
    start: int,
    links: Iterable[Link],
    origin: Callable[[Link], int | None],
    target: Callable[[Link], int | None],
) -> dict[int, int]:
    """Units reached from the start, by the number of steps; a unit's link to itself is no step."""
    next_units: dict[int | None, set[int]] = defaultdict(set)
    for link in links:
        reached = target(link)
        if reached is not None and reached != origin(link):
            next_units[origin(link)].add(reached)
    steps, level = {start: 0}, {start}
    while level:
        level = {unit for known in level for unit in next_units[known]} - set(steps)
        steps.update(dict.fromkeys(level, max(steps.values()) + 1))
    return steps


def _inside(link: Link, steps: dict[int, int]) -> bool:
    if link.predecessor not in steps:
        return False
    return link.successor is None or link.successor in steps
