"""What came out of a course, in figures; the page, the report and the boards say the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q

from thidua.subjects.training.enums import (
    TRAINED,
    Criterion,
    ParticipantState,
    SummonsState,
)
from thidua.subjects.training.models import Course, Participant


@dataclass(frozen=True, slots=True)
class Results:
    units: int
    units_answered: int
    units_nobody: int
    named: int
    confirmed: int
    declined: int
    present: int
    absent: int
    tested: int
    passed: int
    certified: int
    evaluations: int
    means: dict[str, Decimal]  # criterion → mean of 1 to 5, one place


def results_of(course: Course) -> Results:
    """Three queries."""
    units = dict(course.summons.order_by().values_list("state").annotate(n=Count("pk")))
    people = course.participants.aggregate(
        named=Count("pk", filter=~Q(state=ParticipantState.DECLINED)),
        confirmed=Count("pk", filter=Q(state=ParticipantState.CONFIRMED)),
        declined=Count("pk", filter=Q(state=ParticipantState.DECLINED)),
        present=Count("pk", filter=Q(state__in=TRAINED)),
        absent=Count("pk", filter=Q(state=ParticipantState.ABSENT)),
        tested=Count("pk", filter=Q(score__isnull=False)),
        passed=Count("pk", filter=Q(score__gte=course.pass_mark or 0)),
        certified=Count("pk", filter=Q(state=ParticipantState.CERTIFIED)),
    )
    scores = list(course.evaluations.values_list("scores", flat=True))
    return Results(
        units=sum(units.values()),
        units_answered=units.get(SummonsState.ANSWERED, 0),
        units_nobody=units.get(SummonsState.NOBODY, 0),
        evaluations=len(scores),
        means=means_of(scores),
        **people,
    )


def means_of(scores: list[dict[str, int]]) -> dict[str, Decimal]:
    """A criterion left blank is not a zero; one that nobody judged has no mean."""
    given: dict[str, list[int]] = defaultdict(list)
    for one in scores:
        for key, value in one.items():
            given[key].append(value)
    return {
        key: (Decimal(sum(given[key])) / len(given[key])).quantize(Decimal("0.1"), ROUND_HALF_UP)
        for key in Criterion.values
        if given[key]
    }


def may_be_certified(participant: Participant, attended: int, sessions: int, tested: bool) -> str:
    """Empty when everything is there; else what is missing, in words."""
    course = participant.course
    share = course.share_present or 0
    if not participant.is_trained or (sessions and attended * 100 < share * sessions):
        return f"có mặt {attended}/{sessions} buổi, cần từ {share} %"
    if tested and participant.score is None:
        return "chưa làm bài kiểm tra"
    if tested and (participant.score or 0) < (course.pass_mark or 0):
        return f"điểm {participant.score} %, cần từ {course.pass_mark} %"
    return ""
