"""Every number of the law is held by a case: made wrong, at least one case fails."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

from tests.support.law_cases import FILES, cases_of, found_by
from tests.support.law_figures import hold_in
from tests.support.law_mutants import (
    GENERAL,
    Mutant,
    figure_mutants_of,
    is_readable,
    mutants_of,
)
from thidua.core.law.cases import WrittenCase
from thidua.core.law.law import Law
from thidua.core.law.model import LawError
from thidua.core.law.reading import national_law

pytestmark = pytest.mark.long
AFTER_AWARD = "the years after the award cannot be without the award"
# No case can tell these from the right law; each with the reason.
EQUIVALENT: tuple[tuple[str, str], ...] = (
    (r": min_years 1 →", "a rating of the award's own year is one year, whatever the number says"),
    (r"(gef_1|is_advanced_worker): min_count 1 →", "one title of one year: it is held or not"),
    (r"next_year: count 2 →", "counted from the last of the titles, however many there are"),
    (r"(lo2_e|lo3_e|third\.collective_career): all . \[prior_award\] min_count 1 → 0", AFTER_AWARD),
    (r"(lo2_e|lo3_e|third\.collective_career): all without (1|2) prior_award", AFTER_AWARD),
    (r"contribution_years 10 →", "no fact tells years of contribution: people judge it"),
    (r"(gnu_1|long_service): from memory → read", "its table is unread: people judge it anyway"),
    (r": route (historical|collective_career|lo2_w) → always", "the only route of its subjects"),
    (r"any 2 \[composite\] all 2 \[prior_award\]", "with its other half null it stays with people"),
    (r"lo3_g: .*max_years_exclusive", "time carried down fills the rank below without a gap"),
    (r": .*occasion left out", "both occasions there are are taken"),
    (
        r"secret_vote_90: awards without . (provincial|national)_",
        "these awards have a vote of their own",
    ),
    (
        r"edition (before_2013_amendment|gap_2014_2017): .*2014-0",
        "neither of the two decides anything",
    ),
    (r"edition nd91: ", "an edition read whole stands like none"),
    (
        r"law2003\..*(exceptional|movement_route|wide_effect\w*|long_service|plus|second\.\w+): not for worker_farmer",
        "judged by people, whoever the worker or farmer is",
    ),
    (r"bonus cultural_family ", "its multiple is unread on all days"),
)


def reason_of(mutant: Mutant) -> str | None:
    return next((why for pattern, why in EQUIVALENT if re.search(pattern, mutant.key)), None)


class Court:
    """All cases, those first that name the row a mutant was made in."""

    def __init__(self) -> None:
        every = [written for path in FILES for written in cases_of(path)]
        self.cases = [one for one in every if not fails(one, national_law())]
        self.of_award: dict[str, list[WrittenCase]] = defaultdict(list)
        for one in self.cases:
            self.of_award[one.case.award].append(one)
        self.leaning = leaning_on(national_law())

    def kills(self, mutant: Mutant) -> bool:
        if not is_readable(mutant.law):
            return True
        asked = sorted(self._asked(mutant), key=lambda one: mutant.row not in one.findings)
        return any(fails(one, mutant.law) for one in asked)

    def _asked(self, mutant: Mutant) -> Iterable[WrittenCase]:
        if mutant.award == GENERAL:
            return self.cases
        return [
            one
            for award in (mutant.award, *self.leaning[mutant.award])
            for one in self.of_award[award]
        ]


def fails(written: WrittenCase, law: Law) -> bool:
    try:
        return bool(found_by(written, law).differences)
    except (LawError, TypeError, ValueError, KeyError):
        return True


def leaning_on(law: Law) -> dict[str, set[str]]:
    """Awards whose conditions ask for the standard of another award."""
    leaning: dict[str, set[str]] = defaultdict(set)
    for award, rows in law.conditions.items():
        for row in rows:
            for other in standards_in(row.type, row.params):
                leaning[other].add(award)
    return leaning


def standards_in(type_: str, params: object) -> Iterator[str]:
    if not isinstance(params, dict) and not hasattr(params, "get"):
        return
    if type_ == "same_as":
        yield params["award"]  # type: ignore[index]
    if params.get("standard_suffices"):  # type: ignore[attr-defined]
        yield from params["any_of"]  # type: ignore[index]


@pytest.fixture(scope="module")
def lived() -> dict[str, list[Mutant]]:
    """What no case and no figure tells from the right law; printed as it is counted."""
    court, law = Court(), national_law()
    judged, told = list(mutants_of(law)), list(figure_mutants_of(law))
    return {
        "cases": counted("cases", judged, [one for one in judged if not court.kills(one)]),
        "figures": counted("figures", told, [one for one in told if not is_told(one)]),
    }


def is_told(mutant: Mutant) -> bool:
    return not is_readable(mutant.law) or not hold_in(mutant.law)


def counted(by: str, made: list[Mutant], alive: list[Mutant]) -> list[Mutant]:
    survivors = [one.key for one in alive if reason_of(one) is None]
    killed = len(made) - len(alive)
    print(f"\n{by}: mutants: {len(made)}, killed: {killed}, survivors: {survivors}")
    return alive


@pytest.mark.parametrize("by", ["cases", "figures"])
def test_every_number_of_the_law_is_held(by: str, lived: dict[str, list[Mutant]]) -> None:
    assert [one.key for one in lived[by] if reason_of(one) is None] == []


def test_every_reason_for_a_survivor_is_needed(lived: dict[str, list[Mutant]]) -> None:
    alive = [one.key for many in lived.values() for one in many]
    idle = [one for one, _ in EQUIVALENT if not any(re.search(one, key) for key in alive)]
    assert idle == []
