"""Answers as the page shows them: by kind, with the words that were found made strong."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from thidua.base.access import Actor
from thidua.base.finding import find
from thidua.base.finding.asking import Answer
from thidua.base.finding.engines import COUNTED
from thidua.base.finding.ranking import Found
from thidua.base.finding.terms import words_of
from thidua.base.registries import SearchHit, searchables
from thidua.core.text import fold, format_number
from thidua.pages.finding.asked import SCOPES, Asked

OF_EACH_KIND = 6
ON_A_PAGE = 25
NEAR_SHOWN = 12
_WORD = re.compile(r"[^\W_]+")
Piece = tuple[str, bool]  # a part of a text, and whether it was asked for


@dataclass(frozen=True, slots=True)
class Hit:
    url: str
    title: list[Piece]
    detail: list[Piece]


@dataclass(frozen=True, slots=True)
class Group:
    """One kind: the hits of this page, those near by a slip, how many there are."""

    label: str
    hits: list[Hit]
    near: list[Hit]
    count_words: str
    all_url: str  # where the rest stands
    left: int  # hits behind these that may be turned to
    too_many: bool  # there are more than can be turned to


@dataclass(frozen=True, slots=True)
class Results:
    groups: list[Group]
    readings: tuple[str, ...]
    summary: str
    page: int
    pages: int

    @property
    def is_empty(self) -> bool:
        return not any(group.hits or group.near for group in self.groups)


def results(asked: Asked, page: int, of_each: int = OF_EACH_KIND) -> Results:
    answers = find(asked.question)
    words = (*asked.question.words, *words_of(asked.place), *answers.guesses.readings)
    shown = ON_A_PAGE if asked.scope else of_each
    groups = [
        group
        for kind, answer in answers.of_kind.items()
        if (group := _group(asked, kind, answer, page if asked.scope else 1, shown, words))
    ]
    longest = max((len(answer.cards) for answer in answers.of_kind.values()), default=0)
    pages = -(-longest // ON_A_PAGE) if asked.scope else 1
    summary = " · ".join(
        f"{group.count_words} {group.label.lower()}" for group in groups if group.hits
    )
    readings = answers.guesses.readings if any(group.near for group in groups) else ()
    return Results(groups, readings, summary, page, max(1, pages))


def _group(
    asked: Asked, kind: str, answer: Answer, page: int, shown: int, words: Collection[str]
) -> Group | None:
    cards = answer.cards[(page - 1) * shown : page * shown]
    near = answer.guessed[: min(shown, NEAR_SHOWN)] if page == 1 else []
    hits = searchables[kind].present(asked.actor, [card.object_id for card in [*cards, *near]])
    if not hits:
        return None
    scope = next(key for key, value in SCOPES.items() if value == kind)
    return Group(
        label=searchables[kind].label,
        hits=_marked(hits, cards, words),
        near=_marked(hits, near, words),
        count_words=count_words(answer),
        all_url=asked.url(scope=scope),
        left=max(0, len(answer.cards) - len(cards)),
        too_many=answer.count > len(answer.cards),
    )


def count_words(answer: Answer) -> str:
    if answer.is_more:
        return f"hơn {format_number(COUNTED)}"
    return format_number(answer.count)


def _marked(hits: dict[int, SearchHit], cards: list[Found], words: Collection[str]) -> list[Hit]:
    found = [hits[card.object_id] for card in cards if card.object_id in hits]
    return [Hit(hit.url, pieces(hit.title, words), pieces(hit.detail, words)) for hit in found]


def pieces(text: str, words: Collection[str]) -> list[Piece]:
    """The text in parts, those that begin with a word asked for made strong, marks or none."""
    parts: list[Piece] = []
    end = 0
    for match in _WORD.finditer(text):
        if any(fold(match.group()).startswith(word) for word in words):
            parts += [(text[end : match.start()], False), (match.group(), True)]
            end = match.end()
    return [part for part in (*parts, (text[end:], False)) if part[0]]


def plain_hits(hits: list[SearchHit], actor: Actor, words: str) -> list[tuple[str, list[Hit]]]:
    """What other subjects answered, by kind."""
    asked = words_of(words)
    kinds: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: hit.kind):
        marked = Hit(hit.url, pieces(hit.title, asked), pieces(hit.detail, asked))
        kinds.setdefault(str(hit.kind), []).append(marked)
    return list(kinds.items())
