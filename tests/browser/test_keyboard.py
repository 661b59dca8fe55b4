"""Hands on the keyboard alone: search, the way past the rail, questions that open and close."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import demonstration

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement"
SHOWS_FOCUS = """() => {
    const here = document.activeElement;
    return [here, here.parentElement, here.closest("form")].filter(Boolean).some((part) => {
        const style = getComputedStyle(part);
        return style.outlineStyle !== "none" || (part === here && style.boxShadow !== "none");
    });
}"""


@pytest.fixture
def officer(people: demonstration.People) -> Page:
    page = people.page("chuyenvien")
    page.set_viewport_size({"width": 1440, "height": 900})
    return page


@pytest.mark.parametrize("path", ["/", "/phong-trao/", "/van-ban/", "/don-vi/", "/hop-thu/"])
def test_slash_goes_to_the_search_of_everything(officer: Page, path: str) -> None:
    officer.goto(path)
    officer.keyboard.press("/")
    expect(officer.locator('header [name="q"], .topbar [name="q"]').first).to_be_focused()
    officer.keyboard.type("sin ho")
    officer.keyboard.press("Enter")
    officer.wait_for_url("**/tim-kiem/?q=*")
    expect(officer.locator("main")).to_contain_text("UBND huyện Sìn Hồ")


def test_slash_stays_a_letter_in_a_field(officer: Page) -> None:
    officer.goto("/phong-trao/")
    field = officer.locator('input[placeholder^="ví dụ"]').first
    field.click()
    officer.keyboard.type("02/CT")
    expect(field).to_have_value("02/CT")


def test_skip_link_leads_past_the_rail(officer: Page) -> None:
    officer.goto("/phong-trao/")
    officer.keyboard.press("Tab")
    skip = officer.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    officer.keyboard.press("Enter")
    expect(officer.locator("main#main")).to_be_focused()
    officer.keyboard.press("Tab")
    assert officer.evaluate(f"!!{FOCUSED}.closest('main')")


def test_focus_is_seen_on_every_stop(officer: Page) -> None:
    """Twenty steps through the page: each, or the frame around its field, shows an outline."""
    officer.goto("/phong-trao/1/tien-do/")
    unseen = []
    for _step in range(20):
        officer.keyboard.press("Tab")
        if not officer.evaluate(SHOWS_FOCUS):
            unseen.append(officer.evaluate(f"{FOCUSED}.outerHTML.slice(0, 80)"))
    assert unseen == []


def test_question_closes_with_escape_and_gives_the_focus_back(officer: Page) -> None:
    officer.goto("/chi-thi/dua-len/")
    officer.set_input_files(
        "#id_files", str(demonstration.ROOT / "thidua/data/directives/lai-chau-2022-chi-thi.txt")
    )
    officer.get_by_role("button", name="Đưa lên và đọc").click()
    asked = officer.locator("details.confirm", has_text="Bỏ văn bản này").first
    summary = asked.locator("summary")
    summary.focus()
    officer.keyboard.press("Enter")
    dialog = asked.locator("dialog")
    expect(dialog).to_be_visible()
    expect(asked.locator("dialog:focus, dialog :focus")).to_have_count(1)
    officer.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(summary).to_be_focused()


def test_account_menu_opens_and_closes_by_key(officer: Page) -> None:
    officer.goto("/")
    summary = officer.locator("details.menu.acct > summary")
    summary.focus()
    officer.keyboard.press("Enter")
    expect(officer.get_by_role("link", name="Tài khoản")).to_be_visible()
    officer.keyboard.press("Escape")
    expect(officer.get_by_role("link", name="Tài khoản")).to_be_hidden()
    expect(summary).to_be_focused()
