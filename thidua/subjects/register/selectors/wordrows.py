"""Words of many holders out of the database, as a history whose position is a place in the list."""

import json
from collections.abc import Sequence
from datetime import date

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
        SELECT string_agg(COALESCE(w.packed, ''), ''::bytea ORDER BY j.place),
               array_agg(COALESCE(length(w.packed), 0) ORDER BY j.place)
        FROM unnest(%s::bigint[]) WITH ORDINALITY AS j(holder, place)
        LEFT JOIN register_yearwords w ON w.holder_id = j.holder""",
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
    """What is known of these holders on the day; position n is `holders[n]`."""
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
    parts, sizes = [], []
    with connection.cursor() as cursor:
        for start in range(0, len(holders), AT_ONCE):
            asked = holders[start : start + AT_ONCE].tolist()
            if connection.vendor == "postgresql":
                cursor.execute(PACKED["postgresql"], [asked])
                joined, lengths = cursor.fetchone()
                parts.append(bytes(joined))
                sizes.append(np.array(lengths, np.int64))
            else:
                cursor.execute(PACKED["sqlite"], [json.dumps(asked)])
                rows = [row or b"" for (row,) in cursor.fetchall()]
                parts.append(b"".join(rows))
                sizes.append(np.fromiter(map(len, rows), np.int64, len(rows)))
    return b"".join(parts), np.concatenate(sizes) if sizes else np.zeros(0, np.int64)


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
