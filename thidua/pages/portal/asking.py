"""Forms that anybody may send, without login: a trap for machines, a ticket, a limit by address.

    class SuggestForm(PublicForm): …                       # `{% form_fields form %}` prints the traps
    form = SuggestForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and not allowed(request, "suggest"): form.add_error(None, TOO_OFTEN)
    … service(…, ticket=form.ticket) …                     # base/receipts makes the code from it
    return redirect("portal:…", sealed("suggest", form.ticket))

No token against cross-site requests stands in these forms: they act in nobody's name, the portal
reads no session, so there is nothing that another site could borrow (mark the view `sent_by_anybody`).
"""

import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from thidua.base.access import public_page
from thidua.base.throttle import allow
from thidua.pages.portal.answers import page

SOONEST = 2  # seconds: no person reads and fills a form faster
LATEST = 12 * 3600
SALT = "thidua.portal.asking"
TOO_OFTEN = _("Nơi này vừa gửi nhiều lần. Hãy gửi lại sau một giờ; điều đã gõ vẫn còn.")
TOO_FAST = _("Phiếu gửi quá nhanh nên chưa được nhận. Xem lại một lượt rồi bấm gửi lần nữa.")
TOO_LATE = _("Trang đã mở quá lâu. Điều đã gõ vẫn còn: bấm gửi lần nữa.")
A_MACHINE = _(
    "Phiếu chưa được nhận: có ô phải để trống mà đã được điền. Tải lại trang rồi gửi lại."
)
LOOPBACK = ("127.0.0.1", "::1")
View = TypeVar("View", bound=Callable[..., Any])


class TrapInput(forms.HiddenInput):
    """A field that no person sees and a machine fills in."""

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        return format_html(
            '<div hidden><label>Để trống ô này <input type="text" name="{}" value="{}" '
            'autocomplete="off" tabindex="-1"></label></div>',
            name,
            value or "",
        )


class PublicForm(forms.Form):
    """Extend it with the fields of the form. `ticket` names this one opening of the form."""

    ghi_them = forms.CharField(required=False, widget=TrapInput)
    phieu = forms.CharField(required=False, widget=forms.HiddenInput, initial=lambda: new_ticket())

    ticket = ""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("ghi_them"):
            raise forms.ValidationError(A_MACHINE, code="machine")
        try:
            self.ticket, age = read_ticket(values.get("phieu", ""))
        except signing.BadSignature:
            age = LATEST + 1.0
        if age > LATEST:
            self._open_anew()
            raise forms.ValidationError(TOO_LATE, code="late")
        if age < SOONEST:
            raise forms.ValidationError(TOO_FAST, code="fast")
        return values

    def _open_anew(self) -> None:
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("phieu")] = new_ticket()  # type: ignore[index]


def new_ticket(at: float | None = None) -> str:
    """A signed name for one opening of a form, with the moment."""
    opened = time.time() if at is None else at
    return signing.dumps([secrets.token_urlsafe(18), int(opened * 1000)], salt=SALT)


def read_ticket(text: str) -> tuple[str, float]:
    """The name inside, and how many seconds ago the form was opened."""
    name, opened = signing.loads(text, salt=SALT)
    return name, time.time() - opened / 1000


def sealed(kind: str, value: Any) -> str:
    """A value for an address that only this server can write (see `unsealed`)."""
    return signing.dumps(value, salt=f"{SALT}.{kind}")


def unsealed(kind: str, text: str, *, within: timedelta) -> Any:
    """The value, or None when the address was made up or is too old."""
    try:
        return signing.loads(text, salt=f"{SALT}.{kind}", max_age=within)
    except signing.BadSignature:
        return None


def allowed(
    request: HttpRequest, what: str, *, limit: int = 5, per: timedelta = timedelta(hours=1)
) -> bool:
    """Count one sending from this address; call it before the transaction."""
    return allow(f"{what}:{address_of(request)}", limit=limit, per=per)


def address_of(request: HttpRequest) -> str:
    """Who asks. The front server's word is taken only where there is one (docs/operators.md)."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    said = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if said and (peer in LOOPBACK or settings.HTTPS):
        return said.rpartition(",")[2].strip()
    return peer


def form_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page that is nobody else's: never kept on the way."""
    answer = page(request, template, context, status=status)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    del answer["ETag"]
    return answer


def sent_by_anybody(view: View) -> View:
    """Marks a view of such a form: public, and without the token that guards a session."""
    return public_page(csrf_exempt(view))
