"""The judge: a case and the law in, a verdict out, each condition with its reasons.

Advice for people, who decide. What nobody has read, and what only people can weigh, comes out as
"to judge" with the reason, never as a guess.
"""

from collections.abc import Iterable
from dataclasses import replace

from thidua.core.law import wording
from thidua.core.law.answers import Answer, all_of, any_of, better, latest_of, soonest_of
from thidua.core.law.bench import Bench
from thidua.core.law.catalogue import values_of
from thidua.core.law.conditions import Demand, TitleChain
from thidua.core.law.conditions.composite import judge_together
from thidua.core.law.facts import (
    ELIGIBLE,
    FOR_PEOPLE,
    INELIGIBLE,
    MET,
    NOT_MET,
    TO_JUDGE,
    Case,
    Finding,
    Group,
    Verdict,
)
from thidua.core.law.general import judge_general
from thidua.core.law.law import Law
from thidua.core.law.model import FROM_MEMORY, Condition, LawError
from thidua.core.law.variants import fits, only_perhaps

KINDNESS = (ELIGIBLE, TO_JUDGE, INELIGIBLE)


def judge(case: Case, law: Law) -> Verdict:
    """The verdict under the law of the case's day; the kinder of two where a boundary gives it.

    Raises LawError for an award the law data do not know.
    """
    if case.award not in law.awards:
        raise LawError(f"Không có danh hiệu, hình thức “{case.award}” trong dữ liệu pháp luật.")
    verdict = _judged_on_its_day(case, law)
    boundary = law.boundary_between(case.day, case.decided) if case.decided else None
    if boundary is None or not boundary.kinder_law:
        return verdict
    other = _judged_on_its_day(replace(case, day=boundary.day), law)
    return min((verdict, other), key=lambda one: KINDNESS.index(one.outcome))


def judge_standard(award: str, bench: Bench) -> Verdict:
    """Whether the same facts reach the standard of another award, without the general rules."""
    case = replace(bench.case, award=award)
    return _concluded(Bench(case, bench.law, bench.general), with_general=False)


def _judged_on_its_day(case: Case, law: Law) -> Verdict:
    return _concluded(Bench(case, law, law.general_on(case.day)), with_general=True)


def _concluded(bench: Bench, *, with_general: bool) -> Verdict:
    every = bench.law.conditions_for(bench.case.award, bench.case.day)
    rows = [row for row in every if fits(row.variants, bench.case.subject)]
    own = _judge_rows(rows, bench)
    extra = list(_framing(every, rows, bench))
    general = judge_general(rows, bench, _finding) if with_general else []
    groups = _groups(rows, own)
    required = [one for one in own if not one.group] + extra + general
    return _verdict(bench, [*extra, *own, *general], required, groups)


# Rows


def _judge_rows(rows: list[Condition], bench: Bench) -> list[Finding]:
    """Conditions of one route are judged together; what is always needed likewise."""
    titles = title_chain(rows)
    found: dict[str, Finding] = {}
    for place in dict.fromkeys((row.group, row.route) for row in rows):
        together = [row for row in rows if (row.group, row.route) == place]
        demands = [
            Demand(row.id, row.type, row.params, row.variants, titles=titles) for row in together
        ]
        for row, answer in zip(together, judge_together(demands, bench), strict=True):
            found[row.id] = _finding(row, answer, bench)
    return [found[row.id] for row in rows]


def title_chain(rows: Iterable[Condition]) -> TitleChain | None:
    """The titles in a row that the award always demands: its initiatives fall in those years."""
    return next(
        (
            TitleChain(tuple(row.params["any_of"] or ()), int(row.params["min_count"] or 1))
            for row in rows
            if row.type == "prior_award" and row.params.get("consecutive") and not row.group
        ),
        None,
    )


def _finding(row: Condition, answer: Answer, bench: Bench) -> Finding:
    settled = bench.case.judgements.get(row.id)
    if settled is not None:
        judged = wording.JUDGED[settled]
        answer = Answer(settled, (*answer.facts, judged), () if settled == MET else answer.needs)
    else:
        answer = _without_guessing(row, answer, bench)
    return Finding(
        id=row.id,
        state=answer.state,
        text=row.text,
        citation=row.source.citation,
        facts=answer.facts,
        needs=answer.needs,
        earliest=answer.earliest,
        values=values_of(bench.law, row),
        source_status=row.source.status,
        mark=wording.mark_of(row.source),
        note=row.source.note,
        group=row.group,
        route=row.route,
        children=answer.children,
        judged_by_people=settled is not None,
    )


def _without_guessing(row: Condition, answer: Answer, bench: Bench) -> Answer:
    """A row nobody has checked, and a law nobody has read, decide nothing."""
    if bench.text_is_missing:
        return answer.waiting_for_people(wording.TEXT_NOT_OBTAINED[answer.state])
    if row.source.status == FROM_MEMORY:
        return answer.waiting_for_people(wording.NOT_CHECKED[answer.state])
    if answer.state == MET and only_perhaps(row.variants, bench.case.subject):
        return answer.waiting_for_people(wording.WORKER_OR_FARMER)
    return answer


# What stands around the rows


def _framing(every: Iterable[Condition], rows: list[Condition], bench: Bench) -> Iterable[Finding]:
    """Whether there is a law to judge by at all, and whether the award is for such a subject."""
    case, award = bench.case, bench.law.awards[bench.case.award]
    regime = bench.regime
    if regime is not None and not regime.text_obtained:
        yield Finding(
            f"regime.{regime.key}", FOR_PEOPLE, regime.title, regime.source.citation,
            needs=(wording.AMENDMENT_NOT_READ,), note=regime.note,
        )  # fmt: skip
    if read_in_part(bench):
        yield Finding(
            f"{award.key}.partly_read", FOR_PEOPLE, wording.PARTLY_READ, award.source.citation,
            needs=(wording.PARTLY_READ_NEEDS,),
        )  # fmt: skip
    if case.subject.kind not in award.subjects and case.subject.variant not in award.subjects:
        yield Finding(
            "subject", NOT_MET, wording.wrong_subject(bench, award), award.source.citation
        )
    if _no_rule(list(every), rows):
        yield Finding(
            f"{award.key}.no_rule", FOR_PEOPLE, wording.NO_RULE, award.source.citation,
            needs=(wording.NO_RULE_DATA,),
        )  # fmt: skip


def _no_rule(every: list[Condition], rows: list[Condition]) -> bool:
    """No condition for this subject, or only those around routes that are all for others."""
    if not rows:
        return True
    routed = any(row.group for row in every)
    return routed and not any(row.group or row.variants for row in rows)


def _groups(rows: list[Condition], findings: list[Finding]) -> list[Group]:
    groups = []
    for key in dict.fromkeys(row.group for row in rows if row.group):
        routes: dict[str, list[Finding]] = {}
        for one in findings:
            if one.group == key:
                routes.setdefault(one.route, []).append(one)
        states = {route: all_of(one.state for one in members) for route, members in routes.items()}
        ids = {route: tuple(one.id for one in members) for route, members in routes.items()}
        groups.append(Group(key, ids, states, any_of(states.values())))
    return groups


# The verdict


def _verdict(
    bench: Bench, findings: list[Finding], required: list[Finding], groups: list[Group]
) -> Verdict:
    states = [one.state for one in required] + [group.state for group in groups]
    outcome = _outcome(bench, states)
    by_id = {one.id: one for one in findings}
    nearest = [_nearest(group, by_id) for group in groups if group.state != MET]
    lacking = [one for one in required if one.state != MET]
    lacking += [one for route in nearest for one in route if one.state != MET]
    return Verdict(
        outcome=outcome,
        findings=tuple(findings),
        groups=tuple(groups),
        reasons=tuple(dict.fromkeys(wording.reason(one) for one in lacking)),
        earliest=_earliest(required, groups, by_id) if outcome == INELIGIBLE else None,
        conditions_to_meet=tuple(dict.fromkeys(need for one in lacking for need in one.needs)),
        edition=bench.law.digest,
        regime=bench.regime.key if bench.regime else "",
    )


def read_in_part(bench: Bench) -> bool:
    edition = bench.law.edition_on(bench.case.day)
    return edition is not None and edition.read != "whole"


def _outcome(bench: Bench, states: list[str]) -> str:
    if bench.regime is None or bench.text_is_missing or read_in_part(bench):
        return TO_JUDGE
    if NOT_MET in states:
        return INELIGIBLE
    return ELIGIBLE if all(state == MET for state in states) else TO_JUDGE


def _nearest(group: Group, by_id: dict[str, Finding]) -> list[Finding]:
    """The route that lacks least: what a reader is told to look at first."""
    best: list[Finding] = []
    best_state, fewest = NOT_MET, 10**6
    for route, ids in group.routes.items():
        members, state = [by_id[one] for one in ids], group.states[route]
        lacks = sum(one.state != MET for one in members)
        if not best or better(state, best_state) or (state == best_state and lacks < fewest):
            best, best_state, fewest = members, state, lacks
    return best


def _earliest(
    required: list[Finding], groups: list[Group], by_id: dict[str, Finding]
) -> int | None:
    years = [one.earliest for one in required if one.state == NOT_MET]
    for group in groups:
        if group.state == NOT_MET:
            years.append(soonest_of(_route_year(ids, by_id) for ids in group.routes.values()))
    return latest_of(years)


def _route_year(ids: Iterable[str], by_id: dict[str, Finding]) -> int | None:
    return latest_of(by_id[one].earliest for one in ids if by_id[one].state == NOT_MET)
