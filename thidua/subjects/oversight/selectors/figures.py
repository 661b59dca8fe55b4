"""What the numbers count: the same rows for the tile, the list behind it and the report."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thidua.base.registries import FigureScope
from thidua.subjects.oversight.enums import (
    OPEN,
    OpinionKind,
    OpinionState,
    RequestState,
    Source,
)
from thidua.subjects.oversight.models import Answer, Consulted, Opinion, Question

COUNTED = {
    "received": "Ý kiến đã nhận",
    "answered": "Ý kiến đã trả lời",
    "late": "Ý kiến quá hạn chưa trả lời",
    "front": "Ý kiến của Mặt trận, đoàn thể chưa trả lời",
}


def opinions_of(scope: FigureScope) -> QuerySet[Opinion]:
    """Received in the period, known on the day; those declined or taken back are left out."""
    last = min(scope.until, scope.day)
    gone = Q(state__in=[OpinionState.DECLINED, OpinionState.WITHDRAWN], closed_on__lte=scope.day)
    found = Opinion.objects.filter(received_on__range=(scope.since, last)).exclude(gone)
    return found.filter(answering_unit_id=scope.unit_id) if scope.unit_id else found


def marked(opinions: QuerySet[Opinion], day: date) -> QuerySet[Opinion]:
    """With what had been said by the day."""
    said = Answer.objects.filter(opinion=OuterRef("pk"), answered_on__lte=day)
    return opinions.annotate(
        was_answered=Exists(said), is_settled=Exists(said.filter(round=OuterRef("round")))
    )


CONDITIONS = {
    "received": Q(),
    "answered": Q(was_answered=True),
    "late": Q(is_settled=False, due_on__isnull=False),
    "front": Q(is_settled=False, source=Source.FRONT),
}


def condition(name: str, day: date) -> Q:
    return CONDITIONS[name] & Q(due_on__lt=day) if name == "late" else CONDITIONS[name]


def counted(scope: FigureScope, name: str) -> QuerySet[Opinion]:
    """The rows behind one number."""
    return marked(opinions_of(scope), scope.day).filter(condition(name, scope.day))


def count_opinions(scope: FigureScope) -> dict[str, int]:
    """All numbers of opinions in one query."""
    counts = {name: Count("pk", filter=condition(name, scope.day) | Q(pk=None)) for name in COUNTED}
    counts["received"] = Count("pk")
    counts["sample"] = Count("pk", filter=Q(is_sample=True))
    return marked(opinions_of(scope), scope.day).aggregate(**counts)


def count_replies(scope: FigureScope) -> dict[str, int]:
    """How many answered of those asked about drafts in the period."""
    last = min(scope.until, scope.day)
    asked = Consulted.objects.filter(request__asked_on__range=(scope.since, last)).exclude(
        request__state=RequestState.WITHDRAWN
    )
    if scope.unit_id:
        asked = asked.filter(organization_id=scope.unit_id)
    return asked.aggregate(
        asked=Count("pk"),
        replied=Count("pk", filter=Q(replied_on__lte=scope.day)),
        sample=Count("pk", filter=Q(request__is_sample=True)),
    )


def count_questions(scope: FigureScope) -> dict[str, int]:
    last = min(scope.until, scope.day)
    asked = Question.objects.filter(asked_on__range=(scope.since, last), by_office=False)
    return asked.aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(answered_on__lte=scope.day)),
        sample=Count("pk", filter=Q(is_sample=True)),
    )


def late_by_unit(scope: FigureScope, unit_ids: set[int]) -> dict[int, int]:
    """Answers that each unit owes and has let pass."""
    late = counted(FigureScope(None, scope.since, scope.until, scope.day), "late")
    rows = late.filter(answering_unit_id__in=unit_ids).order_by()
    counts = rows.values_list("answering_unit_id").annotate(count=Count("pk"))
    return {unit: count for unit, count in counts if unit is not None}


def complaints_by_unit(scope: FigureScope, unit_ids: set[int]) -> dict[int, int]:
    """Complaints about each unit in the period, whatever came of them."""
    rows = opinions_of(FigureScope(None, scope.since, scope.until, scope.day))
    about = rows.filter(kind=OpinionKind.COMPLAIN, about_unit_id__in=unit_ids).order_by()
    counts = about.values_list("about_unit_id").annotate(count=Count("pk"))
    return {unit: count for unit, count in counts if unit is not None}


def unsettled_complaints(unit_ids: set[int], day: date) -> dict[int, tuple[int, int]]:
    """Unit → how many complaints are open on the day, and how many of them late."""
    rows = Opinion.objects.filter(
        kind=OpinionKind.COMPLAIN, about_unit_id__in=unit_ids, state__in=OPEN, received_on__lte=day
    ).order_by()
    found = rows.values_list("about_unit_id").annotate(
        open=Count("pk"),
        late=Count("pk", filter=Q(due_on__lt=day) & ~Q(state=OpinionState.ANSWERED)),
    )
    return {unit: (opened, late) for unit, opened, late in found.order_by(F("about_unit_id"))}
