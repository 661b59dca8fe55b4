"""Freezing the figures, opening again, concluding the movement, correcting what was issued."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.movements.enums import State
from thidua.subjects.movements.services.launching import (
    close_movement,
    record_interim_review,
    start_closing,
)
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper, revise_paper
from thidua.subjects.reports.documents.consolidated import (
    consolidated_document,
    correction_letter,
)
from thidua.subjects.reports.enums import CampaignKind, ConsolidatedState, PartKind
from thidua.subjects.reports.errors import BadInput, NotReady, WrongState
from thidua.subjects.reports.models import ConsolidatedReport, FigureCorrection
from thidua.subjects.reports.selectors.freezing import figures_on, tables_on
from thidua.subjects.reports.services.changing import move_consolidated
from thidua.subjects.reports.wording import frozen, number_of

ABOUT = "reports.ConsolidatedReport"
CORRECTION = "reports.FigureCorrection"
NOT_BEGUN = (PaperState.DRAFT, PaperState.DISCARDED, PaperState.RECALLED)


def empty_parts(report: ConsolidatedReport) -> list[str]:
    """Parts of words that nobody has written in."""
    words = report.parts.filter(kind=PartKind.WORDS, blocks__isnull=True)
    return list(words.values_list("title", flat=True))


@transaction.atomic
def freeze_report(*, actor: Actor, report: ConsolidatedReport) -> ConsolidatedReport:
    """Draft → frozen: the boards' figures of this day are kept, and the paper is written."""
    require(actor, "reports.freeze", report)
    if empty := empty_parts(report):
        raise NotReady([f"mục “{title}” chưa có nội dung" for title in empty])
    campaign, day = report.campaign, actor.day
    move_consolidated(
        report,
        expected=[ConsolidatedState.DRAFT],
        to=ConsolidatedState.FROZEN,
        frozen_on=day,
        figures=[frozen(figure) for figure in figures_on(campaign, day)],
        tables=tables_on(campaign, day),
    )
    paper = _write_paper(actor, report)
    audit.record(
        actor,
        "reports.freeze",
        report,
        before={"state": ConsolidatedState.DRAFT},
        after={"state": ConsolidatedState.FROZEN, "figures": len(report.figures), "day": day},
        paper=str(paper),
    )
    return report


def _write_paper(actor: Actor, report: ConsolidatedReport) -> Paper:
    document = consolidated_document(report, actor.day)
    if report.paper is not None and report.paper.state == PaperState.DRAFT:
        return revise_paper(
            actor=actor, paper_id=report.paper.pk, revision=report.paper.revision, document=document
        )
    paper = create_paper(
        actor=actor,
        unit_id=report.unit_id,
        kind=document.kind,
        document=document,
        about=f"{ABOUT}:{report.pk}",
    )
    ConsolidatedReport.objects.filter(pk=report.pk).update(paper=paper)
    report.refresh_from_db()
    return paper


@transaction.atomic
def reopen_report(*, actor: Actor, report: ConsolidatedReport, reason: str) -> ConsolidatedReport:
    """Frozen → draft while the paper has not begun its way; figures are taken anew next time."""
    require(actor, "reports.freeze", report)
    if not reason.strip():
        raise BadInput("Cần ghi lý do mở lại báo cáo đã chốt số liệu.")
    if report.paper is not None and report.paper.state not in NOT_BEGUN:
        raise WrongState(
            f"Văn bản của báo cáo đang ở bước “{report.paper.get_state_display()}”: rút văn bản về "
            "hoặc đề nghị người đang giữ trả lại trước."
        )
    move_consolidated(report, expected=[ConsolidatedState.FROZEN], to=ConsolidatedState.DRAFT)
    audit.record(
        actor,
        "reports.reopen",
        report,
        before={"state": ConsolidatedState.FROZEN, "frozen_on": report.frozen_on},
        after={"state": ConsolidatedState.DRAFT},
        reason=reason,
    )
    return report


@transaction.atomic
def conclude_review(*, actor: Actor, report: ConsolidatedReport, note: str) -> ConsolidatedReport:
    """The issued report moves its movement: interim → reviewed, final → closed."""
    require(actor, "reports.conclude", report)
    campaign, movement = report.campaign, report.campaign.movement
    if not report.is_published or movement is None:
        raise WrongState("Báo cáo tổng hợp chưa ban hành, hoặc không thuộc phong trào nào.")
    words = f"{note.strip()} ({report.paper})".strip()
    if campaign.kind == CampaignKind.INTERIM:
        record_interim_review(actor=actor, movement=movement, note=words)
    elif campaign.kind == CampaignKind.FINAL:
        if movement.state != State.CLOSING:
            start_closing(actor=actor, movement=movement, note=words)
        close_movement(actor=actor, movement=movement, note=words)
    else:
        raise WrongState("Báo cáo chuyên đề không chuyển trạng thái của phong trào.")
    ConsolidatedReport.objects.filter(pk=report.pk).update(concluded_on=actor.day)
    report.refresh_from_db()
    audit.record(actor, "reports.conclude", report, after={"movement": movement.state}, reason=note)
    return report


@transaction.atomic
def correct_figures(
    *,
    actor: Actor,
    report: ConsolidatedReport,
    values: Mapping[str, Decimal | None],
    reason: str,
) -> FigureCorrection:
    """A letter with an annex, old beside new; in force when it is issued. What was frozen stays."""
    require(actor, "reports.correct_issued", report)
    if not report.is_published:
        raise WrongState("Báo cáo chưa ban hành: mở lại để sửa, không cần đính chính.")
    if not reason.strip():
        raise BadInput("Cần ghi lý do đính chính.")
    if (
        report.corrections.filter(in_force_on=None)
        .exclude(paper__state=PaperState.DISCARDED)
        .exists()
    ):
        raise WrongState("Đã có dự thảo đính chính đang soạn: ban hành hoặc bỏ dự thảo ấy trước.")
    lines = _changed_lines(report, values)
    if not lines:
        raise BadInput("Chưa đổi số liệu nào.")
    document = correction_letter(report, lines, reason.strip(), actor.day)
    paper = create_paper(actor=actor, unit_id=report.unit_id, kind=document.kind, document=document)
    correction = FigureCorrection.objects.create(
        report=report, paper=paper, reason=reason.strip(), lines=lines, day=actor.day,
        made_by=actor.signature[:300],
    )  # fmt: skip
    Paper.objects.filter(pk=paper.pk).update(about=f"{CORRECTION}:{correction.pk}")
    audit.record(
        actor,
        "reports.correct_issued",
        report,
        before={line["label"]: line["old"] for line in lines},
        after={line["label"]: line["new"] for line in lines},
        reason=reason,
        paper=str(paper),
    )
    return correction


def current_values(report: ConsolidatedReport) -> dict[str, str | None]:
    """The frozen figures with every correction in force laid over them."""
    values = {line["key"]: line["value"] for line in report.figures}
    for correction in report.corrections.filter(in_force_on__isnull=False):
        values |= {line["key"]: line["new"] for line in correction.lines}
    return values


def _changed_lines(
    report: ConsolidatedReport, values: Mapping[str, Decimal | None]
) -> list[dict[str, Any]]:
    now = current_values(report)
    return [
        {
            "key": line["key"],
            "label": line["label"],
            "unit": line["unit"],
            "old": now[line["key"]],
            "new": None if values[line["key"]] is None else str(values[line["key"]]),
        }
        for line in report.figures
        if line["key"] in values and number_of(now[line["key"]]) != values[line["key"]]
    ]
