"""Every address × every role × GET and POST: each answers as its declared verb says."""

from collections.abc import Callable
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.support.url_walk import Place, all_places
from thidua.base.access import Actor, Role, may
from thidua.base.access.middleware import AccessMiddleware
from thidua.base.access.verbs import VERBS
from thidua.base.access.views import PUBLIC, SIGNED_IN, access_of
from thidua.subjects.accounts import services
from thidua.subjects.accounts.models import Post, User

METHODS = ("get", "post")
REFUSED = HTTPStatus.FORBIDDEN
# What an address may answer to somebody who may come in: the thing may be missing, closed to
# this person, gone, or not want this method; the form may be empty.
FINE = {200, 204, 302, 303, 304, 400, 403, 404, 405, 409, 410, 422}


def ask(cookies: Any, method: str, address: str) -> HttpResponseBase:
    """One request that leaves nothing behind; a fault answers 500 instead of raising."""
    client = Client(raise_request_exception=False)
    client.cookies.update(cookies)
    with transaction.atomic():
        answer = getattr(client, method)(address)
        transaction.set_rollback(True)
    return answer


def is_login(answer: HttpResponseBase) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(
        reverse(django_settings.LOGIN_URL)
    )


def test_every_view_declares_who_may_come_in() -> None:
    undeclared = [place.name for place in all_places() if access_of(place.view) is None]
    assert undeclared == []


def test_every_declared_verb_is_registered() -> None:
    declared = {access_of(place.view) for place in all_places()} - {PUBLIC, SIGNED_IN, None}
    assert declared - set(VERBS) == set()


def test_undeclared_view_stays_closed(client_as: Callable[..., Client], settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.support.closed_urls"
    for client in (Client(), client_as("quantri")):
        assert client.get("/chua-khai-bao/").status_code == REFUSED


def test_anonymous_reaches_public_pages_only(laichau: Actor) -> None:
    wrong = []
    for place in all_places():
        for method in METHODS:
            answer = ask({}, method, place.address())
            public = access_of(place.view) == PUBLIC
            if answer.status_code not in FINE or (not public and not is_login(answer)):
                wrong.append((place.name, method, answer.status_code))
    assert wrong == []


def expected(place: Place, actor: Actor) -> set[int]:
    access = access_of(place.view)
    if access in (PUBLIC, SIGNED_IN) or may(actor, str(access)):
        return FINE
    return {REFUSED}


# Three roles walk every address both ways. The others open what is theirs and are refused at the
# door of the rest; what is public looks the same to all, and the visitor without login walks it.
# Who may enter is asked of Python, not of the database: on PostgreSQL the three prove the way.
FEW = (Role.OFFICER.value, Role.UNIT_CLERK.value, Role.ADMIN.value)
WALKERS = Role.values if connection.vendor == "sqlite" else FEW


@pytest.mark.parametrize("role", WALKERS)
def test_role_gets_what_its_verbs_say(role: str, laichau: Actor, day: Any) -> None:
    from tests.conftest import choose_post
    from thidua.subjects.accounts.selectors import actor_for

    post = Post.objects.held_on(day).select_related("user").filter(role=role).first()
    assert post is not None
    client = Client()
    client.force_login(post.user, backend="django.contrib.auth.backends.ModelBackend")
    choose_post(client, post.user, role)
    actor = actor_for(post.user, post, day)
    wrong = []
    for place in all_places():
        fine = expected(place, actor)
        if role not in FEW and access_of(place.view) == PUBLIC:
            continue
        if role not in FEW and fine == {REFUSED}:
            assert refused_at_the_door(place, actor), place.name
            continue
        for method in METHODS if role in FEW else ("get",):
            answer = ask(client.cookies, method, place.address())
            if answer.status_code not in fine or (
                is_login(answer) and access_of(place.view) != PUBLIC
            ):
                wrong.append((place.name, method, answer.status_code))
    assert wrong == []


def refused_at_the_door(place: Place, actor: Actor) -> bool:
    """The guard's answer alone; that its refusal becomes a page is walked by a few roles."""
    request: Any = SimpleNamespace(actor=actor)
    try:
        AccessMiddleware(lambda _: HttpResponse()).process_view(request, place.view, (), {})
    except PermissionDenied:
        return True
    return False


def test_seeing_through_anothers_eyes_posts_nothing(
    laichau: Actor, actor: Callable[..., Actor], client_as: Callable[..., Client]
) -> None:
    """Whatever the page: each POST is refused, but for ending the look and logging out."""
    from thidua.pages.accounts.entrance import SEE_AS_KEY
    from thidua.pages.accounts.middleware import NOBODY_S_PAGES

    seen = Post.objects.select_related("user").get(user__username="chuyenvien")
    looking = services.start_see_as(actor=actor("quantri"), post=seen, reason="Thử")
    client = client_as("quantri")
    session = client.session
    session[SEE_AS_KEY] = looking.pk
    session.save()
    open_ones = set()
    for place in all_places():
        if place.address().startswith(NOBODY_S_PAGES):
            continue  # the same for all: nobody is signed in there
        if ask(client.cookies, "post", place.address()).status_code != REFUSED:
            open_ones.add(place.name)
    assert open_ones == {"accounts:logout", "accounts:see_as_stop"}


def test_walk_has_a_person_for_every_role(laichau: Actor) -> None:
    held = set(User.objects.values_list("posts__role", flat=True))
    assert held == set(Role.values)
