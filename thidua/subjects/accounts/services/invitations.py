"""Invitations: a link for one use that makes an account with a post, or sets a password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, Role, require
from thidua.subjects.accounts import letters, selectors, trail
from thidua.subjects.accounts.errors import AccountRefusal, BadToken
from thidua.subjects.accounts.models import (
    Invitation,
    InvitationState,
    Post,
    User,
)
from thidua.subjects.accounts.services.credentials import refuse_weak_password, set_new_password
from thidua.subjects.accounts.services.people import add_user
from thidua.subjects.accounts.services.posts import add_post
from thidua.subjects.accounts.tokens import hash_of, new_token
from thidua.subjects.orgs.enums import FOREVER

LIVES = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Sent:
    """The token is known only here: to the letter, and to a clerk who hands it over in person."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite_user(
    *,
    actor: Actor,
    full_name: str,
    email: str,
    unit_id: int,
    role: str,
    title: str,
    valid_from: date,
    valid_until: date = FOREVER,
) -> Sent:
    draft = Invitation(
        full_name=full_name.strip(),
        email=email.strip(),
        unit_id=unit_id,
        role=role,
        title=title.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    require(actor, "accounts.invite", draft)
    _refuse_bad_invitation(draft)
    return _send(actor, "accounts.invite", draft)


def _refuse_bad_invitation(draft: Invitation) -> None:
    if not draft.full_name or not draft.title:
        raise AccountRefusal(_("Cần ghi đủ họ tên và chức vụ."))
    if draft.role not in Role.values:
        raise AccountRefusal(_("Cần chọn một chức trách có trong danh sách."))
    if draft.valid_until <= draft.valid_from:
        raise AccountRefusal(_("Ngày thôi giữ chức trách phải sau ngày bắt đầu."))
    if not selectors.unit_name(draft.unit_id, draft.valid_from):
        raise AccountRefusal(_("Ngày đó đơn vị không hoạt động. Hãy chọn ngày hoặc đơn vị khác."))
    _refuse_bad_email(draft.email)
    waiting = Invitation.objects.filter(
        email__iexact=draft.email,
        unit_id=draft.unit_id,
        role=draft.role,
        state=InvitationState.OPEN,
        expires_at__gt=timezone.now(),
    )
    if waiting.exists():
        raise AccountRefusal(_("Đã có thư mời đang chờ người này nhận. Có thể gửi lại thư đó."))


def _refuse_bad_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise AccountRefusal(
            _("Địa chỉ thư điện tử chưa đúng, ví dụ ten@laichau.gov.vn.")
        ) from None


@transaction.atomic
def invite_again(*, actor: Actor, invitation: Invitation) -> Sent:
    """A new link in place of the old one, which stops working."""
    require(actor, "accounts.invite", invitation)
    open_still = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.OPEN)
    if not open_still.update(state=InvitationState.WITHDRAWN):
        raise AccountRefusal(_("Thư mời này đã được nhận hoặc đã thu hồi."))
    invitation.pk = None
    invitation._state.adding = True
    invitation.state = InvitationState.OPEN
    return _send(actor, "accounts.invite_again", invitation)


@transaction.atomic
def invite_to_set_password(*, actor: Actor, user: User, post: Post) -> Sent:
    """For a person who already has a post but cannot come in: imported, or long away."""
    require(actor, "accounts.invite", post)
    _refuse_bad_email(user.email)
    Invitation.objects.filter(user=user, state=InvitationState.OPEN).update(
        state=InvitationState.WITHDRAWN
    )
    again = Invitation(
        user=user,
        full_name=user.full_name,
        email=user.email,
        unit_id=post.unit_id,
        role=post.role,
        title=post.title,
        valid_from=post.valid_from,
        valid_until=post.valid_until,
    )
    return _send(actor, "accounts.invite_to_set_password", again)


def _send(actor: Actor, verb: str, invitation: Invitation) -> Sent:
    token, invitation.token_hash = new_token()
    invitation.expires_at = timezone.now() + LIVES
    invitation.invited_by_id = actor.user_id
    invitation.save()
    letters.send_invitation(invitation, token, inviter=actor)
    audit.record(
        actor,
        verb,
        trail.invited(invitation),
        after={
            "title": invitation.title,
            "role": invitation.role_label,
            "unit": invitation.unit_id,
        },
    )
    return Sent(invitation, token)


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: Invitation) -> None:
    require(actor, "accounts.invite", invitation)
    open_still = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.OPEN)
    if not open_still.update(state=InvitationState.WITHDRAWN):
        raise AccountRefusal(_("Thư mời này đã được nhận hoặc đã thu hồi."))
    audit.record(actor, "accounts.withdraw_invitation", trail.invited(invitation))


def invitation_for(token: str) -> Invitation:
    """The open invitation behind a link; BadToken says what to do when there is none."""
    found = (
        Invitation.objects.select_related("user")
        .filter(
            token_hash=hash_of(token), state=InvitationState.OPEN, expires_at__gt=timezone.now()
        )
        .first()
    )
    if found is None:
        raise BadToken(
            _("Đường dẫn này đã dùng, đã thu hồi hoặc quá hạn. Hãy nhờ người mời gửi lại.")
        )
    return found


@transaction.atomic
def accept_invitation(*, token: str, username: str, password: str, day: date) -> User:
    """Makes the account with its post, or sets the password of the one that stands."""
    invitation = invitation_for(token)
    open_still = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.OPEN)
    if not open_still.update(state=InvitationState.ACCEPTED):
        raise BadToken(_("Thư mời này vừa được nhận. Hãy đăng nhập."))
    user = invitation.user or _join(invitation, username)
    refuse_weak_password(password, user)
    set_new_password(user, password)
    Invitation.objects.filter(pk=invitation.pk).update(user=user)
    invitation.user = user
    actor = selectors.self_actor(user, day)
    audit.record(
        actor,
        "accounts.accept_invitation",
        trail.person(user),
        after=trail.details(user) | {"invitation": invitation.pk},
    )
    return user


def _join(invitation: Invitation, username: str) -> User:
    user = add_user(username=username, full_name=invitation.full_name, email=invitation.email)
    add_post(
        user,
        invitation.unit_id,
        invitation.role,
        invitation.title,
        invitation.valid_from,
        invitation.valid_until,
    )
    return user
