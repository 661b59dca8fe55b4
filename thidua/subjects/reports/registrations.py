"""What reports answer to questions of lower and higher layers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Min

from thidua.base import registries
from thidua.base.access import Actor, Role, may
from thidua.base.parameters import calendar, days
from thidua.base.registries import DutyRow, SearchHit, Tie
from thidua.core.text import fold
from thidua.subjects.reports import figures
from thidua.subjects.reports.enums import (
    NOT_RECEIVED,
    PUBLISHED,
    CampaignState,
    ConsolidatedState,
    ReportState,
)
from thidua.subjects.reports.models import ConsolidatedReport, OwedReport, ReportCampaign
from thidua.subjects.reports.selectors.visible import (
    campaigns_of,
    collected_by,
    phases_without_campaign,
    with_counts,
)
from thidua.subjects.reports.services.following import follow_paper
from thidua.subjects.reports.services.owing import report_url
from thidua.subjects.reports.services.receiving import report_still_owed
from thidua.subjects.reports.services.successors import take_over

KIND = "Báo cáo"
WORK = {
    ReportState.OWED: ("Soạn báo cáo", "todo"),
    ReportState.DRAFT: ("Soạn tiếp", "warn"),
    ReportState.RETURNED: ("Sửa, gửi lại", "bad"),
    ReportState.SIGNING: ("Xem", "warn"),
}


def owed_rows(actor: Actor) -> list[DutyRow]:
    """What the unit still has to send; while it waits for the head it waits elsewhere."""
    if not may(actor, "reports.fill"):
        return []
    owed = OwedReport.objects.of_unit(actor.unit_id).running().not_received()
    return [_owed_row(report, actor.day) for report in owed.select_related("campaign")]


def _owed_row(report: OwedReport, day: date) -> DutyRow:
    state = ReportState(report.state)
    action, tone = WORK[state]
    return DutyRow(
        due=report.due_on,
        title=report.campaign.name,
        detail=_owed_detail(report),
        state_label=str(state.label),
        state=tone,
        url=report_url(report),
        action=action,
        kind=KIND,
        icon="file-text",
        urgent=report.is_late_on(day) or state == ReportState.RETURNED,
        waiting_elsewhere=state == ReportState.SIGNING,
    )


def _owed_detail(report: OwedReport) -> str:
    if report.state == ReportState.RETURNED:
        return f"Bị trả lại: {report.return_words or report.get_return_reason_display()}"
    return "Số liệu đã điền sẵn; viết phần nhận xét, trình ký và gửi"


def received_rows(actor: Actor) -> list[DutyRow]:
    """For the office: reports that came and wait to be read, by campaign."""
    if not may(actor, "reports.accept") or actor.role == Role.RECEIVING_CLERK:
        return []
    waiting = with_counts(collected_by(actor).filter(reports__state=ReportState.SENT).distinct())
    first = dict(
        OwedReport.objects.filter(state=ReportState.SENT, campaign__in=collected_by(actor))
        .values_list("campaign_id")
        .annotate(first=Min("sent_on"))
        .order_by("campaign_id")
    )
    if not first:
        return []
    working, span = calendar(actor.day), days("report.accept", actor.day)
    return [
        _received_row(campaign, working.add_working_days(first[campaign.pk], span), actor.day)
        for campaign in waiting
        if campaign.pk in first
    ]


def _received_row(campaign: ReportCampaign, due: date, day: date) -> DutyRow:
    count = campaign.waiting  # type: ignore[attr-defined]
    return DutyRow(
        due=due,
        title=f"Xem, ghi nhận {count} báo cáo: {campaign.name}",
        detail="Ghi nhận hoặc trả lại, nêu đề mục cần sửa",
        state_label="Chờ xem",
        state="todo",
        url=f"/bao-cao/dot/{campaign.pk}/?tt=sent",
        action="Xem",
        kind=KIND,
        icon="inbox",
        urgent=due < day,
    )


def late_rows(actor: Actor) -> list[DutyRow]:
    if not may(actor, "reports.remind") or actor.role == Role.RECEIVING_CLERK:
        return []
    behind = collected_by(actor).filter(state=CampaignState.OPEN, due_on__lt=actor.day)
    late: Iterable[Any] = with_counts(behind.filter(reports__state__in=NOT_RECEIVED).distinct())
    return [
        DutyRow(
            due=None,
            title=f"Đôn đốc {campaign.missing} đơn vị chưa gửi: {campaign.name}",
            detail="Nhắc một lần bấm hoặc lập công văn đôn đốc",
            state_label="Quá hạn",
            state="bad",
            url=f"/bao-cao/dot/{campaign.pk}/?tt=qua-han",
            action="Đôn đốc",
            kind=KIND,
            icon="send",
            urgent=True,
        )
        for campaign in late
    ]


def opening_rows(actor: Actor) -> list[DutyRow]:
    """Campaigns and phases of movements whose day of opening has come."""
    if not may(actor, "reports.open") or actor.role == Role.RECEIVING_CLERK:
        return []
    drafts = collected_by(actor).filter(state=CampaignState.DRAFT, opens_on__lte=actor.day)
    rows = [
        _opening_row(campaign.due_on, campaign.name, f"/bao-cao/dot/{campaign.pk}/chuan-bi/")
        for campaign in drafts
    ]
    return rows + [
        _opening_row(phase.due_on, f"{phase.name}: {phase.movement.name}", f"/bao-cao/dot/moi/?dot={phase.pk}")
        for phase in phases_without_campaign(actor)
    ]  # fmt: skip


def _opening_row(due: date, name: str, url: str) -> DutyRow:
    return DutyRow(
        due=due,
        title=f"Mở đợt báo cáo: {name}",
        detail="Rà đề cương, bốn ngày, danh sách đơn vị rồi mở",
        state_label="Cần mở",
        state="todo",
        url=url,
        action="Chuẩn bị",
        kind=KIND,
        icon="calendar",
    )


def consolidating_rows(actor: Actor) -> list[DutyRow]:
    """Campaigns past their late day with no issued report; issued ones whose movement waits."""
    if not may(actor, "reports.compose") or actor.role == Role.RECEIVING_CLERK:
        return []
    past = collected_by(actor).filter(state=CampaignState.OPEN, late_until__lt=actor.day)
    undone = past.exclude(consolidated__state__in=PUBLISHED)
    rows = [_consolidating_row(c, "Tổng hợp báo cáo", "Tổng hợp") for c in undone]
    issued = ConsolidatedReport.objects.filter(
        state__in=[ConsolidatedState.ISSUED, ConsolidatedState.CORRECTED],
        concluded_on=None,
        campaign__in=collected_by(actor).filter(kind__in=["interim", "final"]),
        campaign__movement__isnull=False,
    ).select_related("campaign")
    return rows + [
        _consolidating_row(report.campaign, "Ghi nhận sơ kết, tổng kết", "Ghi nhận")
        for report in issued
    ]


def _consolidating_row(campaign: ReportCampaign, lead: str, action: str) -> DutyRow:
    return DutyRow(
        due=None,
        title=f"{lead}: {campaign.name}",
        detail="Báo cáo chung gửi cấp trên và các đơn vị",
        state_label="Cần làm",
        state="todo",
        url=f"/bao-cao/dot/{campaign.pk}/tong-hop/",
        action=action,
        kind=KIND,
        icon="file-text",
    )


def ties(unit_ids: set[int], day: date) -> list[Tie]:
    owed = OwedReport.objects.running().not_received().filter(organization_id__in=unit_ids)
    asked = ReportCampaign.objects.open().filter(unit_id__in=unit_ids)
    counts = (
        ("Báo cáo còn nợ", owed.count(), "chuyển sang đơn vị kế tiếp"),
        ("Đợt báo cáo đang thu", asked.count(), ""),
    )
    return [Tie(label, count, detail) for label, count, detail in counts if count]


def hits(actor: Actor, words: str, limit: int) -> Iterable[SearchHit]:
    """Campaigns that the actor collects or watches, and the reports of the actor's own unit."""
    found, mine = campaigns_of(actor), OwedReport.objects.of_unit(actor.unit_id)
    for word in fold(words).split():
        found = found.filter(name_key__contains=word)
        mine = mine.filter(campaign__name_key__contains=word)
    rows = [
        SearchHit(KIND, one.name, str(one.get_state_display()), f"/bao-cao/dot/{one.pk}/")
        for one in found[:limit]
    ]
    own = mine.exclude(campaign__state=CampaignState.CANCELLED).select_related("campaign")[:limit]
    return rows + [
        SearchHit(KIND, one.campaign.name, str(one.get_state_display()), report_url(one))
        for one in own
    ]


registries.open_duties.register("reports.owed", owed_rows)
registries.open_duties.register("reports.received", received_rows)
registries.open_duties.register("reports.late", late_rows)
registries.open_duties.register("reports.opening", opening_rows)
registries.open_duties.register("reports.consolidating", consolidating_rows)
registries.unit_ties.register("reports", ties)
registries.search_sources.register("reports", hits)
registries.figures.register("reports", figures.figures)
registries.unit_figures.register("reports", figures.unit_figures)
registries.risk_facts.register("reports", figures.risk_facts)
registries.reminder_reasons["reports.still_owed"] = report_still_owed
registries.paper_followers["reports"] = follow_paper
registries.heirs["reports"] = take_over
