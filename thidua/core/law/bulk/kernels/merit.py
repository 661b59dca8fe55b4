"""attestation, procedure, manual_review, merit and rank_first over columns.

Merits that are told in the same words are judged once, by the judge of one case.
"""

import numpy as np

from thidua.core.law.bulk.history import Flags
from thidua.core.law.bulk.kernels import Ask, Told, kernel
from thidua.core.law.bulk.rows import CODE, Codes, Rows
from thidua.core.law.bulk.words import HAS_MERIT, NO_YEAR, Key, merit_of
from thidua.core.law.conditions.merit import LED, listed
from thidua.core.law.facts import FOR_PEOPLE, UNKNOWN


@kernel("attestation")
def attestation(ask: Ask, rows: Rows) -> Told:
    given = rows.topics(listed(ask.demand.params["topics"]))
    return Told(np.where(given, 3, 2).astype(np.uint8))


@kernel("procedure")
def procedure(ask: Ask, rows: Rows) -> Told:
    given = rows.topics((ask.demand.params["procedure"],))
    return Told(np.where(given, 3, 2).astype(np.uint8))


@kernel("manual_review")
def manual_review(ask: Ask, rows: Rows) -> Told:
    return Told(rows.every(FOR_PEOPLE))


@kernel("merit")
def merit(ask: Ask, rows: Rows) -> Told:
    return Told(_claimed(ask, rows, FOR_PEOPLE))


@kernel(LED)
def rank_first(ask: Ask, rows: Rows) -> Told:
    return Told(_claimed(ask, rows, UNKNOWN))


def _claimed(ask: Ask, rows: Rows, left_out: str) -> Codes:
    """The best of what is claimed."""
    nothing = CODE[rows.probe(ask.demand, merit=())]
    codes = np.where(rows.knows("merit"), nothing, CODE[left_out]).astype(np.uint8)
    if rows.flags(HAS_MERIT).any():
        for key in (*rows.history.keys_of("m"), *rows.history.keys_of(NO_YEAR)):
            _raise(codes, key, ask, rows)
    return codes


def _raise(codes: Codes, key: Key, ask: Ask, rows: Rows) -> None:
    word = rows.word(key.text)
    if not word.any():
        return
    if key.fact == NO_YEAR:
        _at_least(codes, word != 0, key, None, ask, rows)
        return
    this_year = np.int64(1) << rows.period
    period = rows.bench.period
    _at_least(codes, (word & this_year) != 0, key, period, ask, rows)
    _at_least(codes, (word & ~this_year) != 0, key, period - 1, ask, rows)


def _at_least(codes: Codes, held: Flags, key: Key, year: int | None, ask: Ask, rows: Rows) -> None:
    if held.any():
        state = rows.probe(ask.demand, merit=(merit_of(key, year),))
        codes[held] = np.maximum(codes[held], CODE[state])
