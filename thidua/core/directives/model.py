"""What reading a document yields. Every item points into the kept text by a Span."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open place in the kept text, counted in characters."""

    start: int
    end: int


class Comparator(StrEnum):
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Role(StrEnum):
    LEAD = "lead"
    COORDINATE = "coordinate"
    PROPOSE = "propose"
    REQUEST = "request"


class Purpose(StrEnum):
    REPORT = "report"
    CARRY_OUT = "carry_out"
    KNOW = "know"
    COORDINATE = "coordinate"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A value with the place where it is printed."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """The date of the document; day and month are None where they are blank."""

    printed: str
    span: Span
    day: int | None = None
    month: int | None = None
    year: int | None = None

    @property
    def value(self) -> date | None:
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Header:
    document_type: Phrase | None = None
    number: str | None = None
    symbol: str | None = None
    number_span: Span | None = None
    issuer: Phrase | None = None
    issuer_inferred: bool = False
    parent: Phrase | None = None
    place: Phrase | None = None
    date: PrintedDate | None = None
    title: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section or lettered point; `number` is its path: "8.a", "III.2"."""

    number: str
    label: str
    level: int
    title: str | None
    heading: Span
    span: Span
    body: str
    points: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class LegalReference:
    kind: str
    number: str | None
    date: date | None
    year: int | None
    issuer: str | None
    title: str | None
    span: Span
    citation: Span


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    comparator: Comparator
    comparator_word: str | None
    value: Decimal
    upper: Decimal | None
    unit: str
    scope: str | None
    exception_of: int | None
    direction: Direction
    span: Span
    value_span: Span


@dataclass(frozen=True, slots=True)
class NamedMovement:
    name: str
    quoted: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    printed: str
    span: Span
    day: date | None


@dataclass(frozen=True, slots=True)
class Assignment:
    section: str | None
    agencies: tuple[Agency, ...]
    coordinating: tuple[Agency, ...]
    role: Role
    task: str
    deadline: Deadline | None
    span: Span


@dataclass(frozen=True, slots=True)
class Recipient:
    name: str
    purpose_printed: str | None
    purpose: Purpose | None
    initials: tuple[str, ...]
    span: Span
    name_span: Span


@dataclass(frozen=True, slots=True)
class Signer:
    title: str | None
    name: str | None
    title_span: Span | None
    name_span: Span | None


@dataclass(frozen=True, slots=True)
class ReportingDuty:
    who: Phrase | None
    to: Phrase
    via: Phrase | None
    deadline: Deadline | None
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """A point that a person must settle."""

    code: str
    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Reading:
    kept: str
    header: Header
    launches_movement: bool
    theme: Phrase | None = None
    audience: Phrase | None = None
    period: Phrase | None = None
    preamble: Phrase | None = None
    closing: Phrase | None = None
    sections: tuple[Section, ...] = ()
    legal_references: tuple[LegalReference, ...] = ()
    targets: tuple[Target, ...] = ()
    movements: tuple[NamedMovement, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    archive: Phrase | None = None
    signer: Signer | None = None
    reporting_duties: tuple[ReportingDuty, ...] = ()
    questions: tuple[Question, ...] = ()
    not_understood: tuple[Span, ...] = field(default=())

    def quote(self, span: Span) -> str:
        return self.kept[span.start : span.end]
