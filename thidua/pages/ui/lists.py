"""Lists: searched without accents, filtered, sorted and paged by their address; exported as shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.utils import timezone

from thidua.core.sheets.writing import SheetColumn, SheetTable, table_workbook
from thidua.core.text.folding import fold
from thidua.core.text.sorting import unit_sort_key

PAGE_SIZE = 25
SEARCH, SORT, PAGE, COLUMNS, EXPORT = "q", "sap", "trang", "cot", "xuat"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

EXPORT_PIECE = 2_000

Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind`: text, number, date, datetime or state; `template` draws a cell of its own.

    `order` names what the database sorts by ("name_key"); rows in memory are sorted by value,
    or by `sort_key`. A column with neither order nor rows in memory is not sortable.
    """

    key: str
    label: str
    value: Callable[[Any], Any]
    kind: str = "text"
    order: str = ""
    sort_key: Callable[[Any], Any] | None = None
    sortable: bool = True
    lead: bool = False
    url: Callable[[Any], str] | None = None
    sub: Callable[[Any], str] | None = None
    template: str = ""
    shown: bool = True

    def url_of(self, row: Any) -> str:
        return self.url(row) if self.url else ""

    def sub_of(self, row: Any) -> str:
        return self.sub(row) if self.sub else ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice over the list; `narrow` keeps the rows that match the chosen value."""

    key: str
    label: str
    choices: Sequence[tuple[str, str]]
    narrow: Callable[[Any, str], Rows]
    all_label: str = "Tất cả"


@dataclass(frozen=True, slots=True)
class Head:
    column: Column
    url: str
    direction: str  # ascending, descending or empty


@dataclass(frozen=True, slots=True)
class FilterState:
    key: str
    label: str
    choices: Sequence[tuple[str, str]]
    all_label: str
    value: str
    word: str
    url_without: str


@dataclass(frozen=True, slots=True)
class PageLink:
    number: int | None  # None stands for the gap
    url: str
    current: bool


class FilteredList:
    """The one shared class of the screens. `params` is request.GET, or the `filter` a bulk act sends."""

    def __init__(
        self,
        params: QueryDict,
        rows: Rows,
        columns: Sequence[Column],
        *,
        name: str,
        thing: str = "dòng",
        filters: Sequence[Filter] = (),
        search_fields: Sequence[str] = (),
        searchable: bool = True,
        search_hint: str = "ví dụ: so y te",
        sort: str = "",
        pick: Callable[[Any], str] | None = None,
        pick_label: Callable[[Any], str] | None = None,
        empty_heading: str = "",
        empty_words: str = "",
        page_size: int = PAGE_SIZE,
        export_name: str = "",
    ) -> None:
        self.params, self.all_rows, self.all_columns = params, rows, tuple(columns)
        self.name, self.thing, self.filters = name, thing, tuple(filters)
        self.search_fields, self.searchable = tuple(search_fields), searchable
        self.search_hint, self.default_sort = search_hint, sort
        self.pick, self.pick_label = pick, pick_label
        self.empty_heading, self.empty_words = empty_heading, empty_words
        self.page_size, self.export_name = page_size, export_name or name

    is_more = False  # whether the count is "hơn …": of very long lists (see pages/register)

    @property
    def has_picks(self) -> bool:
        return self.pick is not None

    # What the address asks for

    @cached_property
    def q(self) -> str:
        return self.params.get(SEARCH, "").strip()

    @cached_property
    def columns(self) -> list[Column]:
        asked = set(self.params.getlist(COLUMNS))
        return [c for c in self.all_columns if c.lead or (c.key in asked if asked else c.shown)]

    @cached_property
    def column_choices(self) -> list[tuple[Column, bool]]:
        return [(column, column in self.columns) for column in self.all_columns if not column.lead]

    @cached_property
    def filter_states(self) -> list[FilterState]:
        return [self._state(choice) for choice in self.filters]

    @property
    def applied(self) -> list[FilterState]:
        return [state for state in self.filter_states if state.word]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.applied)

    @cached_property
    def sort(self) -> tuple[Column | None, bool]:
        """The column to sort by and whether downwards."""
        asked = self.params.get(SORT, "") or self.default_sort
        column = next((c for c in self.all_columns if c.key == asked.lstrip("-")), None)
        return (column if column and self.can_sort(column) else None), asked.startswith("-")

    def can_sort(self, column: Column) -> bool:
        return column.sortable and (bool(column.order) or not isinstance(self.all_rows, QuerySet))

    # Rows

    @cached_property
    def rows(self) -> Rows:
        """All rows that match, in order."""
        rows = self.all_rows
        for choice, state in zip(self.filters, self.filter_states, strict=True):
            if state.word:
                rows = choice.narrow(rows, state.value)
        if self.q:
            rows = self._search(rows)
        return self._sorted(rows)

    @cached_property
    def page(self) -> Any:
        return Paginator(self.rows, self.page_size).get_page(self.params.get(PAGE))

    @property
    def count(self) -> int:
        return int(self.page.paginator.count)

    @cached_property
    def page_rows(self) -> list[tuple[Any, str, str]]:
        """Rows of this page with the value and the label of their check box."""
        return [(row, self._pick_value(row), self._pick_label(row)) for row in self.page]

    def picked(self, post: QueryDict) -> Rows:
        """The rows a bulk act is for: the ticked ones, or all that match the filter it was sent with."""
        if "all_matching" in post:
            return self.rows
        wanted = set(post.getlist("pick"))
        return [row for row in self.rows if self._pick_value(row) in wanted]

    # Addresses

    @property
    def query(self) -> str:
        return self.params.urlencode()

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else stands in the address (a period, a day, a tab): the filter form keeps it."""
        asked = {SEARCH, PAGE, COLUMNS, EXPORT, *(choice.key for choice in self.filters)}
        return [
            (name, value)
            for name, values in self.params.lists()
            if name not in asked
            for value in values
        ]

    @property
    def export_url(self) -> str:
        return self.url_with(**{EXPORT: "xlsx", PAGE: None})

    @property
    def clear_url(self) -> str:
        return self.url_with(
            **{SEARCH: None, PAGE: None, **{choice.key: None for choice in self.filters}}
        )

    @property
    def url_without_search(self) -> str:
        return self.url_with(**{SEARCH: None, PAGE: None})

    @cached_property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.columns]

    @cached_property
    def page_links(self) -> list[PageLink]:
        numbers = self.page.paginator.get_elided_page_range(
            self.page.number, on_each_side=2, on_ends=1
        )
        return [self._page_link(number) for number in numbers]

    def url_with(self, **changes: str | int | None) -> str:
        params = self.params.copy()
        for key, value in changes.items():
            params.pop(key, None)
            if value is not None:
                params[key] = str(value)
        return "?" + params.urlencode()

    # Export

    @property
    def wants_export(self) -> bool:
        return self.params.get(EXPORT) == "xlsx"

    def export(self) -> HttpResponse:
        """A workbook of exactly what is shown: these columns, all matching rows, in this order."""
        content = workbook(self.columns, self._for_export(), self.export_title)
        response = HttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{self.export_name}.xlsx"'
        return response

    @property
    def export_title(self) -> str:
        """What stands over each printed page: the list, and what it was narrowed to."""
        narrowed = [f"{state.label}: {state.word}" for state in self.applied]
        words = [f"“{self.q}”"] if self.q else []
        return "; ".join([f"Danh sách {self.thing}", *narrowed, *words])

    def _for_export(self) -> Iterable[Any]:
        """Rows of the database come in pieces, with all that was asked to come along."""
        return self.rows.iterator(EXPORT_PIECE) if isinstance(self.rows, QuerySet) else self.rows

    # Inside

    def _state(self, choice: Filter) -> FilterState:
        value = self.params.get(choice.key, "")
        word = next((label for key, label in choice.choices if key == value and value), "")
        without = self.url_with(**{choice.key: None, PAGE: None})
        return FilterState(
            choice.key, choice.label, choice.choices, choice.all_label, value, word, without
        )

    def _search(self, rows: Rows) -> Rows:
        words = fold(self.q).split()
        if isinstance(rows, QuerySet):
            for word in words:
                found = (Q(**{f"{field}__contains": word}) for field in self.search_fields)
                rows = rows.filter(_any(found))
            return rows
        return [row for row in rows if _holds(words, self._text_of(row))]

    def _text_of(self, row: Any) -> str:
        parts = (f"{column.value(row)} {column.sub_of(row)}" for column in self.all_columns)
        return fold(" ".join(parts))

    def _sorted(self, rows: Rows) -> Rows:
        column, down = self.sort
        if column is None:
            return rows
        if isinstance(rows, QuerySet):
            return rows.order_by(("-" if down else "") + column.order, "pk")
        return sorted(rows, key=lambda row: _sort_value(column, row), reverse=down)

    def _head(self, column: Column) -> Head:
        if not self.can_sort(column):
            return Head(column, "", "")
        now, down = self.sort
        direction = ("descending" if down else "ascending") if now == column else ""
        next_sort = f"-{column.key}" if direction == "ascending" else column.key
        return Head(column, self.url_with(**{SORT: next_sort, PAGE: None}), direction)

    def _page_link(self, number: int | str) -> PageLink:
        if not isinstance(number, int):
            return PageLink(None, "", False)
        return PageLink(number, self.url_with(**{PAGE: number}), number == self.page.number)

    def _pick_value(self, row: Any) -> str:
        return str(self.pick(row)) if self.pick else ""

    def _pick_label(self, row: Any) -> str:
        if self.pick_label:
            return self.pick_label(row)
        return str(next((c.value(row) for c in self.columns if c.lead), ""))


def _any(questions: Iterable[Q]) -> Q:
    whole = Q()
    for question in questions:
        whole |= question
    return whole


def _holds(words: Sequence[str], text: str) -> bool:
    return all(word in text for word in words)


def _sort_value(column: Column, row: Any) -> tuple[bool, Any]:
    """Blanks stand last; texts in Vietnamese order."""
    value = column.sort_key(row) if column.sort_key else column.value(row)
    if value is None or value == "":
        return (True, 0)
    return (False, unit_sort_key(str(value)) if _is_text(value, column) else value)


def _is_text(value: Any, column: Column) -> bool:
    return column.sort_key is None and not isinstance(value, int | float | Decimal | date)


def workbook(columns: Sequence[Column], rows: Iterable[Any], title: str = "") -> bytes:
    """An .xlsx file that prints well; the title stands in the head of each page."""
    shown = [SheetColumn(c.label, 40 if c.lead else 18, c.kind) for c in columns]
    lines = ([_told(column.value(row)) for column in columns] for row in rows)
    return table_workbook(SheetTable(shown, lines, title=title))


def _told(value: Any) -> Any:
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value
