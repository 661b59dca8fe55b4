"""Completeness and timeliness of a campaign; press with one button; accept many; export."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import Actor, may, requires
from thidua.base.errors import Refusal
from thidua.pages.reports.acting import carried_out
from thidua.pages.reports.finding import find_campaign
from thidua.pages.reports.lists import OVERDUE, UnitReports, unit_reports
from thidua.subjects.papers.services import draft_reminder_letter
from thidua.subjects.reports.documents.letters import reminder_paragraphs
from thidua.subjects.reports.enums import NOT_RECEIVED
from thidua.subjects.reports.models import OwedReport, ReportCampaign
from thidua.subjects.reports.selectors.board import Board, UnitReport, board_of
from thidua.subjects.reports.services.receiving import accept_reports, remind_reports


@dataclass(frozen=True, slots=True)
class Tile:
    label: str
    value: int
    of: str
    share: float | None
    tone: str
    note: str
    url: str


def tiles_of(board: Board) -> list[Tile]:
    whole = board.whole()
    received = whole.in_time + whole.late

    def share(value: int) -> float:
        return 100 * value / whole.total if whole.total else 0.0

    of = f"/ {whole.total} đơn vị"
    waiting = received - whole.accepted
    return [
        Tile("Đã nhận", received, of, share(received), "", f"{whole.in_time} đúng hạn, {whole.late} muộn", "?#don-vi"),
        Tile("Đã ghi nhận", whole.accepted, of, share(whole.accepted), "good" if not waiting and received else "", f"{waiting} báo cáo chờ xem" if waiting else "", "?tt=sent#don-vi"),
        Tile("Quá hạn chưa gửi", whole.overdue, "đơn vị", None, "bad" if whole.overdue else "", f"chưa gửi tất cả {whole.missing}", f"?tt={OVERDUE}#don-vi"),
        Tile("Trả lại để sửa", whole.returned, "đơn vị", None, "warn" if whole.returned else "", "", "?tt=returned#don-vi"),
    ]  # fmt: skip


@require_GET
@requires("reports.board.see")
def campaign_see(request: HttpRequest, campaign_id: int) -> HttpResponse:
    actor = request.actor
    campaign = find_campaign(actor, campaign_id)
    if campaign.is_draft and may(actor, "reports.prepare", campaign):
        return redirect("reports:campaign_prepare", campaign.pk)
    board = board_of(campaign, actor.day)
    shown = unit_reports(request.GET, campaign, board)
    if shown.wants_export:
        return shown.export()
    return render(request, "reports/campaign_see.html", _context(actor, campaign, board, shown))


def _context(
    actor: Actor, campaign: ReportCampaign, board: Board, shown: UnitReports
) -> dict[str, Any]:
    collects = bool(may(actor, "reports.remind", campaign))
    shown.may_act = collects
    return {
        "campaign": campaign,
        "board": board,
        "tiles": tiles_of(board),
        "groups": board.by_group(),
        "districts": board.by_district(),
        "list": shown,
        "overdue": len(board.overdue),
        "collects": collects,
        "bulk": "reports/_bulk_reports.html" if collects and campaign.is_open else "",
        "locked": campaign.is_locked_on(actor.day),
    }


def picked(request: HttpRequest, campaign: ReportCampaign) -> list[UnitReport]:
    board = board_of(campaign, request.actor.day)
    if "late" in request.POST:
        return board.overdue
    params = QueryDict(request.POST.get("filter", ""))
    return list(unit_reports(params, campaign, board).picked(request.POST))


def _reports(campaign: ReportCampaign, rows: list[UnitReport]) -> list[OwedReport]:
    ids = [row.report_id for row in rows]
    return list(campaign.reports.filter(pk__in=ids).select_related("campaign"))


def _back(request: HttpRequest, campaign: ReportCampaign) -> HttpResponse:
    response = redirect("reports:campaign_see", campaign.pk)
    if query := request.POST.get("filter"):
        response["Location"] += f"?{query}"
    return response


@require_POST
@requires("reports.remind")
def campaign_remind(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request.actor, campaign_id)
    reports = _reports(campaign, picked(request, campaign))
    words = request.POST.get("words", "")
    carried_out(
        request,
        lambda: remind_reports(
            actor=request.actor, campaign=campaign, reports=reports, words=words
        ),
        "Đã nhắc các đơn vị chưa gửi báo cáo.",
    )
    return _back(request, campaign)


@require_POST
@requires("reports.remind")
def reminder_letter(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """A draft công văn đôn đốc to the units chosen, for a person to read and submit."""
    actor = request.actor
    campaign = find_campaign(actor, campaign_id)
    names = [row.name for row in picked(request, campaign) if row.state in NOT_RECEIVED]
    if not names:
        messages.error(request, "Không có đơn vị nào còn nợ báo cáo trong số đã chọn.")
        return _back(request, campaign)
    try:
        paper = draft_reminder_letter(
            actor=actor,
            unit_id=campaign.unit_id,
            about="",
            addressees=names,
            subject=f"đôn đốc gửi báo cáo “{campaign.name}”",
            paragraphs=reminder_paragraphs(campaign, names, actor.day),
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return _back(request, campaign)
    return redirect("papers:paper_see", paper.pk)


@require_POST
@requires("reports.accept")
def campaign_accept(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request.actor, campaign_id)
    reports = _reports(campaign, picked(request, campaign))
    try:
        result = accept_reports(actor=request.actor, campaign=campaign, reports=reports)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return _back(request, campaign)
    messages.success(request, f"Đã ghi nhận {result.done} báo cáo.")
    if result.left:
        messages.warning(request, f"Bỏ qua {len(result.left)}: {'; '.join(result.left[:10])}.")
    return _back(request, campaign)
