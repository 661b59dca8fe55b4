"""The letter of the day is looked at again when it leaves, also after a sender died on the way."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.base.conftest import make_actor
from thidua.base import outbox, registries
from thidua.base.errors import Refusal
from thidua.base.outbox.digests import send_digests
from thidua.base.outbox.models import (
    InboxMessage,
    MailState,
    MailWish,
    OutgoingMail,
    Preferences,
)
from thidua.base.outbox.sending import LEASE, message_of, send_due
from thidua.base.outbox.services import mark_read, set_wish
from thidua.base.outbox.transport import folder_letters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]
DAY = date(2022, 2, 15)
ICS = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def clerk(make_user):
    return make_user("clerk", "clerk@example.vn")


@pytest.fixture
def open_keys(monkeypatch):
    still_open = {"duty:1", "duty:2"}
    monkeypatch.setitem(registries.reminder_reasons, "duty.open", lambda key: key in still_open)
    return still_open


def tell(user, number, **more):
    outbox.notify(
        to_users=[user], subject=f"Việc {number}", body="Mời làm.", url=f"/viec/{number}/",
        key=f"duty:{number}", reason_name="duty.open", **more,
    )  # fmt: skip


def test_digest_leaves_out_at_sending_what_was_done_since_it_was_written(clerk, open_keys):
    tell(clerk, 1)
    tell(clerk, 2)
    assert send_digests(DAY) == 1
    open_keys.discard("duty:1")
    assert send_due() == 1
    letter = folder_letters()[0]
    assert letter.subject == "Thi Đua: 1 tin mới ngày 15/02/2022"
    assert ("Việc 1" in letter.body, "1. Việc 2" in letter.body) == (False, True)


def test_digest_leaves_out_at_sending_what_was_read_meanwhile(clerk, open_keys):
    tell(clerk, 1)
    tell(clerk, 2)
    send_digests(DAY)
    read = InboxMessage.objects.get(key="duty:2")
    mark_read(actor=make_actor(user_id=clerk.pk), message_ids=[read.pk])
    send_due()
    assert "Việc 2" not in folder_letters()[0].body


def test_digest_with_nothing_left_is_not_sent(clerk, open_keys):
    tell(clerk, 1)
    send_digests(DAY)
    open_keys.clear()
    assert send_due() == 0
    assert OutgoingMail.objects.get().state == MailState.DROPPED
    assert folder_letters() == []


def test_digest_whose_sender_was_killed_is_looked_at_again_by_the_next(clerk, open_keys):
    tell(clerk, 1)
    tell(clerk, 2)
    send_digests(DAY)
    killed = timezone.now() - LEASE - timedelta(seconds=1)
    OutgoingMail.objects.update(state=MailState.SENDING, attempts=1, lease_until=killed)
    message_id = OutgoingMail.objects.get().message_id
    open_keys.discard("duty:2")
    assert send_due() == 1
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.message_id) == (MailState.SENT, message_id)
    assert "Việc 2" not in folder_letters()[0].body


@pytest.mark.django_db(transaction=True)
def test_digest_killed_before_its_commit_is_written_whole_the_next_time(clerk, open_keys):
    with transaction.atomic():
        tell(clerk, 1)

    def killed():
        with transaction.atomic():
            send_digests(DAY)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    assert OutgoingMail.objects.count() == 0
    assert InboxMessage.objects.get().awaits_digest
    assert send_digests(DAY) == 1


def test_digest_carries_the_calendars_of_its_lines(clerk, open_keys):
    tell(clerk, 1, calendar=ICS)
    tell(clerk, 2)
    send_digests(DAY)
    part = message_of(OutgoingMail.objects.get()).message().get_payload()[1]
    assert part.get_content_type() == "text/calendar"
    assert (part.get_param("method"), part.get_filename()) == ("PUBLISH", "lich.ics")


def test_letter_at_once_carries_its_calendar(clerk, open_keys):
    tell(clerk, 1, calendar=ICS, urgent=True)
    assert OutgoingMail.objects.get().calendars == [ICS]


@pytest.mark.parametrize(
    ("general", "own", "letters", "gathered"),
    [
        (MailWish.DAILY, MailWish.EACH, 1, False),
        (MailWish.EACH, MailWish.DAILY, 0, True),
        (MailWish.EACH, MailWish.URGENT_ONLY, 0, False),
        (MailWish.URGENT_ONLY, "", 0, False),
    ],
)
def test_notify_follows_the_wish_about_its_kind(clerk, open_keys, general, own, letters, gathered):
    set_wish(actor=make_actor(user_id=clerk.pk), wish=general, by_kind={"training": own})
    tell(clerk, 1, kind="training")
    assert OutgoingMail.objects.count() == letters
    assert InboxMessage.objects.get().awaits_digest is gathered


def test_urgent_cannot_be_switched_off_for_a_kind(clerk, open_keys):
    wish = MailWish.URGENT_ONLY
    set_wish(actor=make_actor(user_id=clerk.pk), wish=wish, by_kind={"paper": wish})
    tell(clerk, 1, kind="paper", urgent=True)
    assert OutgoingMail.objects.count() == 1


def test_set_wish_refuses_a_kind_nobody_sends(clerk):
    with pytest.raises(Refusal, match="Không có loại tin này: la"):
        set_wish(actor=make_actor(user_id=clerk.pk), wish=MailWish.DAILY, by_kind={"la": "each"})
    assert Preferences.objects.count() == 0
