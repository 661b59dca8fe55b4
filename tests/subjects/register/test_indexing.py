"""The cards of the register follow what is recorded, corrected, merged and renamed."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.register import collective, entry, person, unit_id
from thidua.base.finding import Question, find
from thidua.base.finding.models import Card
from thidua.subjects.register.indexing import index_holders
from thidua.subjects.register.models import Holder
from thidua.subjects.register.services.recording import record_award

pytestmark = pytest.mark.usefixtures("laichau")


def found(text: str, kind: str = "person", *filters: tuple[str, ...]) -> list[int]:
    answer = find(Question(text, (kind,), tuple(filters))).of_kind[kind]
    return [card.object_id for card in answer.cards]


def test_record_award_puts_the_award_on_the_card(actor):
    holder = person("Vàng Thị Mẫu", unit_id())
    index_holders([holder.pk])
    assert found("", "person", ("_a_advanced_worker_2020",)) == []
    record_award(
        actor=actor("chuyenvien"), holder=holder, award="advanced_worker", year=2020,
        decision_number="15/QĐ-SYT",
    )  # fmt: skip
    assert found("", "person", ("_a_advanced_worker_2020",)) == [holder.pk]
    assert found("mau", "person", ("_y_2020",)) == [holder.pk]
    line = holder.entries.get()
    assert found("15/QĐ-SYT", "decision") == [line.pk]
    assert found("15", "decision") == [line.pk]


def test_a_new_kind_moves_the_card():
    holder = person("Vàng Thị Mẫu")
    index_holders([holder.pk])
    Holder.objects.filter(pk=holder.pk).update(kind="household")
    index_holders([holder.pk])
    assert list(Card.objects.exclude(kind="unit").values_list("kind", flat=True)) == ["collective"]


def test_a_double_merged_away_is_found_under_the_one_kept():
    kept, double = person("Vàng Thị Mẫu"), person("Vàng Thị Mậu Sai")
    entry(double, year=2018)
    index_holders([kept.pk, double.pk])
    Holder.objects.filter(pk=double.pk).update(merged_into=kept)
    index_holders([kept.pk, double.pk])
    assert found("vang thi mau sai") == [kept.pk]
    assert found("", "person", ("_y_2018",)) == [kept.pk]


def test_a_withdrawn_holder_has_no_card():
    holder = collective("Khoa Mẫu")
    index_holders([holder.pk])
    Holder.objects.filter(pk=holder.pk).update(is_withdrawn=True)
    index_holders([holder.pk])
    assert found("khoa mau", "collective") == []


def test_a_holder_is_found_by_the_unit_of_then():
    holder = person("Vàng Thị Mẫu", unit_id("Sở Nội vụ"))
    entry(holder, unit_name="Trường Tiểu học Cũ")
    index_holders([holder.pk])
    assert found("mau tieu hoc cu") == [holder.pk]
    assert found("mau so noi vu") == [holder.pk]
    assert found("mau so y te") == []


def queries_for(count: int) -> int:
    people = [person("Vàng Thị Mẫu", unit_id()) for _ in range(count)]
    for one in people:
        entry(one, decision_number="7/QĐ")
    with CaptureQueriesContext(connection) as queries:
        index_holders([one.pk for one in people])
    return len(queries)


def test_index_holders_costs_the_same_queries_for_many():
    queries_for(1)
    one = queries_for(1)
    assert (queries_for(3), queries_for(20)) == (one, one)
    assert one <= 25


def test_index_of_one_new_award_takes_milliseconds():
    holder = person("Vàng Thị Mẫu", unit_id())
    index_holders([holder.pk])
    times = []
    for year in range(2001, 2012):
        entry(holder, year=year)
        began = time.perf_counter()
        index_holders([holder.pk])
        times.append(time.perf_counter() - began)
    assert sorted(times)[len(times) // 2] < 0.2  # some 6 ms; room for a busy machine


def test_cards_of_very_many_are_written_by_a_job(monkeypatch, django_capture_on_commit_callbacks):
    from thidua.subjects.register.services import keeping

    monkeypatch.setattr(keeping, "INDEXED_AT_ONCE", 1)
    people = [person("Vàng Thị Mẫu", unit_id()), person("Lò Văn Mẫu", unit_id())]
    with django_capture_on_commit_callbacks(execute=True):
        keeping.changed([one.pk for one in people])
        assert found("mau") == []
    assert found("lo van mau") == [people[1].pk]
