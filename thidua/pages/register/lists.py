"""Columns and filters of the lists of lines and of people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse

from thidua.base.access import Actor
from thidua.core.text import name_key
from thidua.core.trees import Tree
from thidua.pages.register.words import (
    award_words,
    decision_words,
    merit_words,
    partial_date,
    standing_words,
)
from thidua.pages.ui.lists import PAGE, Column, Filter, FilteredList
from thidua.subjects.orgs.enums import KindGroup, group_of
from thidua.subjects.register.awards import choices, known_awards, word_name
from thidua.subjects.register.enums import PERSONS, HolderKind
from thidua.subjects.register.models import Entry, Holder
from thidua.subjects.register.selectors.scope import (
    entries_visible_to,
    visible_to,
    with_predecessors,
)

YEARS_BACK = 40
MOST_COUNTED = 10_000
RUNNING_NUMBER = re.compile(r"\d+")


class CountedSoFar(Paginator):
    """Counts to ten thousand and says "more": a count over a million lines answers too late."""

    @cached_property
    def counted(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[: MOST_COUNTED + 1].count())

    @cached_property
    def count(self) -> int:  # type: ignore[override]
        return min(self.counted, MOST_COUNTED)


class LongList(FilteredList):
    """A list over the whole register; its words are looked for among holders first."""

    @cached_property
    def page(self) -> Any:
        return CountedSoFar(self.rows, self.page_size).get_page(self.params.get(PAGE))

    @property
    def is_more(self) -> bool:  # type: ignore[override]
        return bool(self.page.paginator.counted > MOST_COUNTED)


class LineList(LongList):
    def _search(self, rows: Any) -> Any:
        """A decision by the digits it begins with, else people and collectives by their names."""
        if number := RUNNING_NUMBER.match(self.q):
            numbered = rows.filter(decision_number__startswith=number.group())
            return numbered.filter(decision_number__icontains=self.q)
        named = Holder.objects.order_by()
        for word in name_key(self.q).split():
            named = named.filter(name_key__contains=word)
        return rows.filter(holder_id__in=named.values("pk"))


AREAS = (KindGroup.DISTRICTS, KindGroup.COMMUNES)

ENTRY_COLUMNS = (
    Column(
        "nguoi", "Người, tập thể", lambda e: e.holder.name, lead=True, order="holder__sort_key",
        url=lambda e: reverse("register:holder_see", args=[e.holder_id]),
        sub=lambda e: "số liệu mẫu" if e.holder.is_sample else "",
    ),
    Column("khen", "Danh hiệu, hình thức", award_words, url=lambda e: reverse("register:entry_see", args=[e.pk])),
    Column("nam", "Năm", merit_words, kind="text", order="year"),
    Column("qd", "Quyết định", decision_words, order="decided"),
    Column("ai", "Người quyết định", lambda e: e.decided_by, shown=False),
    Column("cap", "Cấp khen", lambda e: word_name("levels", e.level) if e.level else "", shown=False),
    Column("hinh", "Loại hình", lambda e: word_name("commendation_types", e.type) if e.type else "", shown=False),
    Column("don-vi", "Đơn vị khi đó", lambda e: e.unit_name),
    Column("chuc", "Chức vụ khi đó", lambda e: e.position_title, shown=False),
    Column("ly-do", "Thành tích", lambda e: e.reason, shown=False),
    Column("so-vang", "Số sổ vàng", lambda e: e.certificate_number, shown=False),
    Column("tt", "Trạng thái", standing_words, kind="state", sub=lambda e: e.doubt),
)  # fmt: skip


def entry_rows(actor: Actor, params: QueryDict, tree: Tree) -> FilteredList:
    rows = entries_visible_to(actor).shown().select_related("holder")
    return LineList(
        params,
        _between(rows, params).order_by("-year", "-decided", "-pk"),
        ENTRY_COLUMNS,
        name="dong",
        thing="dòng",
        filters=[
            Filter("khen", "Danh hiệu, hình thức", [(a.key, a.name) for a in known_awards()],
                   lambda rows, value: rows.filter(award=value)),
            Filter("nam", "Năm", _years(actor.day),
                   lambda rows, value: rows.filter(year=int(value))),
            Filter("don-vi", "Đơn vị (cả đơn vị cũ)", unit_choices(tree),
                   lambda rows, value: rows.filter(unit_id__in=with_predecessors([int(value)], actor.day))),
            Filter("dia-ban", "Địa bàn", area_choices(tree),
                   lambda rows, value: rows.filter(unit_id__in=_area(tree, int(value), actor.day))),
            Filter("cap", "Cấp khen", choices("levels"), lambda rows, value: rows.filter(level=value)),
            Filter("hinh", "Loại hình", choices("commendation_types"),
                   lambda rows, value: rows.filter(type=value)),
            Filter("loai", "Đối tượng", HolderKind.choices,
                   lambda rows, value: rows.filter(holder__kind=value)),
            Filter("tt", "Trạng thái", [("nghi-van", "Còn nghi vấn"), ("thu-hoi", "Đã thu hồi")],
                   _of_standing),
        ],
        search_hint="ví dụ: vang thi mau, 262/QĐ",
        empty_heading="Chưa có dòng khen thưởng nào",
        empty_words="Ghi từng người, hoặc nhập sổ cũ từ Excel.",
        export_name="so-khen-thuong",
    )  # fmt: skip


def _of_standing(rows: QuerySet[Entry], value: str) -> QuerySet[Entry]:
    return rows.filter(is_doubtful=True) if value == "nghi-van" else rows.filter(standing="revoked")


def _between(rows: QuerySet[Entry], params: QueryDict) -> QuerySet[Entry]:
    """The days that a figure of a board counts: "?tu=2022-01-01&den=2022-02-15"."""
    for key, lookup in (("tu", "decided__gte"), ("den", "decided__lte")):
        if words := params.get(key, ""):
            try:
                rows = rows.filter(**{lookup: date.fromisoformat(words)})
            except ValueError as error:
                raise Http404("Ngày không hợp lệ.") from error
    return rows


def _years(day: date) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(day.year, day.year - YEARS_BACK, -1)]


def unit_choices(tree: Tree) -> list[tuple[str, str]]:
    """Units of the day in the order of the office, those below under their superiors."""
    return [(str(node.id), f"{'· ' * node.depth}{node.name}") for node in tree]


def area_choices(tree: Tree) -> list[tuple[str, str]]:
    return [(str(node.id), node.name) for node in tree if group_of(node.kind) in AREAS]


def _area(tree: Tree, unit_id: int, day: date) -> set[int]:
    below = tree.descendants(unit_id, include_self=True) if unit_id in tree else [unit_id]
    return with_predecessors(below, day)


HOLDER_COLUMNS: Sequence[Column] = (
    Column(
        "ten", "Họ tên, tên tập thể", lambda h: h.name, lead=True, order="sort_key",
        url=lambda h: reverse("register:holder_see", args=[h.pk]),
        sub=lambda h: ", ".join(part for part in (h.other_names, "số liệu mẫu" if h.is_sample else "") if part),
    ),
    Column("loai", "Đối tượng", lambda h: h.get_kind_display(), order="kind"),
    Column("sinh", "Ngày sinh", lambda h: _born(h)),
    Column("don-vi", "Đơn vị", lambda h: h.unit_label),
    Column("noi-o", "Nơi ở, địa chỉ", lambda h: h.place, shown=False),
)  # fmt: skip


def _born(holder: Any) -> str:
    person = getattr(holder, "person", None) if holder.is_person else None
    return partial_date(person.born, person.born_precision) if person else ""


def holder_rows(actor: Actor, params: QueryDict, tree: Tree) -> FilteredList:
    return LongList(
        params,
        visible_to(actor).select_related("person").order_by("sort_key", "pk"),
        HOLDER_COLUMNS,
        name="nguoi",
        thing="người, tập thể",
        filters=[
            Filter("loai", "Đối tượng", HolderKind.choices, lambda rows, value: rows.filter(kind=value)),
            Filter("don-vi", "Đơn vị (cả đơn vị cũ)", unit_choices(tree),
                   lambda rows, value: rows.filter(unit_id__in=with_predecessors([int(value)], actor.day))),
            Filter("dia-ban", "Địa bàn", area_choices(tree),
                   lambda rows, value: rows.filter(unit_id__in=_area(tree, int(value), actor.day))),
        ],
        search_fields=["name_key"],
        search_hint="ví dụ: vang thi mau",
        empty_heading="Sổ chưa có ai",
        empty_words="Ghi người, tập thể đầu tiên, hoặc nhập sổ cũ từ Excel.",
        export_name="nguoi-trong-so",
    )  # fmt: skip


def with_unit_labels(rows: Sequence[Holder], names: dict[int, str]) -> None:
    for holder in rows:
        holder.unit_label = names.get(holder.unit_id or 0, "")  # type: ignore[attr-defined]


def find_people(actor: Actor, words: str, limit: int = 20) -> list[Holder]:
    """People whose name holds every word, for choosing whom to merge."""
    asked = Q()
    for word in name_key(words).split():
        asked &= Q(name_key__contains=word)
    if not asked:
        return []
    found = visible_to(actor).filter(asked, kind__in=PERSONS).select_related("person")
    return list(found.order_by("sort_key", "pk")[:limit])
