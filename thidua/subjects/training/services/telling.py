"""What people hear of a course, each message with the calendar file of its edition."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from thidua.base import outbox
from thidua.base.access import Role
from thidua.base.outbox.services import send_mail
from thidua.core.calendars import CalendarFile, Method, render_calendar
from thidua.core.text import format_date
from thidua.subjects.training.enums import ParticipantState
from thidua.subjects.training.models import Course, Participant, Session, Summons
from thidua.subjects.training.presence import personal_code
from thidua.subjects.training.selectors.calendars import events_of

KIND = "training"
WHO_NAMES = (Role.UNIT_CLERK, Role.UNIT_HEAD)


def course_url(course: Course) -> str:
    return f"/tap-huan/{course.pk}/"


def calendar_text(
    course: Course, *, cancelled: bool = False, dropped: Sequence[Session] = ()
) -> str:
    method = Method.CANCEL if cancelled else Method.PUBLISH
    events = events_of(course, timezone.now(), cancelled=cancelled, dropped=dropped)
    return render_calendar(CalendarFile(events, method)).decode()


def tell_units(course: Course, summons: Iterable[Summons]) -> None:
    """Each unit is asked to send somebody by a day."""
    for one in summons:
        outbox.notify(
            to_unit=one.organization_id,
            roles=WHO_NAMES,
            subject=f"Triệu tập: cử người dự lớp “{course.name}”",
            body=f"Đề nghị {one.unit_name} cử {one.seats} người trước hết ngày "
            f"{format_date(one.due_on)}. {when_and_where(course)}",
            url=f"{course_url(course)}cu-nguoi/",
            kind=KIND,
            key=f"summons:{one.pk}:asked",
            reason_name="training.unit_still_owes",
        )


def tell_named(course: Course, people: Iterable[Participant]) -> None:
    """Whoever was named hears it himself, with the days for his calendar."""
    calendar = calendar_text(course)
    for person in people:
        if person.user_id is not None:
            _tell_named_user(course, person, calendar)
        elif person.email:
            _write_to_address(course, person, calendar)


def _tell_named_user(course: Course, person: Participant, calendar: str) -> None:
    outbox.notify(
        to_users=[person.user_id],
        subject=f"Được cử dự lớp “{course.name}”",
        body=f"{person.unit_name} cử {person.full_name} dự lớp. {when_and_where(course)} Đề nghị "
        "xác nhận dự hoặc báo bận để đơn vị cử người khác.",
        url=course_url(course),
        kind=KIND,
        key=f"participant:{person.pk}:named",
        reason_name="training.person_still_expected",
        calendar=calendar,
    )


def _write_to_address(course: Course, person: Participant, calendar: str) -> None:
    """A person without an account: a letter, with the code for the roll call."""
    send_mail(
        to=person.email,
        subject=f"Giấy triệu tập: lớp “{course.name}”",
        body=f"Kính gửi {person.full_name}, {person.unit_name}.\n\n{when_and_where(course)}\n\n"
        f"Mã điểm danh của ông (bà): {personal_code(person)}. Đến lớp, quét mã trên màn hình bằng "
        "điện thoại rồi nhập mã này.",
        dedup_key=f"participant:{person.pk}:letter:{course.sequence}",
        calendars=[calendar],
        urgent=False,
    )


def tell_moved(course: Course, words: str, dropped: Sequence[Session] = ()) -> None:
    """Day, hour or place have changed: at once, because people travel."""
    calendar = calendar_text(course, dropped=dropped)
    _tell_expected(course, f"Đổi lịch lớp “{course.name}”", words, "moved", calendar)


def tell_cancelled(course: Course) -> None:
    calendar = calendar_text(course, cancelled=True)
    words = f"Lý do: {course.cancel_reason}"
    _tell_expected(course, f"Hủy lớp “{course.name}”", words, "cancelled", calendar)


def _tell_expected(course: Course, subject: str, words: str, event: str, calendar: str) -> None:
    """Units and people, with the edition in the key: each change is told once."""
    people = course.participants.exclude(state=ParticipantState.DECLINED)
    users = people.exclude(user=None).values_list("user_id", flat=True)
    body = words if event == "cancelled" else f"{words} {when_and_where(course)}"
    key = f"course:{course.pk}:{event}:{course.sequence}"
    outbox.notify(
        to_users=list(users), subject=subject, body=body, url=course_url(course), kind=KIND,
        key=key, urgent=True, calendar=calendar,
    )  # fmt: skip
    for one in course.summons.all():
        outbox.notify(
            to_unit=one.organization_id, roles=WHO_NAMES, subject=subject, body=body,
            url=course_url(course), kind=KIND, key=key, urgent=True, calendar=calendar,
        )  # fmt: skip
    for person in people.filter(user=None).exclude(email=""):
        send_mail(
            to=person.email, subject=subject, body=body, calendars=[calendar],
            dedup_key=f"{key}|{person.pk}",
        )  # fmt: skip


def when_and_where(course: Course) -> str:
    sessions = "; ".join(
        f"{session.starts_at:%H:%M} đến {session.ends_at:%H:%M} ngày {format_date(session.day)}"
        for session in course.sessions.all()
    )
    place = f", tại {course.place}" if course.place else ""
    return f"Thời gian: {sessions or 'sẽ báo sau'}{place}."


def tell_declined(person: Participant) -> None:
    """The unit must find somebody else."""
    outbox.notify(
        to_unit=person.summons.organization_id,
        roles=WHO_NAMES,
        subject=f"{person.full_name} không dự được lớp “{person.course.name}”",
        body=f"Lý do: {person.reason}. Đề nghị cử người dự thay.",
        url=f"{course_url(person.course)}cu-nguoi/",
        kind=KIND,
        key=f"participant:{person.pk}:declined",
    )


def tell_eve(person: Participant, day_words: str) -> None:
    outbox.notify(
        to_users=[person.user_id],
        subject=f"Ngày mai tập huấn: “{person.course.name}”"[:300],
        body=f"{day_words} {when_and_where(person.course)}",
        url=course_url(person.course),
        kind=KIND,
        key=f"participant:{person.pk}:eve:{person.course.sequence}",
        reason_name="training.person_still_expected",
    )


def remind_unit(summons: Summons, code: str, *, to_head: bool) -> None:
    course = summons.course
    outbox.notify(
        to_unit=summons.organization_id,
        roles=WHO_NAMES if to_head else (Role.UNIT_CLERK,),
        subject=f"Nhắc cử người dự lớp “{course.name}”",
        body=f"Hạn cử người: {format_date(summons.due_on)}. {when_and_where(course)}",
        url=f"{course_url(course)}cu-nguoi/",
        kind="reminder",
        key=f"summons:{summons.pk}:{code}",
        reason_name="training.unit_still_owes",
    )
