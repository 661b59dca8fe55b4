"""The unit's side: a draft with figures filled, words typed, signed by the head, sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from django.db import transaction

from thidua.base import audit, files, registries
from thidua.base.access import Actor, require
from thidua.base.numbering.models import Mode
from thidua.base.registries import Figure, FigureScope
from thidua.core.text import fold
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.selectors.numbers import mode_of
from thidua.subjects.papers.services import (
    create_paper,
    issue_paper,
    number_paper,
    recall_paper,
    revise_paper,
    sign_paper,
    submit_paper,
)
from thidua.subjects.reports.documents.unit_report import unit_document
from thidua.subjects.reports.enums import HeadingKind, ReportState
from thidua.subjects.reports.errors import BadInput, NotReady, WrongState
from thidua.subjects.reports.models import Answer, Attachment, OwedReport, ReportFigure
from thidua.subjects.reports.selectors.readiness import missing, submit_checks
from thidua.subjects.reports.services.changing import move_report, touch_report

ABOUT = "reports.OwedReport"
TYPED_STATES = (ReportState.DRAFT, ReportState.RETURNED)
MOST_WORDS = 60_000  # letters under one heading: some twenty pages


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed on the page; a heading or figure that is not named stays as it was."""

    words: Mapping[int, str] = field(default_factory=dict)  # by heading
    rows: Mapping[int, Sequence[Sequence[str]]] = field(default_factory=dict)
    values: Mapping[int, Decimal | None] = field(default_factory=dict)  # by figure
    reasons: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def start_report(*, actor: Actor, report: OwedReport) -> OwedReport:
    """Owed → draft, with every figure that the system knows already filled in."""
    require(actor, "reports.fill", report)
    _need_running(report, actor.day)
    move_report(report, expected=[ReportState.OWED], to=ReportState.DRAFT, figures_day=actor.day)
    fill_figures(report, actor.day)
    audit.record(actor, "reports.start", report, before={"state": "owed"}, after={"state": "draft"})
    return report


def _need_running(report: OwedReport, day: date) -> None:
    if not report.campaign.is_open:
        raise WrongState(
            f"Đợt báo cáo “{report.campaign.get_state_display()}”: không soạn, gửi báo cáo được nữa."
        )
    if report.is_locked_on(day):
        raise WrongState(
            "Đã khóa nhận báo cáo. Đề nghị cơ quan thu báo cáo mở khóa, nêu rõ lý do gửi muộn."
        )


def figures_of(report: OwedReport, day: date) -> list[Figure]:
    """What all subjects know of the unit in the period, as of the day."""
    campaign = report.campaign
    scope = FigureScope(report.organization_id, campaign.since, campaign.until, day)
    return registries.figures.collect(scope)


def fill_figures(report: OwedReport, day: date) -> None:
    known = figures_of(report, day)
    headings = report.campaign.headings.filter(kind=HeadingKind.FIGURES)
    ReportFigure.objects.bulk_create(
        filled_line(report, heading.pk, place, figure)
        for heading in headings
        for place, figure in enumerate(_wanted(known, heading.figures), 1)
    )


def _wanted(known: Sequence[Figure], keys: Sequence[str]) -> list[Figure]:
    return [figure for figure in known if not keys or figure.key in keys]


def filled_line(report: OwedReport, heading_id: int, place: int, figure: Figure) -> ReportFigure:
    value = None if figure.value is None else Decimal(figure.value)
    return ReportFigure(
        report=report,
        heading_id=heading_id,
        position=place,
        key=figure.key,
        label=figure.label[:300],
        unit=figure.unit[:60],
        group=figure.group[:100],
        filled=value,
        value=value,
        whole=None if figure.whole is None else Decimal(figure.whole),
        url=figure.url[:300],
        note=figure.note[:500],
        is_sample=figure.is_sample,
    )


@transaction.atomic
def refresh_figures(*, actor: Actor, report: OwedReport) -> int:
    """Take the figures again as of today; what the unit has changed keeps its value and reason."""
    require(actor, "reports.fill", report)
    _need_running(report, actor.day)
    touch_report(report, None, TYPED_STATES)
    known = {figure.key: figure for figure in figures_of(report, actor.day)}
    lines = list(report.figures.all())
    moved = [line for line in lines if _refresh(line, known.get(line.key))]
    fields = ["filled", "value", "whole", "note", "is_sample"]
    ReportFigure.objects.bulk_update(moved, fields)
    OwedReport.objects.filter(pk=report.pk).update(figures_day=actor.day)
    audit.record(
        actor, "reports.refresh_figures", report, after={"changed": [one.label for one in moved]}
    )
    return len(moved)


def _refresh(line: ReportFigure, figure: Figure | None) -> bool:
    fresh = None if figure is None or figure.value is None else Decimal(figure.value)
    whole = None if figure is None or figure.whole is None else Decimal(figure.whole)
    if fresh == line.filled and whole == line.whole:
        return False
    if not line.is_changed:
        line.value = fresh
    line.filled, line.whole = fresh, whole
    if figure is not None:
        line.note, line.is_sample = figure.note[:500], figure.is_sample
    return True


@transaction.atomic
def save_report(
    *, actor: Actor, report: OwedReport, revision: int | None, written: Written
) -> OwedReport:
    """Keep what was typed; a draft can always be saved, only sending is strict."""
    require(actor, "reports.fill", report)
    _check_length(written)
    touch_report(report, revision, TYPED_STATES)
    headings = {heading.pk for heading in report.campaign.headings.all()}
    write_answers(report, written, headings)
    changed = _write_figures(report, written)
    audit.record(
        actor,
        "reports.save",
        report,
        after={"headings": len(written.words) + len(written.rows), "figures": changed},
    )
    return report


def _check_length(written: Written) -> None:
    if any(len(text) > MOST_WORDS for text in written.words.values()):
        raise BadInput(
            "Một đề mục dài quá 60.000 chữ: rút gọn, phần chi tiết gửi ở tài liệu kèm theo."
        )


def write_answers(report: OwedReport, written: Written, headings: set[int]) -> None:
    rows = [
        Answer(report=report, heading_id=pk, text=text.strip(), text_key=fold(text))
        for pk, text in written.words.items()
        if pk in headings
    ]
    rows += [
        Answer(report=report, heading_id=pk, rows=[list(row) for row in lines])
        for pk, lines in written.rows.items()
        if pk in headings
    ]
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["report", "heading"],
        update_fields=["text", "text_key", "rows"],
    )


def _write_figures(report: OwedReport, written: Written) -> list[str]:
    """Gives the labels of those whose value or reason was changed."""
    lines = []
    for line in report.figures.all():
        before = (line.value, line.reason)
        if line.pk in written.values:
            line.value = written.values[line.pk]
        line.reason = (
            written.reasons.get(line.pk, line.reason).strip()[:500] if line.is_changed else ""
        )
        if (line.value, line.reason) != before:
            lines.append(line)
    ReportFigure.objects.bulk_update(lines, ["value", "reason"])
    return [line.label for line in lines]


@transaction.atomic
def attach_file(
    *, actor: Actor, report: OwedReport, title: str, name: str, content: bytes | BinaryIO
) -> Attachment:
    require(actor, "reports.fill", report)
    touch_report(report, None, TYPED_STATES)
    stored = files.store(actor=actor, name=name, content=content, purpose="paper")
    attachment = Attachment.objects.create(
        report=report, file=stored, title=title.strip() or stored.name, added_by=actor.signature
    )
    audit.record(
        actor, "reports.attach", report, after={"name": attachment.title, "sha256": stored.sha256}
    )
    return attachment


@transaction.atomic
def detach_file(*, actor: Actor, report: OwedReport, attachment: Attachment) -> None:
    require(actor, "reports.fill", report)
    touch_report(report, None, TYPED_STATES)
    title = attachment.title
    attachment.delete()
    audit.record(actor, "reports.detach", report, before={"name": title})


@transaction.atomic
def submit_report(*, actor: Actor, report: OwedReport) -> OwedReport:
    """Write the report as an official paper and hand it to the head of the unit."""
    require(actor, "reports.submit", report)
    _need_running(report, actor.day)
    if lacking := missing(submit_checks(report, actor.day)):
        raise NotReady(lacking)
    before = report.state
    move_report(report, expected=TYPED_STATES, to=ReportState.SIGNING)
    paper = _write_paper(actor, report)
    submit_paper(actor=actor, paper_id=paper.pk)
    audit.record(
        actor,
        "reports.submit",
        report,
        before={"state": before},
        after={"state": ReportState.SIGNING},
        paper=str(paper),
    )
    return report


def _write_paper(actor: Actor, report: OwedReport) -> Paper:
    """The draft paper anew; after a return the old one stays issued and a new one is written."""
    document = unit_document(report, actor.day)
    if report.paper is not None and report.paper.state == PaperState.DRAFT:
        return revise_paper(
            actor=actor,
            paper_id=report.paper.pk,
            revision=report.paper.revision,
            document=document,
        )
    paper = create_paper(
        actor=actor,
        unit_id=report.organization_id,
        kind=document.kind,
        document=document,
        about=f"{ABOUT}:{report.pk}",
    )
    OwedReport.objects.filter(pk=report.pk).update(paper=paper)
    report.refresh_from_db()
    return paper


@transaction.atomic
def sign_and_send(*, actor: Actor, report: OwedReport, note: str = "") -> OwedReport:
    """The head's one act: sign, number, issue; the issue of the paper sends the report.

    Where the unit's numbers come from its own document system, only the signature is given and
    the clerk records the number on the paper's page.
    """
    require(actor, "reports.sign_and_send", report)
    _need_running(report, actor.day)
    if report.state != ReportState.SIGNING or report.paper is None:
        raise WrongState("Báo cáo chưa được trình ký, hoặc đã ký xong.")
    sign_paper(actor=actor, paper_id=report.paper.pk, note=note)
    paper = Paper.objects.get(pk=report.paper.pk)
    if mode_of(paper) == Mode.GIVEN:
        number_paper(actor=actor, paper_id=paper.pk)
        issue_paper(actor=actor, paper_id=paper.pk)
    report.refresh_from_db()
    audit.record(
        actor,
        "reports.sign_and_send",
        report,
        before={"state": ReportState.SIGNING},
        after={"state": report.state},
        reason=note,
    )
    return report


@transaction.atomic
def recall_report(*, actor: Actor, report: OwedReport, reason: str) -> OwedReport:
    """Sent → draft, as long as the office has not opened it; the issued paper is called back."""
    require(actor, "reports.recall", report)
    if not reason.strip():
        raise BadInput("Cần ghi lý do rút báo cáo.")
    if report.state != ReportState.SENT or report.opened_on is not None or report.paper is None:
        raise WrongState(
            "Chỉ rút được báo cáo đã gửi mà nơi nhận chưa mở. Đề nghị nơi nhận trả lại để sửa."
        )
    recall_paper(actor=actor, paper_id=report.paper.pk, reason=reason)
    report.refresh_from_db()
    audit.record(
        actor,
        "reports.recall",
        report,
        before={"state": ReportState.SENT},
        after={"state": report.state},
        reason=reason,
    )
    return report
