"""Two guards around every view: closed by default, and no write under GET."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from thidua.base.access.verbs import may
from thidua.base.access.views import PUBLIC, SIGNED_IN, access_of
from thidua.base.registries import remembering

GetResponse = Callable[[HttpRequest], HttpResponseBase]
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE")
# Sessions carry no content: a login page under GET may start one.
EXEMPT_TABLES = ("django_session",)


class AccessMiddleware:
    """Lets a request through to its view only as the view's mark says."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        access = access_of(view)
        if access == PUBLIC:
            return None
        if access is None:
            raise PermissionDenied("Trang này chưa khai báo quyền truy cập nên đang đóng.")
        actor = getattr(request, "actor", None)
        if actor is None:
            return redirect_to_login(request.get_full_path())
        if access != SIGNED_IN and not (answer := may(actor, access)):
            raise PermissionDenied(answer.reason)
        return None


class ReadOnlyGetMiddleware:
    """GET and HEAD change nothing: a write there is a fault and raises.

    What may only be written after the answer (receipts "đã mở", the log of reading) is a
    callable in `request.after_answer`; each runs in a transaction of its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.after_answer = []  # type: ignore[attr-defined]
        if request.method not in ("GET", "HEAD"):
            response = self.get_response(request)
        else:
            response = self._answer_without_writing(request)
        if response.status_code < 400:
            self._run_after(request)
        return response

    def _answer_without_writing(self, request: HttpRequest) -> HttpResponseBase:
        with connections["default"].execute_wrapper(_refuse_writes), remembering():
            return self.get_response(request)

    def _run_after(self, request: HttpRequest) -> None:
        for task in request.after_answer:  # type: ignore[attr-defined]
            with transaction.atomic():
                task()


class WriteUnderGet(RuntimeError):
    """A view wrote to the database while answering GET or HEAD."""


def _refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
) -> Any:
    word = sql.lstrip().split(None, 1)[0].upper() if sql.strip() else ""
    if word in WRITES and not any(table in sql for table in EXEMPT_TABLES):
        raise WriteUnderGet(sql[:200])
    return execute(sql, params, many, context)


class SecurityHeadersMiddleware:
    """Strict content policy: nothing inline, nothing from elsewhere."""

    policy = "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        if not request.path.startswith((settings.STATIC_URL, "/cong-khai/")):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def health(request: HttpRequest) -> HttpResponse:
    """Answers when the process stands; used by `thidua serve` to say the address works."""
    return HttpResponse("ok", content_type="text/plain")


health.thidua_access = PUBLIC  # type: ignore[attr-defined]
