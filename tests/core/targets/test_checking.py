"""What looks wrong, and what it was compared with."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thidua.core.periods import Period, WorkingCalendar
from thidua.core.targets import Entry, check_entry, report_days

D = Decimal


def kinds(**facts: Any) -> list[str]:
    plain: dict[str, Any] = {"measure": "amount", "accumulates": False, "year": 2022}
    return [one.kind for one in check_entry(Entry(**{**plain, **facts}))]


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        ("share", "100", []),
        ("share", "100.01", ["impossible"]),
        ("share", "-0.01", ["impossible"]),
        ("amount", "-1", ["impossible"]),
        ("count", "1.5", ["impossible"]),
        ("count", "0", []),
        ("change", "-3", []),
    ],
)
def test_impossible_by_the_kind_of_number(measure: str, value: str, expected: list[str]) -> None:
    assert kinds(value=D(value), measure=measure) == expected


def test_cumulative_figure_that_falls_is_impossible() -> None:
    entry = Entry(D(80), "count", True, 2022, earlier=[("Tháng 01 năm 2022", 2022, D(90))])
    assert [one.words for one in check_entry(entry)] == [
        "Số lũy kế 80 thấp hơn 90 của tháng 01 năm 2022."
    ]


def test_cumulative_figure_begins_anew_each_year() -> None:
    assert kinds(value=D(80), accumulates=True, earlier=[("Năm 2021", 2021, D(900))]) == []


def test_denominator_must_be_positive() -> None:
    assert kinds(value=D(5), weight=D(0)) == ["impossible"]


def months(*values: int) -> list[tuple[str, int, Decimal]]:
    return [(f"Tháng {place}", 2022, D(value)) for place, value in enumerate(values, 1)]


def test_jump_beyond_the_units_own_steps_is_shown() -> None:
    earlier = months(100, 205, 300, 410)
    assert kinds(value=D(515), accumulates=True, earlier=earlier) == []
    assert kinds(value=D(900), accumulates=True, earlier=earlier) == ["own_past"]


def test_jump_says_what_it_was_compared_with() -> None:
    entry = Entry(D(900), "count", True, 2022, earlier=months(100, 205, 300, 410))
    assert check_entry(entry)[0].words == (
        "Tăng thêm trong kỳ 490, trong khi 4 kỳ trước của chính đơn vị ở giữa 95 và 110."
    )


def test_too_few_steps_say_nothing() -> None:
    assert kinds(value=D(9000), accumulates=True, earlier=months(100, 200)) == []


def test_neighbours_are_compared_by_median() -> None:
    near = [D(40), D(42), D(44), D(41), D(43)]
    assert kinds(value=D(45), measure="share", neighbours=near) == []
    assert kinds(value=D(80), measure="share", neighbours=near) == ["neighbours"]


def test_neighbours_of_other_size_are_compared_by_their_shares() -> None:
    facts: dict[str, Any] = {
        "measure": "count",
        "neighbours": [D(10), D(20), D(30), D(40), D(50)],
        "their_wanted": [D(100), D(200), D(300), D(400), D(500)],
    }
    assert kinds(value=D(200), wanted=D(2000), **facts) == []
    assert kinds(value=D(200), wanted=D(200), **facts) == ["neighbours"]


def test_few_neighbours_say_nothing() -> None:
    assert kinds(value=D(80), neighbours=[D(1), D(2), D(1), D(2)]) == []


def test_report_days_move_to_working_days_and_keep_their_order() -> None:
    found = report_days(
        Period.parse("2022-Q1"), WorkingCalendar(), open_before=10, report=5, late=10, lock=15
    )
    assert (found.opens, found.due) == (date(2022, 3, 21), date(2022, 4, 5))
    assert found.late_until == date(2022, 4, 20)
    assert found.locked == date(2022, 4, 27)


def test_report_days_open_not_before_the_period() -> None:
    found = report_days(
        Period.parse("2022-M02"), WorkingCalendar(), open_before=90, report=5, late=1, lock=0
    )
    assert found.opens == date(2022, 2, 1)
    assert found.late_until is not None
    assert found.locked is not None
    assert found.locked > found.late_until
