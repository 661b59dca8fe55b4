"""Finding things inside what the actor may see; a refusal turned into a message."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict

from thidua.base.access import Actor, may
from thidua.base.errors import Refusal
from thidua.subjects.training.models import Course, Participant, Session
from thidua.subjects.training.selectors.courses import visible_to

NOT_FOUND = "Không có lớp này, hoặc lớp không liên quan đến đơn vị của ông (bà)."
PAPERS = ("plan_paper", "decision_paper", "summons_paper", "report_paper")


def find_course(actor: Actor, course_id: int) -> Course:
    found = visible_to(actor).select_related(*PAPERS).filter(pk=course_id).first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found


def find_session(actor: Actor, session_id: int) -> Session:
    rows = Session.objects.filter(course__in=visible_to(actor)).select_related("course")
    found = rows.filter(pk=session_id).first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found


def find_participant(actor: Actor, participant_id: int) -> Participant:
    rows = Participant.objects.filter(course__in=visible_to(actor))
    found = rows.select_related("course", "summons", "user").filter(pk=participant_id).first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found


def allow(actor: Actor, verb: str, thing: Any) -> None:
    answer = may(actor, verb, thing)
    if not answer:
        raise PermissionDenied(answer.reason)


def attempt(request: HttpRequest, act: Callable[[], Any], done: str = "") -> bool:
    """Do it; say what was done or why not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    if done:
        messages.success(request, done)
    return True


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, an empty one too."""
    return request.POST if request.method == "POST" else None


def posted_files(request: HttpRequest) -> Any:
    return request.FILES if request.method == "POST" else None
