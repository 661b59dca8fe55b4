"""The report of a unit without a line, typed in by the office from the signed paper."""

from datetime import date
from typing import BinaryIO

from django.db import transaction

from thidua.base import audit, files, outbox
from thidua.base.access import Actor, require
from thidua.core.text import format_date
from thidua.subjects.movements.services.delivering import WHO_TAKES_UP
from thidua.subjects.reports.enums import NOT_RECEIVED, ReportState
from thidua.subjects.reports.errors import BadInput, WrongState
from thidua.subjects.reports.models import OwedReport
from thidua.subjects.reports.services.changing import move_report
from thidua.subjects.reports.services.drafting import Written, fill_figures, write_answers
from thidua.subjects.reports.services.owing import report_url


@transaction.atomic
def record_report(
    *,
    actor: Actor,
    report: OwedReport,
    paper: str,
    day: date,
    written: Written,
    name: str = "",
    content: bytes | BinaryIO | None = None,
) -> OwedReport:
    """Straight to accepted, with the scanned paper behind it; the unit is told.

    Figures are those the system knows; those of the paper that differ are corrected on the record.
    """
    require(actor, "reports.record_for_unit", report)
    _check(report, paper, day, actor.day)
    stored = (
        files.store(actor=actor, name=name, content=content, purpose="paper")
        if content is not None
        else None
    )
    before = report.state
    if not report.figures.exists():
        fill_figures(report, actor.day)
    write_answers(report, written, {heading.pk for heading in report.campaign.headings.all()})
    move_report(
        report,
        expected=NOT_RECEIVED,
        to=ReportState.ACCEPTED,
        figures_day=report.figures_day or actor.day,
        sent_on=day,
        first_sent_on=report.first_sent_on or day,
        opened_on=actor.day,
        opened_by=actor.signature[:300],
        accepted_on=actor.day,
        recorded_paper=paper.strip(),
        recorded_file=stored,
    )
    _tell(report, actor)
    audit.record(
        actor,
        "reports.record_for_unit",
        report,
        before={"state": before},
        after={"state": ReportState.ACCEPTED, "day": day, "file": stored.sha256 if stored else ""},
        paper=paper.strip(),
    )
    return report


def _check(report: OwedReport, paper: str, day: date, today: date) -> None:
    if not report.campaign.is_open:
        raise WrongState("Đợt báo cáo đã kết thúc hoặc đã hủy: không ghi nhận thay được.")
    if report.state == ReportState.SIGNING:
        raise WrongState(
            f"{report.unit_name} đang trình ký báo cáo trong hệ thống: chờ đơn vị gửi, hoặc đề nghị "
            "đơn vị rút văn bản về."
        )
    if not paper.strip():
        raise BadInput("Cần ghi số, ngày báo cáo bản giấy của đơn vị.")
    if day > today:
        raise BadInput("Ngày báo cáo bản giấy không thể sau hôm nay.")
    opened = report.campaign.opened_on
    if opened and day < opened:
        raise BadInput(f"Ngày báo cáo bản giấy trước ngày mở đợt báo cáo {format_date(opened)}.")


def _tell(report: OwedReport, actor: Actor) -> None:
    outbox.notify(
        to_unit=report.organization_id,
        roles=WHO_TAKES_UP,
        subject=f"Đã ghi nhận thay báo cáo: {report.campaign.name}",
        body=(
            f"{actor.unit_name or 'Cơ quan thu báo cáo'} đã ghi nhận thay {report.unit_name} theo "
            f"{report.recorded_paper}. Có điểm nào chưa đúng, đề nghị báo lại."
        ),
        url=report_url(report),
        kind="report",
        key=f"report-recorded:{report.pk}",
    )
