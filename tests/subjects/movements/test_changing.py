"""Compare-and-set: a step is taken from the state that was seen, or not at all."""

from datetime import date

import pytest

from tests.support.people import make_unit
from thidua.base.errors import StaleVersion
from thidua.subjects.movements.enums import DutyState, Level, State
from thidua.subjects.movements.errors import WrongState
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.services.changing import move_duty, move_state, touch_draft

DAY = date(2022, 2, 15)


@pytest.fixture
def movement(db: None) -> Movement:
    unit = make_unit("S", "Sở Mẫu")
    return Movement.objects.create(level=Level.PROVINCE, unit=unit, name="Mẫu", year=2022)


@pytest.fixture
def duty(movement: Movement) -> Duty:
    return Duty.objects.create(
        movement=movement, organization_id=movement.unit_id, unit_name="Sở Mẫu",
        unit_kind="department", acknowledge_due=DAY, plan_due=DAY, launch_due=DAY,
    )  # fmt: skip


def test_move_state_takes_the_step_once(movement: Movement) -> None:
    move_state(movement, expected=[State.DRAFT], to=State.SUBMITTED, theme="Mới")
    assert (movement.state, movement.revision, movement.theme) == (State.SUBMITTED, 1, "Mới")
    with pytest.raises(WrongState, match="“Đã trình”"):
        move_state(movement, expected=[State.DRAFT], to=State.SUBMITTED, theme="Khác")
    assert (movement.revision, movement.theme) == (1, "Mới")


def test_move_state_of_one_leaves_the_others(movement: Movement) -> None:
    other = Movement.objects.create(
        level=Level.PROVINCE, unit=movement.unit, name="Khác", year=2022
    )
    move_state(movement, expected=[State.DRAFT], to=State.SUBMITTED)
    other.refresh_from_db()
    assert (other.state, other.revision) == (State.DRAFT, 0)


def test_touch_draft_of_an_older_revision_is_refused(movement: Movement) -> None:
    touch_draft(movement, 0, theme="Một")
    with pytest.raises(StaleVersion, match="Người khác"):
        touch_draft(movement, 0, theme="Hai")
    assert (movement.theme, movement.revision) == ("Một", 1)
    touch_draft(movement, None, theme="Ba")
    assert (movement.theme, movement.revision) == ("Ba", 2)


def test_touch_draft_of_a_locked_movement_names_its_state(movement: Movement) -> None:
    move_state(movement, expected=[State.DRAFT], to=State.LAUNCHED)
    with pytest.raises(WrongState, match="nội dung đã khóa"):
        touch_draft(movement, 1, theme="Hai")
    assert movement.theme == ""


def test_move_duty_takes_the_step_once(duty: Duty) -> None:
    move_duty(duty, expected=[DutyState.OWED], to=DutyState.ACKNOWLEDGED, acknowledged_on=DAY)
    assert (duty.state, duty.acknowledged_on) == (DutyState.ACKNOWLEDGED, DAY)
    with pytest.raises(WrongState, match="Sở Mẫu đang ở trạng thái “Đã tiếp nhận”"):
        move_duty(duty, expected=[DutyState.OWED], to=DutyState.ACKNOWLEDGED)
