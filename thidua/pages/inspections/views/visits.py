"""One visit: where it stands, what the data show beforehand, its steps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import audit
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.base.parameters import calendar
from thidua.core.periods import words_for_due
from thidua.core.text import format_date, parse_date
from thidua.pages.inspections.finding import (
    attempt,
    event_of,
    find_visit,
    find_visit_with_parts,
    then,
)
from thidua.pages.ui.parts import Step
from thidua.subjects.inspections.enums import (
    BEFORE_VISIT,
    FindingKind,
    MinutesState,
    SelfCheckState,
    VisitState,
)
from thidua.subjects.inspections.models import Visit
from thidua.subjects.inspections.permissions import is_of_team
from thidua.subjects.inspections.selectors.prepared import prepared_sheet
from thidua.subjects.inspections.selectors.readiness import may_conclude_now
from thidua.subjects.inspections.selectors.visits import shown_state
from thidua.subjects.inspections.services import concluding, issuing
from thidua.subjects.inspections.services.visits import record_visit, save_notes

ROAD = (
    VisitState.PLANNED, VisitState.NOTIFIED, VisitState.SELF_CHECKED, VisitState.VISITED,
    VisitState.CONCLUDED, VisitState.FOLLOW_UP, VisitState.CLOSED,
)  # fmt: skip


@require_GET
@signed_in
def visit_see(request: HttpRequest, visit_id: int) -> HttpResponse:
    visit = find_visit_with_parts(request.actor, visit_id)
    return render(request, "inspections/visit_see.html", visit_context(request.actor, visit))


def visit_context(actor: Actor, visit: Visit) -> dict[str, Any]:
    minutes, self_check = getattr(visit, "minutes", None), getattr(visit, "self_check", None)
    of_team = is_of_team(actor, visit)
    sees_inside = of_team or bool(may(actor, "inspections.risk.see"))
    shown = sees_inside or (minutes is not None and minutes.state != MinutesState.DRAFT)
    due, due_words = _next_due(visit, actor)
    return {
        "visit": visit,
        "state": shown_state(visit, actor.day),
        "steps": _road(visit),
        "due": due,
        "due_words": due_words,
        "minutes": minutes if shown else None,
        "self_check": self_check if _sees_self_check(self_check, sees_inside, actor) else None,
        "findings": visit.standing_findings if shown else [],  # type: ignore[attr-defined]
        "kinds": _by_kind(visit) if shown else [],
        "follow_ups": [(row, row.is_overdue(actor.day)) for row in visit.follow_ups.all()]
        if sees_inside or visit.concluded_on
        else [],
        "sees_inside": sees_inside,
        "of_team": of_team,
        "may": _may(actor, visit),
        "can_record": visit.state in (VisitState.NOTIFIED, VisitState.SELF_CHECKED)
        and not visit.is_on_paper_only,
        "can_note": of_team and _takes_findings(visit, minutes),
        "can_conclude": may_conclude_now(visit),
        "can_cancel": visit.state in BEFORE_VISIT,
        "owes_self_check": visit.state in (VisitState.NOTIFIED, VisitState.VISITED)
        and (self_check is None or self_check.state == SelfCheckState.DRAFT),
        "today": actor.day,
        "events": [event_of(event) for event in audit.timeline(visit)[:15]] if sees_inside else [],
    }


def _takes_findings(visit: Visit, minutes: Any) -> bool:
    open_ = (VisitState.NOTIFIED, VisitState.SELF_CHECKED, VisitState.VISITED)
    return visit.state in open_ and (minutes is None or minutes.state == MinutesState.DRAFT)


def _sees_self_check(self_check: Any, sees_inside: bool, actor: Actor) -> bool:
    """The team sees it when it was sent; the unit from the first word."""
    if self_check is None:
        return False
    own = actor.unit_id == self_check.visit.organization_id
    return own or (sees_inside and self_check.state == SelfCheckState.SENT)


def _by_kind(visit: Visit) -> list[tuple[str, int]]:
    found = visit.standing_findings  # type: ignore[attr-defined]
    counts = [(str(kind.label), sum(row.kind == kind for row in found)) for kind in FindingKind]
    return [(label, count) for label, count in counts if count]


def _may(actor: Actor, visit: Visit) -> dict[str, Any]:
    verbs = ("lead", "record", "cancel", "self_check", "agree", "plan")
    answers = {verb: may(actor, f"inspections.{verb}", visit) for verb in verbs}
    answers["prepare"] = may(actor, "inspections.prepare.see", visit)
    return answers


def _next_due(visit: Visit, actor: Actor) -> tuple[Any, str]:
    """What is owed next on this visit, and how many days are left."""
    open_duties = [row.due_on for row in visit.follow_ups.all() if row.state != "accepted"]
    due, what = {
        VisitState.NOTIFIED: (visit.self_check_due, "Báo cáo tự kiểm tra"),
        VisitState.SELF_CHECKED: (visit.day, "Kiểm tra"),
        VisitState.VISITED: (visit.conclusion_due, "Thông báo kết luận"),
        VisitState.FOLLOW_UP: (min(open_duties, default=None), "Khắc phục"),
    }.get(VisitState(visit.state), (None, ""))
    if due is None:
        return None, ""
    left = words_for_due(due, actor.day, calendar(actor.day))
    return due, f"{what}: hạn {format_date(due)}, {left}"


def _road(visit: Visit) -> list[Step]:
    if visit.state == VisitState.CANCELLED:
        return []
    days = {
        VisitState.NOTIFIED: visit.notified_on,
        VisitState.SELF_CHECKED: visit.self_checked_on,
        VisitState.VISITED: visit.visited_on,
        VisitState.CONCLUDED: visit.concluded_on,
        VisitState.CLOSED: visit.closed_on,
    }
    shown = [
        state for state in ROAD if not (visit.is_on_paper_only and state == VisitState.VISITED)
    ]
    now = shown.index(VisitState(visit.state)) if visit.state in shown else 0
    return [
        Step(
            str(state.label),
            _step_note(visit, state, days.get(state)),
            "done" if place < now or visit.state == VisitState.CLOSED
            else "now" if place == now else "next",
        )
        for place, state in enumerate(shown)
    ]  # fmt: skip


def _step_note(visit: Visit, state: VisitState, day: Any) -> str:
    if day is not None:
        return f"{day:%d/%m/%Y}"
    passed = ROAD.index(VisitState(visit.state)) > ROAD.index(state)
    return "chưa gửi" if passed and state == VisitState.SELF_CHECKED else ""


@require_http_methods(["GET", "POST"])
@requires("inspections.prepare.see")
def visit_prepare(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The prepared sheet: data beside the self-check, and room for the team's notes."""
    actor = request.actor
    visit = find_visit(actor, visit_id)
    if not may(actor, "inspections.prepare.see", visit):
        raise Http404("Bảng chuẩn bị dành cho đoàn kiểm tra.")
    if request.method == "POST":
        return _save_notes(request, visit)
    return render(request, "inspections/visit_prepare.html", _prepared(actor, visit))


def _prepared(actor: Actor, visit: Visit, **more: Any) -> dict[str, Any]:
    return {
        "visit": visit,
        "sheet": prepared_sheet(visit, actor.day),
        "self_check": getattr(visit, "self_check", None),
        "notes": visit.notes,
        "may_note": may(actor, "inspections.record", visit),
        "back": reverse("inspections:visit_see", args=[visit.pk]),
        "day": actor.day,
        **more,
    }


def _save_notes(request: HttpRequest, visit: Visit) -> HttpResponse:
    notes, revision = request.POST.get("notes", ""), request.POST.get("revision", "")
    seen = int(revision) if revision.isdigit() else None
    try:
        save_notes(actor=request.actor, visit=visit, notes=notes, revision=seen)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        visit.refresh_from_db()
        context = _prepared(request.actor, visit, notes=notes, theirs=visit.notes)
        return render(request, "inspections/visit_prepare.html", context, status=422)
    messages.success(request, "Đã lưu ghi chú của đoàn.")
    return redirect("inspections:visit_prepare", visit.pk)


@require_POST
@requires("inspections.lead")
def visit_record(request: HttpRequest, visit_id: int) -> HttpResponse:
    visit = find_visit(request.actor, visit_id)
    try:
        day = parse_date(request.POST.get("day", ""))
    except ValueError:
        messages.error(request, "Nhập ngày kiểm tra theo dạng dd/mm/yyyy.")
        return then("inspections:visit_see", visit.pk)
    if attempt(
        request,
        "Đã ghi nhận ngày kiểm tra. Việc tiếp theo: biên bản.",
        lambda: record_visit(actor=request.actor, visit=visit, day=day),
    ):
        return then("inspections:minutes_see", visit.pk)
    return then("inspections:visit_see", visit.pk)


@require_POST
@requires("inspections.cancel")
def visit_cancel(request: HttpRequest, visit_id: int) -> HttpResponse:
    visit = find_visit(request.actor, visit_id)
    reason = request.POST.get("reason", "")
    attempt(
        request,
        "Đã ghi nhận không tiến hành.",
        lambda: issuing.cancel_visit(actor=request.actor, visit=visit, reason=reason),
    )
    return then("inspections:visit_see", visit.pk)


@require_POST
@requires("inspections.lead")
def visit_close(request: HttpRequest, visit_id: int) -> HttpResponse:
    visit = find_visit(request.actor, visit_id)
    attempt(
        request,
        "Đã kết thúc đợt kiểm tra.",
        lambda: concluding.close_visit(actor=request.actor, visit=visit),
    )
    return then("inspections:visit_see", visit.pk)
