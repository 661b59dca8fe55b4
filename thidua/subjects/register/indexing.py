"""The cards of people, collectives and decisions, and what the filters of the search ask of them.

A holder's card names the units around the person (old names, later names) and carries tags:
`u12` the unit that keeps the holder, `w12` a unit in which an award was won, `a_…`, `y_2019` and
`a_…_2019` awards that stand and their years. Every combination of filters is then one look into
the index; joined to the lines instead, a common name with a rare award had all bearers looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from thidua.base import finding
from thidua.base.finding import Thing
from thidua.subjects.orgs.indexing import closure, earlier_units, names_of, turned
from thidua.subjects.register.enums import GIVING, PERSONS, Standing
from thidua.subjects.register.models import Entry, Holder

PERSON, COLLECTIVE, DECISION = "person", "collective", "decision"
AT_ONCE = 1_000
Decision = tuple[str, date | None, str]  # number, day, who decided


def index_holders(holder_ids: Collection[int]) -> None:
    """The cards of these holders and of the decisions they stand in, as they are now.

    A holder has one card, under its present kind; merged away or withdrawn, none.
    """
    ids = sorted(set(holder_ids))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        finding.keep((PERSON, COLLECTIVE), some, holder_cards(some))
        index_decisions(some)


# ---- holders ----


@dataclass
class _Won:
    """What the lines of a holder say for the card."""

    units: set[int] = field(default_factory=set)
    unit_names: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)


def holder_cards(holder_ids: Collection[int]) -> Iterator[Thing]:
    holders = list(Holder.objects.standing().filter(pk__in=holder_ids).order_by("pk"))
    doubles = _doubles([holder.pk for holder in holders])
    won = _won({holder.pk for holder in holders}, doubles)
    around = _Around({holder.unit_id for holder in holders if holder.unit_id}, won.values())
    for holder in holders:
        yield _holder_card(holder, doubles.get(holder.pk, []), won[holder.pk], around)


def _holder_card(holder: Holder, doubles: list[Holder], won: _Won, around: _Around) -> Thing:
    is_person = holder.kind in PERSONS
    others = [holder.other_names, *(name for d in doubles for name in (d.name, d.other_names))]
    units = {f"w{unit}" for unit in won.units}
    return Thing(
        PERSON if is_person else COLLECTIVE,
        holder.pk,
        holder.name,
        other_names=tuple(name for name in others if name),
        around=tuple(around.names(holder, won)),
        place=holder.place,
        tags=tuple(
            sorted(won.tags | units | ({f"u{holder.unit_id}"} if holder.unit_id else set()))
        ),
        in_pairs=is_person,
    )


def _doubles(kept: Collection[int]) -> dict[int, list[Holder]]:
    """Those merged into a holder: found under its card by the names they were entered with."""
    found: dict[int, list[Holder]] = defaultdict(list)
    for double in Holder.objects.filter(merged_into_id__in=kept).order_by("pk"):
        found[double.merged_into_id or 0].append(double)
    return found


def _won(holder_ids: set[int], doubles: dict[int, list[Holder]]) -> dict[int, _Won]:
    stands_for = {d.pk: kept for kept, merged in doubles.items() for d in merged}
    won: dict[int, _Won] = defaultdict(_Won)
    lines = Entry.objects.counted().filter(holder_id__in=[*holder_ids, *stands_for]).order_by()
    for holder, award, year, decided, unit, unit_name in lines.values_list(
        "holder_id", "award", "year", "decided", "unit_id", "unit_name"
    ):
        one = won[stands_for.get(holder, holder)]
        one.tags |= award_tags(award, year or (decided.year if decided else None))
        one.unit_names |= {unit_name} if unit_name else set()
        one.units |= {unit} if unit else set()
    return won


def award_tags(award: str, year: int | None) -> set[str]:
    return {f"a_{award}"} | ({f"y_{year}", f"a_{award}_{year}"} if year else set())


class _Around:
    """Names of the units around many holders: then, now, before and after, in three queries."""

    def __init__(self, own: set[int], won: Iterable[_Won]) -> None:
        won_in = {unit for one in won for unit in one.units}
        self._before = earlier_units()
        self._after = turned(self._before)
        everything = self._kin(own) | closure(won_in, self._after)
        self._names = names_of(everything) if everything else {}

    def _kin(self, units: Iterable[int]) -> set[int]:
        return closure(units, self._before) | closure(units, self._after)

    def names(self, holder: Holder, won: _Won) -> Iterator[str]:
        own = {holder.unit_id} if holder.unit_id else set()
        yield from sorted(won.unit_names)
        for unit in sorted(self._kin(own) | closure(won.units, self._after)):
            yield from self._names.get(unit, [])


# ---- decisions ----


def index_decisions(holder_ids: Collection[int]) -> None:
    """Each decision bears the number of its first line; one without lines has no card."""
    lines = Entry.objects.filter(holder_id__in=holder_ids).exclude(decision_number="").order_by()
    numbers = set(lines.values_list("decision_number", flat=True))
    if numbers:
        every = _lines_by_decision(numbers)
        known = {line.number for some in every.values() for line in some}
        finding.keep((DECISION,), known, _cards_of(every))


def decision_cards(entry_ids: Collection[int]) -> Iterator[Thing]:
    """Of lines that are the first of their decision; others have no card."""
    lines = Entry.objects.filter(pk__in=entry_ids).exclude(decision_number="").order_by()
    numbers = set(lines.values_list("decision_number", flat=True))
    for card in _cards_of(_lines_by_decision(numbers)):
        if card.object_id in entry_ids:
            yield card


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    is_shown: bool
    units: set[int]


def _lines_by_decision(numbers: Collection[str]) -> dict[Decision, list[_Line]]:
    """Every line under these numbers, the first ones first."""
    found: dict[Decision, list[_Line]] = defaultdict(list)
    rows = Entry.objects.filter(decision_number__in=numbers).order_by("pk")
    for number, decided, by, pk, act, standing, won, own in rows.values_list(
        "decision_number", "decided", "decided_by", "pk", "act", "standing", "unit_id",
        "holder__unit_id",
    ):  # fmt: skip
        is_shown = act in GIVING and standing in (Standing.IN_FORCE, Standing.REVOKED)
        found[number, decided, by].append(_Line(pk, is_shown, {u for u in (won, own) if u}))
    return found


def _cards_of(every: dict[Decision, list[_Line]]) -> Iterator[Thing]:
    for decision, lines in every.items():
        if shown := [line for line in lines if line.is_shown]:
            units = {unit for line in shown for unit in line.units}
            yield _decision_card(shown[0].number, decision, units)


def _decision_card(first: int, decision: Decision, units: set[int]) -> Thing:
    number, decided, by = decision
    day = f"{decided:%d %m %Y}" if decided else ""
    years = {f"y_{decided.year}"} if decided else set()
    return Thing(
        DECISION,
        first,
        number,
        around=tuple(words for words in (day, by) if words),
        tags=tuple(sorted(years | {f"u{unit}" for unit in units})),
    )
