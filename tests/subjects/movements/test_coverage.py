"""The board counts from plain rows: steps reached, groups, lateness, what a shape of the map says."""

from datetime import date
from types import SimpleNamespace

import pytest

from thidua.core.periods import WorkingCalendar
from thidua.core.trees import Node, Tree
from thidua.subjects.movements.selectors.coverage import (
    AreaValue,
    Coverage,
    Lateness,
    UnitProgress,
    area_values,
    step_on,
)
from thidua.subjects.orgs.enums import GROUP_OF_KIND

DAY = date(2022, 2, 15)  # a Tuesday


def progress(unit_id: int, step: str, days_late: int = 0, kind: str = "department") -> UnitProgress:
    return UnitProgress(
        duty_id=unit_id, unit_id=unit_id, name=f"Đơn vị {unit_id}", kind=kind,
        group=GROUP_OF_KIND[kind], step=step, due=DAY, days_late=days_late, reminders=0,
        reminded_on=None, plan_id=None,
    )  # fmt: skip


@pytest.fixture
def coverage() -> Coverage:
    units = (
        progress(1, "sent", 2),
        progress(2, "opened", 1),
        progress(3, "acknowledged", 1, "district"),
        progress(4, "planned", 1),
        progress(5, "launched", kind="district"),
        progress(6, "exempt"),
    )
    return Coverage(units, DAY)


def test_steps_count_who_reached_each_and_who_is_late_for_it(coverage: Coverage) -> None:
    counted = [(s.step, s.reached, s.total, s.late) for s in coverage.steps()]
    assert counted == [
        ("opened", 4, 5, 0), ("acknowledged", 3, 5, 2), ("planned", 2, 5, 1), ("launched", 1, 5, 1),
    ]  # fmt: skip
    assert coverage.steps()[3].share == 0.2
    assert Coverage((), DAY).steps()[0].share == 0


def test_groups_count_the_same_units(coverage: Coverage) -> None:
    rows = {row.group: (row.total, row.counts, row.late) for row in coverage.by_group()}
    assert rows == {
        GROUP_OF_KIND["department"]: (3, (2, 1, 1, 0), 3),
        GROUP_OF_KIND["district"]: (2, (2, 2, 1, 1), 1),
    }


def test_reached_is_never_said_of_the_exempt() -> None:
    assert not progress(1, "exempt").reached("opened")
    assert progress(1, "opened").reached("opened")


def duty(**days: date) -> SimpleNamespace:
    nothing = dict.fromkeys(("acknowledged_on", "planned_on", "launched_on", "exempted_on"))
    return SimpleNamespace(state="owed", **{**nothing, **days})


def test_step_on_counts_from_the_day_itself() -> None:
    planned = duty(acknowledged_on=date(2022, 2, 10), planned_on=DAY)
    assert step_on(planned, False, DAY) == "planned"
    assert step_on(planned, False, date(2022, 2, 14)) == "acknowledged"
    assert step_on(planned, True, date(2022, 2, 9)) == "opened"
    assert step_on(planned, False, date(2022, 2, 9)) == "sent"


def test_step_on_of_the_exempt_counts_from_their_day() -> None:
    exempt = duty(exempted_on=DAY)
    exempt.state = "exempt"
    assert step_on(exempt, True, DAY) == "exempt"
    assert step_on(exempt, True, date(2022, 2, 14)) == "opened"
    exempt.exempted_on = None
    assert step_on(exempt, True, date(2022, 2, 14)) == "exempt"


def test_lateness_begins_the_working_day_after() -> None:
    late = Lateness(DAY, WorkingCalendar())
    assert [late.of(date(2022, 2, day)) for day in (16, 15, 14, 11)] == [0, 0, 1, 2]
    assert late.of(None) == 0


def test_area_values_gather_what_stands_below(coverage: Coverage) -> None:
    tree = Tree([Node(10, "Huyện"), Node(1, "Xã", 10), Node(5, "Xã", 10), Node(6, "Xã")])
    values = area_values(coverage, tree, [10, 5, 6, 99, 4])
    assert values == {
        10: AreaValue(launched=1, total=2, level=2, late=True),
        5: AreaValue(1, 1, 4, late=False),
        6: AreaValue(0, 0, None, late=False),
        99: AreaValue(0, 0, None, late=False),
        4: AreaValue(0, 1, 3, late=True),
    }
    assert values[6].words == "không được giao"
    assert values[10].words == "1 / 2 đã phát động"
