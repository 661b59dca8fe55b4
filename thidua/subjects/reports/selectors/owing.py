"""Who owes a report in a campaign, on the day it is opened."""

from dataclasses import dataclass
from datetime import date

from thidua.core.trees import Node, Tree
from thidua.subjects.movements.enums import DutyState
from thidua.subjects.movements.models import Duty
from thidua.subjects.movements.services.delivering import expand_units
from thidua.subjects.orgs.selectors import successors_on, tree_on
from thidua.subjects.reports.models import ReportCampaign


@dataclass(frozen=True, slots=True)
class OwingUnit:
    """A unit as it stands on the day."""

    id: int
    name: str
    kind: str
    parent_name: str


def units_owing(campaign: ReportCampaign, day: date) -> list[OwingUnit]:
    """With a movement: whoever has a duty to it and is not exempt. Without: the units named."""
    tree = tree_on(day)
    ids = _charged(campaign, day, tree)
    return [_unit(tree, tree.node(id_)) for id_ in ids if id_ != campaign.unit_id]


def _charged(campaign: ReportCampaign, day: date, tree: Tree) -> list[int]:
    if campaign.movement_id is None:
        return expand_units(campaign.asked, day, tree)
    duties = Duty.objects.filter(movement_id=campaign.movement_id).exclude(state=DutyState.EXEMPT)
    found: dict[int, None] = {}
    for id_ in duties.values_list("organization_id", flat=True):
        # Who was merged since the launch is answered for by the successor.
        found.update(dict.fromkeys([id_] if id_ in tree else successors_on(id_, day)))
    return [id_ for id_ in found if id_ in tree]


def _unit(tree: Tree, node: Node) -> OwingUnit:
    parent = node.parent_id if node.parent_id in tree else None
    return OwingUnit(
        node.id, node.name, node.kind, tree.node(parent).name if parent is not None else ""
    )
