"""Years in a row: how long a chain is, where it ends, and when it could be long enough."""

from dataclasses import dataclass, replace

from thidua.core.law.answers import Run, better
from thidua.core.law.bench import Bench, YearState
from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET, UNKNOWN

HORIZON = 70  # no chain reaches further back than a working life


@dataclass(frozen=True, slots=True)
class Chain:
    """`run` is the sure part; `state` whether `wanted` years in a row end where they should.

    `possible`: how far the years could reach if all that is open came out well; None where nothing is.
    """

    state: str
    run: Run | None
    end: int
    possible: Run | None = None
    older: bool = False  # long enough, but it ended too long ago

    @property
    def length(self) -> int:
        return self.run.length if self.run else 0


def run_ending_at(end: int, settle: YearState, floor: int) -> Run | None:
    first = end + 1
    while first - 1 > floor and settle(first - 1) == MET:
        first -= 1
    return Run(first, end) if first <= end else None


def possible_run(end: int, settle: YearState, floor: int) -> Run:
    """On through years that are not settled, to a year that surely breaks the chain."""
    first, farthest = end, max(floor + 1, end - HORIZON)
    while first - 1 >= farthest and settle(first - 1) != NOT_MET:
        first -= 1
    return Run(first, end)


def chain_ending_at(end: int, wanted: int, settle: YearState, floor: int) -> Chain:
    """One chain with a fixed last year. Years up to and with `floor` do not count."""
    run = run_ending_at(end, settle, floor)
    if (run.length if run else 0) >= wanted:
        return Chain(MET, run, end)
    needed = range(end - wanted + 1, end + 1)
    if needed[0] <= floor:
        return Chain(NOT_MET, run, end)
    states = {settle(year) for year in needed}
    if NOT_MET in states:
        return Chain(NOT_MET, run, end)
    possible = possible_run(end, settle, floor)
    return Chain(UNKNOWN if UNKNOWN in states else FOR_PEOPLE, run, end, possible)


def recent_chain(bench: Bench, wanted: int, settle: YearState, floor: int) -> Chain:
    """A chain without an end in the law: it should end in the year judged or shortly before."""
    best = chain_ending_at(bench.period, wanted, settle, floor)
    for end in range(bench.period - 1, bench.period - bench.chain_gap - 1, -1):
        other = chain_ending_at(end, wanted, settle, floor)
        if better(other.state, best.state):
            best = other
    if best.state != NOT_MET:
        return _on_to_the_year_judged(best, bench, settle)
    return _older_chain(bench, wanted, settle, floor) or best


def _older_chain(bench: Bench, wanted: int, settle: YearState, floor: int) -> Chain | None:
    newest = bench.period - bench.chain_gap - 1
    for end in range(newest, max(floor, bench.period - HORIZON), -1):
        run = run_ending_at(end, settle, floor)
        if run and run.length >= wanted:
            return Chain(FOR_PEOPLE, run, end, run, older=True)
    return None


def chain_until_proposal(bench: Bench, wanted: int, settle: YearState, floor: int) -> Chain:
    """ "Đến thời điểm đề nghị": to the year judged, or the year before while it is not over."""
    chain = chain_ending_at(bench.period, wanted, settle, floor)
    if settle(bench.period) != UNKNOWN or bench.case.day.year > bench.period:
        return chain
    before = chain_ending_at(bench.period - 1, wanted, settle, floor)
    if better(chain.state, before.state):
        return chain
    return _on_to_the_year_judged(before, bench, settle)


def _on_to_the_year_judged(chain: Chain, bench: Bench, settle: YearState) -> Chain:
    """Where only the year judged is not settled yet, what falls in it may still be in the chain."""
    known = chain.possible or chain.run
    if chain.state == NOT_MET or chain.end == bench.period or known is None:
        return chain
    if settle(bench.period) not in (UNKNOWN, FOR_PEOPLE):
        return chain
    return replace(chain, possible=Run(known.first, bench.period))


def earliest_of(
    bench: Bench, wanted: int, settle: YearState, floor: int, *, still_open: bool
) -> int:
    """The year in which the chain would be whole if every year from now on is.

    `still_open`: what is not there for the year judged may yet come (a title), unlike a rating given.
    """
    state = settle(bench.period)
    ended = bench.period if state == MET else bench.period - 1
    broken = state == NOT_MET and not still_open
    run = None if broken else run_ending_at(ended, settle, floor)
    if run is None:
        return max(bench.period + wanted - (0 if broken else 1), floor + wanted)
    return max(ended + wanted - run.length, floor + wanted)
