"""Letters leave one by one, under a lease: a sender that dies leaves its letter to the next."""

import logging
import re
from datetime import timedelta
from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from thidua.base.outbox.gateway import send_text
from thidua.base.outbox.gathering import look_again
from thidua.base.outbox.models import Channel, MailState, OutgoingMail
from thidua.base.outbox.reasons import reason_holds
from thidua.base.outbox.transport import carry as carry_letter

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
WAITS = [1, 5, 15, 60, 180, 360, 720, 1440]  # minutes before the next try
BATCH = 50


def send_due() -> int:
    """Send what is due; gives how many letters left."""
    due = list(OutgoingMail.objects.due(timezone.now()).values_list("pk", flat=True)[:BATCH])
    return sum(send_one(pk) for pk in due)


def send_one(pk: int) -> bool:
    mail = _take(pk)
    if mail is None:
        return False
    if not still_needed(mail):
        _settle(mail, state=MailState.DROPPED)
        return False
    try:
        carry(mail)
    except Exception as error:
        log.warning("mail %s: %s", mail.pk, error)
        _put_back(mail, error)
        return False
    _settle(mail, state=MailState.SENT, sent_at=timezone.now(), last_error="")
    return True


def still_needed(mail: OutgoingMail) -> bool:
    """Asked at the last moment: of a letter of the day line by line, else of its one reason."""
    if mail.gathers:
        return look_again(mail)
    return reason_holds(mail.reason_name, mail.reason_key)


def carry(mail: OutgoingMail) -> None:
    if mail.channel == Channel.SMS:
        send_text(mail)
    else:
        carry_letter(message_of(mail))


def message_of(mail: OutgoingMail) -> EmailMessage:
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMessage(
        mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=headers
    )
    for number, text in enumerate(mail.calendars, start=1):
        message.attach(_calendar_part(text, number))
    return message


def _calendar_part(text: str, number: int) -> MIMEText:
    """The method stands in the header too: mail programs offer the calendar by it (RFC 6047)."""
    part = MIMEText(text, "calendar", "utf-8")
    if method := re.search(r"^METHOD:(\w+)", text, re.M):
        part.set_param("method", method[1])
    name = "lich.ics" if number == 1 else f"lich-{number}.ics"
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def _take(pk: int) -> OutgoingMail | None:
    now = timezone.now()
    taken = OutgoingMail.objects.due(now).filter(pk=pk).order_by()
    if not taken.update(
        state=MailState.SENDING, lease_until=now + LEASE, attempts=F("attempts") + 1
    ):
        return None
    return OutgoingMail.objects.get(pk=pk)


def _settle(mail: OutgoingMail, **values: object) -> None:
    """Write the outcome, if the letter is still ours."""
    ours = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts)
    ours.update(lease_until=None, **values)


def _put_back(mail: OutgoingMail, error: Exception) -> None:
    tried_all = mail.attempts > len(WAITS)
    wait = timedelta(minutes=WAITS[min(mail.attempts, len(WAITS)) - 1])
    _settle(
        mail,
        state=MailState.FAILED if tried_all else MailState.WAITING,
        next_try=timezone.now() + wait,
        last_error=f"{type(error).__name__}: {error}"[:2000],
    )
