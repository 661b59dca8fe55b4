"""The unit's side: see what is owed, write, attach, submit, sign, send, recall."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import audit, files
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.base.parameters import calendar
from thidua.core.periods import words_for_due
from thidua.pages.papers.views.papers import when_of
from thidua.pages.reports.acting import carried_out
from thidua.pages.reports.finding import find_report, need
from thidua.pages.reports.forms import AttachForm
from thidua.pages.reports.report_form import ReportForm
from thidua.pages.ui.parts import Event, Ready, Step
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.papers.models import Paper
from thidua.subjects.reports.enums import ReportState
from thidua.subjects.reports.models import OwedReport
from thidua.subjects.reports.permissions import answers, asks
from thidua.subjects.reports.selectors.readiness import submit_checks
from thidua.subjects.reports.services import drafting
from thidua.subjects.reports.services.receiving import mark_opened

ROAD = ("Được giao", "Soạn", "Trình ký", "Gửi", "Ghi nhận")
VERBS = ("fill", "submit", "sign_and_send", "recall", "accept", "return", "lift", "exempt",
         "record_for_unit", "correct")  # fmt: skip


@require_GET
@signed_in
def report_see(request: HttpRequest, report_id: int) -> HttpResponse:
    actor = request.actor
    report = find_report(actor, report_id)
    if report.state == ReportState.SENT and report.opened_on is None and asks(actor, report):
        request.after_answer.append(lambda: mark_opened(actor, report))
    return render(request, "reports/report_see.html", _context(actor, report))


def _context(actor: Actor, report: OwedReport) -> dict[str, Any]:
    day = actor.day
    is_owner = answers(actor, report) and not actor.is_system
    open_here = report.campaign.is_open and not report.is_received
    checks = submit_checks(report, day) if is_owner and open_here and report.state != "owed" else []
    return {
        "report": report,
        "campaign": report.campaign,
        "fields": ReportForm(report).fields() if report.figures_day else [],
        "steps": steps_of(report),
        "due_words": words_for_due(report.due_on, day, calendar(day)) if open_here else "",
        "ready": [_ready(report, check) for check in checks],
        "lacking": any(check.binding and not check.met for check in checks),
        "is_owner": is_owner,
        "collects": asks(actor, report),
        "can": {verb: may(actor, f"reports.{verb}", report) for verb in VERBS},
        "locked": report.is_locked_on(day),
        "late": report.is_late_on(day),
        "attachments": report.attachments.select_related("file"),
        "attach": AttachForm(),
        "corrections": report.corrections.all(),
        "earlier_papers": _earlier_papers(report),
        "events": [event_of(event) for event in audit.timeline(report)],
    }


def _ready(report: OwedReport, check: Any) -> Ready:
    state = "met" if check.met else "miss" if check.binding else "wait"
    url = f"/bao-cao/{report.pk}/soan/#{check.anchor}" if check.anchor and not check.met else ""
    return Ready(check.words, state, url, "Sửa" if url else "")


def _earlier_papers(report: OwedReport) -> list[Paper]:
    sent = Paper.objects.about(f"{drafting.ABOUT}:{report.pk}").published()  # type: ignore[attr-defined]
    return list(sent.exclude(pk=report.paper_id))


# Which step of the road waits, by state; the steps before it are done.
WAITS = {
    ReportState.OWED: 1,
    ReportState.DRAFT: 1,
    ReportState.RETURNED: 1,
    ReportState.SIGNING: 2,
    ReportState.SENT: 4,
    ReportState.ACCEPTED: 5,
}


def steps_of(report: OwedReport) -> list[Step]:
    if report.state == ReportState.EXEMPT:
        return []
    waits = WAITS[ReportState(report.state)]
    here = "back" if report.state == ReportState.RETURNED else "now"
    notes = {
        0: f"hạn {report.due_on:%d/%m/%Y}",
        3: f"{report.sent_on:%d/%m/%Y}" if report.sent_on else "",
        4: f"{report.accepted_on:%d/%m/%Y}" if report.accepted_on else "",
    }
    return [
        Step(words, notes.get(i, ""), "done" if i < waits else here if i == waits else "next")
        for i, words in enumerate(ROAD)
    ]


def event_of(event: Any) -> Event:
    reason = f". {event.reason}" if event.reason else ""
    tone = "warn" if event.verb in ("reports.return", "reports.recall") else ""
    return Event(when_of(event), verb_words(event.verb) + reason, event.signature, event.paper, tone=tone)  # fmt: skip


@require_POST
@requires("reports.fill")
def report_start(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    if carried_out(
        request,
        lambda: drafting.start_report(actor=request.actor, report=report),
        "Đã điền sẵn số liệu. Viết phần nhận xét rồi trình ký.",
    ):
        return redirect("reports:report_edit", report.pk)
    return redirect("reports:report_see", report.pk)


@require_http_methods(["GET", "POST"])
@requires("reports.fill")
def report_edit(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    need(request, "reports.fill", report)
    if report.state not in drafting.TYPED_STATES:
        return redirect("reports:report_see", report.pk)
    form = ReportForm(report, request.POST if request.method == "POST" else None)
    stale = ""
    if request.method == "POST" and form.is_valid:
        try:
            drafting.save_report(
                actor=request.actor, report=report, revision=form.revision, written=form.written
            )
        except Refusal as refusal:
            stale = refusal.message
        else:
            return _saved(request, report)
    context = {
        "report": report,
        "campaign": report.campaign,
        "fields": form.fields(),
        "errors": form.errors,
        "stale": stale,
    }
    status = 422 if form.errors or stale else 200
    return render(request, "reports/report_edit.html", context, status=status)


def _saved(request: HttpRequest, report: OwedReport) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    messages.success(request, "Đã lưu dự thảo báo cáo.")
    name = "report_see" if request.POST.get("do") == "close" else "report_edit"
    return redirect(f"reports:{name}", report.pk)


def _act(request: HttpRequest, report: OwedReport, act: Any, done: str) -> HttpResponse:
    carried_out(request, act, done)
    return redirect("reports:report_see", report.pk)


@require_POST
@requires("reports.fill")
def figures_refresh(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    carried_out(
        request,
        lambda: drafting.refresh_figures(actor=request.actor, report=report),
        "Đã lấy lại số liệu đến hôm nay; số đơn vị đã sửa được giữ nguyên.",
    )
    return redirect("reports:report_edit", report.pk)


@require_POST
@requires("reports.fill")
def file_attach(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Chưa chọn tệp để đính kèm.")
        return redirect("reports:report_see", report.pk)
    given = form.cleaned_data["file"]
    return _act(
        request,
        report,
        lambda: drafting.attach_file(
            actor=request.actor,
            report=report,
            title=form.cleaned_data["title"],
            name=given.name,
            content=given,
        ),
        "Đã đính kèm tài liệu.",
    )


@require_GET
@signed_in
def file_see(request: HttpRequest, report_id: int, attachment_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    attachment = get_object_or_404(report.attachments.select_related("file"), pk=attachment_id)
    return files.serve(attachment.file, inline=True)  # type: ignore[return-value]


@require_GET
@signed_in
def recorded_file(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    if report.recorded_file is None:
        raise Http404("Báo cáo này không có bản quét.")
    return files.serve(report.recorded_file, inline=True)  # type: ignore[return-value]


@require_POST
@requires("reports.fill")
def file_detach(request: HttpRequest, report_id: int, attachment_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    attachment = get_object_or_404(report.attachments, pk=attachment_id)
    return _act(
        request,
        report,
        lambda: drafting.detach_file(actor=request.actor, report=report, attachment=attachment),
        "Đã bỏ tài liệu.",
    )


@require_POST
@requires("reports.submit")
def report_submit(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    return _act(
        request,
        report,
        lambda: drafting.submit_report(actor=request.actor, report=report),
        "Đã trình thủ trưởng ký báo cáo.",
    )


@require_POST
@requires("reports.sign_and_send")
def report_sign(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    if carried_out(
        request,
        lambda: drafting.sign_and_send(
            actor=request.actor, report=report, note=request.POST.get("note", "")
        ),
        "Đã ký báo cáo.",
    ):
        sent = report.state == ReportState.SENT
        words = "Báo cáo đã gửi đến cơ quan thu báo cáo." if sent else "Văn thư nhập số đã cấp ở trang văn bản rồi ban hành để gửi."  # fmt: skip
        messages.info(request, words)
    return redirect("reports:report_see", report.pk)


@require_POST
@requires("reports.recall")
def report_recall(request: HttpRequest, report_id: int) -> HttpResponse:
    report = find_report(request.actor, report_id)
    reason = request.POST.get("reason", "")
    return _act(
        request,
        report,
        lambda: drafting.recall_report(actor=request.actor, report=report, reason=reason),
        "Đã rút báo cáo về dự thảo.",
    )
