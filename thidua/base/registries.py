"""Questions that many subjects answer, asked by layers that know none of them.

A subject registers its answer when Django starts (AppConfig.ready); a test lists who answers what.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Registry(Generic[P, T]):
    """Named answers to one question: each is a callable giving a list of `T`."""

    def __init__(self, question: str) -> None:
        self.question = question
        self.answers: dict[str, Callable[P, Iterable[T]]] = {}

    def register(self, name: str, answer: Callable[P, Iterable[T]]) -> None:
        known = self.answers.get(name)
        if known is not None and known is not answer:
            raise ValueError(f"{self.question}: {name} is registered twice")
        self.answers[name] = answer

    def collect(self, *args: P.args, **kwargs: P.kwargs) -> list[T]:
        """Every answer. Within one reading request the same question is asked once."""
        kept = _remembered.get()
        key = (id(self), args, tuple(sorted(kwargs.items())))
        if kept is None or not _is_hashable(key):
            return self._ask(*args, **kwargs)
        if key not in kept:
            kept[key] = self._ask(*args, **kwargs)
        return list(kept[key])

    def _ask(self, *args: P.args, **kwargs: P.kwargs) -> list[T]:
        return [row for answer in self.answers.values() for row in answer(*args, **kwargs)]


_remembered: ContextVar[dict[Any, list[Any]] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """While nothing is written, an answer stays as it was: the rail and the page ask the same."""
    mark = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(mark)


def _is_hashable(key: Any) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One line of "Việc của tôi"."""

    due: date | None
    title: str
    detail: str
    state_label: str
    state: str  # a chip's tone: todo, good, warn, bad, unknown
    url: str
    action: str  # the words on the button
    kind: str  # tab it stands under: "Phong trào", "Văn bản", …
    icon: str = "flag"
    urgent: bool = False
    waiting_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something a person goes to: a class at an hour, a visit of a day. `uid` names it for good."""

    uid: str
    title: str
    starts: datetime | date  # local time, without zone; a day where the hour is open
    ends: datetime | date
    place: str = ""
    url: str = ""
    sequence: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """What hangs on a unit: counted before the unit is merged, split or abolished."""

    label: str
    count: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    kind: str
    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Searchable:
    """A kind of thing with a card in the index of base/finding, and how its subject speaks of it."""

    kind: str  # "person"
    label: str  # the heading it is found under
    ids_after: Callable[[int, int], list[int]]  # the next so many ids after one, for the round
    cards: Callable[[Collection[int]], Iterable[Any]]  # of these ids: finding.Thing
    of_units: Callable[[Collection[int]], Iterable[int]]  # ids whose card names one of these units
    scope: Callable[[Any], tuple[str, ...] | None]  # tags the actor's things have; None: sees all
    present: Callable[[Any, list[int]], dict[int, SearchHit]]  # only what the actor may see
    in_pairs: bool = False  # short names, very many: pairs of words stand on the card as well


@dataclass(frozen=True, slots=True)
class FigureScope:
    """Which figures are asked for: a unit's own or (None) the whole province's, in a period, as of a day.

    `until` is the last day of the period; what happened after `day` is not counted.
    """

    unit_id: int | None
    since: date
    until: date
    day: date


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that boards show and reports freeze; both take it from here, so they agree.

    `value` None reads "chưa có số liệu", never zero. `whole` makes it a share ("412 / 500").
    """

    key: str  # "movements.launched"; fixed for good, reports keep it
    label: str
    value: Decimal | int | None
    unit: str  # "đơn vị", "%"
    group: str  # the heading it stands under: "Phong trào", "Chỉ tiêu"
    whole: Decimal | int | None = None
    url: str = ""  # the page that lists what the number is made of
    note: str = ""
    tone: str = ""  # a chip's tone where the number itself is good or bad news
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A figure asked for many units at once: for the map, the table by unit, the comparison."""

    key: str
    label: str
    unit: str
    group: str
    higher_is_better: bool
    of_units: Callable[[FigureScope, set[int]], dict[int, Decimal | int | None]]


@dataclass(frozen=True, slots=True)
class RiskFact:
    """One named reason to inspect a unit, with its points and where it is seen."""

    unit_id: int
    key: str  # "movements.never_launched"
    words: str
    points: int
    url: str = ""


open_duties: Registry[[Any], DutyRow] = Registry("what waits for this actor")
appointments: Registry[[Any], Appointment] = Registry("where this actor is expected, and when")
unit_ties: Registry[[set[int], date], Tie] = Registry("what hangs on these units")
search_sources: Registry[[Any, str, int], SearchHit] = Registry("what matches these words")

figures: Registry[[FigureScope], Figure] = Registry("which figures stand for this scope")
unit_figures: Registry[[], UnitFigure] = Registry("which figures can be asked for unit by unit")
risk_facts: Registry[[set[int], date], RiskFact] = Registry("why these units should be inspected")

# Kind → what stands in the index of base/finding.
searchables: dict[str, Searchable] = {}

# A thing that stands on an official paper follows it: (paper) → None, called inside the
# transaction that moved the paper, with the paper in its new state.
paper_followers: dict[str, Callable[[Any], None]] = {}

# A reminder is sent only while its reason holds: name → (key → bool).
reminder_reasons: dict[str, Callable[[str], bool]] = {}

# What an ended unit still owed goes to who stands in its place: name → (actor, ended unit, heirs)
# → how many things moved. Asked each day again, so an answer finds nothing the second time.
Heirs = tuple[int, ...]
heirs: dict[str, Callable[[Any, int, Heirs], int]] = {}


def to_one_heir(take_over: Callable[[Any, int, int], int]) -> Callable[[Any, int, Heirs], int]:
    """For what cannot be divided: of several heirs, or none, people decide."""
    return lambda actor, ended, heirs: take_over(actor, ended, *heirs) if len(heirs) == 1 else 0
