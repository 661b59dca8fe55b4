from collections.abc import Callable

import pytest
from django.test import Client

from tests.support.people import PASSWORD, make_actor, make_unit
from thidua.base.access import Actor, Role
from thidua.subjects.accounts.models import User
from thidua.subjects.orgs.models import Organization


@pytest.fixture(autouse=True)
def real_day(settings: object) -> None:
    """Not the demonstration; posts of these tests hold today as well."""
    settings.DEMO = False  # type: ignore[attr-defined]


@pytest.fixture
def health(db: None) -> Organization:
    return make_unit("LC-SYT", "Sở Y tế")


@pytest.fixture
def school(db: None) -> Organization:
    return make_unit("LC-SGDDT", "Sở Giáo dục và Đào tạo")


@pytest.fixture
def admin(health: Organization) -> Actor:
    return make_actor("quantri", health, Role.ADMIN, "Lý A Tráng")


@pytest.fixture
def clerk(health: Organization) -> Actor:
    return make_actor("canbo", health, Role.UNIT_CLERK, "Vàng Thị Dín")


@pytest.fixture
def head(health: Organization) -> Actor:
    return make_actor("thutruong", health, Role.UNIT_HEAD, "Bùi Đức Hậu")


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
