"""A verdict as its page shows it: the headline, the demands one by one, either-or routes, general rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.core.law.facts import ELIGIBLE, FOR_PEOPLE, INELIGIBLE, MET, NOT_MET, Finding, Verdict
from thidua.core.law.nearness import best_route, open_findings
from thidua.subjects.eligibility.enums import FindingState, Outcome
from thidua.subjects.eligibility.models import Override

CSS = {MET: "yes", NOT_MET: "no", "unknown": "unk", FOR_PEOPLE: "ask"}
ICONS = {
    MET: "circle-check",
    NOT_MET: "circle-x",
    "unknown": "help-circle",
    FOR_PEOPLE: "alert-triangle",
}
ALL_MET = "Mọi điều kiện của pháp luật vào ngày xét đều đạt."
DECIDED_MET = "Sau quyết định của người có thẩm quyền, không còn điều kiện nào chưa đạt."
NAMED = 2  # so many reasons in the sentence under the headline


@dataclass(frozen=True, slots=True)
class ShownFinding:
    finding: Finding
    machine: str  # what the machine found, where people decided otherwise
    override: Override | None
    children: "Sequence[ShownFinding]" = ()
    may_decide: bool = False

    @property
    def css(self) -> str:
        return CSS[self.finding.state]

    @property
    def icon(self) -> str:
        return ICONS[self.finding.state]

    @property
    def word(self) -> str:
        return str(FindingState(self.finding.state).label)

    @property
    def machine_word(self) -> str:
        return str(FindingState(self.machine).label) if self.machine else ""

    @property
    def is_open(self) -> bool:
        return self.finding.state != MET

    @property
    def is_open_below(self) -> bool:
        return self.is_open and bool(self.children)


@dataclass(frozen=True, slots=True)
class ShownRoute:
    name: str
    state: str
    findings: Sequence[ShownFinding]
    is_best: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    state: str
    css: str
    icon: str
    routes: Sequence[ShownRoute]


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    outcome: str
    sentence: str
    from_when: str
    missing: Sequence[str]
    required: Sequence[ShownFinding]
    groups: Sequence[ShownGroup]
    general: Sequence[ShownFinding]
    counts: Mapping[str, int]

    @property
    def is_eligible(self) -> bool:
        return self.outcome == ELIGIBLE

    @property
    def label(self) -> str:
        return str(Outcome(self.outcome).label)


def shown(
    verdict: Verdict,
    *,
    machine: Verdict | None = None,
    decided: Mapping[str, Override] | None = None,
    general_ids: frozenset[str] = frozenset(),
    may_decide: bool = False,
) -> ShownVerdict:
    """`verdict` after decisions of people, `machine` as it was found."""
    found = {one.id: one.state for one in (machine or verdict).findings}
    overrides = decided or {}

    def show(one: Finding) -> ShownFinding:
        override = overrides.get(one.id)
        before = found.get(one.id, "") if override else ""
        parts = [_part(child) for child in one.children]
        return ShownFinding(one, before, override, parts, may_decide)

    alone = [one for one in verdict.findings if not one.group]
    own = {one.text for one in alone if one.id not in general_ids}
    sentence = sentence_of(verdict)
    return ShownVerdict(
        outcome=verdict.outcome,
        sentence=DECIDED_MET if overrides and sentence == ALL_MET else sentence,
        from_when=from_when(verdict),
        missing=missing_of(verdict),
        required=[show(one) for one in alone if one.id not in general_ids],
        groups=_groups(verdict, {one.id: show(one) for one in verdict.findings if one.group}),
        general=[show(one) for one in alone if one.id in general_ids and one.text not in own],
        counts=_counts(verdict),
    )


def _part(finding: Finding) -> ShownFinding:
    return ShownFinding(finding, "", None, [_part(child) for child in finding.children])


def _groups(verdict: Verdict, by_id: Mapping[str, ShownFinding]) -> list[ShownGroup]:
    found = []
    for group in verdict.groups:
        best = best_route(group, verdict.findings)
        routes = [
            ShownRoute(
                _route_name([by_id[one] for one in ids if one in by_id]),
                str(FindingState(group.states[route]).label),
                [by_id[one] for one in ids if one in by_id],
                route == best,
            )
            for route, ids in group.routes.items()
        ]
        routes.sort(key=lambda one: not one.is_best)
        found.append(ShownGroup(group.state, CSS[group.state], ICONS[group.state], routes))
    return found


def _route_name(findings: Sequence[ShownFinding]) -> str:
    first = findings[0].finding.text.rstrip(". ") if findings else ""
    more = len(findings) - 1
    return f"{first} (và {more} điều kiện đi kèm)" if more > 0 else first


def _counts(verdict: Verdict) -> dict[str, int]:
    """How many demands that count stand in each state; of an either-or only the nearest route."""
    counted = {(one.text, one.state) for one in open_findings(verdict)}
    return {state: sum(found == state for _text, found in counted) for state in CSS}


def sentence_of(verdict: Verdict) -> str:
    """Why, in one sentence: what bars comes before what is open."""
    if verdict.outcome == ELIGIBLE:
        return ALL_MET
    counted = [one for one in open_findings(verdict) if one.state != MET]
    barring = _texts([one for one in counted if one.state == NOT_MET])
    still_open = _texts([one for one in counted if one.state != NOT_MET])
    if verdict.outcome == INELIGIBLE and barring:
        rest = f" Còn phải làm rõ {len(still_open)} điều kiện khác." if still_open else ""
        return f"Chưa đạt: {_named(barring)}.{rest}"
    return f"Còn phải làm rõ: {_named(still_open or barring)}."


def _texts(findings: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(one.text.rstrip(". ") for one in findings))


def _named(texts: Sequence[str]) -> str:
    more = len(texts) - NAMED
    rest = f"; và {more} điều kiện khác" if more > 0 else ""
    return "; ".join(texts[:NAMED]) + rest


def missing_of(verdict: Verdict) -> list[str]:
    if verdict.outcome == ELIGIBLE:
        return []
    told = list(verdict.conditions_to_meet)
    if not told:
        told = [need for one in open_findings(verdict) if one.state != MET for need in one.needs]
    return list(dict.fromkeys(told))


def from_when(verdict: Verdict) -> str:
    """ "Đủ điều kiện từ năm 2027 nếu …"."""
    if verdict.outcome == ELIGIBLE:
        return "Ngay bây giờ."
    if verdict.outcome != INELIGIBLE:
        return "Khi đã làm rõ các điều kiện còn mở."
    if verdict.earliest is None:
        return "Chưa tính được: có điều kiện không phụ thuộc thời gian."
    wanted = [one.removeprefix("Cần ").rstrip(". ") for one in missing_of(verdict)[:NAMED]]
    named = "; ".join(wanted) or "các điều kiện còn thiếu được đáp ứng"
    return f"Đủ điều kiện từ năm {verdict.earliest} nếu có: {named}."
