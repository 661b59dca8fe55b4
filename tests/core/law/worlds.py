"""Random subjects for the tests of judging many: all that may be known, in the law's words."""

from datetime import date

from hypothesis import strategies as st

from thidua.core.law.facts import (
    Absence,
    AwardHeld,
    Discipline,
    Facts,
    Initiative,
    Merit,
    PostHeld,
    Rating,
)

AWARDS = (
    "advanced_worker",
    "grassroots_emulation_fighter",
    "provincial_emulation_fighter",
    "ministry_emulation_fighter",
    "provincial_merit_certificate",
    "pm_merit_certificate",
    "labor_order_third",
    "labor_order_second",
    "excellent_labor_collective",
    "provincial_emulation_flag",
    "government_emulation_flag",
    "commendation_letter",
)
TYPES = (None, None, "regular_merit", "sudden", "movement", "tenure")
RATINGS = ("not_completed", "completed", "good", "excellent", "exceeds_targets")
SCOPES = ("grassroots", "province", "nation")
KINDS = ("initiative", "science_work", "combat_creativity")
BLOCKS = ("discipline_review", "investigation", "complaint_denunciation")
FAULTS = ("khien_trach", "canh_cao")


def years(last: int = 2026) -> st.SearchStrategy[int]:
    return st.one_of(
        st.integers(last - 9, last), st.integers(last - 9, last), st.integers(last - 22, last)
    )


def days(first: int = 2008, last: int = 2026) -> st.SearchStrategy[date]:
    return st.dates(date(first, 1, 1), date(last, 12, 31))


@st.composite
def awards(draw: st.DrawFn) -> AwardHeld:
    year = draw(years())
    decided = draw(st.sampled_from([None, 0, 1]))
    day = None if decided is None else date(year + decided, draw(st.integers(1, 12)), 9)
    return AwardHeld(draw(st.sampled_from(AWARDS)), year, day, draw(st.sampled_from(TYPES)))


@st.composite
def chains(draw: st.DrawFn) -> tuple[AwardHeld, ...]:
    """The same title for years in a row, as lives have it."""
    award, length = draw(st.sampled_from(AWARDS)), draw(st.integers(2, 6))
    last = draw(st.integers(2015, 2026))
    return tuple(AwardHeld(award, year) for year in range(last - length + 1, last + 1))


@st.composite
def rated(draw: st.DrawFn) -> tuple[Rating, ...]:
    length, last = draw(st.integers(0, 9)), draw(st.integers(2018, 2026))
    steady = draw(st.sampled_from(RATINGS))
    found = [
        Rating(year, draw(st.sampled_from((steady, steady, steady, *RATINGS))))
        for year in range(last - length, last)
        if draw(st.integers(0, 9))
    ]
    return tuple(found)


initiatives = st.builds(
    Initiative,
    year=years(),
    scope=st.sampled_from(SCOPES),
    kind=st.sampled_from(KINDS),
    used_for=st.sampled_from([None, None, None, "grassroots_emulation_fighter"]),
)


@st.composite
def disciplines(draw: st.DrawFn) -> Discipline:
    since = draw(days(2012))
    until = draw(st.sampled_from([None, 1, 1, 2]))
    last = None if until is None else date(since.year + until, since.month, 1)
    return Discipline(draw(st.sampled_from(FAULTS)), since, last)


@st.composite
def absences(draw: st.DrawFn) -> Absence:
    since = draw(days(2014))
    return Absence(
        draw(st.sampled_from(["maternity_leave", "study"])), since, date(since.year + 1, 2, 1)
    )


merits = st.builds(
    Merit,
    event=st.sampled_from(["rank_first", "movement_review", "contribution", "sudden", "brave_act"]),
    year=st.one_of(st.none(), st.integers(2019, 2026)),
    scope=st.sampled_from([None, "cluster_block", "movement", "province", "nation"]),
    organiser=st.sampled_from([None, "province", "prime_minister", "central_council"]),
    movement_years=st.sampled_from([None, 2, 3, 5]),
    occasion=st.sampled_from([None, "final_review", "interim_review"]),
    selected_among_leaders=st.sampled_from([None, True, False]),
    rewarded_by=st.sampled_from([None, None, None, "commendation_letter"]),
)


@st.composite
def posts(draw: st.DrawFn) -> PostHeld:
    since = draw(days(2000, 2022))
    held = draw(st.integers(1, 12))
    positions = [
        "director_of_provincial_department",
        "deputy_chair_provincial_peoples_committee",
        "chair_provincial_peoples_committee",
    ]
    return PostHeld(
        draw(st.sampled_from(positions)),
        since,
        draw(st.sampled_from([None, date(since.year + held, 3, 1)])),
    )


def perhaps(rows: st.SearchStrategy[tuple]) -> st.SearchStrategy:
    """Known in most lives, left out in some."""
    return st.integers(0, 6).flatmap(lambda n: st.none() if n == 0 else rows)


def few(one: st.SearchStrategy, most: int = 4) -> st.SearchStrategy[tuple]:
    return st.lists(one, max_size=most).map(tuple)


def rarely(one: st.SearchStrategy) -> st.SearchStrategy[tuple]:
    return st.integers(0, 9).flatmap(lambda n: few(one, 2) if n == 0 else st.just(()))


@st.composite
def lives(draw: st.DrawFn) -> tuple[Facts, tuple[PostHeld, ...] | None]:
    held = draw(perhaps(few(awards(), 8)))
    if held is not None:
        held = (*held, *draw(few(chains(), 3).map(lambda rows: sum(rows, ()))))
    facts = Facts(
        awards=held,
        ratings=draw(perhaps(rated())),
        initiatives=draw(perhaps(few(initiatives))),
        discipline=draw(perhaps(rarely(disciplines()))),
        absences=draw(rarely(absences())),
        open_cases=draw(perhaps(rarely(st.sampled_from(BLOCKS)))),
        merit=draw(perhaps(few(merits, 2))),
    )
    return facts, draw(perhaps(rarely(posts())))
