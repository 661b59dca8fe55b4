"""Sets `request.actor`; sends people first where they must go first."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.access.views import PUBLIC, access_of
from thidua.pages.accounts.entrance import CLOSED, enter, note_alive
from thidua.subjects.accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
NOBODY_S_PAGES = (
    "/cong-khai/",
    "/api/",
    "/robots.txt",
    "/song/",
)  # same for all: asking for the session would mar caching
SEEN_STEP = timedelta(hours=1)  # how exact "lần dùng gần nhất" is


def allowed_while_looking(view: View) -> View:
    """A POST that an administrator may send while seeing through another's eyes."""
    view.thidua_while_looking = True  # type: ignore[attr-defined]
    return view


class ActorMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        entrance = CLOSED if request.path.startswith(NOBODY_S_PAGES) else enter(request)
        request.actor = entrance.actor
        request.looking = entrance.looking
        request.gate = entrance.gate
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.gate and access_of(view) != PUBLIC:
            return redirect(request.gate)
        if request.actor is not None:
            _refuse_changes_while_looking(request, view)
            _note_presence(request)
        return None


def _refuse_changes_while_looking(request: Any, view: Any) -> None:
    if request.looking is None or request.method in SAFE_METHODS:
        return
    if not getattr(view, "thidua_while_looking", False):
        raise PermissionDenied(
            _(
                "Đang xem với tư cách %(name)s: chỉ được đọc, không thay đổi được gì. "
                "Hãy bấm “Thôi xem” để trở lại tài khoản của mình."
            )
            % {"name": request.actor.user_name}
        )


def _note_presence(request: Any) -> None:
    """When the person was last here: in the session at once, in the table after the answer."""
    note_alive(request)
    user, now = request.user, timezone.now()
    if user.last_seen is None or now - user.last_seen > SEEN_STEP:
        request.after_answer.append(lambda: User.objects.filter(pk=user.pk).update(last_seen=now))
