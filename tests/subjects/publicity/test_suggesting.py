"""Found, confirmed or refused; what a citizen tells stays the citizen's."""

from datetime import date, timedelta

import pytest

from tests.support.publicity import confirmed, facts, photo, suggested, unit
from thidua.base.access import Actor, Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import reminder_reasons
from thidua.subjects.publicity.enums import ExampleState, Origin
from thidua.subjects.publicity.errors import BadInput, WrongState
from thidua.subjects.publicity.models import Example, Suggester
from thidua.subjects.publicity.services.reminding import remind_due
from thidua.subjects.publicity.services.suggesting import (
    assign_unit,
    confirm_example,
    refuse_example,
    suggest_as_citizen,
    suggest_example,
)
from thidua.subjects.publicity.services.upkeep import purge_suggesters

pytestmark = pytest.mark.django_db
TICKET = "phieu-thu-nhat"


def as_citizen(day: date, ticket: str = TICKET, **changes):
    return suggest_as_citizen(
        actor=Actor.citizen(day),
        facts=facts(unit_id=None, fields=(), **changes),
        ticket=ticket,
        name="Lò Văn Mẫu",
        phone="0912345678",
        pictures=[photo()],
    )


def test_suggest_asks_the_unit_within_five_working_days(actor):
    example = suggested(actor)
    assert (example.state, example.origin) == (ExampleState.SUGGESTED, Origin.FRONT)
    assert example.confirm_due == date(2022, 2, 22)
    asked = InboxMessage.objects.get(user__username="canbo.soyte", kind="publicity")
    assert asked.subject == "Đề nghị xác nhận điển hình: Vàng Thị Mẫu"
    assert list(AuditEvent.objects.filter(thing_type="publicity.Example").values_list("verb", flat=True)) == ["publicity.suggest"]  # fmt: skip
    assert {str(tag) for tag in example.fields.all()} == {"Y tế", "Dân vận, đại đoàn kết"}


@pytest.mark.parametrize(
    ("username", "origin"),
    [
        ("baochi", Origin.PRESS),
        ("mattran", Origin.FRONT),
        ("canbo.soyte", Origin.UNIT),
        ("chuyenvien", Origin.OFFICER),
    ],
)
def test_suggest_says_where_it_comes_from(actor, username, origin):
    assert suggest_example(actor=actor(username), facts=facts()).origin == origin


@pytest.mark.parametrize("username", ["kiemtoan", "quantri", "hiepy"])
def test_suggest_is_refused_to_others(actor, username):
    with pytest.raises(Refused):
        suggest_example(actor=actor(username), facts=facts())


def test_suggest_refuses_without_a_deed_and_a_child_that_is_a_collective(actor):
    with pytest.raises(BadInput, match="việc làm"):
        suggest_example(actor=actor("mattran"), facts=facts(deed=" "))
    with pytest.raises(BadInput, match="dưới 16 tuổi"):
        suggest_example(actor=actor("mattran"), facts=facts(kind="collective", is_child=True))


def test_suggest_as_citizen_keeps_name_and_phone_apart(actor, day):
    receipt = as_citizen(day)
    example = Example.objects.get()
    assert receipt.number == "GT-2022-0001"
    assert (example.origin, example.unit_id, example.suggested_by) == (
        Origin.CITIZEN, None, "Người dân",
    )  # fmt: skip
    assert example.pictures.count() == 1
    events = " ".join(str(event.after) for event in AuditEvent.objects.all())
    assert "0912345678" not in events
    assert "Lò Văn Mẫu" not in events


def test_suggest_as_citizen_twice_with_one_form_is_one(actor, day):
    first, second = as_citizen(day), as_citizen(day)
    assert first == second
    assert Example.objects.count() == 1
    assert as_citizen(day, ticket="phieu-khac").number == "GT-2022-0002"


def test_purge_empties_names_of_citizens_when_their_time_is_over(actor, day):
    as_citizen(day)
    assert purge_suggesters(day + timedelta(days=179)) == 0
    assert purge_suggesters(day + timedelta(days=180)) == 1
    kept = Suggester.objects.get()
    assert (kept.name, kept.phone, kept.purged_on) == ("", "", day + timedelta(days=180))
    assert purge_suggesters(day + timedelta(days=181)) == 0


def test_assign_gives_it_to_a_unit_with_its_days(actor, day):
    as_citizen(day)
    example = Example.objects.get()
    assign_unit(actor=actor("chuyenvien"), example=example, unit_id=unit("LC-SYT"))
    example.refresh_from_db()
    assert (example.unit_id, example.confirm_due) == (unit("LC-SYT"), date(2022, 2, 22))
    with pytest.raises(Refused):
        assign_unit(actor=actor("canbo.soyte"), example=example, unit_id=unit("D108"))


def test_confirm_is_the_own_unit_s(actor):
    example = suggested(actor)
    with pytest.raises(Refused, match="đơn vị khác"):
        confirm_example(actor=actor("canbo.sinho"), example=example, facts="Đúng")
    with pytest.raises(BadInput):
        confirm_example(actor=actor("canbo.soyte"), example=example, facts="")
    confirm_example(actor=actor("canbo.soyte"), example=example, facts="Đúng sự thật")
    assert (example.state, example.confirmed_on) == (ExampleState.CONFIRMED, date(2022, 2, 15))
    with pytest.raises(WrongState, match="Đã xác nhận"):
        confirm_example(actor=actor("canbo.soyte"), example=example, facts="Nữa")


def test_refuse_says_why_to_who_told_of_it(actor):
    example = suggested(actor)
    with pytest.raises(BadInput):
        refuse_example(actor=actor("canbo.soyte"), example=example, reason="")
    refuse_example(actor=actor("canbo.soyte"), example=example, reason="Không có người này")
    assert (example.state, example.refusal) == (ExampleState.REFUSED, "Không có người này")
    told = InboxMessage.objects.get(user__username="mattran")
    assert told.body == "Không có người này"


def test_remind_confirming_once_a_step_and_not_when_done(actor):
    example = suggested(actor)
    assert remind_due(date(2022, 2, 17)) == 1
    assert remind_due(date(2022, 2, 17)) == 0
    key = InboxMessage.objects.get(kind="reminder").key
    assert reminder_reasons["publicity.still_to_confirm"](key)
    confirm_example(actor=actor("canbo.soyte"), example=example, facts="Đúng")
    assert not reminder_reasons["publicity.still_to_confirm"](key)
    assert remind_due(date(2022, 2, 22)) == 0


def test_remind_month_reaches_units_that_told_of_nobody(actor):
    suggest_example(actor=actor("canbo.soyte"), facts=facts())
    assert remind_due(date(2022, 3, 3)) > 0
    told = InboxMessage.objects.filter(subject="Giới thiệu gương điển hình của tháng")
    names = set(told.values_list("user__username", flat=True))
    assert "canbo.sinho" in names
    assert "canbo.soyte" not in names
    key = told.get(user__username="canbo.sinho").key
    assert reminder_reasons["publicity.month_still_owed"](key)
    suggest_example(actor=actor("canbo.sinho"), facts=facts(unit_id=unit("D108")))
    assert not reminder_reasons["publicity.month_still_owed"](key)


def test_confirmed_helper_goes_through_each_step_once(actor):
    confirmed(actor)
    verbs = AuditEvent.objects.filter(thing_type="publicity.Example").order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == ["publicity.suggest", "publicity.confirm"]
