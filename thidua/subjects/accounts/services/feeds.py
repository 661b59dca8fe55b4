"""A person's secret calendar address: made, made anew, taken back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.errors import Refusal
from thidua.subjects.accounts.models import CalendarFeed, User
from thidua.subjects.accounts.tokens import new_token


@transaction.atomic
def make_feed(*, actor: Actor) -> str:
    """A new address, told once; the one before it stops at once."""
    user = _oneself(actor)
    token, token_hash = new_token()
    CalendarFeed.objects.update_or_create(
        user=user, defaults={"token_hash": token_hash, "made_at": timezone.now()}
    )
    audit.record(actor, "accounts.make_feed", user)
    return token


@transaction.atomic
def revoke_feed(*, actor: Actor) -> None:
    user = _oneself(actor)
    if not CalendarFeed.objects.filter(user=user).exclude(token_hash=None).update(token_hash=None):
        raise Refusal(_("Ông (bà) không có địa chỉ lịch nào đang dùng."))
    audit.record(actor, "accounts.revoke_feed", user)


def _oneself(actor: Actor) -> User:
    user: User | None = User.objects.filter(pk=actor.user_id).first()
    require(actor, "accounts.own", user)
    if user is None:
        raise Refusal(_("Lịch riêng chỉ dành cho người có tài khoản."))
    return user
