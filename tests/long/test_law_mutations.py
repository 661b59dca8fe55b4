"""Every number of the law is held by a case: made wrong, at least one case fails."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

from tests.support.law_cases import FILES, cases_of, found_by
from tests.support.law_mutants import GENERAL, Mutant, is_readable, mutants_of
from thidua.core.law.cases import WrittenCase
from thidua.core.law.law import Law
from thidua.core.law.model import LawError
from thidua.core.law.reading import national_law

pytestmark = pytest.mark.long
# No case can tell these from the right law; each with the reason.
EQUIVALENT: tuple[tuple[str, str], ...] = ()


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


def test_reasons_for_survivors_are_still_needed(court: Court) -> None:
    used = {reason_of(one) for one in mutants_of(national_law()) if reason_of(one)}
    assert used == {why for _, why in EQUIVALENT}
