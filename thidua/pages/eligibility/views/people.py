"""One person's prospects, the people of a unit, candidates side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import Actor, may, requires
from thidua.base.errors import Refusal
from thidua.core.law.facts import Finding, Verdict
from thidua.core.law.law import Law
from thidua.pages.eligibility.finding import (
    asked_day,
    asked_number,
    asked_year,
    default_period,
    find_holder,
)
from thidua.pages.eligibility.forms import award_choices
from thidua.pages.eligibility.ladder_list import ladder_list
from thidua.pages.eligibility.parts import COMPARE, LADDER, Who, law_words, tabs, who
from thidua.pages.eligibility.verdicts import ShownFinding, sentence_of, shown
from thidua.pages.ui.lists import FilteredList
from thidua.subjects.eligibility.enums import Nearness, Outcome
from thidua.subjects.eligibility.selectors.checks import latest_checks, readable_by, settled
from thidua.subjects.eligibility.selectors.judging import (
    awards_for,
    case_of,
    judge,
    known,
    known_many,
    law_in_force,
    types_on,
)
from thidua.subjects.eligibility.selectors.ladder import ladder_of, people_of, rows_of
from thidua.subjects.eligibility.selectors.prospects import grouped, prospects_of
from thidua.subjects.eligibility.services.lists import list_people
from thidua.subjects.orgs.selectors import names_on, tree_on, trees_remembered
from thidua.subjects.register.models import Holder
from thidua.subjects.register.permissions import sees_all
from thidua.subjects.register.selectors.scope import own_units, visible_to, with_predecessors

MOST_COMPARED = 5


# What could one be proposed for


@require_GET
@requires("eligibility.see")
def prospects(request: HttpRequest, holder_id: int) -> HttpResponse:
    actor = request.actor
    holder = find_holder(actor, holder_id)
    return render(request, "eligibility/prospects.html", prospects_context(request, holder))


def prospects_context(request: HttpRequest, holder: Holder) -> dict[str, Any]:
    """For the page, and for any other that includes `eligibility/_prospects.html`."""
    actor = request.actor
    day = asked_day(request.GET, actor.day)
    period = asked_year(request.GET, default_period(day))
    law, one = law_in_force(), known(holder, day)
    found = prospects_of(one, law, day, period)
    has = [row for row in found if period in row.held and row.award.kind == "title"]
    rest = [row for row in found if row not in has]
    groups = [(kind, _heading(kind, period), rows) for kind, rows in grouped(rest)]
    return {
        "holder": holder,
        "who": who([holder], actor.day)[holder.pk],
        "day": day,
        "period": period,
        "law": law_words(law, day),
        "groups": [g for g in groups if g[0] not in (Nearness.FAR, Nearness.PEOPLE)],
        "behind": [g for g in groups if g[0] in (Nearness.FAR, Nearness.PEOPLE)],
        "has": has,
        "checks": {
            award: settled(check)
            for (_id, award, year), check in latest_checks([holder.pk]).items()
            if year == period
        },
        "is_known": bool(one.facts.ratings or one.facts.awards),
        "may_ask": may(actor, "eligibility.ask", holder),
    }


def _heading(kind: Nearness, period: int) -> str:
    return {
        Nearness.READY: f"Đủ điều kiện ngay, năm {period}",
        Nearness.STEPS: f"Đủ theo sổ, năm {period}: còn bước thủ tục",
        Nearness.NEAR: "Còn thiếu ít",
        Nearness.LATER: "Từ những năm sau, nếu tiếp tục",
        Nearness.PEOPLE: "Xét theo thành tích cụ thể",
        Nearness.FAR: "Chưa tới",
    }[kind]


# The people of a unit


@dataclass(frozen=True, slots=True)
class Asked:
    """Which people "Người của tôi" shows, out of its address."""

    day: date
    period: int
    unit: int | None
    words: str  # of a name

    @classmethod
    def read(cls, params: QueryDict, actor: Actor) -> "Asked":
        day = asked_day(params, actor.day)
        unit = asked_number(params, "don_vi")
        if unit is None and not sees_all(actor):
            unit = actor.unit_id
        return cls(day, asked_year(params, default_period(day)), unit, params.get("tim", ""))


@require_GET
@requires("eligibility.see")
def ladder(request: HttpRequest) -> HttpResponse:
    with trees_remembered():
        return _ladder(request, Asked.read(request.GET, request.actor), law_in_force())


def _ladder(request: HttpRequest, asked: Asked, law: Law) -> HttpResponse:
    actor = request.actor
    shown_list = people_shown(actor, request.GET, asked, law)
    if shown_list is not None and shown_list.wants_export:
        return shown_list.export()
    context: dict[str, Any] = {
        "tabs": tabs(LADDER),
        "day": asked.day,
        "period": asked.period,
        "law": law_words(law, asked.day),
        "unit": asked.unit,
        "words": asked.words,
        "unit_name": unit_name(asked.unit, asked.day),
        "choices": _unit_choices(actor, asked.day),
        "may_list": may(actor, "eligibility.paste"),
        "list": shown_list,
        "is_sample": shown_list is not None and any(r.holder.is_sample for r in shown_list.page),
    }
    return render(request, "eligibility/ladder.html", context)


def people_shown(actor: Actor, params: QueryDict, asked: Asked, law: Law) -> FilteredList | None:
    """The list as its address says; None while no unit is chosen."""
    units = _units(actor, asked.unit, asked.day)
    if units is None:
        return None
    climbed = ladder_of(law, asked.day, asked.period)
    return ladder_list(params, rows_of(people_of(actor, units, asked.words), climbed), climbed)


@require_POST
@requires("eligibility.paste")
def ladder_pick(request: HttpRequest) -> HttpResponse:
    """The people ticked, or all that match, become a list for one award."""
    actor = request.actor
    params = QueryDict(request.POST.get("filter", ""))
    asked = Asked.read(params, actor)
    shown_list = people_shown(actor, params, asked, law_in_force())
    rows = shown_list.picked(request.POST) if shown_list is not None else []
    try:
        listed = list_people(
            actor=actor,
            title="",
            holders=[row.holder.pk for row in rows],
            award=request.POST.get("award", ""),
            period=asked.period,
            day=asked.day,
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(f"{reverse('eligibility:ladder')}?{params.urlencode()}")
    return redirect("eligibility:list_see", listed.pk)


def unit_name(unit: int | None, day: date) -> str:
    return names_on([unit], day).get(unit, "") if unit else ""


def _units(actor: Actor, unit: int | None, day: date) -> set[int] | None:
    """Whose people are shown: the unit named with those under it; all of the own; None: choose one."""
    if unit is None:
        return None
    tree = tree_on(day)
    wanted = with_predecessors([unit, *(tree.descendants(unit) if unit in tree else [])], day)
    if sees_all(actor):
        return wanted
    allowed = wanted & own_units(actor)
    if not allowed:
        raise Http404("Đơn vị này không thuộc quyền quản lý.")
    return allowed


def _unit_choices(actor: Actor, day: date) -> list[tuple[int, str]]:
    """Units with people in the register, by their place in the tree."""
    rows = visible_to(actor).filter(unit_id__isnull=False).order_by()
    having = set(rows.values_list("unit_id", flat=True).distinct())
    tree = tree_on(day)
    return [(node.id, node.name) for node in tree if node.id in having]


# Side by side


@dataclass(frozen=True, slots=True)
class Candidate:
    who: Who
    verdict: Verdict
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One demand with what each candidate comes to."""

    text: str
    citation: str
    cells: Sequence[ShownFinding | None]


@require_GET
@requires("eligibility.see")
def compare(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    day = asked_day(request.GET, actor.day)
    period = asked_year(request.GET, default_period(day))
    law = law_in_force()
    ids = [int(one) for one in request.GET.getlist("nguoi") if one.isdecimal()][:MOST_COMPARED]
    holders = list(visible_to(actor).filter(pk__in=ids).order_by("sort_key", "pk"))
    kinds = [(one.kind, one.variant) for one in holders] or [("individual", "individual")]
    awards = awards_for(law, *kinds[0], day)
    award = request.GET.get("mon", "")
    chosen = next((one for one in awards if one.key == award), None)
    candidates = _candidates(actor, holders, award, day, period, law) if chosen else []
    context = {
        "tabs": tabs(COMPARE),
        "day": day,
        "period": period,
        "law": law_words(law, day),
        "award": chosen,
        "name": chosen.name_on(day) if chosen else "",
        "awards": award_choices(awards, day),
        "holders": list(who(holders, actor.day).values()),
        "candidates": candidates,
        "rows": _rows(candidates),
        "words": request.GET.get("tim", "").strip(),
        "found": _found(request, actor, ids),
        "is_full": len(holders) >= MOST_COMPARED,
        "kept": [(name, value) for name in ("mon", "nam", "ngay") for value in request.GET.getlist(name)],
    }  # fmt: skip
    return render(request, "eligibility/compare.html", context)


def _found(request: HttpRequest, actor: Actor, ids: Sequence[int]) -> list[Who]:
    from thidua.pages.eligibility.views.asking import people_found

    words = request.GET.get("tim", "").strip()
    if not words:
        return []
    found = people_found(actor, words).exclude(pk__in=ids)[:12]
    return list(who(found, actor.day).values())


def _candidates(
    actor: Actor, holders: Sequence[Holder], award: str, day: date, period: int, law: Law
) -> list[Candidate]:
    facts = known_many([one.pk for one in holders], day)
    people, types = who(holders, actor.day), types_on(law, day)
    found = []
    for holder in holders:
        verdict = judge(case_of(facts[holder.pk], award, day, period), law)
        found.append(
            Candidate(
                people[holder.pk],
                readable_by(actor, verdict, types),
                str(Outcome(verdict.outcome).label),
                sentence_of(verdict),
            )
        )
    return found


def _rows(candidates: Sequence[Candidate]) -> list[ComparedRow]:
    """Every demand that one of them at least was judged by, in the order of the law; one that the
    award and a general rule both make stands once."""
    first: dict[str, Finding] = {}
    for candidate in candidates:
        for one in candidate.verdict.findings:
            first.setdefault(one.text, one)
    shown_by = [
        {one.finding.text: one for one in reversed(_all_shown(candidate.verdict))}
        for candidate in candidates
    ]
    return [
        ComparedRow(text, one.citation, [by_text.get(text) for by_text in shown_by])
        for text, one in first.items()
    ]


def _all_shown(verdict: Verdict) -> list[ShownFinding]:
    told = shown(verdict)
    routes = [one for group in told.groups for route in group.routes for one in route.findings]
    return [*told.required, *told.general, *routes]
