"""General rules of the law: beside the conditions of every award, speaking only when a fact calls."""

from collections.abc import Callable
from datetime import date

from thidua.core.law import wording
from thidua.core.law.answers import Answer, for_people, met, not_met
from thidua.core.law.bench import Bench
from thidua.core.law.conditions import JUDGES, Demand
from thidua.core.law.conditions.tenure import day_after, joined, months_of
from thidua.core.law.facts import Finding
from thidua.core.law.model import Condition

Speaker = Callable[[Condition, Bench], Answer | None]
Maker = Callable[[Condition, Answer, Bench], Finding]
SPEAKERS: dict[str, Speaker] = {}


def speaks(type_: str) -> Callable[[Speaker], Speaker]:
    def register(function: Speaker) -> Speaker:
        SPEAKERS[type_] = function
        return function

    return register


def judge_general(rows: list[Condition], bench: Bench, finding: Maker) -> list[Finding]:
    """Findings of the general rules that have something to say; `rows` are the award's own."""
    own_types = {row.type for row in rows}
    return [
        finding(rule, answer, bench)
        for rule in bench.general
        if (answer := _answer(rule, own_types, bench)) is not None
    ]


def _answer(rule: Condition, own_types: set[str], bench: Bench) -> Answer | None:
    awards = rule.params.get("awards")
    if awards is not None and bench.case.award not in awards:
        return None
    if rule.type == "vote_threshold" and (awards is None or rule.type in own_types):
        return None  # its own vote decides; without awards it only tells how votes are counted
    if rule.type in SPEAKERS:
        return SPEAKERS[rule.type](rule, bench)
    if rule.type not in JUDGES:
        return None
    return JUDGES[rule.type](Demand(rule.id, rule.type, rule.params, rule.variants), bench)


@speaks("excluded_basis")
def excluded_basis(rule: Condition, bench: Bench) -> Answer | None:
    dropped = [one for one in bench.dropped_awards if one.type in rule.params["types"]]
    return met(*wording.dropped(bench, dropped)) if dropped else None


@speaks("discipline_restart")
def discipline_restart(rule: Condition, bench: Bench) -> Answer | None:
    listed = bench.facts.discipline
    return met(*wording.disciplines_of(bench, listed), wording.COUNTED_AFRESH) if listed else None


@speaks("tenure_blocked_by_discipline")
def tenure_blocked(rule: Condition, bench: Bench) -> Answer | None:
    """Its effect is on the route of tenure; here it only says that it was looked at."""
    return None


@speaks("carry_down")
def carry_down(rule: Condition, bench: Bench) -> Answer | None:
    return None


@speaks("counted_absence")
def counted_absence(rule: Condition, bench: Bench) -> Answer | None:
    counted = [one for one in bench.facts.absences or () if one.kind in rule.params["kinds"]]
    return met(*wording.absences_of(bench, counted)) if counted else None


@speaks("initiative_single_use")
def initiative_single_use(rule: Condition, bench: Bench) -> Answer | None:
    used = [one for one in bench.facts.initiatives or () if one.used_for is not None]
    return met(*wording.initiatives_of(bench, used), wording.INITIATIVE_USED) if used else None


@speaks("min_service")
def min_service(rule: Condition, bench: Bench) -> Answer | None:
    """Months worked up to the end of the year judged; silent where the posts are not known."""
    posts = bench.case.subject.posts
    if not posts:
        return None
    year_end = date(bench.period + 1, 1, 1)
    spans = [(one.since, min(day_after(one.until) or year_end, year_end)) for one in posts]
    months = months_of(joined((since, until) for since, until in spans if since < until))
    least = rule.params["min_months"]
    facts = wording.posts_of(bench, posts)
    if months >= least:
        return met(*facts)
    need = wording.NEEDS_MONTHS.format(months=least, year=bench.period)
    return not_met(need, facts=facts, earliest=bench.period + 1)


@speaks("one_merit_one_award")
def one_merit_one_award(rule: Condition, bench: Bench) -> Answer | None:
    case = bench.case
    held = [
        one
        for one in case.facts.awards or ()
        if one.award == case.award and one.year == case.period
    ]
    if not held:
        return None
    facts = wording.awards_of(bench, (case.award,))
    if bench.law.awards[case.award].kind == "title":
        return not_met(wording.ALREADY_HELD.format(year=case.period), facts=facts)
    return for_people(wording.SAME_YEAR_OTHER_MERIT.format(year=case.period), facts=facts)


@speaks("max_per_year")
def max_per_year(rule: Condition, bench: Bench) -> Answer | None:
    """Another award of this level in the same year: whether both were for one year people say."""
    params, awards = rule.params, bench.law.awards
    judged = awards[bench.case.award]
    if judged.level != params["level"] or judged.kind != params["kind"]:
        return None
    others = [
        one
        for one in bench.facts.awards or ()
        if one.year == bench.period
        and one.award != judged.key
        and awards[one.award].level == params["level"]
        and awards[one.award].kind == params["kind"]
        and one.type not in params.get("except_types", ())
    ]
    if len(others) < int(params["max"]):
        return None
    facts = wording.awards_of(bench, tuple({one.award for one in others}))
    return for_people(wording.STATE_AWARD_SAME_YEAR.format(year=bench.period), facts=facts)
