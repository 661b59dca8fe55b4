"""The component page in a real browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.pages.ui.urls"),
]


@pytest.fixture
def components(live_server: Any) -> str:
    return f"{live_server.url}/thanh-phan/"


def test_component_page_is_accessible_everywhere(
    page: Page, components: str, axe_everywhere: Callable[[Page, str], None]
) -> None:
    axe_everywhere(page, components)


def test_missing_page_is_accessible(
    page: Page, live_server: Any, axe_check: Callable[[Page], None]
) -> None:
    page.goto(f"{live_server.url}/khong-co-trang-nay/")
    expect(page.locator("h1")).to_have_text("Không tìm thấy trang này")
    axe_check(page)


def test_nothing_breaks_the_content_policy(page: Page, components: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(components)
    page.wait_for_load_state("networkidle")
    assert complaints == []


def test_theme_is_kept_in_the_browser(page: Page, components: str) -> None:
    page.goto(components)
    page.click("details.menu.acct > summary")
    page.click('[data-theme-choice="dark"]')
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 18, 17)"


def test_search_filters_the_list_and_its_address(page: Page, components: str) -> None:
    page.goto(components)
    page.fill("#don-vi-q", "so y te")
    expect(page.locator("#don-vi-rows tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"q=so%20y%20te(?!.*tinh-trang)"))


def test_bulk_bar_counts_ticked_rows(page: Page, components: str) -> None:
    page.goto(components)
    bar = page.locator("#don-vi [data-needs-pick]")
    expect(bar).to_be_hidden()
    page.locator("#don-vi [data-pick]").nth(1).check()
    expect(bar).to_be_visible()
    page.locator("#don-vi [data-pick-all]").check()
    expect(page.locator("#don-vi [data-picked-count]")).to_have_text("25")


def test_mark_and_item_follow_each_other(page: Page, components: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(components)
    page.click("#m-pt1 [data-follow]")
    expect(page.locator("#i-pt1")).to_have_class("lit")
    page.click("#i-gv1 [data-follow]")
    expect(page.locator("#m-gv1")).to_have_class("k4 lit")


def test_following_a_mark_changes_the_pane_on_a_phone(page: Page, components: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(components)
    page.click("#m-pt1 [data-follow]")
    expect(page.locator("#i-pt1")).to_be_visible()


def test_draft_is_offered_after_leaving_the_page(page: Page, components: str) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(components)
    page.fill("#mau_number", "77/QĐ-UBND")
    page.locator("#mau_number").blur()
    page.reload()
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.locator("#mau_number")).to_have_value("77/QĐ-UBND")


def test_question_before_an_act_without_undo(page: Page, components: str) -> None:
    page.goto(components)
    page.click("details.confirm > summary")
    dialog = page.locator("details.confirm dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_question_opens_in_place_without_script(browser: Any, components: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(components)
    page.click("details.confirm > summary")
    expect(page.locator("details.confirm dialog")).to_be_visible()
    page.context.close()


def test_slash_goes_to_the_search(page: Page, components: str) -> None:
    page.goto(components)
    page.locator("h1").click()
    page.keyboard.press("/")
    names = page.evaluate(
        "[document.activeElement.name, !!document.querySelector('[data-search]')]"
    )
    assert names in (["q", True], [None, False])
