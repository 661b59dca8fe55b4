"""From a signed-in session to an actor, or to the page that must come first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY

from thidua.base.access import Actor
from thidua.base.clock import today
from thidua.subjects.accounts import selectors
from thidua.subjects.accounts.models import SeeAs, User
from thidua.subjects.accounts.security import needs_second_factor

SEAT_KEY = "seat"
SEEN_AT_KEY = "seen_at"
SEE_AS_KEY = "see_as"
STEP = timedelta(minutes=5)  # how often a session notes that it is alive


@dataclass(frozen=True, slots=True)
class Entrance:
    """Either an actor, or the name of the page that stands in the way (empty: sign in)."""

    actor: Actor | None = None
    gate: str = ""
    looking: SeeAs | None = None


CLOSED = Entrance()


def enter(request: HttpRequest) -> Entrance:
    user = request.user
    if not user.is_authenticated or is_idle(request):
        return CLOSED
    if gate := _gate_of(request, user):
        return Entrance(gate=gate)
    if SEE_AS_KEY in request.session and (looking := open_look(request)):
        return _look_through(user, looking, request)
    seat = current_seat(request, user)
    if seat is None:
        return Entrance(gate="accounts:no_post")
    if needs_second_factor(seat.post.role) and not user.has_second_factor:
        return Entrance(gate="accounts:second_factor_setup")
    return Entrance(selectors.actor_in(user, seat, today(request)))


def _gate_of(request: HttpRequest, user: User) -> str:
    if user.has_second_factor and DEVICE_ID_SESSION_KEY not in request.session:
        return "accounts:second_factor"
    if user.must_change_password:
        return "accounts:password_change"
    return ""


def current_seat(request: HttpRequest, user: User) -> selectors.Seat | None:
    """The chosen seat while it is still held, else the first of the day."""
    day = today(request)
    if (key := request.session.get(SEAT_KEY)) and (seat := selectors.seat_by_key(user, key, day)):
        return seat
    return next(iter(selectors.seats_on(user, day)), None)


def open_look(request: HttpRequest) -> SeeAs | None:
    """The running "see as" of this session; one past its time is closed after the answer."""
    looking = (
        SeeAs.objects.select_related("post__user", "admin")
        .filter(pk=request.session[SEE_AS_KEY], admin=request.user, stopped_at=None)
        .first()
    )
    if looking is None:
        del request.session[SEE_AS_KEY]
    return looking


def _look_through(user: User, looking: SeeAs, request: HttpRequest) -> Entrance:
    day = today(request)
    seat = selectors.seat_by_key(looking.post.user, str(looking.post_id), day)
    if looking.ends_at <= timezone.now() or seat is None:
        return Entrance(gate="accounts:see_as_over", looking=looking)
    actor = selectors.actor_in(looking.post.user, seat, day, seen_by=user.full_name)
    return Entrance(actor, looking=looking)


def is_idle(request: HttpRequest) -> bool:
    """No request for too long. The session stays as it is; the next sign-in replaces it."""
    seen = _seen_at(request.session.get(SEEN_AT_KEY))
    return seen is not None and timezone.now() - seen > timedelta(minutes=settings.IDLE_MINUTES)


def note_alive(request: HttpRequest) -> None:
    seen = _seen_at(request.session.get(SEEN_AT_KEY))
    now = timezone.now()
    if seen is None or now - seen > STEP:
        request.session[SEEN_AT_KEY] = now.isoformat()


def _seen_at(kept: Any) -> datetime | None:
    return datetime.fromisoformat(kept) if isinstance(kept, str) else None
