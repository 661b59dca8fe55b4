"""Finding campaigns and reports inside what the actor may see."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from thidua.base.access import Actor, may
from thidua.subjects.reports.enums import CampaignState
from thidua.subjects.reports.models import ConsolidatedReport, OwedReport, ReportCampaign
from thidua.subjects.reports.selectors.visible import campaigns_of


def find_campaign(actor: Actor, campaign_id: int) -> ReportCampaign:
    found = campaigns_of(actor).filter(pk=campaign_id).select_related("movement", "paper").first()
    if found is None:
        raise Http404("Không có đợt báo cáo này, hoặc đợt báo cáo không thuộc phạm vi theo dõi.")
    return found


def find_report(actor: Actor, report_id: int) -> OwedReport:
    reports = OwedReport.objects.exclude(campaign__state=CampaignState.CANCELLED)
    found = (
        reports.filter(pk=report_id)
        .select_related("campaign__movement", "paper", "recorded_file")
        .prefetch_related("campaign__headings", "answers", "figures")
        .first()
    )
    if found is None or not may(actor, "reports.report.read", found):
        raise Http404("Không có báo cáo này, hoặc báo cáo chưa được gửi.")
    return found


def find_consolidated(actor: Actor, campaign_id: int) -> ConsolidatedReport:
    campaign = find_campaign(actor, campaign_id)
    found = ConsolidatedReport.objects.filter(campaign=campaign).select_related("paper").first()
    if found is None:
        raise Http404("Đợt báo cáo này chưa lập báo cáo tổng hợp.")
    found.campaign = campaign
    return found


def need(request: HttpRequest, verb: str, thing: Any) -> None:
    """The form itself is refused to who may not send it."""
    if not (answer := may(request.actor, verb, thing)):  # type: ignore[attr-defined]
        raise PermissionDenied(answer.reason)
