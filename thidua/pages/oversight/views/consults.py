"""Drafts put out for opinion: asking, answering, settling passage by passage."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import files
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.base.parameters import calendar
from thidua.base.registries import FigureScope
from thidua.core.documents.render import render_docx
from thidua.core.periods import words_for_due
from thidua.pages.oversight.finding import (
    asked_day,
    asked_id,
    carry_out,
    events_of,
    find_request,
    given_file,
    tried,
)
from thidua.pages.oversight.forms import AskForm, DecideForm, ReplyForm
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.movements.selectors.movements import visible_to as visible_movements
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.oversight.documents import summary_report
from thidua.subjects.oversight.enums import RequestState
from thidua.subjects.oversight.models import Consulted, OpinionRequest, PassageOpinion
from thidua.subjects.oversight.selectors import consults as questions
from thidua.subjects.oversight.services import consult_papers, consults
from thidua.subjects.papers.selectors.papers import visible_to as visible_papers

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@signed_in
def request_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    rows = questions.requests_visible_to(actor)
    if "tu" in request.GET:
        rows = _in_scope(request, rows, actor)
    shown = FilteredList(
        request.GET,
        questions.with_counts(rows),
        _columns(),
        name="lay-y-kien",
        thing="dự thảo",
        filters=[
            Filter(
                "tt", "Trạng thái", [(k, str(w)) for k, w in RequestState.choices],
                lambda rows, value: rows.filter(state=value),
            )
        ],
        searchable=False,
        sort="-ngay",
        empty_heading="Chưa có dự thảo nào được lấy ý kiến",
        empty_words="Mở dự thảo phong trào hoặc dự thảo văn bản rồi bấm “Lấy ý kiến”.",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    owed = list(questions.asked_of(actor)) if may(actor, "oversight.reply") else []
    return render(request, "oversight/request_list.html", {"list": shown, "owed": owed})


def _in_scope(request: HttpRequest, rows: Any, actor: Actor) -> Any:
    day = asked_day(request.GET.get("ngay", ""), actor.day)
    scope = FigureScope(
        asked_id(request.GET.get("don_vi", "")) or None,
        asked_day(request.GET.get("tu", ""), day.replace(month=1, day=1)),
        asked_day(request.GET.get("den", ""), day),
        day,
    )
    rows = rows.filter(asked_on__range=(scope.since, min(scope.until, day)))
    rows = rows.exclude(state=RequestState.WITHDRAWN)
    if scope.unit_id:
        rows = rows.filter(pk__in=Consulted.objects.of_unit(scope.unit_id).values("request_id"))
    return rows


def _columns() -> list[Column]:
    return [
        Column(
            "ten", "Dự thảo", lambda r: r.title, order="title", lead=True,
            url=lambda r: reverse("oversight:request_see", args=[r.pk]),
            sub=lambda r: r.unit_name,
        ),
        Column("ngay", "Gửi ngày", lambda r: r.asked_on, kind="date", order="asked_on"),
        Column("han", "Hạn", lambda r: r.due_on, kind="date", order="due_on"),
        Column("hoi", "Nơi được hỏi", lambda r: r.asked, kind="number", order="asked"),
        Column("tl", "Đã trả lời", lambda r: r.replied, kind="number", order="replied"),
        Column("tt", "Trạng thái", lambda r: RequestState(r.state), kind="state", order="state"),
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("oversight.consult")
def request_new(request: HttpRequest) -> HttpResponse:
    """Put a draft out for opinion: `?phong-trao=` or `?van-ban=` names it."""
    actor = request.actor
    movement, paper = _draft_of(request, actor)
    answer = may(actor, "oversight.consult", movement or paper)
    if not answer:
        messages.error(request, answer.reason)
        return redirect("oversight:request_list")
    form = AskForm(request.POST or None, day=actor.day, initial=_usual(actor))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = tried(
            form, consults.ask_opinions, actor=actor, movement=movement, paper=paper,
            unit_ids=form.unit_ids, words=values["words"], due_on=values["due_on"],
        )  # fmt: skip
        if made is not None:
            messages.success(request, f"Đã gửi dự thảo tới {made.consulted.count()} nơi.")
            return redirect("oversight:request_see", made.pk)
    context = {"form": form, "draft": movement or paper}
    return render(
        request, "oversight/request_new.html", context, status=422 if form.errors else 200
    )


def _draft_of(request: HttpRequest, actor: Actor) -> tuple[Any, Any]:
    movement = paper = None
    if "phong-trao" in request.GET:
        wanted = asked_id(request.GET["phong-trao"])
        movement = visible_movements(actor).filter(pk=wanted).first()
    elif "van-ban" in request.GET:
        paper = visible_papers(actor).filter(pk=asked_id(request.GET["van-ban"])).first()
    if movement is None and paper is None:
        raise Http404("Mở dự thảo phong trào hoặc dự thảo văn bản rồi bấm “Lấy ý kiến”.")
    return movement, paper


def _usual(actor: Actor) -> dict[str, Any]:
    """The Front is asked first of all; the due day is that of the rule."""
    fronts = OrganizationVersion.objects.on(actor.day).filter(kind=Kind.FRONT)
    chosen = [str(unit) for unit in fronts.values_list("organization_id", flat=True)]
    return {"units": chosen, "due_on": consults.usual_due(actor.day)}


@require_GET
@signed_in
def request_see(request: HttpRequest, request_id: int) -> HttpResponse:
    asked = find_request(request.actor, request_id)
    return render(request, "oversight/request_see.html", page_context(request.actor, asked))


def page_context(actor: Actor, asked: OpinionRequest, **forms: Any) -> dict[str, Any]:
    rows = list(asked.consulted.all())
    own = next((row for row in rows if row.organization_id == actor.unit_id), None)
    allowed = may(actor, "oversight.consult", asked)
    said = questions.passages_said(asked)
    reads_all = bool(allowed) or actor.role in questions.SEES_ALL
    shown = said if reads_all else [one for one in said if own and one.consulted_id == own.pk]
    mine = {one.key: one.text for one in said if own and one.consulted_id == own.pk}
    form = forms.pop("reply_form", None) or (_reply_form(own) if own else None)
    typed = form.data if form is not None and form.is_bound else None
    return {
        "asked": asked,
        "rows": rows if reads_all else [],
        "own": own,
        "said": shown,
        "standing": questions.standing_of(asked, rows, said, actor.day),
        "may_consult": allowed,
        "is_asker": bool(allowed),
        "may_reply": own is not None and may(actor, "oversight.reply", own) and asked.is_open,
        "settled": own is not None and any(one.taken for one in shown),
        "reply_form": form,
        "passages": [
            (one, typed.get(f"p-{one['key']}", "") if typed is not None else mine.get(one["key"], ""))
            for one in asked.passages
        ],
        "taken_choices": DecideForm.base_fields["taken"].choices,  # type: ignore[attr-defined]
        "due_words": words_for_due(asked.due_on, actor.day, calendar(actor.day))
        if asked.is_open
        else "",
        "events": events_of(asked),
    } | forms  # fmt: skip


def _reply_form(own: Consulted) -> ReplyForm:
    initial = {"words": own.words, "own_paper": own.own_paper}
    return ReplyForm(initial=initial | ({"state": own.state} if own.has_replied else {}))


@require_POST
@requires("oversight.reply")
def request_reply(request: HttpRequest, request_id: int) -> HttpResponse:
    actor = request.actor
    asked = find_request(actor, request_id)
    own = asked.consulted.filter(organization_id=actor.unit_id).first()
    if own is None:
        raise Http404("Đơn vị không nằm trong danh sách được hỏi ý kiến.")
    form = ReplyForm(request.POST, request.FILES)
    if form.is_valid():
        values = form.cleaned_data
        done = tried(
            form, consults.reply_to_request, actor=actor, consulted=own, state=values["state"],
            words=values["words"], passages=form.passages(asked), own_paper=values["own_paper"],
            file=given_file(values["file"]),
        )  # fmt: skip
        if done is not None:
            messages.success(request, "Đã gửi ý kiến của đơn vị.")
            return redirect("oversight:request_see", asked.pk)
    context = page_context(actor, asked, reply_form=form)
    return render(request, "oversight/request_see.html", context, status=422)


@require_GET
@signed_in
def reply_file(request: HttpRequest, request_id: int, row_id: int) -> HttpResponse:
    actor = request.actor
    asked = find_request(actor, request_id)
    row = asked.consulted.filter(pk=row_id).select_related("file").first()
    reads_all = may(actor, "oversight.consult", asked) or actor.role in questions.SEES_ALL
    if row is None or row.file is None or not (reads_all or row.organization_id == actor.unit_id):
        raise Http404("Không có tệp này.")
    return files.serve(row.file, row.file.name)


@require_POST
@requires("oversight.consult")
def passage_decide(request: HttpRequest, request_id: int, passage_id: int) -> HttpResponse:
    asked = find_request(request.actor, request_id)
    said = PassageOpinion.objects.filter(consulted__request=asked, pk=passage_id)
    passage = said.select_related(
        "consulted__request__movement", "consulted__request__paper"
    ).first()
    if passage is None:
        raise Http404("Không có góp ý này.")
    form = DecideForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Chọn tiếp thu, tiếp thu một phần hoặc giữ nguyên.")
        return redirect(_back(request_id) + f"#gop-y-{passage_id}")
    return carry_out(
        request, _back(request_id) + f"#gop-y-{passage_id}", "Đã ghi kết quả tiếp thu.",
        consults.decide_passage, passage=passage, **form.cleaned_data,
    )  # fmt: skip


def _back(request_id: int) -> str:
    return reverse("oversight:request_see", args=[request_id])


@require_POST
@requires("oversight.consult")
def request_close(request: HttpRequest, request_id: int) -> HttpResponse:
    asked = find_request(request.actor, request_id)
    done = "Đã kết thúc lấy ý kiến. Việc tiếp theo: lập báo cáo tổng hợp."
    return carry_out(request, _back(request_id), done, consults.close_request, request=asked)


@require_POST
@requires("oversight.consult")
def request_withdraw(request: HttpRequest, request_id: int) -> HttpResponse:
    asked = find_request(request.actor, request_id)
    return carry_out(
        request, _back(request_id), "Đã thôi lấy ý kiến và báo các nơi được hỏi.",
        consults.withdraw_request, request=asked, reason=request.POST.get("reason", ""),
    )  # fmt: skip


@require_POST
@requires("oversight.consult")
def request_remind(request: HttpRequest, request_id: int) -> HttpResponse:
    asked = find_request(request.actor, request_id)
    return carry_out(
        request, _back(request_id), "Đã nhắc các nơi chưa góp ý.", consults.remind_consulted,
        request=asked,
    )  # fmt: skip


@require_POST
@requires("oversight.consult")
def letter_draft(request: HttpRequest, request_id: int) -> HttpResponse:
    return _paper(request, request_id, consult_papers.draft_asking_letter)


@require_POST
@requires("oversight.consult")
def summary_draft(request: HttpRequest, request_id: int) -> HttpResponse:
    return _paper(request, request_id, consult_papers.draft_summary)


def _paper(request: HttpRequest, request_id: int, service: Any) -> HttpResponse:
    """A drafted paper opens at once, to be read and submitted."""
    asked = find_request(request.actor, request_id)
    try:
        paper = service(actor=request.actor, request=asked)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("oversight:request_see", request_id)
    messages.success(request, "Đã soạn dự thảo. Đọc lại rồi trình ký.")
    return redirect("papers:paper_see", paper.pk)


@require_GET
@signed_in
def summary_docx(request: HttpRequest, request_id: int) -> HttpResponse:
    """The table as it stands now, in the official layout."""
    actor = request.actor
    asked = find_request(actor, request_id)
    if not (may(actor, "oversight.consult", asked) or actor.role in questions.SEES_ALL):
        raise Http404("Bảng tổng hợp do cơ quan lấy ý kiến mở.")
    document = summary_report(asked, questions.passages_said(asked), actor.day)
    response = HttpResponse(render_docx(document), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="tong-hop-y-kien-{asked.pk}.docx"'
    return response
