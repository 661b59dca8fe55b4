"""Figures of inspections: for boards, reports and the map."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from thidua.base.registries import Figure, FigureScope, UnitFigure
from thidua.subjects.inspections.enums import FAULTS, MADE, FollowUpState, PlanState, VisitState
from thidua.subjects.inspections.models import Finding, FollowUp, Visit

GROUP = "Kiểm tra"


def figures_of(scope: FigureScope) -> list[Figure]:
    """Visits of plans of the period, what they found, what is mended: three queries."""
    visits = Visit.objects.filter(plan__state__in=[PlanState.ISSUED, PlanState.CLOSED])
    visits = visits.filter(day__range=(scope.since, scope.until))
    if scope.unit_id is not None:
        visits = visits.filter(organization_id=scope.unit_id)
    rows = visits.exclude(state=VisitState.CANCELLED).values_list("state", "visited_on")
    states = [state for state, on in rows if state not in MADE or on is None or on <= scope.day]
    planned = len(rows)
    made = sum(state in MADE for state in states)
    faults = _faults(scope)
    duties, accepted, overdue = _duties(scope)
    where = f"?nam={scope.since.year}"
    return [
        Figure(
            "inspections.made", "Đơn vị đã kiểm tra", made, "đơn vị", GROUP, whole=planned,
            url=f"/kiem-tra/chuyen/{where}",
        ),
        Figure(
            "inspections.faults", "Hạn chế, vi phạm phát hiện", faults, "phát hiện", GROUP,
            url=f"/kiem-tra/thong-ke/{where}",
        ),
        Figure(
            "inspections.mended", "Việc đã khắc phục sau kiểm tra", accepted, "việc", GROUP,
            whole=duties, url="/kiem-tra/khac-phuc/",
        ),
        Figure(
            "inspections.overdue", "Việc khắc phục quá hạn", overdue, "việc", GROUP,
            url="/kiem-tra/khac-phuc/?tt=qua-han", tone="bad" if overdue else "good",
        ),
    ]  # fmt: skip


def _faults(scope: FigureScope) -> int:
    until = min(scope.until, scope.day)
    found = Finding.objects.standing().filter(
        kind__in=FAULTS, visit__visited_on__range=(scope.since, until)
    )
    if scope.unit_id is not None:
        found = found.filter(visit__organization_id=scope.unit_id)
    return found.count()


def _duties(scope: FigureScope) -> tuple[int, int, int]:
    """All of conclusions issued in the period, accepted ones, overdue ones."""
    until = min(scope.until, scope.day)
    rows = FollowUp.objects.filter(visit__concluded_on__range=(scope.since, until))
    if scope.unit_id is not None:
        rows = rows.filter(organization_id=scope.unit_id)
    found = list(rows.values_list("due_on", "state", "accepted_on"))
    accepted = sum(_accepted_by(state, on, scope) for _due, state, on in found)
    late = [
        due for due, state, on in found if due < scope.day and not _accepted_by(state, on, scope)
    ]
    return len(found), accepted, len(late)


def _accepted_by(state: str, on: date | None, scope: FigureScope) -> bool:
    return state == FollowUpState.ACCEPTED and (on is None or on <= scope.day)


def _unmended(scope: FigureScope, unit_ids: set[int]) -> dict[int, Decimal | int | None]:
    """Units without a duty have no value: nobody asked anything of them."""
    until = min(scope.until, scope.day)
    rows = FollowUp.objects.filter(
        organization_id__in=unit_ids, visit__concluded_on__range=(scope.since, until)
    )
    owed: Counter[int] = Counter()
    for unit_id, state, on in rows.values_list("organization_id", "state", "accepted_on"):
        owed[unit_id] += not _accepted_by(state, on, scope)
    return dict(owed)


def _last_visit(scope: FigureScope, unit_ids: set[int]) -> dict[int, Decimal | int | None]:
    """Days since the last visit; a unit never visited has no value."""
    last: dict[int, int] = {}
    made = Visit.objects.filter(organization_id__in=unit_ids, state__in=MADE)
    rows = made.filter(visited_on__lte=scope.day).values_list("organization_id", "visited_on")
    for unit_id, on in rows:
        days = (scope.day - (on or scope.day)) // timedelta(days=1)
        last[unit_id] = min(days, last.get(unit_id, days))
    return dict(last)


def unit_figures() -> list[UnitFigure]:
    return [
        UnitFigure(
            "inspections.unmended", "Việc sau kiểm tra chưa khắc phục", "việc", GROUP, False, _unmended
        ),
        UnitFigure(
            "inspections.days_since", "Số ngày từ lần kiểm tra gần nhất", "ngày", GROUP, False,
            _last_visit,
        ),
    ]  # fmt: skip
