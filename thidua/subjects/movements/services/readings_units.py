"""Printed agencies of one reading, matched to the units and sets of its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from thidua.core.directives.model import Assignment, Purpose, Reading, Recipient
from thidua.core.matching import Choice, Kind, Match, match
from thidua.subjects.movements.selectors.readings import DirectoryOfDay
from thidua.subjects.orgs.selectors import expand_set

Reference = dict[str, Any]
HEADS = "block_heads"


def references(choices: Iterable[Choice]) -> list[Reference]:
    return [choice.reference for choice in choices]


def offers(found: Match) -> list[dict[str, Any]]:
    """The choices of a question, with the reason of each."""
    listed = [*found.choices, *(choice for part in found.parts for choice in part.choices)]
    return [
        {"label": choice.name, "reason": choice.reason, "unit": choice.reference}
        for choice in listed
    ]


class Agencies:
    """Matches each printed name once, and knows whom the assignments charge."""

    def __init__(self, reading: Reading, day: date) -> None:
        self.day = day
        self.of_day = DirectoryOfDay(day)
        self._known: dict[str, Match] = {}
        self.charged = [
            reference for one in reading.assignments for reference in self._named_in(one)
        ]

    def match(self, printed: str) -> Match:
        if printed not in self._known:
            self._known[printed] = match(printed, self.of_day.directory)
        return self._known[printed]

    def _named_in(self, one: Assignment) -> list[Reference]:
        found = [self.match(agency.name) for agency in (*one.agencies, *one.coordinating)]
        return [r for m in found for r in references((*m.chosen, *m.inner))]

    def purpose_of(self, line: Recipient, found: Match) -> Purpose | None:
        """What the line owes, where the document says it; None asks (decisions: Movement)."""
        if line.purpose in (Purpose.REPORT, Purpose.KNOW):
            return line.purpose
        if line.purpose is not None:
            return Purpose.CARRY_OUT
        if line.initials:
            return Purpose.KNOW
        named = references(found.chosen)
        return Purpose.CARRY_OUT if any(one in self.charged for one in named) else None

    def is_heads_of_blocks(self, found: Match) -> bool:
        keys = [choice.set_key for choice in found.chosen if choice.set_key]
        return any(self.of_day.names.sets[key].rule == HEADS for key in keys)

    def heads_of_year(self, found: Match, year: int) -> list[Reference]:
        """The heads of the blocks as they stood at the end of that year."""
        keys = [choice.set_key for choice in found.chosen if choice.set_key]
        last = date(year, 12, 31)
        heads = [org for key in keys for org in expand_set(key, last)]
        return [{"org": org} for org in heads if org in self.of_day.names.tree]

    @staticmethod
    def is_open(found: Match) -> bool:
        return not found.sure and found.kind is not Kind.PARTS
