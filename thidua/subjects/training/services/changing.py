"""What every verb on a course shares: finding it afresh, moving it by compare-and-set."""

from collections.abc import Iterable
from typing import Any

from thidua.subjects.training.enums import CourseState, ParticipantState
from thidua.subjects.training.errors import WrongState
from thidua.subjects.training.models import Course, Participant


def move_course(course: Course, *, expected: Iterable[str], to: CourseState, **values: Any) -> None:
    """Change the state only while it is an expected one; refuse if somebody was first."""
    wanted = list(expected)
    if not Course.objects.filter(pk=course.pk, state__in=wanted).update(state=to, **values):
        now = Course.objects.values_list("state", flat=True).get(pk=course.pk)
        raise WrongState(
            f"Lớp “{course.name}” đang ở bước “{CourseState(now).label}” nên không làm được việc này. "
            "Tải lại trang để xem bước hiện tại."
        )
    course.state = to
    for name, value in values.items():
        setattr(course, name, value)


def move_participant(
    participant: Participant, *, expected: Iterable[str], to: ParticipantState, **values: Any
) -> None:
    rows = Participant.objects.filter(pk=participant.pk, state__in=list(expected))
    if not rows.update(state=to, **values):
        now = Participant.objects.values_list("state", flat=True).get(pk=participant.pk)
        raise WrongState(
            f"{participant.full_name} đang là “{ParticipantState(now).label}”. Tải lại trang để xem."
        )
    participant.state = to
    for name, value in values.items():
        setattr(participant, name, value)
