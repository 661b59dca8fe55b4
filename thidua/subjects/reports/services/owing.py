"""Writing what is owed, and telling the units."""

from collections.abc import Iterable, Sequence

from thidua.base import outbox
from thidua.core.text import fold, format_date
from thidua.subjects.movements.services.delivering import WHO_TAKES_UP
from thidua.subjects.reports.models import OwedReport, ReportCampaign
from thidua.subjects.reports.selectors.owing import OwingUnit


def write_owed(campaign: ReportCampaign, units: Iterable[OwingUnit]) -> list[OwedReport]:
    return OwedReport.objects.bulk_create(owed_row(campaign, unit) for unit in units)


def owed_row(campaign: ReportCampaign, unit: OwingUnit) -> OwedReport:
    return OwedReport(
        campaign=campaign,
        organization_id=unit.id,
        unit_name=unit.name,
        unit_kind=unit.kind,
        parent_name=unit.parent_name,
        name_key=fold(f"{unit.name} {unit.parent_name}")[:700],
        due_on=campaign.due_on,
    )


def report_url(report: OwedReport) -> str:
    return f"/bao-cao/{report.pk}/"


def tell_units(campaign: ReportCampaign, owed: Sequence[OwedReport]) -> None:
    for report in owed:
        outbox.notify(
            to_unit=report.organization_id,
            roles=WHO_TAKES_UP,
            subject=f"Đề nghị báo cáo: {campaign.name}",
            body=(
                f"Kỳ báo cáo từ {format_date(campaign.since)} đến hết {format_date(campaign.until)}. "
                f"Hạn gửi: {format_date(campaign.due_on)}. Đề cương và số liệu đã có sẵn trên hệ "
                "thống: mở để soạn, ký và gửi."
            ),
            url=report_url(report),
            kind="report",
            key=f"report-owed:{campaign.pk}:{report.organization_id}",
        )
