"""The plan: units weighed by named facts, changed by people with reasons, issued on two papers."""

from datetime import date

import pytest

from tests.support.inspections import DAY, draft_plan, issue_plan, notified, post_of
from thidua.base import audit, registries
from thidua.base.access import Refused
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import RiskFact
from thidua.core.documents.layout import check_layout
from thidua.core.documents.render import render_docx
from thidua.subjects.inspections.documents import decision_document, plan_document
from thidua.subjects.inspections.enums import Choice, PlanState, VisitState
from thidua.subjects.inspections.errors import BadInput, Conflict, NotReady, WrongState
from thidua.subjects.inspections.models import Candidate, Visit
from thidua.subjects.inspections.selectors.risk import risks_of
from thidua.subjects.inspections.selectors.visits import plans_visible_to, visits_visible_to
from thidua.subjects.inspections.services import issuing, plans, teams
from thidua.subjects.orgs.models import Organization
from thidua.subjects.papers import services as papers
from thidua.subjects.papers.services.loading import load_library


@pytest.fixture
def plan(actor):
    return draft_plan(actor, "LC-SYT", "D108")


@pytest.fixture
def loud_health(laichau):
    """A colleague's subject knows something about the department of health."""
    health = Organization.objects.get(code="LC-SYT").pk

    def facts(units, day):
        return [RiskFact(health, "test.loud", "Bốn phong trào chưa phát động", 8)]

    registries.risk_facts.register("test", facts)
    yield health
    del registries.risk_facts.answers["test"]


def test_create_plan_brings_outline_and_weighs_every_unit(actor):
    plan = draft_plan(actor)
    assert [item.title for item in plan.outline.all()][:2] == [
        "Công tác chỉ đạo, điều hành",
        "Tổ chức phong trào thi đua",
    ]
    assert plan.outline.count() == 9
    assert plan.unit.code == "LC-UBND"
    codes = set(plan.candidates.values_list("organization__code", flat=True))
    assert {"LC-SYT", "D108", "W03517.2022", "LC-DN-PC"} <= codes
    assert "LC-BTDKT" not in codes
    assert plan.candidates.filter(proposed=True).count() == 12


def test_risk_is_the_sum_of_named_facts(actor, loud_health):
    risk = risks_of([loud_health], DAY)[loud_health]
    points = {fact.key: fact.points for fact in risk.facts}
    assert (points["test.loud"], points["inspections.unvisited"]) == (8, 3)
    assert risk.points == sum(points.values())
    assert risk.facts[0].key == "test.loud"
    plan = draft_plan(actor)
    first = plan.candidates.first()
    assert (first.unit_name, first.proposed) == ("Sở Y tế", True)
    assert first.points == sum(fact["points"] for fact in first.facts)
    assert first.facts[0]["words"] == "Bốn phong trào chưa phát động"


def test_weigh_units_keeps_what_people_decided(actor, plan, loud_health):
    plans.weigh_units(actor=actor("chuyenvien"), plan=plan)
    row = plan.candidates.get(organization_id=loud_health)
    assert (row.choice, row.proposed) == (Choice.CHOSEN, True)
    assert row.points >= 11


def test_choose_units_without_reason_when_not_proposed_is_refused(actor, plan):
    row = plan.candidates.filter(proposed=False, choice=Choice.OPEN).first()
    with pytest.raises(BadInput, match="Ghi lý do"):
        plans.choose_units(actor=actor("chuyenvien"), plan=plan, candidates=[row])
    assert plan.visits.count() == 2


def test_leave_out_units_keeps_the_reason_and_takes_the_visit_away(actor, plan):
    row = plan.candidates.get(organization__code="LC-SYT")
    officer = actor("chuyenvien")
    with pytest.raises(BadInput):
        plans.leave_out_units(actor=officer, plan=plan, candidates=[row], reason=" ")
    plans.leave_out_units(
        actor=officer, plan=plan, candidates=[row], reason="Thanh tra vừa làm việc"
    )
    row = Candidate.objects.get(pk=row.pk)
    assert (row.choice, row.reason) == (Choice.LEFT_OUT, "Thanh tra vừa làm việc")
    assert [visit.unit_name for visit in plan.visits.all()] == ["UBND huyện Sìn Hồ"]


@pytest.mark.parametrize("username", ["canbo.soyte", "thutruong.soyte", "kiemtra", "mattran"])
def test_create_plan_by_others_is_refused(actor, username):
    with pytest.raises(Refused):
        plans.create_plan(actor=actor(username), year=2022, name="KH", starts_on=DAY, ends_on=DAY)


def test_create_plan_with_days_turned_round_is_refused(actor):
    with pytest.raises(BadInput, match="Ngày bắt đầu"):
        plans.create_plan(
            actor=actor("chuyenvien"), year=2022, name="KH", starts_on=DAY, ends_on=date(2022, 1, 1)
        )


def test_edit_outline(actor, plan):
    officer = actor("chuyenvien")
    item = plans.save_outline_item(
        actor=officer, plan=plan, item=None, title="Chuyển đổi số", asks="Dùng hệ thống"
    )
    assert item.position == 10
    plans.save_outline_item(actor=officer, plan=plan, item=item, title="Số hóa", asks="Hồ sơ")
    plans.drop_outline_item(actor=officer, plan=plan, item=plan.outline.first())
    assert [row.title for row in plan.outline.all()][-1] == "Số hóa"
    assert plan.outline.count() == 9


def test_add_member_of_the_inspected_unit_is_refused_with_the_reason(actor, plan):
    visit = plan.visits.get(organization__code="LC-SYT")
    with pytest.raises(Conflict, match=r"Vàng Thị Dín.*không tham gia đoàn kiểm tra Sở Y tế"):
        teams.add_member(
            actor=actor("chuyenvien"), visit=visit, post=post_of("canbo.soyte"), role="member"
        )


def test_add_member_from_below_the_inspected_unit_is_refused(actor, plan):
    visit = plan.visits.get(organization__code="D108")
    with pytest.raises(Conflict):
        teams.add_member(
            actor=actor("chuyenvien"), visit=visit, post=post_of("canbo.namtam"), role="member"
        )


def test_add_second_head_is_refused(actor, plan):
    visit = plan.visits.get(organization__code="LC-SYT")
    with pytest.raises(BadInput, match="đã có trưởng đoàn"):
        teams.add_member(actor=actor("chuyenvien"), visit=visit, post=post_of("hiepy"), role="head")


def test_assign_team_leaves_out_visits_in_conflict(actor, plan):
    done = teams.assign_team(
        actor=actor("chuyenvien"),
        visits=list(plan.visits.all()),
        post=post_of("canbo.soyte"),
        role="member",
    )
    assert done.visits == 1
    assert [line.split(":")[0] for line in done.left_out] == ["Sở Y tế"]


def test_submit_plan_without_day_and_head_is_refused(actor, plan):
    Visit.objects.filter(plan=plan, organization__code="D108").update(day=None)
    teams.drop_member(
        actor=actor("chuyenvien"),
        member=plan.visits.get(organization__code="D108").team.get(role="head"),
    )
    with pytest.raises(NotReady) as refusal:
        issuing.submit_plan(actor=actor("chuyenvien"), plan=plan)
    assert refusal.value.missing == [
        "UBND huyện Sìn Hồ chưa có ngày kiểm tra",
        "UBND huyện Sìn Hồ chưa có trưởng đoàn",
    ]


def test_plan_stands_when_both_papers_are_issued(actor, plan):
    issuing.submit_plan(actor=actor("chuyenvien"), plan=plan)
    assert plan.state == PlanState.SUBMITTED
    assert (plan.plan_paper.kind, plan.team_paper.kind) == ("plan", "decision")
    with pytest.raises(WrongState):
        plans.weigh_units(actor=actor("chuyenvien"), plan=plan)
    plan.state = PlanState.SUBMITTED
    from tests.support.inspections import trip_to_issue

    trip_to_issue(actor, plan.plan_paper)
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED
    trip_to_issue(actor, plan.team_paper)
    plan.refresh_from_db()
    assert (plan.state, plan.issued_on) == (PlanState.ISSUED, DAY)


def test_returned_paper_makes_the_plan_a_draft_and_it_can_be_submitted_again(actor, plan):
    issuing.submit_plan(actor=actor("chuyenvien"), plan=plan)
    head = actor("lanhdao", "office_head")
    for paper in (plan.plan_paper, plan.team_paper):
        papers.return_paper(actor=head, paper_id=paper.pk, reason="Thêm đơn vị")
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT
    issuing.submit_plan(actor=actor("chuyenvien"), plan=plan)
    assert plan.state == PlanState.SUBMITTED


def test_submit_again_while_the_other_paper_says_something_else_is_refused(actor, plan):
    issuing.submit_plan(actor=actor("chuyenvien"), plan=plan)
    papers.return_paper(
        actor=actor("lanhdao", "office_head"), paper_id=plan.plan_paper_id, reason="Sửa"
    )
    plan.refresh_from_db()
    visit = plan.visits.get(organization__code="D108")
    teams.add_member(
        actor=actor("chuyenvien"), visit=visit, post=post_of("hiepy"), role="secretary"
    )
    with pytest.raises(WrongState, match="Rút văn bản về"):
        issuing.submit_plan(actor=actor("chuyenvien"), plan=plan)


def test_papers_of_the_plan_keep_the_layout(actor, plan):
    for document in (plan_document(plan, DAY), decision_document(plan, DAY)):
        assert check_layout(render_docx(document)) == []


def test_decision_cites_the_laws_in_force_on_its_day(actor, plan):
    load_library(actor=actor("chuyenvien"))
    assert decision_document(plan, DAY).bases == (
        "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 14 tháng 6 năm 2005",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 16 tháng 11 năm 2013",
        "Theo đề nghị của Cơ quan thường trực Hội đồng Thi đua - Khen thưởng tỉnh",
    )
    assert decision_document(plan, date(2024, 2, 1)).bases[0].endswith("ngày 15 tháng 6 năm 2022")
    assert check_layout(render_docx(decision_document(plan, DAY))) == []


def test_notify_units_fixes_the_self_check_ten_working_days_before(actor):
    visit = notified(actor)
    assert visit.state == VisitState.NOTIFIED
    assert visit.self_check_due == date(2022, 2, 24)  # ten working days before Thursday 10/03
    told = InboxMessage.objects.filter(key=f"inspection-notice:{visit.pk}:2022-03-10")
    assert set(told.values_list("user__username", flat=True)) == {"canbo.soyte", "thutruong.soyte"}


def test_notify_units_before_the_plan_is_issued_is_refused(actor, plan):
    with pytest.raises(WrongState, match="phải ban hành"):
        issuing.notify_units(actor=actor("chuyenvien"), plan=plan, visits=list(plan.visits.all()))


def test_cancel_visit_keeps_the_reason_and_ends_it(actor):
    visit = notified(actor)
    with pytest.raises(BadInput):
        issuing.cancel_visit(actor=actor("chuyenvien"), visit=visit, reason="")
    issuing.cancel_visit(actor=actor("chuyenvien"), visit=visit, reason="Mưa lũ chia cắt")
    assert (visit.state, visit.cancel_reason) == (VisitState.CANCELLED, "Mưa lũ chia cắt")
    with pytest.raises(WrongState):
        issuing.cancel_visit(actor=actor("chuyenvien"), visit=visit, reason="Lần nữa")


def test_close_plan_waits_for_every_visit(actor):
    visit = notified(actor)
    with pytest.raises(NotReady, match="Sở Y tế chưa kết thúc"):
        issuing.close_plan(actor=actor("chuyenvien"), plan=visit.plan)
    issuing.cancel_visit(actor=actor("chuyenvien"), visit=visit, reason="Mưa lũ")
    plan = issuing.close_plan(actor=actor("chuyenvien"), plan=visit.plan)
    assert (plan.state, plan.closed_on) == (PlanState.CLOSED, DAY)


def seen(actor, username, role=None):
    return list(visits_visible_to(actor(username, role)).values_list("unit_name", flat=True))


def test_unit_sees_its_visit_only_after_the_notice(actor, plan):
    assert seen(actor, "canbo.soyte") == []
    issue_plan(actor, plan)
    assert seen(actor, "canbo.soyte") == []
    issuing.notify_units(actor=actor("chuyenvien"), plan=plan, visits=list(plan.visits.all()))
    assert seen(actor, "canbo.soyte") == ["Sở Y tế"]
    assert seen(actor, "canbo.sinho") == ["UBND huyện Sìn Hồ"]
    assert seen(actor, "canbo.dienluc") == []


def test_inspector_sees_only_own_visits_and_leaders_all(actor, plan):
    teams.drop_member(
        actor=actor("chuyenvien"),
        member=plan.visits.get(organization__code="D108").team.get(user__username="kiemtra"),
    )
    assert seen(actor, "kiemtra") == ["Sở Y tế"]
    assert len(seen(actor, "lanhdao", "office_head")) == 2
    assert seen(actor, "mattran") == []


def test_front_sees_the_plan_once_it_is_issued(actor, plan):
    assert list(plans_visible_to(actor("mattran"))) == []
    issue_plan(actor, plan)
    assert list(plans_visible_to(actor("mattran"))) == [plan]
    assert list(plans_visible_to(actor("canbo.soyte"))) == []


def test_each_verb_leaves_one_event(actor, plan):
    before = len(audit.timeline(plan))
    plans.weigh_units(actor=actor("chuyenvien"), plan=plan)
    assert len(audit.timeline(plan)) == before + 1
