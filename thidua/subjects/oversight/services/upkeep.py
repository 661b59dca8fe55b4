"""What the calendar does to opinions: reminds, closes after silence, forgets senders."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit, outbox, parameters
from thidua.base.access import Actor, Role
from thidua.core.periods import Reminder, WorkingCalendar, reminders_missed
from thidua.core.text import format_date
from thidua.subjects.oversight.enums import (
    Closing,
    OpinionState,
    ReplyState,
    RequestState,
)
from thidua.subjects.oversight.models import Consulted, Opinion, Sender
from thidua.subjects.oversight.services.answering import forget
from thidua.subjects.oversight.services.moving import WHO_ANSWERS, opinion_url

# A worker that stood still for a week sends the last reminder it missed, not all of them.
CATCH_UP = timedelta(days=7)
HEADS = (Role.UNIT_HEAD, Role.OFFICE_HEAD)


def _missed(due: date, day: date, working: WorkingCalendar) -> Reminder | None:
    found = reminders_missed(due, working, after=day - CATCH_UP, day=day)
    return found[-1] if found else None


@transaction.atomic
def remind_answers(day: date) -> int:
    """Every opinion whose answer asks for it today; gives how many were called to mind."""
    working = parameters.calendar(day)
    owed = Opinion.objects.filter(state=OpinionState.ASSIGNED).exclude(due_on=None)
    reminded = [opinion for opinion in owed if _remind_answer(opinion, day, working)]
    if reminded:
        _record(day, "oversight.remind_answers", len(reminded))
    return len(reminded)


def _remind_answer(opinion: Opinion, day: date, working: WorkingCalendar) -> bool:
    assert opinion.due_on is not None
    reminder = _missed(opinion.due_on, day, working)
    if reminder is None:
        return False
    mark = f"{opinion.round}:{reminder.code}"
    fresh = Opinion.objects.filter(pk=opinion.pk, state=OpinionState.ASSIGNED)
    if not fresh.exclude(last_reminder=mark).update(last_reminder=mark):
        return False
    late = _("đã quá hạn") if day > opinion.due_on else _("hạn")
    outbox.notify(
        to_unit=opinion.answering_unit_id,
        roles=WHO_ANSWERS,
        subject=_("Trả lời %(opinion)s, %(late)s %(due)s")
        % {"opinion": opinion, "late": late, "due": format_date(opinion.due_on)},
        body=f"{opinion.subject_words}. {opinion.first_words}",
        url=opinion_url(opinion),
        kind="reminder",
        key=f"opinion-due:{opinion.pk}:{opinion.round}:{opinion.answering_unit_id}:{reminder.code}",
        reason_name="oversight.answer_still_owed",
    )
    return True


def answer_still_owed(key: str) -> bool:
    _name, opinion_id, number, unit_id, *_rest = key.split(":")
    owed = Opinion.objects.filter(pk=int(opinion_id), state=OpinionState.ASSIGNED)
    return owed.filter(round=int(number), answering_unit_id=int(unit_id)).exists()


@transaction.atomic
def remind_replies(day: date) -> int:
    """Every unit that was asked about a draft and has not answered."""
    working = parameters.calendar(day)
    waiting = Consulted.objects.waiting().select_related("request")
    reminded = [row for row in waiting if _remind_reply(row, day, working)]
    if reminded:
        _record(day, "oversight.remind_replies", len(reminded))
    return len(reminded)


def _remind_reply(row: Consulted, day: date, working: WorkingCalendar) -> bool:
    reminder = _missed(row.request.due_on, day, working)
    if reminder is None:
        return False
    fresh = Consulted.objects.filter(pk=row.pk, state=ReplyState.WAITING)
    if not fresh.exclude(last_reminder=reminder.code).update(last_reminder=reminder.code):
        return False
    send_reply_reminder(row, code=reminder.code)
    return True


def send_reply_reminder(row: Consulted, *, code: str, urgent: bool = False) -> None:
    outbox.notify(
        to_unit=row.organization_id,
        roles=WHO_ANSWERS,
        subject=_("Đề nghị góp ý dự thảo, hạn %(due)s: %(title)s")
        % {"due": format_date(row.request.due_on), "title": row.request.title},
        body=row.request.words or row.request.title,
        url=f"/y-kien/lay-y-kien/{row.request_id}/",
        kind="reminder",
        key=f"consult-due:{row.pk}:{code}",
        reason_name="oversight.reply_still_owed",
        urgent=urgent,
    )


def reply_still_owed(key: str) -> bool:
    return Consulted.objects.waiting().filter(pk=int(key.split(":")[1])).exists()


@transaction.atomic
def record_silences(day: date) -> int:
    """The day after the due day those who said nothing are recorded as "không có ý kiến"."""
    silent = Consulted.objects.filter(
        state=ReplyState.WAITING, request__state=RequestState.OPEN, request__due_on__lt=day
    )
    count = silent.update(state=ReplyState.SILENT)
    if count:
        _record(day, "oversight.record_silences", count)
    return count


@transaction.atomic
def close_silent(day: date) -> int:
    """An answered opinion whose sender says nothing more is closed after the days of the rule."""
    days = parameters.days("opinion.silence_closes", day)
    long_ago = Opinion.objects.filter(
        state=OpinionState.ANSWERED, answered_on__lt=day - timedelta(days=days)
    )
    closed = list(long_ago)
    for opinion in closed:
        Opinion.objects.filter(pk=opinion.pk, state=OpinionState.ANSWERED).update(
            state=OpinionState.CLOSED, closing=Closing.SILENT, closed_on=day
        )
        audit.record(
            Actor.system(day), "oversight.close_silent", opinion, before="answered", after="closed",
            reason=_("Sau %(days)s ngày người gửi không có ý kiến thêm") % {"days": days},
        )  # fmt: skip
    return len(closed)


@transaction.atomic
def forget_old_senders(day: date) -> int:
    """Names and telephones are kept no longer than the rule says after the end."""
    until = day - timedelta(days=parameters.days("opinion.sender_kept", day))
    old = Sender.objects.filter(erased_on=None, opinion__closed_on__lt=until)
    erased = [sender.opinion_id for sender in old if forget(sender.opinion_id, day)]
    Opinion.objects.filter(pk__in=erased).update(public_name="")
    if erased:
        _record(day, "oversight.forget_old_senders", len(erased))
    return len(erased)


def _record(day: date, verb: str, count: int) -> None:
    what = audit.Thing("oversight.Opinion", day.isoformat(), _("Việc theo lịch"))
    audit.record(Actor.system(day), verb, what, after={"units": count})
