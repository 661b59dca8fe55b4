"""Telling people something; reading, resending."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.base.errors import Refusal
from thidua.base.outbox import gateway
from thidua.base.outbox.kinds import KINDS
from thidua.base.outbox.letters import new_letter, new_text
from thidua.base.outbox.models import (
    InboxMessage,
    MailState,
    MailWish,
    OutgoingMail,
    Preferences,
)
from thidua.base.outbox.recipients import members


def notify(
    *,
    to_users: Iterable[Any] = (),
    to_unit: int | None = None,
    roles: Collection[str] = (),
    subject: str,
    body: str,
    url: str = "",
    kind: str = "",
    key: str = "",
    reason_name: str = "",
    urgent: bool = False,
    mail: bool = True,
    calendar: str = "",
) -> int:
    """Tell people, inside the caller's transaction; gives how many had not been told.

    `key` makes it exactly once for each person; it is also what the reason is asked about
    before a letter leaves. With roles and no unit: those roles in every unit. `calendar` is the
    text of an .ics file, kept with the message and sent with its letter.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("outbox: people are told inside the transaction that has the news")
    user_ids = _recipients(to_users, to_unit, roles)
    key = key or uuid4().hex
    known = set(
        InboxMessage.objects.filter(key=key, user_id__in=user_ids).values_list("user_id", flat=True)
    )
    fresh = sorted(user_ids - known)
    if not fresh:
        return 0
    now = clock.stamp()
    wishes = _wishes(fresh, kind) if mail else {}
    # Two tellers at once: the constraint keeps the first row, the second is silently the same.
    InboxMessage.objects.bulk_create(
        (
            InboxMessage(
                user_id=user_id,
                subject=subject[:300],
                body=body,
                url=url,
                kind=kind,
                key=key,
                reason_name=reason_name,
                created_at=now,
                awaits_digest=mail and not urgent and wishes[user_id] == MailWish.DAILY,
                calendar=calendar,
            )
            for user_id in fresh
        ),
        ignore_conflicts=True,
    )
    at_once = [user for user in fresh if mail and (urgent or wishes[user] == MailWish.EACH)]
    news = _News(subject, body, url, key, reason_name, urgent, calendar, now)
    _write_letters(at_once, news)
    if urgent and mail:
        _write_texts(fresh, news)
    return len(fresh)


@dataclass(frozen=True, slots=True)
class _News:
    """What all who are told have in common."""

    subject: str
    body: str
    url: str
    key: str
    reason_name: str
    urgent: bool
    calendar: str
    now: datetime


def _recipients(to_users: Iterable[Any], unit: int | None, roles: Collection[str]) -> set[int]:
    chosen = {getattr(user, "pk", user) for user in to_users}
    if unit is not None or roles:
        chosen |= set(members(unit, roles, clock.today()))
    return chosen


def _wishes(user_ids: list[int], kind: str) -> dict[int, str]:
    chosen = Preferences.objects.filter(user_id__in=user_ids)
    own = {row.user_id: row.wish_for(kind) for row in chosen}
    return dict.fromkeys(user_ids, str(MailWish.DAILY)) | own


def _write_letters(user_ids: list[int], news: _News) -> None:
    if not user_ids:
        return
    people = get_user_model()._default_manager.filter(pk__in=user_ids, is_active=True)
    letters = (
        new_letter(
            user_id=user_id,
            to=email,
            subject=news.subject,
            body=news.body,
            url=news.url,
            dedup_key=f"{news.key}|{user_id}",
            reason_name=news.reason_name,
            reason_key=news.key,
            urgent=news.urgent,
            calendars=[news.calendar] if news.calendar else [],
            now=news.now,
        )
        for user_id, email in people.values_list("pk", "email")
        if email
    )
    OutgoingMail.objects.bulk_create(letters, ignore_conflicts=True)


def _write_texts(user_ids: list[int], news: _News) -> None:
    """To those who asked for it and have a telephone on record, when a gateway is set."""
    if not gateway.is_set():
        return
    wanting = Preferences.objects.filter(user_id__in=user_ids, sms=True).values("user_id")
    people = get_user_model()._default_manager.filter(pk__in=wanting, is_active=True)
    texts = (
        new_text(
            user_id=user_id,
            to=number,
            subject=news.subject,
            url=news.url,
            dedup_key=f"{news.key}|{user_id}|sms",
            reason_name=news.reason_name,
            reason_key=news.key,
            now=news.now,
        )
        for user_id, phone in people.values_list("pk", "phone")
        if (number := gateway.number_of(phone))
    )
    OutgoingMail.objects.bulk_create(texts, ignore_conflicts=True)


def send_mail(
    *,
    to: str,
    subject: str,
    body: str,
    dedup_key: str = "",
    urgent: bool = True,
    calendars: Sequence[str] = (),
) -> None:
    """A letter to an address that need not be a user's: an invitation, the head of the record."""
    letter = new_letter(
        to=to,
        subject=subject,
        body=body,
        dedup_key=dedup_key or None,
        urgent=urgent,
        calendars=calendars,
    )
    OutgoingMail.objects.bulk_create([letter], ignore_conflicts=True)


def mark_read(*, actor: Actor, message_ids: Iterable[int], read: bool = True) -> int:
    """Mark own messages; another's are not found. Reading one's mail is no event of the record."""
    mine = InboxMessage.objects.for_user(actor.user_id).filter(pk__in=list(message_ids))
    if not read:
        return mine.update(read_at=None)
    return mine.unread().update(read_at=timezone.now(), awaits_digest=False)


def mark_all_read(*, actor: Actor) -> int:
    mine = InboxMessage.objects.for_user(actor.user_id).unread()
    return mine.update(read_at=timezone.now(), awaits_digest=False)


def set_wish(
    *, actor: Actor, wish: str, by_kind: Mapping[str, str] | None = None, sms: bool = False
) -> None:
    """Choose how one's own mail comes: in general, and for some kinds otherwise.

    What is urgent comes at once whatever is chosen here: a summons or a recall is not a matter
    of taste.
    """
    if actor.user_id is None:
        raise Refusal(_("Hệ thống không có hộp thư riêng."))
    own = {kind: str(MailWish(choice)) for kind, choice in (by_kind or {}).items() if choice}
    if unknown := set(own) - set(KINDS):
        raise Refusal(_("Không có loại tin này: %(kind)s.") % {"kind": ", ".join(unknown)})
    Preferences.objects.update_or_create(
        user_id=actor.user_id, defaults={"wish": MailWish(wish), "by_kind": own, "sms": sms}
    )


def resend_mail(*, actor: Actor, mail_id: int) -> OutgoingMail:
    """Put a letter back in the queue, under its own Message-ID."""
    require(actor, "outbox.resend")
    done = (MailState.SENT, MailState.FAILED, MailState.DROPPED)
    with transaction.atomic():
        moved = OutgoingMail.objects.filter(pk=mail_id, state__in=done).update(
            state=MailState.WAITING, next_try=timezone.now(), attempts=0, reason_name=""
        )
        if not moved:
            raise Refusal(_("Thư này đang chờ gửi hoặc đang gửi, không cần gửi lại."))
        mail = OutgoingMail.objects.get(pk=mail_id)
        audit.record(actor, "outbox.resend", mail)
    return mail
