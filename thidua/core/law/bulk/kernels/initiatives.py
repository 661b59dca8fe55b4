"""initiative_recognised over columns."""

from dataclasses import replace

import numpy as np

from thidua.core.law.bulk.history import Flags, Longs
from thidua.core.law.bulk.kernels import Ask, Told, kernel
from thidua.core.law.bulk.rows import Codes, Rows, counted
from thidua.core.law.bulk.words import Key
from thidua.core.law.conditions import lacks_number
from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET, Initiative

ONE = np.int64(1)


@kernel("initiative_recognised")
def initiative_recognised(ask: Ask, rows: Rows) -> Told:
    params = ask.demand.params
    if lacks_number(ask.demand, "min_count", "scope", "kinds"):
        return Told(rows.every(FOR_PEOPLE))
    count = int(params.get("min_count", 1))
    in_time, perhaps = _times(ask, rows)
    sure = np.zeros(rows.size, np.uint8)
    possible = np.zeros(rows.size, np.uint8)
    for key in rows.history.keys_of("i"):
        state = _state(key, ask, rows)
        if state == NOT_MET:
            continue
        word = rows.word(key.text)
        possible += counted(word & (in_time | perhaps))
        if state == MET:
            sure += counted(word & in_time)
    return Told(_told(rows, sure >= count, possible >= count))


def _told(rows: Rows, sure: Flags, possible: Flags) -> Codes:
    codes = np.where(sure, 3, np.where(possible, 2, 0))
    return np.where(rows.knows("initiatives"), codes, 1).astype(np.uint8)


def _state(key: Key, ask: Ask, rows: Rows) -> str:
    """What one initiative of this key is worth in a year that fits."""
    kind, scope, used_for = key.parts
    year = rows.bench.period
    params = {**ask.demand.params, "min_count": 1, "within_same_period": False}
    single = replace(ask.demand, id=f"{ask.demand.id} alone", params=params)
    return rows.probe(single, initiatives=(Initiative(year, scope, kind, used_for or None),))


def _times(ask: Ask, rows: Rows) -> tuple[Longs, Longs]:
    """The years that fit, and those for people."""
    params, none = ask.demand.params, np.zeros(rows.size, np.int64)
    until = np.int64(-1) << rows.period  # the year judged and all before
    if params.get("within_same_period"):
        run = none if ask.run is None else ask.run & until
        waits = (run == 0) & ~rows.knows("ratings")
        return run, np.where(waits, until, 0)
    if params.get("same_year"):
        return ONE << rows.period, none
    recent = np.int64((2 << ask.demand.title_chain) - 1) << rows.period
    older = str(rows.bench.setting("older_initiative"))
    if older == MET:
        return until, none
    return recent, until if older == FOR_PEOPLE else none
