"""What the register tells the law about a holder, and what it says it does not know."""

from datetime import date

import pytest

from tests.support.register import collective, entry, person, post
from thidua.base.parameters import load_parameters
from thidua.core.law.facts import (
    Absence,
    AwardHeld,
    Discipline,
    Facts,
    Initiative,
    Merit,
    PostHeld,
    Rating,
    Subject,
)
from thidua.subjects.register.enums import Act, Fact, Precision, Standing
from thidua.subjects.register.models import (
    AbsenceRecord,
    CaseUnderReview,
    CheckedComplete,
    DisciplineRecord,
    Entry,
    Holder,
    MeritRecord,
    RecognisedInitiative,
    YearRating,
)
from thidua.subjects.register.selectors.facts import facts_of, known_of_many, subject_of

pytestmark = pytest.mark.django_db
DAY = date(2022, 2, 15)


def merge(gone, kept):
    Holder.objects.filter(pk=gone.pk).update(merged_into=kept)


def test_nothing_recorded_is_not_known_but_awards_are_none():
    assert facts_of(person(), day=DAY) == Facts(awards=())


def test_every_fact_comes_in_the_words_of_the_law():
    holder = person()
    entry(holder, "advanced_worker", 2020, type="regular_merit")
    YearRating.objects.create(holder=holder, year=2020, rating="good")
    RecognisedInitiative.objects.create(
        holder=holder, year=2020, scope="grassroots", title="Sáng kiến", used_for="x"
    )
    DisciplineRecord.objects.create(
        holder=holder, kind="khien_trach", valid_from=date(2018, 1, 1), valid_until=date(2019, 1, 1)
    )
    AbsenceRecord.objects.create(
        holder=holder,
        kind="maternity_leave",
        valid_from=date(2019, 1, 1),
        valid_until=date(2019, 7, 1),
    )
    CaseUnderReview.objects.create(
        holder=holder, kind="under_inspection", valid_from=date(2022, 1, 1)
    )
    MeritRecord.objects.create(
        holder=holder,
        event="rank_first",
        year=2020,
        text="Dẫn đầu",
        body={"scope": "province", "movement_years": 5, "selected_among_leaders": True},
    )
    assert facts_of(holder, day=DAY) == Facts(
        awards=(AwardHeld("advanced_worker", 2020, date(2020, 12, 25), "regular_merit"),),
        ratings=(Rating(2020, "good"),),
        initiatives=(Initiative(2020, "grassroots", "initiative", "x"),),
        discipline=(Discipline("khien_trach", date(2018, 1, 1), date(2018, 12, 31)),),
        absences=(Absence("maternity_leave", date(2019, 1, 1), date(2019, 6, 30)),),
        open_cases=("under_inspection",),
        merit=(
            Merit(
                "rank_first",
                2020,
                scope="province",
                movement_years=5,
                selected_among_leaders=True,
                text="Dẫn đầu",
            ),
        ),
    )


def test_subject_has_posts_gender_and_founding():
    holder = person(gender="female", higher_retirement_age=True)
    post(holder, date(2015, 1, 1), date(2018, 1, 1), position="director_of_provincial_department")
    post(holder, date(2018, 1, 1), title="Chuyên viên")
    post(holder, date(2023, 1, 1), title="Chưa tới")
    assert subject_of(holder, day=DAY) == Subject(
        "individual",
        "civil_servant_employee",
        "female",
        (
            PostHeld("director_of_provincial_department", date(2015, 1, 1), date(2017, 12, 31)),
            PostHeld("other", date(2018, 1, 1), None),
        ),
        None,
        True,
    )
    group = collective(founded=date(2001, 5, 2))
    assert subject_of(group, day=DAY) == Subject(
        "collective", "collective", founded=date(2001, 5, 2)
    )
    assert subject_of(person("Lò Văn Mẫu"), day=DAY).posts is None


def test_only_what_was_decided_by_the_day_counts():
    holder = person()
    entry(holder, year=2020)
    entry(holder, "commendation_letter", 2021, decided=date(2022, 3, 1))
    entry(holder, "pm_merit_certificate", 2019, decided=None)
    assert [held.award for held in facts_of(holder, day=DAY).awards] == [
        "pm_merit_certificate",
        "advanced_worker",
    ]


def test_year_of_the_decision_stands_in_where_the_book_names_none():
    holder = person()
    entry(holder, year=2015)
    Entry.objects.create(
        holder=holder,
        award="commendation_letter",
        decided=date(2014, 1, 1),
        decided_precision=Precision.YEAR,
    )
    assert [held.year for held in facts_of(holder, day=DAY).awards] == [2014, 2015]


def test_corrected_lines_do_not_count_and_their_correction_does():
    holder = person()
    old = entry(holder, year=2018)
    entry(holder, year=2019, act=Act.CORRECTION, points_to=old)
    Entry.objects.filter(pk=old.pk).update(standing=Standing.CORRECTED)
    assert [held.year for held in facts_of(holder, day=DAY).awards] == [2019]


def test_revoked_counts_until_the_day_of_its_revocation():
    holder = person()
    line = entry(holder, year=2018)
    entry(holder, year=2018, act=Act.REVOCATION, points_to=line, act_day=date(2021, 5, 1))
    Entry.objects.filter(pk=line.pk).update(standing=Standing.REVOKED)
    assert len(facts_of(holder, day=date(2021, 4, 30)).awards) == 1
    assert facts_of(holder, day=date(2021, 5, 1)).awards == ()
    entry(holder, year=2018, act=Act.RESTORATION, points_to=line, act_day=date(2022, 1, 1))
    Entry.objects.filter(pk=line.pk).update(standing=Standing.IN_FORCE)
    assert facts_of(holder, day=date(2021, 12, 31)).awards == ()
    assert len(facts_of(holder, day=DAY).awards) == 1


def test_doubles_answer_as_one():
    kept, gone = person(), person("Vàng Thị Mau")
    entry(kept, year=2019)
    entry(gone, year=2020)
    YearRating.objects.create(holder=gone, year=2020, rating="good")
    merge(gone, kept)
    known = known_of_many([kept.pk, gone.pk], day=DAY)
    assert known[kept.pk] == known[gone.pk]
    assert [held.year for held in known[kept.pk][1].awards] == [2019, 2020]
    assert known[kept.pk][1].ratings == (Rating(2020, "good"),)


def test_checked_complete_makes_none_of_an_empty_list_while_it_is_fresh():
    load_parameters()
    holder = person()
    CheckedComplete.objects.create(
        holder=holder, fact=Fact.OPEN_CASES, day=date(2022, 2, 1), checked_by="A"
    )
    CheckedComplete.objects.create(
        holder=holder, fact=Fact.DISCIPLINE, day=date(2021, 2, 1), checked_by="A"
    )
    facts = facts_of(holder, day=DAY)
    assert facts.open_cases == ()
    assert facts.discipline is None


def test_closed_case_is_known_and_no_longer_open():
    holder = person()
    CaseUnderReview.objects.create(
        holder=holder,
        kind="under_inspection",
        valid_from=date(2021, 1, 1),
        valid_until=date(2021, 6, 1),
    )
    assert facts_of(holder, day=DAY).open_cases == ()
    assert facts_of(holder, day=date(2021, 5, 31)).open_cases == ("under_inspection",)


@pytest.mark.parametrize("count", [1, 3, 40])
def test_facts_of_many_cost_the_same_three_statements(count, django_assert_num_queries):
    holders = [person(f"Vàng Thị Mẫu {n}") for n in range(count)]
    for holder in holders:
        entry(holder)
    with django_assert_num_queries(3):
        known = known_of_many([holder.pk for holder in holders], day=DAY)
    assert len(known) == count
