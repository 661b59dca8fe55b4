"""Press plans: tasks of organs, what was done of each, the paper they stand on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import audit
from thidua.base.access import Role, may, requires
from thidua.base.errors import Refusal
from thidua.pages.movements.views.things import event_of
from thidua.pages.publicity.finding import form_page
from thidua.pages.publicity.forms import PlanForm, TaskForm
from thidua.pages.ui.lists import Column, FilteredList
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.publicity.enums import PressPlanState
from thidua.subjects.publicity.models import PressPlan, PressTask
from thidua.subjects.publicity.selectors.press import tasks_with_counts
from thidua.subjects.publicity.services import press


@require_GET
@requires("publicity.board.see")
def plan_list(request: HttpRequest) -> HttpResponse:
    plans = PressPlan.objects.select_related("paper")
    allowed = may(request.actor, "publicity.plan_press")
    if not allowed:
        plans = plans.filter(state=PressPlanState.ISSUED)
    shown = FilteredList(
        request.GET,
        plans,
        [
            Column("ten", "Kế hoạch", lambda p: p.name, order="name", lead=True,
                   url=lambda p: reverse("publicity:plan_see", args=[p.pk])),
            Column("nam", "Năm", lambda p: str(p.year), order="year"),
            Column("vb", "Văn bản", lambda p: p.paper.code if p.paper and p.paper.number else "", sortable=False),
            Column("tt", "Trạng thái", lambda p: PressPlanState(p.state), kind="state", order="state"),
        ],
        name="ke-hoach",
        thing="kế hoạch",
        searchable=False,
        empty_heading="Chưa có kế hoạch tuyên truyền nào",
        empty_words="Lập kế hoạch, giao từng cơ quan báo chí, trình ký; ban hành thì các cơ quan nhận việc.",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    return render(request, "publicity/plan_list.html", {"list": shown, "may_plan": allowed})


@require_GET
@requires("publicity.board.see")
def plan_see(request: HttpRequest, plan_id: int) -> HttpResponse:
    actor = request.actor
    plan = get_object_or_404(PressPlan.objects.select_related("paper"), pk=plan_id)
    tasks = tasks_with_counts(plan.year, actor.day, plan_id=plan.pk)
    names = names_on({plan.unit_id, *(one.task.organ_id for one in tasks)}, actor.day)
    return render(
        request,
        "publicity/plan_see.html",
        {
            "plan": plan,
            "unit_name": names.get(plan.unit_id, ""),
            "tasks": [(names.get(one.task.organ_id, ""), one) for one in tasks],
            "may_plan": may(actor, "publicity.plan_press", plan),
            "own": actor.unit_id if actor.role == Role.PRESS else None,
            "day": actor.day,
            "events": [event_of(event) for event in audit.timeline(plan)[:20]],
        },
    )


def _top(plan: PressPlan | None = None) -> dict[str, object]:
    trail: dict[str, object] = {"top": ("Kế hoạch tuyên truyền", reverse("publicity:plan_list"))}
    if plan is not None:
        trail["parent"] = (plan.name, reverse("publicity:plan_see", args=[plan.pk]))
    return trail


@require_http_methods(["GET", "POST"])
@requires("publicity.plan_press")
def plan_new(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    form = PlanForm(request.POST or None, initial={"year": actor.day.year})
    if request.method == "POST" and form.is_valid():
        try:
            plan = press.draft_press_plan(actor=actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("publicity:plan_see", plan.pk)
    return form_page(
        request, form, heading="Lập kế hoạch", card="Kế hoạch tuyên truyền", button="Lập", **_top()
    )


@require_http_methods(["GET", "POST"])
@requires("publicity.plan_press")
def plan_edit(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = get_object_or_404(PressPlan, pk=plan_id)
    form = PlanForm(request.POST or None, initial=PlanForm.initial_of(plan))
    if request.method == "POST" and form.is_valid():
        try:
            press.edit_press_plan(actor=request.actor, plan=plan, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("publicity:plan_see", plan.pk)
    return form_page(
        request, form, heading="Sửa kế hoạch", card=plan.name, button="Lưu", **_top(plan)
    )


@require_POST
@requires("publicity.plan_press")
def plan_submit(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = get_object_or_404(PressPlan.objects.select_related("paper"), pk=plan_id)
    try:
        press.submit_press_plan(actor=request.actor, plan=plan)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã trình ký kế hoạch.")
    return redirect("publicity:plan_see", plan.pk)


@require_http_methods(["GET", "POST"])
@requires("publicity.plan_press")
def task_new(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = get_object_or_404(PressPlan, pk=plan_id)
    initial = {"since": request.actor.day}
    form = TaskForm(request.POST or None, today=request.actor.day, initial=initial)
    return _save_task(request, plan, None, form, "Thêm nhiệm vụ")


@require_http_methods(["GET", "POST"])
@requires("publicity.plan_press")
def task_edit(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    plan = get_object_or_404(PressPlan, pk=plan_id)
    task = get_object_or_404(plan.tasks, pk=task_id)
    form = TaskForm(
        request.POST or None, today=request.actor.day, initial=TaskForm.initial_of(task)
    )
    return _save_task(request, plan, task, form, "Sửa nhiệm vụ")


def _save_task(
    request: HttpRequest, plan: PressPlan, task: PressTask | None, form: TaskForm, heading: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            press.save_press_task(
                actor=request.actor,
                plan=plan,
                task_id=task.pk if task else None,
                values=form.values,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("publicity:plan_see", plan.pk)
    return form_page(request, form, heading=heading, card=plan.name, button="Lưu", **_top(plan))


@require_POST
@requires("publicity.plan_press")
def task_drop(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    plan = get_object_or_404(PressPlan, pk=plan_id)
    task = get_object_or_404(plan.tasks, pk=task_id)
    try:
        press.drop_press_task(actor=request.actor, task=task)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("publicity:plan_see", plan.pk)
