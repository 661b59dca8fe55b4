"""Who is proposed for what: the nominations as columns, their texts counted once each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from thidua.core.law.bulk.history import Flags, Longs
from thidua.core.law.facts import Case, Facts, Members, PostHeld, Subject, Votes

EPOCH = date(1970, 1, 1)
MISSING = -1
NO_DAY = np.iinfo(np.int64).min


@dataclass(slots=True)
class Coded:
    """A column of few distinct values: a code per row."""

    codes: npt.NDArray[np.int32]
    values: list[Any]

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "Coded":
        places: dict[Any, int] = {}
        values: list[Any] = []
        codes = []
        for row in rows:
            key = repr(row) if isinstance(row, dict) else row
            if key not in places:
                places[key] = len(values)
                values.append(row)
            codes.append(places[key])
        return cls(np.array(codes, np.int32), values)

    @classmethod
    def joined(cls, codes: npt.NDArray[np.int32], values: Iterable[Any]) -> "Coded":
        """Equal values under one code."""
        short = cls.of(values)
        return cls(short.codes[codes], short.values)

    @classmethod
    def all(cls, value: Any, size: int) -> "Coded":
        return cls(np.zeros(size, np.int32), [value])

    def __getitem__(self, row: int) -> Any:
        return self.values[self.codes[row]]

    def at(self, rows: "Longs | slice") -> "Coded":
        return Coded(self.codes[rows], self.values)


def day_number(day: date | None) -> int:
    return NO_DAY if day is None else (day - EPOCH).days


def day_of(number: int) -> date | None:
    return None if number == NO_DAY else date.fromordinal(EPOCH.toordinal() + int(number))


@dataclass(slots=True)
class Nominations:
    """One row each; a missing number is -1, a missing text None, a missing day NO_DAY."""

    person: Longs
    award: Coded
    day: Longs
    period: Longs
    kind: Coded
    variant: Coded
    gender: Coded
    founded: Longs
    in_favour: Longs
    council: Longs  # members of the council that voted
    attestations: Coded  # tuple of topics, or None
    judgements: Coded  # condition id -> met | not_met
    members: Coded  # Members or None
    higher_retirement_age: Flags
    decided: Longs

    def __len__(self) -> int:
        return len(self.person)

    def at(self, rows: Longs | slice) -> "Nominations":
        taken: dict[str, Any] = {
            name: value.at(rows) if isinstance(value := getattr(self, name), Coded) else value[rows]
            for name in COLUMNS
        }
        return Nominations(**taken)

    def case(self, row: int, facts: Facts, posts: tuple[PostHeld, ...] | None) -> Case:
        """The row as the judge of one case reads it."""
        in_favour, council = int(self.in_favour[row]), int(self.council[row])
        has_votes = in_favour != MISSING and council != MISSING
        day = day_of(int(self.day[row]))
        assert day is not None
        told = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
        told["votes"] = Votes(in_favour, council) if has_votes else None
        told["attestations"] = self.attestations[row]
        told["members"] = self.members[row]
        subject = Subject(
            self.kind[row],
            self.variant[row],
            self.gender[row],
            posts,
            day_of(int(self.founded[row])),
            bool(self.higher_retirement_age[row]),
        )
        return Case(
            str(row), day, self.award[row], subject, int(self.period[row]), type(facts)(**told),
            self.judgements[row] or {}, day_of(int(self.decided[row])),
        )  # fmt: skip


COLUMNS = tuple(Nominations.__dataclass_fields__)


def nominations_of(cases: Sequence[Case], positions: Sequence[int] | None = None) -> Nominations:
    """Cases as columns; the words of case n lie at `positions[n]`, or at n."""
    places = range(len(cases)) if positions is None else positions
    votes = [one.facts.votes for one in cases]
    return Nominations(
        person=np.array(places, np.int64),
        award=Coded.of(one.award for one in cases),
        day=np.array([day_number(one.day) for one in cases], np.int64),
        period=np.array([one.period for one in cases], np.int64),
        kind=Coded.of(one.subject.kind for one in cases),
        variant=Coded.of(one.subject.variant for one in cases),
        gender=Coded.of(one.subject.gender for one in cases),
        founded=np.array([day_number(one.subject.founded) for one in cases], np.int64),
        in_favour=np.array([one.in_favour if one else MISSING for one in votes], np.int64),
        council=np.array([one.members if one else MISSING for one in votes], np.int64),
        attestations=Coded.of(one.facts.attestations for one in cases),
        judgements=Coded.of(dict(one.judgements) for one in cases),
        members=Coded(np.arange(len(cases), dtype=np.int32), [one.facts.members for one in cases]),
        higher_retirement_age=np.array([one.subject.higher_retirement_age for one in cases], bool),
        decided=np.array([day_number(one.decided) for one in cases], np.int64),
    )


@dataclass
class MemberTable:
    """Persons of collectives as columns: -1 where a number is not told."""

    rows: list[Members | None]

    @cached_property
    def total(self) -> Longs:
        return self._column(lambda one: MISSING if one.total is None else one.total)

    def known(self, attribute: str) -> Flags:
        return self._flags(lambda one: getattr(one, attribute) is not None)

    def listed(self, attribute: str) -> Flags:
        """Whether any key of it is told."""
        return self._flags(lambda one: bool(getattr(one, attribute)))

    def count(self, attribute: str, key: str) -> Longs:
        return self._column(lambda one: (getattr(one, attribute) or {}).get(key, MISSING))

    def keys(self, attribute: str) -> set[str]:
        return {key for one in self.rows if one for key in getattr(one, attribute) or {}}

    def _flags(self, read: Any) -> Flags:
        return np.array([one is not None and read(one) for one in self.rows], bool)

    def _column(self, read: Any) -> Longs:
        return np.array([MISSING if one is None else int(read(one)) for one in self.rows], np.int64)
