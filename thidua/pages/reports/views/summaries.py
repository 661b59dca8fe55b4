"""What a unit did in a period; what a movement achieved: on screen, on paper, as Excel and Word."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from thidua.base.access import Actor, requires
from thidua.core.documents import OfficialDocument
from thidua.core.documents.render import render_docx
from thidua.core.text import fold, parse_date
from thidua.pages.movements.finding import find_movement
from thidua.pages.reports.lists import period_of
from thidua.pages.ui.lists import EXPORT, XLSX, Column, Filter, FilteredList, workbook
from thidua.subjects.movements.enums import Level, State
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.selectors.movements import visible_to
from thidua.subjects.orgs.selectors import names_on, tree_on
from thidua.subjects.reports.documents.summaries import (
    movement_summary_document,
    unit_summary_document,
)
from thidua.subjects.reports.permissions import WATCHERS
from thidua.subjects.reports.selectors.summaries import (
    UnitSummary,
    summary_of_movement,
    summary_of_unit,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@requires("reports.summary.see")
def summary_list(request: HttpRequest) -> HttpResponse:
    """Choose a movement, or a unit by name."""
    actor = request.actor
    if (unit := request.GET.get("don-vi", "")).isdigit():
        return redirect("reports:unit_summary", int(unit))
    launched = visible_to(actor).exclude(launched_on=None)
    if actor.role in WATCHERS:
        launched = launched.exclude(level=Level.UNIT)
    shown = FilteredList(
        request.GET,
        launched,
        [
            Column("ten", "Phong trào", lambda row: row.name, lead=True, order="name_key",
                   url=lambda row: f"/bao-cao/phong-trao/{row.pk}/", sub=lambda row: row.document_number),
            Column("nam", "Năm", lambda row: str(row.year), order="year"),
            Column("tt", "Trạng thái", lambda row: State(row.state), kind="state", order="state"),
        ],
        name="phong-trao",
        thing="phong trào",
        search_fields=("name_key",),
        search_hint="ví dụ: chuyen doi so",
        filters=[_years(launched)],
        sort="-nam",
        empty_heading="Chưa có phong trào nào được phát động",
        empty_words="Kết quả của phong trào hiện ở đây từ ngày phát động.",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    units = sorted(tree_on(actor.day), key=lambda node: fold(node.name))
    watches = actor.role in WATCHERS
    chosen = [node for node in units if watches or node.id == actor.unit_id]
    return render(request, "reports/summary_list.html", {"list": shown, "units": chosen})


def _years(movements: Any) -> Filter:
    years = movements.order_by("-year").values_list("year", flat=True).distinct()
    return Filter(
        "nam", "Năm", [(str(year), str(year)) for year in dict.fromkeys(years)],
        lambda rows, year: rows.filter(year=int(year)),
    )  # fmt: skip


def _day(text: str, usual: date) -> date:
    try:
        return parse_date(text) if text else usual
    except ValueError:
        return usual


def _named(actor: Actor, org_id: int) -> str:
    if actor.role not in WATCHERS and actor.unit_id != org_id:
        raise PermissionDenied("Kết quả của đơn vị khác do cơ quan thường trực xem.")
    name = names_on([org_id], actor.day).get(org_id)
    if name is None:
        raise Http404("Không có đơn vị này.")
    return name


@require_GET
@requires("reports.summary.see")
def unit_summary(request: HttpRequest, org_id: int) -> HttpResponse:
    actor = request.actor
    name = _named(actor, org_id)
    since = _day(request.GET.get("tu", ""), date(actor.day.year, 1, 1))
    until = max(since, _day(request.GET.get("den", ""), actor.day))
    summary = summary_of_unit(org_id, since, until, actor.day)
    wants = request.GET.get(EXPORT)
    if wants == "xlsx":
        return _book(_figure_columns(), summary.figures, f"ket-qua-don-vi-{org_id}")
    if wants == "docx":
        return _paper(unit_summary_document(summary, org_id), f"ket-qua-don-vi-{org_id}")
    context = {
        "unit_name": name, "org_id": org_id, "summary": summary, "since": since, "until": until,
        "query": request.GET.urlencode(), "periods": _periods(summary),
    }  # fmt: skip
    return render(request, "reports/unit_summary.html", context)


def _periods(summary: UnitSummary) -> list[tuple[Any, str]]:
    return [(report, period_of(report.campaign)) for report in summary.reports]


def _figure_columns() -> Sequence[Column]:
    return [
        Column("nhom", "Nhóm", lambda one: one.group),
        Column("noi-dung", "Nội dung", lambda one: one.label),
        Column("dvt", "Đơn vị tính", lambda one: one.unit),
        Column("so-lieu", "Số liệu", lambda one: one.value, kind="number"),
        Column("tren", "Trên tổng số", lambda one: one.whole, kind="number"),
        Column("ghi-chu", "Ghi chú", lambda one: "số liệu mẫu" if one.is_sample else one.note),
    ]


@require_GET
@requires("reports.summary.see")
def movement_summary(request: HttpRequest, movement_id: int) -> HttpResponse:
    actor = request.actor
    movement = find_movement(actor, movement_id)
    if movement.launched_on is None:
        raise Http404("Phong trào chưa phát động nên chưa có kết quả.")
    summary = summary_of_movement(movement, actor.day)
    wants = request.GET.get(EXPORT)
    if wants == "xlsx":
        return _book(_unit_columns(), summary.coverage.units, f"ket-qua-{_slug(movement)}")
    if wants == "docx":
        return _paper(movement_summary_document(summary), f"ket-qua-{_slug(movement)}")
    return render(
        request, "reports/movement_summary.html", {"movement": movement, "summary": summary}
    )


def _slug(movement: Movement) -> str:
    return movement.slug[:40]


def _unit_columns() -> Sequence[Column]:
    return [
        Column("don-vi", "Đơn vị", lambda unit: unit.name),
        Column("da", "Đã phát động", lambda unit: "x" if unit.reached("launched") else ""),
        Column("kh", "Đã có kế hoạch", lambda unit: "x" if unit.reached("planned") else ""),
        Column("no", "Còn nợ", lambda unit: unit.owed_words),
        Column("tre", "Trễ (ngày làm việc)", lambda unit: unit.days_late or None, kind="number"),
    ]


def _book(columns: Sequence[Column], rows: Sequence[Any], name: str) -> HttpResponse:
    response = HttpResponse(workbook(columns, rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _paper(document: OfficialDocument, name: str) -> HttpResponse:
    response = HttpResponse(render_docx(document), content_type=DOCX)
    response["Content-Disposition"] = str(content_disposition_header(True, f"{name}.docx"))
    return response
