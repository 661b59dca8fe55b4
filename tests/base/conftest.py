"""Actors and users for the tests of the plumbing."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from thidua.base.access import Actor, Role

DAY = date(2022, 2, 15)


def make_actor(
    role: str = Role.ADMIN, user_id: int | None = None, name: str = "Trần Thị Mẫu"
) -> Actor:
    return Actor(user_id, name, 7, "Sở Nội vụ", 3, "Chuyên viên", role, DAY)


@pytest.fixture
def actor() -> Actor:
    return make_actor()


@pytest.fixture
def make_user(db):
    def make(username: str, email: str = ""):
        users = get_user_model().objects
        return users.create(username=username, full_name=username.title(), email=email)

    return make


@pytest.fixture
def own_data(settings, tmp_path: Path) -> Path:
    """A data folder of this test's own."""
    settings.DATA = tmp_path
    settings.FILES = tmp_path / "files"
    settings.MAIL_FOLDER = tmp_path / "mail"
    return tmp_path
