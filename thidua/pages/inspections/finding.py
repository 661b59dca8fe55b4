"""Finding things inside what the actor may see, and carrying one verb out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from thidua.base.access import Actor
from thidua.base.errors import Refusal
from thidua.pages.ui.parts import Event, Ready
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.inspections.models import FollowUp, InspectionPlan, Visit
from thidua.subjects.inspections.selectors.readiness import Check
from thidua.subjects.inspections.selectors.visits import (
    follow_ups_visible_to,
    plans_visible_to,
    visits_visible_to,
    with_parts,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def find_plan(actor: Actor, plan_id: int) -> InspectionPlan:
    papers = plans_visible_to(actor).select_related("plan_paper", "team_paper", "unit")
    found = papers.filter(pk=plan_id).first()
    if found is None:
        raise Http404("Không có kế hoạch này, hoặc kế hoạch chưa ban hành.")
    return found


def find_visit(actor: Actor, visit_id: int) -> Visit:
    return _visit(visits_visible_to(actor), visit_id)


def find_visit_with_parts(actor: Actor, visit_id: int) -> Visit:
    return _visit(with_parts(visits_visible_to(actor)), visit_id)


def _visit(visits: Any, visit_id: int) -> Visit:
    found: Visit | None = visits.filter(pk=visit_id).first()
    if found is None:
        raise Http404("Không có đợt kiểm tra này, hoặc bạn không thuộc đoàn và đơn vị này.")
    return found


def find_follow_up(actor: Actor, follow_up_id: int) -> FollowUp:
    found = follow_ups_visible_to(actor).filter(pk=follow_up_id).first()
    if found is None:
        raise Http404("Không có việc khắc phục này trong phạm vi của bạn.")
    return found


def attempt(request: HttpRequest, done: str, act: Callable[[], Any]) -> bool:
    """Carry a verb out; its refusal becomes a message of the page."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, done)
    return True


def then(to: str, *args: Any, anchor: str = "") -> HttpResponse:
    response = redirect(to, *args)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response


def ready_line(check: Check, url: str = "") -> Ready:
    words = check.words if check.met or check.binding else f"{check.words} (nên có)"
    state = "met" if check.met else "miss" if check.binding else "wait"
    return Ready(words, state, "" if check.met else url, "Bổ sung")


def event_of(event: Any) -> Event:
    words = verb_words(event.verb)
    if event.reason:
        words = f"{words}: {event.reason}"
    who = ", ".join(part for part in (event.user_name, event.post_title, event.unit_name) if part)
    # The day on which the actor lived leads; the hour is told only where both agree.
    when = event.at if timezone.localtime(event.at).date() == event.day else event.day
    return Event(when=when, words=words, who=who, paper=event.paper)


def docx_answer(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response
