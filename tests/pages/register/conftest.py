"""A person with a full page: awards of all standings, facts, posts, numbers."""

from datetime import date

import pytest

from tests.support.register import entry, person, post, unit_id
from thidua.subjects.register import identity
from thidua.subjects.register.models import (
    AbsenceRecord,
    CaseUnderReview,
    DisciplineRecord,
    MeritRecord,
    RecognisedInitiative,
    YearRating,
)


@pytest.fixture
def health(laichau):
    return unit_id("Sở Y tế")


@pytest.fixture
def holder(health):
    someone = person(
        "Vàng Thị Mẫu", health, gender="female", born=date(1980, 3, 4), born_precision="day"
    )
    identity.sealed_number(someone.pk, "001080000123").save()
    fill(someone, health)
    return someone


def fill(someone, unit, times=1, start=0):
    for n in range(start, start + times):
        for year in (2018, 2019, 2020):
            entry(
                someone,
                "advanced_worker",
                year - 4 * n,
                unit_id=unit,
                unit_name="Sở Y tế",
                level="grassroots",
            )
        YearRating.objects.create(holder=someone, year=2020 - n, rating="good")
        RecognisedInitiative.objects.create(
            holder=someone, year=2019, scope="grassroots", title=f"Sáng kiến {n}"
        )
        DisciplineRecord.objects.create(
            holder=someone,
            kind="khien_trach",
            valid_from=date(2015 - n, 1, 1),
            valid_until=date(2016 - n, 1, 1),
        )
        CaseUnderReview.objects.create(
            holder=someone, kind="discipline_review", valid_from=date(2021, 1, 1 + n)
        )
        AbsenceRecord.objects.create(
            holder=someone, kind="study", valid_from=date(2017, 1, 1), valid_until=date(2017, 6, 1)
        )
        MeritRecord.objects.create(
            holder=someone, event="rank_first", year=2019, text=f"Dẫn đầu {n}"
        )
        post(someone, date(2010 + n, 1, 1), unit_id=unit, unit_name="Sở Y tế")
