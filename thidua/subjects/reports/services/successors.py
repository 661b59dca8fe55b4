"""An open report of a unit that was merged, split or abolished passes to who stands in its place."""

from thidua.base import audit
from thidua.base.access import Actor
from thidua.base.registries import Heirs
from thidua.core.trees import Tree
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.reports.enums import NOT_RECEIVED, ReportState
from thidua.subjects.reports.models import OwedReport
from thidua.subjects.reports.services.changing import move_report
from thidua.subjects.reports.services.owing import report_url, tell_units


def take_over(actor: Actor, ended: int, heirs: Heirs) -> int:
    """Gives how many reports were passed on or ended."""
    owed = OwedReport.objects.running().not_received().filter(organization_id=ended)
    orphaned = list(owed.select_related("campaign"))
    for report in orphaned:
        _pass_on(actor, report, tree_on(actor.day), heirs)
    return len(orphaned)


def _pass_on(actor: Actor, report: OwedReport, tree: Tree, heirs: Heirs) -> None:
    """To the one successor that owes none yet; else the report ends with the reason named.

    A unit that was split ends its own: each part that has a duty owes a report already, or is
    added by the office.
    """
    taken = report.campaign.reports.filter(organization_id__in=heirs).values_list(
        "organization_id", flat=True
    )
    free = [id_ for id_ in heirs if id_ not in set(taken)]
    if len(heirs) == 1 and free:
        _give(actor, report, tree, free[0])
    else:
        _end(actor, report, tree, heirs)


def _give(actor: Actor, report: OwedReport, tree: Tree, heir: int) -> None:
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
        actor,
        "reports.take_over",
        report,
        before={"unit": before},
        after={"unit": node.name, "url": report_url(report)},
    )


def _end(actor: Actor, report: OwedReport, tree: Tree, heirs: Heirs) -> None:
    names = ", ".join(tree.node(heir).name for heir in heirs)
    reason = f"Đơn vị không còn; {names} báo cáo." if heirs else "Đơn vị đã giải thể."
    move_report(report, expected=NOT_RECEIVED, to=ReportState.EXEMPT, exempt_reason=reason)
    audit.record(
        actor,
        "reports.exempt",
        report,
        after={"state": ReportState.EXEMPT},
        reason=reason,
    )
