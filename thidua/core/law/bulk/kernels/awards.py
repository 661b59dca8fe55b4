"""prior_award, min_interval, timing_adjacent over columns."""

import numpy as np

from thidua.core.law.bulk.chains import Years, recent_chain
from thidua.core.law.bulk.history import Longs
from thidua.core.law.bulk.kernels import Ask, Told, kernel
from thidua.core.law.bulk.rows import Codes, Rows, counted
from thidua.core.law.bulk.words import LAST
from thidua.core.law.conditions import lacks_number
from thidua.core.law.facts import FOR_PEOPLE


@kernel("prior_award")
def prior_award(ask: Ask, rows: Rows) -> Told:
    params = ask.demand.params
    if lacks_number(ask.demand, "min_count", "any_of"):
        return Told(rows.every(FOR_PEOPLE))
    if params.get("same_year"):
        return Told(_in_award_year(ask, rows))
    if params.get("consecutive"):
        return _consecutive(ask, rows)
    if params.get("within_same_period"):
        return Told(_in_run(ask, rows))
    return Told(_where_known(rows, _enough(_held(ask, rows), _count(ask))))


def _held(ask: Ask, rows: Rows) -> Longs:
    return rows.award_years(ask.demand.params["any_of"])


def _count(ask: Ask) -> int:
    return int(ask.demand.params.get("min_count", 1))


def _enough(years: Longs, count: int) -> Codes:
    found = years != 0 if count == 1 else counted(years) >= count
    return found.view(np.uint8) * np.uint8(3)


def _where_known(rows: Rows, codes: Codes) -> Codes:
    known = rows.knows("awards")
    return codes if known.all() else np.where(known, codes, 1).astype(np.uint8)


def _consecutive(ask: Ask, rows: Rows) -> Told:
    chain = recent_chain(rows, _count(ask), Years(_held(ask, rows)), None)
    known = rows.knows("awards")
    codes = _where_known(rows, chain.codes)
    if known.all():
        return Told(codes, chain.run, chain.possible)
    return Told(codes, np.where(known, chain.run, 0), np.where(known, chain.possible, 0))


def _in_run(ask: Ask, rows: Rows) -> Codes:
    held = _held(ask, rows)
    return _where_known(rows, ask.counted(held, held, _count(ask)))


def _in_award_year(ask: Ask, rows: Rows) -> Codes:
    held = ((_held(ask, rows) >> rows.period) & 1) != 0
    codes = _where_known(rows, held.view(np.uint8) * np.uint8(3))
    if not ask.demand.params.get("standard_suffices"):
        return codes
    return _or_standard(tuple(ask.demand.params["any_of"]), rows, codes)


def _or_standard(keys: tuple[str, ...], rows: Rows, codes: Codes) -> Codes:
    from thidua.core.law.bulk.plan import standard_of

    for key in keys:
        codes = np.maximum(codes, standard_of(key, rows).outcome)
    return codes


@kernel("min_interval")
def min_interval(ask: Ask, rows: Rows) -> Told:
    most = ask.demand.params.get("max_times")
    if most is None:
        return Told(rows.every(FOR_PEOPLE))
    times = np.zeros(rows.size, np.int64)
    for key in rows.history.keys_of("a"):
        if key.parts[0] == rows.bench.case.award:
            times += counted(rows.word(key.text))
    return Told(_where_known(rows, rows.codes(times < int(most))))


@kernel("timing_adjacent")
def timing_adjacent(ask: Ask, rows: Rows) -> Told:
    params = ask.demand.params
    gap, held = int(params["max_gap_years"]), rows.award_years((params["after"],))
    last = held & -held
    year = LAST - counted(np.maximum(last - 1, 0)).astype(np.int64)
    decided, told = _decided(params["after"], last, year, rows)
    proposed, _ = rows.day_parts(rows.nominations.day)
    late = proposed - np.where(told, decided, year + 1) > gap
    codes = np.where(late, 0, np.where(told, 3, 1))
    return Told(_where_known(rows, np.where(held != 0, codes, 0).astype(np.uint8)))


def _decided(award: str, last: Longs, year: Longs, rows: Rows) -> tuple[Longs, Longs]:
    """The year of the last decision on the award of the year in `last`, and whether it is told."""
    decided, told = np.zeros(rows.size, np.int64), np.zeros(rows.size, bool)
    dropped = rows.bench.dropped_types
    for key in rows.history.keys_of("a"):
        held, type_, gap = key.parts
        if held == award and gap and (type_ or None) not in dropped:
            here = (rows.word(key.text) & last) != 0
            decided = np.where(here, np.maximum(decided, year + int(gap)), decided)
            told |= here
    return decided, told
