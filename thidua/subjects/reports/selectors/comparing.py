"""This report's figures beside the same unit's last report."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.text import format_number
from thidua.subjects.reports.models import OwedReport, ReportFigure


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure with what stood in the last report; `words` says the difference."""

    figure: ReportFigure
    before: Decimal | None
    before_until: date | None
    words: str


def previous_of(report: OwedReport) -> OwedReport | None:
    """The unit's last report received for a period that ended before this one does."""
    units = [id_ for id_ in (report.organization_id, report.taken_from_id) if id_ is not None]
    return (
        OwedReport.objects.received()
        .filter(organization_id__in=units, campaign__until__lt=report.campaign.until)
        .exclude(pk=report.pk)
        .order_by("-campaign__until", "-pk")
        .select_related("campaign")
        .prefetch_related("figures")
        .first()
    )


def compared(report: OwedReport) -> list[Compared]:
    previous = previous_of(report)
    before = {one.key: one.value for one in previous.figures.all()} if previous else {}
    until = previous.campaign.until if previous else None
    return [
        Compared(
            one,
            before.get(one.key),
            until if one.key in before else None,
            _difference(one.value, before.get(one.key), one.key in before),
        )
        for one in report.figures.all()
    ]


def _difference(now: Decimal | None, before: Decimal | None, known: bool) -> str:
    if not known:
        return ""
    if now is None or before is None:
        return "không so được: một kỳ chưa có số liệu"
    if now == before:
        return "không đổi"
    return f"{'tăng' if now > before else 'giảm'} {format_number(abs(now - before))}"
