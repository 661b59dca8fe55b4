"""Figures of reporting for boards and reports, by unit for maps, and as reasons to inspect."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from thidua.base.registries import Figure, FigureScope, RiskFact, UnitFigure
from thidua.subjects.reports.enums import CampaignState, ReportState
from thidua.subjects.reports.models import OwedReport

GROUP = "Báo cáo"
YEAR = timedelta(days=365)
LATE_POINTS, MISSING_POINTS, MOST_POINTS = 2, 5, 15


def owed_in(scope: FigureScope) -> QuerySet[OwedReport]:
    """Reports asked of units and due in the period; what the province asks, for the province."""
    owed = OwedReport.objects.exclude(state=ReportState.EXEMPT).filter(
        campaign__state__in=[CampaignState.OPEN, CampaignState.CLOSED],
        campaign__opened_on__lte=scope.day,
        due_on__range=(scope.since, scope.until),
    )
    if scope.unit_id is None:
        return owed.filter(campaign__for_province=True)
    return owed.filter(organization_id=scope.unit_id)


def outcome(due: date, sent: date | None, day: date) -> str:
    """in_time, late, missing or not_due, as it was known on the day."""
    if sent is not None and sent <= day:
        return "in_time" if sent <= due else "late"
    return "missing" if due < day else "not_due"


def counted(scope: FigureScope) -> Counter[str]:
    rows = owed_in(scope).values_list("due_on", "first_sent_on")
    return Counter(outcome(due, sent, scope.day) for due, sent in rows)


def figures(scope: FigureScope) -> list[Figure]:
    """One query. Without anything asked in the period the figures are unknown, not zero."""
    counts = counted(scope)
    total = sum(counts.values()) or None
    url = "/bao-cao/dot/" if scope.unit_id is None else f"/bao-cao/don-vi/{scope.unit_id}/"

    def figure(key: str, label: str, tone: str = "", whole: int | None = None) -> Figure:
        value = counts[key] if total else None
        return Figure(
            f"reports.{key}", label, value, "báo cáo", GROUP, whole=whole, url=url,
            tone=tone if value else "",
        )  # fmt: skip

    return [
        figure("in_time", "Báo cáo gửi đúng hạn", whole=total),
        figure("late", "Báo cáo gửi muộn", "warn"),
        figure("missing", "Báo cáo quá hạn chưa gửi", "bad"),
    ]


def _behind(scope: FigureScope, unit_ids: set[int]) -> dict[int, Any]:
    """Reports sent late or not at all, for units of which any was asked."""
    found: dict[int, Any] = {}
    owed = owed_in(FigureScope(None, scope.since, scope.until, scope.day))
    rows = owed.filter(organization_id__in=unit_ids)
    for unit, due, sent in rows.values_list("organization_id", "due_on", "first_sent_on"):
        behind = outcome(due, sent, scope.day) in ("late", "missing")
        found[unit] = found.get(unit, 0) + int(behind)
    return found


BEHIND = UnitFigure(
    "reports.behind", "Báo cáo muộn, chưa gửi", "báo cáo", GROUP, higher_is_better=False,
    of_units=_behind,
)  # fmt: skip


def unit_figures() -> list[UnitFigure]:
    return [BEHIND]


def risk_facts(unit_ids: set[int], day: date) -> list[RiskFact]:
    """Late and missing reports of the last year, and reports returned twice or more."""
    rows = OwedReport.objects.filter(
        Q(due_on__gt=day - YEAR, due_on__lt=day),
        organization_id__in=unit_ids,
        campaign__state__in=[CampaignState.OPEN, CampaignState.CLOSED],
    ).exclude(state=ReportState.EXEMPT)
    piles: dict[int, Counter[str]] = {}
    for unit, due, sent in rows.values_list("organization_id", "due_on", "first_sent_on"):
        piles.setdefault(unit, Counter())[outcome(due, sent, day)] += 1
    return [fact for unit, counts in piles.items() for fact in _facts(unit, counts)]


def _facts(unit: int, counts: Counter[str]) -> Iterable[RiskFact]:
    url = f"/bao-cao/don-vi/{unit}/"
    if missing := counts["missing"]:
        points = min(MOST_POINTS, MISSING_POINTS * missing)
        yield RiskFact(unit, "reports.missing", f"{missing} báo cáo quá hạn chưa gửi", points, url)
    if late := counts["late"]:
        points = min(MOST_POINTS, LATE_POINTS * late)
        yield RiskFact(unit, "reports.late", f"{late} báo cáo gửi muộn trong 12 tháng", points, url)
