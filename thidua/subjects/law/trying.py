"""What a row would change: the jurists' cases judged before and after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from thidua.core.law.cases import CaseError, WrittenCase, read_cases
from thidua.core.law.facts import Case, Finding, Verdict
from thidua.core.law.judging import judge
from thidua.core.law.law import Law
from thidua.core.law.model import LawError
from thidua.core.law.reading import FOLDER, national_law
from thidua.subjects.law.enums import RowKind
from thidua.subjects.law.rows import RowValues, as_mapping
from thidua.subjects.law.selectors import law_in_force, law_with

CASES = FOLDER / "cases"
JUDGED_KINDS = (RowKind.CONDITION, RowKind.SETTING, RowKind.REGIME, RowKind.BOUNDARY)


@dataclass(frozen=True, slots=True)
class MovedFinding:
    id: str
    text: str
    before: str  # empty where the condition was not
    after: str  # empty where it is no more


@dataclass(frozen=True, slots=True)
class MovedCase:
    """A written case that comes out otherwise under the changed law."""

    name: str
    case: Case
    before: Verdict
    after: Verdict
    findings: tuple[MovedFinding, ...]

    @property
    def outcome_moved(self) -> bool:
        return self.before.outcome != self.after.outcome


@dataclass(frozen=True, slots=True)
class Tried:
    """How many cases were judged, and those that came out otherwise."""

    asked: int
    moved: tuple[MovedCase, ...]
    problem: str = ""


def try_row(values: RowValues) -> Tried:
    """The row over the law in force; a row that the reader refuses says why instead."""
    try:
        changed = law_with([as_mapping(values)])
    except LawError as error:
        return Tried(0, (), str(error))
    if values.kind not in JUDGED_KINDS:
        return Tried(0, ())
    return try_law(law_in_force(), changed, values.award)


def try_law(before: Law, after: Law, award: str = "") -> Tried:
    """Cases of the award, or of all where the change reaches every one."""
    cases = [one.case for one in written_cases() if not award or one.case.award == award]
    moved = (_moved(case, judge(case, before), judge(case, after)) for case in cases)
    return Tried(len(cases), tuple(one for one in moved if one is not None))


@lru_cache(maxsize=1)
def written_cases() -> tuple[WrittenCase, ...]:
    """The cases that come with the system. A file that cannot be read is its own test's affair."""
    found: list[WrittenCase] = []
    for path in sorted(CASES.rglob("*.yaml")):
        try:
            found += read_cases(path, national_law())
        except CaseError:
            continue
    return tuple(found)


def _moved(case: Case, before: Verdict, after: Verdict) -> MovedCase | None:
    findings = moved_findings(before, after)
    if before.outcome == after.outcome and not findings:
        return None
    return MovedCase(case.name, case, before, after, findings)


def moved_findings(before: Verdict, after: Verdict) -> tuple[MovedFinding, ...]:
    old, new = _by_id(before.findings), _by_id(after.findings)
    return tuple(
        MovedFinding(id_, (new.get(id_) or old[id_]).text, _state(old, id_), _state(new, id_))
        for id_ in {**new, **old}
        if _state(old, id_) != _state(new, id_)
    )


def _by_id(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {one.id: one for one in findings}


def _state(findings: Mapping[str, Any], id_: str) -> str:
    return findings[id_].state if id_ in findings else ""
