"""Votes, open cases, discipline, the age of an organisation and time in posts over columns."""

import numpy as np

from thidua.core.law.bulk.kernels import Ask, Told, kernel
from thidua.core.law.bulk.nominations import MISSING, NO_DAY
from thidua.core.law.bulk.rows import Rows
from thidua.core.law.bulk.words import HAS_POSTS
from thidua.core.law.conditions import lacks_number
from thidua.core.law.facts import FOR_PEOPLE


@kernel("vote_threshold")
def vote_threshold(ask: Ask, rows: Rows) -> Told:
    percent = ask.demand.params.get("min_percent")
    if percent is None:
        return Told(rows.every(FOR_PEOPLE))
    given, council = rows.nominations.in_favour, rows.nominations.council
    enough = given * 100 >= int(percent) * council
    told = (given != MISSING) & (council != MISSING)
    return Told(np.where(told, rows.codes(enough), 1).astype(np.uint8))


@kernel("no_open_case")
def no_open_case(ask: Ask, rows: Rows) -> Told:
    blocking = frozenset(ask.demand.params["block_types"])
    blocked = rows.either("o", lambda key: key.parts[0] in blocking) != 0
    return Told(np.where(rows.knows("open_cases"), rows.codes(~blocked), 1).astype(np.uint8))


@kernel("no_discipline")
def no_discipline(ask: Ask, rows: Rows) -> Told:
    """Whoever has a discipline goes to the judge of one case."""
    if lacks_number(ask.demand, "min_severity"):
        return Told(rows.every(FOR_PEOPLE))
    return Told(np.where(rows.knows("discipline"), 3, 1).astype(np.uint8))


@kernel("organisation_age")
def organisation_age(ask: Ask, rows: Rows) -> Told:
    if lacks_number(ask.demand, "min_years"):
        return Told(rows.every(FOR_PEOPLE))
    founded = rows.nominations.founded
    year, day = rows.day_parts(rows.nominations.day)
    first_year, anniversary = rows.day_parts(founded)
    age = year - first_year - (day < anniversary)
    enough = rows.codes(age >= int(ask.demand.params["min_years"]))
    return Told(np.where(founded == NO_DAY, 1, enough).astype(np.uint8))


@kernel("tenure_years")
def tenure_years(ask: Ask, rows: Rows) -> Told:
    """Days in posts, ladders and women's two thirds: by the judge of one case."""
    if not ask.demand.params.get("any_of"):
        return Told(rows.every(FOR_PEOPLE))
    rows.singly |= rows.flags(HAS_POSTS)
    return Told(np.where(rows.knows("posts"), 0, 1).astype(np.uint8))
