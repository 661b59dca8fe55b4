"""What a unit has to send; the campaigns that an office collects."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import may, requires, signed_in
from thidua.pages.reports import lists
from thidua.pages.reports.places import answers
from thidua.subjects.reports.selectors.visible import (
    campaigns_of,
    phases_without_campaign,
    reports_of_unit,
    with_counts,
)


@require_GET
@signed_in
def owed_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    shown = lists.owed_list(request.GET, list(reports_of_unit(actor)))
    if shown.wants_export:
        return shown.export()
    context = {"list": shown, "unit_name": actor.unit_name, "answers": answers(actor)}
    return render(request, "reports/owed_list.html", context)


@require_GET
@requires("reports.board.see")
def campaign_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    shown = lists.campaign_list(request.GET, with_counts(campaigns_of(actor)))
    if shown.wants_export:
        return shown.export()
    may_prepare = may(actor, "reports.prepare")
    context = {
        "list": shown,
        "may_prepare": may_prepare,
        "phases": phases_without_campaign(actor) if may_prepare else (),
    }
    return render(request, "reports/campaign_list.html", context)
