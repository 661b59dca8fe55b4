"""Well-formed cases of every award, day, subject and fact the law has words for, drawn at random."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from thidua.core.law.facts import (
    MET,
    NOT_MET,
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
from thidua.core.law.reading import national_law

LAW = national_law()
WORDS = LAW.vocabulary.words
DAYS = (
    date(1998, 5, 1), date(2010, 6, 15), date(2014, 6, 1), date(2016, 3, 1), date(2017, 11, 1),
    date(2022, 2, 15), date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 29), date(2025, 6, 30),
    date(2025, 7, 1), date(2025, 12, 20), date(2026, 2, 1), date(2026, 9, 30), date(2026, 11, 22),
)  # fmt: skip
VARIANTS = {
    "individual": (
        "individual", "civil_servant_employee", "worker_farmer_direct", "worker", "farmer",
        "entrepreneur_intellectual", "armed_forces",
    ),
    "entrepreneur": ("entrepreneur_intellectual",),
}  # fmt: skip
AWARDS = tuple(LAW.awards)
USEFUL = (
    "advanced_worker", "advanced_soldier", "grassroots_emulation_fighter",
    "provincial_emulation_fighter", "ministry_emulation_fighter", "excellent_labor_collective",
    "provincial_emulation_flag", "government_emulation_flag", "commendation_letter",
    "provincial_merit_certificate", "pm_merit_certificate", "labor_order_third",
    "labor_order_second",
)  # fmt: skip
RATINGS = (
    "not_completed",
    "completed",
    "good",
    "good",
    "excellent",
    "excellent",
    "exceeds_targets",
)


def words(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(WORDS[kind]))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[Any]:
    """Not known, none, or some."""
    return st.none() | st.lists(strategy, max_size=most).map(tuple)


def years(period: int) -> st.SearchStrategy[int]:
    return st.integers(period - 8, period)


@st.composite
def spans(draw: st.DrawFn, near: int) -> tuple[date, date]:
    first = draw(st.dates(date(near - 16, 1, 1), date(near, 12, 31)))
    return first, first + timedelta(days=draw(st.integers(0, 4000)))


def awards_held(period: int) -> st.SearchStrategy[AwardHeld]:
    decided = maybe(st.dates(date(period - 8, 1, 1), date(period + 1, 12, 31)))
    types = st.none() | words("commendation_types")
    key = st.sampled_from(USEFUL) | st.sampled_from(AWARDS)
    return st.builds(AwardHeld, key, years(period), decided, types)


@st.composite
def disciplines(draw: st.DrawFn, period: int) -> Discipline:
    first, last = draw(spans(period))
    return Discipline(draw(words("severities")), first, draw(st.none() | st.just(last)))


@st.composite
def absences(draw: st.DrawFn, period: int) -> Absence:
    return Absence(draw(words("absence_kinds")), *draw(spans(period)))


@st.composite
def posts(draw: st.DrawFn, period: int) -> PostHeld:
    first, last = draw(spans(period))
    return PostHeld(draw(words("positions")), first, draw(st.none() | st.just(last)))


def initiatives(period: int) -> st.SearchStrategy[Initiative]:
    used = st.none() | st.none() | st.sampled_from(AWARDS)
    return st.builds(Initiative, years(period), words("scopes"), words("initiative_kinds"), used)


def merits(period: int) -> st.SearchStrategy[Merit]:
    return st.builds(
        Merit,
        words("events"),
        maybe(years(period)),
        maybe(words("scopes")),
        maybe(words("organisers")),
        maybe(st.integers(1, 7)),
        maybe(words("occasions")),
        maybe(st.booleans()),
        st.none() | st.none() | st.sampled_from(AWARDS),
    )


@st.composite
def votes(draw: st.DrawFn) -> Votes:
    members = draw(st.integers(1, 31))
    return Votes(draw(st.integers(0, members)), members)


def members() -> st.SearchStrategy[Members]:
    count = st.integers(0, 40)
    return st.builds(
        Members,
        maybe(st.integers(1, 40)),
        maybe(st.dictionaries(st.sampled_from(USEFUL), count, max_size=4)),
        maybe(st.dictionaries(words("ratings"), count, max_size=4)),
        maybe(st.dictionaries(words("severities"), count, max_size=2)),
    )


@st.composite
def facts(draw: st.DrawFn, period: int) -> Facts:
    rating = st.builds(Rating, years(period), st.sampled_from(RATINGS))
    return Facts(
        awards=draw(some(awards_held(period), 10)),
        ratings=draw(some(rating, 9)),
        initiatives=draw(some(initiatives(period), 5)),
        discipline=draw(some(disciplines(period), 2)),
        absences=draw(some(absences(period), 2)),
        open_cases=draw(some(words("block_types"), 1)),
        attestations=draw(some(words("topics"), 12)),
        merit=draw(some(merits(period), 3)),
        votes=draw(maybe(votes())),
        members=draw(maybe(members())),
    )


@st.composite
def subjects(draw: st.DrawFn, award: str, period: int) -> Subject:
    kinds = sorted(LAW.awards[award].subjects)
    kind = draw(st.sampled_from(kinds) | words("subject_kinds"))
    return Subject(
        kind=kind,
        variant=draw(st.sampled_from(VARIANTS.get(kind, (kind,)))),
        gender=draw(st.sampled_from((None, "female", "male"))),
        posts=draw(some(posts(period), 4)),
        founded=draw(maybe(st.dates(date(1950, 1, 1), date(period, 1, 1)))),
        higher_retirement_age=draw(st.booleans()),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    award = draw(st.sampled_from(USEFUL) | st.sampled_from(AWARDS))
    day = draw(st.sampled_from(DAYS))
    period = day.year - draw(st.integers(0, 2))
    ids = sorted({row.id for row in LAW.conditions_for(award, day)})
    judged = st.dictionaries(st.sampled_from(ids), st.sampled_from((MET, NOT_MET)), max_size=2)
    return Case(
        name="thử",
        day=day,
        award=award,
        subject=draw(subjects(award, period)),
        period=period,
        facts=draw(facts(period)),
        judgements=draw(judged) if ids else {},
        decided=draw(maybe(st.dates(day, day + timedelta(days=400)))),
    )
