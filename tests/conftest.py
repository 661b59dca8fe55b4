"""Fixtures that every test may use: Lai Châu as the demonstration knows it, and its people."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client, override_settings

from tests.support.emptying import lift_triggers_while_emptying
from tests.support.snapshots import Once
from thidua.base.access import Actor

DAY = date(2022, 2, 15)


def pytest_configure() -> None:
    lift_triggers_while_emptying()


@pytest.fixture
def day() -> date:
    return DAY


LAICHAU = Once()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of an empty database, then those of Lai Châu, which is loaded between them for good;
    of both kinds those that commit come last, since they leave the database empty."""
    items.sort(key=lambda item: ("laichau" in getattr(item, "fixturenames", ()), commits(item)))


def commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    named = "transactional_db" in getattr(item, "fixturenames", ())
    return named or (mark is not None and bool(mark.kwargs.get("transaction")))


@pytest.fixture(scope="session")
def laichau_stands(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        LAICHAU.bring(load_laichau_and_people)


@pytest.fixture
def laichau(laichau_stands: None, db: None, settings: Any) -> Actor:
    """Parameters, all 240 units, and a person for each role, on the demonstration's day."""
    from thidua.subjects.orgs.models import Organization

    settings.DEMO = True
    if not Organization.objects.exists():  # a test that commits was here before
        LAICHAU.bring(load_laichau_and_people)
    return Actor.system(DAY)


def load_laichau_and_people() -> None:
    from thidua.base.parameters import load_parameters
    from thidua.subjects.accounts.services.samples import demo_people
    from thidua.subjects.orgs.services import load_laichau

    system = Actor.system(DAY)
    load_parameters()
    load_laichau(system)
    demo_people(actor=system)


@pytest.fixture
def actor(laichau: Actor) -> Callable[..., Actor]:
    """`actor("canbo.soyte")`: that person in a post, by role when there are several."""
    from thidua.subjects.accounts.models import User
    from thidua.subjects.accounts.selectors import actor_for, posts_on

    def find(username: str, role: str | None = None, day: date = DAY) -> Actor:
        user = User.objects.get(username=username)
        posts = posts_on(user, day)
        post = next(post for post in posts if role is None or post.role == role)
        return actor_for(user, post, day)

    return find


@pytest.fixture
def client_as(laichau: Actor) -> Callable[..., Client]:
    """`client_as("chuyenvien")`: a browser signed in as that person, on the demonstration's day."""
    from thidua.subjects.accounts.models import User

    def sign_in(username: str, role: str | None = None) -> Client:
        client = Client()
        user = User.objects.get(username=username)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        if role is not None:
            choose_post(client, user, role)
        return client

    return sign_in


def choose_post(client: Client, user: object, role: str) -> None:
    """Sit down in the post with this role, as the person does on the page of posts."""
    from thidua.pages.accounts.entrance import SEAT_KEY
    from thidua.subjects.accounts.selectors import seats_on

    seat = next(seat for seat in seats_on(user, DAY) if seat.post.role == role)  # type: ignore[arg-type]
    session = client.session
    session[SEAT_KEY] = seat.key
    session.save()
