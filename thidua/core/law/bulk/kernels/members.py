"""member_ratio and ratio_cap over columns."""

import numpy as np

from thidua.core.law.bulk.history import Flags, Longs
from thidua.core.law.bulk.kernels import Ask, Told, kernel
from thidua.core.law.bulk.nominations import MISSING
from thidua.core.law.bulk.rows import Codes, Rows
from thidua.core.law.conditions import lacks_number
from thidua.core.law.facts import FOR_PEOPLE, UNKNOWN

NUMBERS = ("min_percent", "min_count", "max_count", "min_severity", "min_rating")


@kernel("member_ratio")
def member_ratio(ask: Ask, rows: Rows) -> Told:
    if lacks_number(ask.demand, *NUMBERS):
        return Told(rows.every(FOR_PEOPLE))
    if not any(rows.table.rows):
        return Told(rows.every(UNKNOWN))
    counters = {"award": _with_award, "task_rating": _with_rating, "discipline": _with_discipline}
    codes, known = counters[ask.demand.params["attribute"]](ask, rows)
    return Told(rows.members(np.where(known, codes, 1).astype(np.uint8)))


def _sum(rows: Rows, attribute: str, keys: set[str]) -> Longs:
    total = np.zeros(len(rows.table.rows), np.int64)
    for key in keys:
        total += np.maximum(rows.table.count(attribute, key), 0)
    return total


def _with_award(ask: Ask, rows: Rows) -> tuple[Codes, Flags]:
    keys, table = ask.demand.params["any_of"], rows.table
    told = np.zeros(len(table.rows), bool)
    for key in keys:
        told |= table.count("awards", key) != MISSING
    known = table.known("awards") & (told | ~table.listed("awards"))
    return _measured(_sum(rows, "awards", set(keys)), ask, rows), known


def _with_rating(ask: Ask, rows: Rows) -> tuple[Codes, Flags]:
    table, words = rows.table, rows.bench.words
    lowest = words.rank("ratings", ask.demand.params["min_rating"]) or 0
    higher = {word for word, rank in words.ranks["ratings"].items() if rank >= lowest}
    given = table.keys("ratings")
    good = _sum(
        rows, "ratings", {one for one in given if one in higher or one == "exceeds_targets"}
    )
    codes = _measured(good, ask, rows)
    unseen = np.maximum(table.total, 0) - _sum(rows, "ratings", given)
    all_told = np.ones(len(table.rows), bool)
    for word in higher:
        all_told &= table.count("ratings", word) != MISSING
    full = _measured(good + unseen, ask, rows)
    may_be_more = (codes == 0) & (unseen > 0) & ~all_told & (full == 3)
    return np.where(may_be_more, 1, codes).astype(np.uint8), table.known("ratings")


def _with_discipline(ask: Ask, rows: Rows) -> tuple[Codes, Flags]:
    table, words = rows.table, rows.bench.words
    lowest = words.rank("severities", ask.demand.params["min_severity"]) or 0
    grave = {
        kind for kind in table.keys("discipline") if (words.rank("severities", kind) or 0) >= lowest
    }
    return _measured(_sum(rows, "discipline", grave), ask, rows), table.known("discipline")


def _measured(persons: Longs, ask: Ask, rows: Rows) -> Codes:
    params, total = ask.demand.params, rows.table.total
    refused = np.zeros(len(persons), bool)
    if "max_count" in params:
        refused |= persons > int(params["max_count"])
    if "min_count" in params:
        refused |= persons < int(params["min_count"])
    if "min_percent" not in params:
        return np.where(refused, 0, 3).astype(np.uint8)
    have, asked = persons * 100, int(params["min_percent"]) * total
    enough = have > asked if params.get("strict") else have >= asked
    codes = np.where(total > 0, np.where(enough, 3, 0), 1)
    return np.where(refused, 0, codes).astype(np.uint8)


@kernel("ratio_cap")
def ratio_cap(ask: Ask, rows: Rows) -> Told:
    params = ask.demand.params
    if lacks_number(ask.demand, "max_percent", "of"):
        return Told(rows.every(FOR_PEOPLE))
    base = rows.table.count("awards", params["of"])
    proposed = rows.table.count("awards", params.get("counted", rows.bench.case.award))
    within = proposed * 100 <= int(params["max_percent"]) * base
    known = (base != MISSING) & (proposed != MISSING)
    codes = np.where(known, np.where(within, 3, 0), 1).astype(np.uint8)
    return Told(rows.members(codes))
