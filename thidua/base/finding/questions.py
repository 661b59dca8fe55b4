"""What is asked: words, kinds of things, and tags that must stand on the card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from thidua.base.finding.terms import words_of
from thidua.core.text import fold, spelling_key

MOST_WORDS = 8
AnyOf = tuple[str, ...]  # one of these terms must stand on the card


@dataclass(frozen=True)
class Question:
    text: str
    kinds: tuple[str, ...]
    filters: tuple[AnyOf, ...] = ()  # terms, with their underscore; all of them must hold
    scopes: Mapping[str, AnyOf | None] = field(
        default_factory=dict
    )  # of a kind: who asks sees these

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(words_of(self.text)))[:MOST_WORDS]

    @cached_property
    def folded(self) -> str:
        return " ".join(words_of(self.text)[:MOST_WORDS])

    @cached_property
    def spelt(self) -> str:
        return " ".join(spelling_key(self.text).split()[:MOST_WORDS])

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """Words typed with marks: who takes that trouble means them."""
        return tuple(word for word in self.spelt.split() if fold(word) != word)

    @cached_property
    def last_is_open(self) -> bool:
        """Nothing follows the last word: it may be still in writing."""
        return self.text[-1:].isalnum()

    def limits(self, kind: str) -> tuple[AnyOf, ...]:
        """What must hold beside the words, for things of a kind."""
        scope = self.scopes.get(kind)
        return self.filters if scope is None else (*self.filters, scope)
