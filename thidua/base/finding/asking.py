"""The answer to a question: names first, then words in any order, then words around, then slips.

What is sought ends as soon as a kind has enough: the commonest names are found by one look into
the index of names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from thidua.base.finding.engines import (
    COLUMNS,
    COUNTED,
    TAKEN,
    Params,
    Wanted,
    by_name,
    by_words,
    bytewise,
    holds,
)
from thidua.base.finding.questions import AnyOf, Question
from thidua.base.finding.ranking import Found, arranged
from thidua.base.finding.slips import Guesses, guess
from thidua.base.finding.sources import is_in_pairs
from thidua.base.finding.terms import AROUND, KIND, PLACE
from thidua.base.finding.vocabulary import LAST_LETTER, endings, known_terms

LOOKED_THROUGH = 2_000  # cards of one name that are held against filters
MOST_TO_HOLD = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What one kind answers: cards in their order, how many in all (up to 1,001), and guesses."""

    kind: str
    cards: list[Found]
    count: int
    guessed: list[Found] = field(default_factory=list)

    @property
    def is_more(self) -> bool:
        return self.count > COUNTED


@dataclass(frozen=True, slots=True)
class Answers:
    of_kind: dict[str, Answer]
    guesses: Guesses

    @property
    def total(self) -> int:
        return sum(len(answer.cards) + len(answer.guessed) for answer in self.of_kind.values())


def find(question: Question) -> Answers:
    asking = _Asking(question)
    if question.words:
        asking.look_at_names()
        asking.look_for_words()
        asking.look_around()
    elif question.filters:
        asking.look_for_filters()
    guesses = asking.guess_at_slips()
    return Answers({kind: asking.answer(kind, guesses) for kind in question.kinds}, guesses)


class _Asking:
    """One question on its way through the tiers."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.plenty: set[str] = set()  # kinds with more such names than are counted
        self.cards: dict[str, list[Found]] = {kind: [] for kind in question.kinds}
        self.count: dict[str, int] = dict.fromkeys(question.kinds, 0)
        self.endings = self._endings()
        self.known = known_terms(self._terms()) | self.endings

    def _endings(self) -> dict[str, int]:
        words = self.question.words
        if not words or not self.question.last_is_open:
            return {}
        return {word: cards for word, cards in endings(words[-1]).items() if word not in words[:-1]}

    def _terms(self) -> set[str]:
        """Every term whose frequency may matter."""
        asked = [*self.question.words, *self.endings]
        terms = {mark + word for word in asked for mark in ("", AROUND, PLACE)}
        terms |= {KIND + kind for kind in self.question.kinds}
        limits = (self.question.limits(kind) for kind in self.question.kinds)
        return terms | {term for choices in limits for choice in choices for term in choice}

    # ---- by name ----

    def look_at_names(self) -> None:
        """Names that begin with what was typed; with the very same marks first."""
        statements = [part for kind in self.question.kinds for part in self._name_parts(kind)]
        for card in by_name(statements):
            self.cards[card.kind].append(card)
        self._count_names()

    def _name_parts(self, kind: str) -> list[tuple[str, Params]]:
        limits = self.question.limits(kind)
        if sum(len(choice) for choice in limits) > MOST_TO_HOLD or not all(limits):
            return []
        parts = [_named(kind, self.question, limits)]
        return [_spelt(kind, self.question, limits), *parts] if self.question.marked else parts

    def _count_names(self) -> None:
        full = [
            kind for kind in self.question.kinds
            if len(self.cards[kind]) >= TAKEN and not self.question.limits(kind)
        ]  # fmt: skip
        for kind in full:
            self.count[kind] = counted_names(kind, self.question.folded)
        self.plenty = {kind for kind in full if self.count[kind] > COUNTED}

    # ---- by words ----

    def look_for_words(self) -> None:
        """Whole words; then the last as a beginning. A single word may be a given name, so it is
        looked for even where very many names begin with it."""
        words = [(word,) for word in self.question.words]
        short = [kind for kind in self.question.kinds if kind not in self.plenty]
        self._take(self.question.kinds if len(words) == 1 else short, words)
        unfinished = [*words[:-1], tuple({self.question.words[-1]: 0} | self.endings)]
        if len(unfinished[-1]) > 1:
            self._take([kind for kind in short if self.count[kind] <= COUNTED], unfinished)

    def look_around(self) -> None:
        """Where nothing is called so, the words may stand on the unit or the place, if only one at
        least is the name's own."""
        none = [kind for kind in self.question.kinds if not self.count[kind]]
        words = self.question.words
        around = [self._anywhere(word) for word in words]
        around[-1] += tuple(mark + word for word in self.endings for mark in (AROUND, PLACE, ""))
        own = (*words, *self.endings)
        choices = [tuple(dict.fromkeys(choice)) for choice in (own, *around)]
        if len(words) > 1:
            self._take(none, choices, in_pairs=False)

    def look_for_filters(self) -> None:
        self._take(self.question.kinds, [])

    def _anywhere(self, word: str) -> AnyOf:
        return word, AROUND + word, PLACE + word

    def _take(self, kinds: Sequence[str], choices: Sequence[AnyOf], in_pairs: bool = True) -> None:
        wanted = [
            Wanted(
                kind,
                tuple(choices),
                self.question.limits(kind),
                in_pairs=in_pairs and is_in_pairs(kind),
                is_counted=kind not in self.plenty,
            )
            for kind in kinds
        ]
        answerable = [one for one in wanted if self._is_answerable(one)]
        for kind, match in by_words(answerable, self.known).items():
            self.cards[kind] += match.cards
            self.count[kind] = max(self.count[kind], match.count)

    def _is_answerable(self, wanted: Wanted) -> bool:
        """A choice of which no term is known finds nothing."""
        return all(any(term in self.known for term in choice) for choice in wanted.choices)

    # ---- slips ----

    def guess_at_slips(self) -> Guesses:
        """Only where nothing at all was found: what was meant stands then before what may be."""
        if not self.question.words or any(self.count.values()) or any(self.cards.values()):
            return Guesses()
        return guess(self.question, self.known)

    def answer(self, kind: str, guesses: Guesses) -> Answer:
        cards = arranged(self.question, self.cards[kind])
        count = max(self.count[kind], len(cards))
        seen = {card.id for card in cards}
        guessed = [card for card in guesses.cards.get(kind, []) if card.id not in seen]
        return Answer(kind, cards[:TAKEN], min(count, COUNTED + 1), guessed)


def _named(kind: str, question: Question, limits: tuple[AnyOf, ...]) -> tuple[str, Params]:
    condition, values = name_range(kind, question.folded)
    return _first(condition, values, limits)


def _spelt(kind: str, question: Question, limits: tuple[AnyOf, ...]) -> tuple[str, Params]:
    """Exactly this name with exactly these marks."""
    condition = f"kind = %s AND {bytewise('folded')} = %s AND {bytewise('spelt')} = %s"
    return _first(condition, [kind, question.folded, question.spelt], limits)


def _first(condition: str, values: Params, limits: tuple[AnyOf, ...]) -> tuple[str, Params]:
    order = f"ORDER BY {bytewise('folded')}, {bytewise('spelt')}, id"
    if not limits:
        return f"SELECT {COLUMNS} FROM finding_card WHERE {condition} {order} LIMIT {TAKEN}", values
    held, more = holds(limits)
    some = f"SELECT {COLUMNS} FROM finding_card WHERE {condition} {order} LIMIT {LOOKED_THROUGH}"
    return f"SELECT * FROM ({some}) AS few WHERE {held} LIMIT {TAKEN}", [*values, *more]


def name_range(kind: str, folded: str) -> tuple[str, Params]:
    name = bytewise("folded")
    return f"kind = %s AND {name} >= %s AND {name} < %s", [kind, folded, folded + LAST_LETTER]


def counted_names(kind: str, folded: str) -> int:
    condition, values = name_range(kind, folded)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM finding_card WHERE {condition} "
            f"LIMIT {COUNTED + 1}) AS few",
            values,
        )
        return int(cursor.fetchone()[0])
