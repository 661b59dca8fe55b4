"""Passwords and locks."""

from datetime import date

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.accounts import letters, selectors, trail
from thidua.subjects.accounts.errors import AccountRefusal, BadToken
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.services.sessions import close_sessions


def set_new_password(user: User, password: str) -> None:
    """Stores it and lets go of "must change"; the calling verb records the event."""
    user.set_password(password)
    user.password_changed_at = timezone.now()
    user.must_change_password = False
    user.save(update_fields=["password", "password_changed_at", "must_change_password"])


def refuse_weak_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise AccountRefusal(" ".join(weak.messages)) from None


@transaction.atomic
def change_password(
    *, user: User, old: str, new: str, day: date, keep_session: str | None = None
) -> None:
    """By the person, who need not have a post; ends the person's other sessions."""
    if not user.check_password(old):
        raise AccountRefusal(_("Mật khẩu hiện tại chưa đúng."))
    if old == new:
        raise AccountRefusal(_("Mật khẩu mới phải khác mật khẩu hiện tại."))
    refuse_weak_password(new, user)
    set_new_password(user, new)
    close_sessions(user, but=keep_session)
    actor = selectors.self_actor(user, day)
    audit.record(actor, "accounts.change_password", trail.person(user))


@transaction.atomic
def request_password_reset(*, email: str, day: date) -> None:
    """Sends a link if the address is known. The answer to the screen is the same either way."""
    known = User.objects.active().filter(email__iexact=email.strip()).exclude(email="")
    for user in known.in_name_order()[:5]:
        token = default_token_generator.make_token(user)
        letters.send_password_link(user, urlsafe_base64_encode(str(user.pk).encode()), token)
        audit.record(
            selectors.self_actor(user, day), "accounts.request_password_reset", trail.person(user)
        )


def user_of_reset(key: str, token: str) -> User:
    try:
        number = int(urlsafe_base64_decode(key))
    except (ValueError, OverflowError):
        number = 0
    user: User | None = User.objects.active().filter(pk=number).first()
    if user is None or not default_token_generator.check_token(user, token):
        raise BadToken(_("Đường dẫn này đã dùng hoặc quá hạn. Hãy xin đường dẫn mới."))
    return user


@transaction.atomic
def reset_password(*, key: str, token: str, password: str, day: date) -> User:
    """Through the link in the letter; the link dies with the old password."""
    user = user_of_reset(key, token)
    refuse_weak_password(password, user)
    set_new_password(user, password)
    close_sessions(user)
    AxesProxyHandler.reset_attempts(username=user.username)
    audit.record(selectors.self_actor(user, day), "accounts.reset_password", trail.person(user))
    return user


@transaction.atomic
def unlock_user(*, actor: Actor, user: User) -> int:
    """Forgets the failed attempts, so that the person need not wait."""
    require(actor, "accounts.unlock", user)
    forgotten: int = AxesProxyHandler.reset_attempts(username=user.username)
    if not forgotten:
        raise AccountRefusal(_("Tài khoản này không bị tạm khóa do nhập sai mật khẩu."))
    audit.record(actor, "accounts.unlock", trail.person(user))
    return forgotten
