"""The order of what was found: the same on every engine, and for the same words always."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.base.finding.questions import Question


@dataclass(frozen=True, slots=True)
class Found:
    """A card that answers."""

    id: int
    kind: str
    object_id: int
    folded: str
    spelt: str
    words: str


Rank = tuple[object, ...]


def arranged(question: Question, found: Iterable[Found]) -> list[Found]:
    """Each card once, the best first. Ties: given name, whole name, marks, then the older card."""
    once = {card.id: card for card in found}
    return sorted(once.values(), key=lambda card: rank(question, card))


def rank(question: Question, card: Found) -> Rank:
    name = card.folded.split()
    place = _place_in_name(question, card.folded)
    other_given_name = not name or name[-1] not in question.words
    return (
        _words_elsewhere(question, card),
        _marks_missed(question, card),
        # One word alone is a given name before it is a family name.
        (other_given_name, place) if len(question.words) == 1 else (place, other_given_name),
        _unfinished(question, name),
        name[-1:],
        card.folded,
        card.spelt,
        card.id,
    )


def _words_elsewhere(question: Question, card: Found) -> int:
    """Words that stand only in other names, on a unit or a place."""
    padded = f" {card.folded}"
    return sum(f" {word}" not in padded for word in question.words)


def _marks_missed(question: Question, card: Found) -> int:
    """Words typed with marks that the name does not have so."""
    padded = f" {card.spelt}"
    return sum(f" {word}" not in padded for word in question.marked)


def _place_in_name(question: Question, folded: str) -> int:
    if folded == question.folded:
        return 0
    return 1 if folded.startswith(question.folded) else 2


def _unfinished(question: Question, name: list[str]) -> int:
    return sum(word not in name for word in question.words)
