"""What to ask people about a case: for each open demand the one thing that would settle it.

A question is about a fact the register seldom has (votes, members, statements) or about a judgement
only people make. What belongs into the register is named, so that it is recorded there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from thidua.core.law.facts import FOR_PEOPLE, UNKNOWN, Finding, Verdict
from thidua.core.law.law import Law
from thidua.core.law.model import FROM_MEMORY, Condition


class Asked(StrEnum):
    """What is asked for."""

    VOTES = "votes"  # how many of the council agreed
    ATTEST = "attest"  # a statement to be confirmed
    JUDGE = "judge"  # whether a demand is met, by who may say so
    MEMBERS = "members"  # numbers of the collective or unit
    OPEN_CASES = "open_cases"  # whether a case is open
    DISCIPLINE = "discipline"  # that there is no discipline
    RATING = "rating"  # the rating of the year judged
    FOUNDED = "founded"  # the day of founding
    RECORD = "record"  # a list of the register, named by `topics`


@dataclass(frozen=True, slots=True)
class Question:
    """`id`: the demand it settles. `topics`: what a statement confirms, which counts are asked for,
    or which list of the register is missing."""

    kind: Asked
    id: str
    text: str
    citation: str
    needs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Two demands that ask for the same thing are asked once; judgements are each their own."""
        own = (self.id,) if self.kind in (Asked.ATTEST, Asked.JUDGE) else ()
        return (self.kind, own or self.topics)


# A demand whose facts the register keeps: the list that is missing.
LISTS = {
    "initiative_recognised": "initiatives",
    "tenure_years": "posts",
    "prior_award": "awards",
    "min_interval": "awards",
    "timing_adjacent": "awards",
}
STATEMENTS = frozenset({"attestation", "procedure"})
QUOTA = "awards:*"  # the award judged
MOST_KEPT = 200  # days of editions remembered: a list is judged on few
_KEPT: dict[str, dict[date, Mapping[str, Condition]]] = {}


def questions(verdict: Verdict, law: Law, day: date, award: str) -> list[Question]:
    """In the order of the findings; what is met, or plainly not, asks nothing."""
    known = conditions_on(law, day)
    found: dict[tuple[str, tuple[str, ...]], Question] = {}
    for one in verdict.findings:
        for question in _of_finding(one, known):
            found.setdefault(question.key, _about(question, award))
    return list(found.values())


def _about(question: Question, award: str) -> Question:
    """A quota without a name counts the proposals for the award judged."""
    if question.kind == Asked.MEMBERS and QUOTA in question.topics:
        topics = tuple(f"awards:{award}" if one == QUOTA else one for one in question.topics)
        return replace(question, topics=topics)
    return question


def conditions_on(law: Law, day: date) -> Mapping[str, Condition]:
    """Every condition and general rule of the day by its id."""
    kept = _KEPT.setdefault(law.digest, {})
    if day not in kept:
        if len(_KEPT) * len(kept) > MOST_KEPT:
            kept.clear()
        rows = [row for key in law.awards for row in law.conditions_for(key, day)]
        kept[day] = {row.id: row for row in (*rows, *law.general_on(day))}
    return kept[day]


def types_on(law: Law, day: date) -> dict[str, str]:
    return {id_: row.type for id_, row in conditions_on(law, day).items()}


def _of_finding(finding: Finding, known: Mapping[str, Condition]) -> Iterator[Question]:
    if finding.judged_by_people:
        if finding.id in known:
            yield _question(Asked.JUDGE, finding)
        return
    if finding.state not in (UNKNOWN, FOR_PEOPLE):
        return
    row = known.get(finding.id)
    inner = [
        q for child in finding.children if child.id in known for q in _of_finding(child, known)
    ]
    if inner:
        yield from inner
    elif row is not None:
        yield from _of_demand(finding, row.type, row.params, row.source.status)


def _of_demand(
    finding: Finding, type_: str, params: Mapping[str, Any], status: str = ""
) -> Iterator[Question]:
    if type_ == "composite":
        yield from _of_parts(finding, params)
    if finding.state == UNKNOWN:
        yield from _of_facts(finding, type_, params)
    elif type_ in STATEMENTS and status != FROM_MEMORY:
        yield _question(Asked.ATTEST, finding, _topics(type_, params))
    else:
        yield _question(Asked.JUDGE, finding)


def _of_parts(finding: Finding, params: Mapping[str, Any]) -> Iterator[Question]:
    rows = params.get("all") or params.get("any") or ()
    by_id = {f"{finding.id}.{number}": row for number, row in enumerate(rows, 1)}
    for child in finding.children:
        row = by_id.get(child.id)
        if row is not None and child.state == UNKNOWN:
            yield from _of_demand(child, row["type"], row["params"])


def _of_facts(finding: Finding, type_: str, params: Mapping[str, Any]) -> Iterator[Question]:
    if type_ == "vote_threshold":
        yield _question(Asked.VOTES, finding, params=params)
    elif type_ == "no_open_case":
        yield _question(Asked.OPEN_CASES, finding)
    elif type_ == "no_discipline":
        yield _question(Asked.DISCIPLINE, finding)
    elif type_ == "organisation_age":
        yield _question(Asked.FOUNDED, finding)
    elif type_ == "task_rating":
        yield _question(Asked.RATING, finding)
        if params.get("period") != "award_year":
            yield _question(Asked.RECORD, finding, ("ratings",))
    elif type_ in ("member_ratio", "ratio_cap"):
        yield _question(Asked.MEMBERS, finding, tuple(_counts(params)))
    elif type_ in LISTS:
        yield _question(Asked.RECORD, finding, (LISTS[type_],))
    elif type_ == "rank_first":
        yield _question(Asked.JUDGE, finding)


def _counts(params: Mapping[str, Any]) -> Iterator[str]:
    """Which numbers of the members a share asks for, as "awards:<key>", "ratings:<word>" …"""
    if "of" in params:
        yield f"awards:{params['of']}"
        yield f"awards:{params['counted']}" if params.get("counted") else QUOTA
        return
    yield "total"
    attribute = params.get("attribute")
    if attribute == "award":
        yield from (f"awards:{key}" for key in params["any_of"])
    elif attribute == "task_rating":
        yield f"ratings:{params['min_rating']}"
    elif attribute == "discipline":
        yield f"discipline:{params['min_severity']}"


def _topics(type_: str, params: Mapping[str, Any]) -> tuple[str, ...]:
    told = params["procedure" if type_ == "procedure" else "topics"]
    return (told,) if isinstance(told, str) else tuple(told)


def _question(
    kind: Asked,
    finding: Finding,
    topics: Iterable[str] = (),
    params: Mapping[str, Any] | None = None,
) -> Question:
    return Question(
        kind, finding.id, finding.text, finding.citation, finding.needs, tuple(topics), params or {}
    )
