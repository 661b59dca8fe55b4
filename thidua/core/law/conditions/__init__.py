"""The kinds of demand the law makes: few types, each a small function of the params and the bench.

A function answers `(demand, bench) -> Answer`. A new award is data; a new kind of demand is one
function here, its params in `reading.py` and its words in docs/phap-luat.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from thidua.core.law.answers import Answer, Run
from thidua.core.law.bench import Bench


@dataclass(frozen=True, slots=True)
class Demand:
    """A condition, or one part of it: what is asked, and the years its neighbours were found in."""

    id: str
    type: str
    params: Mapping[str, Any]
    variants: frozenset[str] = frozenset()
    run: Run | None = None  # years of the chain beside it
    in_chain: bool = False  # whether there is a chain beside it at all
    title_chain: int = 0  # how many years of titles in a row its award demands

    def part(self, number: int, row: Mapping[str, Any]) -> "Demand":
        return replace(
            self,
            id=f"{self.id}.{number}",
            type=row["type"],
            params=row["params"],
            variants=frozenset(row.get("for", ())),
        )


Judge = Callable[[Demand, Bench], Answer]
JUDGES: dict[str, Judge] = {}


def judges(type_: str) -> Callable[[Judge], Judge]:
    def register(function: Judge) -> Judge:
        JUDGES[type_] = function
        return function

    return register


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
