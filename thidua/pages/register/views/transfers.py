"""A person goes to another unit: offered, taken over, declined, withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.pages.register.finding import attempt, find_holder, find_transfer, posted
from thidua.pages.register.forms import TransferForm
from thidua.subjects.orgs.selectors import names_on, tree_on
from thidua.subjects.register.enums import TransferState
from thidua.subjects.register.services.posts import (
    accept_transfer,
    decline_transfer,
    offer_transfer,
    withdraw_transfer,
)


@require_http_methods(["GET", "POST"])
@requires("register.answer_transfer")
def transfer_offer(request: HttpRequest, holder_id: int) -> HttpResponse:
    """The open offer with its answers, or the form of a new one; earlier moves below."""
    actor = request.actor
    holder = find_holder(actor, holder_id)
    moves = list(holder.transfers.order_by("-pk"))
    open_ = next((move for move in moves if move.state == TransferState.OFFERED), None)
    form = TransferForm(posted(request), tree=tree_on(actor.day))
    if request.method == "POST" and form.is_valid():
        try:
            offer_transfer(actor=actor, holder=holder, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã gửi đề nghị. Đơn vị mới tiếp nhận thì mới chuyển.")
            return redirect("register:transfer_offer", holder.pk)
    units = {move.from_unit_id for move in moves} | {move.to_unit_id for move in moves}
    names = names_on({*units, holder.unit_id or 0}, actor.day)
    context = {
        "holder": holder,
        "form": form,
        "open": open_,
        "unit_name": names.get(holder.unit_id or 0, ""),
        "moves": [
            (move, names.get(move.from_unit_id, ""), names.get(move.to_unit_id, ""))
            for move in moves
        ],
        "may_offer": may(actor, "register.transfer", holder),
        "may_answer": may(actor, "register.answer_transfer", open_) if open_ else None,
    }
    status = 422 if form.errors else 200
    return render(request, "register/transfer_offer.html", context, status=status)


@require_POST
@requires("register.answer_transfer")
def transfer_accept(request: HttpRequest, transfer_id: int) -> HttpResponse:
    transfer = find_transfer(request.actor, transfer_id)
    attempt(
        request,
        lambda: accept_transfer(actor=request.actor, transfer=transfer),
        f"Đã tiếp nhận {transfer.holder.name}. Khen thưởng trước đây vẫn thuộc sổ đơn vị cũ.",
    )
    return redirect("register:holder_see", transfer.holder_id)


@require_POST
@requires("register.answer_transfer")
def transfer_decline(request: HttpRequest, transfer_id: int) -> HttpResponse:
    transfer = find_transfer(request.actor, transfer_id)
    reason = request.POST.get("reason", "")
    done = attempt(
        request,
        lambda: decline_transfer(actor=request.actor, transfer=transfer, reason=reason),
        "Đã trả lời không tiếp nhận.",
    )
    if done:
        return redirect("register:front")
    return redirect("register:transfer_offer", transfer.holder_id)


@require_POST
@requires("register.transfer")
def transfer_withdraw(request: HttpRequest, transfer_id: int) -> HttpResponse:
    transfer = find_transfer(request.actor, transfer_id)
    attempt(
        request,
        lambda: withdraw_transfer(
            actor=request.actor, transfer=transfer, reason=request.POST.get("reason", "")
        ),
        "Đã rút đề nghị chuyển.",
    )
    return redirect("register:transfer_offer", transfer.holder_id)
