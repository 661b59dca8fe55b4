"""All names of one day, indexed for matching."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log

from thidua.core.matching.groups import Phrase, read_phrase
from thidua.core.matching.spelling import (
    Words,
    cut_tail,
    initials_of,
    reads_as,
    spelled_key,
    without_brackets,
    words_of,
)
from thidua.core.matching.values import Choice, OtherDayName, SetName, UnitName

# The hall of a commune or district is the unit itself: "UBND huyện Sìn Hồ" and "huyện Sìn Hồ".
_HALL: Words = ("uy", "ban", "nhan", "dan")
_PLACES = ("huyen", "xa", "phuong", "thi", "thanh")
_NOTES = ("thuộc", "trước", "gồm", "sau", "cũ")
_TAILS: tuple[Words, ...] = (
    ("tren", "dia", "ban", "tinh"),
    ("cap", "tinh"),
    ("thuoc", "tinh"),
    ("trung", "uong"),
    ("tinh",),
)
Keys = tuple[Words, Words, Words]


class Directory:
    """Units, sets and names of other days; `place` is the province's own name ("Lai Châu")."""

    def __init__(
        self,
        units: Iterable[UnitName],
        sets: Iterable[SetName] = (),
        others: Iterable[OtherDayName] = (),
        place: str = "",
    ) -> None:
        self.place = words_of(place)
        self.units = {unit.id: unit for unit in units}
        self.sets = {one.key: one for one in sets}
        self.others = tuple(others)
        self._by_key: tuple[dict[Words, set[int]], ...] = tuple(defaultdict(set) for _ in range(3))
        self._forms: dict[int, set[Words]] = {}
        self._set_forms: dict[Words, set[str]] = defaultdict(set)
        self._phrases: dict[str, list[Phrase]] = {}
        for unit in self.units.values():
            self._add_unit(unit)
        for one in self.sets.values():
            self._add_set(one)
        self._other_keys = {
            key: other
            for other in self.others
            for form in (other.name, other.short_name)
            if form
            for key in self.keys(words_of(form))[:2]
        }
        self._weights = self._word_weights()

    def _add_unit(self, unit: UnitName) -> None:
        forms: set[Words] = set()
        for name in _names_of(unit):
            for level, key in enumerate(self.keys(words_of(name))):
                self._by_key[level][key].add(unit.id)
                forms.add(key)
        self._forms[unit.id] = forms

    def _add_set(self, one: SetName) -> None:
        names = (one.name, *one.aliases)
        for name in names:
            self._set_forms[plural_key(self.keys(words_of(name))[1])].add(one.key)
        if not one.is_block:
            self._phrases[one.key] = [read_phrase(words_of(name), self.place) for name in names]

    def keys(self, words: Words) -> Keys:
        """Three ways to compare: as printed; without the province's name; without its level."""
        plain = words
        if words[: len(_HALL)] == _HALL and words[len(_HALL) :][:1] and words[4] in _PLACES:
            plain = words[len(_HALL) :]
        placed = cut_tail(plain, self.place, keep=2)
        loose = tuple(word for word in placed if word not in ("viet", "nam")) or placed
        for tail in _TAILS:
            loose = cut_tail(loose, tail, keep=1)
        if loose[:4] == ("uy", "ban", "mat", "tran"):
            loose = loose[2:]
        return plain, placed, loose

    def units_at(self, level: int, words: Words) -> set[int]:
        return set(self._by_key[level].get(words, ()))

    def units_spelled(self, words: Words) -> set[int]:
        """Units whose name the words spell when capitals are read as initials.

        Where several do, the one that bears these letters as its short name leads: "Sở NV".
        """
        found = {
            id_
            for id_, forms in self._forms.items()
            if any(reads_as(words, form) for form in forms if len(form) > len(words))
        }
        letters = initials_of(words)
        own = {id_ for id_ in found if letters == initials_of(words_of(self.units[id_].short_name))}
        return own or found

    def sets_at(self, words: Words) -> set[str]:
        return set(self._set_forms.get(plural_key(words), ()))

    def sets_meaning(self, phrase: Phrase) -> set[str]:
        return {
            key
            for key, phrases in self._phrases.items()
            if any(one.is_plain and one.groups == phrase.groups for one in phrases)
        }

    def sets_near(self, phrase: Phrase) -> set[str]:
        """Sets that share a group with the phrase: suggestions."""
        return {
            key
            for key, phrases in self._phrases.items()
            if any(one.groups & phrase.groups for one in phrases)
        }

    def sets_within(self, phrase: Phrase) -> list[str]:
        """The fewest sets that together name exactly the groups of the phrase, else nothing."""
        offers = [
            (one.groups, key)
            for key, phrases in self._phrases.items()
            for one in phrases[:1]
            if one.is_plain and one.groups < phrase.groups
        ]
        wanted, found = set(phrase.groups), []
        for groups, key in sorted(offers, key=lambda offer: (-len(offer[0]), offer[1])):
            if groups <= wanted:
                wanted -= groups
                found.append(key)
        return [] if wanted else found

    def other_day(self, words: Words) -> OtherDayName | None:
        keys = self.keys(words)[:2]
        exact = next((self._other_keys[key] for key in keys if key in self._other_keys), None)
        if exact or not any(word.isupper() for word in words):
            return exact
        spelled = (o for form, o in self._other_keys.items() if reads_as(words, form))
        return next(spelled, None)

    def alike(self, words: Words, limit: int = 5) -> list[Choice]:
        """Names that share the weightiest words: suggestions, never an answer."""
        wanted = set(words)
        total = sum(self._weight(word) for word in wanted)
        if not total:
            return []
        scored = [
            (max(self._overlap(wanted, total, form) for form in forms), id_)
            for id_, forms in self._forms.items()
        ]
        best = sorted(
            ((s, i) for s, i in scored if s >= 0.45), key=lambda pair: (-pair[0], pair[1])
        )
        return [self.unit_choice(id_, "tên gần giống", score) for score, id_ in best[:limit]]

    def _overlap(self, wanted: set[str], total: float, form: Words) -> float:
        shared = sum(self._weight(word) for word in wanted & set(form))
        own = sum(self._weight(word) for word in set(form))
        return 2 * shared / (total + own) if own else 0.0

    def _word_weights(self) -> dict[str, float]:
        spread = Counter(word for forms in self._forms.values() for word in set().union(*forms))
        return {word: log(1 + len(self.units) / count) for word, count in spread.items()}

    def _weight(self, word: str) -> float:
        return self._weights.get(word, 1.0)

    def with_these_marks(self, ids: set[int], printed: str) -> set[int]:
        """Of units alike but for their marks ("Nậm Cha", "Nậm Chà"), those printed so."""
        key = spelled_key(printed)
        exact = {
            id_
            for id_ in ids
            if key in (spelled_key(self.units[id_].name), spelled_key(self.units[id_].short_name))
        }
        return exact or ids

    def unit_choice(self, id_: int, reason: str, score: float = 1.0) -> Choice:
        unit = self.units[id_]
        above = self.units.get(unit.parent_id or 0)
        name = f"{unit.name} ({above.name})" if above and unit.kind in _NEED_PARENT else unit.name
        return Choice(name, reason, unit_id=id_, score=score)

    def set_choice(self, key: str, reason: str, score: float = 1.0) -> Choice:
        return Choice(self.sets[key].name, reason, set_key=key, score=score)


# Names that repeat from one district to the next.
_NEED_PARENT = frozenset({"commune", "ward", "township", "school"})


def _names_of(unit: UnitName) -> Iterable[str]:
    outside, inside = without_brackets(unit.name)
    yield unit.name
    yield outside
    yield from (alias for alias in inside if not alias.startswith(_NOTES))
    if unit.short_name:
        yield unit.short_name


def plural_key(words: Words) -> Words:
    """Without "các" and the words of the head before it, and without a year behind."""
    rest = tuple(word for word in words if word != "cac")
    return rest[:-2] if rest[-2:-1] == ("nam",) and rest[-1].isdigit() else rest
