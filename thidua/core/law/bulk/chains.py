"""Years in a row, for all rows at once: `core/law/chains.py` on words.

A year's states are three words; a year in none of them is not met.
"""

from dataclasses import dataclass, replace

import numpy as np

from thidua.core.law.bulk.history import Flags, Longs
from thidua.core.law.bulk.rows import Codes, Rows

ONE = np.int64(1)


@dataclass(frozen=True, slots=True)
class Years:
    """Which years are met, which wait for people, which are unknown; None: none of them."""

    met: Longs
    for_people: Longs | None = None
    unknown: Longs | None = None

    @property
    def is_settled(self) -> bool:
        return self.for_people is None and self.unknown is None

    @property
    def possible(self) -> Longs:
        """Years that are not surely refused."""
        found = self.met
        for more in (self.for_people, self.unknown):
            found = found if more is None else found | more
        return found

    def at(self, places: Longs) -> Codes:
        """The state of one year."""
        code = ((self.met >> places) & ONE) * 3
        if self.for_people is not None:
            code |= ((self.for_people >> places) & ONE) << ONE
        if self.unknown is not None:
            code |= (self.unknown >> places) & ONE
        return code.astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Chain:
    codes: Codes
    run: Longs  # the years it was surely found in, 0 for none
    possible: Longs  # the years it could yet be, 0 where nothing is open


def run_ending_at(met: Longs, end: Longs) -> Longs:
    """The run of years that ends in the year at this place: adding one there carries through it."""
    from_end = (met >> end) << end
    return from_end & ~(from_end + (ONE << end))


def chain_ending_at(end: Longs, wanted: int, years: Years, after: Longs | None) -> Chain:
    """`after`: the years that count at all, None for every year."""
    return _with_runs(_codes_at(end, wanted, years, after), end, years, after)


def _codes_at(end: Longs, wanted: int, years: Years, after: Longs | None) -> Codes:
    window = np.int64((1 << wanted) - 1) << end
    met = years.met if after is None else years.met & after
    sure = (met & window) == window
    codes: Codes = sure.view(np.uint8) * np.uint8(3)
    if years.is_settled:
        return codes
    open_ = ~sure & ((years.possible & window) == window)
    if after is not None:
        open_ &= (window & ~after) == 0
    codes[open_] = 2
    if years.unknown is not None:
        codes[open_ & ((years.unknown & window) != 0)] = 1
    return codes


def _with_runs(codes: Codes, end: Longs, years: Years, after: Longs | None) -> Chain:
    met = years.met if after is None else years.met & after
    run = run_ending_at(met, end)
    if years.is_settled:
        return Chain(codes, run, np.zeros_like(run))
    reach = years.possible if after is None else years.possible & after
    open_ = (codes == 1) | (codes == 2)
    return Chain(codes, run, np.where(open_, run_ending_at(reach, end), 0))


def recent_chain(rows: Rows, wanted: int, years: Years, after: Longs | None) -> Chain:
    """A chain that should end in the year judged or shortly before; an older one is for people."""
    gap, end = rows.bench.chain_gap, rows.period
    codes = _codes_at(end, wanted, years, after)
    for back in range(1, gap + 1):
        other = _codes_at(rows.period + back, wanted, years, after)
        end = np.where(other > codes, rows.period + back, end)
        codes = np.maximum(codes, other)
    best = _with_runs(codes, end, years, after)
    best = _on_to_the_year_judged(best, end != rows.period, rows, years)
    return _or_older(best, rows.period + gap + 1, wanted, years, after)


def _on_to_the_year_judged(chain: Chain, before: Flags, rows: Rows, years: Years) -> Chain:
    """Where only the year judged is not settled yet, what falls in it may still be in the chain."""
    if years.is_settled:
        return chain
    this_year = ONE << rows.period
    settled = years.met | ~years.possible
    known = np.where(chain.possible != 0, chain.possible, chain.run)
    on = before & (chain.codes != 0) & (known != 0) & ((settled & this_year) == 0)
    return replace(chain, possible=np.where(on, known | this_year, chain.possible))


def _or_older(best: Chain, newest: Longs, wanted: int, years: Years, after: Longs | None) -> Chain:
    met = years.met if after is None else years.met & after
    ends = met
    for back in range(1, wanted):
        ends = ends & (met >> back)
    ends = (ends >> newest) << newest
    older = (best.codes == 0) & (ends != 0)
    if not older.any():
        return best
    codes, run = best.codes.copy(), best.run.copy()
    codes[older] = 2
    latest = ends[older] & -ends[older]
    from_end = met[older] & -latest
    run[older] = from_end & ~(from_end + latest)
    return replace(best, codes=codes, run=run, possible=np.where(older, run, best.possible))


def chain_until_proposal(rows: Rows, wanted: int, years: Years, after: Longs | None) -> Chain:
    chain = chain_ending_at(rows.period, wanted, years, after)
    if years.unknown is None:
        return chain
    year, _ = rows.day_parts(rows.nominations.day)
    not_over: Flags = year <= rows.nominations.period
    open_year = ((years.unknown >> rows.period) & ONE) != 0
    earlier = chain_ending_at(rows.period + 1, wanted, years, after)
    before = open_year & not_over & (chain.codes <= earlier.codes)
    chain = Chain(
        np.where(before, earlier.codes, chain.codes),
        np.where(before, earlier.run, chain.run),
        np.where(before, earlier.possible, chain.possible),
    )
    return _on_to_the_year_judged(chain, before, rows, years)


def after_first(words: Longs) -> Longs:
    """The years later than the earliest year of these words."""
    below = words.copy()
    for step in (1, 2, 4, 8, 16, 32):
        below |= below >> step
    return below >> 1
