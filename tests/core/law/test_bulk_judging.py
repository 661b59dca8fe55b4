"""Judging many gives what judging one gives: every award, days of every regime, random lives."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.law.worlds import DAYS, World
from thidua.core.law.bulk.history import history_of
from thidua.core.law.bulk.judging import Results, epochs_of, judge_many, plan_for
from thidua.core.law.bulk.nominations import day_number, nominations_of
from thidua.core.law.bulk.words import known_of
from thidua.core.law.facts import AwardHeld, Case, Facts, Subject, Votes
from thidua.core.law.judging import judge
from thidua.core.law.reading import national_law

LAW = national_law()
STATES: Counter[tuple[str, str]] = Counter()


def judged(cases: list[Case]) -> Results:
    history = history_of([known_of(one.facts, one.subject.posts) for one in cases])
    return judge_many(nominations_of(cases), history, LAW, few=0)


def compare(cases: list[Case]) -> None:
    """The whole list at once against each case alone."""
    results = judged(cases)
    for place, (case, outcome) in enumerate(zip(cases, results.words(), strict=True)):
        verdict = judge(case, LAW)
        alone = {one.id: one.state for one in verdict.findings}
        assert results.findings(place) == alone, case
        assert outcome == verdict.outcome, case
        STATES.update(alone.items())


@pytest.mark.parametrize("award", sorted(LAW.awards))
def test_judge_many_equals_judge(award: str) -> None:
    @settings(max_examples=2, deadline=None, derandomize=True, database=None)
    @given(st.integers(0, 2**32))
    def check(seed: int) -> None:
        world = World(LAW, seed)
        compare([world.case(award, day) for day in DAYS for _ in range(6)])

    check()


def test_judge_many_equals_judge_on_a_mixed_list() -> None:
    world = World(LAW, 7)
    awards = tuple(LAW.awards)
    cases = [world.case(world.one_of(awards), world.one_of(DAYS[5:])) for _ in range(300)]
    history = history_of([known_of(one.facts, one.subject.posts) for one in cases])
    few, none = (judge_many(nominations_of(cases), history, LAW, few=n) for n in (12, 0))
    assert few.words() == none.words() == [judge(one, LAW).outcome for one in cases]
    assert [few.findings(n) for n in range(300)] == [none.findings(n) for n in range(300)]
    assert few.singly > none.singly


def test_lives_reach_every_state_of_the_titles() -> None:
    """The comparison above would be worth little if it never met or refused a condition."""
    if not STATES:
        pytest.skip("runs with the comparison")
    for id_ in ("gef_1", "gef_2", "gef_ini", "pef_1", "nef_1", "pm_b", "pfl_1", "alc_3", "g_case"):
        reached = {state for (name, state), times in STATES.items() if name == id_ and times > 1}
        assert {"met", "not_met"} <= reached, (id_, reached)
    reached = {state for (name, state) in STATES if name == "lo3_e"}
    assert reached >= {"not_met", "for_people"}


# Plain cases, by hand


def nominee(awards: tuple[AwardHeld, ...], period: int = 2025, **told: object) -> Case:
    facts = Facts(awards=awards, initiatives=(), ratings=(), open_cases=(), votes=Votes(10, 10))
    case = Case(
        "", date(2026, 3, 1), "provincial_emulation_fighter",
        Subject("individual", "civil_servant_employee"), period, facts, {},
    )  # fmt: skip
    return replace(case, **told)  # type: ignore[arg-type]


def titles(*years: int) -> tuple[AwardHeld, ...]:
    return tuple(AwardHeld("grassroots_emulation_fighter", year) for year in years)


@pytest.mark.parametrize(
    ("years", "state"),
    [
        ((2023, 2024, 2025), "met"),
        ((2022, 2023, 2024), "met"),  # the year judged is not over
        ((2023, 2025), "not_met"),
        ((2015, 2016, 2017), "for_people"),  # an older chain
        ((), "not_met"),
    ],
)
def test_judge_many_finds_three_years_in_a_row(years: tuple[int, ...], state: str) -> None:
    assert judged([nominee(titles(*years))]).findings(0)["pef_1"] == state


def test_judge_many_of_nobody_gives_nothing() -> None:
    results = judge_many(nominations_of([]), history_of([]), LAW)
    assert results.words() == []


def test_judge_many_knows_nothing_of_a_person_without_history() -> None:
    case = nominee((), facts=Facts())
    results = judge_many(nominations_of([case], [-1]), history_of([]), LAW)
    assert results.findings(0)["pef_1"] == "unknown"
    assert results.words() == ["to_judge"]


def test_judge_many_keeps_the_order_of_a_mixed_list() -> None:
    cases = [nominee(titles(2025)), nominee((), award="advanced_worker"), nominee(titles(2024))]
    results = judged(cases)
    assert [next(iter(results.findings(row))) for row in range(3)] == ["pef_1", "aw_1", "pef_1"]


def test_epochs_change_where_the_law_does() -> None:
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 2), date(2025, 7, 1)]
    first, second, third, fourth = epochs_of(nominations_days(days), LAW).tolist()
    assert first < second == third < fourth


def nominations_days(days: list[date]):
    return nominations_of([nominee((), day=day) for day in days]).day


def test_plan_for_tells_the_conditions_in_order() -> None:
    subject = Subject("individual", "civil_servant_employee")
    plan = plan_for("provincial_emulation_fighter", date(2026, 3, 1), subject, LAW)
    assert plan.ids[:2] == ("pef_1", "pef_2")
    assert "g_case" in plan.ids


def test_day_number_counts_from_1970() -> None:
    assert day_number(date(1970, 1, 2)) == 1
