"""Asking about one case: who, which award, what the register does not know; then the verdict is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base.access import Actor, may, requires
from thidua.base.errors import Refusal
from thidua.base.finding.asking import find
from thidua.base.finding.questions import Question as Search
from thidua.core.law.adding import Added
from thidua.core.law.asking import Question, questions
from thidua.core.text import fold
from thidua.pages.eligibility.finding import (
    asked_day,
    asked_number,
    asked_year,
    default_period,
    find_check,
    find_holder,
)
from thidua.pages.eligibility.forms import AddedForm, CaseForm
from thidua.pages.eligibility.parts import FRONT, law_words, tabs, who
from thidua.pages.eligibility.verdicts import shown
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.eligibility.enums import Outcome
from thidua.subjects.eligibility.models import Check
from thidua.subjects.eligibility.selectors.checks import (
    checks_visible_to,
    latest_checks,
    readable_by,
    settled,
)
from thidua.subjects.eligibility.selectors.judging import (
    NOTHING_ADDED,
    Known,
    awards_for,
    case_of,
    judge,
    known,
    law_in_force,
    types_on,
)
from thidua.subjects.eligibility.selectors.members import members_by_register
from thidua.subjects.eligibility.services.checking import ask_check
from thidua.subjects.register.indexing import COLLECTIVE, PERSON
from thidua.subjects.register.models import Holder
from thidua.subjects.register.permissions import sees_all
from thidua.subjects.register.selectors.scope import visible_to

MOST_FOUND = 12


@require_GET
@requires("eligibility.see")
def front(request: HttpRequest) -> HttpResponse:
    """Whom to ask about, and what was asked before."""
    actor = request.actor
    words = request.GET.get("tim", "").strip()
    found = list(people_found(actor, words)[:MOST_FOUND]) if words else []
    checks = check_list(request)
    if checks.wants_export:
        return checks.export()
    context = {
        "tabs": tabs(FRONT),
        "words": words,
        "found": list(who(found, actor.day).values()),
        "is_cut": len(found) == MOST_FOUND,
        "list": checks,
        "may_ask": may(actor, "eligibility.ask"),
    }
    return render(request, "eligibility/front.html", context)


def people_found(actor: Actor, words: str) -> QuerySet[Holder]:
    """Every word somewhere in the name, accents or none; who sees the whole province asks the card
    index first, which knows slips of the pen and the names of units too."""
    visible = visible_to(actor).order_by("sort_key", "pk")
    if sees_all(actor) and (known := _by_cards(words)):
        return visible.filter(pk__in=known)
    for word in fold(words).split():
        visible = visible.filter(name_key__contains=word)
    return visible


def _by_cards(words: str) -> list[int]:
    answers = find(Search(words, (PERSON, COLLECTIVE)))
    return [
        card.object_id
        for answer in answers.of_kind.values()
        for card in (*answer.cards, *answer.guessed)
    ]


def check_list(request: HttpRequest) -> FilteredList:
    actor = request.actor
    rows = checks_visible_to(actor).filter(replaced_by=None).prefetch_related("overrides")
    law = law_in_force()
    asked = rows.order_by("award").values_list("award", flat=True).distinct()
    awards = [(key, law.awards[key].name) for key in asked if key in law.awards]
    return FilteredList(
        request.GET,
        rows.order_by("-pk"),
        _columns(actor.day),
        name="lan-xet",
        thing="lần xét",
        filters=[
            Filter("kq", "Kết quả", [(k, str(w)) for k, w in Outcome.choices], lambda r, v: r.filter(outcome=v)),
            Filter("dh", "Danh hiệu, hình thức", awards, lambda r, v: r.filter(award=v)),
        ],
        search_fields=["holder__name_key"],
        search_hint="ví dụ: vang thi",
        empty_heading="Chưa xét trường hợp nào",
        empty_words="Tìm người, tập thể ở ô phía trên, chọn danh hiệu rồi xét. Kết quả giữ lại ở đây.",
        export_name="lan-xet-dieu-kien",
    )  # fmt: skip


def _columns(day: date) -> list[Column]:
    law = law_in_force()

    def award(row: Check) -> str:
        return law.awards[row.award].name_on(row.day) if row.award in law.awards else row.award

    def outcome(row: Check) -> str:
        return str(settled(row).outcome.label)

    return [
        Column("ten", "Người, tập thể", lambda row: row.holder.name, order="holder__sort_key", lead=True, url=lambda row: reverse("eligibility:check_see", args=[row.pk])),
        Column("dh", "Danh hiệu, hình thức", award, order="award"),
        Column("nam", "Năm xét", lambda row: str(row.period), order="period"),
        Column("kq", "Kết quả", outcome, kind="state", sortable=False),
        Column("qd", "Quyết định khác", lambda row: "Có" if settled(row).is_overridden else "", sortable=False),
        Column("ngay", "Ngày xét", lambda row: row.day, kind="date", order="day"),
        Column("ai", "Người xét", lambda row: row.created_by_name, shown=False),
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("eligibility.see")
def ask(request: HttpRequest, holder_id: int) -> HttpResponse:
    """GET judges what the register knows and asks for the rest; POST keeps the verdict."""
    actor = request.actor
    holder = find_holder(actor, holder_id)
    day = asked_day(request.GET, actor.day)
    period = asked_year(request.GET, default_period(day))
    law, one = law_in_force(), known(holder, day)
    awards = awards_for(law, one.subject.kind, one.subject.variant, day)
    award = request.GET.get("mon", "")
    chosen = next((row for row in awards if row.key == award), None)
    context: dict[str, Any] = {
        "who": who([holder], actor.day)[holder.pk],
        "holder": holder,
        "case_form": CaseForm(initial={"mon": award, "nam": period, "ngay": day}, awards=awards, day=day),
        "award": chosen,
        "period": period,
        "day": day,
        "law": law_words(law, day),
        "may_ask": may(actor, "eligibility.ask", holder),
        "checks": _earlier(holder),
    }  # fmt: skip
    if chosen is None:
        return render(request, "eligibility/ask.html", context)
    form = _form(request, holder, one, chosen.key, day, period)
    if request.method == "POST" and form.is_valid():
        try:
            check = ask_check(
                actor=actor, holder=holder, award=chosen.key, day=day, period=period, added=form.added(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("eligibility:check_see", check.pk)
    verdict = judge(case_of(one, chosen.key, day, period), law)
    types = types_on(law, day)
    general = frozenset(row.id for row in law.general_on(day))
    context |= {
        "form": form,
        "name": chosen.name_on(day),
        "verdict": shown(readable_by(actor, verdict, types), general_ids=general),
    }
    return render(request, "eligibility/ask.html", context)


def _form(
    request: HttpRequest, holder: Holder, one: Known, award: str, day: date, period: int
) -> AddedForm:
    law = law_in_force()
    added = _added_before(request)
    asked = _questions(one, award, day, period, added)
    topics = {topic for question in asked for topic in question.topics}
    counted = members_by_register(holder, period, topics) if not added.facts.members else {}
    data = request.POST if request.method == "POST" else None
    return AddedForm(data, questions=asked, law=law, period=period, added=added, counted=counted)


def _added_before(request: HttpRequest) -> Added:
    """What an earlier check was told, when this one mends it ("?tu=12")."""
    check_id = asked_number(request.GET, "tu")
    return Added.from_json(find_check(request.actor, check_id).added) if check_id else NOTHING_ADDED


def _questions(one: Known, award: str, day: date, period: int, added: Added) -> Sequence[Question]:
    """What is open without anything added, and what still is with it."""
    law = law_in_force()
    found: dict[Any, Question] = {}
    for told in (NOTHING_ADDED, added):
        verdict = judge(case_of(one, award, day, period, told), law)
        for question in questions(verdict, law, day, award):
            found.setdefault(question.key, question)
    return list(found.values())


def _earlier(holder: Holder) -> list[tuple[Check, str, str]]:
    law = law_in_force()
    rows = sorted(latest_checks([holder.pk]).values(), key=lambda row: -row.pk)
    return [
        (row, law.awards[row.award].name_on(row.day), str(settled(row).outcome.label))
        for row in rows[:5]
        if row.award in law.awards
    ]
