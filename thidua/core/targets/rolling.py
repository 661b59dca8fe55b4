"""Adding up what units report, by the rule of the target.

A unit that reports itself speaks for all below it; one that does not is the sum of the nearest
figures under it. Blank is not zero: it is asked and not given. A rate is never the mean of rates:
without the denominators of all who gave one, there is no value, and the tally says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.core.trees import Step, Tree, successors

Number = int | Decimal | Fraction


class Rule(StrEnum):
    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Tally:
    """What is known of some units together: enough for every rule, and it adds up in any order."""

    asked: int = 0
    given: int = 0
    total: Fraction = Fraction(0)
    weighted: Fraction = Fraction(0)
    weights: Fraction = Fraction(0)
    unweighted: int = 0  # gave a value without its denominator
    last: tuple[str, Fraction] | None = None  # (mark of time, value): the greatest mark stands

    @classmethod
    def of(cls, value: Number | None, weight: Number | None = None, mark: str = "") -> Tally:
        if value is None:
            return cls(asked=1)
        number = Fraction(value)
        share = Fraction(weight) if weight is not None else Fraction(0)
        return cls(
            asked=1,
            given=1,
            total=number,
            weighted=number * share,
            weights=share,
            unweighted=int(weight is None),
            last=(mark, number),
        )

    def __add__(self, other: Tally) -> Tally:
        marks = [part.last for part in (self, other) if part.last is not None]
        return Tally(
            self.asked + other.asked,
            self.given + other.given,
            self.total + other.total,
            self.weighted + other.weighted,
            self.weights + other.weights,
            self.unweighted + other.unweighted,
            max(marks, default=None),
        )

    @property
    def is_complete(self) -> bool:
        return self.asked > 0 and self.given == self.asked

    def value(self, rule: Rule) -> Fraction | None:
        if not self.given:
            return None
        if self.given == 1 and self.asked == 1:
            return self.total
        if rule is Rule.SUM:
            return self.total
        if rule is Rule.LAST:
            return self.last[1] if self.last else None
        if rule is Rule.MEAN and not self.unweighted and self.weights:
            return self.weighted / self.weights
        return None

    def why_none(self, rule: Rule, denominator: str = "") -> str:
        """Why there is no value, for people; empty when there is one."""
        if self.value(rule) is not None:
            return ""
        if not self.given:
            return "Chưa đơn vị nào báo cáo." if self.asked else "Chưa đến kỳ báo cáo."
        if rule is Rule.MEAN:
            name = f" ({denominator})" if denominator else ""
            return (
                f"{self.unweighted} đơn vị chưa ghi mẫu số{name}: không lấy trung bình của các tỷ lệ."
                if self.unweighted
                else f"Mẫu số{name} bằng 0."
            )
        return "Mỗi đơn vị một số riêng, không tổng hợp."


NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's figure; `day` is the day of the tree in which it counts."""

    unit_id: int
    day: date
    tally: Tally


TreeOn = Callable[[date], Tree]


def roll_up(rows: Iterable[Row], tree_on: TreeOn) -> dict[int, Tally]:
    """The figure of every unit that reports or has somebody under it who does."""
    known = list(rows)
    own = _own(known)
    sums: dict[int, Tally] = {}
    for row in known:
        sums[row.unit_id] = sums.get(row.unit_id, NOTHING) + row.tally
        for above in reversed(tree_on(row.day).node(row.unit_id).path[:-1]):
            if above in own:
                break
            sums[above] = sums.get(above, NOTHING) + row.tally
    return sums


def top_rows(rows: Iterable[Row], tree_on: TreeOn) -> list[Row]:
    """Rows that no other row above speaks for: together they make the whole."""
    known = list(rows)
    own = _own(known)
    return [
        row
        for row in known
        if not any(above in own for above in tree_on(row.day).node(row.unit_id).path[:-1])
    ]


def _own(rows: list[Row]) -> set[int]:
    return {row.unit_id for row in rows}


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows of the units that stand later; what fell among several or to nobody stands beside."""

    rows: list[Row]
    undivided: tuple[tuple[Row, tuple[int, ...]], ...] = ()
    ended: tuple[Row, ...] = ()


def carry_to(rows: Iterable[Row], steps: Iterable[Step], to_day: date) -> Carried:
    """Each figure goes whole to the one unit that stands in its unit's place on the later day."""
    known_steps = list(steps)
    changed = {step.predecessor for step in known_steps}
    placed: list[Row] = []
    undivided: list[tuple[Row, tuple[int, ...]]] = []
    ended: list[Row] = []
    for row in rows:
        heirs = (
            successors(row.unit_id, known_steps, row.day, to_day)
            if row.unit_id in changed
            else [row.unit_id]
        )
        if len(heirs) == 1:
            placed.append(Row(heirs[0], to_day, row.tally))
        elif heirs:
            undivided.append((row, tuple(heirs)))
        else:
            ended.append(row)
    return Carried(placed, tuple(undivided), tuple(ended))
