"""What may be done with an opinion: each is one POST, one service, a way back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import requires
from thidua.pages.oversight.finding import carry_out, find_opinion, tried
from thidua.pages.oversight.forms import AnswerForm, AssignForm, DeclineForm, PublishForm
from thidua.pages.oversight.views.opinions import page_context
from thidua.subjects.oversight.models import Opinion
from thidua.subjects.oversight.services import answering, opinions


def _back(opinion_id: int) -> str:
    return reverse("oversight:opinion_see", args=[opinion_id])


def _with_form(
    request: HttpRequest,
    opinion: Opinion,
    name: str,
    form: Form,
    done: str,
    service: Callable[..., Any],
) -> HttpResponse:
    """The form's values to the service; a refusal stands on the form, nothing typed is lost."""
    actor = request.actor
    if form.is_valid():
        result = tried(form, service, actor=actor, opinion=opinion, **form.cleaned_data)
        if result is not None:
            messages.success(request, done)
            return redirect("oversight:opinion_see", opinion.pk)
    opinion.refresh_from_db()
    context = page_context(actor, opinion, **{name: form})
    return render(request, "oversight/opinion_see.html", context, status=422)


@require_POST
@requires("oversight.assign")
def opinion_assign(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    form = AssignForm(request.POST, day=request.actor.day)
    return _with_form(
        request, opinion, "assign_form", form, "Đã giao đơn vị trả lời.", answering.assign_opinion
    )


@require_POST
@requires("oversight.answer")
def opinion_answer(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    return _with_form(
        request, opinion, "answer_form", AnswerForm(request.POST), "Đã trả lời và báo người gửi.",
        answering.answer_opinion,
    )  # fmt: skip


@require_POST
@requires("oversight.decline")
def opinion_decline(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    return _with_form(
        request, opinion, "decline_form", DeclineForm(request.POST), "Đã ghi lý do không xem xét.",
        answering.decline_opinion,
    )  # fmt: skip


@require_POST
@requires("oversight.publish")
def opinion_publish(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    sender = getattr(opinion, "sender", None)
    form = PublishForm(request.POST, may_name=bool(sender and sender.name_may_be_shown))

    def publish(**values: Any) -> Opinion:
        return answering.publish_opinion(show_name=values.pop("show_name", False), **values)

    return _with_form(request, opinion, "publish_form", form, "Đã công khai trên cổng.", publish)


@require_POST
@requires("oversight.publish")
def opinion_take_down(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    reason = request.POST.get("reason", "")
    return carry_out(
        request, _back(opinion_id), "Đã gỡ khỏi cổng công khai.", answering.take_down_opinion,
        opinion=opinion, reason=reason,
    )  # fmt: skip


@require_POST
@requires("oversight.accept")
def opinion_accept(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    return carry_out(
        request, _back(opinion_id), "Đã ghi nhận đồng ý, ý kiến kết thúc.", opinions.accept_answer,
        opinion=opinion,
    )  # fmt: skip


@require_POST
@requires("oversight.ask_again")
def opinion_ask_again(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    return carry_out(
        request, _back(opinion_id), "Đã hỏi lại lên cấp trên.", opinions.ask_again,
        opinion=opinion, words=request.POST.get("words", ""),
    )  # fmt: skip


@require_POST
@requires("oversight.press")
def opinion_press(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    return carry_out(
        request,
        _back(opinion_id),
        "Đã đề nghị sớm trả lời.",
        opinions.press_answer,
        opinion=opinion,
    )


@require_POST
@requires("oversight.withdraw")
def opinion_withdraw(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    return carry_out(
        request, _back(opinion_id), "Đã rút ý kiến.", opinions.withdraw_opinion,
        opinion=opinion, reason=request.POST.get("reason", ""),
    )  # fmt: skip


@require_POST
@requires("oversight.add_words")
def opinion_add(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    return carry_out(
        request, _back(opinion_id), "Đã bổ sung.", opinions.add_words,
        opinion=opinion, text=request.POST.get("text", ""),
    )  # fmt: skip


@require_GET
@requires("oversight.sender.see")
def sender_see(request: HttpRequest, opinion_id: int) -> HttpResponse:
    """Who the citizen is; that somebody looked is written down after the answer."""
    actor = request.actor
    opinion = find_opinion(actor, opinion_id)
    sender = getattr(opinion, "sender", None)
    if sender is None or sender.is_erased:
        return redirect("oversight:opinion_see", opinion_id)
    request.after_answer.append(lambda: answering.record_sender_seen(actor=actor, opinion=opinion))
    context = {"opinion": opinion, "sender": sender}
    return render(request, "oversight/sender_see.html", context)


@require_POST
@requires("oversight.erase_sender")
def sender_erase(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    return carry_out(
        request, _back(opinion_id), "Đã xóa họ tên, cách liên hệ của người gửi.",
        answering.erase_sender, opinion=opinion, reason=request.POST.get("reason", ""),
    )  # fmt: skip
