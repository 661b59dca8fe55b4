"""Figures of movements: what boards show, reports freeze and inspections ask, from one count."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from thidua.base.access import Actor
from thidua.base.registries import FigureScope
from thidua.subjects.movements.enums import DutyState, State
from thidua.subjects.movements.figures import figures_of, late_count, launched_share, risks
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.selectors.coverage import coverage_of
from thidua.subjects.movements.selectors.progress import (
    Counted,
    DutyFacts,
    count_by_unit,
    count_duties,
)
from thidua.subjects.movements.services.duties import acknowledge_movement

FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)


def scope_on(day: date, unit_id: int | None = None) -> FigureScope:
    return FigureScope(unit_id, FIRST, LAST, day)


def values(scope: FigureScope) -> dict[str, tuple[object, object]]:
    return {figure.key: (figure.value, figure.whole) for figure in figures_of(scope)}


@pytest.fixture
def moved(launched: Movement) -> Movement:
    """Five units: launched, planned, acknowledged, exempt later, exempt from the start."""
    duties = list(launched.duties.order_by("pk")[:5])
    steps = {"acknowledged_on": date(2022, 2, 1), "planned_on": date(2022, 2, 8)}
    put(duties[0], DutyState.LAUNCHED, **steps, launched_on=date(2022, 2, 12))
    put(duties[1], DutyState.PLANNED, **steps)
    put(duties[2], DutyState.ACKNOWLEDGED, acknowledged_on=date(2022, 2, 1))
    put(duties[3], DutyState.EXEMPT, exempted_on=date(2022, 3, 1))
    put(duties[4], DutyState.EXEMPT, exempted_on=None)
    Movement.objects.filter(pk=launched.pk).update(launched_on=date(2022, 1, 28))
    return launched


def put(duty: Duty, state: str, **days: date | None) -> None:
    Duty.objects.filter(pk=duty.pk).update(state=state, **days)


def test_count_duties_agrees_with_the_board_of_the_movement(moved: Movement) -> None:
    for day in (date(2022, 2, 4), date(2022, 2, 21), date(2022, 3, 1), date(2022, 6, 1)):
        board = coverage_of(moved, day)
        reached = {step.step: step.reached for step in board.steps()}
        assert count_duties(scope_on(day)) == Counted(
            len(board.counted), reached["acknowledged"], reached["planned"], reached["launched"],
            len(board.late),
        )  # fmt: skip


def test_plain_rows_are_counted_as_the_database_counts(moved: Movement) -> None:
    units = set(moved.duties.values_list("organization_id", flat=True))
    for day in (date(2022, 1, 5), date(2022, 2, 4), date(2022, 2, 21), date(2022, 6, 1)):
        scope = scope_on(day)
        facts = DutyFacts(scope)
        assert facts.counted() == count_duties(scope)
        assert facts.by_unit(units) == count_by_unit(scope, units)
        assert sum(count for _unit, _name, count in facts.late_units()) == count_duties(scope).late


def test_figures_name_value_and_whole_of_the_province(moved: Movement) -> None:
    total = moved.duties.count() - 1
    assert values(scope_on(date(2022, 2, 21))) == {
        "movements.running": (1, None),
        "movements.acknowledged": (3, total),
        "movements.planned": (2, total),
        "movements.launched": (1, total),
        "movements.without_plan": (total - 2, total),
        "movements.late": (total - 3, total),
    }


def test_figures_of_a_past_period_are_judged_on_its_last_day(moved: Movement) -> None:
    first_days = FigureScope(None, FIRST, date(2022, 2, 2), date(2022, 6, 1))
    assert values(first_days)["movements.planned"][0] == 0
    assert values(first_days)["movements.acknowledged"][0] == 3


def test_figures_before_the_launch_are_unknown_not_zero(moved: Movement) -> None:
    found = values(scope_on(date(2022, 1, 5)))
    assert found["movements.running"] == (0, None)
    assert found["movements.late"] == (None, None)


def test_figures_leave_out_what_ended_before_the_period(moved: Movement) -> None:
    later = FigureScope(None, date(2023, 1, 1), date(2023, 12, 31), date(2023, 2, 1))
    assert values(later)["movements.running"] == (0, None)


def test_figures_of_a_unit_count_its_own_duties(
    moved: Movement, actor: Callable[..., Actor]
) -> None:
    clerk = actor("canbo.soyte")
    acknowledge_movement(actor=clerk, movement=moved)
    found = values(scope_on(clerk.day, clerk.unit_id))
    assert found["movements.acknowledged"] == (1, 1)
    assert found["movements.launched"] == (0, 1)
    assert "movements.running" not in found


def test_unit_figures_leave_out_who_was_given_nothing(moved: Movement) -> None:
    launched, planned = moved.duties.order_by("pk")[:2]
    units = {launched.organization_id, planned.organization_id, moved.unit_id}
    scope = scope_on(date(2022, 2, 15))
    assert launched_share(scope, units) == {
        launched.organization_id: 100,
        planned.organization_id: 0,
    }
    assert late_count(scope, units) == {launched.organization_id: 0, planned.organization_id: 0}


def test_risks_name_the_fact_and_its_points(moved: Movement) -> None:
    silent = moved.duties.order_by("pk")[5]
    day = silent.acknowledge_due + timedelta(days=10)
    facts = {fact.key: (fact.words, fact.points) for fact in risks({silent.organization_id}, day)}
    assert facts == {
        "movements.never_launched": (
            "Chưa phát động phong trào nào trong 1 phong trào được giao",
            3,
        ),
        "movements.late": ("Đang quá hạn 1 việc với phong trào", 1),
    }


def test_late_ends_with_the_movement(moved: Movement) -> None:
    Movement.objects.filter(pk=moved.pk).update(state=State.CLOSED)
    assert values(scope_on(date(2022, 12, 1)))["movements.late"][0] == 0


def test_figures_take_two_queries(
    moved: Movement, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        list(figures_of(scope_on(date(2022, 2, 15))))
