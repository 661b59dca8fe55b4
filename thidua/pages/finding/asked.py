"""What the address asks for: words, which kinds of things, and the filters as terms of the index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse

from thidua.base.access import Actor, may
from thidua.base.finding import Question
from thidua.base.finding.terms import AROUND, PLACE, words_of
from thidua.base.registries import searchables
from thidua.core.trees import Tree
from thidua.pages.register.lists import unit_choices
from thidua.pages.ui.parts import Tab
from thidua.subjects.orgs.indexing import UNIT
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.awards import known_awards
from thidua.subjects.register.indexing import COLLECTIVE, DECISION, PERSON
from thidua.subjects.register.selectors.scope import with_predecessors

WORDS, SCOPE, AWARD, YEAR, OF_UNIT, LIVES = "q", "pham-vi", "khen", "nam", "don-vi", "noi"
SCOPES = {"nguoi": PERSON, "tap-the": COLLECTIVE, "don-vi": UNIT, "quyet-dinh": DECISION}
IN_REGISTER = (PERSON, COLLECTIVE, DECISION)
YEARS_BACK = 40
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter as the form shows it."""

    key: str
    label: str
    choices: list[tuple[str, str]]
    value: str

    @property
    def word(self) -> str:
        return dict(self.choices).get(self.value, self.value).lstrip("· ")


class Asked:
    """The reading of one address for one actor."""

    def __init__(self, params: QueryDict, actor: Actor) -> None:
        self.params, self.actor = params, actor
        self.words = " ".join(params.get(WORDS, "")[:LONGEST].split())
        self.scope = params.get(SCOPE, "") if params.get(SCOPE, "") in SCOPES else ""

    @cached_property
    def reads_register(self) -> bool:
        return bool(may(self.actor, "register.read"))

    @cached_property
    def tree(self) -> Tree:
        return tree_on(self.actor.day)

    # ---- kinds ----

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Of those asked for, the kinds on whose cards the filters can stand at all."""
        asked = [SCOPES[self.scope]] if self.scope else list(self.open_kinds)
        return tuple(kind for kind in asked if kind in self.open_kinds and self._fits(kind))

    @cached_property
    def open_kinds(self) -> tuple[str, ...]:
        """What this actor may look for."""
        return (*IN_REGISTER[:2], UNIT, DECISION) if self.reads_register else (UNIT,)

    def _fits(self, kind: str) -> bool:
        set_keys = {choice.key for choice in self.applied}
        if kind == UNIT:
            return not set_keys
        return kind != DECISION or not set_keys & {AWARD, LIVES}

    # ---- filters ----

    @cached_property
    def choices(self) -> list[Choice]:
        if not self.reads_register:
            return []
        day = self.actor.day
        years = [(str(year), str(year)) for year in range(day.year, day.year - YEARS_BACK, -1)]
        awards = [(award.key, award.name) for award in known_awards()]
        return [
            self._choice(AWARD, "Đã được khen", awards),
            self._choice(YEAR, "Năm", years),
            self._choice(OF_UNIT, "Đơn vị (cả đơn vị cũ)", unit_choices(self.tree)),
        ]

    def _choice(self, key: str, label: str, choices: list[tuple[str, str]]) -> Choice:
        value = self.params.get(key, "")
        return Choice(key, label, choices, value if value in dict(choices) else "")

    @cached_property
    def place(self) -> str:
        return " ".join(self.params.get(LIVES, "")[:LONGEST].split()) if self.reads_register else ""

    @cached_property
    def applied(self) -> list[Choice]:
        chosen = [choice for choice in self.choices if choice.value]
        return [*chosen, Choice(LIVES, "Nơi ở, địa chỉ", [], self.place)] if self.place else chosen

    @property
    def chips(self) -> list[tuple[Choice, str]]:
        """The filters set, each with the address of the same search without it."""
        return [(choice, self.url(**{choice.key: ""})) for choice in self.applied]

    @property
    def is_asked(self) -> bool:
        return bool(self.words or self.applied)

    @cached_property
    def question(self) -> Question:
        scopes = {kind: searchables[kind].scope(self.actor) for kind in self.kinds}
        return Question(self.words, self.kinds, tuple(self._terms()), scopes)

    def _terms(self) -> list[tuple[str, ...]]:
        value = {choice.key: choice.value for choice in self.applied}
        award, year = value.get(AWARD), value.get(YEAR)
        terms: list[tuple[str, ...]] = []
        if award:
            terms.append((f"_a_{award}_{year}" if year else f"_a_{award}",))
        elif year:
            terms.append((f"_y_{year}",))
        if unit := value.get(OF_UNIT):
            terms.append(self._unit_terms(int(unit)))
        return terms + [(PLACE + word, AROUND + word) for word in words_of(self.place)]

    def _unit_terms(self, unit: int) -> tuple[str, ...]:
        below = self.tree.descendants(unit, include_self=True) if unit in self.tree else [unit]
        units = sorted(with_predecessors(below, self.actor.day))
        return tuple(f"_{mark}{one}" for one in units for mark in "uw")

    # ---- addresses ----

    def url(self, **changes: str) -> str:
        """This search with parts changed; an empty part falls out."""
        names = {"scope": SCOPE, "words": WORDS, "page": "trang"}
        params = self.params.copy()
        for gone in ("trang", "phan"):
            params.pop(gone, None)
        for name, value in changes.items():
            params.pop(names.get(name, name), None)
            if value:
                params[names.get(name, name)] = value
        return f"{reverse('finding:search')}?{params.urlencode()}"

    @cached_property
    def tabs(self) -> list[Tab]:
        if not self.reads_register:
            return []
        entries = [Tab("Tất cả", self.url(scope=""), None, not self.scope)]
        return entries + [
            Tab(searchables[kind].label, self.url(scope=key), None, key == self.scope)
            for key, kind in SCOPES.items()
        ]
