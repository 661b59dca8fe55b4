"""An open report of a unit that was merged, split or abolished passes to who stands in its place."""

from datetime import date

from django.db import transaction

from thidua.base import audit, clock, jobs
from thidua.base.access import Actor
from thidua.core.trees import Tree
from thidua.subjects.orgs.selectors import successors_on, tree_on
from thidua.subjects.reports.enums import NOT_RECEIVED, ReportState
from thidua.subjects.reports.models import OwedReport
from thidua.subjects.reports.services.changing import move_report
from thidua.subjects.reports.services.owing import report_url, tell_units


@jobs.daily(6, 20, "reports.follow_mergers")
def follow_today() -> None:
    follow_mergers(clock.today())


def follow_mergers(day: date) -> int:
    """Gives how many reports were passed on or ended."""
    tree = tree_on(day)
    owed = OwedReport.objects.running().not_received().select_related("campaign")
    orphaned = [report for report in owed if report.organization_id not in tree]
    for report in orphaned:
        pass_on(report, tree, day)
    return len(orphaned)


@transaction.atomic
def pass_on(report: OwedReport, tree: Tree, day: date) -> None:
    """To the one successor that owes none yet; else the report ends with the reason named.

    A unit that was split ends its own: each part that has a duty owes a report already, or is
    added by the office.
    """
    heirs = [id_ for id_ in successors_on(report.organization_id, day) if id_ in tree]
    taken = report.campaign.reports.filter(organization_id__in=heirs).values_list(
        "organization_id", flat=True
    )
    free = [id_ for id_ in heirs if id_ not in set(taken)]
    if len(heirs) == 1 and free:
        _give(report, tree, free[0], day)
    else:
        _end(report, tree, heirs, day)


def _give(report: OwedReport, tree: Tree, heir: int, day: date) -> None:
    before, node = report.unit_name, tree.node(heir)
    parent = tree.node(node.parent_id).name if node.parent_id in tree and node.parent_id else ""
    move_report(
        report,
        expected=NOT_RECEIVED,
        # A paper of the old unit can no longer be signed: the draft goes on under the new head.
        to=ReportState.DRAFT if report.state == ReportState.SIGNING else report.state,
        taken_from_id=report.organization_id,
        organization_id=heir,
        unit_name=node.name,
        unit_kind=node.kind,
        parent_name=parent,
        paper=None,
    )
    report.save(update_fields=["name_key"])
    tell_units(report.campaign, [report])
    audit.record(
        Actor.system(day),
        "reports.take_over",
        report,
        before={"unit": before},
        after={"unit": node.name, "url": report_url(report)},
    )


def _end(report: OwedReport, tree: Tree, heirs: list[int], day: date) -> None:
    names = ", ".join(tree.node(heir).name for heir in heirs)
    reason = f"Đơn vị không còn; {names} báo cáo." if heirs else "Đơn vị đã giải thể."
    move_report(report, expected=NOT_RECEIVED, to=ReportState.EXEMPT, exempt_reason=reason)
    audit.record(
        Actor.system(day),
        "reports.exempt",
        report,
        after={"state": ReportState.EXEMPT},
        reason=reason,
    )
