"""Roll call: the code on the wall turns; a picture of an old one is refused; present once."""

import pytest

from tests.support.training import AFTER, CLASS_DAY
from thidua.base.access import Actor, Refused
from thidua.subjects.training.enums import CourseState, HowPresent, ParticipantState
from thidua.subjects.training.errors import BadInput, OldCode, WrongState
from thidua.subjects.training.models import Attendance
from thidua.subjects.training.presence import (
    TURN,
    code_of,
    participant_by_code,
    personal_code,
    read_ticket,
    session_of,
    ticket_for,
)
from thidua.subjects.training.services.attending import (
    finish_course,
    mark_by_list,
    record_presence,
)

NOW = 1_650_000_000.0


@pytest.fixture
def session(named):
    return named.course.sessions.first()


def test_code_on_the_wall_is_good_now_and_one_turn_later(session):
    code = code_of(session, NOW)
    assert session_of(code, NOW) == session
    assert session_of(code, NOW + TURN) == session


@pytest.mark.parametrize("later", [2 * TURN, 10 * TURN, 86400])
def test_picture_of_an_old_code_is_refused(session, later):
    with pytest.raises(OldCode, match="đã cũ"):
        session_of(code_of(session, NOW), NOW + later)


def test_code_of_the_future_is_refused(session):
    with pytest.raises(OldCode):
        session_of(code_of(session, NOW + 10 * TURN), NOW)


@pytest.mark.parametrize("forged", ["", "x", "1.2", "1.2.3", "9" * 30 + ".1.a", "1.²2.a"])
def test_forged_code_is_refused(session, forged):
    with pytest.raises(OldCode, match="Mã không đúng"):
        session_of(forged, NOW)


def test_code_of_another_session_does_not_fit(session, named):
    other = named.course.sessions.last()
    _own, turn, mac = code_of(session, NOW).split(".")
    with pytest.raises(OldCode, match="Mã không đúng"):
        session_of(f"{other.pk}.{turn}.{mac}", NOW)


def test_ticket_opens_its_session_and_cannot_be_forged(session):
    ticket = ticket_for(session)
    assert read_ticket(ticket).session_id == session.pk
    with pytest.raises(OldCode, match="hết hạn"):
        read_ticket(ticket[:-2] + "xx")


def test_personal_code_finds_its_person_only_in_the_own_course(session, stranger, named):
    code = personal_code(stranger)
    assert participant_by_code(session, code.lower().replace("-", " ")) == stranger
    assert participant_by_code(session, "AAAA-AAAA") is None
    assert participant_by_code(session, "ngắn") is None
    assert personal_code(named) != code


def test_record_presence_stands_once_however_often_it_is_said(session, named, actor):
    clerk = actor("canbo.soyte", day=CLASS_DAY)
    first = record_presence(actor=clerk, session=session, participant=named)
    again = record_presence(actor=clerk, session=session, participant=named)
    assert (first.pk, Attendance.objects.count()) == (again.pk, 1)


def test_record_presence_is_for_oneself_or_by_code(session, named, actor):
    with pytest.raises(Refused):
        record_presence(
            actor=actor("thutruong.soyte", day=CLASS_DAY), session=session, participant=named
        )
    row = record_presence(
        actor=Actor.citizen(CLASS_DAY), session=session, participant=named, how=HowPresent.CODE
    )
    assert row.by_name == named.full_name


def test_record_presence_only_on_its_day(session, named, actor):
    for day, words in ((None, "chưa đến ngày"), (AFTER, "đã qua")):
        clerk = actor("canbo.soyte", day=day) if day else actor("canbo.soyte")
        with pytest.raises(WrongState, match=words):
            record_presence(actor=clerk, session=session, participant=named)


def test_mark_by_list_adds_and_takes_away(session, named, stranger, actor):
    trainer = actor("taphuan", day=CLASS_DAY)
    assert mark_by_list(actor=trainer, session=session, present_ids=[named.pk, stranger.pk]) == (
        2,
        0,
    )
    assert mark_by_list(actor=trainer, session=session, present_ids=[stranger.pk]) == (0, 1)
    assert list(Attendance.objects.values_list("participant_id", flat=True)) == [stranger.pk]
    with pytest.raises(BadInput, match="1 người không có trong danh sách"):
        mark_by_list(actor=trainer, session=session, present_ids=[987654])
    with pytest.raises(Refused):
        mark_by_list(
            actor=actor("canbo.soyte", day=CLASS_DAY), session=session, present_ids=[named.pk]
        )


def test_finish_course_tells_who_came_from_who_did_not(held, named, stranger):
    named.refresh_from_db()
    stranger.refresh_from_db()
    assert (held.state, held.held_on) == (CourseState.HELD, CLASS_DAY)
    assert (named.state, stranger.state) == (ParticipantState.PRESENT, ParticipantState.ABSENT)


def test_finish_course_refuses_before_its_end_or_without_a_roll_call(named, actor):
    with pytest.raises(WrongState, match="chưa qua buổi cuối"):
        finish_course(actor=actor("taphuan"), course=named.course)
    with pytest.raises(WrongState, match="Chưa điểm danh buổi nào"):
        finish_course(actor=actor("taphuan", day=AFTER), course=named.course)


def test_list_corrected_after_the_end_changes_who_was_present(held, stranger, named, actor):
    trainer = actor("taphuan", day=AFTER)
    session = held.sessions.select_related("course").first()
    mark_by_list(actor=trainer, session=session, present_ids=[stranger.pk, named.pk])
    stranger.refresh_from_db()
    assert stranger.state == ParticipantState.PRESENT
