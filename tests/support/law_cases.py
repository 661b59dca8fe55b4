"""Cases of jurists: read once, judged, and told in words when they come out otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from thidua.core.law.cases import WrittenCase, read_cases
from thidua.core.law.facts import Finding, Verdict
from thidua.core.law.judging import judge
from thidua.core.law.law import Law
from thidua.core.law.reading import FOLDER as LAW_FOLDER
from thidua.core.law.reading import national_law

FOLDER = LAW_FOLDER / "cases"
FILES = sorted(FOLDER.rglob("*.yaml"))


@cache
def cases_of(path: Path) -> tuple[WrittenCase, ...]:
    return tuple(read_cases(path, national_law()))


@dataclass(frozen=True)
class Found:
    """A verdict beside what was expected of it."""

    verdict: Verdict
    differences: tuple[str, ...]


def found_by(written: WrittenCase, law: Law | None = None) -> Found:
    verdict = judge(written.case, law or national_law())
    return Found(verdict, tuple(differences(written, verdict)))


def differences(written: WrittenCase, verdict: Verdict) -> Iterator[str]:
    if written.outcome is not None and verdict.outcome != written.outcome:
        yield f"outcome: expected {written.outcome}, found {verdict.outcome}"
    states = states_of(verdict)
    for id_, state in written.findings.items():
        if states.get(id_) != state:
            yield f"{id_}: expected {state}, found {states.get(id_, 'no finding')}"
    for id_ in written.absent:
        if id_ in states:
            yield f"{id_}: expected no finding, found {states[id_]}"


def states_of(verdict: Verdict) -> dict[str, str]:
    states: dict[str, str] = {}
    for finding in flat(verdict.findings):
        states.setdefault(finding.id, finding.state)
    return states


def flat(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        yield from flat(finding.children)


def told(path: Path, written: WrittenCase, wrong: tuple[str, ...]) -> str:
    states = "\n".join(f"      {id_}: {state}" for id_, state in states_of_case(written).items())
    what = "\n".join(f"    {one}" for one in wrong)
    return f"{path.parent.name}/{path.name}: {written.case.name}\n{what}\n    findings:\n{states}"


def states_of_case(written: WrittenCase) -> dict[str, str]:
    return states_of(judge(written.case, national_law()))
