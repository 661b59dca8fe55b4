"""How a letter is put together."""

from datetime import datetime
from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from thidua.base.outbox.models import OutgoingMail

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
    now: datetime | None = None,
) -> OutgoingMail:
    now = now or timezone.now()
    return OutgoingMail(
        message_id=f"<{uuid4().hex}@{_domain()}>",
        dedup_key=dedup_key,
        user_id=user_id,
        to=to,
        subject=" ".join(subject.split())[:300],  # a line break here would forge headers
        body=_with_link(body, url),
        urgent=urgent,
        reason_name=reason_name,
        reason_key=reason_key,
        next_try=now,
        created_at=now,
    )


def absolute(url: str) -> str:
    base = settings.PUBLIC_ADDRESS.rstrip("/")
    return f"{base}{url}" if url.startswith("/") else url


def _with_link(body: str, url: str) -> str:
    footer = FOOTER.format(address=settings.PUBLIC_ADDRESS.rstrip("/"))
    parts = [body.strip(), f"Mở để xử lý: {absolute(url)}" if url else "", f"--\n{footer}"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _domain() -> str:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return address.rpartition("@")[2] or "localhost"
