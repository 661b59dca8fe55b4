"""initiative_recognised over columns."""

from dataclasses import dataclass, replace

import numpy as np

from thidua.core.law.bulk.history import Longs
from thidua.core.law.bulk.kernels import Ask, Told, kernel
from thidua.core.law.bulk.rows import Codes, Rows, counted
from thidua.core.law.bulk.words import Key
from thidua.core.law.conditions import TitleChain, lacks_number
from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET, Initiative

ONE = np.int64(1)


@kernel("initiative_recognised")
def initiative_recognised(ask: Ask, rows: Rows) -> Told:
    params = ask.demand.params
    if lacks_number(ask.demand, "min_count", "scope", "kinds"):
        return Told(rows.every(FOR_PEOPLE))
    states = {key.text: _state(key, ask, rows) for key in rows.history.keys_of("i")}
    fitting = {key: state for key, state in states.items() if state != NOT_MET}
    known = rows.knows("initiatives")
    if not fitting:
        return Told((~known).view(np.uint8))
    codes = _counted(fitting, _times(ask, rows), int(params.get("min_count", 1)), rows)
    return Told(np.where(known, codes, 1).astype(np.uint8))


def _counted(fitting: dict[str, str], when: "Times", count: int, rows: Rows) -> Codes:
    perhaps_then = when.met | when.for_people
    then_at_all = perhaps_then | when.unknown
    sure = np.zeros(rows.size, np.uint8)
    perhaps = np.zeros(rows.size, np.uint8)
    at_all = np.zeros(rows.size, np.uint8)
    for key, state in fitting.items():
        word = rows.word(key)
        at_all += counted(word & then_at_all)
        perhaps += counted(word & perhaps_then)
        if state == MET:
            sure += counted(word & when.met)
    codes = np.where(at_all >= count, 1, 0)
    codes = np.where(perhaps >= count, 2, codes)
    return np.where(sure >= count, 3, codes).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Times:
    """The years that fit, those for people, and those of which it is not known."""

    met: Longs
    for_people: Longs
    unknown: Longs


def _state(key: Key, ask: Ask, rows: Rows) -> str:
    """What one initiative of this key is worth in a year that fits."""
    kind, scope, used_for = key.parts
    year = rows.bench.period
    params = {**ask.demand.params, "min_count": 1, "within_same_period": False}
    single = replace(ask.demand, id=f"{ask.demand.id} alone", params=params)
    return rows.probe(single, initiatives=(Initiative(year, scope, kind, used_for or None),))


def _times(ask: Ask, rows: Rows) -> Times:
    params, none = ask.demand.params, np.zeros(rows.size, np.int64)
    until = np.int64(-1) << rows.period  # the year judged and all before
    if params.get("within_same_period"):
        return _in_run(ask, until, none)
    if params.get("same_year"):
        return Times(ONE << rows.period, none, none)
    recent = _recent(ask.demand.titles, rows)
    older = str(rows.bench.setting("older_initiative"))
    if older == MET:
        return Times(until, none, none)
    return Times(recent, until if older == FOR_PEOPLE else none, none)


def _recent(titles: TitleChain | None, rows: Rows) -> Longs:
    """The year judged, and back over the titles in a row that the award demands."""
    if titles is None:
        return ONE << rows.period
    held = (rows.award_years(titles.keys) >> rows.period) & ONE
    back = titles.count + (rows.knows("awards") & (held == 0))
    recent: Longs = ((ONE << back) - ONE) << rows.period
    return recent


def _in_run(ask: Ask, until: Longs, none: Longs) -> Times:
    """The years of the chain beside; while it is open, those it could be are as open as it is."""
    if ask.chain is None or ask.chain.run is None:
        return Times(none, until, none)
    chain, run = ask.chain, ask.chain.run & until
    possible = none if chain.possible is None else chain.possible & until
    left_open = (chain.codes == 1) | (chain.codes == 2)
    nothing_known = left_open & (possible == 0)
    reach = np.where(nothing_known, until, possible & ~run)
    for_people = np.where(chain.codes == 2, reach, 0)
    unknown = np.where((chain.codes == 1) | (chain.codes == 3), reach, 0)
    return Times(np.where(nothing_known, 0, run), for_people, unknown)
