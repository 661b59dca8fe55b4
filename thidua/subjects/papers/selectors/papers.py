"""Which papers an actor sees, and what waits for whom."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.base.access import Actor, Role
from thidua.core.text import fold
from thidua.subjects.papers.enums import PUBLISHED, PaperState, StepState
from thidua.subjects.papers.models import Paper, PaperDelivery, SignOff
from thidua.subjects.papers.permissions import DESK, PROVINCE_KINDS, READ_EVERYTHING_ISSUED


def visible_to(actor: Actor) -> QuerySet[Paper]:
    """The same rule as the verb papers.read, as a query."""
    papers = Paper.objects.all()
    if actor.is_system:
        return papers
    seen = Q(Exists(_my_steps(actor).filter(paper=OuterRef("pk"))))
    if actor.unit_id is not None:
        mine = PaperDelivery.objects.filter(paper=OuterRef("pk"), recipient_id=actor.unit_id)
        seen |= Q(state__in=PUBLISHED) & Q(Exists(mine))
        if actor.role != Role.ADMIN:
            seen |= Q(unit_id=actor.unit_id)
    if actor.role in READ_EVERYTHING_ISSUED:
        seen |= Q(state__in=PUBLISHED)
    if actor.role in (*DESK, Role.PROVINCE_CHAIR):
        seen |= Q(unit_kind__in=PROVINCE_KINDS)
    return papers.filter(seen)


def _my_steps(actor: Actor) -> QuerySet[SignOff]:
    """Steps whose turn it is now and which this actor holds."""
    by_role = Q(post__isnull=True, role=actor.role) & (
        Q(unit__isnull=True) | Q(unit_id=actor.unit_id)
    )
    by_post = Q(post_id=actor.post_id) if actor.post_id else Q(pk__in=[])
    return SignOff.objects.filter(by_role | by_post, state=StepState.CURRENT)


def waiting_for(actor: Actor) -> QuerySet[Paper]:
    """Papers that this actor is to check, initial or sign."""
    return Paper.objects.filter(Exists(_my_steps(actor).filter(paper=OuterRef("pk"))))


def filtered(
    papers: QuerySet[Paper],
    *,
    words: str = "",
    kind: str = "",
    state: str = "",
    year: int | None = None,
    unit_id: int | None = None,
    unit_words: str = "",
) -> QuerySet[Paper]:
    for word in fold(words).split():
        papers = papers.filter(Q(subject_key__contains=word) | _code_has(word))
    if kind:
        papers = papers.filter(kind=kind)
    wanted = papers.filter(state=state)
    papers = wanted if state else papers.exclude(state=PaperState.DISCARDED)
    if year is not None:
        papers = papers.filter(Q(year=year) | Q(year__isnull=True, created_at__year=year))
    if unit_id is not None:
        papers = papers.filter(unit_id=unit_id)
    return papers.filter(unit_name=unit_words) if unit_words else papers


def _code_has(word: str) -> Q:
    """A word like "05" or "05/kh-syt" finds the number; "kh-syt" the notation."""
    number, _slash, notation = word.partition("/")
    if number.isdigit():
        return Q(number=int(number), notation__icontains=notation)
    return Q(notation__icontains=word)


def inbox_of(unit_id: int | None) -> QuerySet[PaperDelivery]:
    """What the unit received, newest first."""
    received = PaperDelivery.objects.filter(recipient_id=unit_id, paper__state__in=PUBLISHED)
    return received.select_related("paper").order_by("-sent_on", "-pk")


def years_of(papers: QuerySet[Paper]) -> list[int]:
    years = papers.filter(year__isnull=False).order_by("-year")
    return [year for year in years.values_list("year", flat=True).distinct() if year is not None]


def units_of(papers: QuerySet[Paper]) -> list[tuple[int, str]]:
    """Units that the visible papers belong to, for the filter."""
    rows = papers.order_by("unit_name").values_list("unit_id", "unit_name").distinct()
    return list(rows)


def owed_number(actor: Actor) -> QuerySet[Paper]:
    """Signed papers that the actor's desk has to number and issue."""
    own = Q(unit_id=actor.unit_id)
    if actor.role in DESK:
        own |= Q(unit_kind__in=PROVINCE_KINDS)
    return Paper.objects.filter(own, state=PaperState.SIGNED)


def returned_to(actor: Actor) -> QuerySet[Paper]:
    """Drafts of this person that came back with a reason."""
    drafts = Paper.objects.filter(state=PaperState.DRAFT, drafted_by_id=actor.user_id)
    return drafts.exclude(return_reason="")


def unread_by(unit_id: int | None, day: date) -> QuerySet[PaperDelivery]:
    """Received papers that are still to be acknowledged."""
    return inbox_of(unit_id).filter(acknowledged_at__isnull=True, paper__state=PaperState.ISSUED)
