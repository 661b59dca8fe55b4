"""Sums over trees, against a slow plain recomputation on random provinces with mergers."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.trees import (
    DatedValue,
    Node,
    Step,
    Sum,
    Tree,
    UnknownNode,
    add_up,
    add_up_as_it_stood,
    project,
)

NEW_YEAR = date(2025, 1, 1)


def test_add_up_keeps_blank_apart_from_zero():
    tree = Tree([Node(1, "Tỉnh"), Node(2, "A", 1), Node(3, "B", 1), Node(4, "C", 1)])
    sums = add_up(tree, {2: 0, 3: None})
    assert sums[1] == Sum(Fraction(0), given=1, blank=1)
    assert sums[3] == Sum(None, given=0, blank=1)
    assert sums[4] == Sum(None, given=0, blank=0)


def test_value_of_a_unit_that_did_not_stand_is_refused():
    with pytest.raises(UnknownNode):
        add_up_as_it_stood([DatedValue(9, NEW_YEAR, 1)], lambda day: Tree([Node(1, "Tỉnh")]))


@st.composite
def provinces(draw):
    """Parents of units before the day of reform, who merges into whom then, values of the year.

    Unit 0 is the province; leaving units end on the reform day and their children go along.
    """
    size = draw(st.integers(2, 12))
    parents = {0: None} | {i: draw(st.integers(0, i - 1)) for i in range(1, size)}
    leaving = draw(st.lists(st.integers(1, size - 1), unique=True, max_size=size - 2))
    staying = [i for i in range(size) if i not in leaving]
    heirs = {i: draw(st.sampled_from(staying)) for i in leaving}
    reform = draw(st.integers(1, 364))
    values = draw(
        st.lists(
            st.tuples(
                st.integers(0, size - 1),
                st.integers(0, 364),
                st.one_of(st.none(), st.integers(-50, 50)),
            ),
            max_size=25,
        )
    )
    return parents, heirs, reform, values


def parents_after(parents, heirs):
    """Plain: everybody who stood under a leaving unit stands under its heir; never under himself."""
    after = {}
    for unit, parent in parents.items():
        if unit in heirs:
            continue
        above = heirs.get(parent, parent)
        after[unit] = above if above != unit else 0
    return {unit: _unknotted(unit, after) for unit in after}


def _unknotted(unit, parents):
    """An heir may stand below the unit it takes over: then it moves up to the province."""
    seen, above = {unit}, parents[unit]
    while above is not None:
        if above in seen:
            return 0 if unit else None
        seen.add(above)
        above = parents[above]
    return parents[unit]


def slow_sum(parents, unit, value_unit):
    while value_unit is not None:
        if value_unit == unit:
            return True
        value_unit = parents[value_unit]
    return False


@settings(max_examples=200, deadline=None)
@given(provinces())
def test_sums_as_they_stood_equal_a_plain_recomputation(province):
    parents, heirs, reform, values = province
    later = parents_after(parents, heirs)
    trees = {
        False: Tree(Node(i, str(i), p) for i, p in parents.items()),
        True: Tree(Node(i, str(i), p) for i, p in later.items()),
    }
    standing = [
        (unit, day, value) for unit, day, value in values if day < reform or unit not in heirs
    ]
    sums = add_up_as_it_stood(
        [DatedValue(unit, NEW_YEAR + timedelta(day), value) for unit, day, value in standing],
        lambda day: trees[(day - NEW_YEAR).days >= reform],
    )
    for unit in parents:
        under = [
            value
            for value_unit, day, value in standing
            if slow_sum(later if day >= reform else parents, unit, value_unit)
        ]
        known = [value for value in under if value is not None]
        plain = Sum(Fraction(sum(known)) if known else None, len(known), len(under) - len(known))
        assert sums.get(unit, Sum(None, 0, 0)) == plain


@settings(max_examples=200, deadline=None)
@given(provinces())
def test_projection_equals_a_plain_recomputation(province):
    parents, heirs, reform, values = province
    day = NEW_YEAR + timedelta(reform)
    totals = dict.fromkeys(parents, 0)
    for unit, _day, value in values:
        totals[unit] += value or 0
    found = project(
        totals, [Step(old, new, day) for old, new in heirs.items()], NEW_YEAR, date(2026, 1, 1)
    )
    plain = {}
    for unit, total in totals.items():
        heir = heirs.get(unit, unit)
        plain[heir] = plain.get(heir, 0) + total
    assert found.values == plain
    assert found.undivided == ()
    assert found.ended == ()


@settings(max_examples=200, deadline=None)
@given(provinces())
def test_add_up_equals_a_plain_recomputation(province):
    parents, _heirs, _reform, values = province
    given_values = {unit: value for unit, _day, value in values}
    sums = add_up(Tree(Node(i, str(i), p) for i, p in parents.items()), given_values)
    for unit in parents:
        under = [v for other, v in given_values.items() if slow_sum(parents, unit, other)]
        known = [value for value in under if value is not None]
        assert sums[unit].total == (sum(known) if known else None)
        assert (sums[unit].given, sums[unit].blank) == (len(known), len(under) - len(known))
