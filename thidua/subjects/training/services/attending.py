"""Roll call: by the code on the wall, by the code in the summons, by the trainer's list."""

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.training.enums import (
    EXPECTED,
    CourseState,
    HowPresent,
    ParticipantState,
)
from thidua.subjects.training.errors import BadInput, WrongState
from thidua.subjects.training.models import Attendance, Course, Participant, Session
from thidua.subjects.training.services.changing import move_course

CAN_COME = (*EXPECTED, ParticipantState.PRESENT)


@transaction.atomic
def record_presence(
    *, actor: Actor, session: Session, participant: Participant, how: str = HowPresent.QR
) -> Attendance:
    """The person is here; said twice, it stands once."""
    require(actor, "training.present", participant)
    if participant.course_id != session.course_id:
        raise BadInput("Ông (bà) không có tên trong danh sách của lớp này.")
    _must_be_taken(session, actor.day)
    if participant.state not in CAN_COME:
        raise WrongState(
            f"Danh sách ghi {participant.full_name} là “{participant.get_state_display()}”. Đề nghị "
            "báo giảng viên ghi vào danh sách."
        )
    known = Attendance.objects.filter(session=session, participant=participant).first()
    if known is not None:
        return known
    row = _note(session, participant, how, actor)
    audit.record(
        actor,
        "training.present",
        session.course,
        after={
            "person": participant.full_name,
            "session": str(session),
            "how": HowPresent(how).label,
        },
    )
    return row


@transaction.atomic
def mark_by_list(
    *, actor: Actor, session: Session, present_ids: Collection[int]
) -> tuple[int, int]:
    """The trainer's list of one session, whole: gives how many were added and taken away.

    Who scanned the code stays present unless the trainer takes the tick away.
    """
    require(actor, "training.attend", session.course)
    _must_be_taken(session, actor.day, afterwards=True)
    people = {p.pk: p for p in session.course.participants.counted()}
    if strangers := set(present_ids) - set(people):
        raise BadInput(f"{len(strangers)} người không có trong danh sách của lớp.")
    known = dict(session.attendances.values_list("participant_id", "pk"))
    added = [people[pk] for pk in sorted(set(present_ids) - set(known))]
    gone = sorted(set(known) - set(present_ids))
    for participant in added:
        _note(session, participant, HowPresent.LIST, actor)
    Attendance.objects.filter(session=session, participant_id__in=gone).delete()
    if session.course.is_held:
        _settle(session.course)
    audit.record(
        actor,
        "training.attend",
        session.course,
        before={"taken_away": [people[pk].full_name for pk in gone if pk in people]},
        after={"session": str(session), "added": [p.full_name for p in added]},
    )
    return len(added), len(gone)


@transaction.atomic
def finish_course(*, actor: Actor, course: Course) -> Course:
    """The last class is over: who came is present, who never came is absent."""
    require(actor, "training.finish", course)
    if course.ends_on is None or course.ends_on > actor.day:
        raise WrongState("Lớp chưa qua buổi cuối nên chưa ghi nhận đã tổ chức được.")
    if not Attendance.objects.filter(session__course=course).exists():
        raise WrongState("Chưa điểm danh buổi nào: điểm danh theo danh sách ký rồi ghi nhận.")
    move_course(course, expected=[CourseState.INVITED], to=CourseState.HELD, held_on=course.ends_on)
    _settle(course)
    audit.record(
        actor, "training.finish", course, before=CourseState.INVITED, after=CourseState.HELD
    )
    return course


def _settle(course: Course) -> None:
    """Present is who was at one session at least; who has a certificate keeps it."""
    came = Attendance.objects.filter(session__course=course).values("participant_id")
    open_ones = (*EXPECTED, ParticipantState.PRESENT, ParticipantState.ABSENT)
    people = course.participants.filter(state__in=open_ones)
    people.filter(pk__in=came).update(state=ParticipantState.PRESENT)
    people.exclude(pk__in=came).update(state=ParticipantState.ABSENT)


def _must_be_taken(session: Session, day: date, *, afterwards: bool = False) -> None:
    open_for = (CourseState.INVITED, CourseState.HELD) if afterwards else (CourseState.INVITED,)
    if session.course.state not in open_for:
        raise WrongState("Lớp chưa triệu tập hoặc đã kết thúc điểm danh.")
    if session.day > day:
        raise WrongState(f"Buổi học {session} chưa đến ngày nên chưa điểm danh.")
    if session.day < day and not afterwards:
        raise WrongState(f"Buổi học {session} đã qua. Báo giảng viên ghi vào danh sách.")


def _note(session: Session, participant: Participant, how: str, actor: Actor) -> Attendance:
    try:
        with transaction.atomic():
            return Attendance.objects.create(
                session=session,
                participant=participant,
                how=how,
                at=timezone.now(),
                day=actor.day,
                by_name=participant.full_name if actor.is_citizen else actor.signature,
            )
    except IntegrityError:  # scanned and ticked in the same moment
        return Attendance.objects.get(session=session, participant=participant)
