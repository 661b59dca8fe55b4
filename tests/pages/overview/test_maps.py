"""One figure on the map: classes in words, the unknown hatched, the table says the same."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from thidua.base.registries import FigureScope, UnitFigure
from thidua.pages.overview.mapping import bands_of, figure_map, legend_of, level_of
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.selectors import tree_on

Browser = Callable[..., Client]
DAY = date(2022, 2, 15)
SCOPE = FigureScope(None, date(2022, 1, 1), date(2022, 12, 31), DAY)


@pytest.mark.parametrize(
    ("values", "unit", "words"),
    [
        ([0, 40, 100], "%", ["từ 0 đến dưới 25 %", "từ 25 đến dưới 50 %", "từ 50 đến dưới 75 %", "từ 75 %"]),
        ([0, 0, 1], "việc", ["0 việc", "từ 1 việc"]),
        ([5], "bài", ["từ 5 bài"]),
        ([1, 2, 3, 4, 5, 6, 7, 8], "bài", ["từ 1 đến dưới 3 bài", "từ 3 đến dưới 5 bài", "từ 5 đến dưới 7 bài", "từ 7 bài"]),
        ([], "bài", []),
    ],
)  # fmt: skip
def test_classes_are_said_in_words(values: list[int], unit: str, words: list[str]) -> None:
    assert [entry.label for entry in legend_of(bands_of(values, unit), unit, False)] == words


def test_every_value_falls_into_the_class_that_holds_it() -> None:
    bands = bands_of([0, 40, 100], "%")
    assert [level_of(value, bands) for value in (None, 0, Decimal("24.9"), 25, 75, 100)] == [
        0, 1, 1, 2, 4, 4,
    ]  # fmt: skip


def test_unknown_is_hatched_and_stands_last(laichau: object) -> None:
    sin_ho = Organization.objects.get(code="D108").pk
    figure = UnitFigure(
        "x", "Số thử", "%", "Nhóm", True, lambda scope, ids: {sin_ho: Decimal(60)} if sin_ho in ids else {}
    )  # fmt: skip
    found = figure_map(figure, SCOPE, tree_on(DAY))
    assert found is not None
    assert found.drawn is not None
    first, *others = found.rows
    assert (first.node.id, first.words, first.level) == (sin_ho, "60 %", 3)
    assert {row.words for row in others} == {"chưa có số liệu"}
    regions = {region.name: region for region in found.drawn.regions}
    assert sum(region.overdue for region in regions.values()) == len(others)
    assert any(region.label.endswith(" 60") for region in regions.values())
    assert found.legend[-1].label == "chưa có số liệu"


def test_map_of_the_day_has_the_units_of_the_day(laichau: object, client_as: Browser) -> None:
    client = client_as("chuyenvien")
    old = client.get("/toan-canh/ban-do/?so=movements.late").context["found"]
    new = client.get("/toan-canh/ban-do/?so=movements.late&ngay=01/08/2025").context["found"]
    assert (len(old.rows), len(new.rows)) == (8, 38)


def test_each_area_links_to_its_unit_and_the_table_is_exported(
    laichau: object, client_as: Browser
) -> None:
    client = client_as("chuyenvien")
    page = client.get("/toan-canh/ban-do/?so=movements.launched")
    unit = Organization.objects.get(code="D108").pk
    assert page.content.decode().count(f'href="/don-vi/{unit}/"') == 2
    sheet = openpyxl.load_workbook(
        BytesIO(client.get("/toan-canh/ban-do/?so=movements.launched&xuat=xlsx").content)
    ).active
    assert sheet is not None
    assert sheet.max_row == 9
    assert client_as("baochi").get("/toan-canh/ban-do/").status_code == 403
