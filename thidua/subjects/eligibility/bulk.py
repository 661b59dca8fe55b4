"""Judging many holders of the register at once.

The database gives what is known of those on the list, one packed row of words each; the rules run
over the columns (core/law/bulk), the same rules for every engine of database. Answers are those of
the judge of one case, a code for each finding.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from thidua.core.law.bulk.filerows import FileError
from thidua.core.law.bulk.history import History, Longs
from thidua.core.law.bulk.judging import Results, judge_many
from thidua.core.law.bulk.nominations import (
    EPOCH,
    MISSING,
    NO_DAY,
    Coded,
    Nominations,
    day_number,
    day_of,
)
from thidua.core.law.bulk.tables import Listed
from thidua.core.law.facts import Members, Verdict, Votes
from thidua.core.law.judging import judge
from thidua.core.law.law import Law
from thidua.subjects.register.selectors.facts import known_of
from thidua.subjects.register.selectors.wordrows import words_on
from thidua.subjects.register.words import SUBJECT

NOBODY = ("individual", "individual", None, False)  # of whom the register knows nothing
UNIX = EPOCH.toordinal()


@dataclass(frozen=True, slots=True)
class Asked:
    """One nominee, with what the register does not hold."""

    holder: int
    award: str
    period: int
    votes: Votes | None = None
    attestations: tuple[str, ...] | None = None
    judgements: Mapping[str, str] = field(default_factory=dict)
    members: Members | None = None


def judge_holders(asked: Sequence[Asked], *, day: date, law: Law) -> Results:
    """In the order asked: `results.words()` the outcomes, `results.findings(n)` the codes of one."""
    holders, places = np.unique(
        np.array([one.holder for one in asked], np.int64), return_inverse=True
    )
    history = words_on(holders, day)
    return judge_many(_nominations(asked, places.astype(np.int64), history, day), history, law)


def _nominations(asked: Sequence[Asked], places: Longs, history: History, day: date) -> Nominations:
    votes = [one.votes for one in asked]
    size = len(asked)
    return Nominations(
        person=places,
        award=Coded.of(one.award for one in asked),
        day=np.full(size, day_number(day), np.int64),
        period=np.array([one.period for one in asked], np.int64),
        in_favour=np.array([one.in_favour if one else MISSING for one in votes], np.int64),
        council=np.array([one.members if one else MISSING for one in votes], np.int64),
        attestations=Coded.of(one.attestations for one in asked),
        judgements=Coded.of(dict(one.judgements) for one in asked),
        members=_members([one.members for one in asked]),
        decided=np.full(size, NO_DAY, np.int64),
        **subjects(places, history),
    )


def _members(rows: list[Members | None]) -> Coded:
    """Nobody's numbers stand once, everybody else's at their own place."""
    values: list[Members | None] = [None]
    codes = np.zeros(len(rows), np.int32)
    for place, one in enumerate(rows):
        if one is not None:
            codes[place] = len(values)
            values.append(one)
    return Coded(codes, values)


def subjects(places: Longs, history: History) -> dict[str, Any]:
    """Who they are, as columns of nominations."""
    told: list[tuple[str, str, str | None, bool]] = [NOBODY]
    codes, founded = np.zeros(history.size, np.int32), np.ones(history.size, np.int64)
    for key in history.keys_of(SUBJECT):
        kind, variant, gender, later = key.parts
        held, days = history.columns[key.text].entries()
        codes[held], founded[held] = len(told), days
        told.append((kind, variant, gender or None, bool(later)))
    codes, founded = codes[places], founded[places]
    kinds, variants, genders, later_ones = zip(*told, strict=True)
    return {
        "kind": Coded.joined(codes, kinds),
        "variant": Coded.joined(codes, variants),
        "gender": Coded.joined(codes, genders),
        "founded": np.where(founded == 1, NO_DAY, founded - UNIX),
        "higher_retirement_age": np.array(later_ones, bool)[codes],
    }


# Lists of files


def judge_listed(rows: Listed, law: Law) -> Results:
    """Nominations of a file whose persons are holders of the register; who they are says the register."""
    nominations, holders = rows.nominations, _holders(rows)
    results = Results(np.zeros(len(nominations), np.uint8), [])
    for number in np.unique(nominations.day):
        day = day_of(int(number))
        assert day is not None
        mine = np.flatnonzero(nominations.day == number)
        asked, places = np.unique(holders[nominations.person[mine]], return_inverse=True)
        history = words_on(asked, day)
        places = places.astype(np.int64)
        some = replace(nominations.at(mine), person=places, **subjects(places, history))
        results.take_in(judge_many(some, history, law), mine)
    return results


def explain_listed(rows: Listed, wanted: set[str], law: Law) -> Iterator[tuple[str, Verdict]]:
    nominations, holders = rows.nominations, _holders(rows)
    for n, name in enumerate(rows.names.to_pylist()):
        day = day_of(int(nominations.day[n]))
        if name in wanted and day is not None:
            subject, facts = known_of(int(holders[nominations.person[n]]), day=day)
            case = nominations.case(n, facts, subject.posts)
            yield name, judge(replace(case, subject=subject), law)


def _holders(rows: Listed) -> Longs:
    try:
        return np.array([int(one) for one in rows.persons.to_pylist()], np.int64)
    except (TypeError, ValueError) as error:
        raise FileError("Cột person phải là mã số của người, tập thể trong sổ.") from error
