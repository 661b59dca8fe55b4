"""A unit takes a movement up: acknowledges, plans, has the plan signed, launches, passes it on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from thidua.base.access import Refused
from thidua.subjects.movements.enums import DutyState, State
from thidua.subjects.movements.errors import BadInput, NotReady, WrongState
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.selectors.coverage import coverage_of
from thidua.subjects.movements.selectors.movements import gaps_of
from thidua.subjects.movements.services.drafting import save_part
from thidua.subjects.movements.services.duties import (
    acknowledge_movement,
    exempt_unit,
    has_unopened,
    mark_opened,
    remind_units,
)
from thidua.subjects.movements.services.launching import discard_movement
from thidua.subjects.movements.services.plans import (
    Chosen,
    launch_at_unit,
    start_plan,
    submit_plan,
)
from thidua.subjects.orgs.models import Organization
from thidua.subjects.papers.services import issue_paper, number_paper, return_paper, sign_paper


@pytest.fixture
def duty(launched: Movement) -> Duty:
    return launched.duties.get(organization__code="D108")


@pytest.fixture
def plan(actor, launched, duty) -> Movement:
    clerk = actor("canbo.sinho")
    acknowledge_movement(actor=clerk, movement=launched)
    duty.refresh_from_db()
    chosen = Chosen(
        contents=[row.pk for row in launched.contents.all()],
        targets=[row.pk for row in launched.targets.all()],
        tasks=[row.pk for row in launched.tasks.all()],
    )
    return start_plan(actor=clerk, duty=duty, chosen=chosen)


@pytest.fixture
def issued(actor, plan) -> Movement:
    submit_plan(actor=actor("canbo.sinho"), plan=plan)
    sign_paper(actor=actor("thutruong.sinho"), paper_id=plan.paper_id)
    number_paper(actor=actor("canbo.sinho"), paper_id=plan.paper_id)
    issue_paper(actor=actor("canbo.sinho"), paper_id=plan.paper_id)
    plan.refresh_from_db()
    return plan


def launch(actor, plan, **changes):
    facts = {"day": date(2022, 2, 14), "place": "Hội trường UBND huyện", "attendance": 120}
    return launch_at_unit(actor=actor("canbo.sinho"), plan=plan, **{**facts, **changes})


def test_acknowledge_movement_moves_duty_and_receipt(actor, launched, duty):
    acknowledge_movement(actor=actor("canbo.sinho"), movement=launched)
    duty.refresh_from_db()
    receipt = launched.deliveries.get(organization_id=duty.organization_id)
    assert duty.state == DutyState.ACKNOWLEDGED
    assert duty.acknowledged_on == date(2022, 2, 15)
    assert receipt.acknowledged_by.endswith("UBND huyện Sìn Hồ)")
    assert receipt.opened_at is not None


def test_acknowledge_movement_not_sent_to_the_unit_is_refused(actor, launched):
    with pytest.raises(BadInput, match="không gửi đến"):
        acknowledge_movement(actor=actor("canbo.dienluc"), movement=launched)


def test_mark_opened_writes_the_first_time_only(actor, launched, duty):
    clerk = actor("canbo.sinho")
    assert has_unopened(clerk, launched)
    mark_opened(clerk, launched)
    receipt = launched.deliveries.get(organization_id=duty.organization_id)
    mark_opened(actor("thutruong.sinho"), launched)
    again = launched.deliveries.get(organization_id=duty.organization_id)
    assert (receipt.opened_by, receipt.opened_at) == (again.opened_by, again.opened_at)
    assert not has_unopened(clerk, launched)


def test_start_plan_before_acknowledging_is_refused(actor, duty):
    with pytest.raises(WrongState, match="Tiếp nhận"):
        start_plan(actor=actor("canbo.sinho"), duty=duty, chosen=Chosen([], [], []))


def test_start_plan_takes_what_was_chosen_and_keeps_where_it_came_from(plan, launched):
    assert plan.parent == launched
    assert [row.derived_from for row in plan.contents.all()] == list(launched.contents.all())
    assert plan.targets.get().target.phrase == "3,1 %"
    assert plan.targets.get().target != launched.targets.get().target
    assert plan.bases.get().text == (
        "Chỉ thị số 02/CT-UBND ngày 28/1/2022 của Ủy ban nhân dân tỉnh Lai Châu về việc phát động "
        "phong trào thi đua “Thi đua thực hiện thắng lợi nhiệm vụ năm 2022”"
    )
    assert gaps_of(plan) == []


def test_start_plan_shows_what_it_leaves_out(actor, launched, duty):
    clerk = actor("canbo.sinho")
    acknowledge_movement(actor=clerk, movement=launched)
    duty.refresh_from_db()
    plan = start_plan(actor=clerk, duty=duty, chosen=Chosen([], [], []))
    assert [gap.kind for gap in gaps_of(plan)] == ["Nội dung", "Chỉ tiêu", "Nhiệm vụ"]


def test_discard_plan_lets_the_unit_start_another(actor, plan, duty):
    clerk = actor("canbo.sinho")
    discard_movement(actor=clerk, movement=plan)
    duty.refresh_from_db()
    assert (plan.state, duty.plan) == (State.WITHDRAWN, None)
    assert start_plan(actor=clerk, duty=duty, chosen=Chosen([], [], [])).pk != plan.pk


def test_submit_plan_writes_an_official_paper_for_the_head(actor, plan):
    from thidua.core.documents.layout import check_layout
    from thidua.subjects.papers.content import paper_docx

    submit_plan(actor=actor("canbo.sinho"), plan=plan)
    assert plan.state == State.SUBMITTED
    assert plan.paper.about == f"movements.Movement:{plan.pk}"
    assert check_layout(paper_docx(plan.paper)) == []


def test_returned_paper_opens_the_plan_again(actor, plan):
    submit_plan(actor=actor("canbo.sinho"), plan=plan)
    return_paper(actor=actor("thutruong.sinho"), paper_id=plan.paper_id, reason="Thêm thời hạn.")
    plan.refresh_from_db()
    assert plan.state == State.DRAFT
    submit_plan(actor=actor("canbo.sinho"), plan=plan)
    assert plan.state == State.SUBMITTED


def test_issued_paper_makes_the_duty_planned(issued, duty):
    duty.refresh_from_db()
    assert duty.state == DutyState.PLANNED
    assert issued.document_number == "01/KH-UBND"


def test_launch_at_unit_needs_the_issued_plan(actor, plan):
    submit_plan(actor=actor("canbo.sinho"), plan=plan)
    with pytest.raises(NotReady, match="ban hành"):
        launch(actor, plan)


def test_launch_at_unit_refuses_a_day_to_come(actor, issued):
    with pytest.raises(BadInput, match="sau hôm nay"):
        launch(actor, issued, day=date(2022, 2, 16))


def test_launch_at_unit_finishes_the_duty(actor, issued, duty):
    launch(actor, issued)
    duty.refresh_from_db()
    assert duty.state == DutyState.LAUNCHED
    assert issued.state == State.LAUNCHED
    assert issued.launch_event.attendance == 120


def test_launch_at_unit_passes_the_plan_on_to_units_below(actor, plan, duty):
    commune = Organization.objects.get(code="W03517.2022")
    save_part(
        actor=actor("canbo.sinho"), movement=plan, part="noi-nhan", part_id=None,
        values={"printed": "UBND xã", "purpose": "carry_out", "units": [{"org": commune.pk}]},
    )  # fmt: skip
    submit_plan(actor=actor("canbo.sinho"), plan=plan)
    sign_paper(actor=actor("thutruong.sinho"), paper_id=plan.paper_id)
    number_paper(actor=actor("canbo.sinho"), paper_id=plan.paper_id)
    issue_paper(actor=actor("canbo.sinho"), paper_id=plan.paper_id)
    plan.refresh_from_db()
    launch(actor, plan)
    assert plan.duties.get().organization == commune
    acknowledge_movement(actor=actor("canbo.namtam"), movement=plan)
    assert plan.duties.get().state == DutyState.ACKNOWLEDGED


def test_plan_of_another_unit_is_refused(actor, duty, launched):
    with pytest.raises(Refused, match="đơn vị khác"):
        start_plan(actor=actor("canbo.soyte"), duty=duty, chosen=Chosen([], [], []))


def test_remind_units_counts_and_skips_those_who_owe_nothing(actor, launched, duty):
    officer = actor("chuyenvien")
    exempt_unit(actor=officer, duty=launched.duties.get(organization__code="LC-SYT"), reason="Thử.")
    count = remind_units(actor=officer, movement=launched, duties=list(launched.duties.all()))
    assert count == launched.duties.count() - 1
    duty.refresh_from_db()
    assert (duty.reminders, duty.reminded_on) == (1, date(2022, 2, 15))


def test_remind_units_of_another_unit_s_movement_is_refused(actor, launched):
    with pytest.raises(Refused):
        remind_units(actor=actor("canbo.soyte"), movement=launched, duties=[])


def test_coverage_counts_what_had_happened_by_the_day(actor, issued, launched, day):
    launch(actor, issued)
    today = coverage_of(launched, day)
    total = launched.duties.count()
    assert [(step.step, step.reached) for step in today.steps()] == [
        ("opened", 1), ("acknowledged", 1), ("planned", 1), ("launched", 1),
    ]  # fmt: skip
    assert {step.total for step in today.steps()} == {total}
    assert today.late == []
    before = coverage_of(launched, day - timedelta(days=2))
    assert before.steps()[3].reached == 0


def test_coverage_of_a_day_before_the_exemption_still_counts_the_unit(actor, launched, duty, day):
    before = coverage_of(launched, day)
    later = replace(actor("chuyenvien"), day=day + timedelta(days=9))
    exempt_unit(actor=later, duty=duty, reason="Không thuộc đối tượng.")
    assert coverage_of(launched, day) == before
    assert len(coverage_of(launched, later.day).counted) == len(before.counted) - 1


def test_coverage_puts_the_late_first_in_working_days(launched):
    late = coverage_of(launched, date(2022, 2, 22))
    assert {unit.days_late for unit in late.units} == {2}
    assert len(late.late) == launched.duties.count()
