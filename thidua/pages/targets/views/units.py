"""A unit's own targets: what it was given, how far it is, where it stands among its like."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import requires
from thidua.pages.orgs.days import asked_day
from thidua.pages.targets.finding import asked_year
from thidua.pages.targets.views.boards import years_of
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.targets.selectors.board import board_of
from thidua.subjects.targets.selectors.standings import standings_of


@require_GET
@requires("targets.board.see")
def unit_own(request: HttpRequest) -> HttpResponse:
    return unit_page(request, request.actor.home_unit)


@require_GET
@requires("targets.board.see")
def unit_see(request: HttpRequest, org_id: int) -> HttpResponse:
    return unit_page(request, org_id)


def unit_page(request: HttpRequest, org_id: int) -> HttpResponse:
    year, day = asked_year(request), asked_day(request)
    name = names_on([org_id], day).get(org_id)
    if name is None:
        raise Http404("Không có đơn vị này.")
    rows = board_of(year, day, unit_id=org_id)
    places = standings_of(org_id, [row.target for row in rows], day)
    context = {
        "org_id": org_id,
        "unit_name": name,
        "is_own": request.actor.unit_id == org_id,
        "rows": [(row, places.get(row.target_id)) for row in rows],
        "year": year,
        "years": years_of(year),
        "day": day,
    }
    return render(request, "targets/unit_see.html", context)
