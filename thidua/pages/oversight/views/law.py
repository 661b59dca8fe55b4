"""Questions on law: the published answers, asking, answering with articles."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base.access import Actor, may, requires, signed_in
from thidua.pages.oversight.finding import carry_out, events_of, find_question, tried
from thidua.pages.oversight.law_forms import LawAnswerForm, QuestionForm
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import Tab
from thidua.subjects.oversight.enums import QuestionState, Topic
from thidua.subjects.oversight.models import Question
from thidua.subjects.oversight.selectors.questions import document_words, visible_to
from thidua.subjects.oversight.services import questions
from thidua.subjects.papers.selectors.legal import standing_on

TABS = {
    "cong-bo": "Đã công bố",
    "cho": "Chờ trả lời",
    "xem-lai": "Cần xem lại",
    "cua-toi": "Tôi đã hỏi",
}


@require_GET
@signed_in
def question_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    chosen = request.GET.get("nhom", "cong-bo")
    piles = _piles(actor)
    rows = piles.get(chosen, piles["cong-bo"])
    shown = FilteredList(
        request.GET,
        rows,
        _columns(actor),
        name="hoi-dap",
        thing="câu hỏi",
        filters=[
            Filter(
                "lv", "Lĩnh vực", [(k, str(w)) for k, w in Topic.choices],
                lambda rows, value: rows.filter(topic=value),
            )
        ],
        search_fields=["search_key"],
        search_hint="ví dụ: chien si thi dua",
        sort="-ngay",
        empty_heading="Chưa có câu hỏi nào ở đây",
        empty_words="Bấm “Hỏi về pháp luật” để gửi câu hỏi tới Ban Thi đua - Khen thưởng.",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    tabs = [
        Tab(TABS[key], f"?nhom={key}", pile.count(), key == chosen) for key, pile in piles.items()
    ]
    context = {"list": shown, "tabs": tabs, "may_answer": may(actor, "oversight.answer_law")}
    return render(request, "oversight/question_list.html", context)


def _piles(actor: Actor) -> dict[str, Any]:
    seen = visible_to(actor)
    piles = {"cong-bo": Question.objects.published_on(actor.day)}
    if may(actor, "oversight.answer_law"):
        piles["cho"] = seen.filter(state=QuestionState.WAITING)
        piles["xem-lai"] = Question.objects.to_review_on(actor.day)
    piles["cua-toi"] = seen.filter(asked_by_id=actor.user_id or 0)
    return piles


def _columns(actor: Actor) -> list[Column]:
    return [
        Column(
            "cau", "Câu hỏi", lambda q: q.title or q.text, order="search_key", lead=True,
            url=lambda q: reverse("oversight:question_see", args=[q.pk]),
            sub=lambda q: q.answer[:180] if q.is_published else "",
        ),
        Column("lv", "Lĩnh vực", lambda q: q.get_topic_display(), order="topic"),
        Column("ngay", "Ngày hỏi", lambda q: q.asked_on, kind="date", order="asked_on"),
        Column("han", "Hạn trả lời", lambda q: q.due_on if q.state == QuestionState.WAITING else None,
               kind="date", order="due_on", shown=False),
        Column("den", "Đúng đến trước", lambda q: q.valid_until, kind="date", order="valid_until"),
        Column("tt", "Trạng thái", lambda q: QuestionState(q.state), kind="state", order="state"),
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("oversight.ask_law")
def question_new(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = tried(form, questions.ask_question, actor=request.actor, **form.cleaned_data)
        if asked is not None:
            messages.success(request, f"Đã gửi {asked}. Trả lời sẽ vào hộp thư của bạn.")
            return redirect("oversight:question_see", asked.pk)
    return render(
        request, "oversight/question_new.html", {"form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@requires("oversight.answer_law")
def entry_new(request: HttpRequest) -> HttpResponse:
    """An entry that the desk writes of its own."""
    form = LawAnswerForm(request.POST or None)
    del form.fields["publish"]
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = tried(
            form, questions.write_entry, actor=request.actor, title=values["title"],
            topic=values["topic"], answer=values["answer"], cited=form.cited,
            valid_until=values["valid_until"],
        )  # fmt: skip
        if made is not None:
            messages.success(request, "Đã công bố.")
            return redirect("oversight:question_see", made.pk)
    context = {"form": form, "question": None}
    return render(
        request, "oversight/question_answer.html", context, status=422 if form.errors else 200
    )


@require_GET
@signed_in
def question_see(request: HttpRequest, question_id: int) -> HttpResponse:
    actor = request.actor
    question = find_question(actor, question_id)
    cited = [
        (one, document_words(one.document), standing_on(one.document, actor.day))
        for one in question.citations.select_related("document")
    ]
    may_answer = may(actor, "oversight.answer_law")
    context = {
        "question": question,
        "cited": cited,
        "may_answer": may_answer,
        "shows_text": bool(may_answer) or question.asked_by_id == actor.user_id,
        "is_old": Question.objects.to_review_on(actor.day).filter(pk=question.pk).exists(),
        "ceased": [words for _one, words, standing in cited if standing == "Hết hiệu lực"],
        "events": events_of(question) if may_answer else [],
    }
    return render(request, "oversight/question_see.html", context)


@require_http_methods(["GET", "POST"])
@requires("oversight.answer_law")
def question_answer(request: HttpRequest, question_id: int) -> HttpResponse:
    question = find_question(request.actor, question_id)
    form = LawAnswerForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        names = ("answer", "topic", "title", "valid_until", "publish")
        done = tried(
            form, questions.answer_question, actor=request.actor, question=question,
            cited=form.cited, **{name: values[name] for name in names},
        )  # fmt: skip
        if done is not None:
            messages.success(request, "Đã trả lời." + (" Đã công bố." if values["publish"] else ""))
            return redirect("oversight:question_see", question.pk)
    context = {"form": form, "question": question}
    return render(
        request, "oversight/question_answer.html", context, status=422 if form.errors else 200
    )


def _back(question_id: int) -> str:
    return reverse("oversight:question_see", args=[question_id])


@require_POST
@requires("oversight.answer_law")
def question_decline(request: HttpRequest, question_id: int) -> HttpResponse:
    question = find_question(request.actor, question_id)
    return carry_out(
        request, _back(question_id), "Đã ghi lý do và báo người hỏi.", questions.decline_question,
        question=question, words=request.POST.get("words", ""),
    )  # fmt: skip


@require_POST
@requires("oversight.answer_law")
def question_confirm(request: HttpRequest, question_id: int) -> HttpResponse:
    question = find_question(request.actor, question_id)
    return carry_out(
        request, _back(question_id), "Đã xác nhận câu trả lời còn đúng.",
        questions.confirm_question, question=question,
    )  # fmt: skip


@require_POST
@requires("oversight.answer_law")
def question_unpublish(request: HttpRequest, question_id: int) -> HttpResponse:
    question = find_question(request.actor, question_id)
    return carry_out(
        request, _back(question_id), "Đã gỡ câu hỏi đáp.", questions.unpublish_question,
        question=question, reason=request.POST.get("reason", ""),
    )  # fmt: skip
