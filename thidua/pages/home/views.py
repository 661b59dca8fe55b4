"""Việc của tôi: what waits for this actor, by day; the demo's day."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_cookie

from thidua.base import clock
from thidua.base.access import public_page, signed_in
from thidua.base.parameters import calendar
from thidua.base.registries import open_duties
from thidua.core.text import parse_date
from thidua.pages.home.waiting import arrange, kind_tabs
from thidua.pages.ui.navigation import rail_counts

COUNTS_KEPT = 20  # seconds: who pages quickly does not have everything counted again
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@require_GET
@signed_in
def tasks(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    rows = open_duties.collect(actor)
    kind = request.GET.get("loai", "")
    shown = [row for row in rows if not kind or row.kind == kind]
    return render(
        request,
        "home/tasks.html",
        {
            "groups": arrange(shown, actor.day, calendar(actor.day)),
            "tabs": kind_tabs(rows, kind),
            "day": actor.day,
            "weekday": WEEKDAYS[actor.day.weekday()],
            "late": sum(
                row.urgent or (row.due is not None and row.due < actor.day) for row in rows
            ),
            "total": len(rows),
        },
    )


@require_GET
@signed_in
@cache_control(private=True, max_age=COUNTS_KEPT)
@vary_on_cookie
def counts(request: HttpRequest) -> HttpResponse:
    """The numbers of the rail, which each page asks for once it stands."""
    return render(request, "home/counts.html", {"counts": rail_counts(request.actor)})


@require_POST
@public_page
def demo_day_move(request: HttpRequest) -> HttpResponse:
    """The viewer moves the demonstration's day for himself; only in demo mode."""
    if not settings.DEMO:
        raise Http404
    try:
        day = parse_date(request.POST.get("day", ""))
    except ValueError:
        messages.error(request, "Ngày không hợp lệ: nhập theo dạng 15/02/2022.")
    else:
        request.session[clock.DEMO_DAY_SESSION_KEY] = day.isoformat()
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    came_from = request.META.get("HTTP_REFERER", "")
    inside = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    return came_from if inside else "/"
