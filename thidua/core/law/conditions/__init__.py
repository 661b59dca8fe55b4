"""The kinds of demand the law makes: few types, each a small function of the params and the bench.

A function answers `(demand, bench) -> Answer`. A new award is data; a new kind of demand is one
function here, its params in `reading.py` and its words in docs/phap-luat.md.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from thidua.core.law.answers import Answer, Run
from thidua.core.law.bench import Bench
from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET, UNKNOWN


@dataclass(frozen=True, slots=True)
class Demand:
    """A condition, or one part of it: what is asked, and the years its neighbours were found in."""

    id: str
    type: str
    params: Mapping[str, Any]
    variants: frozenset[str] = frozenset()
    run: Run | None = None  # sure years of the chain beside it
    chain_state: str = ""  # what that chain came to; empty: there is none beside it
    possible: Run | None = None  # its years if what is open came out well
    titles: "TitleChain | None" = None  # the titles in a row its award demands

    def part(self, number: int, row: Mapping[str, Any]) -> "Demand":
        return replace(
            self,
            id=f"{self.id}.{number}",
            type=row["type"],
            params=row["params"],
            variants=frozenset(row.get("for", ())),
        )


@dataclass(frozen=True, slots=True)
class TitleChain:
    keys: tuple[str, ...]
    count: int

    def first_year(self, bench: Bench) -> int:
        """The chain ends in the year judged, or the year before where that year has no title yet."""
        years = bench.award_years(self.keys)
        ended_before = years is not None and bench.period not in years
        return bench.period - ended_before - self.count + 1


OPEN = (UNKNOWN, FOR_PEOPLE)
Judge = Callable[[Demand, Bench], Answer]
JUDGES: dict[str, Judge] = {}


def judges(type_: str) -> Callable[[Judge], Judge]:
    def register(function: Judge) -> Judge:
        JUDGES[type_] = function
        return function

    return register


def counted_in_run(
    demand: Demand, states: Callable[[int], str], years: Iterable[int], least: int
) -> str:
    """Whether so many of these years lie in the chain beside the demand.

    Years the chain surely has decide; while it is open itself, so is a count that could be reached.
    """
    years = list(years)
    if not demand.chain_state or (demand.chain_state in OPEN and demand.possible is None):
        return demand.chain_state or FOR_PEOPLE
    inside = [states(year) for year in years if demand.run and year in demand.run]
    if inside.count(MET) >= least:
        return MET
    if len(inside) - inside.count(NOT_MET) >= least:
        return FOR_PEOPLE
    reach = [states(year) for year in years if demand.possible and year in demand.possible]
    if len(reach) - reach.count(NOT_MET) < least:
        return NOT_MET
    return UNKNOWN if demand.chain_state == MET else demand.chain_state


def lacks_number(demand: Demand, *names: str) -> bool:
    """Whether one of these params is there and null: a number nobody has read."""
    return any(name in demand.params and demand.params[name] is None for name in names)


from thidua.core.law.conditions import (  # noqa: E402, F401
    awards,
    composite,
    initiatives,
    members,
    merit,
    ratings,
    standing,
    tenure,
)
