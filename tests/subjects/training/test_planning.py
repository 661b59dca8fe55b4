"""Planning, changing and cancelling a course; the summons that follows its paper."""

from datetime import date, time

import pytest

from tests.support.training import CLASS_DAY, issue, planned_of, unit
from thidua.base.access import Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage, OutgoingMail
from thidua.core.documents.layout import check_layout
from thidua.subjects.papers.content import document_of, paper_docx
from thidua.subjects.training.enums import CourseState, SummonsState
from thidua.subjects.training.errors import BadInput, NotReady, WrongState
from thidua.subjects.training.models import Course, Summons
from thidua.subjects.training.selectors.audience import units_meant
from thidua.subjects.training.services.inviting import draft_paper, invite_units
from thidua.subjects.training.services.planning import (
    Hours,
    cancel_course,
    drop_session,
    edit_course,
    plan_course,
    save_session,
)

DAY = date(2022, 2, 15)


def told(username, kind="training"):
    rows = InboxMessage.objects.filter(user__username=username, kind=kind).order_by("pk")
    return [row.subject for row in rows]


def test_plan_course_keeps_its_days_from_its_sessions(planned):
    assert (planned.state, planned.starts_on, planned.ends_on) == (
        CourseState.PLANNED, CLASS_DAY, CLASS_DAY,
    )  # fmt: skip
    assert AuditEvent.objects.filter(verb="training.plan").count() == 1


@pytest.mark.parametrize("username", ["canbo.soyte", "thutruong.soyte", "chutich", "quantri"])
def test_plan_course_is_for_trainers_and_the_desk(actor, username):
    with pytest.raises(Refused, match="Việc này dành cho"):
        planned_of(actor(username))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": " "}, "Cần ghi tên lớp"),
        ({"audiences": ["ai-do"]}, "Không có đối tượng này: ai-do"),
        ({"sets": ["nhom-la"]}, "Không có nhóm đơn vị này: nhom-la"),
        ({"seats_per_unit": 0}, "phải từ 1"),
    ],
)
def test_plan_course_refuses(trainer, values, words):
    with pytest.raises(BadInput, match=words):
        planned_of(trainer, **values)


def test_units_meant_follow_audience_and_set(trainer):
    districts = planned_of(trainer, units=[], audiences=["district-staff"])
    assert len(units_meant(districts, DAY)) == 8
    none = planned_of(trainer, units=[], audiences=["commune-staff"], sets=["districts"])
    assert units_meant(none, DAY) == []
    added = planned_of(trainer, units=[unit("LC-SYT")], audiences=["district-staff"])
    assert len(units_meant(added, DAY)) == 9


def test_units_meant_include_those_of_people_asked_for(trainer, actor):
    course = planned_of(trainer, units=[], wanted_posts=[actor("canbo.soyte").post_id])
    assert units_meant(course, DAY) == [unit("LC-SYT")]


def test_invite_units_asks_each_once_with_a_due_day(invited, trainer):
    rows = list(Summons.objects.filter(course=invited).values_list("seats", "due_on", "state"))
    # Ten working days before 10/03/2022.
    assert rows == [(2, date(2022, 2, 24), SummonsState.WAITING)] * 2
    assert (invited.state, invited.pass_mark, invited.share_present) == ("invited", 50, 80)
    assert told("canbo.soyte") == [
        "Triệu tập: cử người dự lớp “Tập huấn nghiệp vụ thi đua, khen thưởng năm 2022”"
    ]
    with pytest.raises(WrongState, match="Đã triệu tập"):
        invite_units(actor=trainer, course=invited, number="46/BTĐKT")


def test_invite_units_says_what_is_missing(trainer):
    bare = plan_course(actor=trainer, values={"name": "Lớp chưa xếp lịch"})
    with pytest.raises(NotReady, match=r"có ít nhất một buổi.*có địa điểm"):
        invite_units(actor=trainer, course=bare, number="1")
    late = planned_of(trainer)
    Course.objects.filter(pk=late.pk).update(starts_on=date(2022, 2, 14))
    late.refresh_from_db()
    with pytest.raises(NotReady, match="ngày khai giảng chưa qua"):
        invite_units(actor=trainer, course=late, number="1")
    with pytest.raises(BadInput, match="số giấy triệu tập"):
        invite_units(actor=trainer, course=late, number=" ")


def test_course_is_invited_when_its_summons_is_issued(planned, trainer, actor):
    paper = draft_paper(actor=trainer, course=planned, kind="summons")
    planned.refresh_from_db()
    assert planned.state == CourseState.PLANNED
    issue(paper, trainer, actor("lanhdao", "office_head"))
    planned.refresh_from_db()
    assert (planned.state, planned.invited_on) == (CourseState.INVITED, DAY)
    assert planned.summons.count() == 2
    assert planned.summons_code == "01/BTĐKT"


@pytest.mark.parametrize("kind", ["plan", "decision", "summons"])
def test_papers_of_a_course_keep_the_layout_of_the_office(planned, trainer, kind):
    paper = draft_paper(actor=trainer, course=planned, kind=kind)
    assert check_layout(paper_docx(paper)) == []
    assert "tập huấn nghiệp vụ thi đua, khen thưởng năm 2022" in document_of(paper).subject
    with pytest.raises(WrongState, match="mở văn bản ấy để sửa"):
        draft_paper(actor=trainer, course=planned, kind=kind)


def test_draft_paper_refuses_a_paper_of_another_step(planned, trainer, actor):
    with pytest.raises(WrongState, match="không còn lập báo cáo kết quả"):
        draft_paper(actor=trainer, course=planned, kind="report")
    with pytest.raises(Refused):
        draft_paper(actor=actor("canbo.soyte"), course=planned, kind="plan")


def test_moving_a_session_sends_everybody_a_new_edition_of_the_calendar(named, trainer):
    course = named.course
    session = course.sessions.first()
    save_session(
        actor=trainer, course=course, session=session,
        hours=Hours(date(2022, 3, 17), time(8, 0), time(11, 0)),
    )  # fmt: skip
    course.refresh_from_db()
    assert (course.sequence, course.ends_on) == (1, date(2022, 3, 17))
    first, second = InboxMessage.objects.filter(user__username="canbo.soyte").exclude(
        calendar=""
    ).order_by("pk")  # fmt: skip
    uid = f"UID:training-session-{session.pk}@"
    assert (uid in first.calendar, uid in second.calendar) == (True, True)
    assert "SEQUENCE:0" in first.calendar
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20220317T080000" in second.calendar
    assert "SEQUENCE:1" in second.calendar
    # Urgent: people travel.
    letter = OutgoingMail.objects.get(user__username="canbo.soyte", urgent=True)
    assert letter.calendars == [second.calendar]


def test_dropping_a_session_takes_it_out_of_the_calendars(named, trainer):
    session = named.course.sessions.last()
    pk = session.pk
    drop_session(actor=trainer, session=session)
    calendar = InboxMessage.objects.filter(user__username="canbo.soyte").latest("pk").calendar
    gone = calendar[calendar.index(f"UID:training-session-{pk}@") :]
    assert "STATUS:CANCELLED" in gone
    with pytest.raises(WrongState, match="còn ít nhất một buổi"):
        drop_session(actor=trainer, session=named.course.sessions.get())


def test_cancel_course_tells_all_and_cancels_in_their_calendars(named, trainer):
    course = cancel_course(actor=trainer, course=named.course, reason="Mưa lũ, đường sạt lở")
    assert (course.state, course.sequence) == (CourseState.CANCELLED, 1)
    message = InboxMessage.objects.filter(user__username="canbo.soyte").latest("pk")
    assert message.subject.startswith("Hủy lớp")
    assert "METHOD:CANCEL" in message.calendar
    assert "SEQUENCE:1" in message.calendar
    with pytest.raises(WrongState, match="Đã hủy"):
        cancel_course(actor=trainer, course=course, reason="Lần nữa")


def test_cancel_course_needs_a_reason(planned, trainer):
    with pytest.raises(BadInput, match="lý do hủy"):
        cancel_course(actor=trainer, course=planned, reason=" ")


def test_edit_course_refuses_another_audience_once_summoned(invited, trainer):
    with pytest.raises(WrongState, match="không đổi đối tượng"):
        edit_course(actor=trainer, course=invited, values={"units": [unit("D108")]})
    edit_course(actor=trainer, course=invited, values={"place": "Nhà văn hóa"})
    assert "Địa điểm mới" in InboxMessage.objects.latest("pk").body


def test_save_session_refuses_hours_out_of_order_and_the_same_hour_twice(planned, trainer):
    with pytest.raises(BadInput, match="Giờ kết thúc"):
        save_session(actor=trainer, course=planned, hours=Hours(CLASS_DAY, time(9), time(8)))
    with pytest.raises(BadInput, match="Đã có một buổi"):
        save_session(actor=trainer, course=planned, hours=Hours(CLASS_DAY, time(7, 30), time(8)))
