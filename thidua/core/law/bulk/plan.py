"""The conditions of one award for one kind of subject under one law, compiled once for many rows."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thidua.core.law.bench import Bench
from thidua.core.law.bulk import general
from thidua.core.law.bulk.history import Flags
from thidua.core.law.bulk.kernels import KERNELS, Ask, Told
from thidua.core.law.bulk.kernels.composite import judge_together
from thidua.core.law.bulk.rows import CODE, SILENT, Codes, Rows
from thidua.core.law.conditions import Demand, TitleChain
from thidua.core.law.judging import judge, judge_standard, read_in_part, title_chain
from thidua.core.law.model import FROM_MEMORY, Condition
from thidua.core.law.variants import fits, only_perhaps

INELIGIBLE, TO_JUDGE, ELIGIBLE = 0, 2, 3


@dataclass(frozen=True)
class Plan:
    """`extra`: findings that are the same for every row, with their codes; they come first."""

    bench: Bench
    extra: tuple[tuple[str, int], ...]
    own: tuple[Condition, ...]
    general: tuple[Condition, ...]
    titles: TitleChain | None
    text_obtained: bool
    decides: bool  # False where a law not read, or read in part, leaves everything to people

    @property
    def ids(self) -> tuple[str, ...]:
        return (
            *(id_ for id_, _ in self.extra),
            *(row.id for row in self.own),
            *(row.id for row in self.general),
        )


@dataclass(frozen=True)
class Judged:
    """`codes[n]`: the codes of the n-th finding of the plan. `any_unknown` of rows not general."""

    codes: npt.NDArray[np.uint8]
    outcome: Codes
    any_unknown: Flags


def plan_of(bench: Bench, *, with_general: bool = True) -> Plan:
    case, law = bench.case, bench.law
    own = tuple(
        row for row in law.conditions_for(case.award, case.day) if fits(row.variants, case.subject)
    )
    rules = general.heard(bench.general, list(own), case.award) if with_general else []
    verdict = judge(case, law) if with_general else judge_standard(case.award, bench)
    named = {row.id for row in (*own, *bench.general)}
    extra = tuple((one.id, CODE[one.state]) for one in verdict.findings if one.id not in named)
    obtained = not bench.text_is_missing
    decides = obtained and bench.regime is not None and not read_in_part(bench)
    return Plan(bench, extra, own, tuple(rules), title_chain(own), obtained, decides)


def carry_out(plan: Plan, rows: Rows) -> Judged:
    own = _own_codes(plan, rows)
    spoken = [_settled(rule, general.spoken(rule, rows), plan, rows) for rule in plan.general]
    extra = [np.full(rows.size, code, np.uint8) for _, code in plan.extra]
    required = [one for row, one in zip(plan.own, own, strict=True) if not row.group]
    states = [*extra, *required, *spoken, *_groups(plan, own)]
    return Judged(
        np.array([*extra, *own, *spoken], np.uint8).reshape(len(plan.ids), rows.size),
        _outcome(states, plan, rows),
        _any_unknown([*extra, *own], rows),
    )


def _own_codes(plan: Plan, rows: Rows) -> list[Codes]:
    """Conditions of one route together, as the judge of one case takes them."""
    found: dict[str, Codes] = {}
    for place in dict.fromkeys((row.group, row.route) for row in plan.own):
        together = [row for row in plan.own if (row.group, row.route) == place]
        for row, told in zip(together, _together(together, plan, rows), strict=True):
            found[row.id] = _settled(row, told.codes, plan, rows)
    return [found[row.id] for row in plan.own]


def _together(conditions: list[Condition], plan: Plan, rows: Rows) -> list[Told]:
    if any(row.type not in KERNELS for row in conditions):  # a kind that has no twin here yet
        rows.singly[:] = True
        return [Told(rows.every("unknown")) for _ in conditions]
    asks = [
        Ask(Demand(row.id, row.type, row.params, row.variants, titles=plan.titles))
        for row in conditions
    ]
    return judge_together(asks, rows)


def _settled(row: Condition, codes: Codes, plan: Plan, rows: Rows) -> Codes:
    """What people judged stands; a row nobody has checked, and a law nobody has read, wait for them."""
    if not plan.text_obtained or row.source.status == FROM_MEMORY:
        found = np.where(codes == SILENT, SILENT, 2)
    elif only_perhaps(row.variants, plan.bench.case.subject):
        found = np.where(codes == 3, 2, codes)
    else:
        found = codes
    judged = rows.judged(row.id)
    if judged is not None:
        found = np.where((judged >= 0) & (codes != SILENT), judged, found)
    return found.astype(np.uint8, copy=False)


def _groups(plan: Plan, own: list[Codes]) -> list[Codes]:
    states: list[Codes] = []
    for group in dict.fromkeys(row.group for row in plan.own if row.group):
        routes: dict[str, Codes] = {}
        for row, codes in zip(plan.own, own, strict=True):
            if row.group == group:
                known = routes.get(row.route)
                routes[row.route] = codes if known is None else np.minimum(known, codes)
        states.append(np.maximum.reduce(list(routes.values())))
    return states


def _outcome(states: list[Codes], plan: Plan, rows: Rows) -> Codes:
    if not plan.decides:
        return np.full(rows.size, TO_JUDGE, np.uint8)
    least = np.full(rows.size, ELIGIBLE, np.uint8)
    for one in states:
        np.minimum(least, one, out=least)
    least[least == 1] = TO_JUDGE
    return least


def _any_unknown(states: list[Codes], rows: Rows) -> Flags:
    found = np.zeros(rows.size, bool)
    for one in states:
        found |= one == 1
    return found


def standard_of(award: str, rows: Rows) -> Judged:
    """Whether the same rows reach the standard of another award, without the general rules."""
    other = rows.for_award(award)
    if "plan" not in other.memory:
        other.memory["plan"] = plan_of(other.bench, with_general=False)
    return carry_out(other.memory["plan"], other)
