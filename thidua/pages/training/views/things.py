"""One course: for who runs it, for a unit that was summoned, for a participant."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.base import audit
from thidua.base.access import Actor, may, signed_in
from thidua.core.calendars import MEDIA_TYPE
from thidua.pages.training.finding import find_course
from thidua.pages.ui.parts import Event, Ready, Step
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.training.audiences import labels_of
from thidua.subjects.training.enums import CourseState, Criterion, PaperKind
from thidua.subjects.training.models import Course, Participant
from thidua.subjects.training.selectors.courses import own_part, summons_of
from thidua.subjects.training.selectors.readiness import (
    Check,
    close_checks,
    invite_checks,
    missing,
)
from thidua.subjects.training.selectors.results import results_of
from thidua.subjects.training.services.inviting import STEP_OF_PAPER
from thidua.subjects.training.services.learning import may_take_test
from thidua.subjects.training.services.telling import calendar_text

ROAD = (CourseState.PLANNED, CourseState.INVITED, CourseState.HELD, CourseState.CLOSED)
RUN_VERBS = ("plan", "invite", "cancel", "write", "attend", "finish", "certify", "close", "teach")


@require_GET
@signed_in
def course_see(request: HttpRequest, course_id: int) -> HttpResponse:
    actor = request.actor
    course = find_course(actor, course_id)
    runs = bool(may(actor, "training.write", course))
    context = {
        **shared(actor, course),
        **(for_runner(actor, course) if runs else {}),
        "runs": runs,
        "invite_form": course.is_planned and runs,
    }
    return render(request, "training/course_see.html", context)


def shared(actor: Actor, course: Course) -> dict[str, Any]:
    mine = own_part(actor, course)
    called = summons_of(actor, course)
    sessions = list(course.sessions.all())
    called_people = list(called.participants.select_related("substitute")) if called else []
    return {
        "course": course,
        "steps": road(course),
        "sessions": sessions,
        "audiences": labels_of(course.audiences),
        "sets": list(OrganizationSet.objects.filter(key__in=course.sets)) if course.sets else [],
        "materials": list(course.materials.filter(withdrawn_on=None)),
        "results": results_of(course) if not course.is_planned else None,
        "criteria": {key: str(label) for key, label in Criterion.choices},
        "mine": mine,
        "own": own_context(actor, mine) if mine else {},
        "called": called,
        "may_name": may(actor, "training.name", called) if called else None,
        "called_people": called_people,
        "seats_left": called.seats - sum(p.state != "declined" for p in called_people)
        if called
        else 0,
        # What only the organiser fills in.
        "over": False, "units_of": "", "checks": [], "lacking": [], "papers": [], "events": [], "questions": 0, "may": {},
        "unanswered": 0, "judgements": [],
    }  # fmt: skip


def own_context(actor: Actor, mine: Participant) -> dict[str, Any]:
    course = mine.course
    why_not = may_take_test(mine, actor)
    begun = course.starts_on is not None and actor.day >= course.starts_on
    return {
        "may_answer": course.is_invited and mine.is_expected,
        "test_closed": why_not,
        "attempts": list(mine.attempts.all()),
        "may_judge": begun and mine.evaluated_on is None and (mine.is_expected or mine.is_trained),
        "asked": list(course.asked.filter(asker_id=actor.user_id)) if begun else [],
        "may_ask": begun or course.is_invited,
    }


def for_runner(actor: Actor, course: Course) -> dict[str, Any]:
    checks: list[Check] = []
    if course.is_planned:
        checks = invite_checks(course, actor.day)
    elif course.is_held:
        checks = close_checks(course)
    return {
        "over": course.ends_on is not None and course.ends_on <= actor.day,
        "units_of": f"/ {course.summons.count()} đơn vị",
        "checks": [_ready(check, course) for check in checks],
        "lacking": missing(checks),
        "papers": papers_of(course),
        "events": [_event(event) for event in audit.timeline(course)[:12]],
        "questions": course.questions.count(),
        "unanswered": course.asked.filter(answer="").count(),
        "judgements": [row.words for row in course.evaluations.exclude(words="")[:50]],
        "may": {verb: may(actor, f"training.{verb}", course) for verb in RUN_VERBS},
    }


def papers_of(course: Course) -> list[dict[str, Any]]:
    """Each kind of paper with the one that stands, or whether it may be drafted now."""
    rows = []
    for kind in PaperKind:
        paper = getattr(course, f"{kind.value}_paper")
        gone = paper is not None and paper.state == "discarded"
        rows.append(
            {
                "kind": kind.value,
                "label": str(kind.label),
                "paper": None if gone else paper,
                "open": course.state in STEP_OF_PAPER[kind],
            }
        )
    return rows


def road(course: Course) -> list[Step]:
    if course.state not in ROAD:
        return []
    now = ROAD.index(CourseState(course.state))
    days = (None, course.invited_on, course.held_on, course.closed_on)
    return [
        Step(
            str(state.label),
            f"{day:%d/%m/%Y}" if day else "",
            "done" if place < now else "now" if place == now else "next",
        )
        for place, (state, day) in enumerate(zip(ROAD, days, strict=True))
    ]


def _ready(check: Check, course: Course) -> Ready:
    words = check.label if check.met or check.binding else f"{check.label} (nên có)"
    state = "met" if check.met else "miss" if check.binding else "wait"
    url = ""
    if not check.met and check.anchor:
        url = reverse("training:course_edit", args=[course.pk]) + f"#{check.anchor}"
    return Ready(words, state, url, "Bổ sung" if url else "")


def _event(event: Any) -> Event:
    words = verb_words(event.verb)
    if event.reason:
        words = f"{words}: {event.reason}"
    who = ", ".join(part for part in (event.user_name, event.post_title, event.unit_name) if part)
    when = event.at if timezone.localtime(event.at).date() == event.day else event.day
    return Event(when=when, words=words, who=who, paper=event.paper)


@require_GET
@signed_in
def course_calendar(request: HttpRequest, course_id: int) -> HttpResponse:
    """The days of the course for the calendar of a telephone."""
    course = find_course(request.actor, course_id)
    cancelled = course.state == CourseState.CANCELLED
    content = calendar_text(course, cancelled=cancelled)
    response = HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tap-huan-{course.pk}.ics"'
    return response
