"""The guard every verb shares: the state it starts from."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from thidua.base.errors import StaleVersion
from thidua.subjects.reports.enums import CampaignState, ConsolidatedState, ReportState
from thidua.subjects.reports.errors import WrongState
from thidua.subjects.reports.models import ConsolidatedReport, OwedReport, ReportCampaign

RELOAD = "Tải lại trang để xem tình trạng mới nhất."


def move_campaign(
    campaign: ReportCampaign, *, expected: Iterable[str], to: str, **values: Any
) -> ReportCampaign:
    moved = ReportCampaign.objects.filter(pk=campaign.pk, state__in=list(expected)).update(
        state=to, revision=F("revision") + 1, **values
    )
    campaign.refresh_from_db()
    if not moved:
        raise WrongState(
            f"Đợt báo cáo đang ở trạng thái “{CampaignState(campaign.state).label}” nên không "
            f"thực hiện được bước này. {RELOAD}"
        )
    return campaign


def move_report(
    report: OwedReport, *, expected: Iterable[str], to: str, **values: Any
) -> OwedReport:
    moved = OwedReport.objects.filter(pk=report.pk, state__in=list(expected)).update(
        state=to, revision=F("revision") + 1, **values
    )
    report.refresh_from_db()
    if not moved:
        raise WrongState(
            f"Báo cáo của {report.unit_name} đang ở trạng thái “{ReportState(report.state).label}” "
            f"nên không thực hiện được bước này. {RELOAD}"
        )
    return report


def touch_report(report: OwedReport, revision: int | None, expected: Iterable[str]) -> OwedReport:
    """Take the draft for one save; refuses when somebody saved since `revision`."""
    drafts = OwedReport.objects.filter(pk=report.pk, state__in=list(expected))
    if revision is not None:
        drafts = drafts.filter(revision=revision)
    if drafts.update(revision=F("revision") + 1):
        report.refresh_from_db()
        return report
    report.refresh_from_db()
    if report.state not in expected:
        raise WrongState(
            f"Báo cáo đang ở trạng thái “{ReportState(report.state).label}”: nội dung đã khóa. {RELOAD}"
        )
    raise StaleVersion(
        "Người khác vừa lưu báo cáo này. Phần ông (bà) nhập còn nguyên bên dưới: đối chiếu rồi lưu lại."
    )


def move_consolidated(
    report: ConsolidatedReport, *, expected: Iterable[str], to: str, **values: Any
) -> ConsolidatedReport:
    moved = ConsolidatedReport.objects.filter(pk=report.pk, state__in=list(expected)).update(
        state=to, revision=F("revision") + 1, **values
    )
    report.refresh_from_db()
    if not moved:
        raise WrongState(
            f"Báo cáo tổng hợp đang ở trạng thái “{ConsolidatedState(report.state).label}” nên "
            f"không thực hiện được bước này. {RELOAD}"
        )
    return report


def need_draft(report: ConsolidatedReport) -> None:
    if not report.is_draft:
        raise WrongState(
            "Báo cáo tổng hợp đã chốt số liệu: mở lại để sửa, hoặc đính chính nếu đã ban hành."
        )
