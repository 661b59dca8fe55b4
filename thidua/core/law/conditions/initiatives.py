"""initiative_recognised: initiatives, accepted science works, creativity in combat, and their reach."""

from thidua.core.law import wording
from thidua.core.law.answers import Answer, all_of, for_people, met, not_met, unknown
from thidua.core.law.bench import Bench
from thidua.core.law.conditions import Demand, counted_in_run, judges, lacks_number
from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET, Initiative


@judges("initiative_recognised")
def initiative_recognised(demand: Demand, bench: Bench) -> Answer:
    if lacks_number(demand, "min_count", "scope", "kinds"):
        return for_people(wording.NUMBER_NOT_READ)
    known = bench.facts.initiatives
    count = int(demand.params.get("min_count", 1))
    need = wording.needs_initiatives(bench, demand.params, count)
    if known is None:
        return unknown(need)
    fitting = [(one, _fits(one, demand, bench)) for one in known]
    facts = wording.initiatives_of(bench, [one for one, state in fitting if state != NOT_MET])
    sure = sum(state == MET for _, state in fitting)
    if sure >= count:
        return met(*facts)
    if sum(state in (MET, FOR_PEOPLE) for _, state in fitting) >= count:
        why = [_why_people(one, demand, bench) for one, state in fitting if state == FOR_PEOPLE]
        return for_people(*dict.fromkeys(why), need, facts=facts)
    if sum(state != NOT_MET for _, state in fitting) >= count:
        return unknown(need, facts=facts)
    return not_met(need, facts=facts, earliest=bench.period + 1)


def _fits(one: Initiative, demand: Demand, bench: Bench) -> str:
    if one.kind not in demand.params["kinds"]:
        return NOT_MET
    reach = _reaches(one.scope, demand.params["scope"], bench)
    when = _in_time(one.year, demand, bench)
    if NOT_MET in (reach, when):
        return NOT_MET
    if one.used_for is not None and bench.rule("initiative_single_use"):
        return str(bench.setting("initiative_reuse"))
    return all_of((reach, when))


def _reaches(scope: str, wanted: str, bench: Bench) -> str:
    given, asked = bench.words.rank("scopes", scope), bench.words.rank("scopes", wanted)
    if scope == wanted or (given is not None and given == asked):
        return MET
    if given is None or asked is None:
        return FOR_PEOPLE
    if given < asked:
        return NOT_MET
    return MET if bench.setting("wider_scope_satisfies") else FOR_PEOPLE


def _in_time(year: int, demand: Demand, bench: Bench) -> str:
    if year > bench.period:
        return NOT_MET
    if demand.params.get("within_same_period"):
        return counted_in_run(demand, bench.counts, [year], 1)
    if demand.params.get("same_year"):
        return MET if year == bench.period else NOT_MET
    first = demand.titles.first_year(bench) if demand.titles else bench.period
    return MET if year >= first else str(bench.setting("older_initiative"))


def _why_people(one: Initiative, demand: Demand, bench: Bench) -> str:
    if one.used_for is not None:
        return wording.INITIATIVE_USED
    if _in_time(one.year, demand, bench) == FOR_PEOPLE:
        return wording.INITIATIVE_OLD
    return wording.SCOPE_UNCLEAR
