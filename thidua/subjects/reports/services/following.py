"""Reports follow the papers they stand on (registries.paper_followers)."""

from typing import Any

from django.utils import timezone

from thidua.base import outbox
from thidua.base.access import PROVINCE_DESK, Role
from thidua.core.text import format_date
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.papers.enums import PaperState, Purpose
from thidua.subjects.papers.models import Paper, PaperDelivery
from thidua.subjects.reports.documents.consolidated import data_in, data_of
from thidua.subjects.reports.enums import ConsolidatedState, ReportState
from thidua.subjects.reports.errors import WrongState
from thidua.subjects.reports.models import (
    ConsolidatedReport,
    FigureCorrection,
    OwedReport,
    ReportCampaign,
)
from thidua.subjects.reports.services.changing import move_report
from thidua.subjects.reports.services.owing import report_url


def follow_paper(paper: Paper) -> None:
    thing, _colon, key = paper.about.partition(":")
    follow = FOLLOWERS.get(thing)
    if follow is not None and key.isdigit():
        follow(paper, int(key))


# A unit's report


def _follow_report(paper: Paper, report_id: int) -> None:
    report = (
        OwedReport.objects.filter(pk=report_id, paper_id=paper.pk)
        .select_related("campaign")
        .first()
    )
    if report is None:
        return
    if paper.state == PaperState.DRAFT:
        OwedReport.objects.filter(pk=report.pk, state=ReportState.SIGNING).update(
            state=ReportState.DRAFT
        )
    elif paper.state == PaperState.ISSUED and report.state == ReportState.SIGNING:
        _receive(report, paper)
    elif paper.state == PaperState.RECALLED and report.state == ReportState.SENT:
        move_report(
            report, expected=[ReportState.SENT], to=ReportState.DRAFT, sent_on=None,
            first_sent_on=None if not report.returns else report.first_sent_on,
        )  # fmt: skip


def _receive(report: OwedReport, paper: Paper) -> None:
    """The issue of the paper is the sending: the day on it decides whether it came in time."""
    day = paper.issued_on
    assert day is not None  # issued papers have their day
    if not report.campaign.is_open or report.is_locked_on(day):
        raise WrongState(
            "Đợt báo cáo đã khóa: không ban hành để gửi được. Đề nghị cơ quan thu báo cáo mở khóa."
        )
    move_report(
        report,
        expected=[ReportState.SIGNING],
        to=ReportState.SENT,
        sent_on=day,
        first_sent_on=report.first_sent_on or day,
        opened_on=None,
        opened_by="",
    )
    PaperDelivery.objects.get_or_create(
        paper=paper,
        recipient_id=report.campaign.unit_id,
        defaults={
            "name": _superior_name(report.campaign),
            "purpose": Purpose.REPORT,
            "sent_on": day,
            "delivered_at": timezone.now(),
        },
    )
    tell_office(
        report.campaign,
        subject=f"Báo cáo đến: {report.unit_name}",
        body=f"{report.unit_name} đã gửi “{report.campaign.name}” ngày {format_date(day)}.",
        url=report_url(report),
        key=f"report-sent:{report.pk}:{paper.pk}",
    )


def _superior_name(campaign: ReportCampaign) -> str:
    return names_on([campaign.unit_id], campaign.due_on)[campaign.unit_id]


def tell_office(campaign: ReportCampaign, **message: Any) -> None:
    """Those who collect: the desk for the province, else the clerks of the unit that asks."""
    unit = None if campaign.for_province else campaign.unit_id
    roles = (
        tuple(PROVINCE_DESK - {Role.RECEIVING_CLERK})
        if campaign.for_province
        else (Role.UNIT_CLERK, Role.UNIT_HEAD)
    )
    outbox.notify(to_unit=unit, roles=roles, kind="report", **message)


# The consolidated report


def _follow_consolidated(paper: Paper, report_id: int) -> None:
    report = ConsolidatedReport.objects.filter(pk=report_id, paper_id=paper.pk).first()
    if report is None:
        return
    if paper.state in (PaperState.SUBMITTED, PaperState.SIGNED):
        _check_same_figures(report, paper)
    elif paper.state == PaperState.ISSUED:
        ConsolidatedReport.objects.filter(pk=report.pk, state=ConsolidatedState.FROZEN).update(
            state=ConsolidatedState.ISSUED, issued_on=paper.issued_on
        )
    elif paper.state == PaperState.RECALLED:
        ConsolidatedReport.objects.filter(pk=report.pk, state=ConsolidatedState.ISSUED).update(
            state=ConsolidatedState.FROZEN, issued_on=None
        )


def _check_same_figures(report: ConsolidatedReport, paper: Paper) -> None:
    """Words may be polished on the paper; its tables and charts are those that were frozen."""
    if data_in(paper) != data_of(report):
        raise WrongState(
            "Bảng hoặc biểu đồ trong văn bản khác số liệu đã chốt của báo cáo. Khôi phục số liệu, "
            "hoặc mở lại báo cáo tổng hợp để chốt lại."
        )


def _follow_correction(paper: Paper, correction_id: int) -> None:
    correction = FigureCorrection.objects.filter(pk=correction_id, paper_id=paper.pk).first()
    if correction is None or paper.state != PaperState.ISSUED:
        return
    FigureCorrection.objects.filter(pk=correction.pk).update(in_force_on=paper.issued_on)
    ConsolidatedReport.objects.filter(
        pk=correction.report_id, state=ConsolidatedState.ISSUED
    ).update(state=ConsolidatedState.CORRECTED)


FOLLOWERS = {
    "reports.OwedReport": _follow_report,
    "reports.ConsolidatedReport": _follow_consolidated,
    "reports.FigureCorrection": _follow_correction,
}
