"""The grid in which a target is given to units: what was typed, and how the rest is filled in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from django.http import QueryDict

from thidua.core.trees import Tree
from thidua.pages.targets.forms import number_of
from thidua.pages.targets.words import typed
from thidua.subjects.targets.enums import Measure, SplitRule
from thidua.subjects.targets.models import Target
from thidua.subjects.targets.services.splitting import ShareLine

TEN_THOUSANDTH = Decimal("0.0001")


@dataclass(slots=True)
class GridLine:
    """One unit as it stands in the form; texts are kept as typed."""

    unit_id: int
    name: str
    depth: int
    value: str = ""
    weight: str = ""
    note: str = ""
    error: str = ""
    reported: bool = False


@dataclass(slots=True)
class SplitGrid:
    lines: list[GridLine] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        return any(line.error for line in self.lines)

    def shares(self) -> list[ShareLine]:
        """Only of a grid without errors."""
        return [
            ShareLine(
                line.unit_id, number_of(line.value), number_of(line.weight), line.note.strip()
            )
            for line in self.lines
        ]


def known_grid(target: Target, tree: Tree, more: Iterable[int]) -> SplitGrid:
    """The shares that stand, with units asked to be added, in the order of the office."""
    shares = {share.organization_id: share for share in target.shares.all()}
    reported = _reported(target)
    wanted = set(shares) | set(more)
    lines = []
    for node in tree:
        if node.id in wanted:
            share = shares.get(node.id)
            depth = sum(above in wanted for above in node.path[:-1])
            line = GridLine(node.id, node.name, depth, reported=node.id in reported)
            if share is not None:
                line.value, line.weight = typed(share.value), typed(share.weight)
                line.note = share.note
            lines.append(line)
    return SplitGrid(lines)


def _reported(target: Target) -> set[int]:
    rows = target.values.exclude(value=None).order_by()
    return set(rows.values_list("organization_id", flat=True).distinct())


def typed_grid(post: QueryDict, target: Target, tree: Tree) -> SplitGrid:
    """What was sent, without the lines marked to be taken off."""
    dropped = set(post.getlist("drop"))
    units = [int(one) for one in post.getlist("unit") if one.isascii() and one.isdigit()]
    kept = [one for one in units if str(one) not in dropped and one in tree]
    reported = _reported(target)
    grid = SplitGrid([_typed_line(post, one, tree, kept, one in reported) for one in kept])
    return grid


def _typed_line(
    post: QueryDict, unit: int, tree: Tree, units: Sequence[int], reported: bool
) -> GridLine:
    node = tree.node(unit)
    line = GridLine(
        unit,
        node.name,
        sum(above in units for above in node.path[:-1]),
        post.get(f"value-{unit}", ""),
        post.get(f"weight-{unit}", ""),
        post.get(f"note-{unit}", ""),
        reported=reported,
    )
    try:
        number_of(line.value)
        number_of(line.weight)
    except ValueError as error:
        line.error = str(error)
    return line


def fill_even(grid: SplitGrid, target: Target) -> None:
    """The whole in equal parts, what is left over to the first; a rate is the same for all."""
    tops = [line for line in grid.lines if not line.depth]
    if target.value is None or not tops:
        return
    if target.rule == SplitRule.MEAN:
        for line in tops:
            line.value = typed(target.value)
        return
    _spread(tops, target, [Decimal(1)] * len(tops))


def fill_by_weight(grid: SplitGrid, target: Target) -> None:
    """In proportion to the denominators; units without one keep what they have."""
    tops = [line for line in grid.lines if not line.depth and line.weight and not line.error]
    weights = [number_of(line.weight) or Decimal(0) for line in tops]
    if target.value is not None and sum(weights) > 0:
        _spread(tops, target, weights)


def _spread(lines: Sequence[GridLine], target: Target, weights: Sequence[Decimal]) -> None:
    """Exact to the last unit: the parts add up to the whole."""
    assert target.value is not None
    step = Decimal(1) if target.measure == Measure.COUNT else TEN_THOUSANDTH
    total = sum(weights)
    parts = [
        (target.value * weight / total).quantize(step, rounding=ROUND_DOWN) for weight in weights
    ]
    left = target.value - sum(parts)
    for place in range(len(parts)):
        extra = min(left, step)
        parts[place] += extra
        left -= extra
    parts[0] += left
    for line, part in zip(lines, parts, strict=True):
        line.value = typed(part)
