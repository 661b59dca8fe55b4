"""The office's side of one report: accept, return, lift the lock, exempt, record, correct."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.core.text import parse_number
from thidua.pages.reports.acting import accepted, carried_out
from thidua.pages.reports.finding import find_report, need
from thidua.pages.reports.forms import LiftForm, ReasonForm, RecordForm, ReturnForm
from thidua.subjects.reports.errors import BadInput
from thidua.subjects.reports.models import OwedReport
from thidua.subjects.reports.services import correcting, receiving
from thidua.subjects.reports.services.drafting import Written
from thidua.subjects.reports.services.recording import record_report


@require_POST
@requires("reports.accept")
def report_accept(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    carried_out(
        request,
        lambda: receiving.accept_report(actor=request.actor, report=report),
        f"Đã ghi nhận báo cáo của {report.unit_name}.",
    )
    return redirect("reports:report_see", report.pk)


def _form_page(
    request: HttpRequest,
    report: OwedReport,
    form: Form,
    act: Callable[[], Any],
    *,
    done: str,
    words: dict[str, str],
) -> HttpResponse:
    """One form on its own page, shown again with what was typed when it is refused."""
    if request.method == "POST" and accepted(request, form, act, done):
        return redirect("reports:report_see", report.pk)
    context = {"report": report, "campaign": report.campaign, "form": form, **words}
    return render(request, "reports/report_act.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires("reports.return")
def report_return(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    need(request, "reports.return", report)
    form = ReturnForm(request.POST or None, report=report)
    return _form_page(
        request,
        report,
        form,
        lambda: receiving.return_report(actor=request.actor, report=report, **form.cleaned_data),
        done=f"Đã trả lại {report.unit_name} để sửa.",
        words={
            "heading": "Trả lại báo cáo",
            "effect": "Báo cáo về lại đơn vị; sửa xong đơn vị ký và gửi lại đến đây.",
            "act": "Trả lại",
        },
    )


@require_http_methods(["GET", "POST"])
@requires("reports.lift")
def report_lift(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    need(request, "reports.lift", report)
    form = LiftForm(request.POST or None)
    return _form_page(
        request,
        report,
        form,
        lambda: receiving.lift_lock(actor=request.actor, report=report, **form.cleaned_data),
        done=f"Đã mở khóa cho {report.unit_name}.",
        words={
            "heading": "Mở khóa nhận báo cáo",
            "effect": "Chỉ riêng đơn vị này được gửi sau ngày khóa; báo cáo vẫn ghi là gửi muộn.",
            "act": "Mở khóa",
        },
    )


@require_http_methods(["GET", "POST"])
@requires("reports.exempt")
def report_exempt(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    need(request, "reports.exempt", report)
    form = ReasonForm(request.POST or None)
    return _form_page(
        request,
        report,
        form,
        lambda: receiving.exempt_report(actor=request.actor, report=report, **form.cleaned_data),
        done=f"{report.unit_name} không phải báo cáo đợt này.",
        words={
            "heading": "Không áp dụng cho đơn vị",
            "effect": "Đơn vị không còn nợ báo cáo đợt này và không tính vào tỷ lệ.",
            "act": "Xác nhận",
        },
    )


@require_http_methods(["GET", "POST"])
@requires("reports.record_for_unit")
def report_record(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    need(request, "reports.record_for_unit", report)
    form = RecordForm(request.POST or None, request.FILES or None, report=report)
    return _form_page(
        request,
        report,
        form,
        lambda: _record(request, report, form),
        done=f"Đã ghi nhận thay {report.unit_name}.",
        words={
            "heading": "Ghi nhận thay đơn vị",
            "effect": "Dùng khi đơn vị gửi bản giấy. Đơn vị được báo vào hộp thư để đối chiếu.",
            "act": "Ghi nhận",
        },
    )


def _record(request: HttpRequest, report: OwedReport, form: RecordForm) -> None:
    values = form.cleaned_data
    scan = values["scan"]
    record_report(
        actor=request.actor,  # type: ignore[attr-defined]
        report=report,
        paper=values["paper"],
        day=values["day"],
        written=Written(words=form.words),
        name=scan.name if scan else "",
        content=scan if scan else None,
    )


@require_http_methods(["GET", "POST"])
@requires("reports.correct")
def report_correct(request: HttpRequest, report_id: int) -> HttpResponse:
    """One figure or one heading at a time; old and new both stay on the page."""
    report = find_report(request.actor, report_id)
    need(request, "reports.correct", report)
    error = ""
    if request.method == "POST":
        try:
            with transaction.atomic():
                _correct(request, report)
        except Refusal as refusal:
            error = refusal.message
        else:
            messages.success(request, "Đã đính chính; số cũ, số mới và lý do lưu ở trang báo cáo.")
            return redirect("reports:report_see", report.pk)
    context = {
        "report": report,
        "campaign": report.campaign,
        "figures": report.figures.all(),
        "answers": report.answers.exclude(text="").select_related("heading"),
        "error": error,
        "typed": {name: request.POST.get(name, "") for name in ("what", "new", "reason", "paper")},
    }
    return render(request, "reports/report_correct.html", context, status=422 if error else 200)


def _correct(request: HttpRequest, report: OwedReport) -> None:
    post = request.POST
    what, _dash, key = post.get("what", "").partition("-")
    common: dict[str, Any] = {
        "actor": request.actor,  # type: ignore[attr-defined]
        "report": report,
        "reason": post.get("reason", ""),
        "paper": post.get("paper", ""),
    }
    if what == "so" and key.isdigit():
        figure = get_object_or_404(report.figures, pk=int(key))
        correcting.correct_figure(figure=figure, value=_number(post.get("new", "")), **common)
    elif what == "muc" and key.isdigit():
        answer = get_object_or_404(report.answers.select_related("heading"), pk=int(key))
        correcting.correct_answer(answer=answer, text=post.get("new", ""), **common)
    else:
        raise BadInput("Chọn số liệu hoặc đề mục cần đính chính.")


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text) if text.strip() else None
    except ValueError as error:
        raise BadInput(str(error)) from error
