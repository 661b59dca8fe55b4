"""General rules over columns: the twins of `core/law/general.py`, silent where no fact calls."""

from collections.abc import Callable

import numpy as np

from thidua.core.law.bulk.history import Flags
from thidua.core.law.bulk.kernels import KERNELS, Ask
from thidua.core.law.bulk.rows import SILENT, Codes, Rows
from thidua.core.law.bulk.words import HAS_ABSENCES, HAS_INITIATIVES, HAS_POSTS, Key
from thidua.core.law.conditions import Demand
from thidua.core.law.general import SPEAKERS
from thidua.core.law.model import Condition

NEVER_HEARD = frozenset({"tenure_blocked_by_discipline", "carry_down", "policy"})
Speaker = Callable[[Condition, Rows], Codes]


def heard(rules: tuple[Condition, ...], own: list[Condition], award: str) -> list[Condition]:
    """General rules that can have something to say beside these conditions of an award."""
    own_types = {row.type for row in own}
    return [rule for rule in rules if _can_speak(rule, own_types, award)]


def _can_speak(rule: Condition, own_types: set[str], award: str) -> bool:
    awards = rule.params.get("awards")
    if rule.type in NEVER_HEARD or (awards is not None and award not in awards):
        return False
    if rule.type == "vote_threshold" and (awards is None or rule.type in own_types):
        return False
    return rule.type in SPEAKERS or rule.type in KERNELS


def spoken(rule: Condition, rows: Rows) -> Codes:
    if rule.type in TWINS:
        return TWINS[rule.type](rule, rows)
    if rule.type in SPEAKERS:  # a rule that has no twin here yet
        rows.singly[:] = True
        return np.full(rows.size, SILENT, np.uint8)
    return KERNELS[rule.type](
        Ask(Demand(rule.id, rule.type, rule.params, rule.variants)), rows
    ).codes


def _when(called: Flags, code: int) -> Codes:
    return np.where(called, code, SILENT).astype(np.uint8)


def _excluded_basis(rule: Condition, rows: Rows) -> Codes:
    types = rows.bench.dropped_types & set(rule.params["types"])
    return _when(rows.either("a", lambda key: key.parts[1] in types) != 0, 3)


def _discipline_restart(rule: Condition, rows: Rows) -> Codes:
    """Whoever has a discipline goes to the judge of one case."""
    return np.full(rows.size, SILENT, np.uint8)


def _counted_absence(rule: Condition, rows: Rows) -> Codes:
    if not rows.flags(HAS_ABSENCES).any():
        return np.full(rows.size, SILENT, np.uint8)
    kinds = frozenset(rule.params["kinds"])
    return _when(rows.either("b", lambda key: key.parts[0] in kinds) != 0, 3)


def _initiative_single_use(rule: Condition, rows: Rows) -> Codes:
    if not rows.flags(HAS_INITIATIVES).any():
        return np.full(rows.size, SILENT, np.uint8)
    return _when(rows.either("i", lambda key: bool(key.parts[2])) != 0, 3)


def _one_merit_one_award(rule: Condition, rows: Rows) -> Codes:
    award = rows.bench.case.award
    held = rows.either("a", lambda key: key.parts[0] == award)
    is_title = rows.bench.law.awards[award].kind == "title"
    return _when(((held >> rows.period) & 1) != 0, 0 if is_title else 2)


def _min_service(rule: Condition, rows: Rows) -> Codes:
    """Whoever has posts goes to the judge of one case; without them the rule is silent."""
    rows.singly |= rows.flags(HAS_POSTS)
    return np.full(rows.size, SILENT, np.uint8)


def _max_per_year(rule: Condition, rows: Rows) -> Codes:
    params, awards = rule.params, rows.bench.law.awards
    judged = awards[rows.bench.case.award]

    def is_alike(key: Key) -> bool:
        held = awards[key.parts[0]]
        return (
            held.key != judged.key
            and (held.level, held.kind) == (params["level"], params["kind"])
            and (key.parts[1] or None) not in params.get("except_types", ())
        )

    if (judged.level, judged.kind) != (params["level"], params["kind"]):
        return np.full(rows.size, SILENT, np.uint8)
    others = np.zeros(rows.size, np.int64)
    for key in rows.history.keys_of("a"):
        if is_alike(key):
            others += (rows.word(key.text) >> rows.period) & 1
    return _when(others >= int(params["max"]), 2)


TWINS: dict[str, Speaker] = {
    "excluded_basis": _excluded_basis,
    "discipline_restart": _discipline_restart,
    "counted_absence": _counted_absence,
    "initiative_single_use": _initiative_single_use,
    "one_merit_one_award": _one_merit_one_award,
    "max_per_year": _max_per_year,
    "min_service": _min_service,
}
