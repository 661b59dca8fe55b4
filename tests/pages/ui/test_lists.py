"""Lists in memory and in the database: search, filter, sort, pages, columns, export."""

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from thidua.pages.ui.lists import Column, Filter, FilteredList, workbook


@dataclass
class Row:
    name: str
    kind: str = "sở"
    count: int | None = None


ROWS = [
    Row("Sở Y tế", count=3),
    Row("Ban Dân tộc", "ban", 12),
    Row("Đài Phát thanh", "đài"),
    Row("Sở Nội vụ", count=7),
]
COLUMNS = [
    Column("ten", "Tên", lambda r: r.name, lead=True),
    Column("loai", "Loại", lambda r: r.kind, shown=False),
    Column("so", "Số", lambda r: r.count, kind="number"),
]
KIND = Filter(
    "kind", "Loại", [("sở", "Sở"), ("ban", "Ban")], lambda rows, v: [r for r in rows if r.kind == v]
)


def listed(query: str = "", rows: Any = ROWS, **options: Any) -> FilteredList:
    settings = {"name": "ds", "filters": [KIND], "sort": "ten", "pick": lambda r: r.name}
    return FilteredList(QueryDict(query), rows, COLUMNS, **{**settings, **options})


def names(found: FilteredList) -> list[str]:
    return [row.name for row in found.rows]


def test_list_sorts_the_vietnamese_way() -> None:
    assert names(listed()) == ["Ban Dân tộc", "Đài Phát thanh", "Sở Nội vụ", "Sở Y tế"]


def test_list_sorts_downwards_by_number_with_blanks_first_or_last() -> None:
    assert [row.count for row in listed("sap=so").rows] == [3, 7, 12, None]
    assert [row.count for row in listed("sap=-so").rows][-1] == 3


@pytest.mark.parametrize("query", ["q=so y te", "q=SỞ Y TẾ", "q=te so"])
def test_search_needs_no_accents(query: str) -> None:
    assert names(listed(query)) == ["Sở Y tế"]


def test_search_folds_the_letter_d() -> None:
    assert names(listed("q=dai")) == ["Đài Phát thanh"]


def test_filter_narrows_and_says_so() -> None:
    found = listed("kind=ban&q=ban")
    assert names(found) == ["Ban Dân tộc"]
    assert [state.word for state in found.applied] == ["Ban"]
    assert found.applied[0].url_without == "?q=ban"
    assert found.clear_url == "?"


def test_filter_ignores_a_value_that_is_no_choice() -> None:
    found = listed("kind=xyz")
    assert (found.count, found.is_narrowed) == (4, False)


def test_page_holds_25_rows_and_the_count_is_of_all() -> None:
    found = listed("trang=3", rows=[Row(f"Xã {n}") for n in range(60)])
    assert (len(found.page_rows), found.count) == (10, 60)
    assert [link.number for link in found.page_links] == [1, 2, 3]
    assert [link.current for link in found.page_links] == [False, False, True]


def test_page_beyond_the_end_is_the_last_one() -> None:
    assert listed("trang=99").page.number == 1


def test_columns_are_chosen_in_the_address() -> None:
    assert [c.key for c in listed().columns] == ["ten", "so"]
    assert [c.key for c in listed("cot=loai").columns] == ["ten", "loai"]


def test_sort_link_turns_round() -> None:
    head = listed("q=so").heads[0]
    assert (head.direction, head.url) == ("ascending", "?q=so&sap=-ten")


def test_picked_rows_are_the_ticked_ones() -> None:
    post = QueryDict("pick=Sở Y tế&pick=Không có")
    assert [row.name for row in listed().picked(post)] == ["Sở Y tế"]


def test_picked_rows_are_all_that_match_when_asked() -> None:
    post = QueryDict("all_matching=1&pick=Sở Y tế")
    assert [row.name for row in listed("kind=sở").picked(post)] == ["Sở Nội vụ", "Sở Y tế"]


def sheet_of(data: bytes) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data)).active.values)  # type: ignore[union-attr]


def test_export_holds_exactly_what_is_shown() -> None:
    found = listed("kind=sở&sap=-so&xuat=xlsx")
    assert found.wants_export
    assert sheet_of(found.export().content) == [("Tên", "Số"), ("Sở Nội vụ", 7), ("Sở Y tế", 3)]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@cmd", "https://x.vn", "0012"])
def test_export_writes_text_as_text(text: str) -> None:
    data = workbook([Column("a", "A", lambda r: r.name)], [Row(text)])
    cell = openpyxl.load_workbook(io.BytesIO(data)).active["A2"]  # type: ignore[index]
    assert (cell.value, cell.data_type) == (text, "s")


def test_export_writes_days_and_decimals_as_such() -> None:
    columns = [
        Column("d", "Ngày", lambda r: date(2022, 2, 15)),
        Column("n", "Số", lambda r: Decimal("2.5")),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(columns, [Row("x")]))).active
    assert sheet["A2"].number_format == "dd/mm/yyyy"  # type: ignore[index]
    assert sheet["B2"].value == 2.5  # type: ignore[index]


@pytest.mark.django_db
def test_database_list_searches_sorts_and_pages_in_two_queries(
    django_assert_num_queries: Any,
) -> None:
    ContentType.objects.bulk_create(
        ContentType(app_label="xa", model=f"xa {n:02}") for n in range(40)
    )
    rows = ContentType.objects.filter(app_label="xa")
    columns = [Column("m", "Tên", lambda r: r.model, order="model", lead=True)]
    with django_assert_num_queries(2):
        found = FilteredList(
            QueryDict("q=xa&sap=-m&trang=2"), rows, columns, name="x", search_fields=["model"]
        )
        assert [row.model for row, _, _ in found.page_rows][:2] == ["xa 14", "xa 13"]
        assert found.count == 40
