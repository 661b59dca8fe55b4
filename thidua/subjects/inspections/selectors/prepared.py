"""What the data already show about a unit, heading by heading, before the team goes there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.base.access import Actor, Role
from thidua.base.registries import DutyRow, Figure, FigureScope, figures, open_duties
from thidua.core.text import fold
from thidua.subjects.inspections.enums import FAULTS, FollowUpState
from thidua.subjects.inspections.models import (
    Finding,
    FollowUp,
    OutlineItem,
    SelfAnswer,
    Visit,
)
from thidua.subjects.inspections.selectors.risk import Risk, risks_of

KIND = "Kiểm tra"


@dataclass(frozen=True, slots=True)
class PreparedHeading:
    """One heading: what it asks, what the unit says, what the system counts."""

    item: OutlineItem
    answer: SelfAnswer | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    headings: tuple[PreparedHeading, ...]
    other_figures: tuple[Figure, ...]  # of groups that no heading names
    late: tuple[DutyRow, ...]  # what the unit owes beyond its day
    risk: Risk
    earlier: tuple[Finding, ...]  # faults of earlier visits whose duties are not all accepted


def prepared_sheet(visit: Visit, day: date) -> Prepared:
    since, until = visit.period_from, visit.period_until
    scope = FigureScope(
        visit.organization_id, since or date(day.year, 1, 1), until or date(day.year, 12, 31), day
    )
    found = figures.collect(scope)
    answers = _answers(visit)
    headings = tuple(
        PreparedHeading(item, answers.get(item.pk), _of_groups(found, item.figures))
        for item in visit.plan.outline.all()
    )
    shown = {figure.key for heading in headings for figure in heading.figures}
    return Prepared(
        headings,
        tuple(figure for figure in found if figure.key not in shown),
        late_of(visit, day),
        risks_of([visit.organization_id], day)[visit.organization_id],
        tuple(earlier_faults(visit, day)),
    )


def _answers(visit: Visit) -> dict[int, SelfAnswer]:
    rows = SelfAnswer.objects.filter(self_check__visit=visit).select_related("self_check")
    return {row.item_id: row for row in rows.prefetch_related("evidence")}


def _of_groups(found: Iterable[Figure], groups: Iterable[str]) -> tuple[Figure, ...]:
    wanted = {fold(group) for group in groups}
    return tuple(figure for figure in found if fold(figure.group) in wanted)


def late_of(visit: Visit, day: date) -> tuple[DutyRow, ...]:
    """What waits for the unit's clerk and is past its day; of inspections themselves nothing,
    since the team sees those at their own place."""
    clerk = Actor(
        None, "", visit.organization_id, visit.unit_name, None, "", Role.UNIT_CLERK.value, day
    )
    rows = (row for row in open_duties.collect(clerk) if row.kind != KIND)
    return tuple(row for row in rows if row.due is not None and row.due < day)


def earlier_faults(visit: Visit, day: date) -> list[Finding]:
    owed = FollowUp.objects.in_force().exclude(state=FollowUpState.ACCEPTED)
    faults = Finding.objects.standing().filter(
        kind__in=FAULTS,
        visit__organization_id=visit.organization_id,
        visit__concluded_on__lte=day,
        follow_ups__in=owed,
    )
    others = faults.exclude(visit_id=visit.pk).select_related("visit", "item")
    return list(others.distinct().order_by("-visit__visited_on", "pk"))
