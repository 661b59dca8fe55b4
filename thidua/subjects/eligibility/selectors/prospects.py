"""What a holder could be proposed for, and from when: every award open to him judged at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.law.facts import Finding, Verdict
from thidua.core.law.law import Law
from thidua.core.law.model import Award
from thidua.core.law.nearness import Distance, distance
from thidua.subjects.eligibility.enums import Nearness
from thidua.subjects.eligibility.selectors.judging import (
    Known,
    awards_for,
    case_of,
    judge,
    types_on,
)

STEPS = {
    "vote_threshold": "bỏ phiếu của Hội đồng",
    "no_open_case": "xác nhận không có vụ việc đang xem xét",
    "ratio_cap": "trong tỷ lệ của đơn vị",
}
REASONS = 2  # so many open points are named in one line


@dataclass(frozen=True, slots=True)
class Prospect:
    """One award and how far it is. `held`: years in which it was already given."""

    award: Award
    name: str
    verdict: Verdict
    distance: Distance
    held: tuple[int, ...]
    step_names: tuple[str, ...] = ()

    @property
    def nearness(self) -> Nearness:
        return Nearness(self.distance.kind)

    @property
    def earliest(self) -> int | None:
        return self.distance.earliest

    @property
    def lacking(self) -> tuple[Finding, ...]:
        return self.distance.lacking

    @property
    def steps(self) -> tuple[Finding, ...]:
        return self.distance.steps

    @property
    def why(self) -> str:
        """What stands in the way, in one line."""
        named = [_short(one) for one in self.lacking[:REASONS]]
        more = len(self.lacking) - REASONS
        return "; ".join(named) + (f"; và {more} điều kiện khác" if more > 0 else "")

    @property
    def step_words(self) -> str:
        """What is still to be done when it is proposed, in short."""
        return "; ".join(dict.fromkeys(self.step_names))

    @property
    def order(self) -> tuple[object, ...]:
        return (*self.distance.order, self.award.kind != "title", self.name)


def prospects_of(one: Known, law: Law, day: date, period: int) -> list[Prospect]:
    """Nearest first. An award of which only people can say anything stands last."""
    awards = awards_for(law, one.subject.kind, one.subject.variant, day)
    return sorted(
        prospects_among(one, awards, law, day, period), key=lambda prospect: prospect.order
    )


def prospects_among(
    one: Known, awards: Iterable[Award], law: Law, day: date, period: int
) -> list[Prospect]:
    types = types_on(law, day)
    return [_prospect(one, award, law, day, period, types) for award in awards]


def _prospect(
    one: Known, award: Award, law: Law, day: date, period: int, types: dict[str, str]
) -> Prospect:
    verdict = judge(case_of(one, award.key, day, period), law)
    held = sorted({row.year for row in one.facts.awards or () if row.award == award.key})
    far = distance(verdict, types)
    names = tuple(STEPS.get(types.get(one.id, ""), one.text.rstrip(". ")) for one in far.steps)
    return Prospect(award, award.name_on(day), verdict, far, tuple(held), names)


def grouped(prospects: Sequence[Prospect]) -> list[tuple[Nearness, list[Prospect]]]:
    """By nearness, in its order; what nothing falls under is left out."""
    found = {kind: [one for one in prospects if one.nearness == kind] for kind in Nearness}
    return [(kind, rows) for kind, rows in found.items() if rows]


def _short(finding: Finding) -> str:
    """The first thing it needs, else what it demands, without a full stop."""
    words = finding.needs[0] if finding.needs else finding.text
    return words.rstrip(". ")
