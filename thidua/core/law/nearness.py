"""How far a verdict is from yes: what still stands in the way, on the nearest route of each group.

A route of merit is open to everybody at any time; therefore a route that the facts can settle is
told first, and merit only where no other route leads on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from thidua.core.law.facts import (
    ELIGIBLE,
    FOR_PEOPLE,
    MET,
    NOT_MET,
    UNKNOWN,
    Finding,
    Group,
    Verdict,
)

READY, STEPS, NEAR, LATER, FAR, PEOPLE = "ready", "steps", "near", "later", "far", "people"
ORDER = (READY, STEPS, NEAR, LATER, PEOPLE, FAR)
# What is only done when the award is proposed: nobody can have it before.
STEP_TYPES = frozenset({"vote_threshold", "attestation", "procedure", "no_open_case", "ratio_cap"})
# What only people can weigh: no year can be told for it.
WEIGHED = frozenset({"merit", "manual_review"})
FEW = 2  # so many open points are still "thiếu ít"
STATE_ORDER = (MET, FOR_PEOPLE, UNKNOWN, NOT_MET)
Types = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Distance:
    """`lacking`: what bars or is not known. `steps`: what is done when it is proposed."""

    kind: str
    lacking: tuple[Finding, ...] = ()
    steps: tuple[Finding, ...] = ()
    earliest: int | None = None

    @property
    def order(self) -> tuple[int, int, int, int]:
        return (ORDER.index(self.kind), self.earliest or 0, len(self.lacking), len(self.steps))


def distance(verdict: Verdict, types: Types) -> Distance:
    """`types`: the type of each condition by its id, of the law the verdict was made with."""
    if verdict.outcome == ELIGIBLE:
        return Distance(READY)
    open_points = [one for one in _in_the_way(verdict, types) if one.state != MET]
    steps = tuple(one for one in open_points if is_step(one, types))
    lacking = tuple(one for one in open_points if not is_step(one, types))
    barring = [one for one in lacking if one.state == NOT_MET]
    earliest = _year_of_all(barring) if barring else None
    return Distance(_kind(lacking, barring, earliest, types), lacking, steps, earliest)


def is_step(one: Finding, types: Types) -> bool:
    """Done or confirmed when the award is proposed; a refusal of it bars like any other."""
    if one.state == NOT_MET:
        return False
    type_ = types.get(one.id, "")
    confirmed = one.state == FOR_PEOPLE and not one.group and type_ not in (*WEIGHED, "")
    return type_ in STEP_TYPES or (confirmed and not type_.startswith("prior_award"))


def _kind(
    lacking: Sequence[Finding], barring: Sequence[Finding], earliest: int | None, types: Types
) -> str:
    if not lacking:
        return STEPS
    if barring and earliest is not None:
        return LATER
    if barring:
        return (
            NEAR if len(barring) == 1 and len(lacking) <= FEW and _is_named(barring, types) else FAR
        )
    weighed = any(
        types.get(one.id, "manual_review") in WEIGHED or _is_unread(one) for one in lacking
    )
    return PEOPLE if weighed else NEAR


def _is_named(findings: Iterable[Finding], types: Types) -> bool:
    """Whether it is a demand that can be worked for, not that the award is for others."""
    return all(one.id in types and types[one.id] not in WEIGHED for one in findings)


def _is_unread(one: Finding) -> bool:
    return one.state == FOR_PEOPLE and one.source_status == "from_memory"


def _in_the_way(verdict: Verdict, types: Types) -> list[Finding]:
    by_id = {one.id: one for one in verdict.findings}
    found = [one for one in verdict.findings if not one.group]
    for group in verdict.groups:
        if group.state != MET and group.routes:
            routes = [[by_id[one] for one in ids if one in by_id] for ids in group.routes.values()]
            found += min(routes, key=partial(_rank, types))
    return found


def _rank(types: Types, route: Sequence[Finding]) -> tuple[int, int, int]:
    """Routes that facts settle, then those that time brings, then merit, then the closed ones."""
    open_points = [one for one in route if one.state != MET]
    barring = [one for one in open_points if one.state == NOT_MET]
    year = _year_of_all(barring)
    if barring and year is None:
        return (3, 0, len(open_points))
    if any(types.get(one.id) in WEIGHED or _is_unread(one) for one in open_points):
        return (2, year or 0, len(open_points))
    return (1 if barring else 0, year or 0, len(open_points))


def _year_of_all(barring: Iterable[Finding]) -> int | None:
    years = [one.earliest for one in barring]
    known = [year for year in years if year is not None]
    return max(known) if known and len(known) == len(years) else None


# What a reader is shown first: the route with the best state


def open_findings(verdict: Verdict) -> list[Finding]:
    """What is always needed, and of each group that is not met the nearest route."""
    by_id = {one.id: one for one in verdict.findings}
    found = [one for one in verdict.findings if not one.group]
    for group in verdict.groups:
        if group.state != MET:
            found += [by_id[one] for one in nearest_route(group, by_id) if one in by_id]
    return found


def nearest_route(group: Group, by_id: Mapping[str, Finding]) -> tuple[str, ...]:
    """The findings of the route with the best state, then the fewest open points."""

    def rank(route: str) -> tuple[int, int]:
        ids = group.routes[route]
        lacks = sum(by_id[one].state != MET for one in ids if one in by_id)
        return (STATE_ORDER.index(group.states[route]), lacks)

    return group.routes[min(group.routes, key=rank)] if group.routes else ()


def best_route(group: Group, findings: Iterable[Finding]) -> str:
    """The key of that route, for a reader to be shown first."""
    ids = nearest_route(group, {one.id: one for one in findings})
    return next((route for route, members in group.routes.items() if members == ids), "")
