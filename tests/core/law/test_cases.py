"""Every case of jurists (thidua/data/law/cases) comes out as its writer expects."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.law_cases import FILES, FOLDER, cases_of, found_by, told
from thidua.core.law.cases import WrittenCase

LEAST = 300
EVERY = [
    pytest.param(path, place, id=f"{path.parent.name}/{path.stem}:{place + 1}")
    for path in FILES
    for place in range(len(cases_of(path)))
]


@pytest.mark.parametrize(("path", "place"), EVERY)
def test_case_comes_out_as_expected(path: Path, place: int) -> None:
    written = cases_of(path)[place]
    assert not (wrong := found_by(written).differences), told(path, written, wrong)


def test_cases_are_many_and_each_expects_something() -> None:
    assert len(EVERY) >= LEAST
    idle = [case.case.name for case in every_case() if case.outcome is None or not case.findings]
    assert idle == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_names_in_a_file_are_its_own_and_end_with_what_follows(path: Path) -> None:
    names = [written.case.name for written in cases_of(path)]
    assert len(set(names)) == len(names)
    assert path.read_text("utf-8").startswith("# "), f"{path.name} does not begin with its article"


@cache
def states_by_condition() -> dict[str, set[str]]:
    """Which states each condition comes to in the cases that name it."""
    seen: dict[str, set[str]] = {}
    for written in every_case():
        for id_, state in written.findings.items():
            seen.setdefault(id_, set()).add(state)
    return seen


def every_case() -> Iterator[WrittenCase]:
    for path in FILES:
        yield from cases_of(path)


def test_files_lie_in_the_folder_of_a_regime() -> None:
    assert {path.parent.name for path in FILES} == {"2003", "2022", "2026", "ranh-gioi"}
    assert all(path.is_relative_to(FOLDER) for path in FILES)
