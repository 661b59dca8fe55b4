"""Units name people; people answer; substitutes; reminders that stop when done."""

from datetime import date

import pytest

from tests.support.training import unit
from thidua.base.access import Refused
from thidua.base.outbox.models import InboxMessage, OutgoingMail
from thidua.subjects.training.enums import ParticipantState, SummonsState
from thidua.subjects.training.errors import BadInput, WrongState
from thidua.subjects.training.models import Course, Participant, Summons
from thidua.subjects.training.presence import personal_code
from thidua.subjects.training.registrations import (
    own_rows,
    person_still_expected,
    summons_rows,
    unit_still_owes,
)
from thidua.subjects.training.services.inheriting import take_over
from thidua.subjects.training.services.naming import (
    Named,
    answer_invitation,
    name_nobody,
    name_participants,
    substitute_participant,
)
from thidua.subjects.training.services.planning import cancel_course
from thidua.subjects.training.services.reminding import remind_due


def test_name_participants_answers_the_summons_and_tells_the_person(named, summons):
    summons.refresh_from_db()
    assert (named.state, summons.state) == (ParticipantState.NAMED, SummonsState.ANSWERED)
    message = InboxMessage.objects.get(user=named.user, key=f"participant:{named.pk}:named")
    assert message.subject.startswith("Được cử dự lớp")
    assert message.calendar.count("BEGIN:VEVENT") == 2


def test_person_without_account_gets_a_letter_with_the_code_and_the_calendar(stranger):
    letter = OutgoingMail.objects.get(to="lu.mau@mau.example")
    assert personal_code(stranger) in letter.body
    assert "METHOD:PUBLISH" in letter.calendars[0]


def test_name_participants_is_for_the_unit_that_was_summoned(summons, actor):
    for username in ("canbo.sinho", "chutich", "mattran"):
        with pytest.raises(Refused):
            name_participants(actor=actor(username), summons=summons, people=[Named(post_id=1)])


def test_name_participants_refuses_more_than_its_seats(named, stranger, summons, actor):
    with pytest.raises(BadInput, match="dành 2 chỗ cho đơn vị, còn 0"):
        name_participants(
            actor=actor("canbo.soyte"), summons=summons, people=[Named(full_name="Lò Văn Mẫu")]
        )


def test_name_participants_refuses_when_the_course_is_full(named, summons, actor):
    Course.objects.filter(pk=summons.course_id).update(capacity=1)
    summons.course.refresh_from_db()
    with pytest.raises(BadInput, match="chỉ có 1 chỗ, đã cử 1 người"):
        name_participants(
            actor=actor("canbo.soyte"), summons=summons, people=[Named(full_name="Lò Văn Mẫu")]
        )


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (Named(full_name="Mẫu"), "đủ họ và tên"),
        (Named(full_name="Lò Văn Mẫu", email="khong-dung"), "thư điện tử không đúng"),
        (Named(post_id=987654), "không giữ chức trách"),
    ],
)
def test_name_participants_refuses_who_cannot_be(summons, actor, person, words):
    with pytest.raises(BadInput, match=words):
        name_participants(actor=actor("canbo.soyte"), summons=summons, people=[person])


def test_name_participants_refuses_the_same_person_twice(named, summons, actor):
    clerk = actor("canbo.soyte")
    with pytest.raises(BadInput, match="đã có trong danh sách"):
        name_participants(actor=clerk, summons=summons, people=[Named(post_id=clerk.post_id)])


def test_name_participants_refuses_once_the_course_is_over_or_cancelled(summons, trainer, actor):
    late = actor("canbo.soyte", day=date(2022, 3, 11))
    with pytest.raises(WrongState, match="qua ngày cuối"):
        name_participants(actor=late, summons=summons, people=[Named(post_id=late.post_id)])
    cancel_course(actor=trainer, course=summons.course, reason="Dịch bệnh")
    with pytest.raises(WrongState, match="không cử người nữa"):
        name_participants(actor=late, summons=summons, people=[Named(post_id=late.post_id)])


def test_name_nobody_needs_a_reason_and_answers_once(summons, actor):
    clerk = actor("canbo.soyte")
    with pytest.raises(BadInput, match="lý do"):
        name_nobody(actor=clerk, summons=summons, reason="")
    name_nobody(actor=clerk, summons=summons, reason="Cả phòng đi chống dịch")
    summons.refresh_from_db()
    assert summons.state == SummonsState.NOBODY
    with pytest.raises(WrongState, match="đã trả lời"):
        name_nobody(actor=clerk, summons=summons, reason="Cả phòng đi chống dịch")


def test_answer_invitation_is_for_oneself_or_the_unit(named, stranger, actor):
    answer_invitation(actor=actor("canbo.soyte"), participant=named, coming=True)
    assert named.state == ParticipantState.CONFIRMED
    answer_invitation(actor=actor("thutruong.soyte"), participant=stranger, coming=True)
    for username in ("canbo.sinho", "mattran", "baochi"):
        with pytest.raises(Refused):
            answer_invitation(actor=actor(username), participant=named, coming=True)


def test_declining_needs_a_reason_and_tells_the_unit(named, actor):
    with pytest.raises(BadInput, match="lý do không dự"):
        answer_invitation(actor=actor("canbo.soyte"), participant=named, coming=False)
    answer_invitation(
        actor=actor("canbo.soyte"), participant=named, coming=False, reason="Đi công tác"
    )
    told = InboxMessage.objects.filter(key=f"participant:{named.pk}:declined")
    assert told.filter(user__username="thutruong.soyte").count() == 1
    with pytest.raises(WrongState, match="Không dự được"):
        answer_invitation(actor=actor("canbo.soyte"), participant=named, coming=True)


def test_substitute_goes_instead_and_the_first_stays_on_record(named, actor):
    head = actor("thutruong.soyte")
    added = substitute_participant(
        actor=head, participant=named, by=Named(full_name="Lò Thị Mẫu"), reason="Ốm"
    )
    named.refresh_from_db()
    assert (named.state, named.reason, added.substitute_for_id) == (
        ParticipantState.DECLINED, "Ốm", named.pk,
    )  # fmt: skip
    with pytest.raises(WrongState, match="đã có người dự thay"):
        substitute_participant(
            actor=head, participant=named, by=Named(full_name="Lò Văn Mẫu"), reason="Ốm"
        )


def test_rows_of_the_unit_and_of_the_person_come_and_go(summons, actor):
    clerk, head = actor("canbo.soyte"), actor("thutruong.soyte")
    assert [row.due for row in summons_rows(clerk)] == [date(2022, 2, 24)]
    name_participants(actor=head, summons=summons, people=[Named(post_id=clerk.post_id)])
    assert summons_rows(clerk) == []
    assert [row.action for row in own_rows(clerk)] == ["Trả lời"]
    answer_invitation(actor=clerk, participant=Participant.objects.get(), coming=True)
    assert own_rows(clerk) == []


def test_remind_due_presses_units_that_owe_names_and_stops(summons, named):
    other = Summons.objects.get(organization_id=unit("D108"))
    day = date(2022, 2, 21)  # three working days before 24/02/2022
    assert remind_due(day) == 1
    told = InboxMessage.objects.get(kind="reminder")
    assert (told.key, told.user.username) == (f"summons:{other.pk}:before-3", "canbo.sinho")
    assert remind_due(day) == 0
    assert unit_still_owes(told.key)
    assert not unit_still_owes(f"summons:{summons.pk}:before-3")


def test_remind_due_tells_people_on_the_eve_once(named):
    eve = date(2022, 3, 9)
    remind_due(eve)
    remind_due(eve)
    told = InboxMessage.objects.filter(subject__startswith="Ngày mai tập huấn")
    assert [message.user for message in told] == [named.user]
    assert person_still_expected(told.get().key)
    Participant.objects.update(state=ParticipantState.DECLINED)
    assert not person_still_expected(told.get().key)


def test_heir_of_an_ended_unit_answers_its_summons(summons, laichau):
    heir = unit("LC-STC")
    assert take_over(laichau, summons.organization_id, heir) == 1
    summons.refresh_from_db()
    assert (summons.organization_id, summons.unit_name) == (heir, "Sở Tài chính")
    assert take_over(laichau, unit("LC-SYT"), heir) == 0


def test_heir_summoned_to_the_same_course_is_not_asked_twice(summons, laichau):
    assert take_over(laichau, summons.organization_id, unit("D108")) == 0
