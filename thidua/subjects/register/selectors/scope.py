"""Whose people an actor may see: those of the own unit, the units under it, and their predecessors."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from thidua.base.access import Actor
from thidua.subjects.orgs.models import Succession
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.enums import TransferState
from thidua.subjects.register.models import (
    Entry,
    EntryQuerySet,
    Holder,
    HolderQuerySet,
    HolderTransfer,
)
from thidua.subjects.register.permissions import UNIT_ROLES, sees_all


def visible_to(actor: Actor) -> HolderQuerySet:
    """Holders the actor may find; doubles merged away and undone imports are left out."""
    standing = Holder.objects.standing()
    if sees_all(actor):
        return standing
    if actor.role not in UNIT_ROLES or actor.unit_id is None:
        return standing.none()
    return standing.filter(Q(unit_id__in=own_units(actor)) | Q(pk__in=_offered_to(actor.unit_id)))


def entries_visible_to(actor: Actor) -> EntryQuerySet:
    """Lines the actor may find: of his own people, and those won in his units by people since gone."""
    if sees_all(actor):
        return Entry.objects.all()
    if actor.role not in UNIT_ROLES or actor.unit_id is None:
        return Entry.objects.none()
    units = own_units(actor)
    own = Holder.objects.filter(unit_id__in=units).values("pk")
    return Entry.objects.filter(Q(unit_id__in=units) | Q(holder_id__in=own))


def is_in_scope(actor: Actor, holder: Holder) -> bool:
    if actor.unit_id is None or actor.role not in UNIT_ROLES:
        return False
    if holder.unit_id is not None and holder.unit_id in own_units(actor):
        return True
    return _offered_to(actor.unit_id).filter(holder_id=holder.pk).exists()


def is_own_unit(actor: Actor, unit_id: int) -> bool:
    return unit_id in own_units(actor)


def _offered_to(unit_id: int) -> QuerySet[HolderTransfer, int]:
    """People another unit offers to this one: it must see whom it is to take over."""
    offered = HolderTransfer.objects.filter(to_unit_id=unit_id, state=TransferState.OFFERED)
    return offered.values_list("holder_id", flat=True)


def own_units(actor: Actor) -> set[int]:
    """The unit of the post, those under it on the day, and all these came from."""
    if actor.unit_id is None:
        return set()
    tree = tree_on(actor.day)
    below = tree.descendants(actor.unit_id) if actor.unit_id in tree else []
    return with_predecessors([actor.unit_id, *below], actor.day)


def with_predecessors(unit_ids: Iterable[int], day: date) -> set[int]:
    """The units and everyone they stand in the place of on the day, in one query."""
    return with_earlier(unit_ids, predecessors_on(day))


def predecessors_on(day: date) -> Mapping[int, set[int]]:
    """Unit → those it took the place of up to the day."""
    before: dict[int, set[int]] = defaultdict(set)
    steps = Succession.objects.filter(day__lte=day, successor__isnull=False).order_by()
    for predecessor, successor in steps.values_list("predecessor_id", "successor_id"):
        before[successor].add(predecessor)
    return before


def with_earlier(unit_ids: Iterable[int], before: Mapping[int, set[int]]) -> set[int]:
    found = set(unit_ids)
    level = set(found)
    while level:
        level = {old for unit in level for old in before.get(unit, ())} - found
        found |= level
    return found
