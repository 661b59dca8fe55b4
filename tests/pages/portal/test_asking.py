"""Forms that anybody sends: traps, tickets, limits."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.test import RequestFactory

from thidua.pages.portal import asking


class Words(asking.PublicForm):
    words = forms.CharField()


def filled(age: float = 60, **changes: str) -> dict[str, str]:
    ticket = asking.new_ticket(time.time() - age)
    return {"words": "Góp ý", "ghi_them": "", "phieu": ticket} | changes


def errors(data: dict[str, str]) -> list[str]:
    form = Words(data)
    form.is_valid()
    return [str(error) for error in form.non_field_errors()]


def test_form_is_taken_and_names_its_opening() -> None:
    data = filled()
    once, again = Words(data), Words(data)
    assert (once.is_valid(), again.is_valid()) == (True, True)
    assert once.ticket == again.ticket != ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ghi_them": "http://mua-ban"}, asking.A_MACHINE),
        ({"age": 0}, asking.TOO_FAST),
        ({"phieu": "khong-phai"}, asking.TOO_LATE),
        ({"phieu": ""}, asking.TOO_LATE),
        ({"age": asking.LATEST + 60}, asking.TOO_LATE),
    ],
)
def test_form_is_refused_with_a_way_out(changes: dict[str, Any], said: Any) -> None:
    assert errors(filled(**changes)) == [str(said)]


def test_late_form_gets_a_new_ticket_and_keeps_the_words() -> None:
    form = Words(filled(age=asking.LATEST + 60))
    assert not form.is_valid()
    again = {"words": form["words"].value(), "phieu": form["phieu"].value()}
    assert again["words"] == "Góp ý"
    assert asking.read_ticket(again["phieu"])[1] < asking.SOONEST


def test_traps_are_printed_with_the_hidden_fields_and_seen_by_nobody() -> None:
    form = Words()
    assert [field.name for field in form.visible_fields()] == ["words"]
    assert str(form["ghi_them"]).startswith("<div hidden>")


def test_sealed_value_is_read_only_in_time_and_for_its_kind() -> None:
    text = asking.sealed("opinion", "abc")
    assert asking.unsealed("opinion", text, within=timedelta(minutes=5)) == "abc"
    assert asking.unsealed("story", text, within=timedelta(minutes=5)) is None
    assert asking.unsealed("opinion", text + "x", within=timedelta(minutes=5)) is None
    assert asking.unsealed("opinion", text, within=timedelta(seconds=-1)) is None


@pytest.mark.parametrize(
    ("peer", "said", "https", "address"),
    [
        ("10.1.1.1", "", False, "10.1.1.1"),
        ("127.0.0.1", "203.113.1.9", False, "203.113.1.9"),
        ("10.1.1.1", "203.113.1.9", False, "10.1.1.1"),  # a stranger's own words are not believed
        ("10.1.1.1", "1.1.1.1, 203.113.1.9", True, "203.113.1.9"),
    ],
)
def test_address_is_the_front_servers_word_only_behind_one(
    settings: Any, peer: str, said: str, https: bool, address: str
) -> None:
    settings.HTTPS = https
    headers = {"HTTP_X_FORWARDED_FOR": said} if said else {}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **headers)
    assert asking.address_of(request) == address


@pytest.mark.django_db
def test_sixth_sending_of_an_hour_is_refused(rf: RequestFactory) -> None:
    request = rf.post("/", REMOTE_ADDR="10.9.9.9")
    assert [asking.allowed(request, "x") for _ in range(6)] == [True] * 5 + [False]
