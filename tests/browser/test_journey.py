"""The whole trip in a browser, with script and without, and what script adds to the review."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import demonstration
from tests.browser.conftest import AS_HERE
from tests.browser.journey import Journey

pytestmark = pytest.mark.browser


def complaints_of(page: Page) -> list[str]:
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def plain_people(browser: Browser, address: str) -> Iterator[demonstration.People]:
    """Browsers without script."""
    everybody = demonstration.People(browser, address, java_script_enabled=False, **AS_HERE)
    yield everybody
    everybody.close()


def test_directive_becomes_a_running_movement(people: demonstration.People) -> None:
    journey = Journey(people, "03")
    said = complaints_of(journey.officer) + complaints_of(journey.clerk)
    journey.walk()
    assert said == []


def test_directive_becomes_a_running_movement_without_script(
    plain_people: demonstration.People,
) -> None:
    Journey(plain_people, "04").walk()


@pytest.fixture
def review(people: demonstration.People) -> Iterator[Page]:
    journey = Journey(people, "05")
    journey.upload()
    yield journey.officer
    journey.officer.close()


def third_target(review: Page) -> Locator:
    """Found as people find it: by the small sign in the text."""
    review.locator("mark sup a[data-follow]", has_text=re.compile("^CT3$")).click()
    return review.locator("[data-line]", has_text="thu ngân sách")


def test_mark_leads_to_its_item_and_back(review: Page) -> None:
    item = third_target(review)
    expect(item).to_have_class(re.compile(r"\blit\b"))
    expect(item).to_be_in_viewport()
    item.locator("a[data-follow]").click()
    expect(review.locator("mark.lit").first).to_contain_text("thu ngân sách")
    expect(review.locator("mark.lit").first).to_be_in_viewport()


def test_accepting_an_item_keeps_the_place_on_the_page(review: Page) -> None:
    item = third_target(review)
    button = item.get_by_role("button", name=re.compile("^Giữ"))
    button.scroll_into_view_if_needed()
    before = item.bounding_box()
    with review.expect_response(re.compile("/muc/")):
        button.click()
    expect(item.locator(".chip")).to_have_text("Giữ nguyên")
    after = item.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 40


def test_two_people_do_not_overwrite_each_other(people: demonstration.People, review: Page) -> None:
    """The second to save sees the first one's words beside his own."""
    item = third_target(review)
    address = item.get_by_role("link", name=re.compile("^Sửa")).get_attribute("href")
    assert address is not None
    other = people.page("vanthu")
    for page in (review, other):
        page.goto(address)
    review.locator('textarea[name="name"]').fill("Thu ngân sách nhà nước trên địa bàn")
    review.get_by_role("button", name="Lưu").click()
    review.wait_for_url(re.compile(r"/chi-thi/\d+/(#.*)?$"))
    other.locator('textarea[name="name"]').fill("Tổng thu ngân sách")
    other.get_by_role("button", name="Lưu").click()
    expect(other.locator("main")).to_contain_text("Thu ngân sách nhà nước trên địa bàn")
    expect(other.locator('textarea[name="name"]')).to_have_value("Tổng thu ngân sách")
    other.close()
