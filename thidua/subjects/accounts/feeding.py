"""What stands in a person's calendar: everything owed in each of his posts, and where he is expected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.access import Actor
from thidua.base.registries import Appointment, DutyRow, appointments, open_duties
from thidua.core.calendars import Alarm, CalendarFile, Event
from thidua.subjects.accounts.models import CalendarFeed, User
from thidua.subjects.accounts.selectors import actor_in, seats_on
from thidua.subjects.accounts.tokens import hash_of

ASK_AGAIN = timedelta(hours=2)
AT_EIGHT = timedelta(hours=16)  # before midnight of the due day: the morning of the day before


def owner_of(token: str) -> User | None:
    """Whose calendar the address opens; nobody's when it was taken back or the account closed."""
    feed = CalendarFeed.objects.filter(token_hash=hash_of(token)).select_related("user").first()
    return feed.user if feed is not None and feed.user.is_active else None


def own_actors(user: User, day: date) -> list[Actor]:
    """One for each post held on the day; posts lent by others keep their owner's calendar."""
    return [actor_in(user, seat, day) for seat in seats_on(user, day) if seat.delegation is None]


def calendar_of(user: User, day: date) -> CalendarFile:
    now = timezone.now()
    actors = own_actors(user, day)
    duties = [row for actor in actors for row in open_duties.collect(actor)]
    going = {entry.uid: entry for actor in actors for entry in appointments.collect(actor)}
    events = [*_due_events(duties, user, now), *(_visit(entry, now) for entry in going.values())]
    return CalendarFile(
        events, name=_("Thi Đua: %(name)s") % {"name": user.full_name}, refresh=ASK_AGAIN
    )


def _due_events(rows: Iterable[DutyRow], user: User, now: datetime) -> list[Event]:
    """What waits elsewhere is not owed; the same thing in two posts stands once."""
    owed = {
        (row.url, row.title): row
        for row in rows
        if row.due is not None and not row.waiting_elsewhere
    }
    return [_due_event(row, user, now) for row in owed.values()]


def _due_event(row: DutyRow, user: User, now: datetime) -> Event:
    assert row.due is not None
    return Event(
        uid=_uid(f"{user.pk}|{row.url}|{row.title}"),
        title=_("Hạn: %(title)s") % {"title": row.title},
        starts=row.due,
        changed=now,
        words="\n".join(part for part in (row.detail, row.state_label) if part),
        url=_absolute(row.url),
        busy=False,
        alarms=[Alarm(AT_EIGHT, row.title)],
    )


def _visit(entry: Appointment, now: datetime) -> Event:
    return Event(
        uid=entry.uid,
        title=entry.title,
        starts=entry.starts,
        ends=entry.ends,
        changed=now,
        sequence=entry.sequence,
        place=entry.place,
        url=_absolute(entry.url),
        cancelled=entry.cancelled,
        alarms=[Alarm(timedelta(hours=2), entry.title)],
    )


def _uid(words: str) -> str:
    return f"{sha256(words.encode()).hexdigest()[:32]}@{_domain()}"


def _domain() -> str:
    return settings.PUBLIC_ADDRESS.rpartition("//")[2].partition("/")[0].partition(":")[0]


def _absolute(url: str) -> str:
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{url}" if url.startswith("/") else url
