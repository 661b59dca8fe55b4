"""The unit's side: what was given, what we answer to it, and where we stand."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import files
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.base.parameters import calendar
from thidua.core.periods import words_for_due
from thidua.pages.duties.forms import LaunchEventForm, PlanStartForm
from thidua.pages.movements.views.things import UnitWords
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import Step
from thidua.subjects.movements.enums import DutyState, State
from thidua.subjects.movements.models import Delivery, Duty, Movement
from thidua.subjects.movements.selectors.answers import answers_of
from thidua.subjects.movements.selectors.movements import gaps_of, received_by, with_parts
from thidua.subjects.movements.services.duties import (
    acknowledge_movement,
    has_unopened,
    mark_opened,
)
from thidua.subjects.movements.services.plans import launch_at_unit, start_plan, submit_plan
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.papers.enums import Purpose
from thidua.subjects.papers.services import attach_signed_file
from thidua.subjects.targets.selectors.board import TargetRow, board_of

ROAD = (DutyState.OWED, DutyState.ACKNOWLEDGED, DutyState.PLANNED, DutyState.LAUNCHED)


@require_GET
@signed_in
def duty_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    duties = dict(Duty.objects.of_unit(actor.unit_id).values_list("movement_id", "state"))
    latest = [row for row in received_by(actor.unit_id) if row.version == row.movement.version]
    shown = FilteredList(
        request.GET,
        latest,
        _columns(duties),
        name="duoc-giao",
        thing="phong trào",
        filters=[
            Filter(
                "de", "Gửi để", [(k, str(w)) for k, w in Purpose.choices],
                lambda rows, purpose: [row for row in rows if row.purpose == purpose],
            )
        ],
        sort="-ngay",
        empty_heading="Chưa được giao phong trào nào",
        empty_words="Phong trào cấp trên phát động và gửi tới đơn vị sẽ nằm ở đây.",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    return render(request, "duties/duty_list.html", {"list": shown, "unit_name": actor.unit_name})


def _columns(duties: dict[int, str]) -> list[Column]:
    def state(row: Delivery) -> Any:
        if row.movement_id in duties:
            return DutyState(duties[row.movement_id])
        return "Đã mở" if row.opened_at else "Chưa mở"

    return [
        Column(
            "ten", "Phong trào", lambda row: row.movement.name, lead=True,
            url=lambda row: reverse("duties:duty_see", args=[row.movement_id]),
            sub=lambda row: row.movement.document_number,
        ),
        Column("de", "Gửi để", lambda row: row.get_purpose_display()),
        Column("ngay", "Ngày gửi", lambda row: row.delivered_at, kind="datetime"),
        Column("tt", "Trạng thái", state, kind="state", sort_key=lambda row: str(state(row))),
    ]  # fmt: skip


def find_received(actor: Actor, movement_id: int) -> tuple[Movement, Delivery, Duty | None]:
    """The movement as it was sent to the actor's unit; 404 when it was not."""
    sent = received_by(actor.unit_id).filter(movement_id=movement_id).order_by("-version").first()
    movement = (
        with_parts(movement_id, Movement.objects.exclude(state=State.DRAFT)) if sent else None
    )
    if sent is None or movement is None:
        raise Http404("Phong trào này không gửi đến đơn vị của bạn.")
    duty = (
        Duty.objects.of_unit(actor.unit_id)
        .filter(movement=movement)
        .select_related("plan__paper", "movement")
        .first()
    )
    return movement, sent, duty


@require_GET
@signed_in
def duty_see(request: HttpRequest, movement_id: int) -> HttpResponse:
    """The superior's contents beside our own plan, item by item; gaps marked."""
    actor = request.actor
    movement, sent, duty = find_received(actor, movement_id)
    if has_unopened(actor, movement) and may(actor, "movements.acknowledge", duty):
        request.after_answer.append(lambda: mark_opened(actor, movement))
    return render(request, "duties/duty_see.html", _context(actor, movement, sent, duty))


def _context(actor: Actor, movement: Movement, sent: Delivery, duty: Duty | None) -> dict[str, Any]:
    plan = duty.plan if duty else None
    names = UnitWords(tree_on(actor.day))
    return {
        "movement": movement,
        "unit_name": names.unit(movement.unit_id),
        "sent": sent,
        "duty": duty,
        "plan": plan,
        "steps": _steps(duty) if duty else [],
        "due_words": _due_words(duty, actor.day) if duty else "",
        "rows": answers_of(movement, plan, actor.unit_id),
        "given": _targets_given(movement, actor),
        "gaps": gaps_of(plan) if plan else [],
        "may_acknowledge": may(actor, "movements.acknowledge", duty),
        "may_plan": may(actor, "movements.plan", duty),
        "may_submit": may(actor, "movements.submit", plan) if plan else None,
        "may_launch": may(actor, "movements.launch_at_unit", plan) if plan else None,
        "below": plan.duties.count() if plan else 0,
    }


def _targets_given(movement: Movement, actor: Actor) -> list[TargetRow]:
    """The movement's targets of which the unit was given a part, as they stand today."""
    ids = [use.target_id for use in movement.targets.all()]
    if not ids or actor.unit_id is None:
        return []
    return board_of(movement.year, actor.day, unit_id=actor.unit_id, ids=ids, names=False)


def _steps(duty: Duty) -> list[Step]:
    if duty.state == DutyState.EXEMPT:
        return []
    now = ROAD.index(DutyState(duty.state))
    days = (None, duty.acknowledged_on, duty.planned_on, duty.launched_on)
    dues = (duty.acknowledge_due, duty.plan_due, duty.launch_due, None)
    words = ("Được giao", "Tiếp nhận", "Có kế hoạch", "Phát động")
    return [
        Step(
            word,
            _step_note(i, now, days, dues),
            "done" if i <= now else "now" if i == now + 1 else "next",
        )
        for i, word in enumerate(words)
    ]


def _step_note(i: int, now: int, days: tuple[Any, ...], dues: tuple[Any, ...]) -> str:
    if i <= now:
        return f"{days[i]:%d/%m/%Y}" if days[i] else ""
    return f"hạn {dues[i - 1]:%d/%m/%Y}"


def _due_words(duty: Duty, day: date) -> str:
    due = duty.due_on
    return words_for_due(due, day, calendar(day)) if due else ""


def _back(movement_id: int) -> HttpResponse:
    return redirect("duties:duty_see", movement_id)


@require_POST
@requires("movements.acknowledge")
def duty_acknowledge(request: HttpRequest, movement_id: int) -> HttpResponse:
    movement, _sent, _duty = find_received(request.actor, movement_id)
    try:
        acknowledge_movement(actor=request.actor, movement=movement)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã tiếp nhận. Việc tiếp theo: lập kế hoạch của đơn vị.")
    return _back(movement_id)


@require_http_methods(["GET", "POST"])
@requires("movements.plan")
def plan_start(request: HttpRequest, movement_id: int) -> HttpResponse:
    movement, _sent, duty = find_received(request.actor, movement_id)
    if duty is None:
        raise Http404("Đơn vị không được giao thực hiện phong trào này.")
    if duty.plan_id is not None:
        return redirect("movements:movement_edit", duty.plan_id)
    form = PlanStartForm(request.POST or None, duty=duty)
    if request.method == "POST" and form.is_valid():
        try:
            plan = start_plan(
                actor=request.actor, duty=duty, chosen=form.chosen, name=form.cleaned_data["name"]
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, "Đã lập dự thảo kế hoạch từ nội dung cấp trên. Sửa cho sát đơn vị."
            )
            return redirect("movements:movement_edit", plan.pk)
    context = {"movement": movement, "duty": duty, "form": form}
    return render(request, "duties/plan_start.html", context, status=422 if form.errors else 200)


@require_POST
@requires("movements.submit")
def plan_submit(request: HttpRequest, movement_id: int) -> HttpResponse:
    _movement, _sent, duty = find_received(request.actor, movement_id)
    if duty is None or duty.plan is None:
        raise Http404("Đơn vị chưa có kế hoạch.")
    try:
        submit_plan(actor=request.actor, plan=duty.plan)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã trình thủ trưởng ký kế hoạch.")
    return _back(movement_id)


@require_http_methods(["GET", "POST"])
@requires("movements.launch_at_unit")
def plan_launch(request: HttpRequest, movement_id: int) -> HttpResponse:
    actor = request.actor
    movement, _sent, duty = find_received(actor, movement_id)
    if duty is None or duty.plan is None:
        raise Http404("Đơn vị chưa có kế hoạch.")
    form = LaunchEventForm(request.POST or None, request.FILES or None, initial={"day": actor.day})
    if request.method == "POST" and form.is_valid():
        try:
            record_launch(actor, duty.plan, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã ghi nhận phát động tại đơn vị.")
            return _back(movement_id)
    context = {"movement": movement, "duty": duty, "plan": duty.plan, "form": form}
    return render(request, "duties/plan_launch.html", context, status=422 if form.errors else 200)


@transaction.atomic
def record_launch(actor: Actor, plan: Movement, values: dict[str, Any]) -> None:
    """The launch with its files: all or nothing."""
    pictures = [
        files.store(actor=actor, name=picture.name, content=picture, purpose="picture")
        for picture in values.pop("pictures")
    ]
    signed = values.pop("signed_file")
    if signed is not None and plan.paper_id is None:
        values["signed_file"] = files.store(
            actor=actor, name=signed.name, content=signed, purpose="paper"
        )
    elif signed is not None:
        attach_signed_file(
            actor=actor, paper_id=plan.paper_id, name=signed.name, content=signed.read()
        )
    launch_at_unit(actor=actor, plan=plan, pictures=pictures, **values)
