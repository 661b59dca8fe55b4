"""How a letter is put together."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from thidua.base.outbox.models import Channel, OutgoingMail

FOOTER = (
    "Thư do hệ thống Thi Đua gửi. Cách nhận thư đặt tại {address}/hop-thu/tuy-chon/. "
    "Xin không trả lời thư này."
)


def new_letter(
    *,
    to: str,
    subject: str,
    body: str,
    url: str = "",
    user_id: int | None = None,
    dedup_key: str | None = None,
    reason_name: str = "",
    reason_key: str = "",
    urgent: bool = False,
    calendars: Sequence[str] = (),
    now: datetime | None = None,
) -> OutgoingMail:
    now = now or timezone.now()
    return OutgoingMail(
        message_id=f"<{uuid4().hex}@{_domain()}>",
        dedup_key=dedup_key,
        user_id=user_id,
        to=to,
        subject=" ".join(subject.split())[:300],  # a line break here would forge headers
        body=with_footer(body, url),
        urgent=urgent,
        calendars=list(calendars),
        reason_name=reason_name,
        reason_key=reason_key,
        next_try=now,
        created_at=now,
    )


def new_text(
    *, to: str, subject: str, url: str, user_id: int, dedup_key: str, reason_name: str,
    reason_key: str, now: datetime,
) -> OutgoingMail:  # fmt: skip
    """A text message: the subject and where to act, in the same queue as letters."""
    return OutgoingMail(
        channel=Channel.SMS,
        message_id=f"<{uuid4().hex}@{_domain()}>",
        dedup_key=dedup_key,
        user_id=user_id,
        to=to,
        subject=" ".join(subject.split())[:300],
        body=absolute(url),
        urgent=True,
        reason_name=reason_name,
        reason_key=reason_key,
        next_try=now,
        created_at=now,
    )


def absolute(url: str) -> str:
    base = settings.PUBLIC_ADDRESS.rstrip("/")
    return f"{base}{url}" if url.startswith("/") else url


def with_footer(body: str, url: str) -> str:
    footer = FOOTER.format(address=settings.PUBLIC_ADDRESS.rstrip("/"))
    parts = [body.strip(), f"Mở để xử lý: {absolute(url)}" if url else "", f"--\n{footer}"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _domain() -> str:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return address.rpartition("@")[2] or "localhost"
