"""How far a verdict is from yes: what still stands in the way, on the nearest route of each group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
ORDER = (READY, STEPS, NEAR, LATER, FAR, PEOPLE)
# What is only done when the award is proposed: no step of these can be there before.
STEP_TYPES = frozenset({"vote_threshold", "attestation", "procedure", "no_open_case"})
FEW = 2  # so many open points are still "thiếu ít"
STATE_ORDER = (MET, FOR_PEOPLE, UNKNOWN, NOT_MET)


@dataclass(frozen=True, slots=True)
class Distance:
    """`lacking`: what bars or is not known. `steps`: what is done when it is proposed."""

    kind: str
    lacking: tuple[Finding, ...]
    steps: tuple[Finding, ...]
    earliest: int | None = None

    @property
    def order(self) -> tuple[int, int, int, int]:
        return (ORDER.index(self.kind), self.earliest or 0, len(self.lacking), len(self.steps))


def distance(verdict: Verdict, types: Mapping[str, str]) -> Distance:
    """`types`: the type of each condition by its id, of the law the verdict was made with."""
    open_points = [one for one in open_findings(verdict) if one.state != MET]
    steps = tuple(one for one in open_points if types.get(one.id) in STEP_TYPES)
    lacking = tuple(one for one in open_points if types.get(one.id) not in STEP_TYPES)
    barred = any(one.state == NOT_MET for one in open_points)
    return Distance(
        _kind(verdict, lacking, steps, types, barred=barred), lacking, steps, verdict.earliest
    )


def _kind(
    verdict: Verdict,
    lacking: tuple[Finding, ...],
    steps: tuple[Finding, ...],
    types: Mapping[str, str],
    *,
    barred: bool,
) -> str:
    if verdict.outcome == ELIGIBLE:
        return READY
    if not lacking and not barred:
        return STEPS
    if lacking and all(types.get(one.id, "manual_review") == "manual_review" for one in lacking):
        return PEOPLE
    if verdict.earliest is not None:
        return LATER
    near = len(lacking) <= FEW and sum(one.state == NOT_MET for one in lacking) <= 1
    return NEAR if near else FAR


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
