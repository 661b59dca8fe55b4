"""member_ratio and ratio_cap: persons of a collective with an attribute; quotas over a list.

Shares are compared as whole numbers times each other, never as rounded percents.
"""

from collections.abc import Mapping
from typing import Any

from thidua.core.law import wording
from thidua.core.law.answers import Answer, for_people, met, not_met, unknown
from thidua.core.law.bench import Bench
from thidua.core.law.conditions import Demand, judges, lacks_number


@judges("member_ratio")
def member_ratio(demand: Demand, bench: Bench) -> Answer:
    if lacks_number(demand, "min_percent", "min_count", "max_count", "min_severity", "min_rating"):
        return for_people(wording.NUMBER_NOT_READ)
    counters = {"award": _with_award, "task_rating": _with_rating, "discipline": _with_discipline}
    need = wording.needs_members(bench, demand.params)
    return counters[demand.params["attribute"]](demand, bench, need)


def _with_award(demand: Demand, bench: Bench, need: str) -> Answer:
    members = bench.facts.members
    keys = tuple(demand.params["any_of"])
    if members is None or members.awards is None:
        return unknown(need)
    if members.awards and not any(key in members.awards for key in keys):
        return unknown(need)
    persons = sum(members.awards.get(key, 0) for key in keys)
    return _measured(persons, demand.params, members.total, bench, need)


def _with_rating(demand: Demand, bench: Bench, need: str) -> Answer:
    members = bench.facts.members
    if members is None or members.ratings is None:
        return unknown(need)
    lowest = bench.words.rank("ratings", demand.params["min_rating"]) or 0
    ranks = {word: rank for word, rank in bench.words.ranks["ratings"].items() if rank >= lowest}
    given = members.ratings
    good = sum(count for word, count in given.items() if word in ranks or word == "exceeds_targets")
    answer = _measured(good, demand.params, members.total, bench, need)
    unseen = (members.total or 0) - sum(given.values())
    if answer.state != "not_met" or unseen <= 0 or all(word in given for word in ranks):
        return answer
    full = _measured(good + unseen, demand.params, members.total, bench, need)
    return unknown(need, facts=answer.facts) if full.state == "met" else answer


def _with_discipline(demand: Demand, bench: Bench, need: str) -> Answer:
    members = bench.facts.members
    if members is None or members.discipline is None:
        return unknown(need)
    lowest = bench.words.rank("severities", demand.params["min_severity"]) or 0
    persons = sum(
        count
        for kind, count in members.discipline.items()
        if (bench.words.rank("severities", kind) or 0) >= lowest
    )
    return _measured(persons, demand.params, members.total, bench, need)


def _measured(
    persons: int, params: Mapping[str, Any], total: int | None, bench: Bench, need: str
) -> Answer:
    facts = (wording.members_counted(persons, total),)
    if "max_count" in params and persons > int(params["max_count"]):
        return not_met(need, facts=facts, earliest=bench.period + 1)
    if "min_count" in params and persons < int(params["min_count"]):
        return not_met(need, facts=facts, earliest=bench.period + 1)
    if "min_percent" not in params:
        return met(*facts)
    if total is None or total <= 0:
        return unknown(need, facts=facts)
    have, asked = persons * 100, params["min_percent"] * total
    enough = have > asked if params.get("strict") else have >= asked
    return met(*facts) if enough else not_met(need, facts=facts, earliest=bench.period + 1)


@judges("ratio_cap")
def ratio_cap(demand: Demand, bench: Bench) -> Answer:
    """The proposals of a unit over the persons they are counted against."""
    if lacks_number(demand, "max_percent", "of"):
        return for_people(wording.NUMBER_NOT_READ)
    of, counted = demand.params["of"], demand.params.get("counted", bench.case.award)
    awards = bench.facts.members.awards if bench.facts.members else None
    need = wording.needs_quota(bench, demand.params, counted)
    if awards is None or of not in awards or counted not in awards:
        return unknown(need)
    facts = (wording.quota_counted(bench, awards[counted], counted, awards[of], of),)
    if awards[counted] * 100 <= demand.params["max_percent"] * awards[of]:
        return met(*facts)
    return not_met(need, facts=facts)
