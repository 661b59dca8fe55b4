"""What somebody knows of a case beside the register: added to the facts for this judgement only.

In the shape of a case: facts, judgements, and the day of founding. What stands is never taken away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.core.law.facts import Case, Facts, Members, Subject
from thidua.core.law.serial import LISTS, WORDS, facts_from_json, facts_to_json

JOINED = (*LISTS, *WORDS)
NOTHING_KNOWN = Facts()


@dataclass(frozen=True, slots=True)
class Added:
    """`facts` join those of the register; a list given empty says that there is none."""

    facts: Facts = NOTHING_KNOWN
    judgements: Mapping[str, str] | None = None
    founded: date | None = None
    basis: str = ""  # what these answers rest on, in the asker's words

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Added":
        founded = data.get("founded")
        return cls(
            facts=facts_from_json(data.get("facts", {})),
            judgements=dict(data.get("judgements", {})),
            founded=date.fromisoformat(founded) if founded else None,
            basis=data.get("basis", ""),
        )

    def to_json(self) -> dict[str, Any]:
        written: dict[str, Any] = {}
        if facts := facts_to_json(self.facts):
            written["facts"] = facts
        if self.judgements:
            written["judgements"] = dict(self.judgements)
        if self.founded is not None:
            written["founded"] = self.founded.isoformat()
        if self.basis:
            written["basis"] = self.basis
        return written


def with_added(case: Case, added: Added) -> Case:
    """The case with what was added; its own judgements give way to those added."""
    return replace(
        case,
        facts=join_facts(case.facts, added.facts),
        subject=_founded(case.subject, added.founded),
        judgements={**case.judgements, **(added.judgements or {})},
    )


def join_facts(known: Facts, more: Facts) -> Facts:
    lists = {name: _joined(getattr(known, name), getattr(more, name)) for name in JOINED}
    return replace(
        known,
        **lists,
        votes=more.votes or known.votes,
        members=_members(known.members, more.members),
    )


def _joined(known: tuple[Any, ...] | None, more: tuple[Any, ...] | None) -> Any:
    if known is None or more is None:
        return more if known is None else known
    return known + tuple(one for one in more if one not in known)


def _members(known: Members | None, more: Members | None) -> Members | None:
    if known is None or more is None:
        return more or known
    return Members(
        total=more.total if more.total is not None else known.total,
        awards=_counts(known.awards, more.awards),
        ratings=_counts(known.ratings, more.ratings),
        discipline=_counts(known.discipline, more.discipline),
    )


def _counts(
    known: Mapping[str, int] | None, more: Mapping[str, int] | None
) -> Mapping[str, int] | None:
    if known is None or more is None:
        return more if known is None else known
    return {**known, **more}


def _founded(subject: Subject, founded: date | None) -> Subject:
    return subject if founded is None else replace(subject, founded=founded)
