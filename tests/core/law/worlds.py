"""Random subjects and nominations for the tests of judging many, in the law's own words.

Lives are made near the edges the rules have: chains that end where they should or a year off, years
left out, lists left out, decisions of this year or the next.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from thidua.core.law.facts import (
    Absence,
    AwardHeld,
    Case,
    Discipline,
    Facts,
    Initiative,
    Members,
    Merit,
    PostHeld,
    Rating,
    Subject,
    Votes,
)
from thidua.core.law.law import Law

DAYS = (
    date(2010, 5, 4),
    date(2016, 2, 1),
    date(2019, 12, 1),
    date(2022, 2, 15),
    date(2023, 12, 31),
    date(2024, 1, 15),
    date(2025, 3, 1),
    date(2025, 7, 1),
    date(2026, 3, 1),
    date(2026, 9, 30),
    date(2026, 11, 1),
)
INDIVIDUALS = (
    "individual",
    "civil_servant_employee",
    "civil_servant_employee",
    "worker_farmer_direct",
    "worker",
    "farmer",
    "armed_forces",
    "entrepreneur_intellectual",
)
TYPES = (None, None, None, "regular_merit", "sudden", "movement", "tenure")
RATINGS = ("not_completed", "completed", "good", "excellent", "exceeds_targets")
SCOPES = ("grassroots", "province", "nation")
KINDS = ("initiative", "science_work", "combat_creativity")
POSTS = (
    "director_of_provincial_department",
    "department_director_vu",
    "deputy_chair_provincial_peoples_committee",
    "chair_provincial_peoples_committee",
)


class World:
    """One stream of random lives; the same seed gives the same."""

    def __init__(self, law: Law, seed: int) -> None:
        self.law, self.random = law, Random(seed)
        self.topics = tuple(law.vocabulary.words["topics"])
        self.blocks = tuple(law.vocabulary.words["block_types"])
        self.events = ("rank_first", "rank_first", *law.vocabulary.words["events"])

    def chance(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def one_of(self, rows: Any) -> Any:
        return self.random.choice(rows)

    def listed(self, make: Callable[[], Any], most: int, left_out: int = 8) -> Any:
        """A list, now and then empty, now and then not known at all."""
        if self.chance(left_out):
            return None
        return tuple(make() for _ in range(self.random.randint(0, most)))

    # Facts

    def held(self, near: tuple[str, ...], period: int) -> tuple[AwardHeld, ...] | None:
        if self.chance(9):
            return None
        every = tuple(self.law.awards)
        found = [
            self.award(self.one_of((*near * 4, self.one_of(every))), period)
            for _ in range(self.random.randint(0, 5))
        ]
        for _ in range(self.random.randint(0, 3)):
            found += self.chain(self.one_of(near or every), period)
        self.random.shuffle(found)
        return tuple(found)

    def award(self, key: str, period: int) -> AwardHeld:
        year = period - self.random.randint(-1, 9)
        gap = self.one_of((None, 0, 1, 1))
        decided = None if gap is None else date(year + gap, self.random.randint(1, 12), 9)
        return AwardHeld(key, year, decided, self.one_of(TYPES))

    def chain(self, key: str, period: int) -> list[AwardHeld]:
        last = period - self.one_of((0, 1, 1, 2, 3))
        years = range(last - self.random.randint(0, 6), last + 1)
        return [AwardHeld(key, year) for year in years]

    def rated(self, period: int) -> tuple[Rating, ...] | None:
        if self.chance(9):
            return None
        last, steady = period - self.one_of((0, 0, 1, 2)), self.one_of(RATINGS[2:])
        found = []
        for year in range(last - self.random.randint(-1, 9), last + 1):
            if not self.chance(15):
                other = self.chance(9)
                found.append(Rating(year, self.one_of(RATINGS) if other else steady))
            if self.chance(20):
                found.append(Rating(year, self.one_of(RATINGS)))
        return tuple(found)

    def initiative(self, period: int) -> Initiative:
        return Initiative(
            period - self.one_of((-1, 0, 0, 0, 1, 1, 2, 3, 4, 9)),
            self.one_of(SCOPES),
            self.one_of((*KINDS, "initiative")),
            self.one_of((None, None, None, None, "grassroots_emulation_fighter")),
        )

    def merit(self, period: int) -> Merit:
        if self.chance(3):
            return Merit("rank_first", period, "cluster_block", "province", rewarded_by=None)
        return Merit(
            event=self.one_of(self.events),
            year=self.one_of((None, period, period, period, period - 1)),
            scope=self.one_of((None, "cluster_block", "movement", "province", "nation")),
            organiser=self.one_of((None, "province", "prime_minister", "central_council")),
            movement_years=self.one_of((None, 2, 3, 5)),
            occasion=self.one_of((None, "final_review", "interim_review")),
            selected_among_leaders=self.one_of((None, True, False)),
            rewarded_by=self.one_of((None, None, None, "commendation_letter")),
        )

    def discipline(self, period: int) -> Discipline:
        since = date(period - self.random.randint(-1, 5), self.random.randint(1, 12), 5)
        last = date(since.year + self.random.randint(0, 2), 12, 20)
        return Discipline(
            self.one_of(("khien_trach", "canh_cao")), since, None if self.chance(4) else last
        )

    def absence(self, period: int) -> Absence:
        year = period - self.random.randint(0, 4)
        kind = self.one_of(("maternity_leave", "maternity_leave", "study"))
        return Absence(kind, date(year, 9, 1), date(year + self.random.randint(0, 1), 12, 1))

    def post(self, period: int) -> PostHeld:
        since = date(period - self.random.randint(2, 18), self.random.randint(1, 12), 1)
        last = date(since.year + self.random.randint(1, 15), 3, 31)
        return PostHeld(self.one_of(POSTS), since, None if self.chance(2) else last)

    def rarely(self, make: Callable[[], Any], one_in: int = 8) -> Any:
        if self.chance(one_in):
            return tuple(make() for _ in range(self.random.randint(1, 2)))
        return None if self.chance(8) else ()

    def members(self) -> Members | None:
        if self.chance(3):
            return None

        def counts(*keys: str) -> dict[str, int] | None:
            if self.chance(7):
                return None
            return {key: self.random.randint(0, 10) for key in keys if not self.chance(5)}

        return Members(
            self.one_of((None, 0, 7, 9, 10, 10, 20)),
            counts("advanced_worker", "advanced_soldier", "grassroots_emulation_fighter",
                   "provincial_emulation_flag", "government_emulation_flag"),
            counts("not_completed", "completed", "good", "excellent"),
            counts("khien_trach", "canh_cao"),
        )  # fmt: skip

    def career(self, near: tuple[str, ...], period: int) -> dict[str, Any]:
        """A long steady life, whole but for one year now and then: what long routes ask for."""
        first, steady = period - self.random.randint(7, 14), self.one_of(("good", "excellent"))
        kept = [year for year in range(first, period + 1) if not self.chance(20)]
        titles = ("grassroots_emulation_fighter", "provincial_emulation_fighter")
        held = [AwardHeld(key, first + self.random.randint(0, 4)) for key in near]
        held += [AwardHeld(self.one_of(titles), year) for year in kept if not self.chance(2)]
        return {
            "awards": tuple(held),
            "ratings": tuple(
                Rating(year, "excellent" if self.chance(3) else steady) for year in kept
            ),
        }

    # Cases

    def case(self, award: str, day: date) -> Case:
        period = day.year - self.one_of((0, 1, 1, 1, 2))
        kinds = [one for one in VARIANTS if one in self.law.awards[award].subjects]
        kind = self.one_of((*kinds * 4, "individual", "collective"))
        near = named_in(self.law, award, day)
        subject = Subject(
            kind,
            self.one_of(VARIANTS[kind]),
            self.one_of((None, "female", "male")),
            self.rarely(lambda: self.post(period), 4),
            self.one_of((None, date(day.year - 10, day.month, day.day), date(day.year - 9, 1, 1))),
            self.chance(12),
        )
        facts = Facts(
            awards=self.held(near, period),
            ratings=self.rated(period),
            initiatives=self.listed(lambda: self.initiative(period), 6),
            discipline=self.rarely(lambda: self.discipline(period)),
            absences=self.rarely(lambda: self.absence(period)),
            open_cases=self.rarely(lambda: self.one_of(self.blocks)),
            merit=self.listed(lambda: self.merit(period), 2, 3),
            attestations=self.attested(),
            votes=self.one_of((None, Votes(9, 10), Votes(8, 10), Votes(7, 9), Votes(10, 10))),
            members=self.members(),
        )
        if self.chance(3):
            facts = replace(facts, **self.career(near, period))
        decided = self.one_of((None, None, None, date(2026, 11, 20), date(2024, 1, 9)))
        decided = None if decided is not None and decided < day else decided
        return Case("", day, award, subject, period, facts, self.judged(award, day), decided)

    def attested(self) -> tuple[str, ...] | None:
        if self.chance(5):
            return None
        if self.chance(3):
            return tuple(self.random.sample(self.topics, self.random.randint(0, 6)))
        return self.topics

    def judged(self, award: str, day: date) -> dict[str, str]:
        """What people said of merit, so that facts decide; and now and then of anything."""
        rows = [*self.law.conditions_for(award, day), *self.law.general_on(day)]
        told = {}
        for row in rows:
            if (row.type == "merit" and self.chance(2)) or self.chance(25):
                told[row.id] = self.one_of(("met", "met", "not_met"))
        return told


VARIANTS = {
    "individual": INDIVIDUALS,
    "collective": ("collective",),
    "enterprise": ("enterprise",),
    "household": ("household",),
    "foreign_individual": ("foreign_individual",),
}


def named_in(law: Law, award: str, day: date) -> tuple[str, ...]:
    """Awards that the award's own conditions ask for, and itself."""
    found = {award}

    def look(params: Any) -> None:
        if isinstance(params, str) and params in law.awards:
            found.add(params)
        elif isinstance(params, dict) or hasattr(params, "values"):
            for value in params.values():
                look(value)
        elif isinstance(params, list | tuple):
            for value in params:
                look(value)

    for row in law.conditions_for(award, day):
        look(row.params)
    return tuple(sorted(found))
