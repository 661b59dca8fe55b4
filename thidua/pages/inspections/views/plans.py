"""The plan of a year: drafted, submitted on two papers, told to the units, closed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import audit
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.core.documents.render import render_docx
from thidua.pages.inspections.finding import (
    attempt,
    docx_answer,
    event_of,
    find_plan,
    ready_line,
    then,
)
from thidua.pages.inspections.forms import OutlineForm, PlanForm, TeamForm
from thidua.pages.ui.parts import Step
from thidua.subjects.inspections.documents import decision_document, plan_document
from thidua.subjects.inspections.enums import Choice, PlanState, VisitState
from thidua.subjects.inspections.models import Candidate, InspectionPlan
from thidua.subjects.inspections.selectors.readiness import plan_checks
from thidua.subjects.inspections.selectors.visits import mark_overdue, shown_state
from thidua.subjects.inspections.services import issuing, plans

ROAD = (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.ISSUED, PlanState.CLOSED)
DOCUMENTS = {"ke-hoach": plan_document, "quyet-dinh": decision_document}


@require_http_methods(["GET", "POST"])
@requires("inspections.plan")
def plan_new(request: HttpRequest) -> HttpResponse:
    year = request.actor.day.year
    initial = {
        "year": year,
        "name": f"Kiểm tra công tác thi đua, khen thưởng năm {year}",
        "starts_on": request.actor.day,
        "ends_on": date(year, 12, 31),
    }
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plan = plans.create_plan(actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lập dự thảo. Việc tiếp theo: chọn đơn vị.")
            return redirect("inspections:candidate_list", plan.pk)
    context = {"form": form, "plan": None}
    return render(
        request, "inspections/plan_edit.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@requires("inspections.plan")
def plan_edit(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    names = ("year", "name", "starts_on", "ends_on", "purpose")
    form = PlanForm(request.POST or None, initial={name: getattr(plan, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            plans.edit_plan(actor=request.actor, plan=plan, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu kế hoạch.")
            return redirect("inspections:plan_see", plan.pk)
    context = {"form": form, "plan": plan}
    return render(
        request, "inspections/plan_edit.html", context, status=422 if form.errors else 200
    )


@require_GET
@signed_in
def plan_see(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    return render(request, "inspections/plan_see.html", plan_context(request.actor, plan))


def plan_context(actor: Actor, plan: InspectionPlan) -> dict[str, Any]:
    visits = mark_overdue(plan.visits.order_by("day", "unit_key"), actor.day)
    rows = [
        (visit, shown_state(visit, actor.day, visit.overdue))
        for visit in visits.prefetch_related("team")
    ]
    see_url = reverse("inspections:plan_see", args=[plan.pk])
    sees_risk = bool(may(actor, "inspections.risk.see"))
    changed = Candidate.objects.filter(plan=plan).exclude(choice=Choice.OPEN)
    return {
        "plan": plan,
        "outline": plan.outline.all(),
        "rows": rows,
        "planned": sum(visit.state == VisitState.PLANNED for visit, _word in rows),
        "steps": _road(plan),
        "checks": [ready_line(check, f"{see_url}#{check.anchor}") for check in plan_checks(plan)]
        if plan.is_draft and sees_risk
        else [],
        "sees_visits": sees_risk,
        "decisions": [row for row in changed if row.is_changed_by_people] if sees_risk else [],
        "team_form": TeamForm(day=actor.day) if may(actor, "inspections.plan", plan) else None,
        "may": {
            verb: may(actor, f"inspections.{verb}", plan)
            for verb in ("plan", "submit_plan", "notify", "close_plan")
        },
        "events": [event_of(event) for event in audit.timeline(plan)[:12]] if sees_risk else [],
    }


def _road(plan: InspectionPlan) -> list[Step]:
    if plan.state not in ROAD:
        return []
    now = ROAD.index(PlanState(plan.state))
    notes = {PlanState.ISSUED: plan.issued_on, PlanState.CLOSED: plan.closed_on}
    return [
        Step(
            str(state.label),
            f"{notes[state]:%d/%m/%Y}" if notes.get(state) else "",
            "done" if place < now else "now" if place == now else "next",
        )
        for place, state in enumerate(ROAD)
    ]


@require_GET
@signed_in
def plan_docx(request: HttpRequest, plan_id: int, which: str) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    if which not in DOCUMENTS:
        raise Http404("Chỉ có bản kế hoạch và bản quyết định.")
    content = render_docx(DOCUMENTS[which](plan, request.actor.day))
    return docx_answer(content, f"{which}-kiem-tra-{plan.year}")


@require_POST
@requires("inspections.submit_plan")
def plan_submit(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    attempt(
        request,
        "Đã lập kế hoạch và quyết định, đang trình ký.",
        lambda: issuing.submit_plan(actor=request.actor, plan=plan),
    )
    return then("inspections:plan_see", plan.pk)


@require_POST
@requires("inspections.plan")
def plan_discard(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    if attempt(
        request,
        "Đã bỏ dự thảo kế hoạch.",
        lambda: plans.discard_plan(actor=request.actor, plan=plan),
    ):
        return then("inspections:home")
    return then("inspections:plan_see", plan.pk)


@require_POST
@requires("inspections.notify")
def plan_notify(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Tell the ticked units, or all that were not told yet."""
    plan = find_plan(request.actor, plan_id)
    chosen = request.POST.getlist("visit")
    visits = plan.visits.prefetch_related("team")
    wanted = list(visits.filter(pk__in=[key for key in chosen if key.isdigit()]))
    if "all" in request.POST:
        wanted = list(visits.filter(state=VisitState.PLANNED))
    attempt(
        request,
        "Đã thông báo cho các đơn vị và thành viên đoàn.",
        lambda: issuing.notify_units(actor=request.actor, plan=plan, visits=wanted),
    )
    return then("inspections:plan_see", plan.pk, anchor="don-vi")


@require_POST
@requires("inspections.close_plan")
def plan_close(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    note = request.POST.get("note", "")
    attempt(
        request,
        "Đã kết thúc kế hoạch.",
        lambda: issuing.close_plan(actor=request.actor, plan=plan, note=note),
    )
    return then("inspections:plan_see", plan.pk)


@require_http_methods(["GET", "POST"])
@requires("inspections.plan")
def outline_edit(request: HttpRequest, plan_id: int, item_id: int | None = None) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    item = get_object_or_404(plan.outline, pk=item_id) if item_id else None
    initial = {"title": item.title, "asks": item.asks} if item else {}
    form = OutlineForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plans.save_outline_item(actor=request.actor, plan=plan, item=item, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu đề mục.")
            return then("inspections:plan_see", plan.pk, anchor="de-cuong")
    context = {"plan": plan, "item": item, "form": form}
    return render(
        request, "inspections/outline_edit.html", context, status=422 if form.errors else 200
    )


@require_POST
@requires("inspections.plan")
def outline_drop(request: HttpRequest, plan_id: int, item_id: int) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    item = get_object_or_404(plan.outline, pk=item_id)
    attempt(
        request,
        "Đã bỏ đề mục.",
        lambda: plans.drop_outline_item(actor=request.actor, plan=plan, item=item),
    )
    return then("inspections:plan_see", plan.pk, anchor="de-cuong")
