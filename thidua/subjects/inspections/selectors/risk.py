"""Which units should be inspected: a sum of named facts, each with its points."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.base import parameters
from thidua.base.registries import RiskFact, risk_facts
from thidua.core.text import format_date
from thidua.core.trees import Tree
from thidua.subjects.inspections.enums import MADE, FollowUpState
from thidua.subjects.inspections.models import FollowUp, Visit
from thidua.subjects.orgs.enums import KindGroup, group_of

# Who works under the province; blocks, other provinces and the centre are inspected by others.
INSPECTED = frozenset(
    {
        KindGroup.DEPARTMENTS,
        KindGroup.ORGANIZATIONS,
        KindGroup.ASSOCIATIONS,
        KindGroup.FORCES,
        KindGroup.VERTICAL,
        KindGroup.DISTRICTS,
        KindGroup.COMMUNES,
        KindGroup.SCHOOLS,
        KindGroup.PRESS,
        KindGroup.ENTERPRISES,
    }
)


@dataclass(frozen=True, slots=True)
class Risk:
    """A unit with the reasons to inspect it."""

    unit_id: int
    facts: tuple[RiskFact, ...]

    @property
    def points(self) -> int:
        return sum(fact.points for fact in self.facts)


def units_in_scope(tree: Tree, *, without: Iterable[int] = ()) -> list[int]:
    left_out = set(without)
    return [
        node.id for node in tree if group_of(node.kind) in INSPECTED and node.id not in left_out
    ]


def risks_of(unit_ids: Iterable[int], day: date) -> dict[int, Risk]:
    """Every unit, those without a fact too; the heaviest fact of each stands first."""
    ids = set(unit_ids)
    found: dict[int, list[RiskFact]] = defaultdict(list)
    for fact in risk_facts.collect(ids, day):
        if fact.unit_id in ids and fact.points > 0:
            found[fact.unit_id].append(fact)
    return {
        unit_id: Risk(
            unit_id, tuple(sorted(found[unit_id], key=lambda fact: (-fact.points, fact.key)))
        )
        for unit_id in ids
    }


def own_facts(unit_ids: set[int], day: date) -> list[RiskFact]:
    """What earlier inspections themselves say: long unvisited, not mended, overdue."""
    values = parameters.selectors.values_on(day)
    return [*_unvisited(unit_ids, day, values), *_unmended(unit_ids, day, values)]


def _unvisited(unit_ids: set[int], day: date, values: dict[str, int]) -> list[RiskFact]:
    years, points = values["inspection.years_unvisited"], values["inspection.points_unvisited"]
    made = Visit.objects.filter(organization_id__in=unit_ids, state__in=MADE)
    last: dict[int, date] = {}
    for unit_id, on in made.values_list("organization_id", "visited_on"):
        if on is not None and on <= day:
            last[unit_id] = max(on, last.get(unit_id, on))
    limit = day - timedelta(days=round(365.25 * years))
    return [
        RiskFact(unit_id, "inspections.unvisited", _unvisited_words(last.get(unit_id)), points)
        for unit_id in unit_ids
        if unit_id not in last or last[unit_id] < limit
    ]


def _unvisited_words(last: date | None) -> str:
    if last is None:
        return "Hệ thống chưa ghi nhận lần kiểm tra nào"
    return f"Kiểm tra gần nhất ngày {format_date(last)}"


def _unmended(unit_ids: set[int], day: date, values: dict[str, int]) -> list[RiskFact]:
    each, late = values["inspection.points_unmended"], values["inspection.points_overdue"]
    owed = FollowUp.objects.in_force().filter(
        organization_id__in=unit_ids, visit__concluded_on__lte=day
    )
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rows = owed.exclude(state=FollowUpState.ACCEPTED).values_list("organization_id", "due_on")
    for unit_id, due in rows:
        counts[unit_id][0] += 1
        counts[unit_id][1] += due < day
    return [
        RiskFact(
            unit_id,
            "inspections.unmended",
            f"{total} việc sau kiểm tra chưa khắc phục" + (f", {over} quá hạn" if over else ""),
            total * each + over * late,
            f"/kiem-tra/khac-phuc/?don-vi={unit_id}",
        )
        for unit_id, (total, over) in counts.items()
    ]
