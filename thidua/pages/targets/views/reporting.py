"""A unit reports its figures of a period: a grid, a paste, an Excel sheet out and in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base.access import Actor, may, requires
from thidua.base.errors import Refusal
from thidua.base.parameters import calendar
from thidua.core.periods import words_for_due
from thidua.pages.targets.report_grid import (
    ReportGrid,
    check,
    grid_of,
    take_pasted,
    take_typed,
)
from thidua.pages.targets.sheets import value_workbook
from thidua.pages.ui.lists import EXPORT, XLSX
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.targets.models import TargetPeriod, TargetValue
from thidua.subjects.targets.selectors.checks import Company, company_of
from thidua.subjects.targets.selectors.owed import (
    owed_periods,
    periods_told,
    rows_of_period,
    to_explain,
    units_spoken_for,
)
from thidua.subjects.targets.services.reporting import report_values


@require_GET
@requires("targets.report")
def report_list(request: HttpRequest) -> HttpResponse:
    """The periods that take figures from the unit, what came back, and what was told before."""
    actor = request.actor
    units = units_spoken_for(actor.home_unit, actor.day)
    working = calendar(actor.day)
    owed = owed_periods(units, actor.day)
    context = {
        "owed": [
            (line, words_for_due(line.period.due_on, actor.day, working), actor.day)
            for line in owed
        ],
        "disputed": to_explain(units),
        "told": periods_told(units, {line.period.pk for line in owed}),
        "unit_name": actor.unit_name,
        "day": actor.day,
    }
    return render(request, "targets/report_list.html", context)


@require_http_methods(["GET", "POST"])
@requires("targets.report")
def report_edit(request: HttpRequest, code: str) -> HttpResponse:
    actor = request.actor
    units = units_spoken_for(actor.home_unit, actor.day)
    rows = rows_of_period(units, code)
    if not rows:
        raise Http404("Đơn vị không có chỉ tiêu phải báo cáo trong kỳ này.")
    names = names_on(units, actor.day)
    if request.GET.get(EXPORT) == "mau":
        return _template(rows, names, code)
    company = company_of(rows, actor.day)
    grid = grid_of(rows, names, company, actor.home_unit)
    if request.method == "POST":
        return _posted(request, grid, rows[0].period, company)
    return _show(request, grid, rows[0].period)


def _template(rows: list[TargetValue], names: dict[int, str], code: str) -> HttpResponse:
    ids = {row.organization_id for row in rows}
    codes = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "code"))
    response = HttpResponse(value_workbook(rows, codes, names), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="chi-tieu-{code}.xlsx"'
    return response


def _posted(
    request: HttpRequest, grid: ReportGrid, period: TargetPeriod, company: Company
) -> HttpResponse:
    take_typed(grid, request.POST)
    pasted = request.POST.get("paste", "")
    if pasted.strip():
        taken = take_pasted(grid, pasted)
        check(grid, company)
        messages.info(request, f"Đã điền {taken} dòng dán vào bảng. Xem lại rồi bấm Gửi báo cáo.")
        return _show(request, grid, period)
    check(grid, company)
    if grid.has_errors:
        return _show(request, grid, period, status=422)
    try:
        count = report_values(actor=request.actor, figures=grid.figures())
    except Refusal as refusal:
        return _show(request, grid, period, refusal.message, status=422)
    messages.success(
        request, f"Đã gửi {count} số liệu." if count else "Không có gì thay đổi so với số đã gửi."
    )
    return redirect("targets:report_edit", period.code)


def _show(
    request: HttpRequest,
    grid: ReportGrid,
    period: TargetPeriod,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    day = request.actor.day
    context = {
        "grid": grid,
        "period": period,
        "error": error,
        "is_open": period.is_open(day),
        "is_late": period.is_late(day),
        "due_words": words_for_due(period.due_on, day, calendar(day)),
        **_acts(request.actor),
    }
    return render(request, "targets/report_edit.html", context, status=status)


def _acts(actor: Actor) -> dict[str, Any]:
    return {"may_report": may(actor, "targets.report"), "unit_name": actor.unit_name}
