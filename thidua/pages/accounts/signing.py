"""Signing in and out of a session."""

from typing import Any

from axes.helpers import get_client_ip_address
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_otp import DEVICE_ID_SESSION_KEY

from thidua.base.clock import today
from thidua.pages.accounts.entrance import SEAT_KEY, note_alive
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
NEXT_KEY = "after_sign_in"
DEVICES = (
    ("Edg/", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def open_session(request: HttpRequest, user: User) -> None:
    """A fresh session key for the user; complete at once unless a second factor is owed."""
    login(request, user, backend=BACKEND)
    request.session.pop(SEAT_KEY, None)
    request.session.pop(DEVICE_ID_SESSION_KEY, None)
    if not user.has_second_factor:
        complete(request, user)


def complete(request: HttpRequest, user: User) -> None:
    """The person is in: remember the seat and note the session."""
    note_alive(request)
    day = today(request)
    seats = selectors.seats_on(user, day)
    if seats:
        request.session[SEAT_KEY] = seats[0].key
    if request.session.session_key is None:
        request.session.save()
    services.note_session(
        actor=selectors.self_actor(user, day),
        user=user,
        session_key=str(request.session.session_key),
        address=get_client_ip_address(request),
        device=device_of(request),
    )


def leave(request: HttpRequest) -> None:
    logout(request)


def device_of(request: HttpRequest) -> str:
    """The browser in words a person knows: "Chrome trên Windows"."""
    agent = request.headers.get("User-Agent", "")
    browser = next((word for mark, word in DEVICES if mark in agent), _("Trình duyệt khác"))
    system = next((word for mark, word in SYSTEMS if mark in agent), "")
    return (
        _("%(browser)s trên %(system)s") % {"browser": browser, "system": system}
        if system
        else browser
    )


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Only addresses of this site; everything else leads home."""
    allowed = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and allowed else "/"


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """After five failures: what happened, how long, and what to do."""
    return render(request, "accounts/locked_out.html", status=429)
