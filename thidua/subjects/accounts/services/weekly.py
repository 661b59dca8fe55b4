"""Each Monday the head of a unit hears what is late there, in one message."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit, clock, jobs, outbox
from thidua.base.access import Actor, Role
from thidua.base.audit.models import AuditEvent
from thidua.base.registries import DutyRow, open_duties
from thidua.core.text import format_date
from thidua.subjects.accounts.models import Post
from thidua.subjects.accounts.selectors import Seat, actor_in, posts_named_on

HEADS = (Role.UNIT_HEAD, Role.OFFICE_HEAD)
WEEKLY = "weekly"


@jobs.daily(6, 30, "accounts.tell_heads")
def tell_heads_this_week() -> None:
    tell_heads(clock.today())


def tell_heads(day: date) -> int:
    """Gives how many heads were told; once a week, on Monday or as soon after as a worker stands."""
    year, week, _weekday = day.isocalendar()
    mark = audit.Thing("accounts.Week", f"{year}-{week:02d}", _("Tuần %(n)s") % {"n": week})
    if AuditEvent.objects.filter(verb="accounts.tell_heads", thing_id=mark.id).exists():
        return 0
    heads: dict[int, list[int]] = defaultdict(list)
    held = Post.objects.held_on(day).filter(role__in=HEADS).order_by("pk")
    for unit_id, user_id in held.values_list("unit_id", "user_id"):
        heads[unit_id].append(user_id)
    with transaction.atomic():
        told = sum(_tell(unit_id, people, day, mark.id) for unit_id, people in heads.items())
        audit.record(Actor.system(day), "accounts.tell_heads", mark, after={"heads": told})
    return told


def _tell(unit_id: int, people: list[int], day: date, week: str) -> int:
    rows = late_rows(unit_id, day)
    if not rows:
        return 0
    return outbox.notify(
        to_users=people,
        subject=_("%(count)s việc của đơn vị đang trễ hạn") % {"count": len(rows)},
        body="\n".join(_line(row) for row in rows),
        url="/",
        kind=WEEKLY,
        key=f"weekly-late:{unit_id}:{week}",
        reason_name="accounts.unit_is_still_late",
    )


def late_rows(unit_id: int, day: date) -> list[DutyRow]:
    """What is late in the unit, asked for one seat of each role there; the oldest first."""
    posts = {post.role: post for post in posts_named_on(day).held_on(day).filter(unit_id=unit_id)}
    found = {
        (row.url, row.title): row
        for role, post in posts.items()
        if role != Role.ADMIN
        for row in open_duties.collect(actor_in(post.user, Seat(post, post.unit_name), day))
        if _is_late(row, day)
    }
    return sorted(found.values(), key=lambda row: (row.due or day, row.title))


def _is_late(row: DutyRow, day: date) -> bool:
    if row.waiting_elsewhere:
        return False
    return row.urgent if row.due is None else row.due < day


def _line(row: DutyRow) -> str:
    due = _(", hạn %(day)s") % {"day": format_date(row.due)} if row.due else ""
    return f"- {row.title}{due}"
