"""By the calendar: units that have named nobody; people on the eve of the first class."""

from datetime import date, timedelta

from django.db import transaction

from thidua.base import audit, clock, jobs
from thidua.base.access import Actor
from thidua.base.parameters import calendar, rhythm
from thidua.core.periods import Rhythm, WorkingCalendar, reminders_missed
from thidua.subjects.training.enums import CourseState
from thidua.subjects.training.models import Participant, Summons
from thidua.subjects.training.services.telling import remind_unit, tell_eve

CATCH_UP = timedelta(days=7)


@jobs.daily(7, 0, "training.remind")
def remind_today() -> None:
    remind_due(clock.today())


@transaction.atomic
def remind_due(day: date) -> int:
    """Gives how many messages were written; the same day twice writes none."""
    working, when = calendar(day), rhythm(day)
    waiting = Summons.objects.waiting().filter(course__ends_on__gte=day).select_related("course")
    told = sum(_remind(one, day, working, when) for one in waiting)
    told += sum(_tell_eve(person, day) for person in _on_the_eve(day))
    if told:
        what = audit.Thing("training.Summons", day.isoformat(), "Nhắc việc tập huấn")
        audit.record(Actor.system(day), "training.remind_due", what, after={"told": told})
    return told


def _remind(summons: Summons, day: date, working: WorkingCalendar, when: Rhythm) -> bool:
    missed = reminders_missed(summons.due_on, working, after=day - CATCH_UP, day=day, rhythm=when)
    if not missed:
        return False
    last = missed[-1]
    fresh = Summons.objects.filter(pk=summons.pk).exclude(last_reminder=last.code)
    if not fresh.update(last_reminder=last.code):
        return False
    remind_unit(summons, last.code, to_head=last.to_head)
    return True


def _on_the_eve(day: date) -> list[Participant]:
    people = Participant.objects.expected().filter(
        course__state=CourseState.INVITED,
        course__starts_on=day + timedelta(days=1),
        user__isnull=False,
        eve_told=False,
    )
    return list(people.select_related("course"))


def _tell_eve(person: Participant, day: date) -> bool:
    if not Participant.objects.filter(pk=person.pk, eve_told=False).update(eve_told=True):
        return False
    tell_eve(person, "Nhớ mang điện thoại để điểm danh bằng mã.")
    return True
