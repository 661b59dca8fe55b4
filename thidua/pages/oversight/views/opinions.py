"""Opinions: the list, one with all that was said, sending one."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base import files
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.parameters import calendar
from thidua.base.registries import FigureScope
from thidua.core.periods import words_for_due
from thidua.core.text import format_date
from thidua.pages.oversight.finding import (
    asked_day,
    asked_id,
    events_of,
    find_opinion,
    given_files,
    tried,
)
from thidua.pages.oversight.forms import (
    AnswerForm,
    AssignForm,
    DeclineForm,
    OpinionForm,
    PublishForm,
)
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import Step
from thidua.subjects.inspections.models import InspectionPlan
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.selectors.movements import visible_to as visible_movements
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.oversight.enums import OpinionKind, OpinionState, Source, Subject
from thidua.subjects.oversight.models import Opinion
from thidua.subjects.oversight.selectors.figures import COUNTED, counted
from thidua.subjects.oversight.selectors.opinions import visible_to
from thidua.subjects.oversight.services.moving import due_of
from thidua.subjects.oversight.services.opinions import send_opinion
from thidua.subjects.papers.selectors.papers import visible_to as visible_papers

ROAD = (OpinionState.RECEIVED, OpinionState.ASSIGNED, OpinionState.ANSWERED, OpinionState.CLOSED)
VERBS = (
    "assign", "decline", "answer", "accept", "ask_again", "press", "withdraw", "add_words",
    "publish", "erase_sender",
)  # fmt: skip


@require_GET
@signed_in
def opinion_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    rows, note = _asked_rows(request, actor)
    shown = FilteredList(
        request.GET,
        rows,
        columns(actor),
        name="y-kien",
        thing="ý kiến",
        filters=_filters(),
        search_fields=["search_key"],
        search_hint="ví dụ: ho ngheo",
        sort="-ngay",
        empty_heading="Chưa có ý kiến nào",
        empty_words="Ý kiến gửi về phong trào, dự thảo, danh sách, việc khen thưởng sẽ nằm ở đây.",
    )
    if shown.wants_export:
        return shown.export()
    context = {"list": shown, "note": note, "may_send": may(actor, "oversight.send")}
    return render(request, "oversight/opinion_list.html", context)


def _asked_rows(request: HttpRequest, actor: Actor) -> tuple[QuerySet[Opinion], str]:
    """All the actor may see; or just what a figure of a board has counted."""
    seen = visible_to(actor).select_related("movement")
    params = request.GET
    if about := asked_id(params.get("ve", "")):
        seen = seen.filter(about_unit_id=about)
        return seen, "Phản ánh về một đơn vị."
    name = params.get("dem", "")
    if name not in COUNTED:
        return seen, ""
    day = asked_day(params.get("ngay", ""), actor.day)
    scope = FigureScope(
        asked_id(params.get("don_vi", "")) or None,
        asked_day(params.get("tu", ""), day.replace(month=1, day=1)),
        asked_day(params.get("den", ""), day),
        day,
    )
    words = f"{COUNTED[name]}, từ {format_date(scope.since)} đến {format_date(scope.until)}, tính đến {format_date(day)}."
    behind = counted(scope, name).order_by().values("pk")
    return seen.filter(pk__in=[row["pk"] for row in behind]), words


def columns(actor: Actor) -> list[Column]:
    def state(row: Opinion) -> Any:
        late = row.is_unanswered and row.due_on is not None and row.due_on < actor.day
        return "Quá hạn" if late else OpinionState(row.state)

    return [
        Column(
            "so", "Ý kiến", lambda o: f"{o.number}: {o.first_words}", order="number", lead=True,
            url=lambda o: reverse("oversight:opinion_see", args=[o.pk]),
            sub=lambda o: o.subject_words,
        ),
        Column("ai", "Người gửi", lambda o: o.sender_words, order="source"),
        Column("loai", "Loại", lambda o: o.get_kind_display(), order="kind"),
        Column("ngay", "Nhận ngày", lambda o: o.received_on, kind="date", order="received_on"),
        Column("tra-loi", "Nơi trả lời", lambda o: o.answering_unit_name, order="answering_unit_name"),
        Column("han", "Hạn", lambda o: o.due_on, kind="date", order="due_on"),
        Column("tt", "Trạng thái", state, kind="state", order="state"),
        Column("ck", "Công khai", lambda o: o.get_publishing_display(), kind="state",
               order="publishing", shown=False),
        Column("nd", "Nội dung", lambda o: o.text, sortable=False, shown=False),
    ]  # fmt: skip


def _filters() -> list[Filter]:
    return [
        Filter("tt", "Trạng thái", _choices(OpinionState), lambda r, v: r.filter(state=v)),
        Filter("nguoi", "Người gửi", _choices(Source), lambda r, v: r.filter(source=v)),
        Filter("loai", "Loại", _choices(OpinionKind), lambda r, v: r.filter(kind=v)),
    ]


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [(key, str(word)) for key, word in kinds.choices]


@require_GET
@signed_in
def opinion_see(request: HttpRequest, opinion_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    return render(request, "oversight/opinion_see.html", page_context(request.actor, opinion))


def page_context(actor: Actor, opinion: Opinion, **forms: Any) -> dict[str, Any]:
    answers = list(opinion.answers.select_related("paper"))
    allowed = {verb: may(actor, f"oversight.{verb}", opinion) for verb in VERBS}
    sender = getattr(opinion, "sender", None)
    shown = _forms(actor, opinion, answers, allowed, sender)
    return {
        "opinion": opinion,
        "answers": answers,
        "additions": opinion.additions.all(),
        "files": opinion.files.all(),
        "steps": _steps(opinion),
        "may": allowed,
        "is_late": bool(opinion.is_unanswered and opinion.due_on and opinion.due_on < actor.day),
        "due_words": words_for_due(opinion.due_on, actor.day, calendar(actor.day))
        if opinion.due_on and opinion.is_unanswered
        else "",
        "has_sender": sender is not None and not sender.is_erased,
        "sender_erased": sender is not None and sender.is_erased,
        "may_see_sender": may(actor, "oversight.sender.see"),
        "about_name": opinion.about_unit and _unit_words(opinion, actor),
        "events": events_of(opinion),
    } | shown | forms  # fmt: skip


def _unit_words(opinion: Opinion, actor: Actor) -> str:
    assert opinion.about_unit_id is not None
    return names_on([opinion.about_unit_id], actor.day).get(opinion.about_unit_id, "")


def _forms(
    actor: Actor, opinion: Opinion, answers: list[Any], allowed: dict[str, Any], sender: Any
) -> dict[str, Any]:
    """Only the forms of the steps that may be taken now."""
    forms: dict[str, Any] = dict.fromkeys(
        ("assign_form", "decline_form", "answer_form", "publish_form")
    )
    if opinion.is_unanswered and allowed["assign"]:
        initial = {"unit_id": opinion.answering_unit_id, "due_on": due_of(opinion, actor.day)}
        forms["assign_form"] = AssignForm(day=actor.day, initial=initial)
        if opinion.source != Source.FRONT:
            forms["decline_form"] = DeclineForm()
    if opinion.state == OpinionState.ASSIGNED and allowed["answer"]:
        forms["answer_form"] = AnswerForm()
    if answers and not opinion.is_unanswered and allowed["publish"]:
        forms["publish_form"] = PublishForm(
            may_name=bool(sender and sender.name_may_be_shown),
            initial={
                "public_text": opinion.public_text or opinion.text,
                "public_answer": opinion.public_answer or answers[-1].text,
                "show_name": bool(opinion.public_name),
            },
        )
    return forms


def _steps(opinion: Opinion) -> list[Step]:
    if opinion.state not in ROAD:
        return []
    now = ROAD.index(OpinionState(opinion.state))
    days = (opinion.received_on, opinion.assigned_on, opinion.answered_on, opinion.closed_on)
    last = now == len(ROAD) - 1
    return [
        Step(
            str(state.label),
            format_date(days[i]) if i <= now and days[i] else "",  # type: ignore[arg-type]
            "done" if i < now or last else "now" if i == now else "next",
        )
        for i, state in enumerate(ROAD)
    ]


@require_GET
@signed_in
def opinion_file(request: HttpRequest, opinion_id: int, file_id: int) -> HttpResponse:
    opinion = find_opinion(request.actor, opinion_id)
    stored = opinion.files.filter(pk=file_id).first()
    if stored is None:
        raise Http404("Ý kiến này không có tệp đó.")
    return files.serve(stored, stored.name)


@require_http_methods(["GET", "POST"])
@requires("oversight.send")
def opinion_new(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    thing = _thing_of(request, actor)
    form = OpinionForm(
        request.POST or None, request.FILES or None, actor=actor, thing=thing,
        initial={"about_unit": asked_id(request.GET.get("don-vi", "")) or None},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        sent = tried(
            form, send_opinion, actor=actor, said=form.said(given_files(values["files"])),
            own_paper=values["own_paper"],
        )  # fmt: skip
        if sent is not None:
            messages.success(request, f"Đã gửi {sent}. Theo dõi trả lời ở trang này.")
            return redirect("oversight:opinion_see", sent.pk)
    context = {"form": form, "thing": thing[2] if thing else None}
    return render(
        request, "oversight/opinion_new.html", context, status=422 if form.errors else 200
    )


def _thing_of(request: HttpRequest, actor: Actor) -> tuple[str, str, Any] | None:
    """(subject, name of the field, thing) that the address names; 404 for what is not to be seen."""
    asked = {
        "phong-trao": (Subject.MOVEMENT, "movement", visible_movements(actor).exclude(level=Level.UNIT)),
        "van-ban": (Subject.DRAFT, "paper", visible_papers(actor)),
        "ke-hoach": (Subject.INSPECTION, "plan", InspectionPlan.objects.exclude(issued_on=None)),
    }  # fmt: skip
    for key, (subject, name, rows) in asked.items():
        if key in request.GET:
            thing = rows.filter(pk=asked_id(request.GET[key])).first()  # type: ignore[attr-defined]
            if thing is None:
                raise Http404("Không có điều muốn góp ý, hoặc chưa được công bố.")
            return subject.value, name, thing
    return None
