"""Changes of state: each is one POST, one service, a redirect back to the thing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.movements.finding import find_movement, find_with_parts
from thidua.pages.movements.forms import AmendForm, LaunchForm, WithdrawForm
from thidua.pages.movements.views.things import page_context
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.services import launching
from thidua.subjects.movements.services.amending import amend_movement, withdraw_movement

CONDUCT: dict[str, tuple[Callable[..., Movement], str]] = {
    "so-ket": (launching.record_interim_review, "Đã ghi nhận sơ kết."),
    "tong-ket": (launching.start_closing, "Bắt đầu tổng kết."),
    "ket-thuc": (launching.close_movement, "Đã ghi nhận tổng kết."),
    "luu-tru": (launching.archive_movement, "Đã đưa vào lưu trữ."),
}


def back_to(movement: Movement) -> HttpResponse:
    return redirect("movements:movement_see", movement.pk)


def carry_out(
    request: HttpRequest, movement: Movement, done: str, service: Callable[..., Any], **values: Any
) -> HttpResponse:
    try:
        service(actor=request.actor, movement=movement, **values)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return back_to(movement)


@require_POST
@requires("movements.submit")
def movement_submit(request: HttpRequest, movement_id: int) -> HttpResponse:
    movement = find_movement(request.actor, movement_id)
    return carry_out(request, movement, "Đã trình người có thẩm quyền.", launching.submit_movement)


@require_POST
@requires("movements.discard")
def movement_discard(request: HttpRequest, movement_id: int) -> HttpResponse:
    movement = find_movement(request.actor, movement_id)
    return carry_out(request, movement, "Đã bỏ dự thảo.", launching.discard_movement)


@require_POST
@requires("movements.return")
def movement_return(request: HttpRequest, movement_id: int) -> HttpResponse:
    movement = find_movement(request.actor, movement_id)
    reason = request.POST.get("reason", "")
    return carry_out(
        request, movement, "Đã trả lại người soạn.", launching.return_movement, reason=reason
    )


@require_POST
@requires("movements.launch")
def movement_launch(request: HttpRequest, movement_id: int) -> HttpResponse:
    actor = request.actor
    movement = find_with_parts(actor, movement_id)
    form = LaunchForm(request.POST)
    if form.is_valid():
        try:
            launching.launch_movement(actor=actor, movement=movement, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request,
                f"Đã phát động. Đã gửi tới {movement.deliveries.count()} đơn vị, "
                f"{movement.duties.count()} đơn vị được giao thực hiện.",
            )
            return redirect("movements:movement_board", movement.pk)
    movement = find_with_parts(actor, movement_id)
    context = page_context(actor, movement, launch_form=form)
    return render(request, "movements/movement_see.html", context, status=422)


@require_http_methods(["GET", "POST"])
@requires("movements.amend")
def movement_amend(request: HttpRequest, movement_id: int) -> HttpResponse:
    movement = find_movement(request.actor, movement_id)
    form = AmendForm(request.POST or None, movement=movement)
    if request.method == "POST" and form.is_valid():
        try:
            amend_movement(actor=request.actor, movement=movement, **form.amendment)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã công bố sửa đổi; các đơn vị được báo tiếp nhận lại.")
            return back_to(movement)
    status = 422 if form.errors else 200
    return render(
        request,
        "movements/movement_amend.html",
        {"movement": movement, "form": form},
        status=status,
    )


@require_POST
@requires("movements.amend")
def movement_withdraw(request: HttpRequest, movement_id: int) -> HttpResponse:
    movement = find_movement(request.actor, movement_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Cần ghi đủ lý do và văn bản bãi bỏ.")
        return back_to(movement)
    return carry_out(
        request, movement, "Đã bãi bỏ phong trào.", withdraw_movement, **form.cleaned_data
    )


@require_POST
@requires("movements.conduct")
def movement_conduct(request: HttpRequest, movement_id: int, step: str) -> HttpResponse:
    if step not in CONDUCT:
        raise Http404("Không có bước này.")
    service, done = CONDUCT[step]
    movement = find_movement(request.actor, movement_id)
    return carry_out(request, movement, done, service, note=request.POST.get("note", ""))
