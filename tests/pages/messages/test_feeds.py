"""The calendar address and the wishes, as a person meets them."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from thidua.base import outbox
from thidua.base.outbox.models import InboxMessage, Preferences
from thidua.pages.messages.feeds import OFTEN
from thidua.subjects.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


def address_of(person):
    person.post(reverse("messages:feed_make"))
    return person.get(reverse("messages:feed_see")).context["address"].partition(":8000")[2]


def test_address_is_shown_once_and_read_without_login(client_as):
    person = client_as("canbo.soyte")
    url = address_of(person)
    assert person.get(reverse("messages:feed_see")).context["address"] == ""
    answer = Client().get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert answer["Cache-Control"] == "private, no-store"


def test_revoked_address_is_not_found(client_as):
    person = client_as("canbo.soyte")
    url = address_of(person)
    person.post(reverse("messages:feed_revoke"))
    assert Client().get(url).status_code == 404


def test_calendar_that_asks_too_often_is_told_to_wait(client_as):
    url = address_of(client_as("canbo.soyte"))
    answers = [Client().get(url).status_code for _ in range(OFTEN + 1)]
    assert answers == [200] * OFTEN + [429]


def test_wish_of_a_kind_is_kept_and_shown(client_as):
    person = client_as("canbo.soyte")
    url = reverse("messages:wish_set")
    person.post(url, {"wish": "daily", "kind_training": "each"})
    kept = Preferences.objects.get(user__username="canbo.soyte")
    assert (kept.wish, kept.by_kind) == ("daily", {"training": "each"})
    assert person.get(url).context["form"]["kind_training"].value() == "each"


def test_text_messages_are_offered_only_where_a_gateway_is_set(client_as, settings):
    person = client_as("canbo.soyte")
    User.objects.filter(username="canbo.soyte").update(phone="0912345678")
    url = reverse("messages:wish_set")
    assert "sms" not in person.get(url).context["form"].fields
    settings.SMS_URL = "http://127.0.0.1:1/"
    person.post(url, {"wish": "daily", "sms": "on"})
    assert Preferences.objects.get().sms is True
    settings.SMS_URL = ""
    person.post(url, {"wish": "each"})
    assert Preferences.objects.get().sms is True


def test_calendar_file_of_a_message_is_for_its_reader_only(client_as, django_user_model):
    reader = django_user_model.objects.get(username="canbo.soyte")
    outbox.notify(to_users=[reader], subject="Lớp", body="…", calendar="BEGIN:VCALENDAR\r\n")
    url = reverse("messages:message_calendar", args=[InboxMessage.objects.get().pk])
    assert client_as("canbo.soyte").get(url).content == b"BEGIN:VCALENDAR\r\n"
    assert client_as("chuyenvien").get(url).status_code == 404
