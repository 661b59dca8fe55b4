"""Answers of conditions and how they are put together: four states, "and" and "or"."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET, UNKNOWN, Finding

_ALL_ORDER = (NOT_MET, UNKNOWN, FOR_PEOPLE, MET)  # the first found decides
_ANY_ORDER = (MET, FOR_PEOPLE, UNKNOWN, NOT_MET)


@dataclass(frozen=True, slots=True)
class Run:
    """The years in a row a chain was found in; both ends count."""

    first: int
    last: int

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What one demand came to. `run` and `possible` go to its neighbours that count "in that time"."""

    state: str
    facts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    earliest: int | None = None
    run: Run | None = None
    possible: Run | None = None  # the years it could yet be, where the chain is open
    children: tuple[Finding, ...] = ()

    def waiting_for_people(self, why: str) -> "Answer":
        needs = (why, *self.needs)
        return replace(self, state=FOR_PEOPLE, needs=needs, earliest=None)


def met(*facts: str) -> Answer:
    return Answer(MET, facts)


def not_met(*needs: str, facts: tuple[str, ...] = (), earliest: int | None = None) -> Answer:
    return Answer(NOT_MET, facts, needs, earliest)


def unknown(*needs: str, facts: tuple[str, ...] = ()) -> Answer:
    return Answer(UNKNOWN, facts, needs)


def for_people(*needs: str, facts: tuple[str, ...] = ()) -> Answer:
    return Answer(FOR_PEOPLE, facts, needs)


def all_of(states: Iterable[str]) -> str:
    found = set(states)
    return next((state for state in _ALL_ORDER if state in found), MET)


def any_of(states: Iterable[str]) -> str:
    found = set(states)
    return next((state for state in _ANY_ORDER if state in found), NOT_MET)


def better(one: str, other: str) -> bool:
    """Whether `one` is nearer to met, as an either-or sees it."""
    return _ANY_ORDER.index(one) < _ANY_ORDER.index(other)


def latest_of(years: Iterable[int | None]) -> int | None:
    """When all of them could hold: never, if one of them never can."""
    known = list(years)
    if not known or None in known:
        return None
    return max(year for year in known if year is not None)


def soonest_of(years: Iterable[int | None]) -> int | None:
    known = [year for year in years if year is not None]
    return min(known, default=None)
