"""Who may do which verb to a campaign, a unit's report, the consolidated report."""

from typing import Any

from thidua.base.access import (
    PROVINCE_DESK,
    Actor,
    Predicate,
    Role,
    has_role,
    predicate,
    register_verbs,
)
from thidua.subjects.reports.models import ConsolidatedReport, OwedReport, ReportCampaign

UNIT_WRITERS = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})
CLERKS = frozenset({*UNIT_WRITERS, *PROVINCE_DESK})
# Read-only: who follows the province's reporting without keeping it.
WATCHERS = frozenset(
    {
        *PROVINCE_DESK,
        Role.PROVINCE_CHAIR,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_SECRETARY,
        Role.INSPECTOR,
        Role.FRONT,
        Role.AUDITOR,
    }
)


def campaign_of(thing: Any) -> ReportCampaign | None:
    if isinstance(thing, OwedReport | ConsolidatedReport):
        return thing.campaign
    return thing if isinstance(thing, ReportCampaign) else None


def asks(actor: Actor, thing: Any) -> bool:
    """The office that collects: the desk for the province's campaigns, a unit for its own."""
    campaign = campaign_of(thing)
    if campaign is None or actor.is_system:
        return True
    if campaign.for_province and actor.role in PROVINCE_DESK:
        return True
    return actor.role in UNIT_WRITERS and actor.unit_id == campaign.unit_id


def answers(actor: Actor, thing: Any) -> bool:
    if not isinstance(thing, OwedReport) or actor.is_system:
        return True
    return actor.unit_id is not None and actor.unit_id == thing.organization_id


def watches(actor: Actor, thing: Any) -> bool:
    campaign = campaign_of(thing)
    if campaign is None:
        return True
    return asks(actor, campaign) or (campaign.for_province and actor.role in WATCHERS)


def reads(actor: Actor, thing: Any) -> bool:
    """The unit itself, the office that asks, and watchers once the report was sent."""
    if not isinstance(thing, OwedReport) or answers(actor, thing) or asks(actor, thing):
        return True
    return thing.sent_on is not None and watches(actor, thing)


asking: Predicate = predicate("Đợt báo cáo này do cơ quan khác thu.")(asks)
answering: Predicate = predicate("Báo cáo này của đơn vị khác.")(answers)
watching: Predicate = predicate("Đợt báo cáo này không thuộc phạm vi theo dõi của ông (bà).")(
    watches
)
reading: Predicate = predicate("Báo cáo này của đơn vị khác, hoặc chưa được gửi.")(reads)
party: Predicate = predicate("Báo cáo này của đơn vị khác.")(
    lambda actor, thing: answers(actor, thing) or asks(actor, thing)
)
clerk = has_role(*CLERKS)
head = has_role(Role.UNIT_HEAD, Role.OFFICE_HEAD)

register_verbs(
    "reports",
    {
        "reports.board.see": has_role(*WATCHERS, *CLERKS) & watching,
        "reports.answers.see": has_role(*WATCHERS, *CLERKS) & watching,
        "reports.report.read": reading,
        "reports.summary.see": has_role(*WATCHERS, *CLERKS),
        "reports.prepare": clerk & asking,
        "reports.open": clerk & asking,
        "reports.cancel": clerk & asking,
        "reports.close": clerk & asking,
        "reports.remind": clerk & asking,
        "reports.accept": clerk & asking,
        "reports.return": clerk & asking,
        "reports.lift": clerk & asking,
        "reports.exempt": clerk & asking,
        "reports.record_for_unit": clerk & asking,
        "reports.fill": clerk & answering,
        "reports.submit": clerk & answering,
        "reports.sign_and_send": head & answering,
        "reports.recall": head & answering,
        "reports.correct": clerk & party,
        "reports.pick": clerk & asking,
        "reports.compose": clerk & asking,
        "reports.freeze": clerk & asking,
        "reports.conclude": clerk & asking,
        "reports.correct_issued": clerk & asking,
    },
)
