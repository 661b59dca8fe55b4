"""What stands on the page "Tài khoản của tôi"."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken

from thidua.base.clock import today
from thidua.pages.accounts.entrance import SEEN_AT_KEY
from thidua.pages.accounts.forms import OwnPasswordForm
from thidua.subjects.accounts import selectors
from thidua.subjects.accounts.models import OpenSession, User
from thidua.subjects.accounts.security import needs_second_factor


@dataclass(frozen=True, slots=True)
class SessionRow:
    pk: int
    device: str
    address: str
    signed_in_at: datetime
    seen_at: datetime | None
    own: bool


def context(request: HttpRequest, user: User) -> dict[str, Any]:
    day = today(request)
    return {
        "person": user,
        "posts": [post for post in selectors.posts_of(user, day) if post.valid_until > day],
        "sessions": sessions_of(user, request.session.session_key),
        "one_device": settings.ONE_DEVICE,
        "codes_left": StaticToken.objects.filter(device__user=user).count(),
        "must_have_second_factor": needs_second_factor(request.actor.role),  # type: ignore[attr-defined]
        "drop_form": OwnPasswordForm(),
        "mail_url": _url("messages:wish_set"),
        "is_admin": request.actor.role == "admin",  # type: ignore[attr-defined]
    }


def sessions_of(user: User, own_key: str | None) -> list[SessionRow]:
    """Sessions still alive, this one first; two queries."""
    noted = {row.session_key: row for row in user.open_sessions.all()}
    alive = Session.objects.filter(session_key__in=noted, expire_date__gt=timezone.now())
    rows = [_row(noted[found.session_key], found, own_key) for found in alive]
    return sorted(rows, key=lambda row: (not row.own, -row.signed_in_at.timestamp()))


def _row(noted: OpenSession, found: Session, own_key: str | None) -> SessionRow:
    seen = found.get_decoded().get(SEEN_AT_KEY)
    return SessionRow(
        pk=noted.pk,
        device=noted.device,
        address=noted.address or "",
        signed_in_at=noted.signed_in_at,
        seen_at=datetime.fromisoformat(seen) if seen else None,
        own=noted.session_key == own_key,
    )


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
