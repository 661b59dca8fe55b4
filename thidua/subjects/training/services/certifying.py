"""Certificates with numbers without gaps; the end of a course."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count

from thidua.base import audit, numbering, outbox
from thidua.base.access import Actor, require
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.training.enums import CourseState, ParticipantState
from thidua.subjects.training.errors import BadInput, NotReady
from thidua.subjects.training.models import Course, Participant
from thidua.subjects.training.selectors.readiness import close_checks, missing
from thidua.subjects.training.selectors.results import may_be_certified
from thidua.subjects.training.services.changing import move_course, move_participant
from thidua.subjects.training.services.telling import KIND, course_url


@transaction.atomic
def certify_participants(
    *, actor: Actor, course: Course, participants: Sequence[Participant]
) -> list[Participant]:
    """Number and day for each who has earned it; one who has not stops all, with the reason."""
    require(actor, "training.certify", course)
    if course.state != CourseState.HELD:
        raise BadInput(
            "Cấp giấy chứng nhận sau khi ghi nhận lớp đã tổ chức, trước khi kết thúc lớp."
        )
    chosen = [p for p in participants if p.state != ParticipantState.CERTIFIED]
    if not chosen:
        raise BadInput("Không có ai trong số đã chọn còn chờ cấp giấy.")
    if lacking := [f"{p.full_name}: {why}" for p, why in reasons_against(course, chosen) if why]:
        raise NotReady(lacking)
    for participant in sorted(chosen, key=lambda p: (p.sort_key, p.pk)):
        _give(participant, actor)
    audit.record(
        actor,
        "training.certify",
        course,
        after={"people": [f"{p.full_name}: {p.certificate_code}" for p in chosen]},
    )
    _tell(course, chosen)
    return chosen


def reasons_against(course: Course, people: Sequence[Participant]) -> list[tuple[Participant, str]]:
    """What each still lacks; empty words for who may be certified. Three queries."""
    sessions = course.sessions.count()
    tested = course.questions.exists()
    counted = Participant.objects.filter(pk__in=[p.pk for p in people]).annotate(
        n=Count("attendances")
    )
    attended = dict(counted.order_by().values_list("pk", "n"))
    found = []
    for person in people:
        person.course = course
        found.append((person, may_be_certified(person, attended[person.pk], sessions, tested)))
    return found


def _give(participant: Participant, actor: Actor) -> None:
    year = actor.day.year
    series = f"training.certificate:{participant.course.unit_id}"
    move_participant(
        participant,
        expected=[ParticipantState.PRESENT],
        to=ParticipantState.CERTIFIED,
        certificate_number=numbering.next_number(series, year),
        certificate_year=year,
        certified_on=actor.day,
    )


def _tell(course: Course, people: Sequence[Participant]) -> None:
    for person in people:
        if person.user_id is not None:
            outbox.notify(
                to_users=[person.user_id],
                subject=f"Đã cấp giấy chứng nhận lớp “{course.name}”",
                body=f"Số {person.certificate_code}. Tải giấy chứng nhận ở trang của lớp.",
                url=course_url(course),
                kind=KIND,
                key=f"participant:{person.pk}:certified",
            )


@transaction.atomic
def close_course(*, actor: Actor, course: Course) -> Course:
    require(actor, "training.close", course)
    if lacking := missing(close_checks(course)):
        raise NotReady(lacking)
    paper = course.report_paper
    if paper is not None and paper.state == PaperState.DISCARDED:
        raise NotReady(["báo cáo kết quả lớp đã bị bỏ, cần lập lại"])
    move_course(course, expected=[CourseState.HELD], to=CourseState.CLOSED, closed_on=actor.day)
    audit.record(actor, "training.close", course, before=CourseState.HELD, after=CourseState.CLOSED)
    return course
