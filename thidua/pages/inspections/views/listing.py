"""Plans, visits, a year in numbers: each within what the actor may see."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import Bar, Tab
from thidua.subjects.inspections.enums import OVERDUE, FindingKind, PlanState, VisitForm, VisitState
from thidua.subjects.inspections.models import InspectionPlan, Visit
from thidua.subjects.inspections.selectors.statistics import (
    HeadingRow,
    YearOfInspections,
    year_of_inspections,
    years_inspected,
)
from thidua.subjects.inspections.selectors.visits import (
    mark_overdue,
    plans_visible_to,
    shown_state,
    visits_visible_to,
)
from thidua.subjects.inspections.services.reporting import draft_report


def tabs_of(actor: Actor, current: str) -> list[Tab]:
    """The places of this area that the actor has."""
    places = [
        ("home", "Kế hoạch", bool(may(actor, "inspections.statistics.see"))),
        ("visit_list", "Chuyến kiểm tra", True),
        ("follow_up_list", "Khắc phục", True),
        ("statistics", "Thống kê", bool(may(actor, "inspections.statistics.see"))),
    ]
    return [
        Tab(label, reverse(f"inspections:{name}"), current=name == current)
        for name, label, open_ in places
        if open_
    ]


@require_GET
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Plans for those who answer for them or supervise; the others go to their visits."""
    actor = request.actor
    if not may(actor, "inspections.statistics.see"):
        return redirect("inspections:visit_list")
    shown = FilteredList(
        request.GET,
        plans_visible_to(actor),
        _plan_columns(),
        name="ke-hoach",
        thing="kế hoạch",
        filters=[
            Filter("tt", "Trạng thái", PlanState.choices[:4], lambda rows, v: rows.filter(state=v))
        ],
        search_fields=["name_key"],
        search_hint="ví dụ: kiem tra 2022",
        empty_heading="Chưa có kế hoạch kiểm tra",
        empty_words="Kế hoạch của năm nằm ở đây: đơn vị chọn theo mức rủi ro, đoàn, lịch, kết quả.",
    )
    if shown.wants_export:
        return shown.export()
    year = year_of_inspections(actor.day.year, actor.day)
    context = {
        "list": shown,
        "tabs": tabs_of(actor, "home"),
        "may_plan": may(actor, "inspections.plan"),
        "year": year,
        "words": tile_words(year),
    }
    return render(request, "inspections/home.html", context)


def tile_words(found: YearOfInspections) -> dict[str, str]:
    """What stands beside the figures of a year."""
    return {
        "planned": f"/ {found.planned} đơn vị",
        "self_checks": f"/ {found.self_checks_sent} báo cáo",
        "follow_ups": f"/ {found.follow_ups} việc",
        "note": f"năm {found.year}",
        "tone": "bad" if found.overdue else "good",
    }


def _plan_columns() -> list[Column]:
    return [
        Column(
            "ten", "Kế hoạch", lambda plan: plan.name, order="name_key", lead=True,
            url=lambda plan: reverse("inspections:plan_see", args=[plan.pk]),
            sub=lambda plan: "số liệu mẫu" if plan.is_sample else "",
        ),
        Column("nam", "Năm", lambda plan: str(plan.year), order="year"),
        Column("tu", "Từ ngày", lambda plan: plan.starts_on, kind="date", order="starts_on"),
        Column("den", "Đến ngày", lambda plan: plan.ends_on, kind="date", order="ends_on"),
        Column("bh", "Ban hành", lambda plan: plan.issued_on, kind="date", order="issued_on"),
        Column("tt", "Trạng thái", lambda plan: PlanState(plan.state), kind="state", order="state"),
    ]  # fmt: skip


@require_GET
@signed_in
def visit_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    visits = mark_overdue(visits_visible_to(actor), actor.day).prefetch_related("team")
    shown = FilteredList(
        request.GET,
        visits,
        _visit_columns(actor),
        name="chuyen",
        thing="chuyến kiểm tra",
        filters=_visit_filters(visits),
        search_fields=["unit_key"],
        search_hint="ví dụ: so y te",
        sort="ngay",
        empty_heading="Chưa có chuyến kiểm tra nào",
        empty_words="Đơn vị được kiểm tra thấy chuyến của mình sau khi có thông báo; thành viên đoàn "
        "thấy các chuyến mình tham gia.",
    )
    if shown.wants_export:
        return shown.export()
    context = {"list": shown, "tabs": tabs_of(actor, "visit_list")}
    return render(request, "inspections/visit_list.html", context)


def _visit_columns(actor: Actor) -> list[Column]:
    def state(visit: Any) -> str:
        return shown_state(visit, actor.day, visit.overdue)

    return [
        Column(
            "don-vi", "Đơn vị", lambda visit: visit.unit_name, order="unit_key", lead=True,
            url=lambda visit: reverse("inspections:visit_see", args=[visit.pk]),
            sub=lambda visit: visit.plan.name + (" (số liệu mẫu)" if visit.is_sample else ""),
        ),
        Column("ngay", "Ngày", lambda visit: visit.day, kind="date", order="day"),
        Column("ht", "Hình thức", lambda visit: VisitForm(visit.form).label, order="form"),
        Column("doan", "Trưởng đoàn", head_of, sortable=False),
        Column("kl", "Hạn kết luận", _conclusion_due, kind="date", order="conclusion_due"),
        Column("tt", "Trạng thái", state, kind="state", order="state"),
    ]  # fmt: skip


def head_of(visit: Visit) -> str:
    return next((member.name for member in visit.team.all() if member.role == "head"), "")


def _conclusion_due(visit: Visit) -> Any:
    return visit.conclusion_due if visit.state == VisitState.VISITED else None


def _visit_filters(visits: Any) -> list[Filter]:
    years = visits.order_by("-plan__year").values_list("plan__year", flat=True).distinct()
    states = [*VisitState.choices, ("qua-han", OVERDUE)]

    def by_state(rows: Any, value: str) -> Any:
        if value == "qua-han":
            return rows.filter(overdue=True, state=VisitState.FOLLOW_UP)
        return rows.filter(state=value)

    return [
        Filter(
            "nam", "Năm", [(str(year), str(year)) for year in years],
            lambda rows, value: rows.filter(plan__year=value),
        ),
        Filter("tt", "Trạng thái", states, by_state),
        Filter(
            "ht", "Hình thức", VisitForm.choices, lambda rows, value: rows.filter(form=value)
        ),
    ]  # fmt: skip


@require_GET
@requires("inspections.statistics.see")
def statistics(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    years = years_inspected() or [actor.day.year]
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else years[0]
    found = year_of_inspections(year, actor.day)
    url = reverse("inspections:statistics")
    context = {
        "found": found,
        "words": tile_words(found),
        "tabs": tabs_of(actor, "statistics"),
        "years": [Tab(str(one), f"{url}?nam={one}", current=one == year) for one in years],
        "headings_table": [(row.title, _by_kind(row)) for row in found.headings],
        "states": [Bar(label, count, str(count)) for label, count in found.by_state],
        "may_report": may(actor, "inspections.report"),
        "has_sample": InspectionPlan.objects.filter(year=year, is_sample=True).exists(),
    }
    return render(request, "inspections/statistics.html", context)


def _by_kind(row: HeadingRow) -> list[tuple[str, int]]:
    return [(str(kind.label), count) for kind, count in zip(FindingKind, row.counts, strict=True)]


@require_POST
@requires("inspections.report")
def report_draft(request: HttpRequest) -> HttpResponse:
    """The year's report as a draft paper, with the numbers of the page."""
    asked = request.POST.get("year", "")
    if not asked.isdigit():
        messages.error(request, "Chọn năm của báo cáo.")
        return redirect("inspections:statistics")
    try:
        paper = draft_report(actor=request.actor, year=int(asked))
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("inspections:statistics")
    messages.success(request, "Đã lập dự thảo báo cáo. Bổ sung đánh giá, kiến nghị rồi trình ký.")
    return redirect("papers:paper_see", paper.pk)
