"""Judging holders of the register many at once equals judging each by the facts of the day.

Runs on both engines of database, like every test.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.core.law.worlds import World
from tests.support.register import entry, person
from thidua.base.parameters import load_parameters
from thidua.core.law.facts import Case, Facts, Votes
from thidua.core.law.judging import judge
from thidua.core.law.reading import national_law
from thidua.subjects.eligibility.bulk import Asked, judge_holders
from thidua.subjects.register import words
from thidua.subjects.register.enums import FOREVER, Fact, HolderKind
from thidua.subjects.register.models import (
    AbsenceRecord,
    CaseUnderReview,
    CheckedComplete,
    DisciplineRecord,
    Entry,
    HeldPost,
    Holder,
    MeritRecord,
    Person,
    RecognisedInitiative,
    YearRating,
)
from thidua.subjects.register.selectors.facts import known_of_many

pytestmark = pytest.mark.django_db
LAW = national_law()
DAY = date(2026, 3, 1)
BODY = ("scope", "organiser", "movement_years", "occasion", "selected_among_leaders", "rewarded_by")
AWARDS = (
    "grassroots_emulation_fighter",
    "provincial_emulation_fighter",
    "national_emulation_fighter",
    "provincial_merit_certificate",
    "pm_merit_certificate",
    "labor_order_third",
    "labor_order_first",
    "advanced_labor_collective",
    "provincial_emulation_flag",
    "government_emulation_flag",
)


def write(case: Case, name: str) -> Holder:
    """A holder of whom the register knows what the case knows."""
    subject, facts = case.subject, case.facts
    holder = Holder.objects.create(
        kind=subject.kind, variant=subject.variant, name=name, name_key=name, sort_key=name,
        founded=subject.founded,
    )  # fmt: skip
    if subject.kind == HolderKind.INDIVIDUAL:
        Person.objects.create(
            holder=holder,
            gender=subject.gender or "",
            higher_retirement_age=subject.higher_retirement_age,
        )
    write_years(holder, facts)
    write_spans(holder, case)
    for fact in Fact:
        rows = subject.posts if fact == Fact.POSTS else getattr(facts, fact)
        if rows == ():
            CheckedComplete.objects.create(
                holder=holder, fact=fact, day=date(2026, 1, 15), checked_by="Vàng Thị Mẫu"
            )
    return holder


def write_years(holder: Holder, facts: Facts) -> None:
    Entry.objects.bulk_create(
        Entry(
            holder=holder, award=one.award, year=one.year, decided=one.decided, type=one.type or ""
        )
        for one in facts.awards or ()
    )
    YearRating.objects.bulk_create(
        YearRating(holder=holder, year=one.year, rating=one.rating)
        for one in set(facts.ratings or ())
    )
    RecognisedInitiative.objects.bulk_create(
        RecognisedInitiative(
            holder=holder, year=one.year, scope=one.scope, kind=one.kind, title="Sáng kiến mẫu",
            used_for=one.used_for or "",
        )
        for one in facts.initiatives or ()
    )  # fmt: skip
    MeritRecord.objects.bulk_create(
        MeritRecord(
            holder=holder, event=one.event, year=one.year, text="Thành tích mẫu",
            body={name: getattr(one, name) for name in BODY},
        )
        for one in facts.merit or ()
        if one.year is not None
    )  # fmt: skip


def write_spans(holder: Holder, case: Case) -> None:
    def until(last: date | None) -> date:
        return last + timedelta(days=1) if last else FOREVER

    for one in case.facts.discipline or ():
        DisciplineRecord.objects.create(
            holder=holder, kind=one.kind, valid_from=one.since, valid_until=until(one.until)
        )
    for one in case.facts.absences or ():
        AbsenceRecord.objects.create(
            holder=holder, kind=one.kind, valid_from=one.since, valid_until=until(one.until)
        )
    for kind in case.facts.open_cases or ():
        CaseUnderReview.objects.create(holder=holder, kind=kind, valid_from=date(2025, 5, 1))
    for one in case.subject.posts or ():
        HeldPost.objects.create(
            holder=holder, title=one.position, position=one.position, valid_from=one.since,
            valid_until=until(one.until),
        )  # fmt: skip


def asked_of(case: Case, holder: Holder) -> Asked:
    facts = case.facts
    return Asked(
        holder.pk, case.award, case.period, facts.votes, facts.attestations, case.judgements,
        facts.members,
    )  # fmt: skip


def compare(asked: list[Asked], day: date) -> None:
    results = judge_holders(asked, day=day, law=LAW)
    known = known_of_many([one.holder for one in asked], day=day)
    for place, one in enumerate(asked):
        subject, facts = known[one.holder]
        told = replace(facts, votes=one.votes, attestations=one.attestations, members=one.members)
        verdict = judge(Case("", day, one.award, subject, one.period, told, one.judgements), LAW)
        assert results.findings(place) == {row.id: row.state for row in verdict.findings}, told
        assert results.words()[place] == verdict.outcome


@pytest.mark.parametrize("seed", [1, 2])
def test_judge_holders_equals_judge_on_random_registers(seed: int):
    load_parameters()
    world = World(LAW, seed)
    cases = [world.case(world.one_of(AWARDS), DAY) for _ in range(220)]
    holders = [write(case, f"Người mẫu {number}") for number, case in enumerate(cases)]
    words.refresh([one.pk for one in holders])
    asked = [asked_of(case, holder) for case, holder in zip(cases, holders, strict=True)]
    for day in (DAY, date(2024, 5, 2), date(2027, 5, 2)):  # the words' own days, before, and aged
        compare([replace(one, period=min(one.period, day.year)) for one in asked], day)


def test_judge_holders_reads_the_facts_of_an_earlier_day():
    holder = person()
    for year in (2021, 2022, 2023):
        entry(holder, "grassroots_emulation_fighter", year)
    words.refresh([holder.pk])
    one = Asked(holder.pk, "provincial_emulation_fighter", 2023)
    results = [
        judge_holders([one], day=day, law=LAW) for day in (date(2024, 2, 1), date(2023, 12, 1))
    ]
    assert [found.findings(0)["pef_1"] for found in results if "pef_1" in found.findings(0)] == [
        "met"
    ]
    compare([one], date(2023, 12, 1))


def test_judge_holders_knows_nothing_of_a_holder_that_is_not_there():
    results = judge_holders([Asked(10**9, "provincial_emulation_fighter", 2025)], day=DAY, law=LAW)
    assert results.findings(0)["pef_1"] == "unknown"


def test_judge_holders_answers_in_the_order_asked():
    first, second = person(name="Vàng Thị Mẫu 1"), person(name="Vàng Thị Mẫu 2")
    for year in (2023, 2024, 2025):
        entry(second, "grassroots_emulation_fighter", year)
    words.refresh([first.pk, second.pk])
    asked = [Asked(one.pk, "provincial_emulation_fighter", 2025) for one in (second, first, second)]
    results = judge_holders(asked, day=DAY, law=LAW)
    assert [results.findings(n)["pef_1"] for n in range(3)] == ["met", "not_met", "met"]


def test_judge_holders_asks_as_often_for_forty_as_for_thirteen(django_assert_num_queries):
    holders = [person(name=f"Vàng Thị Mẫu {number}") for number in range(40)]
    for holder in holders:
        entry(holder, "grassroots_emulation_fighter", 2025)
    words.refresh([one.pk for one in holders])
    asked = [Asked(one.pk, "provincial_emulation_fighter", 2025, Votes(10, 10)) for one in holders]
    for list_ in (asked[:13], asked):
        with django_assert_num_queries(2):  # the words, and the names of their keys
            judge_holders(list_, day=DAY, law=LAW)
