"""Planning: a new course, its facts, its sessions, its papers, its summons, its cancelling."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.training.finding import allow, attempt, find_course, find_session, posted
from thidua.pages.training.forms import CourseForm, FirstSessionForm, SessionForm
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.training.enums import PaperKind
from thidua.subjects.training.models import Course, Session
from thidua.subjects.training.selectors.audience import units_meant
from thidua.subjects.training.services.inviting import draft_paper, invite_units
from thidua.subjects.training.services.planning import (
    FIXED_WHEN_INVITED,
    cancel_course,
    drop_session,
    edit_course,
    plan_course,
    save_session,
)


@require_http_methods(["GET", "POST"])
@requires("training.plan")
def course_new(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    form = CourseForm(posted(request), tree=tree_on(actor.day))
    first = FirstSessionForm(posted(request))
    if request.method == "POST" and form.is_valid() and first.is_valid():
        sessions = [] if first.is_blank else [first.hours]
        try:
            course = plan_course(actor=actor, values=form.cleaned_data, sessions=sessions)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lập lớp. Xem các điều kiện trước khi triệu tập.")
            return redirect("training:course_see", course.pk)
    context = {"form": form, "first": first}
    status = 422 if form.errors or first.errors else 200
    return render(request, "training/course_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("training.plan")
def course_edit(request: HttpRequest, course_id: int) -> HttpResponse:
    actor = request.actor
    course = find_course(actor, course_id)
    allow(actor, "training.plan", course)
    form = CourseForm(
        posted(request), tree=tree_on(actor.day), initial=CourseForm.values_of(course)
    )
    _fix(form, course)
    if request.method == "POST" and form.is_valid():
        try:
            edit_course(actor=actor, course=course, values=form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu thông tin lớp.")
            return redirect("training:course_see", course.pk)
    context = {
        "course": course,
        "form": form,
        "sessions": list(course.sessions.all()),
        "units": len(units_meant(course, actor.day)),
        "wanted": len(course.wanted_posts),
    }
    status = 422 if form.errors else 200
    return render(request, "training/course_edit.html", context, status=status)


def _fix(form: CourseForm, course: Course) -> None:
    """What the summons has said stands."""
    if course.is_planned:
        return
    for name in FIXED_WHEN_INVITED & set(form.fields):
        form.fields[name].disabled = True


@require_http_methods(["GET", "POST"])
@requires("training.plan")
def session_edit(request: HttpRequest, course_id: int, session_id: int = 0) -> HttpResponse:
    """A session anew (without a number) or moved."""
    actor = request.actor
    course = find_course(actor, course_id)
    allow(actor, "training.plan", course)
    session = get_object_or_404(course.sessions.all(), pk=session_id) if session_id else None
    form = SessionForm(posted(request), initial=_session_values(course, session))
    if request.method == "POST" and form.is_valid():
        try:
            save_session(actor=actor, course=course, session=session, hours=form.hours)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            told = " Đã báo đơn vị, học viên lịch mới." if course.is_invited else ""
            messages.success(request, f"Đã xếp buổi học.{told}")
            return redirect("training:course_see", course.pk)
    context = {"course": course, "session": session, "form": form}
    status = 422 if form.errors else 200
    return render(request, "training/session_edit.html", context, status=status)


def _session_values(course: Course, session: Session | None) -> dict[str, Any]:
    if session is not None:
        return SessionForm.values_of(session)
    day: date | None = course.ends_on
    return {"day": day}


@require_POST
@requires("training.plan")
def session_drop(request: HttpRequest, session_id: int) -> HttpResponse:
    session = find_session(request.actor, session_id)
    course_id = session.course_id
    attempt(request, lambda: drop_session(actor=request.actor, session=session), "Đã bỏ buổi học.")
    return redirect("training:course_see", course_id)


@require_POST
@requires("training.write")
def paper_draft(request: HttpRequest, course_id: int, kind: str) -> HttpResponse:
    course = find_course(request.actor, course_id)
    if kind not in PaperKind.values:
        raise Http404("Không có loại văn bản này.")
    try:
        paper = draft_paper(actor=request.actor, course=course, kind=kind)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("training:course_see", course.pk)
    messages.success(request, "Đã lập dự thảo. Đọc lại rồi trình ký.")
    return redirect("papers:paper_see", paper.pk)


@require_POST
@requires("training.invite")
def course_invite(request: HttpRequest, course_id: int) -> HttpResponse:
    course = find_course(request.actor, course_id)
    number = request.POST.get("number", "")
    attempt(
        request,
        lambda: invite_units(actor=request.actor, course=course, number=number),
        "Đã triệu tập; các đơn vị nhận được việc cử người.",
    )
    return redirect("training:course_see", course.pk)


@require_POST
@requires("training.cancel")
def course_cancel(request: HttpRequest, course_id: int) -> HttpResponse:
    course = find_course(request.actor, course_id)
    reason = request.POST.get("reason", "")
    attempt(
        request,
        lambda: cancel_course(actor=request.actor, course=course, reason=reason),
        "Đã hủy lớp và báo cho đơn vị, học viên.",
    )
    return redirect("training:course_see", course.pk)
