"""An award's law on a day as its page shows it: what is always needed, and one of several ways."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from thidua.core.law.law import Law
from thidua.core.law.model import PROVINCE, Condition, LawError, Source
from thidua.core.law.overlay import identity
from thidua.core.text import format_date
from thidua.core.text.numbers import format_money
from thidua.pages.law.wording import Line, days_words, mark_of, names, param_lines, variant_names
from thidua.subjects.law.enums import RowKind
from thidua.subjects.law.models import BEGINNING, LawRow
from thidua.subjects.papers.models import LegalDocument

NUMBER = re.compile(r"(\d{1,3})/(20\d\d)")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row was read: article, how far it is trusted, who looked last, what is doubted."""

    citation: str
    mark: str
    where: str
    note: str
    doubts: tuple[int, ...]
    checked: str
    correct_url: str = ""
    row_url: str = ""
    papers: Sequence[tuple[str, str]] = ()  # documents of the library it names


@dataclass(frozen=True, slots=True)
class Shown:
    """A condition with its numbers in words."""

    id: str
    text: str
    lines: Sequence[Line]
    variants: str
    days: str
    origin: Origin

    @property
    def has_gap(self) -> bool:
        return any(line.unknown for line in self.lines)


@dataclass(frozen=True, slots=True)
class Ways:
    """Of these ways one whole way is enough."""

    key: str
    routes: Sequence[Sequence[Shown]]


@dataclass(frozen=True, slots=True)
class Demands:
    always: Sequence[Shown]
    groups: Sequence[Ways]

    @property
    def is_empty(self) -> bool:
        return not self.always and not self.groups


class Shower:
    """Draws rows of one law; knows which rows are the province's and who may correct."""

    def __init__(self, law: Law, day: date, *, may_write: bool) -> None:
        self.law, self.day, self.may_write = law, day, may_write
        own = LawRow.objects.standing().values_list("kind", "key", "pk")
        self.own = {(kind, key): pk for kind, key, pk in own}
        self.library = _library()

    def origin(self, kind: str, value: Any) -> Origin:
        source: Source = value.source
        checked = ", ".join(
            part
            for part in (
                format_date(source.checked_on) if source.checked_on else "",
                source.checked_by,
            )
            if part
        )
        is_row = kind in RowKind.values  # what else has a source is not the province's to correct
        pk = self.own.get((kind, identity(value))) if is_row else None
        return Origin(
            citation=source.citation,
            mark=mark_of(source),
            where=str(self.law.sources.get(source.key, "")),
            note=source.note,
            doubts=source.doubts,
            checked=checked,
            correct_url=correct_url(kind, value) if self.may_write and is_row else "",
            row_url=reverse("law:row_see", args=[pk]) if pk and source.status == PROVINCE else "",
            papers=self.papers_of(source.citation),
        )

    def papers_of(self, citation: str) -> list[tuple[str, str]]:
        """ "NĐ98/2023/NĐ-CP Đ30" leads to the decree where the library has it."""
        found = dict.fromkeys(NUMBER.findall(citation))
        named = [
            self.library[_number_key(*one)] for one in found if _number_key(*one) in self.library
        ]
        return [(words, reverse("papers:legal_see", args=[pk])) for words, pk in named]

    def condition(self, row: Condition) -> Shown:
        return Shown(
            id=row.id,
            text=row.text,
            lines=param_lines(self.law, row.type, row.params, self.day),
            variants=variant_names(self.law, row.variants),
            days=days_words(row.valid_from, row.valid_until),
            origin=self.origin(RowKind.CONDITION, row),
        )

    def demands(self, rows: Iterable[Condition], variant: str = "") -> Demands:
        rows = [row for row in rows if not variant or not row.variants or variant in row.variants]
        groups = dict.fromkeys(row.group for row in rows if row.group)
        return Demands(
            always=[self.condition(row) for row in rows if not row.group],
            groups=[self._ways(key, [row for row in rows if row.group == key]) for key in groups],
        )

    def _ways(self, key: str, rows: Sequence[Condition]) -> Ways:
        routes = dict.fromkeys(row.route for row in rows)
        return Ways(
            key, [[self.condition(row) for row in rows if row.route == route] for route in routes]
        )


def _library() -> dict[str, tuple[str, int]]:
    """Number and year of a law, decree or circular -> its words and its place in the library."""
    found = {}
    for document in LegalDocument.objects.only("kind", "kind_text", "number", "title"):
        if match := NUMBER.match(document.number):
            found[_number_key(*match.groups())] = (str(document), document.pk)
    return found


def _number_key(number: str, year: str) -> str:
    return f"{int(number)}/{year}"


def correct_url(kind: str, value: Any) -> str:
    """The form that starts from this row."""
    since = getattr(value, "valid_from", BEGINNING)
    asked = {"loai": kind, "thay": identity(value)}
    if since != BEGINNING:
        asked["tu"] = since.isoformat()
    return f"{reverse('law:row_new')}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Period:
    """Something that held between two days: who decided, which papers, which amount."""

    days: str
    now: bool
    words: Mapping[str, str]
    origin: Origin


def authority_periods(shower: Shower, award: str) -> list[Period]:
    law, day = shower.law, shower.day
    rows = sorted((r for r in law.authorities if r.award == award), key=lambda r: r.valid_from)
    return [
        Period(
            days_words(row.valid_from, row.valid_until),
            row.valid_from <= day < row.valid_until,
            {
                "decided": names(law, "authorities", row.decided_by),
                "proposed": names(law, "authorities", row.proposed_by),
            },
            shower.origin(RowKind.AUTHORITY, row),
        )
        for row in rows
    ]


def dossier_periods(shower: Shower, award: str) -> list[tuple[Period, Sequence[str], int | None]]:
    day = shower.day
    rows = sorted((r for r in shower.law.dossiers if r.award == award), key=lambda r: r.valid_from)
    return [
        (
            Period(
                days_words(row.valid_from, row.valid_until),
                row.valid_from <= day < row.valid_until,
                {},
                shower.origin(RowKind.DOSSIER, row),
            ),
            row.papers,
            row.copies,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Amount:
    """A bonus on the day, with its working; `vnd` None where a number is not known."""

    whom: str
    multiple: str
    vnd: int | None
    working: str
    why_not: str
    origin: Origin


def amounts(shower: Shower, award: str) -> list[Amount]:
    """What each kind of subject receives by a decision of the day."""
    law, day = shower.law, shower.day
    rows = [r for r in law.bonuses if r.award == award and r.valid_from <= day < r.valid_until]
    return [
        _amount(shower, award, row, kind, multiple)
        for row in rows
        for kind, multiple in row.multiples.items()
    ]


def _amount(shower: Shower, award: str, row: Any, kind: str, multiple: Any) -> Amount:
    law = shower.law
    whom = law.vocabulary.name("subject_kinds", kind)
    if row.variant:
        whom = f"{whom} ({law.vocabulary.name('bonus_variants', row.variant)})"
    times = "chưa rõ" if multiple is None else str(multiple.normalize()).replace(".", ",")
    origin = shower.origin(RowKind.BONUS, row)
    try:
        found = law.bonus(award, shower.day, kind, row.variant)
    except LawError as error:
        return Amount(whom, times, None, "", str(error), origin)
    working = f"{times} × {format_money(found.base_salary)}"
    return Amount(whom, times, found.vnd, working, "", origin)
