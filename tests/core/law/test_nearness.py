"""How near an award is: ready, only steps left, few points, a later year, far."""

import pytest

from thidua.core.law import facts as f
from thidua.core.law import nearness as n

TYPES = {
    "r": "task_rating",
    "a": "prior_award",
    "v": "vote_threshold",
    "u": "attestation",
    "i": "initiative_recognised",
    "x": "initiative_recognised",
    "m": "manual_review",
    "t": "merit",
}


def verdict(outcome: str, years: dict[str, int] | None = None, **states: str) -> f.Verdict:
    grouped = {"i", "x", "t"} & set(states)
    findings = tuple(
        f.Finding(
            id_, state, id_, "",
            earliest=(years or {}).get(id_),
            group="merit" if id_ in grouped else "",
            route=id_ if id_ in grouped else "",
        )
        for id_, state in states.items()
    )  # fmt: skip
    routes = {id_: (id_,) for id_ in sorted(grouped)}
    by_route = {id_: states[id_] for id_ in sorted(grouped)}
    best = min(by_route.values(), key=n.STATE_ORDER.index, default=f.MET)
    groups = (f.Group("merit", routes, by_route, best),) if grouped else ()
    return f.Verdict(outcome, findings, groups)


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (verdict(f.ELIGIBLE, r=f.MET), n.READY),
        (verdict(f.TO_JUDGE, r=f.MET, v=f.UNKNOWN, u=f.FOR_PEOPLE), n.STEPS),
        (verdict(f.TO_JUDGE, r=f.FOR_PEOPLE), n.STEPS),
        (verdict(f.TO_JUDGE, r=f.UNKNOWN, v=f.UNKNOWN), n.NEAR),
        (verdict(f.TO_JUDGE, a=f.FOR_PEOPLE), n.NEAR),
        (verdict(f.INELIGIBLE, i=f.NOT_MET, x=f.NOT_MET), n.NEAR),
        (verdict(f.INELIGIBLE, {"a": 2025}, a=f.NOT_MET), n.LATER),
        (verdict(f.INELIGIBLE, a=f.NOT_MET, r=f.NOT_MET), n.FAR),
        (verdict(f.INELIGIBLE, subject=f.NOT_MET), n.FAR),
        (verdict(f.TO_JUDGE, m=f.FOR_PEOPLE), n.PEOPLE),
    ],
)
def test_distance_of_a_verdict(found: f.Verdict, kind: str) -> None:
    assert n.distance(found, TYPES).kind == kind


def test_refused_vote_is_no_step_left() -> None:
    assert n.distance(verdict(f.INELIGIBLE, v=f.NOT_MET), TYPES).kind == n.NEAR


def test_route_of_facts_is_told_before_one_of_merit() -> None:
    found = verdict(f.TO_JUDGE, {"i": 2023}, r=f.MET, i=f.NOT_MET, t=f.FOR_PEOPLE)
    far = n.distance(found, TYPES)
    assert (far.kind, far.earliest, [one.id for one in far.lacking]) == (n.LATER, 2023, ["i"])


def test_merit_is_told_where_no_other_route_leads_on() -> None:
    found = verdict(f.TO_JUDGE, r=f.MET, i=f.NOT_MET, t=f.FOR_PEOPLE)
    far = n.distance(found, TYPES)
    assert (far.kind, [one.id for one in far.lacking]) == (n.PEOPLE, ["t"])


def test_year_is_that_of_the_last_thing_to_come() -> None:
    found = verdict(f.INELIGIBLE, {"a": 2024, "r": 2026}, a=f.NOT_MET, r=f.NOT_MET)
    assert n.distance(found, TYPES).earliest == 2026


def test_only_the_nearest_route_is_asked_for() -> None:
    found = verdict(f.TO_JUDGE, r=f.MET, i=f.NOT_MET, x=f.UNKNOWN)
    assert [one.id for one in n.distance(found, TYPES).lacking] == ["x"]


def test_met_group_asks_for_nothing() -> None:
    found = verdict(f.ELIGIBLE, r=f.MET, i=f.NOT_MET, x=f.MET)
    assert n.distance(found, TYPES).lacking == ()
    assert n.best_route(found.groups[0], found.findings) == "x"
