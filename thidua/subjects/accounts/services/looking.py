"""Seeing as somebody else: an administrator looks through a person's post, read-only and for a short time."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, Role, require
from thidua.subjects.accounts import trail
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import Post, SeeAs, User

LASTS = timedelta(minutes=30)


@transaction.atomic
def start_see_as(*, actor: Actor, post: Post, reason: str) -> SeeAs:
    require(actor, "accounts.see_as", post.user)
    _refuse_bad_look(actor, post, reason)
    looking = SeeAs.objects.create(
        admin=User.objects.get(pk=actor.user_id),
        post=post,
        reason=reason.strip(),
        ends_at=timezone.now() + LASTS,
    )
    audit.record(
        actor,
        "accounts.start_see_as",
        trail.person(post.user),
        after=trail.post_details(post),
        reason=looking.reason,
    )
    return looking


def _refuse_bad_look(actor: Actor, post: Post, reason: str) -> None:
    if not reason.strip():
        raise AccountRefusal(_("Cần ghi lý do xem, ví dụ số phiếu yêu cầu hỗ trợ."))
    if post.role == Role.ADMIN:
        raise AccountRefusal(_("Không xem với tư cách quản trị hệ thống khác."))
    if not Post.objects.held_on(actor.day).filter(pk=post.pk).exists():
        raise AccountRefusal(_("Chức trách này không còn hiệu lực."))


@transaction.atomic
def stop_see_as(*, actor: Actor, looking: SeeAs) -> None:
    """Ends the look; asked twice it does nothing the second time."""
    running = SeeAs.objects.filter(pk=looking.pk, stopped_at=None)
    stopped = min(timezone.now(), looking.ends_at)
    if not running.update(stopped_at=stopped):
        return
    seen: User = looking.post.user
    audit.record(
        actor,
        "accounts.stop_see_as",
        trail.person(seen),
        after={"minutes": int((stopped - looking.started_at).total_seconds() // 60)},
    )
