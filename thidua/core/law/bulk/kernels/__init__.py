"""The kinds of demand, each over whole columns: the twins of `core/law/conditions`.

A kernel answers `(ask, rows) -> Told`; `ask` is the single judge's own demand, with the years its
neighbours were found in as words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from thidua.core.law.bulk.history import Longs
from thidua.core.law.bulk.rows import Codes, Rows
from thidua.core.law.bulk.rows import counted as years_in
from thidua.core.law.conditions import Demand


@dataclass(frozen=True, slots=True)
class Told:
    """A code per row; of a chain also the years it was surely found in and those it could yet be."""

    codes: Codes
    run: Longs | None = None  # None: no chain here; 0 where the row has none
    possible: Longs | None = None  # 0 where nothing is open, or nothing is known of its years


@dataclass(frozen=True, slots=True)
class Ask:
    demand: Demand
    chain: Told | None = None  # the chain judged beside it

    def beside(self, chain: Told | None) -> "Ask":
        return self if chain is None or self.chain is not None else replace(self, chain=chain)

    def counted(self, sure: Longs, perhaps: Longs, least: int) -> Codes:
        """The twin of `counted_in_run`: `sure` years are met, `perhaps` all that are not refused."""
        if self.chain is None or self.chain.run is None:
            return np.full(len(sure), 2, np.uint8)
        chain, run = self.chain, self.chain.run
        possible = np.zeros_like(run) if chain.possible is None else chain.possible
        left_open = (chain.codes == 1) | (chain.codes == 2)
        reached = (possible != 0) & (years_in(perhaps & possible) >= least)
        found = np.where(reached, np.where(chain.codes == 3, 1, chain.codes), 0)
        found = np.where(years_in(perhaps & run) >= least, 2, found)
        found = np.where(years_in(sure & run) >= least, 3, found)
        return np.where(left_open & (possible == 0), chain.codes, found).astype(np.uint8)


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
