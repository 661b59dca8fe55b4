"""composite (parts that hold together, or any of them) and same_as (the standard of another award)."""

from dataclasses import replace

from thidua.core.law import wording
from thidua.core.law.answers import (
    Answer,
    all_of,
    any_of,
    latest_of,
    soonest_of,
)
from thidua.core.law.bench import Bench
from thidua.core.law.conditions import JUDGES, Demand, judges
from thidua.core.law.conditions.awards import STANDARD_STATES
from thidua.core.law.facts import FOR_PEOPLE, NOT_MET, Finding
from thidua.core.law.variants import fits


@judges("composite")
def composite(demand: Demand, bench: Bench) -> Answer:
    rows = demand.params.get("all") or demand.params.get("any")
    parts = [demand.part(number, row) for number, row in enumerate(rows or (), 1)]
    parts = [part for part in parts if fits(part.variants, bench.case.subject)]
    answers = judge_together(parts, bench)
    together = bool(demand.params.get("all"))
    state = (all_of if together else any_of)(answer.state for answer in answers)
    lacking = [answer for answer in answers if answer.state != "met"]
    earliest = (latest_of if together else soonest_of)(
        answer.earliest for answer in answers if answer.state == NOT_MET
    )
    return Answer(
        state,
        tuple(dict.fromkeys(fact for answer in answers for fact in answer.facts)),
        () if state == "met" else tuple(need for answer in lacking for need in answer.needs),
        earliest if state == NOT_MET else None,
        run=next((answer.run for answer in answers if answer.run), None),
        possible=next((answer.possible for answer in answers if answer.possible), None),
        children=tuple(
            _part_finding(part, answer) for part, answer in zip(parts, answers, strict=True)
        ),
    )


def judge_together(parts: list[Demand], bench: Bench) -> list[Answer]:
    """Chains first: the others count "in that time", inside the years a chain was found in."""
    chain: Answer | None = None
    answers: dict[str, Answer] = {}
    for part in sorted(parts, key=lambda part: not is_chain(part)):
        if chain is not None and not is_chain(part) and not part.chain_state:
            part = replace(part, run=chain.run, chain_state=chain.state, possible=chain.possible)
        answers[part.id] = JUDGES[part.type](part, bench)
        if is_chain(part):
            chain = answers[part.id]
    return [answers[part.id] for part in parts]


def is_chain(part: Demand) -> bool:
    if part.type == "composite":
        return any(row["params"].get("consecutive") for row in part.params.get("all") or ())
    return bool(part.params.get("consecutive"))


def _part_finding(part: Demand, answer: Answer) -> Finding:
    return Finding(
        id=part.id,
        state=answer.state,
        text=wording.part_text(part.type, part.params),
        citation="",
        facts=answer.facts,
        needs=answer.needs,
        earliest=answer.earliest,
        children=answer.children,
    )


@judges("same_as")
def same_as(demand: Demand, bench: Bench) -> Answer:
    from thidua.core.law.judging import judge_standard

    verdict = judge_standard(demand.params["award"], bench)
    state = STANDARD_STATES[verdict.outcome]
    needs = () if state == "met" else verdict.reasons
    earliest = verdict.earliest if state == NOT_MET else None
    if state == FOR_PEOPLE and any(one.state == "unknown" for one in verdict.findings):
        state = "unknown"
    return Answer(state, (), needs, earliest, children=verdict.findings)
