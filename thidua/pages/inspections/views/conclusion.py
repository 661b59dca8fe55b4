"""The conclusion: words, duties with units and days, then the paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.core.documents.render import render_docx
from thidua.pages.inspections.finding import (
    attempt,
    docx_answer,
    find_visit_with_parts,
    ready_line,
    then,
)
from thidua.pages.inspections.forms import ConclusionForm, FollowUpForm
from thidua.subjects.inspections.documents import conclusion_document
from thidua.subjects.inspections.models import FollowUp, Visit
from thidua.subjects.inspections.selectors.readiness import conclusion_checks, may_conclude_now
from thidua.subjects.inspections.services import concluding


def _find(actor: Actor, visit_id: int) -> Visit:
    visit = find_visit_with_parts(actor, visit_id)
    if not may(actor, "inspections.lead", visit):
        raise Http404("Kết luận do trưởng đoàn, phó trưởng đoàn soạn.")
    return visit


@require_http_methods(["GET", "POST"])
@requires("inspections.lead")
def conclusion_edit(request: HttpRequest, visit_id: int) -> HttpResponse:
    actor = request.actor
    visit = _find(actor, visit_id)
    names = ("assessment", "requirements")
    form = ConclusionForm(
        request.POST or None, initial={name: getattr(visit, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        try:
            concluding.save_conclusion(actor=actor, visit=visit, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu dự thảo kết luận.")
            return redirect("inspections:conclusion_edit", visit.pk)
    return render(
        request,
        "inspections/conclusion_edit.html",
        _context(visit, form),
        status=422 if form.errors else 200,
    )


def _context(visit: Visit, form: ConclusionForm) -> dict[str, Any]:
    url = reverse("inspections:conclusion_edit", args=[visit.pk])
    covered = {finding.pk for row in visit.follow_ups.all() for finding in row.findings.all()}
    faults = [
        finding
        for finding in visit.standing_findings  # type: ignore[attr-defined]
        if finding.kind in ("shortcoming", "violation")
    ]
    return {
        "visit": visit,
        "form": form,
        "follow_ups": visit.follow_ups.all(),
        "bare": [finding for finding in faults if finding.pk not in covered],
        "checks": [
            ready_line(check, f"{url}#{check.anchor}") for check in conclusion_checks(visit)
        ],
        "is_open": may_conclude_now(visit),
    }


@require_GET
@signed_in
def conclusion_docx(request: HttpRequest, visit_id: int) -> HttpResponse:
    """For the team and the leaders; the unit reads the issued paper."""
    visit = _find(request.actor, visit_id)
    content = render_docx(conclusion_document(visit, request.actor.day))
    return docx_answer(content, "thong-bao-ket-luan")


@require_POST
@requires("inspections.lead")
def conclusion_submit(request: HttpRequest, visit_id: int) -> HttpResponse:
    visit = _find(request.actor, visit_id)
    done = attempt(
        request,
        "Đã trình thông báo kết luận. Các việc khắc phục có hiệu lực khi văn bản ban hành.",
        lambda: concluding.submit_conclusion(actor=request.actor, visit=visit),
    )
    return then("inspections:visit_see" if done else "inspections:conclusion_edit", visit.pk)


def _initial(row: FollowUp | None, visit: Visit) -> dict[str, Any]:
    if row is None:
        return {"findings": []}
    other = row.organization_id != visit.organization_id
    return {
        "what": row.what,
        "due_on": row.due_on,
        "unit_id": str(row.organization_id) if other else "",
        "findings": [str(finding.pk) for finding in row.findings.all()],
    }


@require_http_methods(["GET", "POST"])
@requires("inspections.lead")
def follow_up_edit(
    request: HttpRequest, visit_id: int, follow_up_id: int | None = None
) -> HttpResponse:
    actor = request.actor
    visit = _find(actor, visit_id)
    row = get_object_or_404(visit.follow_ups, pk=follow_up_id) if follow_up_id else None
    form = FollowUpForm(
        request.POST or None, visit=visit, day=actor.day, initial=_initial(row, visit)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _save(actor, visit, row, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu việc phải khắc phục.")
            return then("inspections:conclusion_edit", visit.pk, anchor="viec")
    context = {"visit": visit, "row": row, "form": form}
    return render(
        request, "inspections/follow_up_edit.html", context, status=422 if form.errors else 200
    )


def _save(actor: Actor, visit: Visit, row: FollowUp | None, values: dict[str, Any]) -> None:
    chosen = visit.findings.filter(pk__in=values.pop("findings"))
    concluding.save_follow_up(
        actor=actor, visit=visit, follow_up=row, findings=list(chosen), **values
    )


@require_POST
@requires("inspections.lead")
def follow_up_drop(request: HttpRequest, visit_id: int, follow_up_id: int) -> HttpResponse:
    visit = _find(request.actor, visit_id)
    row = get_object_or_404(visit.follow_ups.select_related("visit"), pk=follow_up_id)
    attempt(
        request,
        "Đã bỏ việc này khỏi dự thảo.",
        lambda: concluding.drop_follow_up(actor=request.actor, follow_up=row),
    )
    return then("inspections:conclusion_edit", visit.pk, anchor="viec")
