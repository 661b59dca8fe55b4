"""Consultations an actor may see; how they stand."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.base.access import PROVINCE_DESK, Actor, Role
from thidua.subjects.oversight.enums import REPLIED, ReplyState, RequestState
from thidua.subjects.oversight.models import Consulted, OpinionRequest, PassageOpinion

SEES_ALL = frozenset({*PROVINCE_DESK, Role.PROVINCE_CHAIR, Role.AUDITOR})


def requests_visible_to(actor: Actor) -> QuerySet[OpinionRequest]:
    """Those of one's own unit, those one was asked about; the desk and the chair see all."""
    if actor.is_system or actor.role in SEES_ALL:
        return OpinionRequest.objects.all()
    if actor.unit_id is None or actor.role == Role.ADMIN:
        return OpinionRequest.objects.none()
    asked = Consulted.objects.of_unit(actor.unit_id).values("request_id")
    return OpinionRequest.objects.filter(Q(unit_id=actor.unit_id) | Q(pk__in=asked))


def with_counts(requests: QuerySet[OpinionRequest]) -> QuerySet[OpinionRequest]:
    return requests.annotate(
        asked=Count("consulted", distinct=True),
        replied=Count("consulted", filter=Q(consulted__state__in=REPLIED), distinct=True),
    )


def asked_of(actor: Actor) -> QuerySet[Consulted]:
    """What this actor's unit still owes an answer to."""
    waiting = Consulted.objects.of_unit(actor.unit_id).filter(
        state__in=[ReplyState.WAITING, ReplyState.SILENT], request__state=RequestState.OPEN
    )
    return waiting.select_related("request").order_by("request__due_on")


def passages_said(request: OpinionRequest) -> list[PassageOpinion]:
    """Everything said of the draft, passage by passage in its order; of the whole first."""
    order = {passage["key"]: place for place, passage in enumerate(request.passages, 1)}
    rows = PassageOpinion.objects.filter(consulted__request=request).select_related("consulted")
    return sorted(rows, key=lambda row: (order.get(row.key, 0), row.consulted.unit_name, row.pk))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a consultation stands on a day."""

    asked: int
    replied: int
    agreed: int
    silent: int
    undecided: int
    is_over: bool

    @property
    def may_close(self) -> bool:
        return not self.undecided and (self.is_over or self.replied == self.asked)


def standing_of(
    request: OpinionRequest, rows: list[Consulted], said: list[PassageOpinion], day: date
) -> Standing:
    counts = Counter(row.state for row in rows)
    silent = counts[ReplyState.SILENT]
    return Standing(
        asked=len(rows),
        replied=sum(counts[state] for state in REPLIED),
        agreed=counts[ReplyState.AGREED] + (silent if request.silence_is_consent else 0),
        silent=silent,
        undecided=sum(not row.taken for row in said),
        is_over=request.due_on < day,
    )
