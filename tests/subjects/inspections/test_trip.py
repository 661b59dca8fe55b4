"""From the self-check to the last duty mended, with what is refused on the way."""

from datetime import date, timedelta

import pytest

from tests.support.inspections import (
    DAY,
    concluded,
    find,
    minuted,
    notified,
    trip_to_issue,
    visited,
)
from thidua.base import audit
from thidua.base.access import Refused
from thidua.base.errors import StaleVersion
from thidua.base.outbox.models import InboxMessage
from thidua.core.documents.layout import check_layout
from thidua.core.documents.render import render_docx
from thidua.subjects.inspections.documents import (
    conclusion_document,
    minutes_document,
    self_check_document,
)
from thidua.subjects.inspections.enums import (
    FollowUpState,
    MinutesState,
    SelfCheckState,
    VisitState,
)
from thidua.subjects.inspections.errors import BadInput, NotReady, WrongState
from thidua.subjects.inspections.models import FollowUp, Visit
from thidua.subjects.inspections.services import (
    concluding,
    following,
    minutes,
    self_checks,
    visits,
)
from thidua.subjects.inspections.services.self_checks import Answered
from thidua.subjects.papers import services as papers


def answer_all(actor, visit, verdict="met", words="Đã làm đủ"):
    answers = {item.pk: Answered(verdict, words) for item in visit.plan.outline.all()}
    return self_checks.save_self_check(
        actor=actor("canbo.soyte"), visit=visit, answers=answers, summary="Tốt", proposals=""
    )


def test_save_self_check_keeps_an_incomplete_draft(actor):
    visit = notified(actor)
    item = visit.plan.outline.first()
    kept = self_checks.save_self_check(
        actor=actor("canbo.soyte"), visit=visit, answers={item.pk: Answered("met", "")},
        summary="", proposals="",
    )  # fmt: skip
    assert kept.answers.count() == 9
    with pytest.raises(NotReady, match="Chưa tự đánh giá"):
        self_checks.submit_self_check(actor=actor("canbo.soyte"), visit=visit)


def test_submit_self_check_asks_why_a_heading_is_not_met(actor):
    visit = notified(actor)
    answer_all(actor, visit, "not_met", "")
    with pytest.raises(NotReady, match="Chưa nêu tồn tại"):
        self_checks.submit_self_check(actor=actor("canbo.soyte"), visit=visit)


def test_self_check_is_sent_when_the_head_has_signed_and_it_is_issued(actor):
    visit = notified(actor)
    kept = answer_all(actor, visit)
    assert check_layout(render_docx(self_check_document(kept, DAY))) == []
    kept = self_checks.submit_self_check(actor=actor("canbo.soyte"), visit=visit)
    assert kept.state == SelfCheckState.SUBMITTED
    with pytest.raises(WrongState, match="Đã trình"):
        answer_all(actor, visit)
    trip_to_issue(actor, kept.paper)
    visit.refresh_from_db()
    kept.refresh_from_db()
    assert (visit.state, visit.self_checked_on) == (VisitState.SELF_CHECKED, DAY)
    assert (kept.state, kept.sent_by) == (SelfCheckState.SENT, "Bùi Đức Hậu")
    told = InboxMessage.objects.filter(key=f"inspection-self-check:{visit.pk}")
    assert set(told.values_list("user__username", flat=True)) == {"kiemtra", "hoidong"}


def test_returned_self_check_is_a_draft_again(actor):
    visit = notified(actor)
    answer_all(actor, visit)
    kept = self_checks.submit_self_check(actor=actor("canbo.soyte"), visit=visit)
    papers.return_paper(actor=actor("thutruong.soyte"), paper_id=kept.paper_id, reason="Bổ sung")
    kept.refresh_from_db()
    assert kept.state == SelfCheckState.DRAFT
    answer_all(actor, visit, words="Đã bổ sung")
    assert (
        self_checks.submit_self_check(actor=actor("canbo.soyte"), visit=visit).state == "submitted"
    )


def test_save_self_check_over_somebody_elses_edit_is_refused(actor):
    visit = notified(actor)
    kept = answer_all(actor, visit)
    with pytest.raises(StaleVersion):
        self_checks.save_self_check(
            actor=actor("canbo.soyte"), visit=visit, answers={}, summary="", proposals="",
            revision=kept.revision - 1,
        )  # fmt: skip


@pytest.mark.parametrize("username", ["canbo.sinho", "kiemtra", "mattran"])
def test_save_self_check_for_another_unit_is_refused(actor, username):
    visit = notified(actor)
    with pytest.raises(Refused):
        self_checks.save_self_check(
            actor=actor(username), visit=visit, answers={}, summary="", proposals=""
        )


def test_record_visit_sets_the_day_of_the_conclusion(actor):
    visit = visited(actor)
    assert (visit.state, visit.visited_on) == (VisitState.VISITED, DAY)
    assert visit.conclusion_due == date(2022, 3, 8)  # fifteen working days
    with pytest.raises(WrongState):
        visits.record_visit(actor=actor("kiemtra"), visit=visit, day=DAY)


def test_record_visit_by_a_plain_member_is_refused(actor):
    with pytest.raises(Refused, match="trưởng đoàn"):
        visits.record_visit(actor=actor("hoidong"), visit=notified(actor), day=DAY)


def test_record_visit_in_the_future_is_refused(actor):
    with pytest.raises(BadInput):
        visits.record_visit(
            actor=actor("kiemtra"), visit=notified(actor), day=DAY + timedelta(days=1)
        )


def test_save_notes_over_a_colleagues_is_refused(actor):
    visit = notified(actor)
    visits.save_notes(actor=actor("kiemtra"), visit=visit, notes="Hỏi về quỹ", revision=0)
    with pytest.raises(StaleVersion):
        visits.save_notes(actor=actor("hoidong"), visit=visit, notes="Khác", revision=0)
    with pytest.raises(Refused):
        visits.save_notes(actor=actor("canbo.soyte"), visit=visit, notes="Nhìn trộm")


def test_send_minutes_without_findings_is_refused(actor):
    visit = visited(actor)
    with pytest.raises(NotReady) as refusal:
        minutes.send_minutes(actor=actor("kiemtra"), visit=visit)
    assert refusal.value.missing == ["chưa có phát hiện nào", "chưa ghi thành phần của đơn vị"]


def test_agree_minutes_locks_them_as_the_file_both_saw(actor):
    visit = minuted(actor)
    agreed = visit.minutes
    assert (agreed.state, agreed.agreed_on) == (MinutesState.AGREED, DAY)
    assert agreed.agreed_by.startswith("Bùi Đức Hậu")
    assert agreed.docx.read()[:2] == b"PK"
    assert check_layout(render_docx(minutes_document(visit, DAY))) == []
    with pytest.raises(WrongState):
        minutes.reopen_minutes(actor=actor("kiemtra"), visit=visit, reason="Muộn")
    with pytest.raises(WrongState):
        find(actor, visit, "Sau khi ký")


def test_agree_minutes_by_the_clerk_or_the_team_is_refused(actor):
    visit = visited(actor)
    find(actor, visit)
    minutes.save_minutes(actor=actor("kiemtra"), visit=visit, unit_present="GĐ", course="")
    minutes.send_minutes(actor=actor("kiemtra"), visit=visit)
    for username in ("canbo.soyte", "kiemtra", "thutruong.sinho"):
        with pytest.raises(Refused):
            minutes.agree_minutes(actor=actor(username), visit=visit)


def test_record_signed_minutes_keeps_the_scan(actor):
    visit = visited(actor)
    find(actor, visit)
    scan = render_docx(minutes_document(visit, DAY))
    signed = minutes.record_signed_minutes(
        actor=actor("kiemtra"), visit=visit, signed_by="Bùi Đức Hậu, Giám đốc", remark="",
        name="bien-ban.docx", content=scan,
    )  # fmt: skip
    assert (signed.state, signed.signed_file.read()) == (MinutesState.AGREED, scan)


def test_submit_conclusion_before_the_minutes_are_agreed_is_refused(actor):
    visit = visited(actor)
    with pytest.raises(NotReady, match="Biên bản"):
        concluding.submit_conclusion(actor=actor("kiemtra"), visit=visit)


def test_conclusion_binds_when_its_paper_is_issued(actor):
    visit = concluded(actor)
    assert (visit.state, visit.concluded_on) == (VisitState.FOLLOW_UP, DAY)
    assert check_layout(render_docx(conclusion_document(visit, DAY))) == []
    told = InboxMessage.objects.filter(key__startswith=f"inspection-conclusion:{visit.pk}:")
    assert set(told.values_list("user__username", flat=True)) == {"canbo.soyte", "thutruong.soyte"}
    with pytest.raises(WrongState):
        concluding.save_conclusion(actor=actor("kiemtra"), visit=visit, assessment="Sửa lén")


def test_conclusion_without_duties_is_closed_by_hand(actor):
    visit = concluded(actor, duties=0)
    assert visit.state == VisitState.CONCLUDED
    concluding.close_visit(actor=actor("kiemtra"), visit=visit)
    assert (visit.state, visit.closed_on) == (VisitState.CLOSED, DAY)


def test_follow_up_due_today_is_refused(actor):
    visit = minuted(actor)
    with pytest.raises(BadInput, match="sau hôm nay"):
        concluding.save_follow_up(
            actor=actor("kiemtra"), visit=visit, follow_up=None, what="Lập sổ", due_on=DAY
        )


def prove(actor, duty, words="Đã lập sổ"):
    return following.send_proof(actor=actor("canbo.soyte"), follow_up=duty, words=words)


def test_last_accepted_duty_closes_the_visit(actor):
    visit = concluded(actor)
    first, second = visit.follow_ups.all()
    for duty in (first, second):
        prove(actor, duty)
        following.accept_proof(actor=actor("kiemtra"), follow_up=duty)
        visit.refresh_from_db()
        expected = VisitState.CLOSED if duty == second else VisitState.FOLLOW_UP
        assert visit.state == expected
    assert visit.closed_on == DAY


def test_returned_proof_asks_for_another(actor):
    duty = concluded(actor).follow_ups.first()
    prove(actor, duty)
    with pytest.raises(WrongState):
        prove(actor, duty, "Lần nữa")
    with pytest.raises(BadInput):
        following.return_proof(actor=actor("kiemtra"), follow_up=duty, answer="")
    following.return_proof(actor=actor("kiemtra"), follow_up=duty, answer="Thiếu bản chụp")
    assert duty.state == FollowUpState.RETURNED
    proof = prove(actor, duty, "Đã gửi bản chụp")
    assert duty.proofs.count() == 2
    assert following.proof_waits(f"inspection-proof:{proof.pk}")
    following.accept_proof(actor=actor("kiemtra"), follow_up=duty)
    assert not following.proof_waits(f"inspection-proof:{proof.pk}")


def test_prove_and_judge_by_the_wrong_side_are_refused(actor):
    duty = concluded(actor).follow_ups.first()
    for username in ("canbo.sinho", "kiemtra"):
        with pytest.raises(Refused):
            following.send_proof(actor=actor(username), follow_up=duty, words="Xong")
    prove(actor, duty)
    for username in ("canbo.soyte", "canbo.sinho", "mattran"):
        with pytest.raises(Refused):
            following.accept_proof(actor=actor(username), follow_up=duty)


def test_press_units_reminds_those_who_owe(actor):
    visit = concluded(actor)
    first, _second = visit.follow_ups.all()
    prove(actor, first)
    count = following.press_units(
        actor=actor("chuyenvien"), follow_ups=list(FollowUp.objects.all()), words=""
    )
    assert count == 1


def test_every_step_leaves_one_event_on_the_visit(actor):
    visit = concluded(actor)
    verbs = [event.verb for event in reversed(audit.timeline(Visit.objects.get(pk=visit.pk)))]
    assert verbs == [
        "inspections.set_visit",
        "inspections.add_member",
        "inspections.add_member",
        "inspections.record_visit",
        "inspections.note_finding",
        "inspections.note_finding",
        "inspections.save_minutes",
        "inspections.send_minutes",
        "inspections.agree",
        "inspections.save_conclusion",
        "inspections.save_follow_up",
        "inspections.save_follow_up",
        "inspections.submit_conclusion",
    ]


def test_heir_of_an_ended_unit_goes_on_with_what_is_open(actor):
    from thidua.subjects.inspections.services.inheriting import take_over
    from thidua.subjects.orgs.models import Organization

    visit = concluded(actor, duties=1)
    heir = Organization.objects.get(code="LC-STC")
    system = actor("chuyenvien")
    assert take_over(system, visit.organization_id, heir.pk) == 2
    visit.refresh_from_db()
    duty = visit.follow_ups.get()
    assert (visit.organization_id, visit.unit_name) == (heir.pk, "Sở Tài chính")
    assert (duty.organization_id, duty.unit_name) == (heir.pk, "Sở Tài chính")
    assert take_over(system, Organization.objects.get(code="LC-SYT").pk, heir.pk) == 0


def test_heir_that_is_visited_already_stands_for_both(actor):
    from thidua.subjects.inspections.services.inheriting import take_over

    visit = notified(actor, "LC-SYT", "D108")
    health = visit.plan.visits.get(organization__code="LC-SYT")
    district = visit.plan.visits.get(organization__code="D108")
    take_over(actor("chuyenvien"), health.organization_id, district.organization_id)
    health.refresh_from_db()
    assert health.state == VisitState.CANCELLED
    assert "đã có trong kế hoạch này" in health.cancel_reason
