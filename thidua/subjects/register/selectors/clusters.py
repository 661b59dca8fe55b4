"""Doubles that were merged: one stands for all, the rows stay where they are."""

from collections import defaultdict
from collections.abc import Iterable

from thidua.subjects.register.models import Holder


def standing_of(holder_ids: Iterable[int]) -> dict[int, int]:
    """Each holder → the one that stands for it: itself, or the one it was merged into."""
    rows = Holder.objects.filter(pk__in=set(holder_ids)).order_by()
    return {pk: into or pk for pk, into in rows.values_list("pk", "merged_into_id")}


def cluster_of(holder_id: int) -> list[int]:
    """The holder that stands for this one, first, and everyone merged into it."""
    root = standing_of([holder_id]).get(holder_id, holder_id)
    return [root, *merged_into([root])[root]]


def merged_into(roots: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = Holder.objects.filter(merged_into__in=set(roots)).order_by("pk")
    for pk, root in rows.values_list("pk", "merged_into_id"):
        found[root].append(pk)
    return found


def whole_clusters(holder_ids: Iterable[int]) -> dict[int, int]:
    """Every row of the clusters these holders belong to → the one that stands for it."""
    roots = set(standing_of(holder_ids).values())
    # Two plain questions: joined by OR, they made a scan of the whole table.
    return {root: root for root in roots} | {
        pk: root for root, doubles in merged_into(roots).items() for pk in doubles
    }
