"""Remarks of users about the system's pages."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import files
from thidua.base.access import Actor, may, requires, signed_in
from thidua.pages.oversight.finding import events_of, find, given_file, tried
from thidua.pages.oversight.law_forms import RemarkAnswerForm, RemarkForm
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.oversight.enums import REMARKS_OPEN, RemarkState
from thidua.subjects.oversight.models import Remark
from thidua.subjects.oversight.services.remarks import answer_remark, send_remark


def remarks_of(actor: Actor) -> QuerySet[Remark]:
    """One's own; all to those who answer them."""
    if may(actor, "oversight.answer_remark"):
        return Remark.objects.all()
    return Remark.objects.filter(user_id=actor.user_id or 0)


@require_GET
@signed_in
def remark_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    shown = FilteredList(
        request.GET,
        remarks_of(actor),
        _columns(),
        name="gop-y",
        thing="góp ý",
        filters=[
            Filter(
                "tt", "Trạng thái", [(k, str(w)) for k, w in RemarkState.choices],
                lambda rows, value: rows.filter(state=value),
            )
        ],
        searchable=False,
        sort="-ngay",
        empty_heading="Chưa có góp ý nào",
        empty_words="Gặp chỗ khó dùng, khó hiểu hay sai ở trang nào, bấm “Góp ý về hệ thống”.",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    context = {"list": shown, "answers": bool(may(actor, "oversight.answer_remark"))}
    return render(request, "oversight/remark_list.html", context)


def _columns() -> list[Column]:
    return [
        Column(
            "so", "Góp ý", lambda r: f"{r.number}: {r.text[:120]}", order="number", lead=True,
            url=lambda r: reverse("oversight:remark_see", args=[r.pk]),
        ),
        Column("trang", "Trang", lambda r: r.page, order="page"),
        Column("ai", "Người gửi", lambda r: r.user_name, order="user_name"),
        Column("ngay", "Ngày", lambda r: r.sent_on, kind="date", order="sent_on"),
        Column("tt", "Trạng thái", lambda r: RemarkState(r.state), kind="state", order="state"),
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("oversight.remark")
def remark_new(request: HttpRequest) -> HttpResponse:
    form = RemarkForm(request.POST or None, request.FILES or None, initial={"page": _page(request)})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        sent = tried(
            form, send_remark, actor=request.actor, page=values["page"], text=values["text"],
            picture=given_file(values["picture"]),
        )  # fmt: skip
        if sent is not None:
            messages.success(request, f"Đã gửi {sent}. Kết quả sẽ vào hộp thư của bạn.")
            return redirect("oversight:remark_see", sent.pk)
    return render(
        request, "oversight/remark_new.html", {"form": form}, status=422 if form.errors else 200
    )


def _page(request: HttpRequest) -> str:
    """The page one comes from: named in the address, else where the browser came from."""
    asked = request.GET.get("trang", "") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return ""
    path = asked.split(request.get_host(), 1)[-1]
    return path[:500]


@require_GET
@signed_in
def remark_see(request: HttpRequest, remark_id: int) -> HttpResponse:
    actor = request.actor
    remark = find(remarks_of(actor), remark_id, "Không có góp ý này.")
    return render(request, "oversight/remark_see.html", _context(actor, remark, RemarkAnswerForm()))


def _context(actor: Actor, remark: Remark, form: RemarkAnswerForm) -> dict[str, object]:
    answers = bool(may(actor, "oversight.answer_remark")) and remark.state in REMARKS_OPEN
    return {
        "remark": remark,
        "form": form if answers else None,
        "page_opens": remark.page.startswith("/"),
        "events": events_of(remark),
    }


@require_GET
@signed_in
def remark_picture(request: HttpRequest, remark_id: int) -> HttpResponse:
    remark = find(remarks_of(request.actor), remark_id, "Không có góp ý này.")
    if remark.picture is None:
        raise Http404("Góp ý này không có ảnh.")
    return files.serve(remark.picture, inline=True)


@require_POST
@requires("oversight.answer_remark")
def remark_answer(request: HttpRequest, remark_id: int) -> HttpResponse:
    actor = request.actor
    remark = find(remarks_of(actor), remark_id, "Không có góp ý này.")
    form = RemarkAnswerForm(request.POST)
    if form.is_valid():
        done = tried(form, answer_remark, actor=actor, remark=remark, **form.cleaned_data)
        if done is not None:
            messages.success(request, "Đã ghi kết quả và báo người góp ý.")
            return redirect("oversight:remark_see", remark.pk)
    return render(request, "oversight/remark_see.html", _context(actor, remark, form), status=422)
