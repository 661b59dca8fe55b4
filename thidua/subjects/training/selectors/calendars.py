"""A course as events of a calendar: one for each session, named for good."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings

from thidua.base.access import Actor
from thidua.base.registries import Appointment
from thidua.core.calendars import Alarm, Event
from thidua.subjects.training.enums import EXPECTED, CourseState
from thidua.subjects.training.models import Course, Session

KEPT = timedelta(days=30)  # how long a past class stays in a person's calendar


def uid_of(session: Session) -> str:
    return f"training-session-{session.pk}@{_domain()}"


def events_of(
    course: Course, now: datetime, *, cancelled: bool = False, dropped: Sequence[Session] = ()
) -> list[Event]:
    """Of the course as it stands; sessions just dropped are told as cancelled."""
    standing = [_event(course, session, now, cancelled) for session in course.sessions.all()]
    return standing + [_event(course, session, now, cancelled=True) for session in dropped]


def _event(course: Course, session: Session, now: datetime, cancelled: bool) -> Event:
    return Event(
        uid=uid_of(session),
        title=title_of(course, session),
        starts=session.begins,
        ends=session.ends,
        changed=now,
        sequence=course.sequence,
        place=session.place or course.place,
        words="\n".join(part for part in (course.content, session.topic) if part),
        url=f"{settings.PUBLIC_ADDRESS.rstrip('/')}/tap-huan/{course.pk}/",
        organizer_name=course.unit_name,
        organizer_address=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        cancelled=cancelled,
        alarms=[Alarm(timedelta(hours=2), title_of(course, session))],
    )


def title_of(course: Course, session: Session) -> str:
    return f"Tập huấn: {course.name}" + (f" ({session.topic})" if session.topic else "")


def appointments_of(actor: Actor) -> list[Appointment]:
    """The classes a person goes to, for the feed of the own calendar."""
    if actor.user_id is None:
        return []
    sessions = Session.objects.filter(
        course__participants__user_id=actor.user_id,
        course__participants__state__in=EXPECTED,
        course__state__in=(CourseState.INVITED, CourseState.HELD),
        day__gte=_earliest(actor.day),
    ).select_related("course")
    return [_appointment(session) for session in sessions]


def _earliest(day: date) -> date:
    return day - KEPT


def _appointment(session: Session) -> Appointment:
    course = session.course
    return Appointment(
        uid=uid_of(session),
        title=title_of(course, session),
        starts=session.begins,
        ends=session.ends,
        place=session.where,
        url=f"/tap-huan/{course.pk}/",
        sequence=course.sequence,
    )


def _domain() -> str:
    host: str = settings.PUBLIC_ADDRESS.rpartition("//")[2]
    return host.partition("/")[0].partition(":")[0]
