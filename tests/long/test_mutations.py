"""Rules that must not rot: when they are made wrong, a test of theirs fails."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from queue import Queue
from random import Random

import pytest

from tests.long.mutating.mutants import Mutant, mutants_of
from tests.long.mutating.running import ROOT, Copy

pytestmark = pytest.mark.long
SAMPLE = int(os.environ.get("THIDUA_MUTANTS", "40"))
SEED = int(os.environ.get("THIDUA_MUTANTS_SEED", "2022"))
LEAST_KILLED = 0.85
AT_ONCE = 2
MOVEMENTS = "tests/subjects/movements"
TREES = ("tests/core/trees",)
ACCESS = ("tests/base/access",)
TESTS_OF = {
    "thidua/core/periods/working.py": ("tests/core/periods/test_working.py",),
    "thidua/core/trees/tree.py": TREES,
    "thidua/core/trees/rollup.py": TREES,
    "thidua/core/trees/succession.py": TREES,
    "thidua/core/directives/targets.py": (
        "tests/core/directives/test_phrases.py",
        "tests/core/directives/test_seed.py",
        "tests/core/directives/test_targets.py",
    ),
    "thidua/base/audit/verifying.py": ("tests/base/audit/test_verifying.py",),
    "thidua/base/access/predicates.py": ACCESS,
    "thidua/base/access/verbs.py": ACCESS,
    "thidua/subjects/movements/selectors/coverage.py": (
        f"{MOVEMENTS}/test_coverage.py",
        f"{MOVEMENTS}/test_plans.py",
    ),
    "thidua/subjects/movements/services/changing.py": (f"{MOVEMENTS}/test_changing.py",),
    "thidua/subjects/movements/services/delivering.py": (
        f"{MOVEMENTS}/test_launching.py",
        f"{MOVEMENTS}/test_delivering.py",
    ),
}
# Of the reader of targets only numbers, comparators and what they make of a name: the rest are
# regular expressions, which the corpus judges.
ONLY = {
    "thidua/core/directives/targets.py": {
        "_target", "_next_name", "_counts", "_follows", "_compares", "_stands_alone", "_exception",
        "_is_name", "_direction", "_row_target",
    }
}  # fmt: skip
# Nobody could tell these from the right module.
EQUIVALENT = {
    "thidua/base/audit/verifying.py: 2000 → 2001": "rows fetched at a time",
    "thidua/base/audit/verifying.py: 100 → 101": "how many faults a report lists",
    "thidua/core/periods/working.py: n > 0 → n >= 0": "0 has been answered before",
    "thidua/subjects/movements/services/delivering.py: 3 → 4": "the strongest stays the strongest",
}


def all_mutants(path: str) -> list[Mutant]:
    source = (ROOT / path).read_text("utf-8")
    found = mutants_of(path, source, ONLY.get(path, ()))
    return [mutant for mutant in found if mutant.key not in EQUIVALENT]


def chosen() -> list[Mutant]:
    """As many of each module in turn, so that a long one does not crowd out the short."""
    chance = Random(SEED)
    piles = [all_mutants(path) for path in TESTS_OF]
    for pile in piles:
        chance.shuffle(pile)
    return list(islice(_in_turn(piles), SAMPLE))


def _in_turn(piles: list[list[Mutant]]) -> Iterator[Mutant]:
    while any(piles):
        for pile in piles:
            if pile:
                yield pile.pop()


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Queue[Copy]:
    free: Queue[Copy] = Queue()
    for _ in range(AT_ONCE):
        free.put(Copy(tmp_path_factory.mktemp("copy")))
    return free


def test_tests_pass_while_nothing_is_wrong(copies: Queue[Copy]) -> None:
    copy = copies.get()
    assert copy.stands_alone()
    tests = sorted({test for tests in TESTS_OF.values() for test in tests})
    assert copy.passes(tests)
    copies.put(copy)


def test_wrong_rules_are_noticed(copies: Queue[Copy]) -> None:
    def survives(mutant: Mutant) -> bool:
        copy = copies.get()
        try:
            return not copy.kills(mutant, TESTS_OF[mutant.path])
        finally:
            copies.put(copy)

    mutants = chosen()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        survived = list(pool.map(survives, mutants))
    survivors = [str(mutant) for mutant, alive in zip(mutants, survived, strict=True) if alive]
    killed = 1 - len(survivors) / len(mutants)
    listed = "\n".join(survivors)
    assert killed >= LEAST_KILLED, f"{killed:.0%} of {len(mutants)} killed; left alive:\n{listed}"


def test_every_kind_of_change_is_made() -> None:
    source = "def f(a, b):\n    if not a and b < 3:\n        return a == b\n    return {a, b}\n"
    changes = {(m.before, m.after) for m in mutants_of("f.py", source)}
    assert changes == {
        ("not a", "a"), ("not a and b < 3", "not a or b < 3"), ("b < 3", "b <= 3"), ("3", "4"),
        ("a == b", "a != b"), ("return a == b", "return not a == b"), ("{a, b}", "{a}"),
        ("{a, b}", "{b}"),
    }  # fmt: skip


def test_every_module_has_mutants_and_equivalents_stand() -> None:
    keys = {
        mutant.key
        for path in TESTS_OF
        for mutant in mutants_of(path, Path(ROOT / path).read_text("utf-8"))
    }
    assert all(all_mutants(path) for path in TESTS_OF)
    assert set(EQUIVALENT) - keys == set()
