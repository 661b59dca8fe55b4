from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.base.conftest import make_actor
from thidua.base import outbox, registries
from thidua.base.access import Role
from thidua.base.errors import Refusal
from thidua.base.outbox import recipients
from thidua.base.outbox.digests import send_digests
from thidua.base.outbox.models import (
    InboxMessage,
    MailState,
    MailWish,
    OutgoingMail,
    Preferences,
)
from thidua.base.outbox.sending import LEASE, send_due
from thidua.base.outbox.services import mark_read, resend_mail, send_mail, set_wish
from thidua.base.outbox.transport import folder_letters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]
DAY = date(2022, 2, 15)


@pytest.fixture
def clerk(make_user):
    return make_user("clerk", "clerk@example.vn")


def tell(user, **more):
    given = {"subject": "Có phong trào mới", "body": "Mời tiếp nhận.", "url": "/duoc-giao/1/"}
    return outbox.notify(to_users=[user], **given | more)


def test_notify_tells_each_person_once_by_key(clerk):
    assert tell(clerk, key="duty:1") == 1
    assert tell(clerk, key="duty:1") == 0
    assert InboxMessage.objects.filter(user=clerk).count() == 1


def test_notify_without_key_tells_each_time(clerk):
    tell(clerk)
    tell(clerk)
    assert InboxMessage.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_notify_outside_a_transaction_is_an_error(clerk):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        tell(clerk)


@pytest.mark.django_db(transaction=True)
def test_notify_rolled_back_tells_nobody(clerk):
    def fail():
        with transaction.atomic():
            tell(clerk, urgent=True)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (InboxMessage.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_notify_finds_the_members_of_a_unit(make_user, monkeypatch):
    first, second = make_user("a"), make_user("b")
    asked = []

    def members(unit_id, roles, day):
        asked.append((unit_id, tuple(roles)))
        return [first.pk, second.pk]

    monkeypatch.setattr(recipients, "_resolvers", [members])
    outbox.notify(to_unit=5, roles=[Role.UNIT_CLERK], subject="x", body="y")
    assert asked == [(5, (Role.UNIT_CLERK,))]
    assert set(InboxMessage.objects.values_list("user_id", flat=True)) == {first.pk, second.pk}


@pytest.mark.parametrize(
    ("wish", "urgent", "letters"),
    [
        (None, False, 0),
        (None, True, 1),
        (MailWish.DAILY, False, 0),
        (MailWish.EACH, False, 1),
        (MailWish.URGENT_ONLY, False, 0),
        (MailWish.URGENT_ONLY, True, 1),
    ],
)
def test_notify_writes_letters_as_the_person_wishes(clerk, wish, urgent, letters):
    if wish:
        Preferences.objects.create(user=clerk, wish=wish)
    tell(clerk, urgent=urgent)
    assert OutgoingMail.objects.count() == letters


def test_send_due_puts_the_letter_in_the_folder_and_marks_it(clerk):
    tell(clerk, urgent=True)
    assert send_due() == 1
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.SENT, 1)
    letter = folder_letters()[0]
    assert (letter.to, letter.subject) == ("clerk@example.vn", "Có phong trào mới")
    assert "Mở để xử lý: http://127.0.0.1:8000/duoc-giao/1/" in letter.body
    assert send_due() == 0


def test_send_due_after_a_kill_sends_the_same_letter(clerk):
    tell(clerk, urgent=True)
    killed = timezone.now() - LEASE - timedelta(seconds=1)
    OutgoingMail.objects.update(state=MailState.SENDING, attempts=1, lease_until=killed)
    message_id = OutgoingMail.objects.get().message_id
    assert send_due() == 1
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.message_id, mail.attempts) == (MailState.SENT, message_id, 2)


def test_send_due_leaves_a_letter_that_another_is_sending(clerk):
    tell(clerk, urgent=True)
    OutgoingMail.objects.update(state=MailState.SENDING, lease_until=timezone.now() + LEASE)
    assert send_due() == 0


def test_send_due_keeps_a_letter_the_server_refused(clerk, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(clerk, urgent=True)
    before = timezone.now()
    assert send_due() == 0
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
    assert "refused" in mail.last_error
    assert mail.next_try > before + timedelta(seconds=50)


def test_send_due_gives_up_after_many_tries_and_resend_starts_again(clerk, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(clerk, urgent=True)
    for _ in range(9):
        OutgoingMail.objects.update(next_try=timezone.now())
        send_due()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.FAILED, 9)
    settings.EMAIL_HOST = ""
    resend_mail(actor=make_actor(Role.ADMIN), mail_id=mail.pk)
    assert send_due() == 1
    again = OutgoingMail.objects.get()
    assert (again.state, again.message_id) == (MailState.SENT, mail.message_id)


def test_resend_refuses_a_letter_still_waiting(clerk):
    tell(clerk, urgent=True)
    with pytest.raises(Refusal, match="đang chờ gửi"):
        resend_mail(actor=make_actor(Role.ADMIN), mail_id=OutgoingMail.objects.get().pk)


def test_send_due_drops_a_letter_whose_reason_is_gone(clerk, monkeypatch):
    monkeypatch.setitem(registries.reminder_reasons, "duty.open", lambda key: key == "duty:2")
    tell(clerk, urgent=True, key="duty:1", reason_name="duty.open")
    tell(clerk, urgent=True, key="duty:2", reason_name="duty.open")
    assert send_due() == 1
    states = dict(OutgoingMail.objects.values_list("reason_key", "state"))
    assert states == {"duty:1": MailState.DROPPED, "duty:2": MailState.SENT}


def test_digest_is_one_letter_a_day_of_what_is_unread(clerk):
    tell(clerk, subject="Việc một")
    tell(clerk, subject="Việc hai", key="read")
    tell(clerk, subject="Việc ba")
    mark_read(
        actor=make_actor(user_id=clerk.pk),
        message_ids=InboxMessage.objects.filter(key="read").values_list("pk", flat=True),
    )
    assert send_digests(DAY) == 1
    letter = OutgoingMail.objects.get()
    assert letter.subject == "Thi Đua: 2 tin mới ngày 15/02/2022"
    assert "1. Việc một" in letter.body
    assert "2. Việc ba" in letter.body
    tell(clerk, subject="Việc bốn")
    assert send_digests(DAY) == 0
    assert send_digests(DAY + timedelta(days=1)) == 1
    assert "Việc bốn" in OutgoingMail.objects.latest("pk").body


def test_mark_read_does_not_touch_another_persons_message(clerk):
    tell(clerk)
    message = InboxMessage.objects.get()
    assert mark_read(actor=make_actor(user_id=clerk.pk + 1), message_ids=[message.pk]) == 0
    assert mark_read(actor=make_actor(user_id=clerk.pk), message_ids=[message.pk]) == 1


def test_set_wish_replaces_the_wish_before(clerk):
    for wish in (MailWish.EACH, MailWish.URGENT_ONLY):
        set_wish(actor=make_actor(user_id=clerk.pk), wish=wish)
    assert Preferences.objects.values_list("wish", flat=True).get() == MailWish.URGENT_ONLY


def test_a_subject_cannot_forge_headers(own_data):
    send_mail(to="a@example.vn", subject="Một\nBcc: x@example.vn", body="b")
    assert send_due() == 1
    assert folder_letters()[0].subject == "Một Bcc: x@example.vn"
