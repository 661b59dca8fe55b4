"""What the register knows of a holder on a day, in the words of the law (core/law/facts).

Everything of one or of a thousand holders comes in two statements: the rows of merged doubles, then
every fact of them. A list of which nothing is recorded is None, not known, unless somebody checked
it to be complete; awards are always known. Lines corrected away or undone do not count, revoked
ones not from the day of their revocation on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from thidua.base import parameters
from thidua.core.law.facts import (
    Absence,
    AwardHeld,
    Discipline,
    Facts,
    Initiative,
    PostHeld,
    Rating,
    Subject,
)
from thidua.subjects.register.enums import BEGINNING, FOREVER, PERSONS, Act, Fact
from thidua.subjects.register.models import Holder
from thidua.subjects.register.selectors.clusters import whole_clusters
from thidua.subjects.register.selectors.factrows import FactRow, fact_rows
from thidua.subjects.register.selectors.merits import merit_of

T = TypeVar("T")
CHECK_LASTS = "register.check_lasts"  # how many days a list once checked counts as complete
OTHER_POST = "other"
Rows = dict[str, list[FactRow]]


def facts_of(holder: Holder | int, *, day: date) -> Facts:
    return known_of(holder, day=day)[1]


def subject_of(holder: Holder | int, *, day: date) -> Subject:
    return known_of(holder, day=day)[0]


def known_of(holder: Holder | int, *, day: date) -> tuple[Subject, Facts]:
    id_ = holder.pk if isinstance(holder, Holder) else holder
    return known_of_many([id_], day=day)[id_]


def facts_of_many(holder_ids: Iterable[int], *, day: date) -> dict[int, Facts]:
    return {id_: facts for id_, (_, facts) in known_of_many(holder_ids, day=day).items()}


def subjects_of_many(holder_ids: Iterable[int], *, day: date) -> dict[int, Subject]:
    return {id_: subject for id_, (subject, _) in known_of_many(holder_ids, day=day).items()}


def known_of_many(holder_ids: Iterable[int], *, day: date) -> dict[int, tuple[Subject, Facts]]:
    """Of each holder asked for who it is and what is known; one merged away answers as the other."""
    asked = list(dict.fromkeys(holder_ids))
    standing = whole_clusters(asked)
    gathered: dict[int, Rows] = defaultdict(lambda: defaultdict(list))
    for row in fact_rows(standing):
        gathered[standing[row.holder]][row.fact].append(row)
    fresh = _Freshness(day)
    known = {
        root: (_subject(root, rows, day), _facts(rows, day, fresh))
        for root, rows in gathered.items()
    }
    return {id_: known[standing[id_]] for id_ in asked if id_ in standing}


class _Freshness:
    """Whether a list checked to a day still counts as complete; the setting is asked for once."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._lasts: int | None = None

    def covers(self, checked: date) -> bool:
        if checked >= self.day:
            return True
        if self._lasts is None:
            self._lasts = parameters.days(CHECK_LASTS, self.day)
        return checked + timedelta(days=self._lasts) >= self.day


def _subject(root: int, rows: Rows, day: date) -> Subject:
    own = next(row for row in rows["subject"] if row.holder == root)
    merged = [own, *(row for row in rows["subject"] if row.holder != root)]
    posts = tuple(sorted(_posts(rows[Fact.POSTS], day), key=lambda post: post.since))
    founded = next((row.since for row in merged if row.since), None)
    return Subject(
        kind=own.key,
        variant=own.a or own.key,
        gender=next((row.b for row in merged if row.b), None),
        posts=posts if own.key in PERSONS and (rows[Fact.POSTS] or _checked(rows)) else None,
        founded=founded,
        higher_retirement_age=any(row.year for row in merged),
    )


def _checked(rows: Rows) -> bool:
    return any(row.key == Fact.POSTS for row in rows["checked"])


def _posts(rows: list[FactRow], day: date) -> Iterable[PostHeld]:
    """A post without a place in the table of contributions is another post to the law."""
    for row in rows:
        if row.since is not None and row.since <= day:
            yield PostHeld(row.key or OTHER_POST, max(row.since, BEGINNING), _last_day(row.until))


def _facts(rows: Rows, day: date, fresh: _Freshness) -> Facts:
    def known(
        fact: Fact, read: Callable[[FactRow], T], held: list[FactRow]
    ) -> tuple[T, ...] | None:
        """None where nothing is recorded and nobody looked."""
        if not rows[fact] and not _is_complete(rows, fact, fresh):
            return None
        return tuple(read(row) for row in held)

    begun = {
        fact: [row for row in rows[fact] if row.since is not None and row.since <= day]
        for fact in (Fact.DISCIPLINE, Fact.ABSENCES, Fact.OPEN_CASES)
    }
    return Facts(
        awards=tuple(_awards(rows, day)),
        ratings=known(Fact.RATINGS, _rating, _by_year(rows[Fact.RATINGS], day)),
        initiatives=known(Fact.INITIATIVES, _initiative, _decided(rows[Fact.INITIATIVES], day)),
        discipline=known(Fact.DISCIPLINE, _discipline, begun[Fact.DISCIPLINE]),
        absences=known(Fact.ABSENCES, _absence, begun[Fact.ABSENCES]),
        open_cases=known(
            Fact.OPEN_CASES,
            lambda row: row.key,
            [row for row in begun[Fact.OPEN_CASES] if row.until is None or row.until > day],
        ),
        merit=known(Fact.MERIT, merit_of, _by_year(rows[Fact.MERIT], day)),
    )


def _is_complete(rows: Rows, fact: Fact, fresh: _Freshness) -> bool:
    looked = [row.since for row in rows["checked"] if row.key == fact and row.since]
    return bool(looked) and fresh.covers(max(looked))


def _awards(rows: Rows, day: date) -> Iterable[AwardHeld]:
    acts: dict[int, list[FactRow]] = defaultdict(list)
    for act in rows["act"]:
        if act.since is None or act.since <= day:
            acts[act.year or 0].append(act)
    held = (row for row in rows["award"] if _stands(acts.get(row.id, [])))
    for row in sorted(_decided(list(held), day), key=lambda row: (row.year or 0, row.id)):
        yield AwardHeld(row.key, row.year or 0, row.since, row.a or None)


def _stands(acts: list[FactRow]) -> bool:
    """By the last act of the day; a revocation of a later day has not happened yet."""
    return not acts or max(acts, key=lambda act: act.id).key == Act.RESTORATION


def _by_year(rows: list[FactRow], day: date) -> list[FactRow]:
    held = [row for row in rows if row.year is not None and row.year <= day.year]
    return sorted(held, key=lambda row: (row.year or 0, row.id))


def _decided(rows: list[FactRow], day: date) -> list[FactRow]:
    """Known on the day: decided by then; without a day of decision, of a year begun by then."""
    return [row for row in _by_year(rows, day) if row.since is None or row.since <= day]


def _rating(row: FactRow) -> Rating:
    return Rating(row.year or 0, row.key)


def _initiative(row: FactRow) -> Initiative:
    return Initiative(row.year or 0, row.key, row.a or "initiative", row.b or None)


def _discipline(row: FactRow) -> Discipline:
    return Discipline(row.key, row.since or BEGINNING, _last_day(row.until))


def _absence(row: FactRow) -> Absence:
    until = row.until or FOREVER
    return Absence(row.key, row.since or BEGINNING, until - timedelta(days=1))


def _last_day(until: date | None) -> date | None:
    return None if until is None or until >= FOREVER else until - timedelta(days=1)
