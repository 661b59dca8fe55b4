"""The ladder of titles in a unit: people by years, chains near completion, long service due.

All facts of a unit come in two statements; what a person could be proposed for is judged only when
that row is looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from thidua.base.access import Actor
from thidua.core.law.asking import types_on
from thidua.core.law.facts import MET, NOT_MET, Finding
from thidua.core.law.facts import Facts as LawFacts
from thidua.core.law.law import Law
from thidua.core.law.model import Award, Condition
from thidua.core.law.nearness import READY, STEPS
from thidua.core.text import fold
from thidua.subjects.eligibility.selectors.judging import (
    Known,
    awards_for,
    case_of,
    judge,
    known_many,
)
from thidua.subjects.eligibility.selectors.prospects import Prospect, prospects_among
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.register.enums import PERSONS
from thidua.subjects.register.models import HeldPost, Holder
from thidua.subjects.register.selectors.scope import visible_to

YEARS = 6
STRETCH = 100  # people whose facts are fetched at once
NEAR_NOW = frozenset({READY, STEPS})
BASIC = frozenset({"advanced_worker", "advanced_soldier"})  # the yearly title all others build on


@dataclass(frozen=True, slots=True)
class Year:
    """One year of one person: how rated, what awarded."""

    year: int
    rating: str
    awards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Years in a row of one title up to the newest year with it, and what they lead to."""

    award: str
    length: int
    last: int
    wanted: int
    leads_to: str

    @property
    def lacks(self) -> int:
        return max(0, self.wanted - self.length)


@dataclass(frozen=True, slots=True)
class Step:
    """That so many years in a row of one title are the way to another."""

    award: str
    wanted: int
    leads_to: str


@dataclass(frozen=True)
class Ladder:
    """What rows are judged with: the law of the day and the awards that one climbs."""

    law: Law
    day: date
    period: int
    awards: tuple[Award, ...]
    steps: tuple[Step, ...]
    tenure: tuple[tuple[str, str], ...]  # (award, id of its condition on time in posts)

    @cached_property
    def types(self) -> dict[str, str]:
        return types_on(self.law, self.day)


@dataclass(frozen=True)
class Facts:
    """What is known of the people of a list, fetched by stretches of it as rows are looked at."""

    ids: tuple[int, ...]
    day: date
    found: dict[int, Known] = field(default_factory=dict)

    def of(self, place: int) -> Known:
        if self.ids[place] not in self.found:
            start = place - place % STRETCH
            self.found.update(known_many(self.ids[start : start + STRETCH], self.day))
        return self.found[self.ids[place]]


@dataclass(frozen=True)
class Row:
    """One person. What is known is fetched, and what needs judging judged, when it is asked for."""

    holder: Holder
    unit: str
    post: str
    place: int
    facts: Facts
    ladder: Ladder

    @cached_property
    def known(self) -> Known:
        return self.facts.of(self.place)

    @cached_property
    def years(self) -> tuple[Year, ...]:
        return years_of(self.known.facts, self.ladder.period)

    @cached_property
    def prospects(self) -> list[Prospect]:
        one = self.ladder
        fitting = [
            a
            for a in one.awards
            if {self.known.subject.kind, self.known.subject.variant} & a.subjects
        ]
        return prospects_among(self.known, fitting, one.law, one.day, one.period)

    @property
    def now(self) -> list[Prospect]:
        """Could be proposed for the year judged; what the yearly title leads to comes first."""
        found = [p for p in self.prospects if p.distance.kind in NEAR_NOW and not self._has(p)]
        return sorted(found, key=lambda p: (p.award.key in BASIC, p.order))

    @property
    def next_year(self) -> list[Prospect]:
        after = self.ladder.period + 1
        return [p for p in self.prospects if p.earliest == after]

    def _has(self, prospect: Prospect) -> bool:
        return self.ladder.period in prospect.held

    @cached_property
    def chains(self) -> list[Chain]:
        """One year or more short of what the law asks, still running; the nearest first."""
        found = [chain for step in self.ladder.steps if (chain := self._chain(step)) is not None]
        return sorted(found, key=lambda chain: (chain.lacks, -chain.wanted, chain.leads_to))

    def _chain(self, step: Step) -> Chain | None:
        held = {row.year for row in self.known.facts.awards or () if row.award == step.award}
        last = max((year for year in held if year <= self.ladder.period), default=0)
        if last < self.ladder.period - 1:
            return None
        length = 0
        while last - length in held:
            length += 1
        return Chain(step.award, length, last, step.wanted, step.leads_to)

    @property
    def is_near_chain(self) -> bool:
        """One more year, or whole already and not yet used."""
        return any(chain.wanted > 1 and chain.lacks <= 1 for chain in self.chains)

    @cached_property
    def service(self) -> list[tuple[str, Finding]]:
        """Time in posts that is reached, or soon: (award, its finding)."""
        if not self.known.subject.posts:
            return []
        return [
            (award, found)
            for award, id_ in self.ladder.tenure
            if (found := self._tenure(award, id_))
        ]

    def _tenure(self, award: str, id_: str) -> Finding | None:
        one = self.ladder
        if any(row.award == award for row in self.known.facts.awards or ()):
            return None
        verdict = judge(case_of(self.known, award, one.day, one.period), one.law)
        found = next((row for row in verdict.findings if row.id == id_), None)
        if found is None or found.state not in (MET, NOT_MET):
            return None
        soon = found.earliest is not None and found.earliest <= one.period + 2
        return found if found.state == MET or soon else None


def ladder_of(law: Law, day: date, period: int) -> Ladder:
    """Titles of persons, and forms that build on titles in a row or on time in posts."""
    awards = awards_for(law, "individual", "civil_servant_employee", day)
    steps, tenure, climbing = [], [], []
    for award in awards:
        rows = law.conditions_for(award.key, day)
        own = [
            Step(key, int(row.params["min_count"]), award.key)
            for row in rows
            if row.type == "prior_award"
            and row.params.get("consecutive")
            and row.params.get("min_count")
            for key in row.params["any_of"] or ()
        ]
        steps += own
        posts = [
            (award.key, row.id)
            for row in rows
            if row.type == "tenure_years" and row.params.get("any_of")
        ]
        tenure += posts
        if award.kind == "title" or own or posts or _counts_years(rows):
            climbing.append(award)
    return Ladder(law, day, period, tuple(climbing), tuple(steps), tuple(tenure))


def _counts_years(rows: Sequence[Condition]) -> bool:
    """Whether ratings in a row lead to it: alone or as a part of a demand."""
    parts = [part for row in rows for part in row.params.get("all") or ()]
    demands = [
        *((row.type, row.params) for row in rows),
        *((p["type"], p["params"]) for p in parts),
    ]
    return any(type_ == "task_rating" and params.get("consecutive") for type_, params in demands)


def people_of(actor: Actor, unit_ids: Iterable[int] | None, words: str = "") -> list[Holder]:
    """Persons of these units the actor may see, by their names; None: of all his units.

    `words`: only those whose name holds each of them, accents or none.
    """
    rows = visible_to(actor).filter(kind__in=PERSONS)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=list(unit_ids))
    for word in fold(words).split():
        rows = rows.filter(name_key__contains=word)
    return list(rows.order_by("sort_key", "pk"))


def rows_of(holders: Sequence[Holder], ladder: Ladder) -> list[Row]:
    """Two statements now, two more for each stretch of people that is looked at."""
    day = ladder.day
    units = names_on({one.unit_id for one in holders if one.unit_id}, day)
    posts = posts_on([one.pk for one in holders], day)
    facts = Facts(tuple(one.pk for one in holders), day)
    return [
        Row(one, units.get(one.unit_id or 0, ""), posts.get(one.pk, ""), place, facts, ladder)
        for place, one in enumerate(holders)
    ]


def posts_on(holder_ids: Sequence[int], day: date) -> dict[int, str]:
    rows = HeldPost.objects.filter(
        holder_id__in=holder_ids, valid_from__lte=day, valid_until__gt=day
    )
    return dict(rows.order_by("valid_from", "pk").values_list("holder_id", "title"))


def years_of(facts: LawFacts, period: int) -> tuple[Year, ...]:
    ratings = {row.year: row.rating for row in facts.ratings or ()}
    awards: Mapping[int, list[str]] = defaultdict(list)
    for row in facts.awards or ():
        awards[row.year].append(row.award)
    return tuple(
        Year(year, ratings.get(year, ""), tuple(awards.get(year, ())))
        for year in range(period - YEARS + 1, period + 1)
    )
