"""Votes, open cases, discipline in the year judged, the age of an organisation."""

from thidua.core.law import wording
from thidua.core.law.answers import Answer, for_people, met, not_met, unknown
from thidua.core.law.bench import Bench, touches_year
from thidua.core.law.conditions import Demand, judges, lacks_number


@judges("vote_threshold")
def vote_threshold(demand: Demand, bench: Bench) -> Answer:
    """In favour over ALL members, present or not, compared exactly."""
    percent = demand.params.get("min_percent")
    if percent is None:
        return for_people(wording.NUMBER_NOT_READ)
    votes = bench.facts.votes
    need = wording.needs_votes(bench, percent)
    if votes is None:
        return unknown(need)
    facts = (wording.votes_counted(votes),)
    if votes.in_favour * 100 >= percent * votes.members:
        return met(*facts)
    return not_met(need, facts=facts)


@judges("no_open_case")
def no_open_case(demand: Demand, bench: Bench) -> Answer:
    open_cases = bench.facts.open_cases
    if open_cases is None:
        return unknown(wording.NEEDS_OPEN_CASES)
    blocking = [kind for kind in open_cases if kind in demand.params["block_types"]]
    if not blocking:
        return met(wording.NO_OPEN_CASE)
    return not_met(wording.WAIT_FOR_CONCLUSION, facts=wording.open_cases_of(bench, blocking))


@judges("no_discipline")
def no_discipline(demand: Demand, bench: Bench) -> Answer:
    """Not disciplined from this severity up in the year judged."""
    if lacks_number(demand, "min_severity"):
        return for_people(wording.NUMBER_NOT_READ)
    listed = bench.facts.discipline
    if listed is None:
        return unknown(wording.NEEDS_DISCIPLINE)
    lowest = bench.words.rank("severities", demand.params["min_severity"]) or 0
    year = bench.period
    hits = [
        one
        for one in listed
        if (bench.words.rank("severities", one.kind) or 0) >= lowest
        and touches_year(one.since, one.until, year)
    ]
    facts = wording.disciplines_of(bench, hits)
    if not hits:
        return met(wording.NO_DISCIPLINE_IN.format(year=year))
    running = any(one.until is None for one in hits)
    ends = max((one.until.year for one in hits if one.until), default=year)
    return not_met(
        wording.DISCIPLINED.format(year=year), facts=facts, earliest=None if running else ends + 1
    )


@judges("organisation_age")
def organisation_age(demand: Demand, bench: Bench) -> Answer:
    if lacks_number(demand, "min_years"):
        return for_people(wording.NUMBER_NOT_READ)
    founded, least = bench.case.subject.founded, int(demand.params["min_years"])
    need = wording.NEEDS_AGE.format(years=least)
    if founded is None:
        return unknown(need)
    facts = (wording.founded_on(founded),)
    day = bench.case.day
    anniversary = (founded.month, founded.day)
    age = day.year - founded.year - ((day.month, day.day) < anniversary)
    if age >= least:
        return met(*facts)
    return not_met(need, facts=facts, earliest=founded.year + least)
