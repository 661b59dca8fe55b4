"""Charts: round levels, gaps where nothing is known, ranks with the first on top, a table behind."""

from typing import Any

import pytest
from django.template import Context, Template

from thidua.pages.ui.charts import Point, Series, draw, nice_steps


def series(*values: float | None, main: bool = True) -> Series:
    points = [Point(str(2018 + place), value) for place, value in enumerate(values)]
    return Series("Lai Châu", points, main)


@pytest.mark.parametrize(
    ("low", "high", "from_zero", "steps"),
    [
        (61.5, 66, False, [60, 62, 64, 66]),
        (0, 412, False, [0, 200, 400, 600]),
        (24, 31, False, [24, 26, 28, 30, 32]),
        (5, 5, False, [4, 4.5, 5, 5.5, 6]),
        (3, 8, True, [0, 2, 4, 6, 8]),
    ],
)
def test_steps_are_round_and_hold_all(
    low: float, high: float, from_zero: bool, steps: list[float]
) -> None:
    assert nice_steps(low, high, from_zero) == steps


def test_line_breaks_where_nothing_is_known() -> None:
    (line,) = draw([series(60, 61, None, 63, 64)]).lines
    assert len(line.strokes) == 2
    assert [dot.words for dot in line.dots] == ["2018: 60", "2019: 61", "2021: 63", "2022: 64"]
    assert [dot.value for dot in line.dots] == ["60", "", "", "64"]


def test_ranks_have_the_first_on_top() -> None:
    (line,) = draw([series(31, 24)], inverted=True).lines
    assert line.dots[1].y < line.dots[0].y


def test_columns_start_at_zero_and_keep_a_place_for_the_unknown() -> None:
    first, second, third = draw([series(10, None, 20)], "bar").columns
    assert (first.known, second.known, third.known) == (True, False, True)
    assert first.y + first.height == third.y + third.height
    assert third.height == pytest.approx(2 * first.height, abs=0.2)
    assert second.words == "2019: chưa có số liệu"


def test_nothing_known_draws_nothing() -> None:
    assert draw([series(None, None)]).levels == ()


def test_many_places_keep_few_labels_and_the_last() -> None:
    places = draw([series(*range(12))]).places
    assert [place.words for place in places] == ["2019", "2021", "2023", "2025", "2027", "2029"]


def shown(**context: Any) -> str:
    form = '{% load ui %}{% chart series "Điểm qua các năm" kind=kind goal=goal %}'
    return Template(form).render(Context({"kind": "line", "goal": None} | context))


def test_chart_stands_with_its_table_and_says_what_gaps_are() -> None:
    page = shown(series=[series(1.5, None)], goal=2)
    assert '<td class="num">1,5</td>' in page
    assert 'class="nodata"' in page
    assert "Chỗ đứt quãng: chưa có số liệu." in page
    assert "mục tiêu 2" in page


def test_chart_without_any_value_reads_no_data() -> None:
    page = shown(series=[series(None)])
    assert "<svg" not in page
    assert "chưa có số liệu" in page
