"""The rail, the account menu, the bell and the banners, as pages register them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import RequestFactory

from thidua.base.access import Actor
from thidua.pages.ui import navigation as nav

CLERK = replace(Actor.system(date(2022, 2, 15)), user_name="Hoàng Thị Mẫu", role="unit_clerk")
ADDRESSES = {"home:tasks": "/", "a": "/phong-trao/", "b": "/phong-trao/chi-tieu/", "c": "/don-vi/"}


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> nav.Registry:
    own = nav.Registry()
    monkeypatch.setattr(nav, "REGISTRY", own)
    monkeypatch.setattr(nav, "_url", lambda name: ADDRESSES.get(name, ""))
    return own


def shown(path: str = "/", actor: Actor | None = CLERK) -> dict[str, Any]:
    request = RequestFactory().get(path)
    request.actor = actor  # type: ignore[attr-defined]
    return nav.navigation(request)


def labels(context: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(group.label, [entry.label for entry in group.entries]) for group in context["rail"]]


def test_rail_orders_groups_and_places() -> None:
    nav.register_rail("Đơn vị", "Cây đơn vị", "sitemap", "c", 1)
    nav.register_rail("Thi đua", "Chỉ tiêu", "target", "b", 2)
    nav.register_rail("Thi đua", "Phong trào", "flag", "a", 1)
    nav.register_rail("", "Việc của tôi", "inbox", "home:tasks", 1)
    assert labels(shown()) == [
        ("", ["Việc của tôi"]),
        ("Thi đua", ["Phong trào", "Chỉ tiêu"]),
        ("Đơn vị", ["Cây đơn vị"]),
    ]


def test_rail_leaves_out_what_the_actor_may_not_see_and_what_has_no_address() -> None:
    nav.register_rail(
        "", "Quản trị", "settings", "a", 1, visible=lambda actor: actor.role == "admin"
    )
    nav.register_rail("", "Chưa có", "flag", "nowhere", 1)
    assert shown()["rail"] == ()


def test_rail_marks_the_longest_place_as_current() -> None:
    nav.register_rail("", "Phong trào", "flag", "a", 1)
    nav.register_rail("", "Chỉ tiêu", "target", "b", 2)
    nav.register_rail("", "Việc của tôi", "inbox", "home:tasks", 3)
    entries = [e for group in shown("/phong-trao/chi-tieu/7/")["rail"] for e in group.entries]
    assert [entry.label for entry in entries if entry.current] == ["Chỉ tiêu"]


def test_rail_counts_and_says_what_stands_in_the_bar() -> None:
    for place in ADDRESSES:
        nav.register_rail("", place, "flag", place, 1, count=lambda actor: 9)
    entries = [e for group in shown()["rail"] for e in group.entries]
    assert all(entry.in_bar for entry in entries)
    assert {c.id for c in nav.rail_counts(CLERK)} == {entry.count_id for entry in entries}
    assert {c.number for c in nav.rail_counts(CLERK)} == {9}


def test_rail_counts_nothing_before_it_is_asked() -> None:
    nav.register_rail("", "Việc của tôi", "inbox", "home:tasks", 1, count=lambda actor: 1 // 0)
    assert shown()["rail"][0].entries[0].count_id == "so-home-tasks"


def test_count_of_nothing_and_of_a_closed_place_is_left_out() -> None:
    nav.register_rail("", "Trống", "inbox", "a", 1, count=lambda actor: None)
    nav.register_rail("", "Đóng", "inbox", "b", 2, lambda actor: False, lambda actor: 3)
    assert nav.rail_counts(CLERK) == []


def test_visitor_without_login_sees_no_rail() -> None:
    nav.register_rail("", "Việc của tôi", "inbox", "home:tasks", 1)
    context = shown(actor=None)
    assert (context["rail"], context["shell"].account) == ((), None)


def test_bell_counts_unread() -> None:
    nav.register_inbox("c", lambda actor: 5)
    assert (shown()["shell"].inbox_url, shown()["shell"].unread) == ("/don-vi/", 5)


def test_banner_shows_only_when_it_has_something_to_say() -> None:
    nav.register_banner("quiet", lambda request: None)
    nav.register_banner("demo", lambda request: nav.Banner("Bản trình diễn"))
    assert [banner.words for banner in shown()["shell"].banners] == ["Bản trình diễn"]


def test_account_menu_keeps_its_order() -> None:
    nav.register_account_link("Đăng xuất", "logout", "a", 9, post=True)
    nav.register_account_link("Hồ sơ", "user", "b", 1)
    assert [(link.label, link.post) for link in shown()["shell"].account_links] == [
        ("Hồ sơ", False),
        ("Đăng xuất", True),
    ]


@pytest.mark.parametrize(
    ("name", "letters"), [("Hoàng Thị Mẫu", "TM"), ("Vàng", "V"), ("", ""), ("đỗ Văn ân", "VÂ")]
)
def test_initials_are_of_the_last_two_words(name: str, letters: str) -> None:
    assert nav.initials(name) == letters
