"""What stands on a card.

A card's `words` are terms between blanks: the words of the thing's names, folded; words around it
(its units, offices) behind "_x"; words of its place behind "_p"; and tags behind an underscore,
which only filters ask for ("_kperson", "_u12"). A folded word never holds an underscore.

Where names are short and very many (people), each two words of the name stand together as well
("an+nguyen"): of ten million people 200,000 are called An and four million Nguyễn, and to go
through both lists for the few thousand Nguyễn … An takes longer than anybody waits while typing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from thidua.core.text import name_key, spelling_key

AROUND = "_x"
PLACE = "_p"
KIND = "_k"
LONGEST_TERM = 60
NAME_LENGTH = 400
MOST_PAIRED = 12  # words of a name that stand in pairs; the rest of a longer one is not kept


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to be found, as its subject describes it."""

    kind: str
    object_id: int
    name: str
    other_names: tuple[str, ...] = ()
    around: tuple[str, ...] = ()  # names of units and the like, old ones too
    place: str = ""
    tags: tuple[str, ...] = ()  # without the underscore: "u12", "a_labour_hero_2019"
    in_pairs: bool = False  # for all things of a kind, or none: see Searchable


@dataclass(frozen=True, slots=True)
class Written:
    """The card of a thing, ready to be kept."""

    kind: str
    object_id: int
    folded: str
    spelt: str
    words: str


def written(thing: Thing) -> Written:
    return Written(
        thing.kind,
        thing.object_id,
        name_key(thing.name)[:NAME_LENGTH],
        spelling_key(thing.name)[:NAME_LENGTH],
        f" {' '.join(_terms(thing))} ",
    )


def _terms(thing: Thing) -> Iterable[str]:
    """Each once, the name's own words first."""
    terms = dict.fromkeys(words_of(" ".join((thing.name, *thing.other_names))))
    if thing.in_pairs:
        words = list(terms)[:MOST_PAIRED]
        terms = dict.fromkeys(words)
        for place, word in enumerate(words):
            for other in words[place + 1 :]:
                terms[pair(word, other)] = None
    for name in thing.around:
        terms |= dict.fromkeys(_marked(AROUND, name))
    if thing.place:
        terms |= dict.fromkeys(_marked(PLACE, thing.place))
    for tag in thing.tags:
        terms["_" + tag] = None
    terms[KIND + thing.kind] = None
    return terms


def words_of(text: str) -> list[str]:
    return [word[:LONGEST_TERM] for word in name_key(text).split()]


@lru_cache(maxsize=20_000)
def _marked(mark: str, text: str) -> tuple[str, ...]:
    """Units and places come again with every person."""
    return tuple(mark + word for word in words_of(text))


def pair(a: str, b: str) -> str:
    return f"{a}+{b}" if a < b else f"{b}+{a}"


def is_pair(term: str) -> bool:
    return "+" in term


def is_word(term: str) -> bool:
    return not term.startswith("_") and not is_pair(term)


def may_slip(term: str) -> bool:
    """Numbers and single letters are not guessed at."""
    return len(term) > 1 and term.isalpha()
