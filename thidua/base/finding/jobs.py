"""The round by night: every card is compared with its thing, every term counted anew."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.db import connection, transaction

from thidua.base.finding.building import keep_counts
from thidua.base.finding.keeping import drop, put
from thidua.base.finding.models import Card
from thidua.base.finding.terms import is_pair
from thidua.base.jobs.registry import Progress, daily, job
from thidua.base.registries import searchables

AT_ONCE = 1_000


@daily(3, 20, "finding.round")
def mend_by_night() -> None:
    rebuild_all()


@job("finding.rebuild", "Lập lại phiếu tra cứu")
def rebuild(progress: Progress) -> None:
    changed = rebuild_all(lambda done: progress.update(done, 0, f"Đã xem {done} phiếu"))
    progress.result(f"Đã sửa {changed} phiếu tra cứu.")


@job("finding.follow_units", "Cập nhật phiếu tra cứu theo đơn vị")
def follow_units(progress: Progress, unit_ids: list[int]) -> None:
    """After units changed their names or were merged: the cards of everything under them."""
    for source in searchables.values():
        for ids in _in_bunches(source.of_units(unit_ids)):
            refresh(source.kind, ids)


def rebuild_all(tell: Callable[[int], None] = lambda seen: None) -> int:
    changed = seen = 0
    for source in searchables.values():
        last = 0
        while ids := source.ids_after(last, AT_ONCE):
            changed += refresh(source.kind, ids, since=last)
            last, seen = ids[-1], seen + len(ids)
            tell(seen)
        Card.objects.filter(kind=source.kind, object_id__gt=last).delete()
    recount()
    return changed


def refresh(kind: str, ids: Iterable[int], since: int | None = None) -> int:
    """Cards of these things as they are now; one without a thing goes. `since`: nor others between."""
    wanted = list(ids)
    with transaction.atomic():
        things = list(searchables[kind].cards(wanted))
        kept = {thing.object_id for thing in things}
        gone = set(wanted) - kept
        if since is not None:
            between = Card.objects.filter(
                kind=kind, object_id__gt=since, object_id__lte=max(wanted)
            )
            gone |= set(between.values_list("object_id", flat=True)) - kept
        if gone:
            drop(kind, gone)
        return put(things)


def recount() -> None:
    """How many cards each term stands on: what is commoner is guessed first."""
    counts: Counter[str] = Counter()
    for words in Card.objects.order_by("pk").values_list("words", flat=True).iterator(10_000):
        counts.update(term for term in words.split() if not is_pair(term))
    with transaction.atomic():
        keep_counts(counts)
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE finding_card")


def _in_bunches(ids: Iterable[int]) -> Iterator[list[int]]:
    bunch: list[int] = []
    for one in ids:
        bunch.append(one)
        if len(bunch) == AT_ONCE:
            yield bunch
            bunch = []
    if bunch:
        yield bunch
