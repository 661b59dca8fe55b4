"""Every public page: small, steady, and whole without JavaScript."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import demonstration
from tests.browser.places import Place, places

pytestmark = pytest.mark.browser
Stock = dict[str, dict[str, Any]]
MOST_BYTES = 100 * 1024  # gzip, without fonts and pictures
MOST_SHIFT = 0.02  # a word that grows when its letters come; browsers call 0.1 good
NOT_COUNTED = ("font", "image")
# Moves of the layout that no finger asked for, added up as browsers do it.
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""


@pytest.fixture(scope="module")
def stocked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Stock]:
    data = demonstration.copy_of(built, tmp_path_factory.mktemp("public") / "data")
    stock: Stock = json.loads(demonstration.run(data, "-m", "tests.browser.stock"))
    stock["movements"]["_planned"] = stock["duties"]["planned"]
    return data, stock


@pytest.fixture(scope="module")
def address(stocked: tuple[Path, Stock]) -> Iterator[str]:
    with demonstration.served(stocked[0]) as running:
        yield running


PUBLIC = [place for place in places() if place.area == "portal"]


def weigh(browser: Browser, url: str) -> tuple[int, float] | None:
    """Bytes as they travel and how far the layout moved; None for what is not a page."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    sizes: list[int] = []
    page.on(
        "response",
        lambda answer: (
            sizes.append(len(gzip.compress(answer.body(), 6)))
            if answer.request.resource_type not in NOT_COUNTED and answer.ok
            else None
        ),
    )
    try:
        answer = page.goto(url, wait_until="networkidle")
        assert answer is not None
        if "text/html" not in answer.headers.get("content-type", ""):
            return None
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(300)
        return sum(sizes), float(page.evaluate("window.shifted"))
    finally:
        context.close()


def skip_what_is_no_page(browser: Browser, url: str) -> None:
    answer = browser.new_context().request.get(url, max_retries=3)
    if answer.status == 405 or "text/html" not in answer.headers.get("content-type", ""):
        pytest.skip("not a page")


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_page_is_small_and_steady(
    place: Place, stocked: tuple[Path, Stock], address: str, browser: Browser
) -> None:
    url = address + place.url(stocked[1])
    skip_what_is_no_page(browser, url)
    found = weigh(browser, url)
    assert found is not None
    weight, shift = found
    assert (weight < MOST_BYTES, weight) == (True, weight)
    assert (shift < MOST_SHIFT, shift) == (True, shift)


def words_of(browser: Browser, url: str, *, script: bool) -> list[str]:
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(url, wait_until="load")
    said = page.locator("main").inner_text().split()
    context.close()
    return said


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_page_says_the_same_without_script(
    place: Place, stocked: tuple[Path, Stock], address: str, browser: Browser
) -> None:
    url = address + place.url(stocked[1])
    skip_what_is_no_page(browser, url)
    assert words_of(browser, url, script=False) == words_of(browser, url, script=True)


def test_suggestion_is_sent_without_script(address: str, browser: Browser) -> None:
    """Form, refusal with what was typed, receipt, and the state behind its number."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/cong-khai/gioi-thieu/")
    page.get_by_label("Họ tên người, tên tập thể").fill("Người Mẫu")
    page.get_by_label("Việc tốt, thành tích").fill("Giúp bà con sửa đường.")
    page.get_by_label("Ở đâu", exact=True).fill("Bản Mẫu")
    page.get_by_label("Họ tên ông (bà)").fill("Nguyễn Văn Mẫu")
    page.wait_for_timeout(2100)  # no person is quicker (pages/portal/asking)
    page.get_by_role("button", name="Gửi giới thiệu").click()
    assert "Chưa nhập" in page.locator("main").inner_text()
    page.get_by_label("Điện thoại ông (bà)").fill("0213 000 000")
    page.get_by_role("button", name="Gửi giới thiệu").click()
    facts = page.locator(".facts-card dd").all_inner_texts()
    assert facts[0].startswith("GT-2022-")
    page.goto(f"{address}/cong-khai/gioi-thieu/phieu/")
    page.get_by_label("Số phiếu").fill(facts[0])
    page.get_by_label("Mã tra cứu").fill(facts[1])
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Xem").click()
    assert "đang kiểm tra, xác nhận" in page.locator("main").inner_text()
    context.close()
