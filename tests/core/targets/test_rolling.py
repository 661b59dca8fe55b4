"""Adding up by rule on trees that change, against a slow and plain recomputation."""

from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.targets import Row, Rule, Tally, carry_to, roll_up, top_rows
from thidua.core.trees import Node, Step, Tree

NEW_YEAR = date(2025, 1, 1)
MIDDLE = date(2025, 7, 1)
TREE = Tree([Node(1, "Tỉnh"), Node(2, "A", 1), Node(3, "B", 1), Node(4, "A1", 2), Node(5, "A2", 2)])


def row(unit: int, value: object, weight: object = None, mark: str = "") -> Row:
    return Row(unit, NEW_YEAR, Tally.of(value, weight, mark))  # type: ignore[arg-type]


def tree_on(_day: date) -> Tree:
    return TREE


def test_sum_keeps_blank_apart_from_zero() -> None:
    sums = roll_up([row(2, 0), row(3, None)], tree_on)
    assert sums[1].value(Rule.SUM) == 0
    assert (sums[1].given, sums[1].asked) == (1, 2)
    assert sums[3].value(Rule.SUM) is None


def test_unit_that_reports_speaks_for_those_below() -> None:
    sums = roll_up([row(2, 10), row(4, 7), row(5, 4), row(3, 1)], tree_on)
    assert sums[1].value(Rule.SUM) == 11
    assert sums[2].value(Rule.SUM) == 10
    assert sums[4].value(Rule.SUM) == 7


def test_unit_that_does_not_report_is_the_sum_below() -> None:
    sums = roll_up([row(4, 7), row(5, 4), row(3, 1)], tree_on)
    assert sums[2].value(Rule.SUM) == 11
    assert sums[1].value(Rule.SUM) == 12


def test_blank_of_a_superior_is_not_filled_from_below() -> None:
    sums = roll_up([row(2, None), row(4, 7), row(3, 1)], tree_on)
    assert (sums[1].value(Rule.SUM), sums[1].given, sums[1].asked) == (1, 1, 2)


def test_mean_is_by_denominators_and_never_the_mean_of_rates() -> None:
    sums = roll_up([row(2, 10, 100), row(3, 40, 300)], tree_on)
    assert sums[1].value(Rule.MEAN) == Fraction(130, 4)


def test_mean_without_a_denominator_has_no_value_and_says_why() -> None:
    whole = roll_up([row(2, 10, 100), row(3, 40)], tree_on)[1]
    assert whole.value(Rule.MEAN) is None
    assert whole.why_none(Rule.MEAN, "số hộ") == (
        "1 đơn vị chưa ghi mẫu số (số hộ): không lấy trung bình của các tỷ lệ."
    )


def test_mean_of_one_unit_alone_needs_no_denominator() -> None:
    assert roll_up([row(2, 10)], tree_on)[2].value(Rule.MEAN) == 10


def test_last_takes_the_figure_reported_last() -> None:
    sums = roll_up([row(2, 10, mark="2025-04-02"), row(3, 12, mark="2025-04-05")], tree_on)
    assert sums[1].value(Rule.LAST) == 12


def test_none_is_not_added_up() -> None:
    whole = roll_up([row(2, 10), row(3, 12)], tree_on)[1]
    assert whole.value(Rule.NONE) is None
    assert whole.why_none(Rule.NONE) == "Mỗi đơn vị một số riêng, không tổng hợp."


def test_nobody_asked_and_nobody_answered_are_told_apart() -> None:
    assert Tally().why_none(Rule.SUM) == "Chưa đến kỳ báo cáo."
    assert Tally.of(None).why_none(Rule.SUM) == "Chưa đơn vị nào báo cáo."


def test_carry_moves_a_figure_whole_to_the_one_heir() -> None:
    found = carry_to([row(4, 7), row(5, 4)], [Step(4, 9, MIDDLE), Step(5, 9, MIDDLE)], MIDDLE)
    assert [(one.unit_id, one.tally.total) for one in found.rows] == [(9, 7), (9, 4)]


def test_carry_keeps_beside_what_was_divided_or_ended() -> None:
    steps = [Step(4, 8, MIDDLE), Step(4, 9, MIDDLE), Step(5, None, MIDDLE)]
    found = carry_to([row(4, 7), row(5, 4)], steps, MIDDLE)
    assert found.rows == []
    assert [heirs for _row, heirs in found.undivided] == [(8, 9)]
    assert [one.unit_id for one in found.ended] == [5]


def test_carry_before_the_change_leaves_the_unit() -> None:
    found = carry_to([row(4, 7)], [Step(4, 9, MIDDLE)], MIDDLE - timedelta(days=1))
    assert [one.unit_id for one in found.rows] == [4]


# ---- Random provinces whose units merge in mid-year ----


class Province:
    """Parents before the day, mergers on it, parents after it; figures of two periods."""

    def __init__(self, parents: list[int], merged: list[tuple[int, int]], figures: list) -> None:
        self.before = {unit + 1: parent for unit, parent in enumerate(parents)}
        self.steps, self.after = [], dict(self.before)
        for old, new in merged:
            self._merge(old, new)
        self.figures = figures

    def _merge(self, old: int, new: int) -> None:
        """`old` ends, `new` stands in its place and takes what was under it."""
        if old == new or old not in self.after or new not in self.after or self._is_above(old, new):
            return
        del self.after[old]
        self.after = {u: (new if p == old else p) for u, p in self.after.items()}
        self.steps.append(Step(old, new, MIDDLE))

    def _is_above(self, unit: int, other: int) -> bool:
        while other:
            other = self.after.get(other, 0)
            if other == unit:
                return True
        return False

    def parents_on(self, day: date) -> dict[int, int]:
        return self.before if day < MIDDLE else self.after

    def tree_on(self, day: date) -> Tree:
        return Tree(Node(u, str(u), p or None) for u, p in self.parents_on(day).items())

    def rows(self) -> list[Row]:
        found = []
        for unit, late, value, weight in self.figures:
            day = date(2025, 9, 30) if late else date(2025, 3, 31)
            if unit in self.parents_on(day):
                found.append(Row(unit, day, Tally.of(value, weight, f"{day}-{unit:03}")))
        # One figure of a unit in one period, as the database demands.
        return list({(one.unit_id, one.day): one for one in found}.values())


def slow_chain(unit: int, parents: dict[int, int]) -> list[int]:
    above = []
    while parents.get(unit):
        unit = parents[unit]
        above.append(unit)
    return above


def slow_values(rows: list[Row], unit: int, parents: dict[int, int]) -> list[Row]:
    """Rows that make a unit's figure: its own, else those under it with no other row between."""
    own = {one.unit_id for one in rows}
    if unit in own:
        return [one for one in rows if one.unit_id == unit]
    chosen = []
    for one in rows:
        chain = slow_chain(one.unit_id, parents)
        if unit in chain and not own & set(chain[: chain.index(unit)]):
            chosen.append(one)
    return chosen


def slow_figure(rows: list[Row], rule: Rule) -> Fraction | None:
    """From the single figures, with none of the tally's sums."""
    given = [one.tally for one in rows if one.tally.given]
    if not given:
        return None
    if len(rows) == 1:
        return given[0].total
    if rule is Rule.SUM:
        return sum((one.total for one in given), Fraction(0))
    if rule is Rule.LAST:
        return max((one.last for one in given if one.last), default=("", None))[1]  # type: ignore[type-var]
    if any(one.unweighted for one in given):
        return None
    weights = sum((one.weights for one in given), Fraction(0))
    return (
        sum((one.total * one.weights for one in given), Fraction(0)) / weights if weights else None
    )


def slow_heir(unit: int, steps: list[Step]) -> int:
    while step := next((one for one in steps if one.predecessor == unit), None):
        assert step.successor is not None
        unit = step.successor
    return unit


def compare(province: Province) -> None:
    everything = province.rows()
    for day in (date(2025, 3, 31), date(2025, 9, 30)):
        rows = [one for one in everything if one.day == day]
        tree_of = cache(province.tree_on)
        parents = province.parents_on(day)
        sums = roll_up(rows, tree_of)
        for unit in parents:
            expected = slow_values(rows, unit, parents)
            for rule in (Rule.SUM, Rule.MEAN, Rule.LAST):
                assert sums.get(unit, Tally()).value(rule) == slow_figure(expected, rule)
            assert sums.get(unit, Tally()).asked == len(expected)
        tops = [
            one
            for one in rows
            if not {r.unit_id for r in rows} & set(slow_chain(one.unit_id, parents))
        ]
        assert top_rows(rows, tree_of) == tops
        carried = carry_to(tops, province.steps, date(2025, 12, 31))
        assert (carried.undivided, carried.ended) == ((), ())
        assert [one.unit_id for one in carried.rows] == [
            slow_heir(one.unit_id, province.steps) for one in tops
        ]
        today = roll_up(carried.rows, tree_of)
        for unit in province.after:
            expected = slow_values(carried.rows, unit, province.after)
            whole = sum((one.tally.total for one in expected), Fraction(0))
            assert today.get(unit, Tally()).total == whole


numbers = st.one_of(st.none(), st.fractions(-100, 1000, max_denominator=100))
weights = st.one_of(st.none(), st.integers(1, 500))


@st.composite
def provinces(draw: st.DrawFn) -> Province:
    size = draw(st.integers(1, 14))
    parents = [draw(st.integers(0, unit)) for unit in range(size)]
    unit = st.integers(1, size)
    merged = draw(st.lists(st.tuples(unit, unit), max_size=4))
    figures = draw(st.lists(st.tuples(unit, st.booleans(), numbers, weights), max_size=24))
    return Province(parents, merged, figures)


@settings(max_examples=300, deadline=None)
@given(provinces())
def test_roll_up_agrees_with_a_plain_recomputation(province: Province) -> None:
    compare(province)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None)
@given(provinces())
def test_roll_up_agrees_over_ten_thousand_provinces(province: Province) -> None:
    compare(province)
