"""Text messages against a gateway on this machine: the same queue as letters, never lost."""

import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.utils import timezone

from tests.base.conftest import make_actor
from thidua.base import outbox, registries
from thidua.base.outbox import gateway
from thidua.base.outbox.models import Channel, MailState, MailWish, OutgoingMail
from thidua.base.outbox.sending import LEASE, send_due
from thidua.base.outbox.services import set_wish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]


class Gateway:
    """Answers `status` and keeps what it was told."""

    def __init__(self) -> None:
        self.status, self.heard = 200, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                outer.heard.append((self.path, dict(self.headers), body))
                self.send_response(outer.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/gui"
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def sms(settings):
    running = Gateway()
    settings.SMS_URL = running.url
    settings.SMS_HEADERS = {"Content-Type": "application/json", "Authorization": "Bearer xyz"}
    settings.SMS_BODY = '{"phone": "{to}", "message": "{text}", "id": "{key}"}'
    yield running
    running.stop()


@pytest.fixture
def clerk(make_user):
    user = make_user("clerk")
    user.phone = "0912 345 678"
    user.save(update_fields=["phone"])
    set_wish(actor=make_actor(user_id=user.pk), wish=MailWish.DAILY, sms=True)
    return user


def tell(user, **more):
    given = {"subject": 'Hủy lớp "Đổi mới" ngày mai', "body": "…", "url": "/tap-huan/1/"}
    outbox.notify(to_users=[user], key="k", **given | {"urgent": True} | more)


def test_urgent_message_reaches_the_gateway_as_set(clerk, sms):
    tell(clerk)
    assert send_due() == 1
    path, headers, body = sms.heard[0]
    mail = OutgoingMail.objects.get()
    assert (path, headers["Authorization"]) == ("/gui", "Bearer xyz")
    assert json.loads(body) == {
        "phone": "0912345678",
        "message": 'Thi Dua: Huy lop "Doi moi" ngay mai http://127.0.0.1:8000/tap-huan/1/',
        "id": mail.message_id.strip("<>"),
    }
    assert (mail.channel, mail.state) == (Channel.SMS, MailState.SENT)


@pytest.mark.parametrize("more", [{"urgent": False}, {"mail": False}])
def test_only_what_is_urgent_is_texted(clerk, sms, more):
    tell(clerk, **more)
    assert OutgoingMail.objects.count() == 0


def test_nobody_is_texted_who_did_not_ask(make_user, sms):
    user = make_user("khac")
    user.phone = "0912345678"
    user.save(update_fields=["phone"])
    tell(user)
    assert OutgoingMail.objects.count() == 0


def test_without_a_telephone_or_a_gateway_nothing_is_queued(clerk, sms, settings):
    clerk.phone = "văn phòng"
    clerk.save(update_fields=["phone"])
    tell(clerk)
    settings.SMS_URL, clerk.phone = "", "0912345678"
    clerk.save(update_fields=["phone"])
    outbox.notify(to_users=[clerk], key="k2", subject="x", body="y", urgent=True)
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("status", [500, 302])
def test_refused_text_waits_and_is_sent_with_the_same_key(clerk, sms, status):
    tell(clerk)
    sms.status = status
    assert send_due() == 0
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
    assert str(status) in mail.last_error
    sms.status = 200
    OutgoingMail.objects.update(next_try=timezone.now())
    assert send_due() == 1
    keys = [json.loads(body)["id"] for _path, _headers, body in sms.heard]
    assert keys == [mail.message_id.strip("<>")] * 2


def test_text_of_a_killed_sender_is_sent_by_the_next(clerk, sms):
    tell(clerk)
    killed = timezone.now() - LEASE - timedelta(seconds=1)
    OutgoingMail.objects.update(state=MailState.SENDING, attempts=1, lease_until=killed)
    assert send_due() == 1


def test_text_whose_reason_is_gone_is_dropped(clerk, sms, monkeypatch):
    monkeypatch.setitem(registries.reminder_reasons, "class.on", lambda key: False)
    tell(clerk, reason_name="class.on")
    send_due()
    assert (OutgoingMail.objects.get().state, sms.heard) == (MailState.DROPPED, [])


def test_words_go_into_an_address_and_a_form_escaped(clerk, sms, settings):
    settings.SMS_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
    settings.SMS_BODY, settings.SMS_UNACCENTED = "to={to}&text={text}", False
    tell(clerk, subject="A & b={key}", url="")
    send_due()
    assert sms.heard[0][2] == "to=0912345678&text=Thi%20%C4%90ua%3A%20A%20%26%20b%3D%7Bkey%7D"


def test_unaccented_text_fits_one_message():
    mail = OutgoingMail(subject="Đề nghị cử người dự lớp tập huấn " * 10, body="http://x/1/")
    text = gateway.text_of(mail)
    assert (len(text) <= 160, text.isascii(), text[-3:]) == (True, True, "...")


@pytest.mark.parametrize(
    ("phone", "country", "number"),
    [
        ("0912.345.678", "", "0912345678"),
        ("(0912) 345-678", "84", "84912345678"),
        ("+84 912 345 678", "84", "84912345678"),
        ("02133 876 543 (máy lẻ 2)", "", ""),
        ("", "84", ""),
    ],
)
def test_number_of(settings, phone, country, number):
    settings.SMS_COUNTRY = country
    assert gateway.number_of(phone) == number
