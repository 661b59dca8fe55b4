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
    (r"(lo2_e|lo3_e|third\.collective_career): .*prior_award\](?: min_count)? 1 → 0", AFTER_AWARD),
    (r"(lo2_e|lo3_e|third\.collective_career): all (1|2) \[prior_award\] min_count", AFTER_AWARD),
    (r"(lo2_e|lo3_e|third\.collective_career): all without prior_award", AFTER_AWARD),
    (r"contribution_years 10 →", "no fact tells years of contribution: people judge it"),
    (r"(gnu_1|long_service): from memory → read", "its table is unread: people judge it anyway"),
    (r": route (historical|collective_career|lo2_w) → always", "the only route of its subjects"),
    (
        r": route collective_two_years|two_years: route collective_career",
        "the only route of its subjects",
    ),
    (r"any 2 \[composite\] all 2 \[prior_award\]", "with its other half null it stays with people"),
    (r"lo3_g: .*max_years_exclusive", "time carried down fills the rank below without a gap"),
    (r": .*occasion left out", "both occasions there are are taken"),
    (
        r"secret_vote_90: awards without (provincial|national)_",
        "these awards have a vote of their own",
    ),
    (r"setting initiative_reuse: for_people → unknown", "both leave the initiative to people"),
    (
        r"edition (before_2013_amendment|gap_2014_2017): .*2014-0",
        "neither of the two decides anything",
    ),
    (r"edition nd91: ", "an edition read whole stands like none"),
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
def court() -> Court:
    return Court()


def test_every_number_of_the_law_is_held_by_a_case(
    court: Court, capsys: pytest.CaptureFixture[str]
) -> None:
    made = list(mutants_of(national_law()))
    lived = [one for one in made if not court.kills(one)]
    survivors = [one.key for one in lived if reason_of(one) is None]
    with capsys.disabled():
        print(f"\nmutants: {len(made)}, killed: {len(made) - len(lived)}, survivors: {survivors}")
    assert survivors == []


def test_every_amount_and_period_is_held_by_a_figure(capsys: pytest.CaptureFixture[str]) -> None:
    made = list(figure_mutants_of(national_law()))
    lived = [one for one in made if is_readable(one.law) and hold_in(one.law)]
    survivors = [one.key for one in lived if reason_of(one) is None]
    with capsys.disabled():
        print(f"\nmutants: {len(made)}, killed: {len(made) - len(lived)}, survivors: {survivors}")
    assert survivors == []


def test_reasons_for_survivors_are_still_needed(court: Court) -> None:
    every = [*mutants_of(national_law()), *figure_mutants_of(national_law())]
    patterns = {pattern for pattern, _ in EQUIVALENT}
    used = {one for one in patterns if any(re.search(one, mutant.key) for mutant in every)}
    assert used == patterns
