"""People and what identifies them: entered, changed, merged, moved, found again."""

from datetime import date

import pytest

from tests.support.register import collective, entry, person, post, unit_id
from thidua.base import sealing
from thidua.base.access import Refused
from thidua.base.audit.models import AuditEvent, AuditPersonal
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import open_duties, reminder_reasons, unit_ties
from thidua.subjects.accounts.models import Post
from thidua.subjects.register import identity
from thidua.subjects.register.enums import DoubleState, TransferState
from thidua.subjects.register.errors import BadInput, ChangedMeanwhile, WrongState
from thidua.subjects.register.models import Double, Holder, HolderTransfer, Merger, PersonNumber
from thidua.subjects.register.selectors.matching import Probe, matches
from thidua.subjects.register.services.doubles import mark_different, note_doubles
from thidua.subjects.register.services.merging import merge_holders, undo_merger
from thidua.subjects.register.services.numbers import (
    add_number,
    remove_number,
    reseal_numbers,
    show_number,
)
from thidua.subjects.register.services.people import (
    NewHolder,
    change_holder,
    create_holder,
    create_holders,
)
from thidua.subjects.register.services.posts import (
    accept_transfer,
    add_post,
    change_post,
    decline_transfer,
    offer_transfer,
    remove_post,
    withdraw_transfer,
)

pytestmark = pytest.mark.django_db
NUMBER = "001080000123"


@pytest.fixture
def desk(actor):
    return actor("chuyenvien")


@pytest.fixture
def head(actor):
    return actor("thutruong.soyte")


@pytest.fixture
def health(laichau):
    return unit_id("Sở Y tế")


@pytest.fixture
def power(laichau):
    return Post.objects.get(user__username="canbo.dienluc").unit_id


def new(name="Vàng Thị Mẫu", **fields):
    return NewHolder(kind="individual", name=name, **fields)


# Entering


def test_create_person_keeps_number_sealed_and_out_of_the_record(desk, health):
    holder = create_holder(actor=desk, new=new(numbers=("001 080 000 123",), unit_id=health))
    number = PersonNumber.objects.get()
    assert (number.digits, number.tail, number.masked) == (12, "123", "•••••••••123")
    assert NUMBER not in number.sealed + number.index
    assert identity.open_number(number) == NUMBER
    kept = str(list(AuditEvent.objects.values())) + str(list(AuditPersonal.objects.values()))
    assert NUMBER not in kept
    assert holder.variant == "civil_servant_employee"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "x"}, "Cần chọn"),
        ({"name": " "}, "họ tên"),
        ({"numbers": ("12345",)}, "12 chữ số"),
        ({"numbers": ("00108000012a",)}, "chỉ gồm chữ số"),
        ({"born": date(1800, 1, 1)}, "không hợp lý"),
        ({"born": date(2023, 1, 1)}, "không hợp lý"),
        ({"is_whole_unit": True}, "cả đơn vị"),
        ({"kind": "collective", "founded": date(2023, 1, 1)}, "chưa tới"),
    ],
)
def test_create_refuses_what_cannot_be(desk, given, words):
    with pytest.raises(BadInput, match=words):
        create_holder(actor=desk, new=NewHolder(**({"kind": "individual", "name": "A"} | given)))
    assert Holder.objects.count() == 0


def test_whole_unit_stands_once(desk, health):
    whole = NewHolder(kind="collective", name="Sở Y tế", unit_id=health, is_whole_unit=True)
    create_holder(actor=desk, new=whole)
    with pytest.raises(BadInput, match="đã có trong sổ"):
        create_holder(actor=desk, new=whole)
    assert Holder.objects.count() == 1


def test_unit_enters_its_own_people_only(actor, health):
    clerk = actor("canbo.soyte")
    create_holder(actor=clerk, new=new(unit_id=health))
    with pytest.raises(BadInput, match="đơn vị mình"):
        create_holder(actor=clerk, new=new(unit_id=unit_id("Sở Nội vụ")))


@pytest.mark.parametrize("who", ["kiemtoan", "baochi", "quantri", "chutich"])
def test_readers_and_strangers_enter_nobody(actor, who):
    with pytest.raises(Refused):
        create_holder(actor=actor(who), new=new())


def test_change_is_compare_and_set_and_tells_only_what_differs(desk, health):
    holder = create_holder(
        actor=desk, new=new(unit_id=health, born=date(1980, 1, 1), born_precision="day")
    )
    change_holder(
        actor=desk, holder=holder, revision=0, values={"name": "Vàng Thị Mới", "gender": "female"}
    )
    fresh = Holder.objects.get()
    assert (fresh.name, fresh.name_key, fresh.revision) == ("Vàng Thị Mới", "vang thi moi", 1)
    event = AuditEvent.objects.get(verb="register.change_holder")
    assert set(event.after) == {"name", "gender"}
    with pytest.raises(ChangedMeanwhile):
        change_holder(actor=desk, holder=holder, revision=0, values={"name": "Khác"})


def test_person_never_turns_into_a_collective(desk):
    with pytest.raises(BadInput, match="Không đổi được"):
        change_holder(actor=desk, holder=person(), revision=0, values={"kind": "collective"})


@pytest.mark.parametrize("count", [1, 25])
def test_create_holders_costs_the_same_statements(
    desk, health, count, django_assert_max_num_queries
):
    rows = [
        new(f"Vàng Thị Mẫu {n}", unit_id=health, post_title="Chuyên viên") for n in range(count)
    ]
    with django_assert_max_num_queries(45):
        create_holders(actor=desk, rows=rows)
    assert Holder.objects.count() == count


# Numbers


def test_old_and_new_number_find_the_same_person(desk):
    holder = person()
    add_number(actor=desk, holder=holder, number=NUMBER)
    add_number(actor=desk, holder=holder, number="040111222")
    for digits in (NUMBER, "040111222"):
        [found] = matches(Probe("Vang Thi Mau", numbers=(digits,)))
        assert found.holder_id == holder.pk
    with pytest.raises(BadInput, match="đã được ghi"):
        add_number(actor=desk, holder=holder, number=NUMBER)


def test_number_of_a_collective_is_refused(desk):
    with pytest.raises(BadInput, match="cá nhân"):
        add_number(actor=desk, holder=collective(), number=NUMBER)


def test_number_read_in_full_by_the_desk_with_a_reason(desk, actor, health):
    number = add_number(actor=desk, holder=person(unit=health), number=NUMBER)
    with pytest.raises(Refused):
        show_number(actor=actor("canbo.soyte"), number=number, reason="x")
    with pytest.raises(BadInput, match="lý do"):
        show_number(actor=desk, number=number, reason=" ")
    assert show_number(actor=desk, number=number, reason="Đối chiếu") == NUMBER
    assert AuditEvent.objects.filter(verb="register.show_number", reason="Đối chiếu").count() == 1


def test_number_removed_with_a_reason_no_longer_finds(desk):
    number = add_number(actor=desk, holder=person(), number=NUMBER)
    with pytest.raises(BadInput):
        remove_number(actor=desk, number=number, reason="")
    remove_number(actor=desk, number=number, reason="Ghi nhầm")
    assert matches(Probe("A", numbers=(NUMBER,))) == []


def test_numbers_are_found_while_keys_change_and_sealed_anew(desk, settings):
    settings.SEAL_KEYS = old = [sealing.new_key()]
    number = add_number(actor=desk, holder=person(), number=NUMBER)
    settings.SEAL_KEYS = [sealing.new_key(), *old]
    assert len(matches(Probe("Vàng Thị Mẫu", numbers=(NUMBER,)))) == 1
    system = desk.system(desk.day)
    assert reseal_numbers(actor=system) == 1
    assert reseal_numbers(actor=system) == 0
    settings.SEAL_KEYS = settings.SEAL_KEYS[:1]
    number.refresh_from_db()
    assert identity.open_number(number) == NUMBER
    assert len(matches(Probe("Vàng Thị Mẫu", numbers=(NUMBER,)))) == 1


# Doubles


def test_doubles_are_proposed_with_reasons_and_nothing_is_merged(desk, health):
    one = person(unit=health, born=date(1980, 3, 4), born_precision="day")
    other = create_holder(
        actor=desk,
        new=new("Vang Thi Mau", unit_id=health, born=date(1980, 3, 4), born_precision="day"),
    )
    pair = Double.objects.get()
    assert (pair.one_id, pair.other_id, pair.score) == (one.pk, other.pk, 95)
    assert pair.reasons == [
        "cùng họ tên khi bỏ dấu", "cùng ngày sinh", "cùng đơn vị (kể cả đơn vị cũ)",
    ]  # fmt: skip
    assert Holder.objects.standing().count() == 2


def test_same_name_alone_is_no_double(desk, health):
    person(unit=unit_id("Sở Nội vụ"))
    create_holder(actor=desk, new=new(unit_id=health))
    assert Double.objects.count() == 0


def test_two_people_told_apart_are_not_proposed_again(desk, health):
    one, other = (person(unit=health, born=date(1980, 3, 4), born_precision="day") for _ in "ab")
    assert note_doubles([one.pk]) == 1
    pair = Double.objects.get()
    with pytest.raises(BadInput, match="căn cứ"):
        mark_different(actor=desk, double=pair, remark="")
    mark_different(actor=desk, double=pair, remark="Hai hồ sơ khác nhau")
    assert note_doubles([one.pk, other.pk]) == 0
    assert Double.objects.get().state == DoubleState.DIFFERENT
    with pytest.raises(WrongState):
        mark_different(actor=desk, double=pair, remark="Lại")


def test_merge_and_undo_restore_exactly(desk):
    one, two, three = (person(f"Vàng Thị Mẫu {n}") for n in range(3))
    lines = [entry(holder, year=2018 + n) for n, holder in enumerate((one, two, three))]
    merge_holders(actor=desk, kept=two, gone=three, reason="Cùng hồ sơ")
    two.refresh_from_db()
    second = merge_holders(actor=desk, kept=one, gone=two, reason="Cùng hồ sơ")
    assert set(Holder.objects.filter(merged_into=one)) == {two, three}
    first = Merger.objects.order_by("pk").first()
    with pytest.raises(WrongState, match="hoàn tác lần gộp sau trước"):
        undo_merger(actor=desk, merger=first, reason="Nhầm")
    undo_merger(actor=desk, merger=second, reason="Nhầm")
    assert dict(Holder.objects.order_by("pk").values_list("pk", "merged_into_id")) == {
        one.pk: None, two.pk: None, three.pk: two.pk,
    }  # fmt: skip
    assert [line.holder_id for line in lines] == [one.pk, two.pk, three.pk]
    with pytest.raises(WrongState, match="đã được hoàn tác"):
        undo_merger(actor=desk, merger=second, reason="Nhầm")


@pytest.mark.parametrize("case", ["self", "kind", "reason", "gone", "unit"])
def test_merge_refusals(desk, actor, case):
    one, other = person(), person()
    given = {"actor": desk, "kept": one, "gone": other, "reason": "Cùng hồ sơ"}
    if case == "self":
        given["gone"] = one
    elif case == "kind":
        given["gone"] = collective()
    elif case == "reason":
        given["reason"] = " "
    elif case == "gone":
        merge_holders(**given)
    else:
        given["actor"] = actor("canbo.soyte")
    with pytest.raises((BadInput, WrongState, Refused)):
        merge_holders(**given)


# Posts and transfers


def test_post_added_changed_removed(desk, health):
    holder = person(unit=health)
    row = add_post(
        actor=desk, holder=holder, title="Trưởng phòng", unit_id=health, valid_from=date(2020, 1, 1),
        position="head_of_division", last_day=date(2021, 12, 31),
    )  # fmt: skip
    assert (row.unit_name, row.valid_until) == ("Sở Y tế", date(2022, 1, 1))
    change_post(
        actor=desk, post=row, title="Phó Giám đốc", unit_name="Ty Y tế", valid_from=date(1985, 1, 1)
    )
    row.refresh_from_db()
    assert (row.title, row.unit_id, row.unit_name, row.last_day) == (
        "Phó Giám đốc",
        None,
        "Ty Y tế",
        None,
    )
    with pytest.raises(BadInput):
        add_post(
            actor=desk,
            holder=holder,
            title="A",
            valid_from=date(2020, 1, 2),
            last_day=date(2020, 1, 1),
        )
    with pytest.raises(BadInput):
        remove_post(actor=desk, post=row, reason="")
    remove_post(actor=desk, post=row, reason="Ghi nhầm")
    assert holder.posts.count() == 0


def test_transfer_takes_effect_when_the_new_unit_accepts(head, actor, health, power):
    holder = person(unit=health)
    post(holder, date(2015, 1, 1), unit_id=health)
    line = entry(holder, unit_id=health, unit_name="Sở Y tế")
    transfer = offer_transfer(
        actor=head, holder=holder, to_unit_id=power, title="Kỹ sư", day=date(2022, 3, 1)
    )
    assert InboxMessage.objects.filter(key=f"register.transfer:{transfer.pk}").exists()
    assert reminder_reasons["register.transfer_open"](f"register.transfer:{transfer.pk}")
    with pytest.raises(BadInput, match="đang chờ"):
        offer_transfer(actor=head, holder=holder, to_unit_id=power, title="A", day=date(2022, 3, 1))
    taker = actor("canbo.dienluc")
    assert any("Tiếp nhận" in row.title for row in open_duties.collect(taker))
    with pytest.raises(Refused):
        accept_transfer(actor=head, transfer=transfer)
    accept_transfer(actor=taker, transfer=transfer)
    holder.refresh_from_db()
    assert holder.unit_id == power
    assert holder.posts.get(unit_id=health).valid_until == date(2022, 3, 1)
    line.refresh_from_db()
    assert line.unit_id == health
    assert not reminder_reasons["register.transfer_open"](f"register.transfer:{transfer.pk}")
    with pytest.raises(WrongState):
        decline_transfer(actor=taker, transfer=transfer, reason="x")


def test_transfer_declined_needs_a_reason_and_withdrawn_by_the_giver(head, actor, health, power):
    holder = person(unit=health)
    given = {
        "actor": head,
        "holder": holder,
        "to_unit_id": power,
        "title": "A",
        "day": date(2022, 3, 1),
    }
    transfer = offer_transfer(**given)
    taker = actor("canbo.dienluc")
    with pytest.raises(BadInput):
        decline_transfer(actor=taker, transfer=transfer, reason="")
    decline_transfer(actor=taker, transfer=transfer, reason="Chưa có biên chế")
    again = offer_transfer(**given)
    with pytest.raises(Refused):
        withdraw_transfer(actor=actor("canbo.sinho"), transfer=again)
    withdraw_transfer(actor=head, transfer=again)
    assert list(HolderTransfer.objects.order_by("pk").values_list("state", flat=True)) == [
        TransferState.DECLINED, TransferState.WITHDRAWN,
    ]  # fmt: skip


def test_transfer_to_a_unit_not_standing_is_refused(head, health):
    with pytest.raises(BadInput, match="không hoạt động"):
        offer_transfer(
            actor=head, holder=person(unit=health), to_unit_id=unit_id("Sở Nội vụ"), title="A",
            day=date(1899, 1, 1),
        )  # fmt: skip


# What others ask


def test_ties_of_a_unit_name_people_and_lines(health, desk):
    entry(person(unit=health), unit_id=health)
    found = {tie.label: tie.count for tie in unit_ties.collect({health}, desk.day)}
    assert found["Người, tập thể trong sổ khen thưởng"] == 1
    assert found["Dòng khen thưởng"] == 1


def test_desk_is_told_of_doubles_to_look_at(desk, actor, health):
    one, other = person(), person()
    Double.objects.create(one=one, other=other, score=60, reasons=["cùng họ tên"])
    assert any("1 cặp" in row.title for row in open_duties.collect(desk))
    assert not any("cặp" in row.title for row in open_duties.collect(actor("canbo.soyte")))
