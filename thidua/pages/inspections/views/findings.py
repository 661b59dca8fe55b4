"""Findings by ordinary forms: what the page in the hand does, without script."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import clock, files
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.pages.inspections.finding import attempt, find_visit, then
from thidua.pages.inspections.forms import FindingForm
from thidua.subjects.inspections.enums import MinutesState
from thidua.subjects.inspections.models import Finding, FindingPicture, Visit
from thidua.subjects.inspections.permissions import is_of_team
from thidua.subjects.inspections.services import findings


def _find_finding(visit: Visit, uuid: UUID) -> Finding:
    rows = visit.findings.standing().select_related("visit__plan", "item")
    return get_object_or_404(rows.prefetch_related("pictures__file", "versions"), uuid=uuid)


@require_http_methods(["GET", "POST"])
@requires("inspections.record")
def finding_edit(request: HttpRequest, visit_id: int, uuid: UUID | None = None) -> HttpResponse:
    actor = request.actor
    visit = find_visit(actor, visit_id)
    if not may(actor, "inspections.record", visit):
        raise Http404("Phát hiện do thành viên đoàn kiểm tra ghi.")
    finding = _find_finding(visit, uuid) if uuid else None
    form = FindingForm(
        request.POST or None, request.FILES or None, visit=visit, initial=_initial(finding)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _save(actor, visit, finding, request.POST.get("uuid", ""), form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu phát hiện.")
            if "more" in request.POST:
                return redirect("inspections:finding_new", visit.pk)
            return then("inspections:visit_see", visit.pk, anchor="phat-hien")
    context = {
        "visit": visit,
        "finding": finding,
        "form": form,
        # Named before it is sent, so that sending the form twice keeps one finding.
        "uuid": finding.uuid if finding else _named(request) or uuid4(),
    }
    return render(
        request, "inspections/finding_edit.html", context, status=422 if form.errors else 200
    )


def _named(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("uuid", ""))
    except ValueError:
        return None


def _initial(finding: Finding | None) -> dict[str, Any]:
    if finding is None:
        return {}
    names = ("item_id", "kind", "severity", "words")
    return {name: getattr(finding, name) for name in names}


@transaction.atomic
def _save(
    actor: Actor, visit: Visit, known: Finding | None, uuid: str, values: dict[str, Any]
) -> None:
    pictures = values.pop("pictures")
    try:
        name = known.uuid if known else UUID(uuid)
    except ValueError:
        name = uuid4()
    noted = findings.Noted(
        uuid=name,
        version=known.version + 1 if known else 1,
        noted_at=known.noted_at if known else clock.stamp(actor.day),
        **values,
    )
    kept = findings.note_finding(actor=actor, visit=visit, noted=noted)
    for picture in pictures:
        findings.add_picture(actor=actor, finding=kept, content=picture.read())


@require_POST
@requires("inspections.record")
def finding_withdraw(request: HttpRequest, visit_id: int, uuid: UUID) -> HttpResponse:
    visit = find_visit(request.actor, visit_id)
    finding = _find_finding(visit, uuid)
    reason = request.POST.get("reason", "")
    attempt(
        request,
        "Đã rút phát hiện; vết tích và lý do được giữ.",
        lambda: findings.withdraw_finding(actor=request.actor, finding=finding, reason=reason),
    )
    return then("inspections:visit_see", visit.pk, anchor="phat-hien")


@require_GET
@signed_in
def picture(request: HttpRequest, visit_id: int, picture_id: int) -> HttpResponse:
    """The unit sees the pictures with the minutes, not before."""
    actor = request.actor
    visit = find_visit(actor, visit_id)
    rows = FindingPicture.objects.select_related("file")
    found = get_object_or_404(rows, pk=picture_id, finding__visit=visit)
    minutes = getattr(visit, "minutes", None)
    sent = minutes is not None and minutes.state != MinutesState.DRAFT
    if not (sent or is_of_team(actor, visit) or may(actor, "inspections.risk.see")):
        raise Http404("Biên bản chưa gửi đến đơn vị.")
    return files.serve(found.file, inline=True)
