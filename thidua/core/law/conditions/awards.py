"""prior_award, min_interval, timing_adjacent: what was awarded before, how often, in which years."""

from datetime import date

from thidua.core.law import wording
from thidua.core.law.answers import Answer, any_of, for_people, met, not_met, unknown
from thidua.core.law.bench import Bench
from thidua.core.law.chains import earliest_of, recent_chain
from thidua.core.law.conditions import Demand, counted_in_run, judges, lacks_number
from thidua.core.law.conditions.ratings import BEFORE_EVERYTHING, chain_years
from thidua.core.law.facts import (
    ELIGIBLE,
    FOR_PEOPLE,
    INELIGIBLE,
    MET,
    NOT_MET,
    TO_JUDGE,
    UNKNOWN,
    AwardHeld,
)

STANDARD_STATES = {ELIGIBLE: MET, TO_JUDGE: FOR_PEOPLE, INELIGIBLE: NOT_MET}


@judges("prior_award")
def prior_award(demand: Demand, bench: Bench) -> Answer:
    if lacks_number(demand, "min_count", "any_of"):
        return for_people(wording.NUMBER_NOT_READ)
    if demand.params.get("same_year"):
        return _in_award_year(demand, bench)
    if demand.params.get("consecutive"):
        return _consecutive(demand, bench)
    if demand.params.get("within_same_period"):
        return _in_run(demand, bench)
    return _ever(demand, bench)


def _keys(demand: Demand) -> tuple[str, ...]:
    return tuple(demand.params["any_of"])


def _ever(demand: Demand, bench: Bench) -> Answer:
    keys, count = _keys(demand), int(demand.params.get("min_count", 1))
    years = bench.award_years(keys)
    need = wording.needs_awards(bench, keys, count)
    if years is None:
        return unknown(need)
    facts = wording.awards_of(bench, keys)
    if len(years) >= count:
        return met(*facts)
    return not_met(need, facts=facts)


def _in_run(demand: Demand, bench: Bench) -> Answer:
    keys, count = _keys(demand), int(demand.params.get("min_count", 1))
    years = bench.award_years(keys)
    need = wording.needs_awards(bench, keys, count, demand.run)
    if years is None:
        return unknown(need)
    facts = wording.awards_of(bench, keys)
    state = counted_in_run(demand, bench.counts, years, count)
    if state != NOT_MET:
        return Answer(state, facts, () if state == MET else (need,))
    have = sum(demand.run is not None and year in demand.run for year in years)
    return not_met(need, facts=facts, earliest=bench.period + max(count - have, 1))


def _consecutive(demand: Demand, bench: Bench) -> Answer:
    keys, count = _keys(demand), int(demand.params["min_count"])
    years = bench.award_years(keys)
    need = wording.needs_award_chain(bench, keys, count)
    if years is None:
        return unknown(need)
    settle = bench.with_restart(lambda year: MET if year in years else NOT_MET)
    chain = recent_chain(bench, count, settle, BEFORE_EVERYTHING)
    facts = wording.awards_of(bench, keys)
    if chain.state == MET:
        return Answer(MET, facts, run=chain.run, possible=chain.possible)
    if chain.state == NOT_MET:
        earliest = earliest_of(bench, count, settle, BEFORE_EVERYTHING, still_open=True)
        return Answer(NOT_MET, facts, (need,), earliest, run=chain.run)
    why = wording.OLD_CHAIN if chain.older else wording.YEARS_FOR_PEOPLE
    told = wording.years_listed(chain_years(chain, count))
    needs = (why.format(years=told), need)
    return Answer(chain.state, facts, needs, run=chain.run, possible=chain.possible)


def _in_award_year(demand: Demand, bench: Bench) -> Answer:
    keys = _keys(demand)
    years = bench.award_years(keys)
    facts = wording.awards_of(bench, keys)
    need = wording.needs_award_in(bench, keys, bench.period)
    if years is not None and bench.period in years:
        return met(*facts)
    by_title = NOT_MET if years is not None else UNKNOWN
    if not demand.params.get("standard_suffices"):
        return Answer(by_title, facts, (need,), bench.period + 1 if years is not None else None)
    return _by_standard(keys, bench, by_title, facts, need)


def _by_standard(
    keys: tuple[str, ...], bench: Bench, by_title: str, facts: tuple[str, ...], need: str
) -> Answer:
    """The title is not there, but reaching its standard is enough."""
    from thidua.core.law.judging import judge_standard

    verdicts = [judge_standard(key, bench) for key in keys]
    state = any_of([by_title, *(STANDARD_STATES[one.outcome] for one in verdicts)])
    best = next((v for v in verdicts if STANDARD_STATES[v.outcome] == state), verdicts[0])
    needs = () if state == MET else (need, *best.reasons)
    standard = wording.STANDARD_REACHED.format(award=bench.law.awards[keys[0]].name)
    told = (*facts, standard) if state == MET else facts
    earliest = bench.period + 1 if state == NOT_MET else None
    return Answer(state, told, needs, earliest, children=best.findings)


@judges("min_interval")
def min_interval(demand: Demand, bench: Bench) -> Answer:
    """At most so many times to one subject."""
    most = demand.params.get("max_times")
    if most is None:
        return for_people(wording.NUMBER_NOT_READ)
    held = bench.facts.awards
    key = bench.case.award
    if held is None:
        return unknown(wording.needs_award(bench, (key,)))
    times = sum(one.award == key for one in held)
    facts = wording.awards_of(bench, (key,))
    if times < int(most):
        return met(*facts)
    return not_met(wording.ONLY_TIMES.format(times=most), facts=facts)


@judges("timing_adjacent")
def timing_adjacent(demand: Demand, bench: Bench) -> Answer:
    """Proposed in the year after the decision on the last of the awards it builds on."""
    key, gap = demand.params["after"], int(demand.params["max_gap_years"])
    held = bench.counted_awards
    if held is None:
        return unknown(wording.needs_award(bench, (key,)))
    last = max((one for one in held if one.award == key), key=_year_and_decision, default=None)
    if last is None:
        return not_met(wording.needs_award(bench, (key,)))
    return _adjacent(last, gap, bench)


def _year_and_decision(one: AwardHeld) -> tuple[int, date]:
    """Of two of one year the one decided last, so that their order says nothing."""
    return one.year, one.decided or date.min


def _adjacent(last: AwardHeld, gap: int, bench: Bench) -> Answer:
    proposed = bench.case.day.year
    facts = wording.awards_of(bench, (last.award,))
    need = wording.PROPOSED_TOO_LATE.format(gap=gap)
    if last.decided is not None:
        late = proposed - last.decided.year > gap
        return not_met(need, facts=facts) if late else met(*facts)
    if proposed - (last.year + 1) > gap:  # a decision comes at the latest in the year after
        return not_met(need, facts=facts)
    return unknown(wording.NEEDS_DECISION_DAY, facts=facts)
