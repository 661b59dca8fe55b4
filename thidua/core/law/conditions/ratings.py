"""task_rating: how the task of a year, or of years in a row, was rated."""

from thidua.core.law import wording
from thidua.core.law.answers import Answer, for_people, met, not_met, unknown
from thidua.core.law.bench import Bench, YearState, touches_year
from thidua.core.law.chains import (
    Chain,
    chain_until_proposal,
    earliest_of,
    recent_chain,
)
from thidua.core.law.conditions import Demand, counted_in_run, judges, lacks_number
from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET

BEFORE_EVERYTHING = 0


@judges("task_rating")
def task_rating(demand: Demand, bench: Bench) -> Answer:
    if lacks_number(demand, "min_rating", "min_years"):
        return for_people(wording.NUMBER_NOT_READ)
    if demand.params.get("within_same_period"):
        return _count_in_run(demand, bench)
    if demand.params.get("consecutive"):
        return _consecutive(demand, bench)
    return _award_year(demand, bench)


def _award_year(demand: Demand, bench: Bench) -> Answer:
    wanted, year = demand.params["min_rating"], bench.period
    state = bench.rating_state(year, wanted)
    facts = wording.ratings_of(bench, [year])
    if state == MET and _disciplined_in(bench, year):
        judged = str(bench.setting("discipline_in_judged_year"))
        needs = () if judged == MET else (wording.DISCIPLINED_IN_YEAR.format(year=year),)
        return Answer(judged, facts, needs)
    if state == MET:
        return met(*facts)
    if state == NOT_MET:
        return not_met(
            wording.needs_rating(bench, wanted, year), facts=facts, earliest=bench.period + 1
        )
    if state == FOR_PEOPLE:
        return for_people(wording.ABSENT_IN_YEAR.format(year=year), facts=facts)
    return unknown(wording.needs_rating(bench, wanted, year), facts=facts)


def _disciplined_in(bench: Bench, year: int) -> bool:
    return bench.rule("discipline_restart") is not None and any(
        touches_year(one.since, one.until, year) for one in bench.facts.discipline or ()
    )


def _settling(demand: Demand, bench: Bench) -> YearState:
    wanted = demand.params["min_rating"]
    return bench.with_restart(lambda year: bench.rating_state(year, wanted))


def _consecutive(demand: Demand, bench: Bench) -> Answer:
    floor = _floor(demand, bench)
    if isinstance(floor, Answer):
        return floor
    wanted = int(demand.params["min_years"])
    settle = _settling(demand, bench)
    until = demand.params.get("until") == "proposal_date"
    find = chain_until_proposal if until else recent_chain
    chain = find(bench, wanted, settle, floor)
    return _told(demand, bench, chain, settle, floor)


def _told(demand: Demand, bench: Bench, chain: Chain, settle: YearState, floor: int) -> Answer:
    wanted = int(demand.params["min_years"])
    facts = wording.ratings_of(bench, chain_years(chain, wanted))
    need = wording.needs_rated_years(bench, demand.params["min_rating"], wanted, chain.end)
    if chain.state == MET:
        return Answer(MET, facts, run=chain.run, possible=chain.possible)
    if chain.state == NOT_MET:
        earliest = earliest_of(bench, wanted, settle, floor, still_open=False)
        return Answer(NOT_MET, facts, (need,), earliest, run=chain.run)
    why = wording.OLD_CHAIN if chain.older else wording.YEARS_FOR_PEOPLE
    needs = (why, need) if chain.state == FOR_PEOPLE else (need,)
    return Answer(chain.state, facts, needs, run=chain.run, possible=chain.possible)


def chain_years(chain: Chain, wanted: int) -> range:
    first = chain.run.first if chain.run else chain.end - wanted + 1
    return range(min(first, chain.end - wanted + 1), chain.end + 1)


def _floor(demand: Demand, bench: Bench) -> int | Answer:
    """The year after which the years count: that of the earliest award they must follow."""
    after = demand.params.get("after_award")
    if not after:
        return BEFORE_EVERYTHING
    keys = (after,) if isinstance(after, str) else tuple(after)
    years = bench.award_years(keys)
    if years is None:
        return unknown(wording.needs_award(bench, keys))
    if not years:
        return not_met(wording.needs_award(bench, keys))
    return min(years)


def _count_in_run(demand: Demand, bench: Bench) -> Answer:
    """So many years of such a rating inside the years of the chain beside it."""
    wanted, count = demand.params["min_rating"], int(demand.params.get("min_years", 1))
    settle = _settling(demand, bench)
    whole = demand.possible or demand.run
    years = range(whole.first, whole.last + 1) if whole else ()
    state = counted_in_run(demand, settle, years, count)
    good = [year for year in years if settle(year) == MET]
    need = wording.needs_rated_count(bench, wanted, count, demand.run)
    earliest = bench.period + max(count - len(good), 1) if state == NOT_MET else None
    needs = () if state == MET else (need,)
    return Answer(state, wording.ratings_of(bench, good), needs, earliest)
