"""Units by risk with the reasons; people choose, and say why; days and teams of the chosen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.inspections.finding import attempt, find_plan, then
from thidua.pages.inspections.forms import TeamForm, VisitSetForm
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.inspections.enums import Choice, VisitForm
from thidua.subjects.inspections.models import InspectionPlan, TeamMember, Visit
from thidua.subjects.inspections.services import plans, teams
from thidua.subjects.orgs.enums import KINDS_OF_GROUP, KindGroup


class CandidateList(FilteredList):
    """Its bulk acts need to know the plan."""

    plan: InspectionPlan
    forms: list[tuple[str, Any]]


def candidates_of(params: QueryDict, plan: InspectionPlan) -> CandidateList:
    shown = CandidateList(
        params,
        plan.candidates.all(),
        _columns(),
        name="don-vi",
        thing="đơn vị",
        filters=[
            Filter(
                "chon", "Lựa chọn", Choice.choices, lambda rows, value: rows.filter(choice=value)
            ),
            Filter(
                "de-xuat", "Máy đề xuất", [("1", "Được đề xuất")],
                lambda rows, value: rows.filter(proposed=True),
            ),
            Filter("nhom", "Nhóm", KindGroup.choices, _of_group),
        ],
        search_fields=["unit_key"],
        sort="-diem",
        pick=lambda row: str(row.pk) if plan.is_draft else "",
        pick_label=lambda row: row.unit_name,
        empty_heading="Chưa có đơn vị nào để xét",
        empty_words="Bấm “Tính lại mức rủi ro” để máy lấy các đơn vị đang hoạt động.",
    )  # fmt: skip
    shown.plan, shown.forms = plan, [(value, label) for value, label in VisitForm.choices]
    return shown


def _of_group(rows: Any, value: str) -> Any:
    return rows.filter(unit_kind__in=KINDS_OF_GROUP.get(KindGroup(value), ()))


def _columns() -> list[Column]:
    return [
        Column(
            "ten", "Đơn vị", lambda row: row.unit_name, order="unit_key", lead=True,
            url=lambda row: reverse("orgs:unit_detail", args=[row.organization_id]),
        ),
        Column("diem", "Điểm rủi ro", lambda row: row.points, kind="number", order="points"),
        Column(
            "ly-do", "Vì sao", _facts_in_words, sortable=False,
            template="inspections/_facts_cell.html",
        ),
        Column(
            "may", "Máy", lambda row: "Đề xuất" if row.proposed else "", order="proposed"
        ),
        Column("chon", "Lựa chọn", lambda row: Choice(row.choice), kind="state", order="choice"),
        Column("nguoi", "Lý do của người chọn", lambda row: row.reason, sortable=False),
    ]  # fmt: skip


def _facts_in_words(row: Any) -> str:
    return "; ".join(f"{fact['words']} ({fact['points']} điểm)" for fact in row.facts)


@require_GET
@requires("inspections.risk.see")
def candidate_list(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    shown = candidates_of(request.GET, plan)
    if shown.wants_export:
        return shown.export()
    context = {"plan": plan, "list": shown, "chosen": plan.visits.count()}
    return render(request, "inspections/candidate_list.html", context)


def _back_to_list(plan: InspectionPlan, request: HttpRequest) -> HttpResponse:
    response = redirect("inspections:candidate_list", plan.pk)
    if query := request.POST.get("filter"):
        response["Location"] += f"?{query}"
    return response


def _with_picked(
    request: HttpRequest, plan_id: int, done: str, act: Callable[..., int], **values: Any
) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    shown = candidates_of(QueryDict(request.POST.get("filter", "")), plan)
    picked = list(shown.picked(request.POST))
    if not picked:
        messages.error(request, "Đánh dấu ít nhất một đơn vị.")
        return _back_to_list(plan, request)
    attempt(request, done, lambda: act(actor=request.actor, plan=plan, candidates=picked, **values))
    return _back_to_list(plan, request)


@require_POST
@requires("inspections.plan")
def choose(request: HttpRequest, plan_id: int) -> HttpResponse:
    form = request.POST.get("form", VisitForm.ON_SITE)
    return _with_picked(
        request, plan_id, "Đã đưa các đơn vị vào kế hoạch. Đặt ngày và đoàn ở trang kế hoạch.",
        plans.choose_units, reason=request.POST.get("reason", ""),
        form=form if form in VisitForm.values else VisitForm.ON_SITE,
    )  # fmt: skip


@require_POST
@requires("inspections.plan")
def leave_out(request: HttpRequest, plan_id: int) -> HttpResponse:
    return _with_picked(
        request, plan_id, "Đã ghi lý do không đưa vào.", plans.leave_out_units,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip


@require_POST
@requires("inspections.plan")
def weigh(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    attempt(
        request,
        "Đã tính lại mức rủi ro; lựa chọn và lý do của người được giữ.",
        lambda: plans.weigh_units(actor=request.actor, plan=plan),
    )
    return _back_to_list(plan, request)


@require_POST
@requires("inspections.plan")
def team_assign(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One person into the teams of the ticked visits; conflicts are left out and named."""
    plan = find_plan(request.actor, plan_id)
    form = TeamForm(request.POST, day=request.actor.day)
    keys = [key for key in request.POST.getlist("visit") if key.isdigit()]
    visits = list(plan.visits.filter(pk__in=keys).select_related("plan"))
    if not form.is_valid() or not visits:
        messages.error(request, "Chọn người, nhiệm vụ và đánh dấu ít nhất một đơn vị.")
        return then("inspections:plan_see", plan.pk, anchor="doan")
    try:
        done = teams.assign_team(actor=request.actor, visits=visits, **form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        if done.visits:
            messages.success(request, f"Đã phân công vào {done.visits} đoàn.")
        for line in done.left_out:
            messages.warning(request, line)
    return then("inspections:plan_see", plan.pk, anchor="doan")


def _find_visit(plan: InspectionPlan, visit_id: int) -> Visit:
    return get_object_or_404(plan.visits.select_related("plan"), pk=visit_id)


@require_http_methods(["GET", "POST"])
@requires("inspections.plan")
def visit_set(request: HttpRequest, plan_id: int, visit_id: int) -> HttpResponse:
    """Day, place and form of one visit; its team below."""
    actor = request.actor
    plan = find_plan(actor, plan_id)
    visit = _find_visit(plan, visit_id)
    posted = request.POST if "place" in request.POST else None
    form = VisitSetForm(posted, visit=visit, day=actor.day)
    team_form = TeamForm(request.POST if "role" in request.POST else None, day=actor.day)
    if request.method == "POST" and _save_one(request, visit, form, team_form):
        return redirect("inspections:visit_set", plan.pk, visit.pk)
    context = {
        "plan": plan,
        "visit": visit,
        "form": form,
        "team_form": team_form,
        "team": visit.team.all(),
        "candidate": plan.candidates.filter(organization_id=visit.organization_id).first(),
    }
    status = 422 if form.errors or team_form.errors else 200
    return render(request, "inspections/visit_set.html", context, status=status)


def _save_one(request: HttpRequest, visit: Visit, form: Any, team_form: Any) -> bool:
    """Either of the two forms of the page; a refusal stays beside the form it belongs to."""
    sent = team_form if team_form.is_bound else form
    if not sent.is_bound or not sent.is_valid():
        return False
    act = teams.add_member if sent is team_form else plans.set_visit
    try:
        act(actor=request.actor, visit=visit, **sent.cleaned_data)  # type: ignore[operator]
    except Refusal as refusal:
        sent.add_error(None, refusal.message)
        return False
    messages.success(request, "Đã lưu.")
    return True


@require_POST
@requires("inspections.plan")
def member_drop(request: HttpRequest, plan_id: int, visit_id: int, member_id: int) -> HttpResponse:
    plan = find_plan(request.actor, plan_id)
    visit = _find_visit(plan, visit_id)
    member = get_object_or_404(
        TeamMember.objects.select_related("visit__plan"), pk=member_id, visit=visit
    )
    attempt(
        request,
        f"Đã đưa {member.name} ra khỏi đoàn.",
        lambda: teams.drop_member(actor=request.actor, member=member),
    )
    return then("inspections:visit_set", plan.pk, visit.pk)
