"""The whole card index written anew, quickest: cards first, indexes behind.

Meanwhile nothing is found, so this is for an empty index and for operators; the nightly round in
jobs.py mends a standing index card by card.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction

from thidua.base.finding.indexes import drop_indexes, ensure_indexes
from thidua.base.finding.keeping import learn
from thidua.base.finding.models import Term
from thidua.base.finding.terms import Thing, Written, is_pair, written

AT_ONCE = 50_000
COLUMNS = "kind, object_id, folded, spelt, words"


def build(things: Iterable[Thing]) -> int:
    """Forget every card and write these. Each thing may come once only."""
    seen: Counter[str] = Counter()
    with transaction.atomic():
        forget()
        drop_indexes(connection)
        for cards in _in_bunches(map(written, things)):
            write(cards)
            seen.update("".join(card.words for card in cards).split())
        for term in [term for term in seen if is_pair(term)]:
            del seen[term]
        learn(seen)
        keep_counts(seen)
        ensure_indexes(connection)
    refresh_statistics()
    return sum(count for term, count in seen.items() if term.startswith("_k"))


def forget() -> None:
    with connection.cursor() as cursor:
        for table in ("finding_card", "finding_shortened", "finding_term"):
            cursor.execute(f"DELETE FROM {table}")


def write(cards: list[Written]) -> None:
    rows = [(c.kind, c.object_id, c.folded, c.spelt, c.words) for c in cards]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY finding_card ({COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(
                f"INSERT INTO finding_card ({COLUMNS}) VALUES (%s, %s, %s, %s, %s)", rows
            )


def keep_counts(counts: Counter[str]) -> None:
    """How many cards a term stands on. One that two rounds in a row found on none is forgotten."""
    changed, forgotten = [], []
    for term in Term.objects.order_by("term").iterator(5_000):
        if term.cards == 0 == counts[term.term]:
            forgotten.append(term.term)
        elif term.cards != counts[term.term]:
            changed.append(Term(term=term.term, cards=counts[term.term]))
    Term.objects.bulk_update(changed, ["cards"], batch_size=200)
    for start in range(0, len(forgotten), 500):
        Term.objects.filter(term__in=forgotten[start : start + 500]).delete()


def refresh_statistics() -> None:
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE finding_card")


def _in_bunches(cards: Iterator[Written]) -> Iterator[list[Written]]:
    while bunch := list(islice(cards, AT_ONCE)):
        yield bunch
