"""A launched movement is corrected on the record, never edited."""

from datetime import date

import pytest

from thidua.subjects.movements.enums import AmendmentKind, Level, State
from thidua.subjects.movements.errors import BadInput, WrongState
from thidua.subjects.movements.services.amending import amend_movement, withdraw_movement
from thidua.subjects.movements.services.drafting import create_movement, edit_movement
from thidua.subjects.movements.services.launching import (
    archive_movement,
    close_movement,
    record_interim_review,
    start_closing,
)

PAPER = "Công văn số 15/UBND-NC ngày 10/02/2022"


def test_edit_launched_movement_is_refused(actor, launched):
    with pytest.raises(WrongState, match="đã khóa"):
        edit_movement(
            actor=actor("chuyenvien"), movement=launched, revision=None, fields={"theme": "Khác"}
        )


def test_extend_movement_makes_a_version_that_all_acknowledge_again(actor, launched):
    first = launched.deliveries.count()
    amendment = amend_movement(
        actor=actor("chutich", "province_chair"),
        movement=launched,
        kind=AmendmentKind.EXTEND,
        reason="Dịch bệnh kéo dài.",
        paper=PAPER,
        changes={"ends_on": date(2023, 3, 31)},
    )
    assert (launched.version, launched.ends_on) == (2, date(2023, 3, 31))
    assert amendment.before == {"ends_on": "2022-12-31"}
    assert launched.deliveries.filter(version=2).count() == first


def test_extend_movement_to_an_earlier_day_is_refused(actor, launched):
    with pytest.raises(BadInput, match="sau ngày kết thúc"):
        amend_movement(
            actor=actor("chutich", "province_chair"), movement=launched,
            kind=AmendmentKind.EXTEND, reason="Thử.", paper=PAPER,
            changes={"ends_on": date(2022, 6, 30)},
        )  # fmt: skip


def test_withdraw_movement_keeps_its_trace(actor, launched):
    child = create_movement(
        actor=actor("chuyenvien"), unit_id=launched.unit_id, name="Dân vận khéo", year=2022,
        level=Level.THEMATIC, parent=launched, state=State.LAUNCHED,
    )  # fmt: skip
    withdraw_movement(
        actor=actor("chutich", "province_chair"), movement=launched, reason="Trùng.", paper=PAPER
    )
    assert launched.state == State.WITHDRAWN
    assert child.__class__.objects.get(pk=child.pk).state == State.WITHDRAWN
    assert launched.amendments.get().reason == "Trùng."


def test_states_follow_the_workflow_in_order(actor, launched):
    officer = actor("chuyenvien")
    with pytest.raises(WrongState):
        close_movement(actor=officer, movement=launched, note="Sớm quá.")
    record_interim_review(actor=officer, movement=launched, note="Báo cáo sơ kết số 10.")
    start_closing(actor=officer, movement=launched)
    close_movement(actor=officer, movement=launched, note="Báo cáo tổng kết số 99.")
    archive_movement(actor=officer, movement=launched)
    assert launched.state == State.ARCHIVED
