"""Opinions of citizens: published ones, sending, following one's own by number and code."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thidua.base.access import public_page
from thidua.base.errors import Refusal
from thidua.base.receipts import code_of
from thidua.base.throttle import allow
from thidua.pages.portal.answers import page
from thidua.pages.portal.asking import (
    TOO_OFTEN,
    PublicForm,
    allowed,
    form_page,
    sealed,
    sent_by_anybody,
    unsealed,
)
from thidua.pages.portal.opinion_forms import (
    ActForm,
    AddForm,
    AgainForm,
    FollowForm,
    OpinionForm,
)
from thidua.pages.portal.search import asked_for
from thidua.subjects.oversight import public

SHOWN_FOR = timedelta(minutes=30)  # the secret code stands on the screen no longer
OPEN_FOR = timedelta(hours=2)
HOUR = timedelta(hours=1)
WRONG = "Số và mã không khớp. Xem lại giấy ghi lúc gửi; mã không phân biệt chữ hoa, chữ thường."
ACTS = ("them", "dong-y", "hoi-lai", "rut")


@require_safe
@public_page
def opinion_list(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request.GET)
    movement = request.GET.get("phong-trao", "")
    movement_id = (
        int(movement) if movement.isascii() and movement.isdigit() and len(movement) < 19 else None
    )
    found = public.published(asked.words, asked.page, movement_id)
    return page(
        request,
        "portal/opinion_list.html",
        {
            "asked": asked,
            "found": found,
            "movement_id": movement_id,
            "pages": asked.page_links(found.page, found.pages),
            "current": "opinions",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sent_by_anybody
def opinion_send(request: HttpRequest) -> HttpResponse:
    sending = request.method == "POST"
    initial = {"movement_id": request.GET.get("phong-trao", ""), "subject": public.MOVEMENT}
    form = OpinionForm(
        request.POST if sending else None, request.FILES if sending else None, initial=initial
    )
    done = sending and sent(
        request, form, "opinion", lambda: public.send_opinion(form.words, form.person, form.ticket)
    )
    if done:
        return redirect("portal:receipt", sealed("receipt", form.ticket))
    context = {"form": form, "current": "opinions"}
    return form_page(request, "portal/opinion_send.html", context, status=422 if sending else 200)


def sent(request: HttpRequest, form: PublicForm, what: str, send: Callable[[], None]) -> bool:
    """Whether it was taken; else the form says why and keeps what was typed."""
    if not form.is_valid():
        return False
    if not allowed(request, what):
        form.add_error(None, str(TOO_OFTEN))
        return False
    try:
        send()
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


@require_safe
@public_page
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The number and the code, for half an hour after sending; the address holds neither."""
    ticket = unsealed("receipt", token, within=SHOWN_FOR)
    number = public.number_of(ticket) if ticket else ""
    if not number:
        return form_page(request, "portal/receipt_over.html", {"current": "opinions"}, status=410)
    context = {"number": number, "code": code_of(ticket), "current": "opinions"}
    return form_page(request, "portal/receipt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sent_by_anybody
def follow(request: HttpRequest) -> HttpResponse:
    sending = request.method == "POST"
    form = FollowForm(request.POST if sending else None)
    if sending and (number := _followed(request, form)):
        return redirect("portal:followed", sealed("follow", number))
    context = {"form": form, "current": "opinions"}
    return form_page(request, "portal/follow.html", context, status=422 if sending else 200)


def _followed(request: HttpRequest, form: FollowForm) -> str:
    """Guessing is slow for an address and for a number; nothing tells which of both was wrong."""
    if not form.is_valid():
        return ""
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    mine = allowed(request, "follow", limit=10)
    if not (mine and allow(f"follow-number:{number.strip().upper()}", limit=30, per=HOUR)):
        form.add_error(None, str(TOO_OFTEN))
        return ""
    found = public.follow(number, code)
    if not found:
        form.add_error(None, WRONG)
    return found


@require_safe
@public_page
def followed(request: HttpRequest, token: str) -> HttpResponse:
    return _own_page(request, token, {})


def _own_page(
    request: HttpRequest, token: str, forms: dict[str, Any], status: int = 200
) -> HttpResponse:
    number = unsealed("follow", token, within=OPEN_FOR)
    own = public.followed(number) if number else None
    if own is None:
        return form_page(request, "portal/receipt_over.html", {"current": "opinions"}, status=410)
    fresh = {"them": AddForm(), "dong-y": ActForm(), "hoi-lai": AgainForm(), "rut": ActForm()}
    shown = fresh | forms
    context = {
        "own": own,
        "add_form": shown["them"],
        "accept_form": shown["dong-y"],
        "again_form": shown["hoi-lai"],
        "withdraw_form": shown["rut"],
        "act_urls": {
            act.replace("-", "_"): reverse("portal:follow_act", args=[token, act]) for act in ACTS
        },
        "current": "opinions",
    }
    return form_page(request, "portal/followed.html", context, status=status)


@require_http_methods(["POST"])
@sent_by_anybody
def follow_act(request: HttpRequest, token: str, act: str) -> HttpResponse:
    number = unsealed("follow", token, within=OPEN_FOR)
    if act not in ACTS:
        raise Http404
    if not number:
        return form_page(request, "portal/receipt_over.html", {"current": "opinions"}, status=410)
    kinds: dict[str, type[PublicForm]] = {"them": AddForm, "hoi-lai": AgainForm}
    form = kinds.get(act, ActForm)(request.POST)

    def carry_out() -> None:
        values = form.cleaned_data
        if act == "them":
            public.add_words(number, values["text"], form.ticket)
        elif act == "hoi-lai":
            public.ask_again(number, values["words"])
        elif act == "dong-y":
            public.accept_answer(number)
        else:
            public.withdraw(number)

    if sent(request, form, "follow-act", carry_out):
        return redirect("portal:followed", token)
    return _own_page(request, token, {act: form}, status=422)
