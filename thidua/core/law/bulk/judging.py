"""Judging a whole list: nominations and their history in, an outcome and the findings' codes out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from thidua.core.law.bench import Bench
from thidua.core.law.bulk.history import Flags, History, Longs
from thidua.core.law.bulk.nominations import NO_DAY, MemberTable, Nominations, day_number, day_of
from thidua.core.law.bulk.plan import ELIGIBLE, INELIGIBLE, TO_JUDGE, Plan, carry_out, plan_of
from thidua.core.law.bulk.rows import CODE, SILENT, STATE, Codes, Rows
from thidua.core.law.bulk.words import FIRST, HAS_DISCIPLINE, HAS_FAR, LAST
from thidua.core.law.facts import Case, Facts, Subject, Verdict
from thidua.core.law.judging import judge
from thidua.core.law.law import Law

PART = 1 << 16  # rows at a time: their columns stay in the processor's memory
FURTHEST = 13  # years that a rule may reach back; a period nearer to the first year goes singly
OUTCOMES = {INELIGIBLE: "ineligible", TO_JUDGE: "to_judge", ELIGIBLE: "eligible"}
OUTCOME_CODES = {name: code for code, name in OUTCOMES.items()}


@dataclass
class Sheet:
    """Rows judged by one plan. `codes[f, r]`: finding `ids[f]` of the nomination `rows[r]`."""

    ids: tuple[str, ...]
    rows: Longs
    codes: npt.NDArray[np.uint8]

    def findings(self, place: int) -> dict[str, str]:
        told = zip(self.ids, self.codes[:, place], strict=True)
        return {id_: STATE[code] for id_, code in told if code != SILENT}

    def at(self, places: Longs) -> "Sheet":
        return Sheet(self.ids, self.rows[places], self.codes[:, places])


@dataclass
class Results:
    outcome: Codes
    sheets: list[Sheet]
    singly: int = 0  # rows that went to the judge of one case

    def findings(self, row: int) -> dict[str, str]:
        for sheet in self.sheets:
            place = np.searchsorted(sheet.rows, row)
            if place < len(sheet.rows) and sheet.rows[place] == row:
                return sheet.findings(int(place))
        raise IndexError(row)

    def words(self) -> list[str]:
        return [OUTCOMES[int(code)] for code in self.outcome]


def judge_many(nominations: Nominations, history: History, law: Law) -> Results:
    """Every nomination under the law of its day; the kinder law where a boundary gives it."""
    results = Results(np.zeros(len(nominations), np.uint8), [])
    table = MemberTable(nominations.members.values)
    for rows in _alike(nominations, law):
        _judge_alike(rows, nominations, history, law, table, results)
    return _with_kinder(results, nominations, history, law)


# Rows of one award, one law, one kind of subject


def _alike(nominations: Nominations, law: Law) -> Iterator[Longs | slice]:
    """The rows of each plan, in their order."""
    epoch = epochs_of(nominations.day, law)
    parts = [
        (nominations.award.codes, len(nominations.award.values)),
        (nominations.kind.codes, len(nominations.kind.values)),
        (nominations.variant.codes, len(nominations.variant.values)),
    ]
    mixed = epoch
    for codes, size in parts:
        if size > 1:
            mixed = mixed * size + codes
    if len(mixed) and (mixed == mixed[0]).all():
        yield slice(0, len(mixed))
        return
    order = np.argsort(mixed, kind="stable")
    starts = np.flatnonzero(np.diff(mixed[order], prepend=-1))
    yield from np.split(order, starts[1:])


def epochs_of(days: Longs, law: Law) -> Longs:
    """A number for each stretch of days on which nothing in the law changes."""
    conditions = [row for rows in law.conditions.values() for row in rows]
    dated: list[Any] = [*conditions, *law.settings, *law.regimes, *law.editions]
    bounds = {day for row in dated for day in (row.valid_from, row.valid_until)}
    edges = np.array(sorted(day_number(day) for day in bounds), np.int64)
    if len(days) and (days == days[0]).all():
        return np.full(len(days), np.searchsorted(edges, days[0], "right"), np.int64)
    return np.searchsorted(edges, days, "right").astype(np.int64)


def _judge_alike(
    rows: Longs | slice,
    nominations: Nominations,
    history: History,
    law: Law,
    table: MemberTable,
    results: Results,
) -> None:
    alike = nominations.at(rows)
    numbers = np.arange(len(nominations), dtype=np.int64)[rows]
    plan = plan_of(_sample(alike, law))
    sheet = Sheet(plan.ids, numbers, np.empty((len(plan.ids), len(alike)), np.uint8))
    singly = np.zeros(len(alike), bool)
    memory: dict[object, object] = {}
    for start in range(0, len(alike), PART):
        part = slice(start, start + PART)
        seen = Rows(plan.bench, alike.at(part), history, table, memory, singly[part])
        seen.singly |= _beyond_words(seen)
        judged = carry_out(plan, seen)
        sheet.codes[:, part] = judged.codes
        results.outcome[numbers[part]] = judged.outcome
    results.sheets.append(sheet)
    _judge_singly(np.flatnonzero(singly), alike, history, law, sheet, results)


def _sample(alike: Nominations, law: Law) -> Bench:
    """A case that is like these rows in all but the facts."""
    day = day_of(int(alike.day[0]))
    assert day is not None
    subject = Subject(alike.kind[0], alike.variant[0])
    case = Case("", day, alike.award[0], subject, int(alike.period[0]), Facts(), {})
    return Bench(case, law, law.general_on(day))


def _beyond_words(rows: Rows) -> Flags:
    periods = rows.nominations.period
    outside = (periods < FIRST + FURTHEST) | (periods > LAST)
    found: Flags = outside | rows.flags(HAS_DISCIPLINE | HAS_FAR)
    return found


# The few that words cannot hold


def _judge_singly(
    places: Longs,
    alike: Nominations,
    history: History,
    law: Law,
    sheet: Sheet,
    results: Results,
) -> None:
    for place in places:
        known = history.known(int(alike.person[place]))
        case = replace(alike.case(int(place), known), decided=None)
        _enter(judge(case, law), int(place), sheet, results)
    results.singly += len(places)


def _enter(verdict: Verdict, place: int, sheet: Sheet, results: Results) -> None:
    states = {one.id: CODE[one.state] for one in verdict.findings}
    sheet.codes[:, place] = [states.get(id_, SILENT) for id_ in sheet.ids]
    results.outcome[sheet.rows[place]] = OUTCOME_CODES[verdict.outcome]


# The kinder of two laws


def _with_kinder(results: Results, nominations: Nominations, history: History, law: Law) -> Results:
    """Rows between two laws are judged by both where the boundary gives the kinder one."""
    dated = np.flatnonzero(nominations.decided != NO_DAY)
    other_day = {int(row): _kinder_day(nominations, int(row), law) for row in dated}
    rows = np.array([row for row, day in other_day.items() if day is not None], np.int64)
    if not len(rows):
        return results
    moved = nominations.at(rows)
    moved.day = np.array([other_day[int(row)] for row in rows], np.int64)
    moved.decided = np.full(len(rows), NO_DAY, np.int64)
    other = judge_many(moved, history, law)
    kinder = other.outcome > results.outcome[rows]
    results.outcome[rows[kinder]] = other.outcome[kinder]
    _replace_sheets(results, other, rows, kinder)
    return results


def _kinder_day(nominations: Nominations, row: int, law: Law) -> int | None:
    day, decided = day_of(int(nominations.day[row])), day_of(int(nominations.decided[row]))
    assert day is not None
    assert decided is not None
    boundary = law.boundary_between(day, decided)
    return day_number(boundary.day) if boundary and boundary.kinder_law else None


def _replace_sheets(results: Results, other: Results, rows: Longs, kinder: Flags) -> None:
    gone = rows[kinder]
    results.sheets = [
        sheet.at(np.flatnonzero(~np.isin(sheet.rows, gone))) for sheet in results.sheets
    ]
    for sheet in other.sheets:
        taken = sheet.at(np.flatnonzero(kinder[sheet.rows]))
        results.sheets.append(replace(taken, rows=rows[taken.rows]))


def plan_for(award: str, day: date, subject: Subject, law: Law) -> Plan:
    """The plan itself, for reading: which conditions, in which order."""
    case = Case("", day, award, subject, day.year, Facts(), {})
    return plan_of(Bench(case, law, law.general_on(day)))
