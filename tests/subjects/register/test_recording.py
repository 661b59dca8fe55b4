"""The one door by which awards enter the register."""

from datetime import date

import pytest

from tests.support.register import collective, entry, person, post, unit_id
from thidua.base.access import Refused
from thidua.base.audit.models import AuditEvent
from thidua.subjects.register.enums import Act, Precision, Standing
from thidua.subjects.register.errors import BadInput
from thidua.subjects.register.models import Batch, Entry, Holder, YearRating
from thidua.subjects.register.services.mending import correct_entry
from thidua.subjects.register.services.recording import (
    NewAward,
    record_award,
    record_awards,
    undo_batch,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(actor):
    return actor("chuyenvien")


def test_record_award_takes_unit_level_and_post_of_the_day(desk):
    health, interior = unit_id("Sở Y tế"), unit_id("Sở Nội vụ")
    holder = person(unit=interior)
    post(holder, date(2015, 1, 1), date(2021, 6, 1), unit_id=health, title="Bác sĩ")
    post(holder, date(2021, 6, 1), unit_id=interior, title="Chuyên viên")
    line = record_award(
        actor=desk,
        holder=holder,
        award="grassroots_emulation_fighter",
        year=2020,
        decision_number="12/QĐ-SYT",
        decided=date(2020, 12, 20),
    )
    assert (line.unit_id, line.unit_name) == (health, "Sở Y tế")
    assert (line.level, line.position_title) == ("grassroots", "Bác sĩ")
    assert (line.act, line.standing) == (Act.AWARD, Standing.IN_FORCE)


def test_record_award_leaves_an_event_with_the_name_erasable(desk):
    holder = person()
    record_award(actor=desk, holder=holder, award="advanced_worker", year=2020)
    event = AuditEvent.objects.get(verb="register.record_award")
    assert event.label == "Vàng Thị Mẫu"
    assert "Vàng" not in event.thing_label


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"award": "advanced_workr", "year": 2020}, "Lao động tiên tiến"),
        ({"year": None}, "ít nhất phải biết năm"),
        ({"year": 1930}, "không hợp lý"),
        ({"year": 2023}, "không hợp lý"),
        ({"year": 2021, "decided": date(2022, 2, 16)}, "chưa tới"),
        ({"year": 2021, "decided": date(2020, 2, 16)}, "không thể sau năm của quyết định"),
        ({"year": 2020, "is_doubtful": True}, "điều còn nghi vấn"),
        (
            {"year": 2020, "merit_from": date(2020, 1, 1), "merit_until": date(2019, 1, 1)},
            "ngày đầu phải trước ngày cuối",
        ),
    ],
)
def test_record_award_refuses_what_cannot_be(desk, given, words):
    with pytest.raises(BadInput, match=words):
        record_award(actor=desk, holder=person(), **({"award": "advanced_worker"} | given))


def test_record_award_refuses_the_same_line_twice_under_a_double_too(desk):
    kept, gone = person(), person("Vang Thi Mau")
    Holder.objects.filter(pk=gone.pk).update(merged_into=kept)
    given = {"award": "advanced_worker", "year": 2020, "decision_number": "12/QĐ-SYT"}
    record_award(actor=desk, holder=gone, **given)
    with pytest.raises(BadInput, match="đã có trong sổ"):
        record_award(actor=desk, holder=kept, **(given | {"decision_number": " 012/qđ-syt"}))
    record_award(actor=desk, holder=kept, **(given | {"decision_number": "13/QĐ-SYT"}))


def test_record_award_with_only_a_year_of_decision(desk):
    line = record_award(
        actor=desk,
        holder=person(),
        award="commendation_letter",
        decided=date(1998, 1, 1),
        decided_precision=Precision.YEAR,
        is_doubtful=True,
        doubt="Sổ không ghi ngày",
    )
    assert (line.year, line.year_counted, line.decided_precision) == (None, 1998, "year")


def test_record_award_for_the_own_people_only(actor):
    clerk = actor("canbo.soyte")
    with pytest.raises(Refused, match="đơn vị khác"):
        record_award(
            actor=clerk,
            holder=person(unit=unit_id("Sở Nội vụ")),
            award="advanced_worker",
            year=2020,
        )
    record_award(
        actor=clerk, holder=person(unit=unit_id("Sở Y tế")), award="advanced_worker", year=2020
    )


def test_record_awards_refuses_the_whole_list_for_one_foreign_person(actor):
    own, foreign = person(unit=unit_id("Sở Y tế")), person(unit=unit_id("Sở Nội vụ"))
    rows = [
        NewAward(own.pk, "advanced_worker", 2020),
        NewAward(foreign.pk, "advanced_worker", 2020),
    ]
    with pytest.raises(BadInput, match="1 người, tập thể"):
        record_awards(actor=actor("canbo.soyte"), rows=rows)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("count", [1, 30])
def test_record_awards_costs_the_same_statements_for_many(desk, count, django_assert_num_queries):
    unit = unit_id("Sở Y tế")
    holders = [person(f"Vàng Thị Mẫu {n}", unit) for n in range(count)]
    rows = [NewAward(holder.pk, "advanced_worker", 2020) for holder in holders]
    with django_assert_num_queries(37):
        record_awards(actor=desk, rows=rows)
    assert Entry.objects.count() == count


def test_record_awards_leaves_one_event(desk):
    rows = [
        NewAward(person().pk, "advanced_worker", 2020),
        NewAward(collective().pk, "advanced_labor_collective", 2020),
    ]
    record_awards(actor=desk, rows=rows, title="Sổ 2020")
    event = AuditEvent.objects.get(verb="register.record_awards")
    assert event.after == {"lines": 2, "holders": 2}


def test_undo_batch_takes_the_lines_and_people_of_the_import_back(desk):
    batch = Batch.objects.create(title="Sổ 2015", created_by_id=desk.user_id)
    holder = person()
    Holder.objects.filter(pk=holder.pk).update(batch=batch)
    old = person("Lò Văn Mẫu")
    rows = [NewAward(holder.pk, "advanced_worker", 2015), NewAward(old.pk, "advanced_worker", 2015)]
    record_awards(actor=desk, rows=rows, batch=batch)
    YearRating.objects.create(holder=old, year=2015, rating="good", batch=batch)
    assert undo_batch(actor=desk, batch=batch) == 2
    assert set(Entry.objects.values_list("standing", flat=True)) == {Standing.UNDONE}
    assert list(Holder.objects.standing()) == [old]
    assert not YearRating.objects.exists()
    with pytest.raises(BadInput, match="đã được hoàn tác"):
        undo_batch(actor=desk, batch=batch)


def test_undo_batch_is_refused_once_somebody_built_on_it(desk):
    batch = Batch.objects.create(title="Sổ 2015", created_by_id=desk.user_id)
    [line] = record_awards(
        actor=desk, rows=[NewAward(person().pk, "advanced_worker", 2015)], batch=batch
    )
    correct_entry(
        actor=desk,
        entry=line,
        values={"year": 2014},
        paper="1/BTĐKT",
        day=date(2022, 1, 5),
        reason="Ghi nhầm",
    )
    with pytest.raises(BadInput, match="đính chính"):
        undo_batch(actor=desk, batch=batch)


def test_undo_batch_of_somebody_else_is_refused_to_a_unit(actor, desk):
    batch = Batch.objects.create(title="Sổ 2015", created_by_id=desk.user_id)
    with pytest.raises(Refused):
        undo_batch(actor=actor("canbo.soyte"), batch=batch)
    assert entry(person()).standing == Standing.IN_FORCE
