"""What holds of the judge whatever the case: no surprise, no refusal for want of a fact."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.law_cases import flat, states_of
from tests.support.law_strategies import (
    LAW,
    awards_held,
    cases,
    initiatives,
    words,
)
from thidua.core.law.cases import case_from
from thidua.core.law.facts import (
    ELIGIBLE,
    INELIGIBLE,
    MET,
    NOT_MET,
    OUTCOMES,
    STATES,
    TO_JUDGE,
    Case,
    Facts,
    Initiative,
    Rating,
    Verdict,
)
from thidua.core.law.judging import judge
from thidua.core.law.overriding import overridden
from thidua.core.law.serial import case_from_json, case_to_json, verdict_from_json, verdict_to_json

EXAMPLES = int(os.environ.get("THIDUA_EXAMPLES", "25"))
settled = settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
KEYS = tuple(Facts.__dataclass_fields__)
# More of a thing cannot undo these; a count of how often an award was given, or how late, it can.
MONOTONE = {"prior_award", "task_rating", "initiative_recognised", "attestation", "composite"}


def with_facts(case: Case, **changed: object) -> Case:
    return replace(case, facts=replace(case.facts, **changed))  # type: ignore[arg-type]


def met_rows(case: Case, verdict: Verdict) -> set[str]:
    growing = {r.id for r in LAW.conditions_for(case.award, case.day) if r.type in MONOTONE}
    return {one.id for one in verdict.findings if one.state == MET and one.id in growing}


@given(cases())
@settled
def test_judge_always_answers_in_its_own_words(case: Case) -> None:
    verdict = judge(case, LAW)
    assert verdict.outcome in OUTCOMES
    assert all(one.state in STATES for one in flat(verdict.findings))
    assert all(one.text for one in verdict.findings)
    ids = [one.id for one in verdict.findings]
    assert len(ids) == len(set(ids))


@given(cases())
@settled
def test_outcome_is_what_the_findings_come_to(case: Case) -> None:
    verdict = judge(replace(case, decided=None), LAW)
    assume(was_read(case))
    settled_by_nobody = overridden(verdict, {"không có": MET})
    assert settled_by_nobody.outcome == verdict.outcome


@given(cases())
@settled
def test_reasons_are_given_unless_eligible(case: Case) -> None:
    verdict = judge(case, LAW)
    assert (verdict.outcome == ELIGIBLE) == (not verdict.reasons)


@given(cases())
@settled
def test_verdict_comes_back_whole_from_json(case: Case) -> None:
    verdict = judge(case, LAW)
    assert verdict_from_json(json.loads(json.dumps(verdict_to_json(verdict)))) == verdict


@given(cases())
@settled
def test_case_comes_back_whole_from_json_and_as_jurists_write(case: Case) -> None:
    written = json.loads(json.dumps(case_to_json(case)))
    assert case_from_json(written) == case
    assert case_from(written, LAW) == case


@given(cases(), st.randoms(use_true_random=False))
@settled
def test_order_of_facts_does_not_matter(case: Case, chance: Random) -> None:
    assert states_of(judge(shuffled(case, chance), LAW)) == states_of(judge(case, LAW))


def shuffled(case: Case, chance: Random) -> Case:
    mixed = {}
    for key in KEYS:
        rows = getattr(case.facts, key)
        if isinstance(rows, tuple):
            mixed[key] = tuple(chance.sample(rows, len(rows)))
    return with_facts(case, **mixed)


@given(cases(), st.sampled_from(KEYS))
@settled
def test_leaving_a_fact_out_never_refuses(case: Case, key: str) -> None:
    before, after = judge(case, LAW), judge(with_facts(case, **{key: None}), LAW)
    if before.outcome != INELIGIBLE:
        assert after.outcome != INELIGIBLE


@given(cases(), st.sampled_from(("posts", "gender", "founded")))
@settled
def test_leaving_out_what_the_subject_is_never_refuses(case: Case, name: str) -> None:
    before = judge(case, LAW)
    after = judge(replace(case, subject=replace(case.subject, **{name: None})), LAW)
    if before.outcome != INELIGIBLE:
        assert after.outcome != INELIGIBLE


@given(cases(), st.data())
@settled
def test_one_more_award_undoes_nothing_met(case: Case, data: st.DataObject) -> None:
    more = replace(data.draw(awards_held(case.period)), type=None)
    assume(case.facts.awards is not None and more.award != case.award)
    after = judge(with_facts(case, awards=(*(case.facts.awards or ()), more)), LAW)
    assert met_rows(case, judge(case, LAW)) <= met_rows(case, after)


@given(cases(), st.integers(0, 8))
@settled
def test_one_more_excellent_year_undoes_nothing_met(case: Case, back: int) -> None:
    assume(case.facts.ratings is not None)
    more = Rating(case.period - back, "excellent")
    after = judge(with_facts(case, ratings=(*(case.facts.ratings or ()), more)), LAW)
    assert met_rows(case, judge(case, LAW)) <= met_rows(case, after)


@given(cases(), st.data())
@settled
def test_one_more_initiative_undoes_nothing_met(case: Case, data: st.DataObject) -> None:
    more: Initiative = data.draw(initiatives(case.period))
    assume(case.facts.initiatives is not None)
    after = judge(with_facts(case, initiatives=(*(case.facts.initiatives or ()), more)), LAW)
    assert met_rows(case, judge(case, LAW)) <= met_rows(case, after)


@given(cases(), words("topics"))
@settled
def test_one_more_attestation_undoes_nothing_met(case: Case, topic: str) -> None:
    after = judge(with_facts(case, attestations=(*(case.facts.attestations or ()), topic)), LAW)
    before = judge(case, LAW)
    assert met_rows(case, before) <= met_rows(case, after)
    order = (INELIGIBLE, TO_JUDGE, ELIGIBLE)
    assert order.index(after.outcome) >= order.index(before.outcome)


@given(cases(), words("block_types"))
@settled
def test_one_more_open_case_never_helps(case: Case, block: str) -> None:
    after = judge(with_facts(case, open_cases=(*(case.facts.open_cases or ()), block)), LAW)
    order = (INELIGIBLE, TO_JUDGE, ELIGIBLE)
    assume(case.facts.open_cases is not None)
    assert order.index(after.outcome) <= order.index(judge(case, LAW).outcome)


@given(cases(), st.data(), st.sampled_from((MET, NOT_MET)))
@settled
def test_judgement_settles_its_own_condition_and_no_other(
    case: Case, data: st.DataObject, state: str
) -> None:
    case = replace(case, decided=None)
    before = judge(case, LAW)
    own = sorted(set(settleable(case)) & {one.id for one in before.findings})
    assume(own)
    id_ = data.draw(st.sampled_from(own))
    after = judge(replace(case, judgements={**case.judgements, id_: state}), LAW)
    expected = {one.id: one.state for one in before.findings} | {id_: state}
    assert {one.id: one.state for one in after.findings} == expected
    if was_read(case):
        assert after.outcome == overridden(before, {id_: state}).outcome


def settleable(case: Case) -> Iterator[str]:
    for row in (*LAW.conditions_for(case.award, case.day), *LAW.general_on(case.day)):
        yield row.id


def was_read(case: Case) -> bool:
    """Where the text is not obtained or was read in part, nothing comes of any finding."""
    if not any(one.valid_from <= case.day < one.valid_until for one in LAW.regimes):
        return False
    edition = LAW.edition_on(case.day)
    read = edition is None or edition.read == "whole"
    return read and LAW.regime_on(case.day).text_obtained
