"""Cards are written in the transaction that changes the thing; a round by night mends the rest."""

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from thidua.base.finding.models import Card, Shortened, Term
from thidua.base.finding.terms import Thing, Written, is_pair, is_word, may_slip, written
from thidua.core.text import shortened

AT_ONCE = 2_000
Key = tuple[str, int]
Said = tuple[str, str, str]


def put(things: Iterable[Thing]) -> int:
    """Keep the cards of these things as they are now; gives how many changed. Constant queries."""
    cards = [written(thing) for thing in things]
    with transaction.atomic():
        return sum(
            _put_some(cards[start : start + AT_ONCE]) for start in range(0, len(cards), AT_ONCE)
        )


def keep(kinds: Collection[str], object_ids: Collection[int], things: Iterable[Thing]) -> int:
    """Of these ids exactly these things have cards, each under one of the kinds."""
    cards, ids = [written(thing) for thing in things], list(object_ids)
    with transaction.atomic():
        standing = _standing(kinds, ids)
        gone = set(standing) - {(card.kind, card.object_id) for card in cards}
        for kind in sorted({kind for kind, _ in gone}):
            drop(kind, [number for other, number in gone if other == kind])
        return _put_changed(cards, standing)


def drop(kind: str, object_ids: Collection[int]) -> None:
    """These things are not to be found any more. Words they alone had stay known, and find nothing."""
    Card.objects.filter(kind=kind, object_id__in=list(object_ids)).delete()


def _put_some(cards: list[Written]) -> int:
    kinds = {card.kind for card in cards}
    return _put_changed(cards, _standing(kinds, [card.object_id for card in cards]))


def _put_changed(cards: list[Written], standing: Mapping[Key, Said]) -> int:
    changed = [card for card in cards if standing.get((card.kind, card.object_id)) != _said(card)]
    if changed:
        Card.objects.bulk_create(
            [Card(**{name: getattr(card, name) for name in Written.__slots__}) for card in changed],
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=["folded", "spelt", "words"],
        )
        learn({term for card in changed for term in card.words.split() if not is_pair(term)})
    return len(changed)


def _said(card: Written) -> Said:
    return card.folded, card.spelt, card.words


def _standing(kinds: Collection[str], object_ids: list[int]) -> dict[Key, Said]:
    rows = Card.objects.filter(kind__in=list(kinds), object_id__in=object_ids)
    names = ("kind", "object_id", "folded", "spelt", "words")
    return {(row[0], row[1]): row[2:] for row in rows.values_list(*names)}


def learn(terms: Collection[str]) -> None:
    """Terms nobody used before are known from now on, words also by what is left of them.

    Only new rows are written: a counter of "nguyen" would make all who record wait for each other.
    """
    new = sorted(set(terms) - _known(list(terms)))
    if not new:
        return
    Term.objects.bulk_create([Term(term=term) for term in new], ignore_conflicts=True)
    Shortened.objects.bulk_create(
        [
            Shortened(left=left, term_id=term)
            for term in new
            if is_word(term) and may_slip(term)
            for left in sorted(shortened(term))
        ],
        ignore_conflicts=True,
    )


def _known(terms: list[str]) -> set[str]:
    """In pieces: SQLite takes only so many values in one statement."""
    known: set[str] = set()
    for start in range(0, len(terms), AT_ONCE):
        some = Term.objects.filter(term__in=terms[start : start + AT_ONCE])
        known.update(some.values_list("term", flat=True))
    return known
