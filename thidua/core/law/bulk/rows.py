"""Nominations of one award under one law of one kind of subject, as the kernels see them.

Codes: 0 not met, 1 unknown, 2 for people, 3 met, 4 a general rule that has nothing to say. "And" is
then the least of them and "or" the greatest.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from thidua.core.law.bench import Bench
from thidua.core.law.bulk.history import Flags, History, Longs
from thidua.core.law.bulk.nominations import MISSING, NO_DAY, MemberTable, Nominations
from thidua.core.law.bulk.words import KNOWN, KNOWS, LAST, Key
from thidua.core.law.conditions import JUDGES, Demand
from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET, UNKNOWN

Codes = npt.NDArray[np.uint8]
CODE = {NOT_MET: 0, UNKNOWN: 1, FOR_PEOPLE: 2, MET: 3}
STATE = (NOT_MET, UNKNOWN, FOR_PEOPLE, MET, "")
SILENT = 4


@dataclass
class Rows:
    """`bench` is a sample case of the same law, for what does not differ between the rows."""

    bench: Bench
    nominations: Nominations
    history: History
    table: MemberTable
    memory: dict[Any, Any]  # what is the same for every part of a long list
    singly: Flags  # rows that only the judge of one case can answer
    gathered: dict[str, Longs] = field(default_factory=dict)
    seen: dict[int, Flags] = field(default_factory=dict)
    size: int = field(init=False)
    period: Longs = field(init=False)  # the year judged, as a bit's place

    def __post_init__(self) -> None:
        self.size = len(self.nominations)
        self.period = LAST - self.nominations.period

    def for_award(self, award: str) -> "Rows":
        """The same rows before the standard of another award."""
        bench = self.bench
        other = Bench(replace(bench.case, award=award), bench.law, bench.general)
        memory = self.memory.setdefault(award, {})
        return replace(self, bench=other, memory=memory)

    def probe(self, demand: Demand, **facts: Any) -> str:
        """What the judge of one case says of these facts alone."""
        key = (demand.id, demand.type, demand.run, repr(facts))
        if key not in self.memory:
            case = replace(self.bench.case, facts=replace(self.bench.facts, **facts))
            bench = Bench(case, self.bench.law, self.bench.general)
            self.memory[key] = JUDGES[demand.type](demand, bench).state
        state: str = self.memory[key]
        return state

    # Answers

    def every(self, state: str) -> Codes:
        return np.full(self.size, CODE[state], np.uint8)

    def codes(self, met: Flags) -> Codes:
        """met or not met"""
        return met.view(np.uint8) * np.uint8(3)

    # Words

    def word(self, key: str) -> Longs:
        """The words of the rows' subjects under a key; not to be written into."""
        if key not in self.gathered:
            self.gathered[key] = self.history.gather(key, self.nominations.person)
        return self.gathered[key]

    def flags(self, mask: int) -> Flags:
        """Whether any of these bits stands; asked often, looked up once."""
        if mask not in self.seen:
            self.seen[mask] = (self.word(KNOWN) & mask) != 0
        return self.seen[mask]

    def knows(self, name: str) -> Flags:
        return self.flags(KNOWS[name])

    def either(self, fact: str, chosen: Callable[[Key], bool]) -> Longs:
        """The words of the chosen keys OR-ed; the second of a year adds nothing to the first."""
        keys = [key for key in self.history.keys_of(fact) if not key.nth and chosen(key)]
        return self.joined(key.text for key in keys)

    def joined(self, keys: Iterable[str]) -> Longs:
        joined: Longs | None = None
        for key in keys:
            joined = self.word(key) if joined is None else joined | self.word(key)
        return np.zeros(self.size, np.int64) if joined is None else joined

    def award_years(self, awards: Iterable[str]) -> Longs:
        """Years with one of these awards, those that are no basis for the award judged left out."""
        wanted, dropped = frozenset(awards), self.bench.dropped_types
        name = f"years of {sorted(wanted)} without {sorted(dropped)}"
        if name not in self.gathered:
            self.gathered[name] = self.either(
                "a", lambda key: key.parts[0] in wanted and (key.parts[1] or None) not in dropped
            )
        return self.gathered[name]

    # Other columns

    def day_parts(self, days: Longs) -> tuple[Longs, Longs]:
        """Year, and month with day as one number, of days counted from 1970."""
        dated = np.where(days == NO_DAY, 0, days).astype("datetime64[D]")
        months = dated.astype("datetime64[M]")
        years = dated.astype("datetime64[Y]").astype(np.int64) + 1970
        month = months.astype(np.int64) % 12
        return years, month * 100 + (dated - months).astype(np.int64)

    def members(self, column: Any) -> Any:
        """A column of the table of collectives, brought to the rows."""
        return column.take(self.nominations.members.codes)

    def topics(self, wanted: Iterable[str]) -> Flags:
        """Whether all of these were attested."""
        listed = frozenset(wanted)
        column = self.nominations.attestations
        told = np.array([listed <= frozenset(one or ()) for one in column.values], bool)
        return told.take(column.codes)

    def judged(self, id_: str) -> npt.NDArray[np.int8] | None:
        """The code people gave to a condition, -1 where they gave none; None where nobody did."""
        column = self.nominations.judgements
        if not any(id_ in (one or {}) for one in column.values):
            return None
        given = [CODE.get((one or {}).get(id_, ""), MISSING) for one in column.values]
        return np.array(given, np.int8).take(column.codes)


def counted(words: Longs) -> npt.NDArray[np.uint8]:
    """How many years."""
    return np.bitwise_count(words)
