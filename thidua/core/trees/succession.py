"""Who stands in the place of a unit after mergers and splits, and what becomes of its values.

The rule of projection: a value goes whole to the one unit that stands in its place. Where several
do, it is divided only by shares that somebody set and that add up to one; without them it stays
beside the sums as undivided. Nothing is invented and nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

Number = int | Decimal | Fraction
Shares = Mapping[tuple[int, date], Mapping[int, Fraction]]


class SuccessionCycle(ValueError):
    """Successions of one day that lead back to where they began."""


@dataclass(frozen=True, slots=True)
class Step:
    """From `day` on, `successor` stands in the place of `predecessor`; None: nobody does.

    A step of a unit to itself says that it went on as one of the parts of its own split.
    """

    predecessor: int
    successor: int | None
    day: date


@dataclass(frozen=True, slots=True)
class Undivided:
    unit_id: int
    value: Fraction
    among: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    unit_id: int
    value: Fraction


@dataclass(frozen=True, slots=True)
class Projection:
    """`values` by the units of the later day, and beside them what could not be placed."""

    values: dict[int, Fraction]
    undivided: tuple[Undivided, ...] = ()
    ended: tuple[Ended, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spread:
    """Where one whole goes: sure parts by unit, parts shared by nobody knows whom, lost parts."""

    sure: dict[int, Fraction] = field(default_factory=dict)
    undivided: dict[tuple[int, ...], Fraction] = field(default_factory=dict)
    ended: Fraction = Fraction(0)

    def units(self) -> set[int]:
        return set(self.sure).union(*self.undivided) if self.undivided else set(self.sure)


class _Paths:
    """The steps taken after one day and up to another, asked unit by unit."""

    def __init__(self, steps: Iterable[Step], after: date, until: date, shares: Shares) -> None:
        self._shares = shares
        self._steps: dict[int, dict[date, list[int | None]]] = defaultdict(dict)
        for step in steps:
            if after < step.day <= until:
                self._steps[step.predecessor].setdefault(step.day, []).append(step.successor)
        self._known: dict[tuple[int, date], _Spread] = {}

    def spread(self, unit: int, since: date, open_: frozenset[int] = frozenset()) -> _Spread:
        """Where the unit's whole has gone, by the steps of `since` and later."""
        key = (unit, since)
        if key not in self._known:
            self._known[key] = self._follow(unit, since, open_)
        return self._known[key]

    def _follow(self, unit: int, since: date, open_: frozenset[int]) -> _Spread:
        day = min((day for day in self._steps.get(unit, {}) if day >= since), default=None)
        if day is None:
            return _Spread({unit: Fraction(1)})
        if day == since and unit in open_:
            raise SuccessionCycle(unit, day)
        still_open = (open_ if day == since else frozenset()) | {unit}
        parts = {
            successor: self._part(unit, successor, day, still_open)
            for successor in self._steps[unit][day]
        }
        return _join(parts, self._shares.get((unit, day)))

    def _part(self, unit: int, successor: int | None, day: date, open_: frozenset[int]) -> _Spread:
        if successor is None:
            return _Spread(ended=Fraction(1))
        if successor == unit:
            return self.spread(unit, day + timedelta(days=1))
        return self.spread(successor, day, open_)


def _join(parts: dict[int | None, _Spread], shares: Mapping[int, Fraction] | None) -> _Spread:
    if len(parts) == 1:
        return next(iter(parts.values()))
    if shares and set(shares) == set(parts) and sum(shares.values()) == 1:
        return _weighted(parts, shares)
    units = sorted(set().union(*(part.units() for part in parts.values())))
    # The parts came together again in one unit: then there is nothing to divide.
    if len(units) == 1 and not any(part.ended for part in parts.values()):
        return _Spread({units[0]: Fraction(1)})
    return _Spread(undivided={tuple(units): Fraction(1)})


def _weighted(parts: dict[int | None, _Spread], shares: Mapping[int, Fraction]) -> _Spread:
    sure: dict[int, Fraction] = defaultdict(Fraction)
    undivided: dict[tuple[int, ...], Fraction] = defaultdict(Fraction)
    ended = Fraction(0)
    for successor, part in parts.items():
        share = shares[successor] if successor is not None else Fraction(0)
        for unit, weight in part.sure.items():
            sure[unit] += share * weight
        for among, weight in part.undivided.items():
            undivided[among] += share * weight
        ended += share * part.ended
    return _Spread(dict(sure), dict(undivided), ended)


def successors(unit: int, steps: Iterable[Step], from_day: date, to_day: date) -> list[int]:
    """The units that stand on `to_day` in the place of a unit that stood on `from_day`."""
    paths = _Paths(steps, from_day, to_day, {})
    return sorted(paths.spread(unit, from_day + timedelta(days=1)).units())


def project(
    values: Mapping[int, Number],
    steps: Iterable[Step],
    from_day: date,
    to_day: date,
    shares: Shares | None = None,
) -> Projection:
    """Carry values of `from_day` to the units of `to_day`; `shares` divide a (unit, day of split)."""
    paths = _Paths(steps, from_day, to_day, shares or {})
    placed: dict[int, Fraction] = defaultdict(Fraction)
    undivided: list[Undivided] = []
    ended: list[Ended] = []
    for unit, number in values.items():
        value = Fraction(number)
        spread = paths.spread(unit, from_day + timedelta(days=1))
        for successor, weight in spread.sure.items():
            placed[successor] += value * weight
        undivided += [
            Undivided(unit, value * weight, among) for among, weight in spread.undivided.items()
        ]
        if spread.ended:
            ended.append(Ended(unit, value * spread.ended))
    return Projection(dict(placed), tuple(undivided), tuple(ended))
