"""The ages of the law and what changes between them; readings where it is silent; what is unread."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import may, signed_in
from thidua.core.law.law import Law
from thidua.pages.law.finding import day_of, regime_of
from thidua.pages.law.showing import Shower, correct_url
from thidua.pages.law.tabs import tabs_of
from thidua.pages.law.wording import DECIDING, body_lines, days_words, setting_words
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.law.bodies import body_of
from thidua.subjects.law.enums import RowKind
from thidua.subjects.law.selectors import law_in_force
from thidua.subjects.law.unread import MUST, SHOULD, Unread, unread_rows

GENERAL = "chung"  # in the address, for rows of no award
READ_WORDS = {
    "whole": "Đã đọc toàn văn",
    "partly": "Mới đọc được một phần",
    "not_read": "Chưa đọc",
}


@require_GET
@signed_in
def timeline(request: HttpRequest) -> HttpResponse:
    law, day = law_in_force(), day_of(request)
    shower = Shower(law, day, may_write=bool(may(request.actor, "law.write")))
    context = {
        "tabs": tabs_of("law:timeline", request),
        "day": day,
        "regime": regime_of(law, day),
        "regimes": [(one, _days(one), _holds(one, day), shower.origin(RowKind.REGIME, one)) for one in _ordered(law.regimes)],
        "editions": [(one, _days(one), READ_WORDS[one.read], shower.origin("edition", one)) for one in _ordered(law.editions)],
        "boundaries": [_boundary(law, shower, one) for one in sorted(law.boundaries, key=lambda one: one.day)],
        "salaries": [(one, _days(one), _holds(one, day), shower.origin(RowKind.BASE_SALARY, one)) for one in reversed(_ordered(law.base_salaries))],
        "pending": [(one, shower.origin("pending", one)) for one in law.pending],
        "deadlines": [(one, _days(one), shower.origin(RowKind.DEADLINE, one)) for one in law.deadlines_on(day) if not one.award],
        "may_write": shower.may_write,
    }  # fmt: skip
    return render(request, "law/timeline.html", context)


def _ordered(rows: Any) -> list[Any]:
    return sorted(rows, key=lambda one: one.valid_from)


def _days(row: Any) -> str:
    return days_words(row.valid_from, row.valid_until)


def _holds(row: Any, day: date) -> bool:
    return bool(row.valid_from <= day < row.valid_until)


def _boundary(law: Law, shower: Shower, row: Any) -> dict[str, Any]:
    titles = {one.key: one.title for one in law.regimes}
    return {
        "row": row,
        "earlier": titles.get(row.earlier, row.earlier),
        "later": titles.get(row.later, row.later),
        "deciding": DECIDING[row.deciding_day],
        "origin": shower.origin(RowKind.BOUNDARY, row),
    }


@require_GET
@signed_in
def setting_list(request: HttpRequest) -> HttpResponse:
    """How the system reads the law where it is silent: each a dated choice the province may change."""
    law, day = law_in_force(), day_of(request)
    shower = Shower(law, day, may_write=bool(may(request.actor, "law.write")))
    rows = sorted(law.settings, key=lambda one: (one.key, one.valid_from))
    context = {
        "tabs": tabs_of("law:setting_list", request),
        "day": day,
        "regime": regime_of(law, day),
        "settings": [
            (one, setting_words(law, one.value), _days(one), shower.origin(RowKind.SETTING, one))
            for one in rows
            if _holds(one, day)
        ],
        "refuted": [(one, law.awards.get(one.award)) for one in law.refuted],
    }
    return render(request, "law/setting_list.html", context)


def _text(law: Law, one: Unread) -> str:
    """What the row says; of one without a sentence of its own, its kind and who or what it names."""
    if one.text:
        return one.text
    lines = body_lines(law, one.kind, body_of(one.value), "", one.valid_from)
    said = "; ".join(line.words for line in lines)
    return f"{RowKind(one.kind).label}: {said}"


def _award_name(law: Law, one: Unread, day: date) -> str:
    award = law.awards.get(one.award)
    return award.name_on(day) if award else "Quy định chung"


@require_GET
@signed_in
def unread_list(request: HttpRequest) -> HttpResponse:
    """Everything that still has to be read in the official text, as a list of work."""
    law, actor = law_in_force(), request.actor
    may_write = bool(may(actor, "law.write"))
    rows = unread_rows(law)
    kinds = {one.kind: str(RowKind(one.kind).label) for one in rows}
    awards = {one.award: _award_name(law, one, actor.day) for one in rows}
    columns = [
        Column(
            "dong", "Nội dung", lambda one: _text(law, one), lead=True, sortable=False,
            url=lambda one: correct_url(one.kind, one.value) if may_write else "",
            sub=lambda one: one.value.source.citation,
        ),
        Column("dh", "Danh hiệu, hình thức", lambda one: awards[one.award]),
        Column("loai", "Loại", lambda one: kinds[one.kind]),
        Column("tt", "Mức", lambda one: one.weight, kind="state"),
        Column("vs", "Vì sao", lambda one: one.why),
        Column("ngay", "Áp dụng", lambda one: _days(one.value) if hasattr(one.value, "valid_from") else "", sortable=False),
    ]  # fmt: skip
    shown = FilteredList(
        request.GET,
        rows,
        columns,
        name="doi-chieu",
        thing="dòng",
        filters=[
            Filter("muc", "Mức", [(MUST, MUST), (SHOULD, SHOULD)], lambda found, v: [r for r in found if r.weight == v]),
            Filter("dh", "Danh hiệu", sorted(((key or GENERAL, name) for key, name in awards.items()), key=lambda pair: pair[1]), lambda found, v: [r for r in found if (r.award or GENERAL) == v]),
            Filter("loai", "Loại", sorted(kinds.items(), key=lambda pair: pair[1]), lambda found, v: [r for r in found if r.kind == v]),
        ],
        search_hint="ví dụ: bang khen",
        empty_heading="Mọi dòng đã đối chiếu",
        empty_words="Dòng ghi theo trí nhớ, chưa rõ con số hoặc đọc ở văn bản dẫn lại sẽ nằm ở đây.",
        export_name="viec-can-doi-chieu",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    context = {
        "list": shown,
        "tabs": tabs_of("law:unread_list", request),
        "must": sum(one.weight == MUST for one in rows),
        "should": sum(one.weight == SHOULD for one in rows),
        "may_write": may_write,
        "why_not": may(actor, "law.write").reason,
    }
    return render(request, "law/unread_list.html", context)
