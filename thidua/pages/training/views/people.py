"""Units and people of a course: who owes a name, who is named, who earned a certificate."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.pages.training.finding import allow, attempt, find_course, find_participant, posted
from thidua.pages.training.forms import NameForm, SubstituteForm, post_choices
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.training.certificates import certificates_docx
from thidua.subjects.training.enums import ParticipantState, SummonsState
from thidua.subjects.training.models import Course, Participant, Summons
from thidua.subjects.training.presence import personal_code
from thidua.subjects.training.selectors.audience import nameable
from thidua.subjects.training.selectors.courses import own_part, summons_of
from thidua.subjects.training.services.certifying import (
    certify_participants,
    close_course,
    reasons_against,
)
from thidua.subjects.training.services.learning import record_paper_score
from thidua.subjects.training.services.naming import (
    answer_invitation,
    name_nobody,
    name_participants,
    substitute_participant,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# ---- The unit names people ----


@require_http_methods(["GET", "POST"])
@signed_in
def name_people(request: HttpRequest, course_id: int) -> HttpResponse:
    actor = request.actor
    course = find_course(actor, course_id)
    called = summons_of(actor, course)
    if called is None:
        raise Http404("Lớp này không triệu tập đơn vị của ông (bà).")
    allow(actor, "training.name", called)
    form = _name_form(actor, called, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            added = name_participants(actor=actor, summons=called, people=form.people)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã cử {len(added)} người. Người được cử đã nhận tin.")
            return redirect("training:course_see", course.pk)
    people = list(called.participants.select_related("substitute"))
    context = {
        "course": course,
        "called": called,
        "people": people,
        "form": form,
        "left": called.seats - sum(p.state != ParticipantState.DECLINED for p in people),
    }
    status = 422 if form.errors else 200
    return render(request, "training/name_people.html", context, status=status)


def _name_form(actor: Actor, called: Summons, data: QueryDict | None) -> NameForm:
    course = called.course
    posts = nameable(course, called.organization_id, actor.day)
    taken = {p.user_id for p in called.participants.all() if p.user_id}
    choices = post_choices(posts, course.wanted_posts, taken)
    known = {key for key, _label in choices}
    wanted = [pk for pk in course.wanted_posts if str(pk) in known]
    return NameForm(data, choices=choices, wanted=wanted)


@require_POST
@requires("training.name")
def name_none(request: HttpRequest, course_id: int) -> HttpResponse:
    actor = request.actor
    course = find_course(actor, course_id)
    called = summons_of(actor, course)
    if called is None:
        raise Http404("Lớp này không triệu tập đơn vị của ông (bà).")
    reason = request.POST.get("reason", "")
    attempt(
        request,
        lambda: name_nobody(actor=actor, summons=called, reason=reason),
        "Đã báo cơ quan tổ chức là đơn vị không cử được người.",
    )
    return redirect("training:course_see", course.pk)


@require_http_methods(["GET", "POST"])
@requires("training.name")
def substitute(request: HttpRequest, participant_id: int) -> HttpResponse:
    actor = request.actor
    person = find_participant(actor, participant_id)
    allow(actor, "training.name", person)
    course, called = person.course, person.summons
    posts = nameable(course, called.organization_id, actor.day)
    taken = {p.user_id for p in called.participants.all() if p.user_id}
    form = SubstituteForm(
        posted(request),
        choices=post_choices(posts, course.wanted_posts, taken),
        initial={"reason": person.reason},
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = substitute_participant(
                actor=actor,
                participant=person,
                by=form.person,
                reason=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{added.full_name} dự thay {person.full_name}.")
            return redirect("training:course_see", course.pk)
    context = {"course": course, "person": person, "form": form}
    status = 422 if form.errors else 200
    return render(request, "training/substitute.html", context, status=status)


@require_POST
@signed_in
def answer(request: HttpRequest, participant_id: int) -> HttpResponse:
    """ "Tôi dự" or "Tôi bận", by the person or by the unit."""
    person = find_participant(request.actor, participant_id)
    coming = request.POST.get("coming") == "1"
    attempt(
        request,
        lambda: answer_invitation(
            actor=request.actor,
            participant=person,
            coming=coming,
            reason=request.POST.get("reason", ""),
        ),
        "Đã xác nhận dự." if coming else "Đã báo bận; đơn vị được nhắc cử người khác.",
    )
    return redirect("training:course_see", person.course_id)


# ---- The organiser's lists ----


UNIT_COLUMNS = (
    Column("don-vi", "Đơn vị", lambda s: s.unit_name, lead=True),
    Column("tt", "Trạng thái", lambda s: SummonsState(s.state), kind="state", sub=lambda s: s.reason),
    Column("cho", "Số chỗ", lambda s: s.seats, kind="number"),
    Column("da-cu", "Đã cử", lambda s: s.named, kind="number"),
    Column("han", "Hạn", lambda s: s.due_on, kind="date"),
    Column("ngay", "Ngày trả lời", lambda s: s.answered_on, kind="date"),
    Column("tre", "Trễ hạn", lambda s: "Trễ" if s.late else "", kind="text"),
)  # fmt: skip


@require_GET
@requires("training.needs.see")
def unit_list(request: HttpRequest, course_id: int) -> HttpResponse:
    """Who has named somebody and who has not: late is marked, not barred."""
    actor = request.actor
    course = find_course(actor, course_id)
    rows = list(course.summons.order_by("pk"))
    named = dict(
        Participant.objects.filter(course=course)
        .exclude(state=ParticipantState.DECLINED)
        .order_by()
        .values_list("summons_id")
        .annotate(n=Count("pk"))
    )
    for row in rows:
        row.named = named.get(row.pk, 0)
        row.late = (row.answered_on or actor.day) > row.due_on
    shown = FilteredList(
        request.GET,
        rows,
        UNIT_COLUMNS,
        name="don-vi",
        thing="đơn vị",
        filters=[
            Filter(
                "tt", "Trạng thái", [(k, str(w)) for k, w in SummonsState.choices],
                lambda found, value: [row for row in found if row.state == value],
            ),
            Filter(
                "tre", "Thời hạn", [("co", "Trễ hạn")],
                lambda found, value: [row for row in found if row.late],
            ),
        ],
        empty_heading="Chưa triệu tập đơn vị nào",
        empty_words="Khi giấy triệu tập được ban hành, các đơn vị được triệu tập hiện ở đây.",
        export_name=f"don-vi-lop-{course.pk}",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    return render(request, "training/unit_list.html", {"course": course, "list": shown})


PEOPLE_COLUMNS = (
    Column(
        "nguoi", "Học viên", lambda p: p.full_name, lead=True, sub=lambda p: p.title,
        sort_key=lambda p: p.sort_key,
    ),
    Column("don-vi", "Đơn vị", lambda p: p.unit_name),
    Column("tt", "Trạng thái", lambda p: ParticipantState(p.state), kind="state", sub=lambda p: p.reason),
    Column("buoi", "Buổi có mặt", lambda p: p.attended, kind="number"),
    Column("diem", "Điểm, %", lambda p: p.score, kind="number"),
    Column("giay", "Giấy chứng nhận", lambda p: p.certificate_code),
    Column("dt", "Điện thoại", lambda p: p.phone, shown=False),
    Column("thu", "Thư điện tử", lambda p: p.email, shown=False),
    Column("ma", "Mã điểm danh", lambda p: p.code, shown=False),
)  # fmt: skip


class PeopleList(FilteredList):
    """The people of one course; its bulk acts need to know which."""

    course_id: int


def people_rows(params: QueryDict, course: Course) -> PeopleList:
    rows = list(course.participants.annotate(attended=Count("attendances")))
    for row in rows:
        row.course = course
        row.code = personal_code(row) if row.user_id is None else ""
    shown = PeopleList(
        params,
        rows,
        PEOPLE_COLUMNS,
        name="hoc-vien",
        thing="người",
        filters=[
            Filter(
                "tt", "Trạng thái", [(k, str(w)) for k, w in ParticipantState.choices],
                lambda found, value: [row for row in found if row.state == value],
            )
        ],
        sort="nguoi",
        pick=(lambda p: str(p.pk)) if course.is_held else None,
        pick_label=lambda p: p.full_name,
        empty_heading="Chưa có ai được cử",
        empty_words="Người do các đơn vị cử sẽ hiện ở đây ngay khi đơn vị gửi danh sách.",
        export_name=f"hoc-vien-lop-{course.pk}",
    )  # fmt: skip
    shown.course_id = course.pk
    return shown


@require_GET
@requires("training.attend")
def people_list(request: HttpRequest, course_id: int) -> HttpResponse:
    actor = request.actor
    course = find_course(actor, course_id)
    allow(actor, "training.attend", course)
    shown = people_rows(request.GET, course)
    if shown.wants_export:
        return shown.export()
    ready = []
    if course.is_held:
        waiting = [row for row in shown.all_rows if row.state == ParticipantState.PRESENT]
        ready = [person for person, why in reasons_against(course, waiting) if not why]
    context: dict[str, Any] = {
        "course": course,
        "list": shown,
        "ready": len(ready),
        "certified": sum(row.state == ParticipantState.CERTIFIED for row in shown.all_rows),
        "unscored": [row for row in shown.all_rows if row.user_id is None and row.is_trained]
        if course.questions.exists()
        else [],
        "may_certify": may(actor, "training.certify", course),
    }
    return render(request, "training/people_list.html", context)


@require_POST
@requires("training.certify")
def certify(request: HttpRequest, course_id: int) -> HttpResponse:
    """Those ticked; or everybody who has earned it, with one button."""
    course = find_course(request.actor, course_id)
    shown = people_rows(QueryDict(request.POST.get("filter", "")), course)
    if "all_ready" in request.POST:
        waiting = [row for row in shown.all_rows if row.state == ParticipantState.PRESENT]
        chosen = [person for person, why in reasons_against(course, waiting) if not why]
    else:
        chosen = list(shown.picked(request.POST))
    attempt(
        request,
        lambda: certify_participants(actor=request.actor, course=course, participants=chosen),
        f"Đã cấp giấy chứng nhận cho {len(chosen)} người. Tải bản Word để in, ký.",
    )
    return redirect("training:people_list", course.pk)


@require_POST
@requires("training.attend")
def paper_score(request: HttpRequest, participant_id: int) -> HttpResponse:
    person = find_participant(request.actor, participant_id)
    percent = request.POST.get("percent", "")
    if not percent.isascii() or not percent.isdigit():
        messages.error(request, "Ghi điểm là số nguyên từ 0 đến 100.")
        return redirect("training:people_list", person.course_id)
    attempt(
        request,
        lambda: record_paper_score(
            actor=request.actor, participant=person, percent=int(percent[:4])
        ),
        f"Đã ghi điểm của {person.full_name}.",
    )
    return redirect("training:people_list", person.course_id)


@require_GET
@requires("training.attend")
def certificates(request: HttpRequest, course_id: int) -> HttpResponse:
    """All certificates in one file, in the order of their numbers."""
    course = find_course(request.actor, course_id)
    allow(request.actor, "training.attend", course)
    people = list(course.participants.filter(state=ParticipantState.CERTIFIED))
    if not people:
        raise Http404("Lớp chưa cấp giấy chứng nhận nào.")
    return _docx(certificates_docx(course, people), f"giay-chung-nhan-lop-{course.pk}")


@require_GET
@signed_in
def certificate(request: HttpRequest, participant_id: int) -> HttpResponse:
    """One's own, or anybody's for who runs the course."""
    actor = request.actor
    person = find_participant(actor, participant_id)
    mine = own_part(actor, person.course)
    if mine is None or mine.pk != person.pk:
        allow(actor, "training.attend", person.course)
    if person.certified_on is None:
        raise Http404("Chưa cấp giấy chứng nhận cho người này.")
    name = slugify(person.name_key) or str(person.pk)
    return _docx(certificates_docx(person.course, [person]), f"giay-chung-nhan-{name}")


def _docx(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


@require_POST
@requires("training.close")
def course_close(request: HttpRequest, course_id: int) -> HttpResponse:
    course = find_course(request.actor, course_id)
    attempt(request, lambda: close_course(actor=request.actor, course=course), "Đã kết thúc lớp.")
    return redirect("training:course_see", course.pk)
