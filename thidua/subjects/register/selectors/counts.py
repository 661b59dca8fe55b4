"""How much the register holds: for its front page, boards and reports."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from thidua.base.access import Actor
from thidua.subjects.register.enums import PERSONS, DoubleState, HolderKind, TransferState
from thidua.subjects.register.models import Double, Entry, EntryQuerySet, Holder, HolderTransfer
from thidua.subjects.register.permissions import UNIT_ROLES, sees_all
from thidua.subjects.register.selectors.scope import entries_visible_to, own_units, visible_to


@dataclass(frozen=True, slots=True)
class Holdings:
    people: int
    others: int
    lines: int
    this_year: int
    doubtful: int
    is_sample: bool


def holdings(actor: Actor) -> Holdings:
    """What the actor may see of the register; `lines` are all of the book, those that point back too.

    No condition stands on the count of lines: over a million of them it would be a scan.
    """
    kinds = visible_to(actor).order_by().values_list("kind").annotate(count=Count("pk"))
    counted = dict(kinds)
    people = sum(count for kind, count in counted.items() if kind in PERSONS)
    visible = entries_visible_to(actor).order_by()
    lines = visible.counted()
    first = date(actor.day.year, 1, 1)
    return Holdings(
        people,
        sum(counted.values()) - people,
        visible.count(),
        lines.filter(decided__gte=first, decided__lte=actor.day).count(),
        lines.filter(is_doubtful=True).count(),
        visible_to(actor).filter(is_sample=True).exists(),
    )


def kinds_of(holders: "QuerySet[Holder]") -> dict[str, int]:
    rows = holders.order_by().values_list("kind").annotate(count=Count("pk"))
    counted = dict(rows)
    return {str(kind.label): counted[kind] for kind in HolderKind if kind in counted}


def newest(actor: Actor, limit: int = 8) -> list[Entry]:
    """The lines written last, with their holders."""
    rows = entries_visible_to(actor).select_related("holder").order_by("-pk")
    return list(rows[:limit])


def open_doubles() -> "QuerySet[Double]":
    """Pairs still to be looked at, of people who stand for themselves."""
    return Double.objects.filter(
        state=DoubleState.PROPOSED,
        one__merged_into=None,
        other__merged_into=None,
        one__is_withdrawn=False,
        other__is_withdrawn=False,
    )


def transfers_to(actor: Actor) -> "QuerySet[HolderTransfer]":
    """People offered to the actor's unit and not yet answered."""
    offered = HolderTransfer.objects.filter(state=TransferState.OFFERED)
    if sees_all(actor):
        return offered
    if actor.role not in UNIT_ROLES or actor.unit_id is None:
        return offered.none()
    return offered.filter(to_unit_id__in=own_units(actor))


def decided_between(since: date, until: date) -> EntryQuerySet:
    return Entry.objects.counted().filter(decided__gte=since, decided__lte=until)
