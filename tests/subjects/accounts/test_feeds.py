"""A person's calendar: all posts, only the own, closed when taken back."""

from datetime import date, datetime

import pytest

from tests.support.people import DAY, make_post, make_unit, make_user
from thidua.base import registries
from thidua.base.access import Actor, Role
from thidua.base.audit.models import AuditEvent
from thidua.base.errors import Refusal
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import Appointment, DutyRow
from thidua.subjects.accounts.feeding import calendar_of, owner_of
from thidua.subjects.accounts.models import CalendarFeed, Delegation
from thidua.subjects.accounts.registrations import unit_is_still_late
from thidua.subjects.accounts.selectors import self_actor
from thidua.subjects.accounts.services import make_feed, revoke_feed
from thidua.subjects.accounts.services.weekly import tell_heads

pytestmark = pytest.mark.django_db


def row(title, due, **more):
    return DutyRow(
        due=due, title=title, detail="", state_label="Chưa làm", state="todo",
        url=f"/{title}/", action="Mở", kind="Thử", **more,
    )  # fmt: skip


@pytest.fixture
def owed(monkeypatch):
    """Duties by role, in place of those of all subjects."""
    by_role: dict[str, list[DutyRow]] = {}
    monkeypatch.setattr(
        registries.open_duties, "answers", {"thu": lambda actor: by_role.get(actor.role, [])}
    )
    monkeypatch.setattr(registries.appointments, "answers", {})
    return by_role


def titles(user):
    return sorted(event.title for event in calendar_of(user, DAY).events)


def test_calendar_holds_what_is_owed_in_every_post(owed):
    user = make_user("hai")
    make_post(user, make_unit("A", "Sở A"), Role.UNIT_CLERK)
    make_post(user, make_unit("B", "Sở B"), Role.UNIT_HEAD)
    owed[Role.UNIT_CLERK] = [row("Nộp", date(2022, 3, 1)), row("Không hạn", None)]
    owed[Role.UNIT_HEAD] = [
        row("Ký", date(2022, 3, 2)),
        row("Chờ nơi khác", date(2022, 3, 2), waiting_elsewhere=True),
    ]
    assert titles(user) == ["Hạn: Ký", "Hạn: Nộp"]


def test_calendar_leaves_out_posts_lent_by_others(owed):
    giver, user = make_user("cho"), make_user("nhan")
    lent = make_post(giver, make_unit("A", "Sở A"), Role.UNIT_HEAD)
    Delegation.objects.create(
        from_post=lent, to_user=user, verbs=[], paper="QĐ", valid_from=date(2022, 1, 1)
    )
    owed[Role.UNIT_HEAD] = [row("Ký", date(2022, 3, 2))]
    assert titles(user) == []


def test_calendar_names_a_duty_the_same_each_time_and_an_appointment_by_its_own_name(
    owed, monkeypatch
):
    user = make_user("mot")
    make_post(user, make_unit("A", "Sở A"))
    owed[Role.UNIT_CLERK] = [row("Nộp", date(2022, 3, 1))]
    going = Appointment("lop-1", "Tập huấn", datetime(2022, 3, 3, 8), datetime(2022, 3, 3, 11))
    monkeypatch.setattr(registries.appointments, "answers", {"thu": lambda actor: [going, going]})
    first, second = (
        [event.uid for event in calendar_of(user, day).events] for day in (DAY, date(2022, 2, 16))
    )
    assert (first, first[1]) == (second, "lop-1")


def test_make_feed_keeps_only_a_hash_and_the_new_address_ends_the_old(owed):
    user = make_user("mot")
    actor = self_actor(user, DAY)
    old = make_feed(actor=actor)
    assert owner_of(old) == user
    assert old not in str(CalendarFeed.objects.values_list("token_hash", flat=True).get())
    new = make_feed(actor=actor)
    assert (owner_of(old), owner_of(new)) == (None, user)
    assert AuditEvent.objects.filter(verb="accounts.make_feed").count() == 2


def test_revoke_feed_closes_it_and_refuses_when_there_is_none(owed):
    actor = self_actor(make_user("mot"), DAY)
    token = make_feed(actor=actor)
    revoke_feed(actor=actor)
    assert owner_of(token) is None
    with pytest.raises(Refusal, match="không có địa chỉ lịch"):
        revoke_feed(actor=actor)


def test_feed_of_a_closed_account_finds_nobody(owed):
    user = make_user("mot")
    token = make_feed(actor=self_actor(user, DAY))
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert owner_of(token) is None


def test_make_feed_is_for_people_only():
    with pytest.raises(Refusal, match="người có tài khoản"):
        make_feed(actor=Actor.system(DAY))


MONDAY = date(2022, 2, 14)


@pytest.fixture
def late_unit(owed):
    unit = make_unit("A", "Sở A")
    head = make_user("truong")
    make_post(head, unit, Role.UNIT_HEAD)
    make_post(make_user("chuyenvien"), unit, Role.UNIT_CLERK)
    owed[Role.UNIT_CLERK] = [row("Nộp", date(2022, 2, 1)), row("Mai", date(2022, 2, 20))]
    owed[Role.UNIT_HEAD] = [row("Nộp", date(2022, 2, 1)), row("Gấp", None, urgent=True)]
    return unit


def test_tell_heads_lists_each_late_thing_once(late_unit):
    assert tell_heads(MONDAY) == 1
    message = InboxMessage.objects.get()
    assert message.user.username == "truong"
    assert message.subject == "2 việc của đơn vị đang trễ hạn"
    assert message.body == "- Nộp, hạn 01/02/2022\n- Gấp"


def test_tell_heads_only_once_a_week(late_unit):
    tell_heads(MONDAY)
    assert (tell_heads(MONDAY), tell_heads(date(2022, 2, 16))) == (0, 0)
    assert tell_heads(date(2022, 2, 21)) == 1


def test_tell_heads_is_silent_where_nothing_is_late(late_unit, owed):
    owed.clear()
    assert tell_heads(MONDAY) == 0
    assert InboxMessage.objects.count() == 0


def test_weekly_message_loses_its_reason_when_all_is_done(late_unit, owed, settings):
    settings.DEMO = True
    tell_heads(MONDAY)
    key = InboxMessage.objects.get().key
    assert unit_is_still_late(key)
    owed.clear()
    assert not unit_is_still_late(key)
