"""Courses, needs with coverage, the own trainings, papers and films for all."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import files
from thidua.base.access import may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.pages.orgs.days import asked_day
from thidua.pages.training.finding import attempt, posted, posted_files
from thidua.pages.training.forms import MaterialForm
from thidua.pages.training.materials import keep_material
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.training.audiences import AUDIENCES
from thidua.subjects.training.enums import CourseState, MaterialKind
from thidua.subjects.training.models import AskedQuestion, Course, Material
from thidua.subjects.training.selectors.courses import (
    materials_for,
    trainings_of,
    visible_to,
    with_counts,
)
from thidua.subjects.training.selectors.needs import (
    Need,
    by_audience,
    by_district,
    by_group,
    needs_on,
)
from thidua.subjects.training.services.learning import answer_question, withdraw_material
from thidua.subjects.training.services.planning import plan_course

NEED_STATES = ("Chưa tập huấn", "Mới nhận việc", "Đã được cử", "Đã tập huấn")


@require_GET
@signed_in
def course_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    courses = with_counts(visible_to(actor)).order_by("-starts_on", "-pk")
    shown = FilteredList(
        request.GET,
        _between(courses, request.GET),
        COURSE_COLUMNS,
        name="lop",
        thing="lớp",
        filters=[
            Filter(
                "tt", "Trạng thái", [(k, str(w)) for k, w in CourseState.choices],
                lambda rows, value: rows.filter(state=value),
            )
        ],
        search_fields=["name_key"],
        search_hint="ví dụ: nghiep vu",
        empty_heading="Chưa có lớp tập huấn nào",
        empty_words="Lớp mà đơn vị được triệu tập hoặc ông (bà) tham gia sẽ nằm ở đây.",
        export_name="lop-tap-huan",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    context = {"list": shown, "may_plan": may(actor, "training.plan")}
    return render(request, "training/course_list.html", context)


def _between(courses: QuerySet[Course], params: QueryDict) -> QuerySet[Course]:
    """The days that a figure of a board counts: "?tu=2022-01-01&den=2022-02-15"."""
    for key, lookup in (("tu", "ends_on__gte"), ("den", "ends_on__lte")):
        if words := params.get(key, ""):
            try:
                courses = courses.filter(**{lookup: date.fromisoformat(words)})
            except ValueError as error:
                raise Http404("Ngày không hợp lệ.") from error
    return courses


COURSE_COLUMNS = (
    Column(
        "ten", "Lớp", lambda c: c.name, order="name_key", lead=True,
        url=lambda c: reverse("training:course_see", args=[c.pk]),
        sub=lambda c: ", ".join(part for part in (c.place, "số liệu mẫu" if c.is_sample else "") if part),
    ),
    Column("tu", "Từ ngày", lambda c: c.starts_on, kind="date", order="starts_on"),
    Column("den", "Đến ngày", lambda c: c.ends_on, kind="date", order="ends_on"),
    Column("tt", "Trạng thái", lambda c: CourseState(c.state), kind="state", order="state"),
    Column("dv", "Đơn vị triệu tập", lambda c: c.unit_count, kind="number", order="unit_count"),
    Column("cho", "Chưa cử người", lambda c: c.units_waiting, kind="number", order="units_waiting"),
    Column("nguoi", "Học viên", lambda c: c.people, kind="number", order="people"),
    Column("den-lop", "Có mặt", lambda c: c.came, kind="number", order="came"),
    Column("giay", "Đã cấp giấy", lambda c: c.certified, kind="number", order="certified"),
)  # fmt: skip


@require_GET
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "training/mine.html", {"rows": list(trainings_of(request.actor))})


NEED_COLUMNS = (
    Column(
        "nguoi", "Người", lambda n: n.held.name, lead=True, sub=lambda n: n.held.title,
        sort_key=lambda n: n.held.sort_key,
    ),
    Column("don-vi", "Đơn vị", lambda n: n.held.unit.name,
           url=lambda n: reverse("orgs:unit_detail", args=[n.held.unit.id])),
    Column("doi-tuong", "Đối tượng", lambda n: n.audience_label, shown=False),
    Column("tu", "Giữ chức trách từ", lambda n: n.held.since, kind="date"),
    Column("tt", "Tập huấn", lambda n: n.words, kind="state", sub=lambda n: n.expected_at),
    Column("gan", "Lần gần nhất", lambda n: n.trained_on, kind="date"),
    Column("tre", "Việc trễ hạn của đơn vị", lambda n: n.late, kind="number"),
    Column("huyen", "Địa bàn", lambda n: n.district, shown=False),
)  # fmt: skip


def need_rows(params: QueryDict, needs: list[Need]) -> FilteredList:
    districts = sorted({need.district for need in needs if need.district})
    groups = {need.group.value: str(need.group.label) for need in needs}
    return FilteredList(
        params,
        needs,
        NEED_COLUMNS,
        name="nhu-cau",
        thing="người",
        filters=[
            Filter("tt", "Tập huấn", [(w, w) for w in NEED_STATES], lambda rows, value: [r for r in rows if r.words == value]),
            Filter("doi-tuong", "Đối tượng", [(k, str(a.label)) for k, a in AUDIENCES.items()], lambda rows, value: [r for r in rows if r.held.audience == value]),
            Filter("loai", "Loại đơn vị", sorted(groups.items(), key=lambda g: g[1]), lambda rows, value: [r for r in rows if r.group.value == value]),
            Filter("huyen", "Địa bàn", [(d, d) for d in districts], lambda rows, value: [r for r in rows if r.district == value]),
            Filter("tre", "Đơn vị", [("co", "Đang trễ hạn")], lambda rows, value: [r for r in rows if r.late]),
        ],
        pick=lambda need: str(need.held.post_id),
        pick_label=lambda need: need.held.name,
        empty_heading="Chưa có ai giữ chức trách thi đua, khen thưởng",
        empty_words="Khi đơn vị có cán bộ, thủ trưởng trong hệ thống, nhu cầu tập huấn hiện ở đây.",
        export_name="nhu-cau-tap-huan",
    )  # fmt: skip


@require_GET
@requires("training.needs.see")
def need_list(request: HttpRequest) -> HttpResponse:
    """Who holds an emulation post and has never been trained, with coverage by every cut."""
    day = asked_day(request)
    needs = needs_on(day)
    shown = need_rows(request.GET, needs)
    if shown.wants_export:
        return shown.export()
    trained = sum(need.is_trained for need in needs)
    context: dict[str, Any] = {
        "list": shown,
        "day": day,
        "total": len(needs),
        "trained": trained,
        "of_all": f"/ {len(needs)} người",
        "share": 100 * trained // len(needs) if needs else None,
        "never": sum(need.words == "Chưa tập huấn" for need in needs),
        "new": sum(need.words == "Mới nhận việc" for need in needs),
        "named": sum(need.words == "Đã được cử" for need in needs),
        "late": sum(bool(need.late) and not need.is_trained for need in needs),
        "audiences": by_audience(needs),
        "groups": by_group(needs),
        "districts": by_district(needs),
        "may_plan": may(request.actor, "training.plan"),
    }
    return render(request, "training/need_list.html", context)


@require_POST
@requires("training.plan")
def need_plan(request: HttpRequest) -> HttpResponse:
    """One click: a course for the people ticked, or for all that match the filter."""
    actor = request.actor
    shown = need_rows(QueryDict(request.POST.get("filter", "")), needs_on(actor.day))
    chosen = list(shown.picked(request.POST))
    if not chosen:
        messages.error(request, "Đánh dấu người cần tập huấn, hoặc chọn cả danh sách đang lọc.")
        return redirect("training:need_list")
    most = max(_per_unit(chosen).values())
    values = {
        "name": f"Tập huấn nghiệp vụ thi đua, khen thưởng năm {actor.day.year}",
        "wanted_posts": [need.held.post_id for need in chosen],
        "seats_per_unit": most,
    }
    try:
        course = plan_course(actor=actor, values=values)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("training:need_list")
    messages.success(
        request, f"Đã lập lớp cho {len(chosen)} người. Xếp ngày, địa điểm rồi triệu tập."
    )
    return redirect("training:course_edit", course.pk)


def _per_unit(needs: list[Need]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for need in needs:
        counts[need.held.unit.id] = counts.get(need.held.unit.id, 0) + 1
    return counts


@require_http_methods(["GET", "POST"])
@signed_in
def material_list(request: HttpRequest) -> HttpResponse:
    """Papers, films, links, and answered questions of all courses: for everybody with a login."""
    actor = request.actor
    may_teach = may(actor, "training.teach")
    form = MaterialForm(posted(request), posted_files(request))
    if request.method == "POST" and keep_material(request, form, None):
        return redirect("training:material_list")
    shown = FilteredList(
        request.GET,
        materials_for(actor),
        MATERIAL_COLUMNS,
        name="tai-lieu",
        thing="tài liệu",
        filters=[
            Filter(
                "loai", "Loại", [(k, str(w)) for k, w in MaterialKind.choices],
                lambda rows, value: rows.filter(kind=value),
            )
        ],
        search_fields=["title_key"],
        search_hint="ví dụ: luat thi dua",
        empty_heading="Chưa có tài liệu nào",
        empty_words="Bài giảng, video, văn bản của các lớp và tài liệu dùng chung sẽ nằm ở đây.",
        export_name="tai-lieu-tap-huan",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    answered = AskedQuestion.objects.exclude(answer="")[:100]
    context = {"list": shown, "form": form, "may_teach": may_teach, "answered": answered}
    status = 422 if form.errors else 200
    return render(request, "training/material_list.html", context, status=status)


MATERIAL_COLUMNS = (
    Column(
        "ten", "Tài liệu, video", lambda m: m.title, order="title_key", lead=True,
        url=lambda m: reverse("training:material_see", args=[m.pk]), sub=lambda m: m.note,
    ),
    Column("loai", "Loại", lambda m: m.get_kind_display(), order="kind"),
    Column("lop", "Của lớp", lambda m: m.course.name if m.course else "Dùng chung", sortable=False),
    Column("ngay", "Đưa lên", lambda m: m.added_on, kind="date", order="added_on"),
)  # fmt: skip


def _material(request: HttpRequest, material_id: int) -> Material:
    return get_object_or_404(materials_for(request.actor), pk=material_id)


@require_GET
@signed_in
def material_see(request: HttpRequest, material_id: int) -> HttpResponse:
    material = _material(request, material_id)
    may_teach = may(request.actor, "training.teach", material.course)
    context = {"material": material, "may_teach": may_teach}
    return render(request, "training/material_see.html", context)


@require_GET
@signed_in
def material_file(request: HttpRequest, material_id: int) -> HttpResponse:
    stored = _material(request, material_id).file
    if stored is None:
        raise Http404("Tài liệu này là một đường dẫn, không có tệp.")
    if stored.media_type.startswith("video/"):
        return files.serve_film(stored, request.headers.get("Range", ""))  # type: ignore[return-value]
    return files.serve(stored, inline=True)  # type: ignore[return-value]


@require_POST
@requires("training.teach")
def material_withdraw(request: HttpRequest, material_id: int) -> HttpResponse:
    material = _material(request, material_id)
    attempt(
        request,
        lambda: withdraw_material(actor=request.actor, material=material),
        "Đã gỡ tài liệu.",
    )
    if material.course_id:
        return redirect("training:course_see", material.course_id)
    return redirect("training:material_list")


@require_http_methods(["GET", "POST"])
@requires("training.teach")
def asked_list(request: HttpRequest) -> HttpResponse:
    """Questions of participants, those without an answer first."""
    actor = request.actor
    own = AskedQuestion.objects.filter(course__unit_id=actor.unit_id).select_related("course")
    if request.method == "POST":
        pk = request.POST.get("asked", "")
        asked = get_object_or_404(own, pk=pk if pk.isdigit() else 0)
        answer = request.POST.get("answer", "")
        attempt(
            request,
            lambda: answer_question(actor=actor, asked=asked, answer=answer),
            "Đã trả lời; câu hỏi và trả lời đăng ở mục Tài liệu, video.",
        )
        return redirect("training:asked_list")
    rows = sorted(own[:300], key=lambda asked: bool(asked.answer))
    return render(request, "training/asked_list.html", {"rows": rows})
