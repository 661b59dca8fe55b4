"""composite and same_as over columns; demands of one place judged together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from thidua.core.law.bulk.history import Longs
from thidua.core.law.bulk.kernels import KERNELS, Ask, Told, kernel
from thidua.core.law.bulk.rows import Codes, Rows
from thidua.core.law.conditions.composite import is_chain
from thidua.core.law.facts import MET, NOT_MET
from thidua.core.law.variants import fits


@kernel("composite")
def composite(ask: Ask, rows: Rows) -> Told:
    listed = ask.demand.params.get("all") or ask.demand.params.get("any")
    parts = [ask.demand.part(number, row) for number, row in enumerate(listed or (), 1)]
    parts = [part for part in parts if fits(part.variants, rows.bench.case.subject)]
    told = judge_together([Ask(part, ask.chain) for part in parts], rows)
    together = bool(ask.demand.params.get("all"))
    codes = _combined([one.codes for one in told], together, rows)
    return Told(codes, _first(one.run for one in told), _first(one.possible for one in told))


def _combined(codes: Sequence[Codes], together: bool, rows: Rows) -> Codes:
    if not codes:
        return rows.every(MET if together else NOT_MET)
    joined = codes[0]
    for one in codes[1:]:
        joined = np.minimum(joined, one) if together else np.maximum(joined, one)
    return joined


def _first(words: Iterable[Longs | None]) -> Longs | None:
    found: Longs | None = None
    for one in words:
        if one is not None:
            found = one if found is None else np.where(found != 0, found, one)
    return found


def judge_together(asks: Sequence[Ask], rows: Rows) -> list[Told]:
    """Chains first; the last of them gives the others the years to count in."""
    chain: Told | None = None
    told: dict[str, Told] = {}
    for ask in sorted(asks, key=lambda one: not is_chain(one.demand)):
        leads = is_chain(ask.demand)
        if not leads:
            ask = ask.beside(chain)
        told[ask.demand.id] = found = KERNELS[ask.demand.type](ask, rows)
        if leads:
            none = np.zeros(rows.size, np.int64)
            chain = found if found.run is not None else replace(found, run=none)
    return [told[ask.demand.id] for ask in asks]


@kernel("same_as")
def same_as(ask: Ask, rows: Rows) -> Told:
    from thidua.core.law.bulk.plan import standard_of

    standard = standard_of(ask.demand.params["award"], rows)
    left_open = standard.any_unknown & (standard.outcome == 2)
    return Told(np.where(left_open, 1, standard.outcome).astype(np.uint8))
