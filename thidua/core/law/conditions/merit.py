"""What people judge: merit, attestations, procedures; and leading a block or a movement."""

from typing import Any

from thidua.core.law import wording
from thidua.core.law.answers import Answer, any_of, for_people, met, not_met, unknown
from thidua.core.law.bench import Bench
from thidua.core.law.conditions import Demand, judges
from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET, UNKNOWN, Merit

LED = "rank_first"
EITHER_REVIEW = "interim_or_final_review"


def listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


@judges("attestation")
def attestation(demand: Demand, bench: Bench) -> Answer:
    """Statements of a competent person: listed or waited for, never refused by the facts."""
    given = bench.facts.attestations or ()
    topics = listed(demand.params["topics"])
    missing = [topic for topic in topics if topic not in given]
    facts = tuple(wording.attested(bench, topic) for topic in topics if topic in given)
    if not missing:
        return met(*facts)
    judge = demand.params.get("judged_by")
    return for_people(
        *(wording.needs_attestation(bench, one, judge) for one in missing), facts=facts
    )


@judges("procedure")
def procedure(demand: Demand, bench: Bench) -> Answer:
    step = demand.params["procedure"]
    if step in (bench.facts.attestations or ()):
        return met(wording.step_done(bench, step))
    return for_people(wording.needs_step(bench, step, demand.params.get("working_days")))


@judges("manual_review")
def manual_review(demand: Demand, bench: Bench) -> Answer:
    return for_people(wording.NO_RULE_DATA)


@judges("merit")
def merit(demand: Demand, bench: Bench) -> Answer:
    """Facts can show that there is nothing to judge; that merit is enough only people say."""
    claimed = bench.facts.merit
    need = wording.needs_merit(bench, demand.params)
    if claimed is None:
        return for_people(need)
    fitting = [one for one in claimed if _may_be(one, demand, bench)]
    facts = wording.merits_of(bench, fitting)
    if fitting:
        return for_people(need, facts=facts)
    return not_met(need, facts=wording.merits_of(bench, claimed))


def _may_be(one: Merit, demand: Demand, bench: Bench) -> bool:
    if one.rewarded_by is not None and bench.rule("one_merit_one_award"):
        return False
    event = demand.params["event"]
    told_freely = one.event not in bench.words.words["events"]
    if not told_freely and one.event not in (event, *bench.words.events.get(event, ())):
        return False
    of_movement = demand.params.get("movement", {}) if one.event == "movement_review" else {}
    params = {**demand.params, **of_movement}
    return _reaches(one, params, bench) and _fits(one, params)


def _reaches(one: Merit, params: dict[str, Any], bench: Bench) -> bool:
    wanted = bench.words.rank("scopes", params.get("scope") or "")
    given = bench.words.rank("scopes", one.scope or "")
    return wanted is None or given is None or given >= wanted


def _fits(one: Merit, params: dict[str, Any]) -> bool:
    """Not plainly outside the numbers and names asked for; what is not told stays open."""
    organisers = listed(params.get("organiser"))
    least, lasting = params.get("min_movement_years"), params.get("min_years")
    return (
        (one.organiser is None or not organisers or one.organiser in organisers)
        and (one.movement_years is None or least is None or one.movement_years >= int(least))
        and (one.years is None or lasting is None or one.years >= int(lasting))
        and _occasion_fits(one.occasion, params.get("occasion")) != NOT_MET
    )


def _occasion_fits(given: str | None, wanted: str | None) -> str:
    if wanted is None or given == wanted:
        return MET
    if given is None:
        return UNKNOWN
    if wanted == EITHER_REVIEW and given in ("interim_review", "final_review"):
        return MET
    return NOT_MET


@judges(LED)
def rank_first(demand: Demand, bench: Bench) -> Answer:
    """First of a cluster, block or movement: settled by the facts alone."""
    claimed = bench.facts.merit
    need = wording.needs_lead(bench, demand.params)
    if claimed is None:
        return unknown(need)
    leads = [one for one in claimed if one.event == LED]
    facts = wording.merits_of(bench, leads)
    states = [_leads(one, demand, bench) for one in leads]
    state = any_of(states)
    if state == MET:
        return met(*facts)
    if state in (UNKNOWN, FOR_PEOPLE):
        return Answer(state, facts, (need,))
    return not_met(need, facts=facts, earliest=bench.period + 1)


def _leads(one: Merit, demand: Demand, bench: Bench) -> str:
    params = demand.params
    asked = [
        _equals(one.year, (bench.period,)),
        _equals(one.scope, listed(params.get("scope"))),
        _equals(one.organiser, listed(params.get("organiser"))),
        _equals(one.topic, listed(params.get("topic"))),
        _at_least(one.movement_years, params, "min_movement_years"),
        _at_least(one.years, params, "min_years"),
        _occasion_fits(one.occasion, params.get("occasion")),
        _chosen(one, params),
    ]
    if one.rewarded_by is not None and bench.rule("one_merit_one_award"):
        asked.append(NOT_MET)
    return next((state for state in (NOT_MET, FOR_PEOPLE, UNKNOWN) if state in asked), MET)


def _equals(given: Any, wanted: tuple[Any, ...]) -> str:
    if not wanted or given in wanted:
        return MET
    return UNKNOWN if given is None else NOT_MET


def _at_least(given: int | None, params: Any, name: str) -> str:
    if name not in params:
        return MET
    if params[name] is None:
        return FOR_PEOPLE
    if given is None:
        return UNKNOWN
    return MET if given >= int(params[name]) else NOT_MET


def _chosen(one: Merit, params: Any) -> str:
    """Chosen as the most typical among those that lead; asked of a leader of a block only."""
    if not params.get("selected_among_leaders") or one.selected_among_leaders:
        return MET
    return UNKNOWN if one.selected_among_leaders is None else NOT_MET
