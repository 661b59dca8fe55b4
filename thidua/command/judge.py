"""`thidua judge`: cases of a YAML file, or long lists, judged against the law data."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from thidua.command import judging_many
from thidua.core.law.cases import CaseError, WrittenCase, rows_of, written_case
from thidua.core.law.facts import Finding, Verdict
from thidua.core.law.judging import judge
from thidua.core.law.law import Law
from thidua.core.law.model import LawError
from thidua.core.law.reading import national_law
from thidua.core.law.serial import verdict_to_json

Judged = tuple[WrittenCase, Verdict]
OUTCOME_NAMES = {
    "eligible": "Đủ điều kiện",
    "ineligible": "Chưa đủ điều kiện",
    "to_judge": "Cần xem xét",
}
STATE_MARKS = {"met": "✓", "not_met": "✗", "unknown": "?", "for_people": "…"}


def run(argv: list[str]) -> int:
    """0; 1 when a case read by a person did not come out as expected; 2 when one is unreadable."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.nominations:
        return judging_many.run_many(arguments)
    if not arguments.cases:
        parser.error("cần tệp tình huống YAML, hoặc --nominations TỆP để xét hàng loạt")
    try:
        law = national_law()
        judged = [_judged(row, law) for path in arguments.cases for row in rows_of(path)]
    except (CaseError, LawError) as error:
        print(error, file=sys.stderr)
        return 2
    unreadable = [one for one in judged if isinstance(one, CaseError)]
    for error in unreadable:
        print(error, file=sys.stderr)
    if arguments.json:
        print(json.dumps([_plain(one) for one in judged], ensure_ascii=False, indent=1))
        return 2 if unreadable else 0
    answers = [one for one in judged if not isinstance(one, CaseError)]
    for written, verdict in answers:
        print(_told(written, verdict, law))
    if unreadable:
        return 2
    return 1 if any(differences(*one) for one in answers) else 0


def _judged(row: Any, law: Law) -> Judged | CaseError:
    """A case that cannot be read does not keep the others from being judged."""
    try:
        written = written_case(row, law)
    except CaseError as error:
        error.name = str(row.get("name", "")) if isinstance(row, Mapping) else ""
        return error
    return written, judge(written.case, law)


def _plain(one: Judged | CaseError) -> dict[str, Any]:
    if isinstance(one, CaseError):
        return {"name": one.name, "outcome": "to_judge", "findings": [], "error": str(one)}
    written, verdict = one
    return verdict_to_json(verdict, written.case.name)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="thidua judge",
        description="Xét các tình huống trong tệp YAML theo dữ liệu pháp luật (docs/phap-luat.md).",
    )
    parser.add_argument("cases", nargs="*", type=Path, metavar="TÌNH_HUỐNG.yaml")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    judging_many.add_arguments(parser)
    return parser


def differences(one: WrittenCase, verdict: Verdict) -> list[str]:
    """Where the verdict is not what the writer of the case expects."""
    found = {finding.id: finding.state for finding in _every(verdict.findings)}
    lines = [
        f"{key}: mong {state}, ra {found.get(key, 'không có')}"
        for key, state in one.findings.items()
        if found.get(key) != state
    ]
    lines += [f"{key}: mong không có, ra {found[key]}" for key in one.absent if key in found]
    if one.outcome and one.outcome != verdict.outcome:
        lines.insert(0, f"kết quả: mong {one.outcome}, ra {verdict.outcome}")
    return lines


def _every(findings: tuple[Finding, ...]) -> list[Finding]:
    """Depth first; where an id comes twice, the outer one stands."""
    outer = list(findings)
    inner = [child for one in findings for child in _every(one.children)]
    return [*inner, *outer]


def _told(one: WrittenCase, verdict: Verdict, law: Law) -> str:
    award = law.awards[one.case.award].name
    lines = [f"{one.case.name}", f"  {award}: {OUTCOME_NAMES[verdict.outcome]}"]
    if verdict.earliest:
        lines[-1] += f" (sớm nhất năm {verdict.earliest})"
    for finding in verdict.findings:
        mark = f" [{finding.mark}]" if finding.mark else ""
        lines.append(f"  {STATE_MARKS[finding.state]} {finding.text} ({finding.citation}){mark}")
        lines += [f"      có: {fact}" for fact in finding.facts]
        lines += [f"      cần: {need}" for need in finding.needs]
    lines += [f"  ! {line}" for line in differences(one, verdict)]
    return "\n".join(lines) + "\n"
