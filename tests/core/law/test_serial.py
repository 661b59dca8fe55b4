"""Verdicts and cases go to JSON and come back the same."""

import json
from datetime import date

from thidua.core.law import facts as f
from thidua.core.law.overriding import overridden
from thidua.core.law.serial import (
    case_from_json,
    case_to_json,
    digest_of,
    facts_from_json,
    verdict_from_json,
    verdict_to_json,
)

PART = f.Finding("a.1", f.MET, "phần một", "Đ1", children=(f.Finding("a.1", f.MET, "sâu", "Đ1"),))
VERDICT = f.Verdict(
    outcome=f.TO_JUDGE,
    findings=(
        f.Finding("a", f.MET, "đủ", "Đ1", facts=("2019", "2020"), children=(PART,)),
        f.Finding("b", f.UNKNOWN, "chưa rõ", "Đ2", group="merit", route="b", needs=("xếp loại",)),
        f.Finding("c", f.NOT_MET, "sáng kiến", "Đ2", group="merit", route="c", earliest=2023),
        f.Finding("v", f.FOR_PEOPLE, "phiếu", "Đ3", source_status="from_memory", mark="chưa đối chiếu"),
    ),
    groups=(
        f.Group("merit", {"b": ("b",), "c": ("c",)}, {"b": f.UNKNOWN, "c": f.NOT_MET}, f.UNKNOWN),
    ),
    reasons=(),
    earliest=2023,
    conditions_to_meet=("có sáng kiến",),
    edition="e1",
    regime="law_2003",
)  # fmt: skip
CASE = f.Case(
    name="một người",
    day=date(2022, 2, 15),
    award="provincial_emulation_fighter",
    subject=f.Subject(
        "individual",
        "civil_servant_employee",
        gender="female",
        posts=(f.PostHeld("department_head", date(2010, 1, 1), date(2019, 12, 31)),),
    ),
    period=2021,
    facts=f.Facts(
        awards=(f.AwardHeld("advanced_worker", 2020, date(2021, 1, 5), "regular_merit"),),
        ratings=(f.Rating(2021, "excellent"),),
        initiatives=(),
        discipline=(f.Discipline("khien_trach", date(2015, 3, 1)),),
        open_cases=(),
        attestations=("solidarity",),
        merit=(f.Merit("rank_first", 2021, scope="province"),),
        votes=f.Votes(9, 10),
        members=f.Members(total=20, awards={"advanced_worker": 15}),
    ),
    judgements={"pef_2": f.MET},
)


def test_verdict_comes_back_the_same() -> None:
    kept = json.loads(json.dumps(verdict_to_json(VERDICT)))
    assert verdict_from_json(kept) == VERDICT


def test_findings_are_printed_flat_and_depth_first() -> None:
    rows = verdict_to_json(VERDICT, name="một")["findings"]
    assert [(row["id"], row["parent"]) for row in rows] == [
        ("a", None), ("a.1", "a"), ("a.1", "a.1"), ("b", None), ("c", None), ("v", None),
    ]  # fmt: skip
    assert list(rows[0])[:7] == ["id", "state", "text", "citation", "facts", "needs", "earliest"]


def test_case_comes_back_the_same() -> None:
    kept = json.loads(json.dumps(case_to_json(CASE)))
    assert case_from_json(kept) == CASE


def test_left_out_is_not_known_and_empty_is_none() -> None:
    facts = facts_from_json({"ratings": []})
    assert facts.ratings == ()
    assert facts.awards is None
    assert facts.votes is None


def test_digest_does_not_ask_for_the_order() -> None:
    one = f.Facts(ratings=(f.Rating(2020, "good"), f.Rating(2021, "good")))
    other = f.Facts(ratings=(f.Rating(2021, "good"), f.Rating(2020, "good")))
    assert digest_of(one, CASE.subject) == digest_of(other, CASE.subject)
    assert digest_of(f.Facts(ratings=()), CASE.subject) != digest_of(f.Facts(), CASE.subject)


def test_override_settles_its_finding_and_the_outcome_follows() -> None:
    settled = overridden(VERDICT, {"b": f.MET, "v": f.MET})
    assert settled.outcome == f.ELIGIBLE
    assert settled.groups[0].state == f.MET
    assert [one.judged_by_people for one in settled.findings] == [False, True, False, True]


def test_override_to_not_met_closes_the_case() -> None:
    settled = overridden(VERDICT, {"v": f.NOT_MET})
    assert settled.outcome == f.INELIGIBLE
    assert settled.reasons == ("phiếu",)


def test_override_of_one_route_leaves_the_other() -> None:
    settled = overridden(VERDICT, {"b": f.NOT_MET, "v": f.MET})
    assert settled.groups[0].state == f.NOT_MET
    assert settled.outcome == f.INELIGIBLE
    assert settled.reasons == ("chưa rõ", "sáng kiến")


def test_no_override_changes_nothing() -> None:
    assert overridden(VERDICT, {}) is VERDICT
