"""From draft to launched: who may, what must stand, what everybody then owes."""

from datetime import date

import pytest

from thidua.base.access import Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage
from thidua.subjects.movements.enums import DutyState, State
from thidua.subjects.movements.errors import BadInput, NotReady, WrongState
from thidua.subjects.movements.models import Delivery, Duty
from thidua.subjects.movements.services.drafting import save_part
from thidua.subjects.movements.services.launching import (
    launch_movement,
    return_movement,
    submit_movement,
)
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.selectors import expand_set
from thidua.subjects.papers.enums import Purpose

FACTS = {
    "document_number": "02/CT-UBND",
    "issued_on": date(2022, 1, 28),
    "signer_title": "CHỦ TỊCH",
    "signer_name": "Trần Tiến Dũng",
}


def test_launch_movement_sends_each_recipient_what_it_owes(launched, day):
    carrying = set(expand_set("departments", day)) | set(expand_set("districts", day))
    purposes = dict(launched.deliveries.values_list("organization__code", "purpose"))
    assert purposes["TW-BTDKT"] == Purpose.REPORT
    assert purposes["LC-BLC"] == Purpose.KNOW
    assert set(launched.duties.values_list("organization_id", flat=True)) == carrying
    assert launched.deliveries.count() == len(carrying) + 2
    assert set(launched.duties.values_list("state", flat=True)) == {DutyState.OWED}


def test_launch_movement_fixes_due_days_by_the_parameters_of_the_day(launched):
    duty = launched.duties.get(organization__code="LC-SYT")
    assert duty.acknowledge_due == date(2022, 2, 18)  # 3 working days after Tuesday 15/02
    assert duty.plan_due == date(2022, 3, 15)  # 20 working days
    assert duty.launch_due == date(2022, 3, 17)  # 30 days


def test_launch_movement_tells_clerk_and_head_once(launched):
    told = InboxMessage.objects.filter(url=f"/duoc-giao/{launched.pk}/")
    names = sorted(told.values_list("user__username", flat=True))
    assert names == ["canbo.sinho", "canbo.soyte", "thutruong.sinho", "thutruong.soyte"]


def test_launch_movement_leaves_one_event(launched):
    events = AuditEvent.objects.filter(verb="movements.launch")
    assert events.count() == 1
    assert events[0].paper == "02/CT-UBND"


def test_launch_movement_refuses_a_clerk(actor, draft):
    submit_movement(actor=actor("chuyenvien"), movement=draft)
    with pytest.raises(Refused):
        launch_movement(actor=actor("chuyenvien"), movement=draft, gaps_confirmed=True, **FACTS)


def test_launch_movement_names_what_the_paper_lacks(actor, draft):
    submit_movement(actor=actor("chuyenvien"), movement=draft)
    chair = actor("chutich", "province_chair")
    with pytest.raises(NotReady) as refusal:
        launch_movement(actor=chair, movement=draft, gaps_confirmed=True)
    assert refusal.value.missing == [
        "thiếu số, ký hiệu văn bản", "thiếu ngày ban hành", "thiếu người ký",
    ]  # fmt: skip


def test_launch_movement_asks_to_confirm_gaps_that_only_warn(actor, draft):
    submit_movement(actor=actor("chuyenvien"), movement=draft)
    chair = actor("chutich", "province_chair")
    with pytest.raises(NotReady, match="tiêu chí thi đua"):
        launch_movement(actor=chair, movement=draft, **FACTS)
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert not Delivery.objects.exists()


def test_launch_movement_refuses_a_blank_number(actor, draft):
    submit_movement(actor=actor("chuyenvien"), movement=draft)
    with pytest.raises(BadInput, match="02/CT-UBND"):
        launch_movement(
            actor=actor("chutich", "province_chair"), movement=draft, gaps_confirmed=True,
            **{**FACTS, "document_number": "/CT-UBND"},
        )  # fmt: skip


def test_launch_movement_twice_is_refused(actor, launched):
    with pytest.raises(WrongState):
        launch_movement(
            actor=actor("chutich", "province_chair"),
            movement=launched,
            gaps_confirmed=True,
            **FACTS,
        )
    assert Duty.objects.count() == launched.duties.count()


def test_return_movement_needs_a_reason_and_opens_the_draft(actor, draft):
    submit_movement(actor=actor("chuyenvien"), movement=draft)
    chair = actor("chutich", "province_chair")
    with pytest.raises(BadInput):
        return_movement(actor=chair, movement=draft, reason=" ")
    return_movement(actor=chair, movement=draft, reason="Bổ sung cơ quan chủ trì từng chỉ tiêu.")
    assert draft.state == State.DRAFT


def test_submit_movement_of_another_unit_is_refused(actor, draft):
    draft.unit_id = Organization.objects.get(code="LC-SYT").pk
    draft.level = "unit"
    draft.save()
    with pytest.raises(Refused, match="đơn vị khác"):
        submit_movement(actor=actor("canbo.sinho"), movement=draft)


def test_launch_movement_owes_nothing_to_the_desk_that_runs_it(actor, draft):
    desk = Organization.objects.get(code="LC-BTDKT")
    save_part(
        actor=actor("chuyenvien"), movement=draft, part="noi-nhan", part_id=None,
        values={"printed": "Ban TĐKT tỉnh", "purpose": "carry_out", "units": [{"org": desk.pk}]},
    )  # fmt: skip
    submit_movement(actor=actor("chuyenvien"), movement=draft)
    launch_movement(
        actor=actor("chutich", "province_chair"), movement=draft, gaps_confirmed=True, **FACTS
    )
    assert draft.deliveries.get(organization=desk).purpose == Purpose.KNOW
    assert not draft.duties.filter(organization=desk).exists()
