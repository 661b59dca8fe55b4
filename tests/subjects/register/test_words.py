"""Words of years stand in step with the facts they are made of."""

from datetime import date

import pytest

from tests.support.register import entry, person
from thidua.base.health import Level
from thidua.core.law.bulk.packing import unpack
from thidua.core.law.bulk.words import KNOWN, KNOWS, bit_of
from thidua.subjects.register import wordcheck, words
from thidua.subjects.register.enums import Act, Fact, Standing
from thidua.subjects.register.models import (
    CaseUnderReview,
    CheckedComplete,
    Entry,
    Holder,
    WordKey,
    YearRating,
    YearWords,
)
from thidua.subjects.register.wordcheck import mend, sample, words_in_step

pytestmark = pytest.mark.django_db


def stored(holder: Holder) -> dict[str, int]:
    row = YearWords.objects.get(pk=holder.pk)
    return unpack(bytes(row.packed), words.key_texts())


def test_refresh_keeps_years_under_their_keys():
    holder = person()
    entry(holder, "advanced_worker", 2019, type="regular_merit", decided=date(2020, 1, 5))
    entry(holder, "advanced_worker", 2020, type="regular_merit", decided=date(2021, 1, 5))
    YearRating.objects.create(holder=holder, year=2020, rating="good")
    words.refresh([holder.pk])
    found = stored(holder)
    assert found["a:advanced_worker:regular_merit:1"] == 1 << bit_of(2019) | 1 << bit_of(2020)
    assert found["r:good"] == 1 << bit_of(2020)
    assert found[KNOWN] == KNOWS["awards"] | KNOWS["ratings"]
    assert found["settled"] == date(2021, 1, 5).toordinal()


def test_refresh_twice_changes_nothing():
    holder = person()
    entry(holder, "advanced_worker", 2019)
    words.refresh([holder.pk])
    first = stored(holder)
    words.refresh([holder.pk])
    assert stored(holder) == first
    assert WordKey.objects.filter(text="a:advanced_worker::0").count() == 1


def test_refresh_leaves_out_what_was_revoked():
    holder = person()
    line = entry(holder, "advanced_worker", 2019)
    entry(
        holder,
        "advanced_worker",
        2019,
        act=Act.REVOCATION,
        points_to=line,
        act_day=date(2021, 3, 1),
    )
    Entry.objects.filter(pk=line.pk).update(standing=Standing.REVOKED)
    words.refresh([holder.pk])
    found = stored(holder)
    assert "a:advanced_worker::0" not in found
    assert found["settled"] == date(2021, 3, 1).toordinal()


def test_refresh_gives_merged_holders_the_same_words():
    gone, kept = person(name="Vàng Thị Mẫu"), person(name="Vàng Thị Mẫu")
    entry(gone, "advanced_worker", 2018)
    entry(kept, "advanced_worker", 2020)
    Holder.objects.filter(pk=gone.pk).update(merged_into=kept)
    words.refresh([kept.pk])
    assert stored(gone) == stored(kept)
    assert stored(kept)["a:advanced_worker::0"] == 1 << bit_of(2018) | 1 << bit_of(2020)


def test_refresh_remembers_the_day_of_the_oldest_look():
    holder = person()
    CheckedComplete.objects.create(
        holder=holder, fact=Fact.OPEN_CASES, day=date(2022, 1, 9), checked_by="Vàng Thị Mẫu"
    )
    CheckedComplete.objects.create(
        holder=holder, fact=Fact.RATINGS, day=date(2021, 1, 9), checked_by="Vàng Thị Mẫu"
    )
    words.refresh([holder.pk])
    found = stored(holder)
    assert found["looked"] == date(2021, 1, 9).toordinal()
    assert found[KNOWN] == KNOWS["awards"] | KNOWS["ratings"] | KNOWS["open_cases"]


def test_refresh_settles_after_an_open_case_is_closed():
    holder = person()
    CaseUnderReview.objects.create(
        holder=holder,
        kind="investigation",
        valid_from=date(2021, 1, 1),
        valid_until=date(2021, 6, 1),
    )
    words.refresh([holder.pk])
    found = stored(holder)
    assert "o:investigation" not in found
    assert found["settled"] == date(2021, 6, 1).toordinal()


def test_rebuild_makes_the_words_of_everyone(monkeypatch):
    monkeypatch.setattr(words, "AT_ONCE", 2)
    holders = [person(name=f"Vàng Thị Mẫu {n}") for n in range(5)]
    for holder in holders:
        entry(holder, "advanced_worker", 2020)
    assert words.out_of_step([one.pk for one in holders]) == [one.pk for one in holders]
    assert words.rebuild() == Holder.objects.count()
    assert words.out_of_step([one.pk for one in holders]) == []


def test_out_of_step_finds_a_line_written_past_the_services():
    holder = person()
    words.refresh([holder.pk])
    entry(holder, "advanced_worker", 2020)
    assert words.out_of_step([holder.pk]) == [holder.pk]


def test_refresh_of_many_asks_as_often_as_of_one(django_assert_max_num_queries):
    holders = [person(name=f"Vàng Thị Mẫu {n}") for n in range(3)]
    for holder in holders:
        entry(holder, "advanced_worker", 2020)
    with django_assert_max_num_queries(12):
        words.refresh([one.pk for one in holders])


def test_mend_gives_words_to_who_has_none_and_mends_wrong_ones():
    first, second = person(), person(name="Vàng Thị Mẫu 2")
    words.refresh([first.pk])
    assert words_in_step().level == Level.WARN
    entry(first, "advanced_worker", 2020)
    mend()
    assert words.out_of_step([first.pk, second.pk]) == []
    assert words_in_step().level == Level.GOOD


def test_sample_takes_the_newest_and_some_of_all(monkeypatch):
    monkeypatch.setattr(wordcheck, "SAMPLE", 4)
    holders = [person(name=f"Vàng Thị Mẫu {n}") for n in range(12)]
    words.refresh([one.pk for one in holders])
    taken = sample()
    assert taken[:2] == [holders[11].pk, holders[10].pk]
    assert len(taken) == 4


def test_words_in_step_of_an_empty_register_is_good():
    assert words_in_step().level == Level.GOOD
