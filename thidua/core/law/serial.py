"""Verdicts and cases as plain values for JSON, and back; what is printed is what is kept.

A verdict is a flat list of findings, depth first; `parent` names the finding a part belongs to.
A case has the shape jurists write (docs/phap-luat.md): what is not known is left out.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from thidua.core.law.facts import (
    Absence,
    AwardHeld,
    Case,
    Discipline,
    Facts,
    Finding,
    Group,
    Initiative,
    Members,
    Merit,
    PostHeld,
    Rating,
    Subject,
    Verdict,
    Votes,
)

T = TypeVar("T")
Plain = dict[str, Any]


# Verdicts


def verdict_to_json(verdict: Verdict, name: str = "") -> Plain:
    """As `thidua judge --json` prints it: name (if any), outcome, findings, and what sums it up."""
    named: Plain = {"name": name} if name else {}
    return named | {
        "outcome": verdict.outcome,
        "findings": [row for one in verdict.findings for row in _finding_rows(one, None)],
        "groups": [_group_to_json(group) for group in verdict.groups],
        "reasons": list(verdict.reasons),
        "earliest": verdict.earliest,
        "conditions_to_meet": list(verdict.conditions_to_meet),
        "edition": verdict.edition,
        "regime": verdict.regime,
    }


def verdict_from_json(data: Mapping[str, Any]) -> Verdict:
    return Verdict(
        outcome=data["outcome"],
        findings=_findings_from(data["findings"]),
        groups=tuple(_group_from_json(group) for group in data.get("groups", ())),
        reasons=tuple(data.get("reasons", ())),
        earliest=data.get("earliest"),
        conditions_to_meet=tuple(data.get("conditions_to_meet", ())),
        edition=data.get("edition", ""),
        regime=data.get("regime", ""),
    )


def _finding_rows(finding: Finding, parent: str | None) -> Iterator[Plain]:
    yield {
        "id": finding.id,
        "state": finding.state,
        "text": finding.text,
        "citation": finding.citation,
        "facts": list(finding.facts),
        "needs": list(finding.needs),
        "earliest": finding.earliest,
        "values": list(finding.values),
        "source_status": finding.source_status,
        "mark": finding.mark,
        "note": finding.note,
        "group": finding.group,
        "route": finding.route,
        "judged_by_people": finding.judged_by_people,
        "parent": parent,
    }
    for child in finding.children:
        yield from _finding_rows(child, finding.id)


def _findings_from(rows: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    found, at = [], 0
    while at < len(rows):
        finding, at = _finding_at(rows, at)
        found.append(finding)
    return tuple(found)


def _finding_at(rows: Sequence[Mapping[str, Any]], at: int) -> tuple[Finding, int]:
    """The finding that starts here with all its parts, and where the next one starts."""
    row, at = rows[at], at + 1
    children = []
    while at < len(rows) and rows[at].get("parent") == row["id"]:
        child, at = _finding_at(rows, at)
        children.append(child)
    return _finding(row, tuple(children)), at


def _finding(row: Mapping[str, Any], children: tuple[Finding, ...]) -> Finding:
    return Finding(
        id=row["id"],
        state=row["state"],
        text=row["text"],
        citation=row["citation"],
        facts=tuple(row.get("facts", ())),
        needs=tuple(row.get("needs", ())),
        earliest=row.get("earliest"),
        values=tuple(row.get("values", ())),
        source_status=row.get("source_status", "verified"),
        mark=row.get("mark", ""),
        note=row.get("note", ""),
        group=row.get("group", ""),
        route=row.get("route", ""),
        children=children,
        judged_by_people=row.get("judged_by_people", False),
    )


def _group_to_json(group: Group) -> Plain:
    return {
        "key": group.key,
        "state": group.state,
        "routes": [
            {"route": route, "findings": list(ids), "state": group.states[route]}
            for route, ids in group.routes.items()
        ],
    }


def _group_from_json(data: Mapping[str, Any]) -> Group:
    routes = data["routes"]
    return Group(
        key=data["key"],
        routes={row["route"]: tuple(row["findings"]) for row in routes},
        states={row["route"]: row["state"] for row in routes},
        state=data["state"],
    )


# Cases

# Keys of a case in which a fact is written under another name than its field.
RENAMED = {"since": "from", "until": "to"}
LISTS: dict[str, type[Any]] = {
    "awards": AwardHeld,
    "ratings": Rating,
    "initiatives": Initiative,
    "discipline": Discipline,
    "absences": Absence,
    "merit": Merit,
}
WORDS = ("open_cases", "attestations")


def case_to_json(case: Case) -> Plain:
    written: Plain = {
        "name": case.name,
        "day": case.day.isoformat(),
        "award": case.award,
        "subject": subject_to_json(case.subject),
        "period": case.period,
        "facts": facts_to_json(case.facts),
    }
    if case.judgements:
        written["judgements"] = dict(case.judgements)
    if case.decided is not None:
        written["decided"] = case.decided.isoformat()
    return written


def case_from_json(data: Mapping[str, Any]) -> Case:
    return Case(
        name=data.get("name", ""),
        day=_day(data["day"]),
        award=data["award"],
        subject=subject_from_json(data["subject"]),
        period=int(data["period"]),
        facts=facts_from_json(data.get("facts", {})),
        judgements=dict(data.get("judgements", {})),
        decided=_day(data["decided"]) if data.get("decided") else None,
    )


def subject_to_json(subject: Subject) -> Plain:
    written = _told(subject, ("kind", "variant", "gender", "founded"))
    if subject.posts is not None:
        written["posts"] = [_told(post) for post in subject.posts]
    if subject.higher_retirement_age:
        written["higher_retirement_age"] = True
    return written


def subject_from_json(data: Mapping[str, Any]) -> Subject:
    posts = data.get("posts")
    return Subject(
        kind=data["kind"],
        variant=data["variant"],
        gender=data.get("gender"),
        posts=None if posts is None else tuple(_made(PostHeld, row) for row in posts),
        founded=_day(data["founded"]) if data.get("founded") else None,
        higher_retirement_age=bool(data.get("higher_retirement_age", False)),
    )


def facts_to_json(facts: Facts) -> Plain:
    written: Plain = {}
    for name in LISTS:
        rows = getattr(facts, name)
        if rows is not None:
            written[name] = [_told(row) for row in rows]
    for name in WORDS:
        words = getattr(facts, name)
        if words is not None:
            written[name] = list(words)
    for name in ("votes", "members"):
        whole = getattr(facts, name)
        if whole is not None:
            written[name] = _told(whole)
    return written


def facts_from_json(data: Mapping[str, Any]) -> Facts:
    lists = {
        name: tuple(_made(kind, row) for row in data[name])
        for name, kind in LISTS.items()
        if data.get(name) is not None
    }
    words = {name: tuple(data[name]) for name in WORDS if data.get(name) is not None}
    votes, members = data.get("votes"), data.get("members")
    return Facts(
        **lists,
        **words,
        votes=None if votes is None else _made(Votes, votes),
        members=None if members is None else _made(Members, members),
    )


def digest_of(facts: Facts, subject: Subject) -> str:
    """One word for what was known: it changes when a fact does, whatever order they stand in."""
    told = facts_to_json(facts)
    for name, rows in told.items():
        if isinstance(rows, list):
            told[name] = sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
    text = json.dumps([told, subject_to_json(subject)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _told(value: Any, names: Sequence[str] = ()) -> Plain:
    """What is known of a small fact: fields that say nothing are left out."""
    asked = names or [one.name for one in fields(value)]
    written = {}
    for name in asked:
        known = getattr(value, name)
        if known is None or known == "":
            continue
        key = RENAMED.get(name, name)
        written[key] = known.isoformat() if isinstance(known, date) else _plain(known)
    return written


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _made(kind: type[T], row: Mapping[str, Any]) -> T:
    back = {written: name for name, written in RENAMED.items()}
    values = {back.get(key, key): value for key, value in row.items()}
    for name in ("since", "until", "decided"):
        if values.get(name):
            values[name] = _day(values[name])
    return kind(**values)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
