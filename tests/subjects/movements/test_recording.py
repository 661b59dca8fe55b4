"""The office records for a unit: forward only, days in order, nothing invented."""

from datetime import date, timedelta

import pytest

from thidua.base.access import Refused
from thidua.base.audit import timeline
from thidua.base.audit.models import AuditEvent
from thidua.base.errors import Refusal
from thidua.base.outbox.models import InboxMessage
from thidua.subjects.movements.enums import DutyState, Level, State
from thidua.subjects.movements.errors import BadInput, NotReady, WrongState
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.registrations import duty_rows, launch_rows
from thidua.subjects.movements.selectors.coverage import coverage_of
from thidua.subjects.movements.selectors.movements import visible_to
from thidua.subjects.movements.services.amending import withdraw_movement
from thidua.subjects.movements.services.duties import acknowledge_movement, exempt_unit
from thidua.subjects.movements.services.launching import return_movement
from thidua.subjects.movements.services.plans import Chosen, launch_at_unit, start_plan, submit_plan
from thidua.subjects.movements.services.recording import record_progress
from thidua.subjects.papers.services import issue_paper, number_paper, sign_paper

ISSUED = date(2022, 1, 28)  # the directive's own day
TODAY = date(2022, 2, 15)
ACKNOWLEDGED = {"acknowledged_on": date(2022, 2, 4)}
PLANNED = {"plan_number": "15/KH-UBND", "plan_day": date(2022, 2, 8)}
LAUNCHED = {"launched_on": date(2022, 2, 11), "place": "Hội trường UBND huyện", "attendance": 120}


@pytest.fixture
def duty(launched: Movement) -> Duty:
    return launched.duties.select_related("movement").get(organization__code="D108")


@pytest.fixture
def record(actor, duty):
    def doing(**values):
        fresh = Duty.objects.select_related("movement", "plan").get(pk=duty.pk)
        return record_progress(actor=actor("chuyenvien"), duty=fresh, **values)

    return doing


def test_record_progress_of_the_first_step_writes_duty_and_receipt(record, launched, duty):
    assert record(**ACKNOWLEDGED).state == DutyState.ACKNOWLEDGED
    duty.refresh_from_db()
    assert (duty.acknowledged_on, duty.plan) == (date(2022, 2, 4), None)
    receipt = launched.deliveries.get(organization_id=duty.organization_id)
    assert receipt.acknowledged_by.endswith("ghi nhận thay")
    assert receipt.opened_at == receipt.acknowledged_at


def test_record_progress_of_all_steps_leaves_what_the_units_own_way_leaves(record, launched):
    done = record(**ACKNOWLEDGED, **PLANNED, **LAUNCHED)
    plan = done.plan
    assert (done.state, done.planned_on, done.launched_on) == (
        DutyState.LAUNCHED,
        date(2022, 2, 8),
        date(2022, 2, 11),
    )
    assert (plan.parent, plan.level, plan.state) == (launched, Level.UNIT, State.LAUNCHED)
    assert (plan.unit_id, plan.owner_id) == (done.organization_id, done.organization_id)
    assert (plan.document_number, plan.issued_on) == ("15/KH-UBND", date(2022, 2, 8))
    assert (plan.launched_on, plan.year, plan.name) == (date(2022, 2, 11), 2022, launched.name)
    event = plan.launch_event
    assert (event.day, event.place, event.attendance) == (
        date(2022, 2, 11),
        "Hội trường UBND huyện",
        120,
    )


def test_record_progress_counts_on_the_board_from_its_own_days(record, launched):
    record(**ACKNOWLEDGED, **PLANNED, **LAUNCHED)

    def counted(day):
        return [step.reached for step in coverage_of(launched, day).steps()]

    assert counted(date(2022, 2, 3))[1:] == [0, 0, 0]
    assert counted(date(2022, 2, 4))[1:] == [1, 0, 0]
    assert counted(date(2022, 2, 8))[1:] == [1, 1, 0]
    assert counted(date(2022, 2, 11))[1:] == [1, 1, 1]
    assert counted(TODAY)[0] == 1


def test_record_progress_step_by_step_goes_on_from_where_it_stood(record):
    record(**ACKNOWLEDGED)
    planned = record(**PLANNED)
    assert (planned.state, planned.plan.state) == (DutyState.PLANNED, State.SUBMITTED)
    plan_id = planned.plan_id
    done = record(**LAUNCHED)
    assert (done.state, done.plan_id, done.plan.state) == (
        DutyState.LAUNCHED,
        plan_id,
        State.LAUNCHED,
    )


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_record_progress_leaves_one_event_and_tells_the_unit(record, actor, steps):
    given = {}
    for part in (ACKNOWLEDGED, PLANNED, LAUNCHED)[:steps]:
        given |= part
    before = AuditEvent.objects.count()
    done = record(**given, paper="Công văn số 21/UBND ngày 12/02/2022")
    assert AuditEvent.objects.count() == before + 1
    event = timeline(done.plan or done)[0]
    assert (event.verb, event.paper) == (
        "movements.record_for_unit",
        "Công văn số 21/UBND ngày 12/02/2022",
    )
    letter = InboxMessage.objects.get(
        user_id=actor("canbo.sinho").user_id, key__startswith="recorded-for-unit"
    )
    assert letter.subject.startswith("Đã ghi nhận thay đơn vị")
    assert "tiếp nhận ngày 04/02/2022" in letter.body
    assert ("15/KH-UBND ngày 08/02/2022" in letter.body) == (steps > 1)
    assert ("11/02/2022 tại Hội trường UBND huyện, 120 người dự" in letter.body) == (steps > 2)
    assert "Căn cứ: Công văn số 21/UBND" in letter.body


REACHED = [
    (ACKNOWLEDGED, ACKNOWLEDGED, "đã tiếp nhận ngày 04/02/2022"),
    ({**ACKNOWLEDGED, **PLANNED}, PLANNED, "đã ban hành kế hoạch ngày 08/02/2022"),
    ({**ACKNOWLEDGED, **PLANNED, **LAUNCHED}, LAUNCHED, "đã phát động ngày 11/02/2022"),
    ({**ACKNOWLEDGED, **PLANNED}, {**ACKNOWLEDGED, **LAUNCHED}, "đã tiếp nhận ngày 04/02/2022"),
]


@pytest.mark.parametrize(("first", "again", "words"), REACHED)
def test_record_progress_over_a_step_reached_names_it(record, duty, first, again, words):
    state = record(**first).state
    with pytest.raises(WrongState, match=words):
        record(**again)
    duty.refresh_from_db()
    assert duty.state == state


GAPS = [
    ({}, PLANNED, "Chưa ghi bước tiếp nhận"),
    ({}, LAUNCHED, "Chưa ghi bước tiếp nhận"),
    ({}, {**ACKNOWLEDGED, **LAUNCHED}, "Chưa ghi bước ban hành kế hoạch"),
    (ACKNOWLEDGED, LAUNCHED, "Chưa ghi bước ban hành kế hoạch"),
]


@pytest.mark.parametrize(("first", "then", "words"), GAPS)
def test_record_progress_over_a_gap_names_the_missing_step(record, first, then, words):
    if first:
        record(**first)
    with pytest.raises(WrongState, match=words):
        record(**then)


PARTS = [
    ({}, "Chưa ghi gì"),
    ({"plan_number": "  "}, "Chưa ghi gì"),
    ({**ACKNOWLEDGED, "plan_number": "15/KH-UBND"}, "cả số, ký hiệu và ngày"),
    ({**ACKNOWLEDGED, "plan_day": date(2022, 2, 8)}, "cả số, ký hiệu và ngày"),
    ({**ACKNOWLEDGED, **PLANNED, "plan_number": "/KH-UBND"}, "còn để trống"),
    ({**ACKNOWLEDGED, **PLANNED, "plan_number": "1" * 61}, "dài quá 60 chữ"),
    ({**ACKNOWLEDGED, **PLANNED, "place": "Hội trường"}, "cần ghi ngày phát động"),
    ({**ACKNOWLEDGED, **PLANNED, "attendance": 0}, "cần ghi ngày phát động"),
    ({**ACKNOWLEDGED, **PLANNED, **LAUNCHED, "place": " "}, "địa điểm"),
    ({**ACKNOWLEDGED, **PLANNED, **LAUNCHED, "place": "a" * 301}, "dài quá 300 chữ"),
    ({**ACKNOWLEDGED, **PLANNED, **LAUNCHED, "attendance": -1}, "Số người dự"),
    ({**ACKNOWLEDGED, **PLANNED, **LAUNCHED, "attendance": 1_000_001}, "Số người dự"),
]


@pytest.mark.parametrize(("given", "words"), PARTS)
def test_record_progress_of_half_a_step_says_what_belongs_to_it(record, duty, given, words):
    with pytest.raises(BadInput, match=words):
        record(**given)
    duty.refresh_from_db()
    assert (duty.state, duty.plan) == (DutyState.OWED, None)


ONE = timedelta(days=1)
# Each bound of the days: the last day that is refused, and the first that stands.
BOUNDS = [
    ({"acknowledged_on": ISSUED}, "acknowledged_on", -ONE, "trước ngày ban hành văn bản"),
    ({"acknowledged_on": TODAY}, "acknowledged_on", ONE, "sau hôm nay"),
    ({**ACKNOWLEDGED, **PLANNED, "plan_day": date(2022, 2, 4)}, "plan_day", -ONE, "tiếp nhận"),
    ({**ACKNOWLEDGED, **PLANNED, "plan_day": TODAY}, "plan_day", ONE, "sau hôm nay"),
    (
        {**ACKNOWLEDGED, **PLANNED, **LAUNCHED, "launched_on": date(2022, 2, 8)},
        "launched_on",
        -ONE,
        "trước ngày ban hành kế hoạch 08/02/2022",
    ),
    (
        {**ACKNOWLEDGED, **PLANNED, **LAUNCHED, "launched_on": TODAY},
        "launched_on",
        ONE,
        "sau hôm nay",
    ),
]


@pytest.mark.parametrize(("given", "which", "beyond", "words"), BOUNDS)
def test_record_progress_holds_the_days_between_their_bounds(record, given, which, beyond, words):
    with pytest.raises(BadInput, match=words):
        record(**{**given, which: given[which] + beyond})
    assert getattr(record(**given), {"plan_day": "planned_on"}.get(which, which)) == given[which]


def test_record_progress_measures_against_the_days_that_stand(record):
    record(**ACKNOWLEDGED)
    with pytest.raises(BadInput, match="trước ngày tiếp nhận 04/02/2022"):
        record(plan_number="15/KH-UBND", plan_day=date(2022, 2, 3))
    record(plan_number="15/KH-UBND", plan_day=date(2022, 2, 4))


def test_record_progress_of_an_exempt_unit_is_refused(record, actor, duty):
    exempt_unit(actor=actor("chuyenvien"), duty=duty, reason="Không có chức năng.")
    with pytest.raises(WrongState, match="không áp dụng cho UBND huyện Sìn Hồ"):
        record(**ACKNOWLEDGED)


def test_record_progress_of_a_movement_no_longer_running_is_refused(record, actor, launched):
    chair = actor("chutich", "province_chair")
    withdraw_movement(actor=chair, movement=launched, reason="Thay thế.", paper="Số 9/CT-UBND")
    with pytest.raises(WrongState, match="“Bãi bỏ”"):
        record(**ACKNOWLEDGED)


def test_record_progress_leaves_a_plan_the_unit_is_writing(record, actor, launched, duty):
    clerk = actor("canbo.sinho")
    acknowledge_movement(actor=clerk, movement=launched)
    duty.refresh_from_db()
    plan = start_plan(actor=clerk, duty=duty, chosen=Chosen([], [], []))
    with pytest.raises(WrongState, match="đang soạn kế hoạch trong hệ thống"):
        record(plan_number="15/KH-UBND", plan_day=TODAY)
    duty.refresh_from_db()
    assert duty.plan == plan


def test_record_progress_launches_the_plan_the_unit_issued_itself(record, actor, launched, duty):
    clerk = actor("canbo.sinho")
    acknowledge_movement(actor=clerk, movement=launched)
    duty.refresh_from_db()
    chosen = Chosen([row.pk for row in launched.contents.all()], [], [])
    plan = start_plan(actor=clerk, duty=duty, chosen=chosen)
    submit_plan(actor=clerk, plan=plan)
    sign_paper(actor=actor("thutruong.sinho"), paper_id=plan.paper_id)
    number_paper(actor=clerk, paper_id=plan.paper_id)
    issue_paper(actor=clerk, paper_id=plan.paper_id)
    done = record(launched_on=TODAY, place="Nhà văn hóa huyện")
    assert (done.state, done.plan_id, done.plan.state) == (
        DutyState.LAUNCHED,
        plan.pk,
        State.LAUNCHED,
    )


def test_launch_at_unit_of_a_plan_the_office_recorded(record, actor):
    plan = record(**ACKNOWLEDGED, **PLANNED).plan
    launch_at_unit(actor=actor("canbo.sinho"), plan=plan, day=TODAY, place="Hội trường")
    assert plan.answers.state == DutyState.LAUNCHED
    assert plan.answers.launched_on == TODAY


def test_launch_at_unit_without_a_paper_or_a_recorded_number_is_refused(record, actor):
    plan = record(**ACKNOWLEDGED, **PLANNED).plan
    Movement.objects.filter(pk=plan.pk).update(document_number="")
    plan.refresh_from_db()
    with pytest.raises(NotReady, match="ban hành"):
        launch_at_unit(actor=actor("canbo.sinho"), plan=plan, day=TODAY, place="Hội trường")


def test_recorded_plan_waits_for_the_unit_to_launch_and_for_nobody_to_approve(record, actor):
    plan = record(**ACKNOWLEDGED, **PLANNED).plan
    assert [row.action for row in duty_rows(actor("canbo.sinho"))] == ["Ghi nhận phát động"]
    assert launch_rows(actor("thutruong.sinho")) == []
    with pytest.raises(WrongState, match="ký, trả lại ở văn bản"):
        return_movement(actor=actor("thutruong.sinho"), movement=plan, reason="Xem lại")


def test_recorded_plan_is_seen_by_the_office_and_not_by_other_units(record, actor):
    plan = record(**ACKNOWLEDGED, **PLANNED).plan
    assert visible_to(actor("chuyenvien")).filter(pk=plan.pk).exists()
    assert visible_to(actor("canbo.sinho")).filter(pk=plan.pk).exists()
    assert not visible_to(actor("canbo.soyte")).filter(pk=plan.pk).exists()


def test_plan_the_unit_is_writing_is_not_seen_by_the_office(actor, launched, duty):
    acknowledge_movement(actor=actor("canbo.sinho"), movement=launched)
    duty.refresh_from_db()
    plan = start_plan(actor=actor("canbo.sinho"), duty=duty, chosen=Chosen([], [], []))
    assert not visible_to(actor("chuyenvien")).filter(pk=plan.pk).exists()


@pytest.mark.parametrize(
    ("username", "role", "may"),
    [
        ("chuyenvien", None, True),
        ("lanhdao", "office_head", True),
        ("vanthu", None, True),
        ("chutich", "province_chair", False),
        ("canbo.soyte", None, False),
        ("canbo.sinho", None, False),  # the unit itself acknowledges on its own page
        ("thutruong.sinho", None, False),
        ("quantri", None, False),
    ],
)
def test_record_progress_is_for_the_desk_of_who_launched(actor, duty, username, role, may):
    def doing():
        return record_progress(actor=actor(username, role), duty=duty, **ACKNOWLEDGED)

    if may:
        assert doing().state == DutyState.ACKNOWLEDGED
        return
    with pytest.raises(Refused):
        doing()
    duty.refresh_from_db()
    assert duty.state == DutyState.OWED


def test_record_progress_twice_from_the_same_page_writes_once(actor, duty):
    first = Duty.objects.select_related("movement").get(pk=duty.pk)
    second = Duty.objects.select_related("movement").get(pk=duty.pk)
    officer = actor("chuyenvien")
    record_progress(actor=officer, duty=first, **ACKNOWLEDGED, **PLANNED)
    with pytest.raises(Refusal):
        record_progress(actor=officer, duty=second, **ACKNOWLEDGED, **PLANNED)
    assert Movement.objects.filter(level=Level.UNIT).count() == 1
