"""The calendar of what one owes, read by a phone under a secret address."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST, require_safe

from thidua.base import clock
from thidua.base.access import public_page, signed_in
from thidua.base.access.pacing import within_pace
from thidua.base.errors import Refusal
from thidua.core.calendars import MEDIA_TYPE, render_calendar
from thidua.pages.messages.views import actor_of
from thidua.subjects.accounts.feeding import calendar_of, own_actors, owner_of
from thidua.subjects.accounts.models import CalendarFeed, User
from thidua.subjects.accounts.services import make_feed, revoke_feed

FRESH = "fresh_feed"  # in the session until it was shown: the address is told once
OFTEN, STRETCH = 60, 600


@require_GET
@signed_in
def feed_see(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    token = request.session.pop(FRESH, "")
    address = _address(token) if token else ""
    kept = CalendarFeed.objects.filter(user_id=actor.user_id).exclude(token_hash=None).first()
    posts = own_actors(User.objects.get(pk=actor.user_id), actor.day)
    return render(
        request,
        "messages/feed_see.html",
        {
            "address": address,
            "subscribe": address.replace("https://", "webcal://").replace("http://", "webcal://"),
            "feed": kept,
            "posts": posts,
        },
    )


def _address(token: str) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("messages:feed", args=[token])


@require_POST
@signed_in
def feed_make(request: HttpRequest) -> HttpResponse:
    try:
        request.session[FRESH] = make_feed(actor=actor_of(request))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã có địa chỉ lịch mới. Chép ngay: địa chỉ chỉ hiện một lần.")
    return redirect("messages:feed_see")


@require_POST
@signed_in
def feed_revoke(request: HttpRequest) -> HttpResponse:
    try:
        revoke_feed(actor=actor_of(request))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã thu hồi địa chỉ lịch: điện thoại không đọc được nữa.")
    return redirect("messages:feed_see")


@require_safe
@public_page
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a calendar program: no login, only the address; an address taken back finds nothing."""
    if not within_pace("feed", token, limit=OFTEN, seconds=STRETCH):
        late = HttpResponse("Hỏi lịch quá dày. Thử lại sau 10 phút.", status=429)
        late["Retry-After"] = str(STRETCH)
        return late
    owner = owner_of(token)
    if owner is None:
        raise Http404("Địa chỉ lịch này không có hoặc đã thu hồi.")
    content = render_calendar(calendar_of(owner, clock.today()))
    response = HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="thi-dua.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
