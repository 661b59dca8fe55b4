"""What could somebody be proposed for, and the ladder of a unit."""

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.subjects.eligibility.conftest import FIGHTER, PROVINCIAL, WORKER
from thidua.base.access import Actor
from thidua.core.law.reading import national_law
from thidua.subjects.eligibility.enums import Nearness
from thidua.subjects.eligibility.selectors.judging import awards_for, known
from thidua.subjects.eligibility.selectors.ladder import ladder_of, people_of, rows_of
from thidua.subjects.eligibility.selectors.prospects import Prospect, grouped, prospects_of
from thidua.subjects.register.models import Holder

DAY = date(2022, 2, 15)
LAW = national_law()


def prospect(holder: Holder, award: str, period: int = 2021) -> Prospect:
    found = prospects_of(known(holder, DAY), LAW, DAY, period)
    return next(one for one in found if one.award.key == award)


def test_prospect_lacking_only_the_vote_is_full_by_the_register(fighter: Holder) -> None:
    one = prospect(fighter, PROVINCIAL)
    assert one.nearness == Nearness.STEPS
    assert [step.id for step in one.steps] == ["law2003.provincial_emulation_fighter.vote"]


def test_prospect_of_a_broken_chain_names_the_year(beginner: Holder) -> None:
    one = prospect(beginner, PROVINCIAL)
    assert (one.nearness, one.earliest) == (Nearness.LATER, 2023)


def test_prospects_stand_by_nearness(fighter: Holder) -> None:
    kinds = [kind for kind, _rows in grouped(prospects_of(known(fighter, DAY), LAW, DAY, 2021))]
    assert kinds == sorted(kinds, key=list(Nearness).index)


def test_prospects_are_those_for_the_kind_of_subject(fighter: Holder) -> None:
    keys = {one.award.key for one in prospects_of(known(fighter, DAY), LAW, DAY, 2021)}
    assert {WORKER, FIGHTER, PROVINCIAL} <= keys
    assert "advanced_labor_collective" not in keys
    assert "provincial_emulation_flag" not in keys


def test_awards_put_titles_before_forms() -> None:
    kinds = [award.kind for award in awards_for(LAW, "individual", "individual", DAY)]
    assert kinds == sorted(kinds, key=lambda kind: kind != "title")


def test_prospects_cost_two_statements(fighter: Holder) -> None:
    with CaptureQueriesContext(connection) as seen:
        prospects_of(known(fighter, DAY), LAW, DAY, 2021)
    assert len(seen) <= 3


def test_ladder_shows_years_and_chains(clerk: Actor, fighter: Holder) -> None:
    row = rows_of(people_of(clerk, None), ladder_of(LAW, DAY, 2021))[0]
    assert [(year.year, year.rating) for year in row.years][-2:] == [
        (2020, "excellent"), (2021, "excellent"),
    ]  # fmt: skip
    assert set(row.years[-2].awards) == {WORKER, FIGHTER}
    chain = next(one for one in row.chains if one.leads_to == PROVINCIAL)
    assert (chain.award, chain.length, chain.lacks) == (FIGHTER, 3, 0)
    assert row.is_near_chain
    assert PROVINCIAL in [one.award.key for one in row.now]


def test_ladder_tells_next_year(clerk: Actor, person: Callable[..., Holder]) -> None:
    person("Lò Văn Mẫu 4", fighters=(2020, 2021), ratings={2021: "excellent"})
    row = rows_of(people_of(clerk, None), ladder_of(LAW, DAY, 2021))[0]
    assert PROVINCIAL in [one.award.key for one in row.next_year]
    assert row.is_near_chain


def test_ladder_of_an_old_chain_is_silent(clerk: Actor, person: Callable[..., Holder]) -> None:
    person("Lò Văn Mẫu 5", fighters=(2015, 2016, 2017))
    assert rows_of(people_of(clerk, None), ladder_of(LAW, DAY, 2021))[0].chains == []


def test_ladder_asks_the_same_of_one_and_of_three(
    clerk: Actor, person: Callable[..., Holder]
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            for row in rows_of(people_of(clerk, None), ladder_of(LAW, DAY, 2021)):
                row.now, row.next_year, row.service
        return len(seen)

    person("Tẩn Văn Mẫu 1", workers=(2020,))
    once = asked()
    for number in (2, 3):
        person(f"Tẩn Văn Mẫu {number}", workers=(2019, 2020))
    assert asked() == once


def test_ladder_sees_only_the_own_people(
    clerk: Actor, person: Callable[..., Holder], fighter: Holder
) -> None:
    person("Giàng A Mẫu 3", unit="LC-BTDKT")
    assert [one.pk for one in people_of(clerk, None)] == [fighter.pk]
