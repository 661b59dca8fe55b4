"""task_rating over columns."""

import numpy as np

from thidua.core.law.bulk.chains import (
    Years,
    after_first,
    chain_until_proposal,
    recent_chain,
)
from thidua.core.law.bulk.history import Longs
from thidua.core.law.bulk.kernels import Ask, Told, kernel
from thidua.core.law.bulk.rows import Codes, Rows
from thidua.core.law.bulk.words import EVERY_YEAR, HAS_ABSENCES, Key
from thidua.core.law.conditions import Demand, lacks_number
from thidua.core.law.facts import FOR_PEOPLE, MET, UNKNOWN, Rating


@kernel("task_rating")
def task_rating(ask: Ask, rows: Rows) -> Told:
    demand = ask.demand
    if lacks_number(demand, "min_rating", "min_years"):
        return Told(rows.every(FOR_PEOPLE))
    years = years_rated(rows, demand.params["min_rating"])
    if demand.params.get("within_same_period"):
        return Told(_count_in_run(ask, rows, years))
    if demand.params.get("consecutive"):
        return _consecutive(ask, rows, years)
    return Told(years.at(rows.period))


def years_rated(rows: Rows, wanted: str) -> Years:
    """The twin of `Bench.rating_state`."""
    met = rows.either("r", lambda key: _compared(rows, key, wanted) == MET)
    doubtful = rows.either("r", lambda key: _compared(rows, key, wanted) == UNKNOWN)
    rated = rows.either("r", lambda key: True)
    none_given = rows.knows("ratings") & (rated == 0)
    unrated = np.where(none_given, 0, ~rated & EVERY_YEAR)
    unknown = (doubtful & ~met) | unrated
    if not rows.flags(HAS_ABSENCES).any():
        return Years(met, None, unknown)
    absent = unrated & _absent(rows)
    return Years(met, absent, unknown & ~absent)


def _compared(rows: Rows, key: Key, wanted: str) -> str:
    """What one such rating says of its year."""
    year = rows.bench.period
    demand = Demand(f"rated {wanted}", "task_rating", {"min_rating": wanted})
    rating = Rating(year, key.parts[0])
    return rows.probe(demand, ratings=(rating,))


def _absent(rows: Rows) -> Longs:
    kinds = {
        kind
        for rule in rows.bench.general
        if rule.type == "counted_absence"
        for kind in rule.params["kinds"]
    }
    return rows.either("b", lambda key: key.parts[0] in kinds)


def _consecutive(ask: Ask, rows: Rows, years: Years) -> Told:
    params = ask.demand.params
    wanted, after = int(params["min_years"]), params.get("after_award")
    find = chain_until_proposal if params.get("until") == "proposal_date" else recent_chain
    if not after:
        chain = find(rows, wanted, years, None)
        return Told(chain.codes, chain.run, chain.possible)
    held = rows.award_years((after,) if isinstance(after, str) else after)
    chain = find(rows, wanted, years, after_first(held))
    known = rows.knows("awards")
    codes = np.where(known, np.where(held != 0, chain.codes, 0), 1).astype(np.uint8)
    counts = known & (held != 0)
    return Told(codes, np.where(counts, chain.run, 0), np.where(counts, chain.possible, 0))


def _count_in_run(ask: Ask, rows: Rows, years: Years) -> Codes:
    return ask.counted(years.met, years.possible, int(ask.demand.params.get("min_years", 1)))
