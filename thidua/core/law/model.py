"""The law as data: awards, conditions and regimes, each with its days and its source.

Everything here is a plain frozen value. A row's days are half open inside the program; in the
YAML files `to` is the last day, as jurists write it, and the reader adds one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

BEGINNING = date(1900, 1, 1)
FOREVER = date(9999, 12, 31)

VERIFIED = "verified"
FROM_MEMORY = "from_memory"
PROVINCE = "province"  # a row of the province's own, sourced and reviewed by two persons


class LawError(ValueError):
    """The law data are asked for what they do not hold, or a row is malformed."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row was read and how far it can be trusted.

    `status`: verified | from_memory | province. `text`: what was read when it is not the text in
    force: secondary | repealed | machine_translation | draft. `checked`: day and name of the last check.
    """

    citation: str
    key: str = ""
    status: str = VERIFIED
    text: str = ""
    confidence: str = ""
    note: str = ""
    doubts: tuple[int, ...] = ()
    checked_on: date | None = None
    checked_by: str = ""

    @property
    def is_certain(self) -> bool:
        return self.status != FROM_MEMORY


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand of the law. Without a route it is always needed; of a group one whole route is.

    `variants` empty: for every subject the award is for. `params` are those of its `type`
    (docs/phap-luat.md); a null among them is a number not known, for people to judge.
    """

    id: str
    text: str
    type: str
    source: Source
    params: Mapping[str, Any] = field(default_factory=dict)
    variants: frozenset[str] = frozenset()
    group: str = ""
    route: str = ""
    valid_from: date = BEGINNING
    valid_until: date = FOREVER

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day < self.valid_until


@dataclass(frozen=True, slots=True)
class Regime:
    """A body of law in force. Where `text_obtained` is false nothing is decided under it."""

    key: str
    title: str
    valid_from: date
    valid_until: date
    law: str
    source: Source
    text_obtained: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Boundary:
    """From one regime to the next: which day decides, and whether the kinder law is taken."""

    day: date  # the first day of the later regime
    earlier: str
    later: str
    deciding_day: str  # decision | received_for_appraisal
    kinder_law: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides an award and who proposes it, between two days."""

    award: str
    decided_by: tuple[str, ...]
    proposed_by: tuple[str, ...]
    source: Source
    valid_from: date = BEGINNING
    valid_until: date = FOREVER


@dataclass(frozen=True, slots=True)
class Bonus:
    """Times the base salary, by kind of subject ("individual", "collective", "household" …)."""

    award: str
    multiples: Mapping[str, Any]  # Decimal, or None when not known
    source: Source
    variant: str = ""  # a class of an order: first | second | third
    valid_from: date = BEGINNING
    valid_until: date = FOREVER


@dataclass(frozen=True, slots=True)
class BaseSalary:
    vnd_per_month: int
    source: Source
    valid_from: date
    valid_until: date = FOREVER


@dataclass(frozen=True, slots=True)
class Dossier:
    """The papers of a proposal, and how many sets."""

    award: str
    papers: tuple[str, ...]
    source: Source
    copies: int | None = None
    valid_from: date = BEGINNING
    valid_until: date = FOREVER


@dataclass(frozen=True, slots=True)
class Deadline:
    key: str
    text: str
    source: Source
    award: str = ""
    working_days: int | None = None
    valid_from: date = BEGINNING
    valid_until: date = FOREVER


@dataclass(frozen=True, slots=True)
class Award:
    """A title or a form of commendation; its name on a day is `name_on`."""

    key: str
    name: str
    kind: str  # title | form
    level: str  # grassroots | province | state
    subjects: frozenset[str]
    cycle: str  # yearly | any | sudden | external
    source: Source
    name_en: str = ""
    names: tuple[tuple[date, str], ...] = ()  # earlier names: (until that day, name)
    valid_from: date = BEGINNING
    valid_until: date = FOREVER
    note: str = ""

    def name_on(self, day: date) -> str:
        return next((name for until, name in self.names if day < until), self.name)


@dataclass(frozen=True, slots=True)
class Setting:
    """A reading chosen where the law is silent; a province may choose otherwise, from a day on."""

    key: str
    title: str
    value: Any
    source: Source
    valid_from: date = BEGINNING
    valid_until: date = FOREVER


@dataclass(frozen=True, slots=True)
class Edition:
    """How far the text in force on these days was read: whole | partly | not_read."""

    key: str
    title: str
    read: str
    source: Source
    valid_from: date
    valid_until: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A change of the law that is announced, or a decree whose last day is known."""

    law: str
    text: str
    source: Source
    effective: date | None = None
    expires: date | None = None  # the first day without it
    award: str = ""


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Two titles that correspond; it says nothing of their standards."""

    military: str
    civil: str
    source: Source


@dataclass(frozen=True, slots=True)
class BonusRule:
    key: str
    text: str
    source: Source
    valid_from: date = BEGINNING
    valid_until: date = FOREVER


@dataclass(frozen=True, slots=True)
class Refuted:
    """A row once believed and disproved: shown to readers, never judged by."""

    id: str
    award: str
    text: str
    cited_as: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words facts and params are written in, each with its Vietnamese name.

    `ranks` orders some of them: "ratings", "severities", "scopes", "positions" (a higher number is
    higher; a word without a rank is compared with nothing).
    """

    words: Mapping[str, Mapping[str, str]]
    ranks: Mapping[str, Mapping[str, int]]
    events: Mapping[str, frozenset[str]] = field(default_factory=dict)  # what falls under what

    def name(self, kind: str, word: str) -> str:
        return self.words.get(kind, {}).get(word, word)

    def rank(self, kind: str, word: str) -> int | None:
        return self.ranks.get(kind, {}).get(word)
