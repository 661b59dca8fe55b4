"""The minutes: written by the team, read and signed by the unit, kept as both saw them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import files
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.core.documents.render import render_docx
from thidua.pages.inspections.finding import (
    attempt,
    docx_answer,
    find_visit_with_parts,
    then,
)
from thidua.pages.inspections.forms import MinutesForm, SignedMinutesForm
from thidua.subjects.inspections.documents import minutes_document
from thidua.subjects.inspections.enums import MinutesState
from thidua.subjects.inspections.models import Minutes, Visit
from thidua.subjects.inspections.permissions import is_of_team
from thidua.subjects.inspections.services import minutes as services


def _find(actor: Actor, visit_id: int) -> tuple[Visit, Minutes]:
    """The team sees the minutes as they grow; the unit from the day they were sent."""
    visit = find_visit_with_parts(actor, visit_id)
    minutes = getattr(visit, "minutes", None)
    inside = is_of_team(actor, visit) or bool(may(actor, "inspections.risk.see"))
    if minutes is None or not (inside or minutes.state != MinutesState.DRAFT):
        raise Http404("Chưa có biên bản, hoặc biên bản chưa gửi đến đơn vị.")
    return visit, minutes


@require_http_methods(["GET", "POST"])
@signed_in
def minutes_see(request: HttpRequest, visit_id: int) -> HttpResponse:
    actor = request.actor
    visit, minutes = _find(actor, visit_id)
    names = ("unit_present", "course")
    form = MinutesForm(
        request.POST or None, initial={name: getattr(minutes, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.save_minutes(actor=actor, visit=visit, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu biên bản.")
            return redirect("inspections:minutes_see", visit.pk)
    context = _context(actor, visit, minutes, form, SignedMinutesForm())
    return render(
        request, "inspections/minutes_see.html", context, status=422 if form.errors else 200
    )


def _context(
    actor: Actor, visit: Visit, minutes: Minutes, form: MinutesForm, signed: SignedMinutesForm
) -> dict[str, Any]:
    return {
        "visit": visit,
        "minutes": minutes,
        "findings": visit.standing_findings,  # type: ignore[attr-defined]
        "form": form,
        "signed_form": signed,
        "is_draft": minutes.state == MinutesState.DRAFT,
        "may": {
            verb: may(actor, f"inspections.{verb}", visit) for verb in ("record", "lead", "agree")
        },
    }


@require_GET
@signed_in
def minutes_docx(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Agreed minutes as the file both sides saw; before, as they stand now."""
    visit, minutes = _find(request.actor, visit_id)
    if minutes.docx is not None:
        return files.serve(minutes.docx)
    content = render_docx(minutes_document(visit, request.actor.day))
    return docx_answer(content, "bien-ban-kiem-tra")


STEPS = {
    "gui": ("Đã gửi biên bản cho đơn vị.", services.send_minutes, ""),
    "mo-lai": ("Đã mở lại biên bản.", services.reopen_minutes, "reason"),
    "ky": ("Đã ký biên bản.", services.agree_minutes, "remark"),
}


@require_POST
@signed_in
def minutes_step(request: HttpRequest, visit_id: int, step: str) -> HttpResponse:
    """Send, take back, sign: each verb asks its own right."""
    if step not in STEPS:
        raise Http404("Không có bước này.")
    visit, _minutes = _find(request.actor, visit_id)
    done, service, field = STEPS[step]
    values = {field: request.POST.get(field, "")} if field else {}
    attempt(request, done, lambda: service(actor=request.actor, visit=visit, **values))  # type: ignore[operator]
    return then("inspections:minutes_see", visit.pk)


@require_http_methods(["GET", "POST"])
@requires("inspections.lead")
def minutes_signed(request: HttpRequest, visit_id: int) -> HttpResponse:
    """GET gives the scan; POST takes the minutes that were signed with pens."""
    actor = request.actor
    visit, minutes = _find(actor, visit_id)
    if request.method == "GET":
        if minutes.signed_file is None:
            raise Http404("Chưa có bản quét biên bản đã ký.")
        return files.serve(minutes.signed_file, inline=True)
    form = SignedMinutesForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.record_signed_minutes(
                actor=actor,
                visit=visit,
                signed_by=form.cleaned_data["signed_by"],
                remark=form.cleaned_data["remark"],
                name=file.name,
                content=file.read(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã ghi nhận biên bản đã ký.")
            return redirect("inspections:minutes_see", visit.pk)
    initial = {"unit_present": minutes.unit_present, "course": minutes.course}
    context = _context(actor, visit, minutes, MinutesForm(initial=initial), form)
    return render(request, "inspections/minutes_see.html", context, status=422)
