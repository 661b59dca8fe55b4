"""What a verdict comes to where people decided otherwise; the machine's own verdict stays beside it.

Worked out from the kept findings alone, so that an old verdict can be read without its law.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from thidua.core.law.answers import all_of, any_of
from thidua.core.law.facts import (
    ELIGIBLE,
    INELIGIBLE,
    MET,
    NOT_MET,
    TO_JUDGE,
    Finding,
    Group,
    Verdict,
)


def overridden(verdict: Verdict, decided: Mapping[str, str]) -> Verdict:
    """The verdict with some findings (id → met | not_met) settled by people."""
    if not decided:
        return verdict
    findings = tuple(_settled(one, decided) for one in verdict.findings)
    states = {one.id: one.state for one in findings}
    groups = tuple(_regrouped(group, states) for group in verdict.groups)
    return replace(
        verdict,
        findings=findings,
        groups=groups,
        outcome=_outcome(findings, groups),
        reasons=tuple(_reasons(findings, groups)),
        earliest=None,
        conditions_to_meet=(),
    )


def _settled(finding: Finding, decided: Mapping[str, str]) -> Finding:
    state = decided.get(finding.id)
    if state is None:
        return finding
    return replace(finding, state=state, judged_by_people=True, needs=(), earliest=None)


def _regrouped(group: Group, states: Mapping[str, str]) -> Group:
    routes = {
        route: all_of(states.get(one, group.states[route]) for one in ids)
        for route, ids in group.routes.items()
    }
    return replace(group, states=routes, state=any_of(routes.values()))


def _outcome(findings: Iterable[Finding], groups: Iterable[Group]) -> str:
    needed = [one.state for one in findings if not one.group]
    whole = all_of([*needed, *(group.state for group in groups)])
    return {MET: ELIGIBLE, NOT_MET: INELIGIBLE}.get(whole, TO_JUDGE)


def _reasons(findings: Iterable[Finding], groups: Iterable[Group]) -> list[str]:
    closed = [group for group in groups if group.state == NOT_MET]
    shut = {one for group in closed for ids in group.routes.values() for one in ids}
    return [
        one.text for one in findings if one.state == NOT_MET and (not one.group or one.id in shut)
    ]
