"""The inbox: what was told to me, read and unread, and how I want mail."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from thidua.base.access import Actor, signed_in
from thidua.base.outbox.models import InboxMessage, Preferences
from thidua.base.outbox.services import mark_all_read, mark_read, set_wish
from thidua.core.calendars import MEDIA_TYPE
from thidua.pages.messages.forms import WishForm
from thidua.pages.ui.lists import Column, Filter, FilteredList

# Searched in memory, without accents; older messages stay to be reached by their address.
NEWEST = 1000
STATES = (("chua", "Chưa đọc"), ("da", "Đã đọc"))


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def state_of(row: InboxMessage) -> str:
    return "Đã đọc" if row.read_at else "Chưa đọc"


def _in_state(rows: list[InboxMessage], value: str) -> list[InboxMessage]:
    return [row for row in rows if bool(row.read_at) == (value == "da")]


COLUMNS = (
    Column(
        "tin",
        "Tin",
        lambda row: row.subject,
        lead=True,
        url=lambda row: reverse("messages:message_see", args=[row.pk]),
        sub=lambda row: Truncator(" ".join(row.body.split())).words(30, truncate=" …"),
    ),
    Column("luc", "Lúc", lambda row: row.created_at, kind="datetime"),
    Column("tt", "Trạng thái", state_of, kind="state"),
)


def inbox_of(actor: Actor, params: QueryDict) -> FilteredList:
    mine = InboxMessage.objects.for_user(actor.user_id).defer("calendar")
    rows = list(mine[:NEWEST])
    return FilteredList(
        params,
        rows,
        COLUMNS,
        name="hop-thu",
        thing="tin",
        filters=(Filter("tt", "Trạng thái", STATES, _in_state),),
        search_hint="ví dụ: ke hoach",
        pick=lambda row: str(row.pk),
        pick_label=lambda row: row.subject,
        empty_heading="Hộp thư trống",
        empty_words="Khi có phong trào, văn bản gửi đến hoặc nhắc việc, tin sẽ nằm ở đây.",
    )


@signed_in
def message_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    shown = inbox_of(actor, request.GET)
    if shown.wants_export:
        return shown.export()
    unread = InboxMessage.objects.for_user(actor.user_id).unread().count()
    return render(request, "messages/message_list.html", {"shown": shown, "unread": unread})


@signed_in
def see(request: HttpRequest, message_id: int) -> HttpResponse:
    """Reading marks as read: a receipt, written after the answer."""
    actor = actor_of(request)
    mine = InboxMessage.objects.for_user(actor.user_id)
    message = get_object_or_404(mine, pk=message_id)
    if not message.read_at and not actor.seen_by:
        receipt = lambda: mark_read(actor=actor, message_ids=[message.pk])  # noqa: E731
        request.after_answer.append(receipt)  # type: ignore[attr-defined]
    inside = url_has_allowed_host_and_scheme(message.url, allowed_hosts=None)
    return render(
        request,
        "messages/message_see.html",
        {"message": message, "place": message.url if inside else ""},
    )


@signed_in
@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    shown = inbox_of(actor, QueryDict(request.POST.get("filter", "")))
    picked = [row.pk for row in shown.picked(request.POST)]
    count = mark_read(actor=actor, message_ids=picked, read=request.POST.get("do") != "unread")
    messages.success(request, f"Đã đánh dấu {count} tin.")
    return redirect("messages:message_list")


@signed_in
@require_POST
def mark_all(request: HttpRequest) -> HttpResponse:
    count = mark_all_read(actor=actor_of(request))
    messages.success(request, f"Đã đánh dấu {count} tin là đã đọc.")
    return redirect("messages:message_list")


@signed_in
def calendar(request: HttpRequest, message_id: int) -> HttpResponse:
    """The .ics file that came with a message."""
    mine = InboxMessage.objects.for_user(actor_of(request).user_id).exclude(calendar="")
    message = get_object_or_404(mine, pk=message_id)
    response = HttpResponse(message.calendar, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lich.ics"'
    return response


@signed_in
def wish(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    kept = Preferences.objects.filter(user_id=actor.user_id).first() or Preferences()
    person = get_user_model()._default_manager.get(pk=actor.user_id)
    form = WishForm(request.POST or None, kept=kept, phone=person.phone)
    if request.method == "POST" and form.is_valid():
        set_wish(actor=actor, **form.chosen)
        messages.success(request, "Đã lưu cách nhận thư.")
        return redirect("messages:wish_set")
    context = {"form": form, "email": person.email, "phone": person.phone}
    return render(request, "messages/wish_set.html", context)
