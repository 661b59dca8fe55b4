"""What a unit did in a period over all movements; what a movement achieved (the same figures)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.base import registries
from thidua.base.registries import Figure, FigureScope
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.selectors.coverage import Coverage, coverage_of
from thidua.subjects.reports.enums import CampaignState
from thidua.subjects.reports.models import OwedReport, ReportCampaign
from thidua.subjects.reports.selectors.board import Count, board_of
from thidua.subjects.targets.selectors.board import TargetRow
from thidua.subjects.targets.selectors.board import board_of as target_board


@dataclass(frozen=True, slots=True)
class UnitSummary:
    scope: FigureScope
    figures: tuple[Figure, ...]
    duties: tuple[Duty, ...]
    reports: tuple[OwedReport, ...]

    @property
    def groups(self) -> list[tuple[str, list[Figure]]]:
        return grouped(self.figures)


@dataclass(frozen=True, slots=True)
class MovementSummary:
    movement: Movement
    day: date
    coverage: Coverage
    targets: tuple[TargetRow, ...]
    campaigns: tuple[tuple[ReportCampaign, Count], ...]
    children: tuple[Movement, ...]


def grouped(figures: Iterable[Figure]) -> list[tuple[str, list[Figure]]]:
    piles: dict[str, list[Figure]] = {}
    for one in figures:
        piles.setdefault(one.group, []).append(one)
    return list(piles.items())


def summary_of_unit(unit_id: int, since: date, until: date, day: date) -> UnitSummary:
    scope = FigureScope(unit_id, since, until, day)
    return UnitSummary(
        scope,
        tuple(registries.figures.collect(scope)),
        tuple(_duties(scope)),
        tuple(_reports(scope)),
    )


def _duties(scope: FigureScope) -> QuerySet[Duty]:
    """Movements given to the unit that ran in the period."""
    starts = Q(movement__launched_on__lte=scope.until) & Q(movement__launched_on__lte=scope.day)
    runs = Q(movement__ends_on=None) | Q(movement__ends_on__gte=scope.since)
    duties = Duty.objects.of_unit(scope.unit_id).filter(starts, runs)
    return duties.select_related("movement").order_by("movement__launched_on", "pk")


def _reports(scope: FigureScope) -> QuerySet[OwedReport]:
    owed = OwedReport.objects.of_unit(scope.unit_id).filter(
        due_on__range=(scope.since, scope.until),
        campaign__state__in=[CampaignState.OPEN, CampaignState.CLOSED],
    )
    return owed.select_related("campaign").order_by("due_on", "pk")


def summary_of_movement(movement: Movement, day: date) -> MovementSummary:
    ids: list[Any] = list(movement.targets.values_list("target_id", flat=True))
    campaigns = movement.campaigns.asked().order_by("due_on", "pk")
    return MovementSummary(
        movement,
        day,
        coverage_of(movement, day),
        tuple(target_board(movement.year, day, ids=ids)) if ids else (),
        tuple((one, board_of(one, day).whole()) for one in campaigns),
        tuple(_thematic(movement)),
    )


def _thematic(movement: Movement) -> QuerySet[Movement]:
    """Under-movements of the same paper; the plans of units stand in the coverage."""
    children = movement.children.filter(level=Level.THEMATIC)
    return children.exclude(launched_on=None).order_by("pk")
