"""The test, what people think of the course, what they ask; papers of a course."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base.access import requires, signed_in
from thidua.base.errors import Refusal
from thidua.pages.training.finding import allow, attempt, find_course, posted, posted_files
from thidua.pages.training.forms import EvaluationForm, MaterialForm, QuestionForm, TestForm
from thidua.pages.training.materials import keep_material
from thidua.subjects.training.models import Attempt, Course, Participant
from thidua.subjects.training.selectors.courses import own_part, visible_to
from thidua.subjects.training.services.learning import (
    ask_question,
    drop_question,
    evaluate_course,
    may_take_test,
    save_question,
    submit_attempt,
)


def _mine(request: HttpRequest, course: Course) -> Participant:
    mine = own_part(request.actor, course)
    if mine is None:
        raise Http404("Ông (bà) không có tên trong danh sách lớp này.")
    return mine


# ---- Questions of the test, for the trainer ----


@require_GET
@requires("training.teach")
def question_list(request: HttpRequest, course_id: int) -> HttpResponse:
    course = find_course(request.actor, course_id)
    allow(request.actor, "training.teach", course)
    rows = [_question(q) for q in course.questions.all()]
    return render(request, "training/question_list.html", {"course": course, "rows": rows})


def _question(question: Any) -> dict[str, Any]:
    return {
        "question": question,
        "choices": [
            (words, place in question.right) for place, words in enumerate(question.choices)
        ],
    }


@require_http_methods(["GET", "POST"])
@requires("training.teach")
def question_edit(request: HttpRequest, course_id: int, question_id: int = 0) -> HttpResponse:
    actor = request.actor
    course = find_course(actor, course_id)
    allow(actor, "training.teach", course)
    question = get_object_or_404(course.questions.all(), pk=question_id) if question_id else None
    initial = QuestionForm.values_of(question) if question else {}
    form = QuestionForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_question(actor=actor, course=course, question=question, **form.values)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu câu hỏi.")
            return redirect("training:question_list", course.pk)
    context = {"course": course, "question": question, "form": form}
    status = 422 if form.errors else 200
    return render(request, "training/question_edit.html", context, status=status)


@require_POST
@requires("training.teach")
def question_drop(request: HttpRequest, course_id: int, question_id: int) -> HttpResponse:
    course = find_course(request.actor, course_id)
    question = get_object_or_404(course.questions.select_related("course"), pk=question_id)
    attempt(
        request, lambda: drop_question(actor=request.actor, question=question), "Đã bỏ câu hỏi."
    )
    return redirect("training:question_list", course.pk)


# ---- The test, for the participant ----


@require_http_methods(["GET", "POST"])
@signed_in
def test_take(request: HttpRequest, course_id: int) -> HttpResponse:
    actor = request.actor
    course = find_course(actor, course_id)
    mine = _mine(request, course)
    if why := may_take_test(mine, actor):
        messages.error(request, why)
        return redirect("training:course_see", course.pk)
    form = TestForm(posted(request), questions=list(course.questions.all()))
    if request.method == "POST" and form.is_valid():
        try:
            taken = submit_attempt(actor=actor, participant=mine, answers=form.answers)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("training:attempt_see", taken.pk)
    context = {"course": course, "form": form, "number": mine.attempts.count() + 1}
    status = 422 if form.errors else 200
    return render(request, "training/test_take.html", context, status=status)


@require_GET
@signed_in
def attempt_see(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """What was right and what was not, with the reason; for oneself and for who runs the course."""
    actor = request.actor
    rows = Attempt.objects.filter(participant__course__in=visible_to(actor))
    taken = get_object_or_404(rows.select_related("participant__course"), pk=attempt_id)
    person = taken.participant
    if person.user_id != actor.user_id:
        allow(actor, "training.attend", person.course)
    lines = [
        _line(number, asked, answer)
        for number, (asked, answer) in enumerate(zip(taken.asked, taken.answers, strict=True), 1)
    ]
    context = {"taken": taken, "course": person.course, "person": person, "lines": lines}
    return render(request, "training/attempt_see.html", context)


def _line(number: int, asked: dict[str, Any], answer: list[int]) -> dict[str, Any]:
    return {
        "number": number,
        "text": asked["text"],
        "good": answer == asked["right"],
        "chosen": "; ".join(asked["choices"][place] for place in answer),
        "right": "; ".join(asked["choices"][place] for place in asked["right"]),
        "explanation": asked["explanation"],
    }


# ---- Judging and asking ----


@require_http_methods(["GET", "POST"])
@signed_in
def evaluate(request: HttpRequest, course_id: int) -> HttpResponse:
    actor = request.actor
    course = find_course(actor, course_id)
    mine = _mine(request, course)
    form = EvaluationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            evaluate_course(
                actor=actor,
                participant=mine,
                scores=form.scores,
                words=form.cleaned_data["words"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Cảm ơn ông (bà). Phiếu đánh giá được giữ không kèm tên.")
            return redirect("training:course_see", course.pk)
    status = 422 if form.errors else 200
    context = {"course": course, "form": form}
    return render(request, "training/evaluate.html", context, status=status)


@require_POST
@signed_in
def ask(request: HttpRequest, course_id: int) -> HttpResponse:
    course = find_course(request.actor, course_id)
    mine = _mine(request, course)
    text = request.POST.get("text", "")
    attempt(
        request,
        lambda: ask_question(actor=request.actor, participant=mine, text=text),
        "Đã gửi câu hỏi; có trả lời hệ thống sẽ báo.",
    )
    return redirect("training:course_see", course.pk)


@require_http_methods(["GET", "POST"])
@requires("training.teach")
def material_add(request: HttpRequest, course_id: int) -> HttpResponse:
    course = find_course(request.actor, course_id)
    allow(request.actor, "training.teach", course)
    form = MaterialForm(posted(request), posted_files(request))
    if request.method == "POST" and keep_material(request, form, course):
        return redirect("training:course_see", course.pk)
    status = 422 if form.errors else 200
    context = {"course": course, "form": form}
    return render(request, "training/material_add.html", context, status=status)
