"""The kinds of demand, each over whole columns: the twins of `core/law/conditions`.

A kernel answers `(ask, rows) -> Told`; `ask` is the single judge's own demand, with the years its
neighbours were found in as words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from thidua.core.law.bulk.history import Longs
from thidua.core.law.bulk.rows import Codes, Rows
from thidua.core.law.conditions import Demand


@dataclass(frozen=True, slots=True)
class Told:
    """A code per row, and the years a chain was found in (None: no chain here)."""

    codes: Codes
    run: Longs | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    demand: Demand
    run: Longs | None = None  # 0 where the row has none

    def beside(self, run: Longs | None) -> "Ask":
        return self if run is None else replace(self, run=run)


Kernel = Callable[[Ask, Rows], Told]
KERNELS: dict[str, Kernel] = {}


def kernel(type_: str) -> Callable[[Kernel], Kernel]:
    def register(function: Kernel) -> Kernel:
        KERNELS[type_] = function
        return function

    return register


from thidua.core.law.bulk.kernels import (  # noqa: E402, F401
    awards,
    composite,
    initiatives,
    members,
    merit,
    ratings,
    standing,
)
