"""What a letter of the day says: the lines that stand when it is written, and when it leaves."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from thidua.base.outbox.letters import absolute, with_footer
from thidua.base.outbox.models import InboxMessage, OutgoingMail
from thidua.base.outbox.reasons import reason_holds
from thidua.core.text import parse_date

PLACE = "/hop-thu/"
WHOLE = "weekly"  # a list is of no use when it is cut


def standing(rows: Iterable[InboxMessage]) -> list[InboxMessage]:
    """Not read yet, and still true."""
    return [row for row in rows if not row.read_at and reason_holds(row.reason_name, row.key)]


def subject_of(rows: Sequence[InboxMessage], day: date) -> str:
    words = {"count": len(rows), "day": f"{day:%d/%m/%Y}"}
    return _("Thi Đua: %(count)s tin mới ngày %(day)s") % words


def lines_of(rows: Iterable[InboxMessage]) -> str:
    return "\n\n".join(_line(number, row) for number, row in enumerate(rows, start=1))


def calendars_of(rows: Iterable[InboxMessage]) -> list[str]:
    return [row.calendar for row in rows if row.calendar]


def look_again(mail: OutgoingMail) -> bool:
    """Leave out of a letter of the day what is no longer so; False when nothing is left."""
    rows = InboxMessage.objects.filter(pk__in=mail.gathers).order_by("created_at", "pk")
    left = standing(rows)
    if not left:
        return False
    if len(left) != len(mail.gathers):
        mail.gathers = [row.pk for row in left]
        mail.subject = _recount(mail.subject, left)
        mail.body = with_footer(lines_of(left), PLACE)
        mail.calendars = calendars_of(left)
        mail.save(update_fields=["gathers", "subject", "body", "calendars"])
    return True


def _recount(subject: str, rows: Sequence[InboxMessage]) -> str:
    """The day stays that on which the letter was written."""
    return subject_of(rows, parse_date(subject.rpartition(" ")[2]))


def _line(number: int, row: InboxMessage) -> str:
    body = row.body.strip() if row.kind == WHOLE else _short(row.body)
    parts = [f"{number}. {row.subject}", _indented(body), f"   {absolute(row.url)}".rstrip()]
    return "\n".join(part for part in parts if part)


def _short(body: str) -> str:
    return Truncator(" ".join(body.split())).words(40, truncate=" …")


def _indented(body: str) -> str:
    return "\n".join(f"   {line}".rstrip() for line in body.splitlines())
