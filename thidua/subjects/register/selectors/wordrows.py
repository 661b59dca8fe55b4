"""Words of many holders out of the database, as a history whose position is a place in the list."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from django.db import connection

from thidua.base import parameters
from thidua.core.law.bulk.history import Flags, History, Longs
from thidua.core.law.bulk.packing import history_of_bytes
from thidua.core.law.bulk.words import HAS_FAR, KNOWN
from thidua.core.law.facts import Facts, PostHeld, Subject
from thidua.subjects.register.enums import FOREVER
from thidua.subjects.register.selectors.facts import CHECK_LASTS, known_of_many
from thidua.subjects.register.words import (
    LOOKED,
    SETTLED,
    key_texts,
    subject_words,
    words_of_facts,
)

AT_ONCE = 20_000
FEW_AT_ONCE = 500
PACKED = {
    "postgresql": """
        SELECT string_agg(packed, ''::bytea ORDER BY holder_id),
               array_agg(holder_id ORDER BY holder_id),
               array_agg(length(packed) ORDER BY holder_id)
        FROM register_yearwords WHERE holder_id = ANY(%s::bigint[])""",
    "sqlite": """
        SELECT w.packed FROM json_each(%s) j
        LEFT JOIN register_yearwords w ON w.holder_id = j.value ORDER BY j.key""",
}


class RegisterHistory(History):
    """Words as they stand; who has facts that words cannot hold, or words that are not those of the
    day, is read from the facts."""

    holders: Longs
    day: date
    _facts: dict[int, tuple[Facts, tuple[PostHeld, ...] | None]]

    def bring(self, positions: Longs) -> None:
        wanted = [place for place in map(int, positions) if place not in self._facts]
        for start in range(0, len(wanted), FEW_AT_ONCE):
            self._read(wanted[start : start + FEW_AT_ONCE])

    def _read(self, places: Sequence[int]) -> dict[int, tuple[Subject, Facts]]:
        known = known_of_many([int(self.holders[place]) for place in places], day=self.day)
        found = {
            place: known[int(self.holders[place])]
            for place in places
            if int(self.holders[place]) in known
        }
        for place, (subject, facts) in found.items():
            self._facts[place] = (facts, subject.posts)
        return found

    def facts(self, position: int) -> tuple[Facts, tuple[PostHeld, ...] | None]:
        return self._facts.get(position, (Facts(), None))

    def read_afresh(self, places: Sequence[int]) -> None:
        """Put the words of the facts of the day in the place of those kept."""
        for start in range(0, len(places), FEW_AT_ONCE):
            found = self._read(places[start : start + FEW_AT_ONCE])
            self.put(
                {
                    place: words_of_facts(facts, subject.posts) | subject_words(subject)
                    for place, (subject, facts) in found.items()
                }
            )


def words_on(holders: Longs, day: date) -> RegisterHistory:
    """What is known of these holders on the day; position n is `holders[n]`.

    `holders` in order, each once.
    """
    joined, sizes = _packed(holders)
    read = history_of_bytes(joined, sizes, key_texts())
    history = RegisterHistory(read.size, read.columns)
    history.holders, history.day, history._facts = holders, day, {}
    stale = np.flatnonzero(_not_of_the_day(history, day))
    if len(stale):
        history.take_out(stale)
        history.read_afresh([int(place) for place in stale])
    return history


def _packed(holders: Longs) -> tuple[bytes, Longs]:
    """Their words one after another, and how many bytes each has."""
    read = _of_postgres if connection.vendor == "postgresql" else _of_sqlite
    parts, sizes = [], [np.zeros(0, np.int64)]
    with connection.cursor() as cursor:
        for start in range(0, len(holders), AT_ONCE):
            joined, lengths = read(cursor, holders[start : start + AT_ONCE])
            parts.append(joined)
            sizes.append(lengths)
    return b"".join(parts), np.concatenate(sizes)


def _of_postgres(cursor: Any, asked: Longs) -> tuple[bytes, Longs]:
    """Joined by the server: one row instead of thousands."""
    cursor.execute(PACKED["postgresql"], [asked.tolist()])
    joined, holders, lengths = cursor.fetchone()
    sizes = np.zeros(len(asked), np.int64)
    sizes[np.searchsorted(asked, np.array(holders or [], np.int64))] = lengths or []
    return bytes(joined or b""), sizes


def _of_sqlite(cursor: Any, asked: Longs) -> tuple[bytes, Longs]:
    cursor.execute(PACKED["sqlite"], [json.dumps(asked.tolist())])
    rows = [row or b"" for (row,) in cursor.fetchall()]
    return b"".join(rows), np.fromiter(map(len, rows), np.int64, len(rows))


def _not_of_the_day(history: History, day: date) -> Flags:
    """Never written, settled only later, known by a look that has aged, or with years far back."""
    every = np.arange(history.size, dtype=np.int64)
    settled, looked = history.gather(SETTLED, every), history.gather(LOOKED, every)
    stale: Flags = (settled == 0) | (settled > day.toordinal())
    by_look = ~stale & (looked < min(day, FOREVER).toordinal())
    if by_look.any():
        lasts = parameters.days(CHECK_LASTS, day)
        stale |= by_look & (looked + lasts < day.toordinal())
    stale |= (history.gather(KNOWN, every) & HAS_FAR) != 0
    return stale
