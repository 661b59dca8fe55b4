"""Sessions of a person: noted at sign-in, ended by the person or with the account."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.accounts import trail
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import OpenSession, User


@transaction.atomic
def note_session(
    *, actor: Actor, user: User, session_key: str, address: str | None, device: str
) -> None:
    """Called once a sign-in is complete; with "one device" it ends the others."""
    require(actor, "accounts.own", user)
    forget_ended_sessions(user)
    if settings.ONE_DEVICE:
        close_sessions(user, but=session_key)
    OpenSession.objects.update_or_create(
        session_key=session_key,
        defaults={"user": user, "address": address, "device": device[:120]},
    )
    audit.record(actor, "accounts.sign_in", trail.person(user), after={"device": device[:120]})


def forget_ended_sessions(user: User) -> None:
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    user.open_sessions.exclude(session_key__in=alive.values("session_key")).delete()


def close_sessions(user: User, but: str | None = None) -> int:
    """End sessions without an event of its own: part of a larger verb."""
    ended = user.open_sessions.exclude(session_key=but or "")
    Session.objects.filter(session_key__in=ended.values("session_key")).delete()
    count, _rows = ended.delete()
    return count


@transaction.atomic
def end_session(*, actor: Actor, user: User, session_id: int) -> None:
    require(actor, "accounts.own", user)
    ended = user.open_sessions.filter(pk=session_id).first()
    if ended is None:
        raise AccountRefusal(_("Phiên làm việc này đã kết thúc."))
    Session.objects.filter(session_key=ended.session_key).delete()
    ended.delete()
    audit.record(actor, "accounts.end_session", trail.person(user), before={"device": ended.device})


@transaction.atomic
def end_other_sessions(*, actor: Actor, user: User, keep: str | None) -> int:
    require(actor, "accounts.own", user)
    count = close_sessions(user, but=keep)
    audit.record(actor, "accounts.end_other_sessions", trail.person(user), after={"ended": count})
    return count
