"""One letter a day for those who want one: what came and still stands unread."""

from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction

from thidua.base.outbox.gathering import PLACE, calendars_of, lines_of, standing, subject_of
from thidua.base.outbox.letters import new_letter
from thidua.base.outbox.models import InboxMessage, OutgoingMail


def send_digests(day: date) -> int:
    """Write the day's letters; run twice, the second finds nothing."""
    waiting = InboxMessage.objects.filter(awaits_digest=True).order_by("user_id")
    people = list(waiting.values_list("user_id", flat=True).distinct())
    return sum(_digest(user_id, day) for user_id in people)


@transaction.atomic
def _digest(user_id: int, day: date) -> bool:
    dedup_key = f"digest|{day.isoformat()}|{user_id}"
    # At most one a day: what comes after today's letter waits for tomorrow's.
    if OutgoingMail.objects.filter(dedup_key=dedup_key).exists():
        return False
    mine = InboxMessage.objects.for_user(user_id).filter(awaits_digest=True)
    rows = list(mine.select_for_update().order_by("created_at", "pk"))
    mine.filter(pk__in=[row.pk for row in rows]).update(awaits_digest=False)
    person = get_user_model()._default_manager.filter(pk=user_id, is_active=True).first()
    address = getattr(person, "email", "")
    told = standing(rows)
    if not told or not address:
        return False
    letter = new_letter(
        user_id=user_id,
        to=address,
        subject=subject_of(told, day),
        body=lines_of(told),
        url=PLACE,
        dedup_key=dedup_key,
        calendars=calendars_of(told),
    )
    letter.gathers = [row.pk for row in told]
    letter.save(force_insert=True)
    return True
