"""The board in parts: figures by heading, targets with their trend, the late by name, the neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from django.urls import reverse

from thidua.base import registries
from thidua.base.registries import Figure, FigureScope, UnitFigure
from thidua.core.targets import Verdict
from thidua.core.text import format_number
from thidua.core.trees import Tree
from thidua.pages.overview.scopes import Asked
from thidua.pages.ui.charts import Point, Series
from thidua.subjects.movements.figures import figures_from
from thidua.subjects.movements.selectors.progress import DutyFacts, as_of
from thidua.subjects.orgs.enums import GROUP_OF_KIND, KindGroup
from thidua.subjects.targets.selectors.board import TargetRow, board_of

LATE_NAMED = 20  # on slides; the screen shows the first of them
DAYS_SHOWN = 8
OF_THE_TABLE = "targets"
STEPS_SHOWN = (
    ("Đã tiếp nhận", "acknowledged"),
    ("Đã có kế hoạch", "planned"),
    ("Đã phát động", "launched"),
)
BAD_VERDICTS = (Verdict.MISSED, Verdict.AT_RISK)
# Targets lead, then what units do, then what came of it; other headings follow as they register.
ORDER = ("Chỉ tiêu", "Phong trào", "Báo cáo", "Điển hình", "Kiểm tra", "Tập huấn", "Ý kiến")


@dataclass(frozen=True, slots=True)
class Group:
    """The figures under one heading."""

    heading: str
    figures: tuple[Figure, ...]

    @property
    def known(self) -> int:
        return sum(figure.value is not None for figure in self.figures)


@dataclass(frozen=True, slots=True)
class LateUnit:
    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure of a unit beside those of its kind."""

    label: str
    unit: str
    own: Decimal | int | None
    middle: Decimal | None
    place: int | None
    out_of: int


@dataclass(frozen=True, slots=True)
class Board:
    asked: Asked
    groups: tuple[Group, ...]
    targets: tuple[TargetRow, ...]
    late: tuple[LateUnit, ...]
    late_total: int
    progress: tuple[Series, ...] = ()
    facts: DutyFacts | None = None

    @property
    def is_sample(self) -> bool:
        samples = [figure.is_sample for group in self.groups for figure in group.figures]
        return any(samples) or any(row.is_sample for row in self.targets)

    @property
    def has_sample_movements(self) -> bool:
        figures = (f for group in self.groups for f in group.figures)
        return any(f.is_sample for f in figures if f.key.startswith("movements."))

    @property
    def verdicts(self) -> list[tuple[str, int]]:
        """How many targets stand how, the worst first."""
        counted = Counter(row.verdict for row in self.targets)
        order = (
            *BAD_VERDICTS,
            Verdict.ON_COURSE,
            Verdict.ACHIEVED,
            Verdict.EXCEEDED,
            Verdict.UNKNOWN,
        )
        return [(verdict.label, counted[verdict]) for verdict in order if counted[verdict]]

    @property
    def endangered(self) -> list[TargetRow]:
        return [row for row in self.targets if row.verdict in BAD_VERDICTS]

    @property
    def alarms(self) -> list[Figure]:
        """Figures that are bad news by themselves."""
        return [f for group in self.groups for f in group.figures if f.tone == "bad" and f.value]


def build_board(asked: Asked, tree: Tree) -> Board:
    """Duties are fetched once for the whole province; a unit's own are only counted."""
    facts = DutyFacts(asked.scope) if asked.unit_id is None else None
    late = facts.late_units() if facts else []
    return Board(
        asked=asked,
        groups=grouped(figures_for(asked.scope, facts)),
        targets=with_owners(asked, tree),
        late=tuple(_late(unit, name, count, asked) for unit, name, count in late[:LATE_NAMED]),
        late_total=len(late),
        progress=progress_of(asked.scope, facts) if facts else (),
        facts=facts,
    )


def figures_for(scope: FigureScope, facts: DutyFacts | None) -> list[Figure]:
    """Every subject's figures; the targets have a table of their own on the board."""
    found: list[Figure] = []
    for name, answer in registries.figures.answers.items():
        if name == "movements" and facts is not None:
            found += figures_from(scope, facts.counted())
        elif name != OF_THE_TABLE:
            found += answer(scope)
    return found


def with_owners(asked: Asked, tree: Tree) -> tuple[TargetRow, ...]:
    """The tree at hand knows the owners' names."""
    day = as_of(asked.scope)
    rows = board_of(asked.period.year, day, unit_id=asked.unit_id, names=False)
    owners = (tree.get(row.target.owner_id or 0) for row in rows)
    return tuple(
        replace(row, owner_name=owner.name) if owner else row
        for row, owner in zip(rows, owners, strict=True)
    )


def progress_of(scope: FigureScope, facts: DutyFacts) -> tuple[Series, ...]:
    """How far the units had come on days from the first launch to the day asked for."""
    launched = facts.first_launch
    if launched is None:
        return ()
    days = days_between(max(scope.since, launched - timedelta(days=1)), facts.day)
    if len(days) < 2:
        return ()
    counted = [facts.counted(day) for day in days]
    return tuple(
        Series(
            label,
            [
                Point(f"{day:%d/%m}", getattr(one, step))
                for day, one in zip(days, counted, strict=True)
            ],
            main=step == "launched",
        )
        for label, step in STEPS_SHOWN
    )


def days_between(first: date, last: date) -> list[date]:
    """Up to eight days at even distance, the last one among them."""
    span = (last - first).days
    if span < 1:
        return [last]
    parts = min(DAYS_SHOWN - 1, span)
    return [first + timedelta(days=span * place // parts) for place in range(parts + 1)]


def grouped(figures: Sequence[Figure]) -> tuple[Group, ...]:
    """By heading, in the order of the meeting; within a heading as the subject gave them."""
    headings = list(dict.fromkeys(figure.group for figure in figures))
    headings.sort(key=lambda heading: _rank(heading))
    return tuple(
        Group(heading, tuple(f for f in figures if f.group == heading)) for heading in headings
    )


def _rank(heading: str) -> int:
    known = (place for place, start in enumerate(ORDER) if heading.startswith(start))
    return next(known, len(ORDER))


def _late(unit: int, name: str, count: int, asked: Asked) -> LateUnit:
    url = f"{reverse('movements:duty_list')}{list_query(asked.scope, unit)}&tre=1"
    return LateUnit(name, count, url)


def list_query(scope: FigureScope, unit: int) -> str:
    days = f"tu={scope.since:%d/%m/%Y}&den={scope.until:%d/%m/%Y}&ngay={scope.day:%d/%m/%Y}"
    return f"?{days}&don_vi={unit}"


def neighbours(asked: Asked, tree: Tree) -> list[Beside]:
    """Where a unit stands among those of its kind; the province stands beside nobody."""
    node = tree.get(asked.unit_id) if asked.unit_id is not None else None
    if node is None:
        return []
    group = GROUP_OF_KIND.get(node.kind, KindGroup.OTHERS)
    peers = {one.id for one in tree if GROUP_OF_KIND.get(one.kind, KindGroup.OTHERS) == group}
    rows = [
        _beside(figure, node.id, peers, asked.scope) for figure in registries.unit_figures.collect()
    ]
    return [row for row in rows if row.own is not None]


def _beside(figure: UnitFigure, unit: int, peers: set[int], scope: FigureScope) -> Beside:
    everyone = FigureScope(None, scope.since, scope.until, scope.day)
    found = figure.of_units(everyone, peers)
    known = [value for value in found.values() if value is not None]
    own = found.get(unit)
    if own is None:
        return Beside(figure.label, figure.unit, None, None, None, len(known))
    better = sum(value > own if figure.higher_is_better else value < own for value in known)
    place = better + 1 if len(set(known)) > 1 else None  # nobody leads where all are alike
    return Beside(figure.label, figure.unit, own, Decimal(str(median(known))), place, len(known))


def value_words(figure: Figure) -> str:
    """The number as it is read in a sentence or on a slide."""
    if figure.value is None:
        return "chưa có số liệu"
    words = format_number(figure.value)
    if figure.whole is not None:
        words = f"{words}/{format_number(figure.whole)}"
    return words


def share_of(figure: Figure) -> Any:
    """The bar under a figure: only where it is a part of a whole."""
    if figure.value is None or not figure.whole:
        return None
    return 100 * float(figure.value) / float(figure.whole)
