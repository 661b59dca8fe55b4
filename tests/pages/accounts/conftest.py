from collections.abc import Callable

import pytest
from django.test import Client

from tests.support.offices import admin, clerk, head, health, school
from tests.support.people import PASSWORD
from thidua.base.access import Actor
from thidua.subjects.accounts.models import User


@pytest.fixture(autouse=True)
def real_day(settings: object) -> None:
    """Not the demonstration; posts of these tests hold today as well."""
    settings.DEMO = False  # type: ignore[attr-defined]


@pytest.fixture
def enter() -> Callable[[Actor | None], Client]:
    """A browser that came in through the sign-in page."""

    def open_as(actor: Actor | None) -> Client:
        client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/120")
        if actor is not None:
            name = User.objects.get(pk=actor.user_id).username
            answer = client.post("/dang-nhap/", {"username": name, "password": PASSWORD})
            assert answer.status_code == 302
        return client

    return open_as


__all__ = ["admin", "clerk", "enter", "head", "health", "real_day", "school"]
