"""Values carried along mergers and splits: nothing is lost, nothing is invented."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.trees import (
    Ended,
    Projection,
    Step,
    SuccessionCycle,
    Undivided,
    project,
    successors,
)

BEFORE, DAY, AFTER = date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 31)


def test_project_adds_merged_units():
    steps = [Step(1, 3, DAY), Step(2, 3, DAY)]
    assert project({1: 5, 2: 7}, steps, BEFORE, DAY) == Projection({3: 12})


def test_project_to_the_day_before_changes_nothing():
    assert project({1: 5}, [Step(1, 3, DAY)], date(2025, 1, 1), BEFORE) == Projection({1: 5})


def test_project_from_the_day_itself_does_not_step_again():
    assert project({3: 5}, [Step(3, 4, DAY)], DAY, AFTER) == Projection({3: 5})


def test_project_split_without_shares_stays_undivided():
    steps = [Step(1, 2, DAY), Step(1, 3, DAY)]
    found = project({1: 9}, steps, BEFORE, DAY)
    assert found == Projection({}, undivided=(Undivided(1, Fraction(9), (2, 3)),))


def test_project_split_with_shares_divides():
    shares = {(1, DAY): {2: Fraction(1, 3), 3: Fraction(2, 3)}}
    found = project({1: Decimal("9")}, [Step(1, 2, DAY), Step(1, 3, DAY)], BEFORE, DAY, shares)
    assert found == Projection({2: 3, 3: 6})


@pytest.mark.parametrize(
    "shares",
    [
        {2: Fraction(1, 2), 3: Fraction(1, 3)},
        {2: Fraction(1)},
        {2: Fraction(1, 2), 4: Fraction(1, 2)},
    ],
)
def test_project_ignores_shares_that_do_not_fit_the_split(shares):
    found = project({1: 9}, [Step(1, 2, DAY), Step(1, 3, DAY)], BEFORE, DAY, {(1, DAY): shares})
    assert found.undivided == (Undivided(1, Fraction(9), (2, 3)),)


def test_project_split_whose_parts_meet_again_is_whole():
    steps = [
        Step(1, 2, DAY),
        Step(1, 3, DAY),
        Step(2, 4, AFTER),
        Step(3, 4, AFTER),
    ]
    assert project({1: 9}, steps, BEFORE, AFTER) == Projection({4: 9})


def test_project_split_in_which_the_unit_goes_on_names_both():
    steps = [Step(1, 1, DAY), Step(1, 2, DAY)]
    assert project({1: 4}, steps, BEFORE, AFTER).undivided == (Undivided(1, Fraction(4), (1, 2)),)


def test_project_abolished_unit_is_ended():
    assert project({1: 4, 2: 1}, [Step(1, None, DAY)], BEFORE, DAY) == Projection(
        {2: 1}, ended=(Ended(1, Fraction(4)),)
    )


def test_project_follows_a_chain_within_one_day():
    assert project({1: 4}, [Step(1, 2, DAY), Step(2, 3, DAY)], BEFORE, DAY) == Projection({3: 4})


def test_project_does_not_step_back_in_time():
    """B took A over after B's own predecessor was long gone."""
    steps = [Step(2, 3, DAY), Step(1, 2, AFTER)]
    assert project({1: 4}, steps, BEFORE, AFTER) == Projection({2: 4})


def test_cycle_within_one_day_is_refused():
    with pytest.raises(SuccessionCycle):
        project({1: 1}, [Step(1, 2, DAY), Step(2, 1, DAY)], BEFORE, DAY)


def test_successors_of_a_split_are_all_named():
    assert successors(1, [Step(1, 2, DAY), Step(1, 3, DAY)], BEFORE, DAY) == [2, 3]
    assert successors(1, [], BEFORE, DAY) == [1]
    assert successors(1, [Step(1, None, DAY)], BEFORE, DAY) == []


@st.composite
def histories(draw):
    """Random mergers, splits and ends, always towards units with greater numbers."""
    steps = []
    for unit in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["stays", "merges", "splits", "ends", "splits off"]))
        day = BEFORE + timedelta(unit + 1)
        onward = st.integers(unit + 1, 20)
        if kind == "merges":
            steps.append(Step(unit, draw(onward), day))
        elif kind == "ends":
            steps.append(Step(unit, None, day))
        elif kind != "stays":
            parts = draw(st.lists(onward, min_size=2, max_size=4, unique=True))
            parts += [unit] if kind == "splits off" else []
            steps += [Step(unit, part, day) for part in parts]
    return steps


@settings(max_examples=200, deadline=None)
@given(histories(), st.dictionaries(st.integers(0, 20), st.integers(-100, 100)))
def test_projection_loses_and_invents_nothing(steps, values):
    found = project(values, steps, BEFORE, AFTER)
    kept = sum(found.values.values())
    aside = sum(rest.value for rest in (*found.undivided, *found.ended))
    assert kept + aside == sum(values.values())
