"""Preparing a campaign: period, four days, outline, who owes; then opening it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import PROVINCE_DESK, Actor, may, requires
from thidua.base.errors import Refusal
from thidua.pages.reports.acting import accepted, carried_out
from thidua.pages.reports.finding import find_campaign, need
from thidua.pages.reports.forms import (
    AskedForm,
    CampaignForm,
    DaysForm,
    HeadingForm,
    movements_for,
)
from thidua.pages.ui.parts import Ready
from thidua.subjects.reports.errors import BadInput
from thidua.subjects.reports.models import ReportCampaign
from thidua.subjects.reports.schedule import four_days, usual_due
from thidua.subjects.reports.selectors.freezing import scope_of
from thidua.subjects.reports.selectors.owing import units_owing
from thidua.subjects.reports.selectors.visible import collected_by, phases_without_campaign
from thidua.subjects.reports.services import campaigns


@require_http_methods(["GET", "POST"])
@requires("reports.prepare")
def campaign_new(request: HttpRequest) -> HttpResponse:
    """From a phase of a movement at one press; otherwise by a short form."""
    actor = request.actor
    phases = phases_without_campaign(actor)
    if request.method == "POST" and request.POST.get("dot", "").isdigit():
        phase = get_object_or_404(phases, pk=int(request.POST["dot"]))
        campaign = campaigns.prepare_from_phase(actor=actor, phase=phase)
        messages.success(request, "Đã lập từ lịch của phong trào. Rà lại rồi mở.")
        return redirect("reports:campaign_prepare", campaign.pk)
    form = CampaignForm(
        request.POST or None,
        movements=movements_for(actor, actor.role in PROVINCE_DESK),
        earlier=collected_by(actor),
        initial={"kind": "interim"},
    )
    made: list[ReportCampaign] = []
    if request.method == "POST" and accepted(
        request, form, lambda: made.append(_prepare(actor, form.cleaned_data)), "Đã lập dự thảo."
    ):
        return redirect("reports:campaign_prepare", made[0].pk)
    context = {"form": form, "phases": phases, "chosen": request.GET.get("dot", "")}
    return render(request, "reports/campaign_new.html", context, status=422 if form.errors else 200)


def _prepare(actor: Actor, values: dict[str, Any]) -> ReportCampaign:
    due = values.pop("due_on") or usual_due(values["kind"], actor.day.year, actor.day)
    if due is None:
        raise BadInput("Báo cáo chuyên đề, đột xuất cần ghi hạn gửi.")
    movement = values.get("movement")
    begin = movement.starts_on if movement and movement.starts_on else date(due.year, 1, 1)
    return campaigns.prepare_campaign(
        actor=actor, since=min(begin, due), until=due, **values, **asdict(four_days(due, actor.day))
    )


@require_http_methods(["GET", "POST"])
@requires("reports.prepare")
def campaign_prepare(request: HttpRequest, campaign_id: int) -> HttpResponse:
    actor = request.actor
    campaign = find_campaign(actor, campaign_id)
    if not campaign.is_draft:
        return redirect("reports:campaign_see", campaign.pk)
    form = DaysForm.of(campaign, request.POST or None)
    asked = None if campaign.movement_id else _asked_form(request, campaign, actor)
    if request.method == "POST" and (asked is None or asked.is_valid()):
        extra = {} if asked is None else {"asked": asked.asked}
        if accepted(
            request, form, lambda: _save(actor, campaign, {**form.cleaned_data, **extra}), "Đã lưu."
        ):
            return redirect("reports:campaign_prepare", campaign.pk)
    status = 422 if form.errors else 200
    return render(
        request,
        "reports/campaign_prepare.html",
        _context(actor, campaign, form, asked),
        status=status,
    )


def _asked_form(request: HttpRequest, campaign: ReportCampaign, actor: Actor) -> AskedForm:
    return AskedForm(request.POST or None, day=actor.day, initial=AskedForm.initial_of(campaign))


def _save(actor: Actor, campaign: ReportCampaign, fields: dict[str, Any]) -> None:
    campaigns.edit_campaign(actor=actor, campaign=campaign, fields=fields)


def _context(
    actor: Actor, campaign: ReportCampaign, form: DaysForm, asked: AskedForm | None
) -> dict[str, Any]:
    units = units_owing(campaign, actor.day)
    lacking = campaigns.missing_to_open(campaign, len(units), actor.day)
    headings = list(campaign.headings.all())
    return {
        "campaign": campaign,
        "form": form,
        "asked": asked,
        "headings": headings,
        "units": units,
        "ready": [
            Ready(f"Đề cương có {len(headings)} đề mục", "met" if headings else "miss"),
            Ready(f"{len(units)} đơn vị phải báo cáo", "met" if units else "miss"),
            *(Ready(words[:1].upper() + words[1:], "miss") for words in lacking),
        ],
        "lacking": lacking,
        "may_open": may(actor, "reports.open", campaign),
    }


@require_POST
@requires("reports.open")
def campaign_open(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request.actor, campaign_id)
    if carried_out(
        request,
        lambda: campaigns.open_campaign(actor=request.actor, campaign=campaign),
        "Đã mở đợt báo cáo, báo cho từng đơn vị và soạn sẵn công văn kèm đề cương.",
    ):
        return redirect("reports:campaign_see", campaign.pk)
    return redirect("reports:campaign_prepare", campaign.pk)


@require_POST
@requires("reports.cancel")
def campaign_cancel(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request.actor, campaign_id)
    carried_out(
        request,
        lambda: campaigns.cancel_campaign(
            actor=request.actor, campaign=campaign, reason=request.POST.get("reason", "")
        ),
        "Đã hủy đợt báo cáo.",
    )
    return redirect("reports:campaign_list")


@require_POST
@requires("reports.close")
def campaign_close(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request.actor, campaign_id)
    carried_out(
        request,
        lambda: campaigns.close_campaign(actor=request.actor, campaign=campaign),
        "Đã kết thúc đợt báo cáo: không nhận thêm.",
    )
    return redirect("reports:campaign_see", campaign.pk)


@require_http_methods(["GET", "POST"])
@requires("reports.prepare")
def heading_edit(
    request: HttpRequest, campaign_id: int, heading_id: int | None = None
) -> HttpResponse:
    actor = request.actor
    campaign = find_campaign(actor, campaign_id)
    need(request, "reports.prepare", campaign)
    heading = get_object_or_404(campaign.headings, pk=heading_id) if heading_id else None
    form = HeadingForm(
        request.POST or None,
        scope=scope_of(campaign, actor.day),
        initial=HeadingForm.initial_of(heading),
    )
    if request.method == "POST" and accepted(
        request,
        form,
        lambda: campaigns.save_heading(
            actor=actor, campaign=campaign, heading=heading, values=form.values
        ),
        "Đã lưu đề mục.",
    ):
        return redirect("reports:campaign_prepare", campaign.pk)
    context = {"campaign": campaign, "heading": heading, "form": form}
    return render(request, "reports/heading_edit.html", context, status=422 if form.errors else 200)


@require_POST
@requires("reports.prepare")
def heading_drop(request: HttpRequest, campaign_id: int, heading_id: int) -> HttpResponse:
    campaign = find_campaign(request.actor, campaign_id)
    heading = get_object_or_404(campaign.headings, pk=heading_id)
    carried_out(
        request,
        lambda: campaigns.drop_heading(actor=request.actor, campaign=campaign, heading=heading),
        "Đã bỏ đề mục.",
    )
    return redirect("reports:campaign_prepare", campaign.pk)


@require_POST
@requires("reports.prepare")
def heading_move(request: HttpRequest, campaign_id: int, heading_id: int, way: str) -> HttpResponse:
    campaign = find_campaign(request.actor, campaign_id)
    heading = get_object_or_404(campaign.headings, pk=heading_id)
    try:
        campaigns.move_heading(
            actor=request.actor, campaign=campaign, heading=heading, up=way == "len"
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("reports:campaign_prepare", campaign.pk)
