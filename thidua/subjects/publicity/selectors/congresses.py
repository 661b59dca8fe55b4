"""The delegates of a congress against the wanted structure, and the figures of its years."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from thidua.base import registries
from thidua.base.registries import Figure, FigureScope
from thidua.subjects.publicity.enums import MAJORITY, CongressLevel, DelegateState, Gender, Share
from thidua.subjects.publicity.models import Congress, Delegate, Wish

COUNTED: dict[str, Callable[[Delegate], bool]] = {
    Share.WOMEN: lambda one: one.gender == Gender.FEMALE,
    Share.MINORITY: lambda one: one.ethnic_group != MAJORITY,
    Share.WORKER: lambda one: one.worker,
    Share.ARMED: lambda one: one.armed,
    Share.ENTERPRISE: lambda one: one.enterprise,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A wish with what stands against it."""

    wish: Wish
    chosen: int
    accepted: int

    @property
    def gap(self) -> int:
        return max(0, self.wish.number - self.chosen)


def parts_of(congress: Congress) -> list[Part]:
    """Two queries: wishes and delegates that were not given back."""
    delegates = list(congress.delegates.exclude(state=DelegateState.RETURNED))
    accepted = [one for one in delegates if one.state == DelegateState.ACCEPTED]
    return [
        Part(wish, count_of(wish, delegates), count_of(wish, accepted))
        for wish in congress.wishes.all()
    ]


def count_of(wish: Wish, delegates: Iterable[Delegate]) -> int:
    if wish.share == Share.COMMUNE:
        return len({one.commune_id for one in delegates} - {None})
    if wish.share == Share.FIELD:
        return sum(one.field == wish.value for one in delegates)
    if wish.share == Share.ETHNIC_GROUP:
        return sum(one.ethnic_group == wish.value for one in delegates)
    return sum(COUNTED[wish.share](one) for one in delegates)


@dataclass(frozen=True, slots=True)
class UnitSeats:
    unit_id: int
    number: int
    chosen: int
    accepted: int
    returned: int

    @property
    def free(self) -> int:
        return max(0, self.number - self.chosen)


def seats_of(congress: Congress) -> list[UnitSeats]:
    states: dict[int, list[str]] = {}
    for unit, state in congress.delegates.order_by().values_list("unit_id", "state"):
        states.setdefault(unit, []).append(state)
    return [_unit_seats(unit, number, states.get(unit, [])) for unit, number in _numbers(congress)]


def _numbers(congress: Congress) -> Iterable[tuple[int, int]]:
    return congress.seats.values_list("unit_id", "number")


def _unit_seats(unit: int, number: int, states: list[str]) -> UnitSeats:
    returned = states.count(DelegateState.RETURNED)
    return UnitSeats(
        unit, number, len(states) - returned, states.count(DelegateState.ACCEPTED), returned
    )


@dataclass(frozen=True, slots=True)
class YearsLine:
    """One figure over the years of the congress."""

    label: str
    unit: str
    values: tuple[Figure | None, ...]


def years_of(congress: Congress) -> list[int]:
    return list(range(congress.since_year, congress.year + 1))


def figures_over_years(congress: Congress, day: date) -> list[YearsLine]:
    """The figures that boards and reports show, year by year; a year without one stays blank."""
    years = years_of(congress)
    asked = [_figures(congress, year, day) for year in years]
    keys = list(dict.fromkeys(key for found in asked for key in found))
    return [_line(key, asked) for key in keys]


def _figures(congress: Congress, year: int, day: date) -> dict[str, Figure]:
    unit = None if congress.level == CongressLevel.PROVINCE else congress.unit_id
    scope = FigureScope(unit, date(year, 1, 1), date(year, 12, 31), day)
    return {figure.key: figure for figure in registries.figures.collect(scope)}


def _line(key: str, asked: list[dict[str, Figure]]) -> YearsLine:
    first = next(found[key] for found in asked if key in found)
    return YearsLine(first.label, first.unit, tuple(found.get(key) for found in asked))
