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
from thidua.core.law.facts import Case, Facts, Subject
from thidua.core.law.judging import judge
from thidua.core.law.law import Law

PART = 1 << 17  # rows at a time: their columns stay in the processor's memory
FEW = 12  # below this many alike, one by one is quicker
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

    def take_in(self, other: "Results", rows: Longs) -> None:
        """What was judged apart: nomination n of `other` is `rows[n]` here."""
        self.outcome[rows] = other.outcome
        self.sheets += [replace(sheet, rows=rows[sheet.rows]) for sheet in other.sheets]
        self.singly += other.singly

    def words(self) -> list[str]:
        return [OUTCOMES[code] for code in self.outcome.tolist()]


def judge_many(nominations: Nominations, history: History, law: Law, *, few: int = FEW) -> Results:
    """Every nomination under the law of its day; the kinder law where a boundary gives it."""
    session = Session(nominations, history, law, MemberTable(nominations.members.values), few)
    for rows in _alike(nominations, law):
        session.judge_alike(rows)
    return _with_kinder(session)


# Rows of one award, one law, one kind of subject


def _alike(nominations: Nominations, law: Law) -> Iterator[Longs | slice]:
    """The rows of each plan, in their order."""
    if not len(nominations):
        return
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


@dataclass
class Session:
    """One list in work."""

    nominations: Nominations
    history: History
    law: Law
    table: MemberTable
    few: int

    def __post_init__(self) -> None:
        self.results = Results(np.zeros(len(self.nominations), np.uint8), [])

    def judge_alike(self, rows: Longs | slice) -> None:
        alike = self.nominations.at(rows)
        numbers = np.arange(len(self.nominations), dtype=np.int64)[rows]
        plan = plan_of(self.sample(alike))
        sheet = Sheet(plan.ids, numbers, np.empty((len(plan.ids), len(alike)), np.uint8))
        singly = np.full(len(alike), len(alike) < self.few)
        if len(alike) >= self.few:
            self.judge_by_parts(plan, alike, sheet, singly)
        self.results.sheets.append(sheet)
        self.judge_singly(np.flatnonzero(singly), alike, sheet)

    def judge_by_parts(self, plan: Plan, alike: Nominations, sheet: Sheet, singly: Flags) -> None:
        memory: dict[Any, Any] = {}
        for start in range(0, len(alike), PART):
            part = slice(start, start + PART)
            seen = Rows(plan.bench, alike.at(part), self.history, self.table, memory, singly[part])
            seen.singly |= beyond_words(seen)
            judged = carry_out(plan, seen)
            sheet.codes[:, part] = judged.codes
            self.results.outcome[sheet.rows[part]] = judged.outcome

    def sample(self, alike: Nominations) -> Bench:
        """A case that is like these rows in all but the facts."""
        day = day_of(int(alike.day[0]))
        assert day is not None
        subject = Subject(alike.kind[0], alike.variant[0])
        case = Case("", day, alike.award[0], subject, int(alike.period[0]), Facts(), {})
        return Bench(case, self.law, self.law.general_on(day))

    def judge_singly(self, places: Longs, alike: Nominations, sheet: Sheet) -> None:
        """The few that words cannot hold."""
        self.history.bring(alike.person[places])
        for place in places:
            case = alike.case(int(place), *self.history.facts(int(alike.person[place])))
            verdict = judge(replace(case, decided=None), self.law)
            states = {one.id: CODE[one.state] for one in verdict.findings}
            sheet.codes[:, place] = [states.get(id_, SILENT) for id_ in sheet.ids]
            self.results.outcome[sheet.rows[place]] = OUTCOME_CODES[verdict.outcome]
        self.results.singly += len(places)


def beyond_words(rows: Rows) -> Flags:
    """Rows of which words do not hold all: disciplines, and years far back."""
    periods = rows.nominations.period
    outside = (periods < FIRST + FURTHEST) | (periods > LAST)
    found: Flags = outside | rows.flags(HAS_DISCIPLINE | HAS_FAR)
    return found


# The kinder of two laws


def _with_kinder(session: Session) -> Results:
    """Rows between two laws are judged by both where the boundary gives the kinder one."""
    nominations, results = session.nominations, session.results
    dated = np.flatnonzero(nominations.decided != NO_DAY)
    other_day = {int(row): _kinder_day(nominations, int(row), session.law) for row in dated}
    rows = np.array([row for row, day in other_day.items() if day is not None], np.int64)
    if not len(rows):
        return results
    moved = nominations.at(rows)
    moved.day = np.array([other_day[int(row)] for row in rows], np.int64)
    moved.decided = np.full(len(rows), NO_DAY, np.int64)
    other = judge_many(moved, session.history, session.law, few=session.few)
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
