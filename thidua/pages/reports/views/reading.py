"""All answers to one heading side by side; passages picked into the consolidated report."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import may, requires
from thidua.pages.reports.acting import carried_out
from thidua.pages.reports.finding import find_campaign, find_consolidated
from thidua.subjects.orgs.enums import KindGroup
from thidua.subjects.reports.enums import PartKind
from thidua.subjects.reports.errors import BadInput
from thidua.subjects.reports.models import ConsolidatedReport, Heading, ReportCampaign
from thidua.subjects.reports.selectors.answers import (
    answers_to,
    picked_spans,
    read,
    readable_headings,
)
from thidua.subjects.reports.services.composing import Span, pick_passages

ON_A_PAGE = 30


@require_GET
@requires("reports.answers.see")
def answers_see(request: HttpRequest, campaign_id: int) -> HttpResponse:
    actor = request.actor
    campaign = find_campaign(actor, campaign_id)
    headings = readable_headings(campaign)
    heading = _chosen(headings, request.GET)
    whole = ConsolidatedReport.objects.filter(campaign=campaign).first()
    context: dict[str, Any] = {
        "campaign": campaign,
        "headings": headings,
        "heading": heading,
        "groups": KindGroup.choices,
        "q": request.GET.get("q", ""),
        "group": request.GET.get("loai", ""),
        "whole": whole,
        "parts": _parts(whole),
        "may_pick": _may_pick(request, campaign, whole),
    }
    if heading is not None:
        context |= _answers(request.GET, heading, whole)
    return render(request, "reports/answers_see.html", context)


def _chosen(headings: list[Heading], params: QueryDict) -> Heading | None:
    """The heading asked for; else the first that anybody has answered."""
    asked = params.get("muc", "")
    found = next((one for one in headings if str(one.pk) == asked), None)
    answered = (one for one in headings if one.answered)  # type: ignore[attr-defined]
    return found or next(answered, headings[0] if headings else None)


def _answers(
    params: QueryDict, heading: Heading, whole: ConsolidatedReport | None
) -> dict[str, Any]:
    words = params.get("q", "")
    found = answers_to(heading, words=words, group=params.get("loai", ""))
    page = Paginator(found, ON_A_PAGE).get_page(params.get("trang"))
    return {"page": page, "answers": read(page, words, picked_spans(whole, heading))}


def _parts(whole: ConsolidatedReport | None) -> list[Any]:
    return list(whole.parts.filter(kind=PartKind.WORDS)) if whole else []


def _may_pick(
    request: HttpRequest, campaign: ReportCampaign, whole: ConsolidatedReport | None
) -> bool:
    allowed = may(request.actor, "reports.pick", campaign)  # type: ignore[attr-defined]
    return bool(allowed) and whole is not None and whole.is_draft


@require_POST
@requires("reports.pick")
def answers_pick(request: HttpRequest, campaign_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    target = request.POST.get("part", "")
    part = get_object_or_404(report.parts, pk=int(target)) if target.isdigit() else None
    carried_out(
        request,
        lambda: pick_passages(
            actor=request.actor,
            report=report,
            spans=[_span(words) for words in request.POST.getlist("span")],
            part=part,
        ),
        f"Đã đưa vào mục “{part.title}”." if part else "Đã để vào khay đoạn trích.",
    )
    response = redirect("reports:answers_see", campaign_id)
    response["Location"] += f"?{request.POST.get('filter', '')}"
    return response


def _span(words: str) -> Span:
    """ "12:0:45": answer, first letter, letter after the last."""
    parts = words.split(":")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise BadInput("Đoạn chọn không đọc được. Tải lại trang rồi chọn lại.")
    return Span(*(int(part) for part in parts))
