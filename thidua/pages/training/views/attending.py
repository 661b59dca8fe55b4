"""Roll call: the wall with its turning code, the telephone that scans it, the list, the sign sheet."""

from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import clock
from thidua.base.access import Actor, public_page, requires
from thidua.base.access.pacing import within_pace
from thidua.base.errors import Refusal
from thidua.pages.training.finding import allow, attempt, find_course, find_session
from thidua.subjects.papers.templates import letterhead
from thidua.subjects.training.enums import HowPresent, ParticipantState
from thidua.subjects.training.errors import OldCode
from thidua.subjects.training.models import Participant, Session
from thidua.subjects.training.presence import (
    TICKET_SECONDS,
    code_of,
    participant_by_code,
    read_ticket,
    seconds_left,
    session_of,
    ticket_for,
)
from thidua.subjects.training.services.attending import (
    finish_course,
    mark_by_list,
    record_presence,
)

COOKIE = "thidua-diem-danh"
TRIES, STRETCH = 300, 600  # of a whole class behind one address


# ---- The wall ----


@require_GET
@requires("training.attend")
@never_cache
def wall(request: HttpRequest, session_id: int) -> HttpResponse:
    """Shown by a projector; the part with the code asks for itself anew."""
    session = find_session(request.actor, session_id)
    allow(request.actor, "training.attend", session.course)
    if request.headers.get("HX-Request"):
        return render(request, "training/_wall_code.html", _wall(session))
    response = render(request, "training/wall.html", _wall(session))
    return response


def _wall(session: Session) -> dict[str, Any]:
    course = session.course
    present = session.attendances.count()
    return {
        "session": session,
        "course": course,
        "turn": code_of(session).split(".")[1],
        "next": seconds_left(),
        "present": present,
        "expected": course.participants.exclude(state=ParticipantState.DECLINED).count(),
        "latest": list(session.attendances.select_related("participant").order_by("-pk")[:5]),
    }


@require_GET
@requires("training.attend")
@never_cache
def wall_picture(request: HttpRequest, session_id: int) -> HttpResponse:
    """The code of this moment as a picture of its own, so that the page needs nothing inline."""
    session = find_session(request.actor, session_id)
    allow(request.actor, "training.attend", session.course)
    address = reverse("training:scan", args=[code_of(session)])
    drawn = BytesIO()
    code = segno.make(settings.PUBLIC_ADDRESS.rstrip("/") + address, error="m")
    code.save(drawn, kind="svg", scale=8, border=3, dark="#000", light="#fff", xmldecl=False)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


# ---- The telephone ----


@require_GET
@public_page
@never_cache
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """A fresh code becomes a ticket of this browser, good for some minutes: time to sign in."""
    try:
        session = session_of(code)
    except OldCode as refusal:
        return _phone_page(request, refusal=refusal.message, status=410)
    response = redirect("training:present")
    response.set_cookie(
        COOKIE,
        ticket_for(session),
        max_age=TICKET_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
        path=reverse("training:present"),
    )
    return response


@require_http_methods(["GET", "POST"])
@public_page
@never_cache
def present(request: HttpRequest) -> HttpResponse:
    """Who signed in says it with one button; who has no account gives the code of his summons."""
    try:
        session = _session_of_ticket(request)
    except OldCode as refusal:
        return _phone_page(request, refusal=refusal.message, status=410)
    actor = request.actor
    mine = _own(actor, session)
    if request.method == "GET":
        return _phone_page(request, session=session, mine=mine)
    person, how = mine, HowPresent.QR
    if typed := request.POST.get("code", "").strip():
        if not within_pace("presence", str(session.pk), limit=TRIES, seconds=STRETCH):
            words = "Đã nhập sai quá nhiều lần. Báo giảng viên ghi vào danh sách."
            return _phone_page(request, session=session, mine=mine, refusal=words, status=429)
        person, how = participant_by_code(session, typed), HowPresent.CODE
        actor = Actor.citizen(clock.today(request))
    if person is None:
        words = "Không tìm thấy ông (bà) trong danh sách lớp. Xem lại mã, hoặc báo giảng viên."
        return _phone_page(request, session=session, mine=mine, refusal=words, status=422)
    try:
        record_presence(actor=actor, session=session, participant=person, how=how)
    except Refusal as refusal:
        return _phone_page(request, session=session, mine=mine, refusal=refusal.message, status=422)
    response = _phone_page(request, session=session, mine=mine, done=person)
    response.delete_cookie(COOKIE, path=reverse("training:present"))
    return response


def _session_of_ticket(request: HttpRequest) -> Session:
    ticket = read_ticket(request.COOKIES.get(COOKIE, ""))
    session = Session.objects.filter(pk=ticket.session_id).select_related("course").first()
    if session is None:
        raise OldCode("Buổi học này đã bị bỏ. Hỏi lại giảng viên.")
    return session


def _own(actor: Actor | None, session: Session) -> Participant | None:
    if actor is None or actor.user_id is None:
        return None
    people = Participant.objects.filter(course_id=session.course_id, user_id=actor.user_id)
    return people.select_related("course").first()


def _phone_page(
    request: HttpRequest,
    *,
    session: Session | None = None,
    mine: Participant | None = None,
    done: Participant | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "session": session,
        "mine": mine,
        "done": done,
        "refusal": refusal,
        "signed_in": request.actor is not None,
        "login": f"{reverse(settings.LOGIN_URL)}?next={reverse('training:present')}",
    }
    return render(request, "training/present.html", context, status=status)


# ---- The list and the sheet ----


@require_http_methods(["GET", "POST"])
@requires("training.attend")
def roll(request: HttpRequest, session_id: int) -> HttpResponse:
    actor = request.actor
    session = find_session(actor, session_id)
    allow(actor, "training.attend", session.course)
    if request.method == "POST":
        present_ids = [int(pk) for pk in request.POST.getlist("present") if pk.isdigit()]
        try:
            added, gone = mark_by_list(actor=actor, session=session, present_ids=present_ids)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"Đã ghi danh sách: thêm {added}, bỏ {gone}.")
        return redirect("training:roll", session.pk)
    how = {row.participant_id: row for row in session.attendances.all()}
    people = list(session.course.participants.exclude(state=ParticipantState.DECLINED))
    context = {
        "session": session,
        "course": session.course,
        "rows": [(person, how.get(person.pk)) for person in people],
        "present": len(how),
    }
    return render(request, "training/roll.html", context)


@require_GET
@requires("training.attend")
def sign_sheet(request: HttpRequest, course_id: int) -> HttpResponse:
    """To print and sign by hand, one column for each session."""
    course = find_course(request.actor, course_id)
    allow(request.actor, "training.attend", course)
    people = list(course.participants.exclude(state=ParticipantState.DECLINED))
    context = {
        "course": course,
        "sessions": list(course.sessions.all()),
        "people": people,
        "head": letterhead(course.unit_id, request.actor.day),
    }
    return render(request, "training/sign_sheet.html", context)


@require_POST
@requires("training.finish")
def course_finish(request: HttpRequest, course_id: int) -> HttpResponse:
    course = find_course(request.actor, course_id)
    attempt(
        request,
        lambda: finish_course(actor=request.actor, course=course),
        "Đã ghi nhận lớp đã tổ chức. Việc tiếp theo: cấp giấy chứng nhận, lập báo cáo.",
    )
    return redirect("training:course_see", course.pk)
