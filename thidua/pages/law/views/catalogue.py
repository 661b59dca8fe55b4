"""The catalogue of awards on a day; one award with all its law; the ages of the law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.base.access import may, signed_in
from thidua.core.law.law import Law
from thidua.core.law.model import Award
from thidua.pages.law.comparing import compared
from thidua.pages.law.finding import day_of, find_award, regime_of
from thidua.pages.law.showing import Shower, amounts, authority_periods, dossier_periods
from thidua.pages.law.tabs import day_tail, tabs_of
from thidua.pages.law.wording import days_words, names
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.selectors import law_in_force
from thidua.subjects.law.unread import MUST, unread_rows

WHOLE, GAPS, NO_RULES, ENDED = (
    "Đủ dữ liệu",
    "Còn chỗ chưa đối chiếu",
    "Chưa có tiêu chuẩn",
    "Không còn áp dụng",
)
LEVELS = ("state", "province", "grassroots")


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A line of the catalogue."""

    award: Award
    name: str
    kind: str
    level: str
    subjects: str
    decides: str
    state: str
    url: str

    @property
    def rank(self) -> tuple[bool, bool, int, str]:
        """What is no longer given stands last; titles before forms, the highest first."""
        gone = self.state == ENDED
        return gone, self.award.kind != "title", LEVELS.index(self.award.level), self.name


def lines_on(law: Law, day: date, tail: str) -> list[AwardLine]:
    """Every award of the data; those not in force on the day say so."""
    open_ids = {(one.award, one.name) for one in unread_rows(law) if one.weight == MUST}
    decides = {
        row.award: names(law, "authorities", row.decided_by)
        for row in law.authorities
        if row.valid_from <= day < row.valid_until
    }
    lines = [
        AwardLine(
            award=award,
            name=award.name_on(day),
            kind=law.vocabulary.name("award_kinds", award.kind),
            level=law.vocabulary.name("levels", award.level),
            subjects=names(law, "subject_kinds", sorted(award.subjects)),
            decides=decides.get(award.key, ""),
            state=_state(law, award, day, open_ids),
            url=reverse("law:award_see", args=[award.key]) + tail,
        )
        for award in law.awards.values()
    ]
    return sorted(lines, key=lambda line: line.rank)


def _state(law: Law, award: Award, day: date, open_ids: set[tuple[str, str]]) -> str:
    if not award.valid_from <= day < award.valid_until:
        return ENDED
    rows = law.conditions_for(award.key, day)
    if not rows:
        return NO_RULES
    return GAPS if any((award.key, row.id) in open_ids for row in rows) else WHOLE


COLUMNS = (
    Column(
        "ten", "Danh hiệu, hình thức", lambda line: line.name, lead=True,
        url=lambda line: line.url, sort_key=lambda line: line.rank,
    ),
    Column("loai", "Loại", lambda line: line.kind),
    Column("cap", "Cấp", lambda line: line.level),
    Column("doi-tuong", "Cho", lambda line: line.subjects),
    Column("quyet-dinh", "Quyết định", lambda line: line.decides),
    Column("du-lieu", "Dữ liệu luật", lambda line: line.state, kind="state"),
)  # fmt: skip


@require_GET
@signed_in
def award_list(request: HttpRequest) -> HttpResponse:
    law, day = law_in_force(), day_of(request)
    tail = day_tail(day, request.actor.day)
    words = law.vocabulary.words
    lines = lines_on(law, day, tail)
    shown = FilteredList(
        request.GET,
        lines,
        COLUMNS,
        name="danh-muc",
        thing="danh hiệu, hình thức",
        filters=[
            Filter("loai", "Loại", list(words["award_kinds"].items()), lambda rows, v: [r for r in rows if r.award.kind == v]),
            Filter("cap", "Cấp", list(words["levels"].items()), lambda rows, v: [r for r in rows if r.award.level == v]),
            Filter("cho", "Đối tượng", list(words["subject_kinds"].items()), lambda rows, v: [r for r in rows if v in r.award.subjects]),
            Filter("dl", "Dữ liệu luật", [(w, w) for w in (WHOLE, GAPS, NO_RULES, ENDED)], lambda rows, v: [r for r in rows if r.state == v]),
        ],
        search_hint="ví dụ: chien si thi dua",
        page_size=100,
        export_name="danh-hieu-hinh-thuc",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    context = {
        "list": shown,
        "day": day,
        "regime": regime_of(law, day),
        "tabs": tabs_of("law:award_list", request),
        "may_write": may(request.actor, "law.write"),
    }
    return render(request, "law/award_list.html", context)


@require_GET
@signed_in
def award_see(request: HttpRequest, key: str) -> HttpResponse:
    law, day = law_in_force(), day_of(request)
    award = find_award(law, key)
    may_write = bool(may(request.actor, "law.write"))
    shower = Shower(law, day, may_write=may_write)
    variant = _variant(request, law)
    rows = law.conditions_for(key, day)
    context = {
        "award": award,
        "name": award.name_on(day),
        "day": day,
        "kind": law.vocabulary.name("award_kinds", award.kind),
        "level": law.vocabulary.name("levels", award.level),
        "subjects": names(law, "subject_kinds", sorted(award.subjects)),
        "cycle": law.vocabulary.name("cycles", award.cycle),
        "in_force": award.valid_from <= day < award.valid_until,
        "days": days_words(award.valid_from, award.valid_until),
        "regime": regime_of(law, day),
        "origin": shower.origin("award", award),
        "variants": _variants_of(law, rows),
        "variant": variant,
        "demands": shower.demands(rows, variant),
        "general": shower.demands(law.general_on(day)).always,
        "authorities": authority_periods(shower, key),
        "dossiers": dossier_periods(shower, key),
        "amounts": amounts(shower, key),
        "deadlines": [(row, shower.origin("deadline", row)) for row in law.deadlines_on(day, key)],
        "ages": compared(law, key, day, request.GET.get("so-voi", "")),
        "own_rows": _own_rows(request, key),
        "may_write": may_write,
        "add_url": f"{reverse('law:row_new')}?{urlencode({'danh-hieu': key})}",
        "check_url": reverse("eligibility:front") if may(request.actor, "eligibility.ask") else "",
        "tail": day_tail(day, request.actor.day),
    }
    return render(request, "law/award_see.html", context)


def _variant(request: HttpRequest, law: Law) -> str:
    asked = request.GET.get("cho", "")
    return asked if asked in law.vocabulary.words["variants"] else ""


def _variants_of(law: Law, rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Those that the award's rows tell apart."""
    told = {variant for row in rows for variant in row.variants}
    return [(k, name) for k, name in law.vocabulary.words["variants"].items() if k in told]


def _own_rows(request: HttpRequest, key: str) -> list[LawRow]:
    if not may(request.actor, "law.rows.see"):
        return []
    return list(LawRow.objects.filter(award=key).order_by("-changed_at"))
