"""Writing, freezing, issuing, correcting the consolidated report."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import audit
from thidua.base.access import Actor, may, requires
from thidua.base.errors import Refusal
from thidua.core.documents.render import render_docx
from thidua.core.text import format_number, parse_number
from thidua.pages.reports.acting import carried_out
from thidua.pages.reports.finding import find_campaign, find_consolidated, need
from thidua.pages.reports.forms import ConsolidatedForm, PartForm
from thidua.pages.reports.previewing import Data, data_lines
from thidua.pages.reports.views.answering import event_of
from thidua.pages.ui.parts import Ready, Step
from thidua.subjects.papers.content import paper_docx
from thidua.subjects.reports.documents.consolidated import consolidated_document
from thidua.subjects.reports.enums import ConsolidatedState, PartKind
from thidua.subjects.reports.errors import BadInput
from thidua.subjects.reports.models import ConsolidatedReport, ReportBlock, ReportPart
from thidua.subjects.reports.selectors.freezing import figures_on, tables_on
from thidua.subjects.reports.services import composing, freezing
from thidua.subjects.reports.wording import frozen

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LIVE = "so-lieu"  # asks a draft for the figures of today
ROAD = (
    (ConsolidatedState.DRAFT, "Tổng hợp"),
    (ConsolidatedState.FROZEN, "Chốt số liệu"),
    (ConsolidatedState.ISSUED, "Ký, ban hành"),
)


@require_GET
@requires("reports.answers.see")
def consolidated_of(request: HttpRequest, report_id: int) -> HttpResponse:
    """From the paper of a consolidated report to its page."""
    report = get_object_or_404(ConsolidatedReport, pk=report_id)
    find_campaign(request.actor, report.campaign_id)
    return redirect("reports:consolidated_see", report.campaign_id)


@require_GET
@requires("reports.answers.see")
def consolidated_see(request: HttpRequest, campaign_id: int) -> HttpResponse:
    actor = request.actor
    campaign = find_campaign(actor, campaign_id)
    report = ConsolidatedReport.objects.filter(campaign=campaign).select_related("paper").first()
    if report is None:
        context = {"campaign": campaign, "may_compose": may(actor, "reports.compose", campaign)}
        return render(request, "reports/consolidated_empty.html", context)
    report.campaign = campaign
    live = LIVE in request.GET
    return render(request, "reports/consolidated_see.html", _context(actor, report, live))


def _context(actor: Actor, report: ConsolidatedReport, live: bool) -> dict[str, Any]:
    parts = list(
        report.parts.prefetch_related("blocks__excerpt__heading", "blocks__excerpt__source")
    )
    empty = freezing.empty_parts(report) if report.is_draft else []
    data = Data(report, actor.day)
    return {
        "report": report,
        "campaign": report.campaign,
        "parts": [(part, data_lines(data, part, live=live)) for part in parts],
        "hides_data": report.is_draft and not live,
        "kinds": PartKind.choices,
        "tray": report.excerpts.filter(block=None).select_related("heading", "source"),
        "words_parts": [part for part in parts if part.kind == PartKind.WORDS],
        "steps": _steps(report),
        "ready": [Ready(f"Mục “{title}” chưa có nội dung", "miss") for title in empty],
        "form": ConsolidatedForm(
            initial={"subject": report.subject, "recipients": report.recipients}
        ),
        "part_form": PartForm(auto_id="moi_%s"),
        "may_compose": may(actor, "reports.compose", report),
        "edits": report.is_draft and bool(may(actor, "reports.compose", report)),
        "deliveries": report.paper.deliveries.all() if report.paper else (),
        "corrections": report.corrections.select_related("paper"),
        "may_conclude": _may_conclude(actor, report),
        "events": [event_of(event) for event in audit.timeline(report)],
    }  # fmt: skip


def _may_conclude(actor: Actor, report: ConsolidatedReport) -> bool:
    campaign = report.campaign
    waits = report.is_published and report.concluded_on is None
    moves = campaign.movement_id is not None and campaign.kind in ("interim", "final")
    return waits and moves and bool(may(actor, "reports.conclude", report))


def _steps(report: ConsolidatedReport) -> list[Step]:
    states = [state for state, _words in ROAD]
    state = ConsolidatedState.ISSUED if report.is_published else ConsolidatedState(report.state)
    now = states.index(state)
    days = {1: report.frozen_on if now else None, 2: report.issued_on}
    steps = [
        Step(
            words,
            f"{days[i]:%d/%m/%Y}" if days.get(i) else "",
            "done" if i < now or report.is_published else "now" if i == now else "next",
        )
        for i, (_state, words) in enumerate(ROAD)
    ]
    received = report.paper.deliveries.exclude(acknowledged_at=None).count() if report.paper else 0
    sent = report.paper.deliveries.count() if report.paper else 0
    steps.append(Step("Gửi, xác nhận đã nhận", f"{received} / {sent} nơi" if sent else "", "done" if sent else "next"))  # fmt: skip
    return steps


def _back(campaign_id: int, anchor: str = "") -> HttpResponse:
    response = redirect("reports:consolidated_see", campaign_id)
    response["Location"] += f"#{anchor}" if anchor else ""
    return response


@require_POST
@requires("reports.compose")
def consolidated_start(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request.actor, campaign_id)
    carried_out(
        request,
        lambda: composing.start_consolidated(actor=request.actor, campaign=campaign),
        "Đã lập khung báo cáo tổng hợp theo đề cương.",
    )
    return _back(campaign_id)


@require_POST
@requires("reports.compose")
def consolidated_edit(request: HttpRequest, campaign_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    values = {name: request.POST.get(name, "") for name in ("subject", "recipients")}
    carried_out(
        request,
        lambda: composing.edit_consolidated(actor=request.actor, report=report, **values),
        "Đã lưu trích yếu, nơi nhận.",
    )
    return _back(campaign_id)


# Parts


def _part(report: ConsolidatedReport, part_id: int) -> ReportPart:
    return get_object_or_404(report.parts.select_related("report__campaign"), pk=part_id)


@require_POST
@requires("reports.compose")
def part_save(request: HttpRequest, campaign_id: int, part_id: int | None = None) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    part = _part(report, part_id) if part_id else None
    form = PartForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Chưa ghi đề mục hoặc chưa chọn mục gồm gì.")
        return _back(campaign_id)
    made: list[ReportPart] = []
    carried_out(
        request,
        lambda: made.append(
            composing.save_part(
                actor=request.actor, report=report, part=part, values=form.cleaned_data
            )
        ),
        "Đã lưu mục.",
    )
    return _back(campaign_id, f"muc-{made[0].pk}" if made else "")


@require_POST
@requires("reports.compose")
def part_drop(request: HttpRequest, campaign_id: int, part_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    part = _part(report, part_id)
    carried_out(
        request,
        lambda: composing.drop_part(actor=request.actor, report=report, part=part),
        "Đã bỏ mục; đoạn trích trong mục về lại khay.",
    )
    return _back(campaign_id)


@require_POST
@requires("reports.compose")
def part_move(request: HttpRequest, campaign_id: int, part_id: int, way: str) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    part = _part(report, part_id)
    _quietly(
        request,
        lambda: composing.move_part(actor=request.actor, report=report, part=part, up=way == "len"),
    )
    return _back(campaign_id, f"muc-{part_id}")


def _quietly(request: HttpRequest, act: Any) -> None:
    """For small moves: only a refusal is said."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.message)


# Blocks and passages


def _block(report: ConsolidatedReport, block_id: int) -> ReportBlock:
    blocks = ReportBlock.objects.filter(part__report=report)
    return get_object_or_404(blocks.select_related("part__report__campaign"), pk=block_id)


@require_POST
@requires("reports.compose")
def block_add(request: HttpRequest, campaign_id: int, part_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    part = _part(report, part_id)
    text = request.POST.get("text", "")
    _quietly(request, lambda: composing.add_block(actor=request.actor, part=part, text=text))
    return _back(campaign_id, f"muc-{part_id}")


@require_POST
@requires("reports.compose")
def block_save(request: HttpRequest, campaign_id: int, block_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    block = _block(report, block_id)
    revision = request.POST.get("revision", "")
    _quietly(
        request,
        lambda: composing.edit_block(
            actor=request.actor,
            block=block,
            revision=int(revision) if revision.isdigit() else -1,
            text=request.POST.get("text", ""),
        ),
    )
    return _back(campaign_id, f"doan-{block_id}")


@require_POST
@requires("reports.compose")
def block_move(request: HttpRequest, campaign_id: int, block_id: int, way: str) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    block = _block(report, block_id)
    _quietly(
        request, lambda: composing.move_block(actor=request.actor, block=block, up=way == "len")
    )
    return _back(campaign_id, f"doan-{block_id}")


@require_POST
@requires("reports.compose")
def block_drop(request: HttpRequest, campaign_id: int, block_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    block = _block(report, block_id)
    part_id = block.part_id
    _quietly(request, lambda: composing.drop_block(actor=request.actor, block=block))
    return _back(campaign_id, f"muc-{part_id}")


@require_POST
@requires("reports.pick")
def excerpt_drop(request: HttpRequest, campaign_id: int, excerpt_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    excerpt = get_object_or_404(report.excerpts.select_related("report__campaign"), pk=excerpt_id)
    _quietly(request, lambda: composing.drop_excerpt(actor=request.actor, excerpt=excerpt))
    return _back(campaign_id, "khay")


@require_POST
@requires("reports.compose")
def excerpt_place(request: HttpRequest, campaign_id: int, excerpt_id: int) -> HttpResponse:
    """Out of the tray into a part."""
    report = find_consolidated(request.actor, campaign_id)
    excerpt = get_object_or_404(report.excerpts.filter(block=None), pk=excerpt_id)
    target = request.POST.get("part", "")
    part = _part(report, int(target) if target.isdigit() else 0)
    _quietly(
        request,
        lambda: composing.add_block(
            actor=request.actor, part=part, text=excerpt.text, excerpt=excerpt
        ),
    )
    return _back(campaign_id, f"muc-{part.pk}")


# Freezing and after


@require_POST
@requires("reports.freeze")
def consolidated_freeze(request: HttpRequest, campaign_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    carried_out(
        request,
        lambda: freezing.freeze_report(actor=request.actor, report=report),
        "Đã chốt số liệu và soạn văn bản. Mở văn bản để trình ký.",
    )
    return _back(campaign_id)


@require_POST
@requires("reports.freeze")
def consolidated_reopen(request: HttpRequest, campaign_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    reason = request.POST.get("reason", "")
    carried_out(
        request,
        lambda: freezing.reopen_report(actor=request.actor, report=report, reason=reason),
        "Đã mở lại để sửa; số liệu sẽ lấy lại khi chốt lần sau.",
    )
    return _back(campaign_id)


@require_POST
@requires("reports.conclude")
def consolidated_conclude(request: HttpRequest, campaign_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    note = request.POST.get("note", "")
    carried_out(
        request,
        lambda: freezing.conclude_review(actor=request.actor, report=report, note=note),
        "Đã ghi nhận; trạng thái của phong trào đã chuyển.",
    )
    return _back(campaign_id)


@require_GET
@requires("reports.answers.see")
def consolidated_docx(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The paper as it stands; before the freezing a working copy with the figures of today."""
    report = find_consolidated(request.actor, campaign_id)
    if report.is_draft or report.paper is None:
        made = previewed_document(report, request.actor)
    else:
        made = paper_docx(report.paper)
    response = HttpResponse(made, content_type=DOCX)
    name = f"bao-cao-{report.campaign.kind}-{report.campaign_id}.docx"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    return response


def previewed_document(report: ConsolidatedReport, actor: Actor) -> bytes:
    report.figures = [frozen(figure) for figure in figures_on(report.campaign, actor.day)]
    report.tables = tables_on(report.campaign, actor.day)
    return render_docx(consolidated_document(report, actor.day))


@require_http_methods(["GET", "POST"])
@requires("reports.correct_issued")
def consolidated_correct(request: HttpRequest, campaign_id: int) -> HttpResponse:
    report = find_consolidated(request.actor, campaign_id)
    need(request, "reports.correct_issued", report)
    error = ""
    if request.method == "POST":
        try:
            correction = freezing.correct_figures(
                actor=request.actor,
                report=report,
                values=_values(request, report),
                reason=request.POST.get("reason", ""),
            )
        except Refusal as refusal:
            error = refusal.message
        else:
            messages.success(request, "Đã soạn công văn đính chính kèm phụ lục. Trình ký để có hiệu lực.")  # fmt: skip
            return redirect("papers:paper_see", correction.paper_id)
    now = freezing.current_values(report)
    context = {
        "report": report,
        "campaign": report.campaign,
        "lines": [
            (line, _shown(now[line["key"]]), request.POST.get(f"v-{line['key']}"))
            for line in report.figures
        ],
        "error": error,
        "reason": request.POST.get("reason", ""),
    }
    return render(
        request, "reports/consolidated_correct.html", context, status=422 if error else 200
    )


def _shown(value: str | None) -> str:
    return "" if value is None else format_number(Decimal(value))


def _values(request: HttpRequest, report: ConsolidatedReport) -> dict[str, Decimal | None]:
    """Only what was typed; a field left as it was changes nothing."""
    found: dict[str, Decimal | None] = {}
    for line in report.figures:
        text = request.POST.get(f"v-{line['key']}")
        if text is None:
            continue
        try:
            found[line["key"]] = parse_number(text) if text.strip() else None
        except ValueError as error:
            raise BadInput(f"{line['label']}: {error}") from error
    return found
