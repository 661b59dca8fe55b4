"""The numbers of the rail come after the page, in a request of their own."""

from collections.abc import Callable

from django.test import Client

from thidua.base.access import Actor
from thidua.base.registries import open_duties
from thidua.subjects.movements.models import Movement

Sign = Callable[..., Client]


def test_page_asks_no_source_what_waits(laichau: Actor, client_as: Sign) -> None:
    asked: list[str] = []
    open_duties.answers["test"] = lambda actor: asked.append(actor.user_name) or []
    try:
        client = client_as("canbo.soyte")
        client.get("/phong-trao/")
        assert asked == []
        client.get("/so-viec/")
        assert len(asked) == 1
    finally:
        del open_duties.answers["test"]


def test_counts_name_the_place_they_belong_to(launched: Movement, client_as: Sign) -> None:
    answer = client_as("canbo.soyte").get("/so-viec/")
    assert '<span class="count" id="so-home-tasks" hx-swap-oob="true">' in answer.content.decode()
    assert answer["Cache-Control"] == "private, max-age=20"
