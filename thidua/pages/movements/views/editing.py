"""Drafting by hand: the general facts, then part by part; nothing typed is lost."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import PROVINCE_DESK, Actor, requires
from thidua.base.errors import Refusal
from thidua.pages.movements.finding import find_movement, find_with_parts
from thidua.pages.movements.forms import MovementDraftForm
from thidua.pages.movements.part_forms import PART_FORMS, PART_NAMES, TargetForm
from thidua.pages.movements.views.things import UnitWords
from thidua.subjects.movements.enums import Level, State
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.selectors.movements import gaps_of, visible_to
from thidua.subjects.movements.services import drafting
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.selectors import tree_on


@require_http_methods(["GET", "POST"])
@requires("movements.draft")
def movement_new(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    form = _draft_form(
        actor, request.POST or None, initial={"year": actor.day.year, "level": "province"}
    )
    if request.method == "POST" and form.is_valid():
        fields = form.draft_fields
        try:
            movement = drafting.create_movement(
                actor=actor, unit_id=launching_unit(actor), **fields
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, "Đã tạo dự thảo. Bổ sung nội dung, chỉ tiêu, nhiệm vụ, nơi nhận."
            )
            return redirect("movements:movement_edit", movement.pk)
    return _show(request, "movements/movement_new.html", form, {})


def launching_unit(actor: Actor) -> int:
    """The desk drafts for the People's Committee of its province; others for their own unit."""
    if actor.role in PROVINCE_DESK and actor.unit_id is not None:
        tree = tree_on(actor.day)
        for above in tree.ancestors(actor.unit_id):
            if tree.node(above).kind == Kind.PEOPLES_COMMITTEE:
                return above
    if actor.unit_id is None:
        raise Http404("Tài khoản chưa thuộc đơn vị nào.")
    return actor.unit_id


def _draft_form(actor: Actor, data: Any, level: str = "", **more: Any) -> MovementDraftForm:
    parents = visible_to(actor).exclude(state=State.WITHDRAWN).exclude(level=Level.UNIT)
    return MovementDraftForm(data, day=actor.day, parents=parents, level=level, **more)


@require_http_methods(["GET", "POST"])
@requires("movements.draft")
def movement_edit(request: HttpRequest, movement_id: int) -> HttpResponse:
    """General facts as a form, the parts as lists with their own small forms."""
    actor = request.actor
    movement = find_with_parts(actor, movement_id)
    initial = {**MovementDraftForm.initial_of(movement), "revision": movement.revision}
    form = _draft_form(actor, request.POST or None, movement.level, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.edit_movement(
                actor=actor,
                movement=movement,
                revision=form.cleaned_data["revision"],
                fields=form.draft_fields,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu thông tin chung.")
            return redirect("movements:movement_edit", movement.pk)
    names = UnitWords(tree_on(actor.day))
    context = {
        "movement": movement,
        "tasks": [(t, names.choices(t.units, t.printed_agencies)) for t in movement.tasks.all()],
        "recipients": [(r, names.choices(r.units, [])) for r in movement.recipients.all()],
        "gaps": gaps_of(movement) if movement.level == Level.UNIT else [],
    }
    return _show(request, "movements/movement_edit.html", form, context)


def _show(request: HttpRequest, template: str, form: Any, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


@require_http_methods(["GET", "POST"])
@requires("movements.draft")
def part_edit(
    request: HttpRequest, movement_id: int, part: str, part_id: int | None = None
) -> HttpResponse:
    actor = request.actor
    movement = find_movement(actor, movement_id)
    if part not in PART_FORMS:
        raise Http404("Không có mục này.")
    make: Any = PART_FORMS[part]
    row = _row(movement, part, part_id)
    under = movement.unit_id if movement.level == Level.UNIT else None
    form = make(
        request.POST or None,
        day=actor.day,
        under=under,
        initial=make.initial_of(row) if row else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            drafting.save_part(
                actor=actor, movement=movement, part=part, part_id=part_id, values=form.values
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã lưu {PART_NAMES[part]}.")
            return _to_part(movement, part)
    return _show(request, "movements/part_edit.html", form, _part_context(movement, part, row))


def _row(movement: Movement, part: str, part_id: int | None) -> Any:
    if part_id is None:
        return None
    return get_object_or_404(drafting.PARTS[part], pk=part_id, movement=movement)


def _part_context(movement: Movement, part: str, row: Any) -> dict[str, Any]:
    return {"movement": movement, "part": part, "part_name": PART_NAMES[part], "row": row}


def _to_part(movement: Movement, part: str) -> HttpResponse:
    response = redirect("movements:movement_edit", movement.pk)
    response["Location"] += f"#{part}"
    return response


@require_POST
@requires("movements.draft")
def part_drop(request: HttpRequest, movement_id: int, part: str, part_id: int) -> HttpResponse:
    movement = find_movement(request.actor, movement_id)
    if part not in drafting.PARTS:
        raise Http404("Không có mục này.")
    _row(movement, part, part_id)
    try:
        drafting.drop_part(actor=request.actor, movement=movement, part=part, part_id=part_id)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return _to_part(movement, part)


@require_http_methods(["GET", "POST"])
@requires("movements.draft")
def target_edit(request: HttpRequest, movement_id: int, use_id: int | None = None) -> HttpResponse:
    actor = request.actor
    movement = find_movement(actor, movement_id)
    use = (
        get_object_or_404(movement.targets.select_related("target"), pk=use_id) if use_id else None
    )
    initial = TargetForm.initial_of(use) if use else None
    form = TargetForm(request.POST or None, day=actor.day, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.save_target(actor=actor, movement=movement, values=form.cleaned_data, use=use)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu chỉ tiêu.")
            return _to_part(movement, "chi-tieu")
    return _show(
        request, "movements/part_edit.html", form, _part_context(movement, "chi-tieu", use)
    )


@require_POST
@requires("movements.draft")
def target_drop(request: HttpRequest, movement_id: int, use_id: int) -> HttpResponse:
    movement = find_movement(request.actor, movement_id)
    use = get_object_or_404(movement.targets, pk=use_id)
    try:
        drafting.drop_target(actor=request.actor, movement=movement, use=use)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return _to_part(movement, "chi-tieu")
