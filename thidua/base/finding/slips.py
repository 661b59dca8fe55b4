"""A slip of the finger in each word: what else may have been meant, and who is called so.

Unknown words must be slips; where all words are known, each in turn is doubted. Whole names are
tried first, every reading by itself, so that rare readings are not drowned by common ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product, zip_longest
from math import prod

from django.db import connection

from thidua.base.finding.engines import COLUMNS, Params, Wanted, by_name, by_words, bytewise
from thidua.base.finding.questions import Question
from thidua.base.finding.ranking import Found
from thidua.base.finding.sources import is_in_pairs
from thidua.base.finding.terms import may_slip
from thidua.base.finding.vocabulary import readings

MOST_NAMES = 300  # readings of the whole name that are tried
SHOWN = 20
OF_ONE_NAME = 10
Choices = dict[str, dict[str, int]]  # word → what it may mean → on how many cards


@dataclass(frozen=True, slots=True)
class Guesses:
    """Cards of each kind, and the readings that found something ("hoaa" → "hoa")."""

    cards: dict[str, list[Found]] = field(default_factory=dict)
    readings: tuple[str, ...] = ()


def guess(question: Question, known: Mapping[str, int]) -> Guesses:
    near = readings(question.words)
    for doubted in _doubts(question, near, known):
        guesses = _tried(question, doubted, known)
        if guesses.cards:
            return guesses
    return Guesses()


def _doubts(question: Question, near: Choices, known: Mapping[str, int]) -> Iterable[list[Choices]]:
    """Sets of alternatives, the likelier first: each is a list of questions to be put together."""
    unknown = [word for word in question.words if word not in known and may_slip(word)]
    if unknown:
        yield [_choices(question, near, unknown)]
    elif near:
        yield [_choices(question, near, [word]) for word in question.words if near.get(word)]
    yield [_choices(question, near, question.words, keep=True)]


def _choices(
    question: Question, near: Choices, doubted: Sequence[str], keep: bool = False
) -> Choices:
    """What each word of the question may mean; a word that is not doubted means itself."""
    return {
        word: ({word: 0} if keep or word not in doubted else {})
        | (near.get(word, {}) if word in doubted else {})
        for word in question.words
    }


def _tried(question: Question, doubts: list[Choices], known: Mapping[str, int]) -> Guesses:
    found = _whole_names(question, doubts)
    for kind in question.kinds:
        if len(found.get(kind, [])) < SHOWN:
            more = _any_order(question, kind, doubts, known)
            found[kind] = _each_once([*found.get(kind, []), *more])
    found = {kind: cards for kind, cards in found.items() if cards}
    return Guesses(found, _read_as(question, doubts, found))


# ---- every reading of the whole name ----


def _whole_names(question: Question, doubts: list[Choices]) -> dict[str, list[Found]]:
    names = _likely_names(question, doubts)
    found: dict[str, list[Found]] = {}
    for kind in question.kinds:
        if question.limits(kind) or not names:
            continue
        borne = _borne(kind, names)
        parts = [_bearers(kind, name) for name in borne[: SHOWN * 2]]
        found[kind] = _in_turn(by_name(parts), borne)
    return found


def _likely_names(question: Question, doubts: list[Choices]) -> list[str]:
    """The fewest slips first, then the commonest words."""
    words = question.folded.split()
    likely: dict[str, tuple[int, int]] = {}
    for choices in doubts:
        for reading in _products([choices[word] for word in words]):
            slips = sum(a != b for a, b in zip(reading, words, strict=True))
            weight = prod(
                choices[word].get(read, 0) or 1 for word, read in zip(words, reading, strict=True)
            )
            likely.setdefault(" ".join(reading), (slips, -weight))
    ordered = sorted(likely, key=lambda name: (*likely[name], name))
    return [name for name in ordered if name != question.folded][:MOST_NAMES]


def _products(options: list[dict[str, int]]) -> Iterable[tuple[str, ...]]:
    """All readings, of long lists of options only the commonest."""
    most = MOST_NAMES * 4
    while prod(len(option) for option in options) > most:
        longest = max(range(len(options)), key=lambda i: len(options[i]))
        kept = list(options[longest].items())[: len(options[longest]) * 2 // 3]
        options = [*options[:longest], dict(kept), *options[longest + 1 :]]
    return product(*options)


def _borne(kind: str, names: list[str]) -> list[str]:
    """Those of the names that somebody bears, in their order."""
    first = (
        f"SELECT id FROM finding_card WHERE kind = %s AND {bytewise('folded')} = %s "
        f"ORDER BY {bytewise('spelt')}, id LIMIT 1"
    )
    sql = " , ".join(f"({first})" for _ in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", [value for name in names for value in (kind, name)])
        row = cursor.fetchone()
    return [name for name, card in zip(names, row, strict=True) if card is not None]


def _bearers(kind: str, name: str) -> tuple[str, Params]:
    sql = (
        f"SELECT {COLUMNS} FROM finding_card WHERE kind = %s AND {bytewise('folded')} = %s "
        f"ORDER BY {bytewise('spelt')}, id LIMIT {OF_ONE_NAME}"
    )
    return sql, [kind, name]


def _in_turn(cards: Iterable[Found], names: Sequence[str]) -> list[Found]:
    """One of each reading, then the second of each: no reading hides another."""
    of_name: dict[str, list[Found]] = {name: [] for name in names}
    for card in cards:
        of_name.setdefault(card.folded, []).append(card)
    for bearers in of_name.values():
        bearers.sort(key=lambda card: (card.spelt, card.id))
    return [card for turn in zip_longest(*of_name.values()) for card in turn if card is not None]


# ---- the words in any order ----


def _any_order(
    question: Question, kind: str, doubts: list[Choices], known: Mapping[str, int]
) -> list[Found]:
    found: list[Found] = []
    counts = {**known}
    for choices in doubts:
        counts |= {
            term: cards for options in choices.values() for term, cards in options.items() if cards
        }
        terms = tuple(tuple(options) for options in choices.values())
        if all(terms):
            wanted = Wanted(kind, terms, question.limits(kind), in_pairs=is_in_pairs(kind))
            found += by_words([wanted], counts)[kind].cards
    names = list(dict.fromkeys(card.folded for card in found))
    likely = {name: (_slips(question, name), name) for name in names}
    return _in_turn(found, sorted(names, key=likely.__getitem__))


def _slips(question: Question, name: str) -> int:
    return sum(word not in name.split() for word in question.words)


def _each_once(cards: Iterable[Found]) -> list[Found]:
    return list({card.id: card for card in cards}.values())


def _read_as(
    question: Question, doubts: list[Choices], found: Mapping[str, list[Found]]
) -> tuple[str, ...]:
    """The words that stand on what was found instead of those typed, in the order of the list."""
    meant = {word for choices in doubts for options in choices.values() for word in options}
    meant -= set(question.words)
    shown = [card for cards in found.values() for card in cards[:SHOWN]]
    return tuple(dict.fromkeys(w for card in shown for w in card.words.split() if w in meant))
