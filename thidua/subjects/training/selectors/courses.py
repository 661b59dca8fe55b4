"""Courses an actor may see, and what he is in them."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from thidua.base.access import Actor
from thidua.subjects.training.enums import (
    TRAINED,
    CourseState,
    ParticipantState,
    SummonsState,
)
from thidua.subjects.training.models import Course, Material, Participant, Summons
from thidua.subjects.training.permissions import RUNNERS, WATCHERS


def visible_to(actor: Actor) -> QuerySet[Course]:
    """The organiser sees all its own; watchers what was summoned; others what concerns them."""
    courses = Course.objects.all()
    if actor.is_system:
        return courses
    own = Q(unit_id=actor.unit_id) if actor.role in RUNNERS else Q(pk__in=[])
    told = ~Q(state=CourseState.PLANNED)
    if actor.role in WATCHERS:
        return courses.filter(own | told)
    concerned = Q(
        pk__in=Summons.objects.filter(organization_id=actor.unit_id or 0).values("course_id")
    )
    mine = Q(pk__in=Participant.objects.filter(user_id=actor.user_id or 0).values("course_id"))
    return courses.filter(own | told & (concerned | mine))


def with_counts(courses: QuerySet[Course]) -> QuerySet[Course]:
    """With `unit_count`, `units_waiting`, `people`, `came`, `certified` beside each course."""
    return courses.annotate(
        unit_count=Count("summons", distinct=True),
        units_waiting=Count(
            "summons", filter=Q(summons__state=SummonsState.WAITING), distinct=True
        ),
        people=Count(
            "participants",
            filter=~Q(participants__state=ParticipantState.DECLINED),
            distinct=True,
        ),
        came=Count("participants", filter=Q(participants__state__in=TRAINED), distinct=True),
        certified=Count(
            "participants",
            filter=Q(participants__state=ParticipantState.CERTIFIED),
            distinct=True,
        ),
    )


def own_part(actor: Actor, course: Course) -> Participant | None:
    if actor.user_id is None:
        return None
    mine = Participant.objects.filter(course=course, user_id=actor.user_id or 0)
    return mine.select_related("course", "summons").first()


def summons_of(actor: Actor, course: Course) -> Summons | None:
    rows = Summons.objects.filter(course=course, organization_id=actor.unit_id or 0)
    return rows.select_related("course").first()


def trainings_of(actor: Actor) -> QuerySet[Participant]:
    """The person's own way through courses, the newest first."""
    mine = Participant.objects.filter(user_id=actor.user_id or 0).select_related("course")
    return mine.order_by("-course__starts_on", "-pk")


def materials_for(actor: Actor) -> QuerySet[Material]:
    """The library of all, and the papers of the courses that the actor may see."""
    seen = visible_to(actor).values("pk")
    shown = Material.objects.filter(withdrawn_on=None)
    return shown.filter(Q(course=None) | Q(course__in=seen)).select_related("course", "file")
