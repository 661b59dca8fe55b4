"""What is added joins the facts; what stands is kept; nothing told stays not known."""

from datetime import date

from thidua.core.law import facts as f
from thidua.core.law.adding import Added, join_facts, with_added

CASE = f.Case(
    "", date(2022, 2, 15), "advanced_worker", f.Subject("individual", "civil_servant_employee"),
    2021, f.Facts(awards=(f.AwardHeld("advanced_worker", 2019),)), {"aw_2": f.NOT_MET},
)  # fmt: skip


def test_added_list_joins_what_is_known() -> None:
    joined = join_facts(
        f.Facts(ratings=(f.Rating(2020, "good"),)),
        f.Facts(ratings=(f.Rating(2020, "good"), f.Rating(2021, "excellent"))),
    )
    assert joined.ratings == (f.Rating(2020, "good"), f.Rating(2021, "excellent"))


def test_added_empty_list_says_none() -> None:
    assert join_facts(f.Facts(), f.Facts(open_cases=())).open_cases == ()


def test_nothing_added_leaves_not_known() -> None:
    assert join_facts(f.Facts(), f.Facts()).open_cases is None


def test_members_are_joined_count_by_count() -> None:
    known = f.Members(total=20, awards={"advanced_worker": 14})
    more = f.Members(ratings={"good": 20}, awards={"advanced_soldier": 1})
    assert join_facts(f.Facts(members=known), f.Facts(members=more)).members == f.Members(
        total=20, awards={"advanced_worker": 14, "advanced_soldier": 1}, ratings={"good": 20}
    )


def test_case_takes_judgements_and_founding() -> None:
    added = Added.from_json(
        {"facts": {"votes": {"in_favour": 9, "members": 10}}, "judgements": {"aw_2": "met"}, "founded": "2001-05-01"}
    )  # fmt: skip
    case = with_added(CASE, added)
    assert case.facts.votes == f.Votes(9, 10)
    assert case.facts.awards == CASE.facts.awards
    assert case.judgements == {"aw_2": "met"}
    assert case.subject.founded == date(2001, 5, 1)
    assert Added.from_json(added.to_json()) == added


def test_nothing_added_is_kept_as_nothing() -> None:
    assert Added().to_json() == {}
    assert with_added(CASE, Added()) == CASE
