"""The law made wrong in one place at a time: each such mutant must fail a case of jurists.

`mutants_of(law)` yields them: every number of every condition, of both laws, one up and one down;
every flag turned; every list one shorter; every rating, severity and reach one step up and down; a
number nobody has read guessed; a route made a demand of its own; a row lost or held for read; every
first and last day moved by one; and the same for settings, regimes and editions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.law.law import Law
from thidua.core.law.model import (
    BEGINNING,
    FOREVER,
    FROM_MEMORY,
    VERIFIED,
    Condition,
    LawError,
    Vocabulary,
)
from thidua.core.law.overlay import check_apart
from thidua.core.law.rows import Setting
from thidua.core.law.variants import WIDER

DAY = timedelta(days=1)
GENERAL = ""
UNREAD_FROM = date(2026, 10, 1)
RANKED = {"min_rating": "ratings", "min_severity": "severities", "scope": "scopes"}
LOOSENED = ("until", "after_award", "occasion", "organiser", "within_same_period", "same_year")
LISTS = ("any_of", "kinds", "topics", "block_types", "types", "levels", "awards", "except_types",
         "scope", "organiser", "all", "any", "after_award")  # fmt: skip
# Read by people, judged by nobody: the sentence around a number, not the number.
TOLD_ONLY = ("judged_by", "base", "council", "absent", "secret", "recognised_by", "rule",
             "working_days", "nominated_by_collective")  # fmt: skip
Change = tuple[str, Any]  # what was done, in words, and the value that came of it


@dataclass(frozen=True)
class Mutant:
    """`award`: whose cases to ask first ("" for all); `row`: the id it was made in."""

    award: str
    row: str
    change: str
    law: Law

    @property
    def key(self) -> str:
        return f"{self.row}: {self.change}"


def is_readable(law: Law) -> bool:
    """Whether the reader would take it at all: no two rows of one id on one day."""
    try:
        check_apart(tuple(row for rows in law.conditions.values() for row in rows))
        check_apart(law.regimes)
    except LawError:
        return False
    return True


def mutants_of(law: Law) -> Iterator[Mutant]:
    for award, rows in law.conditions.items():
        for place, row in enumerate(rows):
            for change, other in changed_rows(row, law.vocabulary):
                yield Mutant(award, row.id, change, with_row(law, award, place, other))
    yield from _of_settings(law, judged=True)
    yield from _of_days(law, "editions", lambda one: f"edition {one.key}")
    yield from _of_flags(law, "regimes", "text_obtained", lambda one: f"regime {one.key}")
    yield from _of_flags(law, "boundaries", "kinder_law", lambda one: f"boundary {one.day}")


def figure_mutants_of(law: Law) -> Iterator[Mutant]:
    """Amounts, salaries, days and copies: numbers that no verdict shows."""
    yield from _of_bonuses(law)
    yield from _of_days(law, "bonuses", lambda one: f"bonus {one.award} {one.variant}")
    yield from _of_days(law, "base_salaries", lambda one: f"salary {one.vnd_per_month}")
    yield from _of_days(law, "regimes", lambda one: f"regime {one.key}")
    yield from _of_numbers(law, "base_salaries", "vnd_per_month", "salary", 10_000)
    yield from _of_numbers(law, "deadlines", "working_days", "deadline", 1)
    yield from _of_numbers(law, "dossiers", "copies", "dossier", 1)
    yield from _of_settings(law, judged=False)


def with_row(law: Law, award: str, place: int, other: Condition | None) -> Law:
    rows = list(law.conditions[award])
    rows[place : place + 1] = [other] if other else []
    return replace(law, conditions={**law.conditions, award: tuple(rows)})


# One row


def changed_rows(row: Condition, words: Vocabulary) -> Iterator[tuple[str, Condition | None]]:
    """A policy is told and never judged; of a row from memory only its mark can be seen."""
    if row.type == "policy":
        return
    yield "lost", None
    if row.source.status != FROM_MEMORY:
        for change, params in changed_params(row.params, words):
            yield change, replace(row, params=params)
    elif row.type != "manual_review":
        yield "from memory → read", replace(row, source=replace(row.source, status=VERIFIED))
    for variant in sorted(row.variants) if len(row.variants) > 1 else ():
        if set(WIDER.get(variant, ())) & row.variants:
            continue  # it comes under the wider word as well
        yield f"not for {variant}", replace(row, variants=row.variants - {variant})
    if row.variants:
        yield "for everybody", replace(row, variants=frozenset())
    if row.group:
        yield f"route {row.route} → always", replace(row, group="", route="")
    for name, day in (("valid_from", row.valid_from), ("valid_until", row.valid_until)):
        for moved in moved_days(day):
            yield f"{name} {day} → {moved}", replace(row, **{name: moved})


def moved_days(day: date) -> tuple[date, ...]:
    """Nothing is decided under the amendment of 2026: days within it cannot be told apart."""
    if day in (BEGINNING, FOREVER):
        return ()
    return tuple(one for one in (day - DAY, day + DAY) if min(one, day) < UNREAD_FROM)


# Its params, however deep


def changed_params(
    params: Mapping[str, Any], words: Vocabulary, path: str = ""
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, value in params.items():
        if name in TOLD_ONLY:
            continue
        for change, other in changed_value(name, value, words):
            yield f"{path}{name} {change}", {**params, name: other}
        if name in LOOSENED:
            rest = {key: one for key, one in params.items() if key != name}
            yield f"{path}{name} left out", rest


def changed_value(name: str, value: Any, words: Vocabulary) -> Iterator[Change]:
    if value is None:
        yield "null → guessed", guessed(name)
    elif isinstance(value, bool):
        yield f"{value} → {not value}", not value
    elif isinstance(value, int):
        yield from ((f"{value} → {one}", one) for one in (value - 1, value + 1) if one >= 0)
    elif isinstance(value, Fraction):
        yield from ((f"{value} → {one}", one) for one in near_fractions(value))
    elif isinstance(value, str):
        yield from stepped(name, value, words)
    elif isinstance(value, Mapping):
        yield from _of_mapping(value, words)
    elif isinstance(value, list | tuple):
        yield from _of_list(name, value, words)


def guessed(name: str) -> Any:
    known = {"any_of": ("pm_merit_certificate",), "scope": "nation", "min_movement_years": 5}
    return known.get(name, 1)


def near_fractions(value: Fraction) -> list[Fraction]:
    up, down = value.numerator, value.denominator
    found = [Fraction(up - 1, down), Fraction(up + 1, down), Fraction(up, down + 1)]
    return [one for one in found if one > 0]


def stepped(name: str, value: str, words: Vocabulary) -> Iterator[Change]:
    """The next word up and down of a scale."""
    ranks = words.ranks.get(RANKED.get(name, ""), {})
    if value not in ranks:
        if name == "woman_leader_factor":
            yield from ((f"{value} → {one}", str(one)) for one in near_fractions(Fraction(value)))
        return
    higher = [rank for rank in ranks.values() if rank > ranks[value]]
    lower = [rank for rank in ranks.values() if rank < ranks[value]]
    for rank in (*sorted(higher)[:1], *sorted(lower)[-1:]):
        other = next(word for word, one in ranks.items() if one == rank)
        yield f"{value} → {other}", other


def _of_mapping(value: Mapping[str, Any], words: Vocabulary) -> Iterator[Change]:
    if "type" in value:  # a part of a composite
        for change, params in changed_params(value.get("params") or {}, words):
            yield f"[{value['type']}] {change}", {**value, "params": params}
        return
    for change, other in changed_params(value, words):
        yield f"[{value.get('position', '')}] {change}", other


def _of_list(name: str, value: Any, words: Vocabulary) -> Iterator[Change]:
    for place, one in enumerate(value):
        for change, other in changed_value(name, one, words) if isinstance(one, Mapping) else ():
            yield f"{place + 1} {change}", (*value[:place], other, *value[place + 1 :])
        if name in LISTS and len(value) > 1:
            yield f"without {place + 1} {_named(one)}", (*value[:place], *value[place + 1 :])


def _named(one: Any) -> str:
    if not isinstance(one, Mapping):
        return str(one)
    return str(one.get("position") or one.get("type"))


# What stands beside the conditions


def _of_settings(law: Law, *, judged: bool) -> Iterator[Mutant]:
    for place, setting in enumerate(law.settings):
        for change, value in changed_setting(setting) if judged is _is_judged(setting) else ():
            rows = (
                *law.settings[:place],
                replace(setting, value=value),
                *law.settings[place + 1 :],
            )
            yield Mutant(GENERAL, f"setting {setting.key}", change, replace(law, settings=rows))


def _is_judged(setting: Setting) -> bool:
    return setting.key != "bonus_rounding"


ROUNDINGS = ("up", "nearest")
STATES = ("met", "not_met", "unknown", "for_people")


def changed_setting(setting: Setting) -> Iterator[Change]:
    value = setting.value
    if isinstance(value, bool):
        yield f"{value} → {not value}", not value
    elif isinstance(value, str):
        yield from ((f"{value} → {one}", one) for one in STATES if one != value)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            for change, other in _of_setting_part(one):
                yield f"{name} {change}", {**value, name: other}


def _of_setting_part(value: Any) -> Iterator[Change]:
    if isinstance(value, int):
        yield from ((f"{value} → {one}", one) for one in (value - 1, value + 1) if one >= 0)
    elif value in STATES:
        yield from ((f"{value} → {one}", one) for one in STATES if one != value)
    elif value in ROUNDINGS:
        yield from ((f"{value} → {one}", one) for one in ROUNDINGS if one != value)


def _of_days(law: Law, name: str, called: Callable[[Any], str]) -> Iterator[Mutant]:
    rows = getattr(law, name)
    for place, row in enumerate(rows):
        for edge in ("valid_from", "valid_until"):
            day = getattr(row, edge)
            for moved in moved_days(day):
                other = (*rows[:place], replace(row, **{edge: moved}), *rows[place + 1 :])
                change = f"{edge} {day} → {moved}"
                yield Mutant(GENERAL, called(row), change, replace(law, **{name: other}))


def _of_flags(law: Law, name: str, flag: str, called: Callable[[Any], str]) -> Iterator[Mutant]:
    rows = getattr(law, name)
    for place, row in enumerate(rows):
        value = getattr(row, flag)
        other = (*rows[:place], replace(row, **{flag: not value}), *rows[place + 1 :])
        change = f"{flag} {value} → {not value}"
        yield Mutant(GENERAL, called(row), change, replace(law, **{name: other}))


def _of_numbers(law: Law, name: str, number: str, called: str, step: int) -> Iterator[Mutant]:
    rows = getattr(law, name)
    for place, row in enumerate(rows):
        value = getattr(row, number)
        for moved in (value - step, value + step) if value is not None else ():
            other = (*rows[:place], replace(row, **{number: moved}), *rows[place + 1 :])
            told = getattr(row, "key", "") or getattr(row, "award", "")
            change = f"{told} {row.valid_from} {number} {value} → {moved}"
            yield Mutant(GENERAL, called, change, replace(law, **{name: other}))


def _of_bonuses(law: Law) -> Iterator[Mutant]:
    """A tenth of the base salary up and down; a multiple nobody has read, guessed."""
    tenth = Decimal("0.1")
    for place, row in enumerate(law.bonuses):
        for kind, value in row.multiples.items():
            for moved in (tenth,) if value is None else (value - tenth, value + tenth):
                other = replace(row, multiples={**row.multiples, kind: moved})
                rows = (*law.bonuses[:place], other, *law.bonuses[place + 1 :])
                change = f"{row.variant} {kind} {row.valid_from} {value} → {moved}"
                yield Mutant(GENERAL, f"bonus {row.award}", change, replace(law, bonuses=rows))
