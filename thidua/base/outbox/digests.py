"""One letter a day for those who want one: what came and still stands unread."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.outbox.letters import absolute, new_letter
from thidua.base.outbox.models import InboxMessage, OutgoingMail
from thidua.base.outbox.sending import reason_holds


def send_digests(day: date) -> int:
    """Write the day's letters; run twice, the second finds nothing."""
    waiting = InboxMessage.objects.filter(awaits_digest=True).order_by("user_id")
    people = list(waiting.values_list("user_id", flat=True).distinct())
    return sum(_digest(user_id, day) for user_id in people)


@transaction.atomic
def _digest(user_id: int, day: date) -> bool:
    mine = InboxMessage.objects.for_user(user_id).filter(awaits_digest=True)
    rows = list(mine.select_for_update().order_by("created_at", "pk"))
    standing = [row for row in rows if not row.read_at and reason_holds(row.reason_name, row.key)]
    mine.filter(pk__in=[row.pk for row in rows]).update(awaits_digest=False)
    person = get_user_model()._default_manager.filter(pk=user_id, is_active=True).first()
    address = getattr(person, "email", "")
    if not standing or not address:
        return False
    letter = new_letter(
        user_id=user_id,
        to=address,
        subject=_("Thi Đua: %(count)s tin mới ngày %(day)s")
        % {"count": len(standing), "day": f"{day:%d/%m/%Y}"},
        body=_lines(standing),
        url="/hop-thu/",
        dedup_key=f"digest|{day.isoformat()}|{user_id}",
    )
    # At most one a day: what comes after today's letter waits for tomorrow's.
    if OutgoingMail.objects.filter(dedup_key=letter.dedup_key).exists():
        mine.model.objects.filter(pk__in=[row.pk for row in standing]).update(awaits_digest=True)
        return False
    letter.save(force_insert=True)
    return True


def _lines(rows: Iterable[InboxMessage]) -> str:
    parts = [
        f"{number}. {row.subject}\n   {absolute(row.url)}".rstrip()
        for number, row in enumerate(rows, start=1)
    ]
    return "\n".join(parts)
