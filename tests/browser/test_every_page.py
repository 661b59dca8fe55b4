"""Every page that answers GET: axe by day and night, wide and narrow; no sideways scroll, no complaint."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import demonstration
from tests.browser.conftest import sideways
from tests.browser.places import VISITS, Place, Visit, places

pytestmark = pytest.mark.browser
Stock = dict[str, dict[str, Any]]
Look = tuple[int, str, dict[str, Any]]
# Of the narrow window only what room decides is asked, of the night only colours, and that by the
# long run: colours come from the tokens, whose contrast is a test, and the component page is asked
# everything at every width by day and night.
ROOM = ["target-size", "scrollable-region-focusable", "link-in-text-block"]
BY_DAY: tuple[Look, ...] = ((1440, "light", {}), (360, "light", {"runOnly": ROOM}))
BY_NIGHT: tuple[Look, ...] = ((1440, "dark", {"runOnly": ["color-contrast"]}),)


@pytest.fixture(scope="module")
def stocked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Stock]:
    data = demonstration.copy_of(built, tmp_path_factory.mktemp("stocked") / "data")
    stock: Stock = json.loads(demonstration.run(data, "-m", "tests.browser.stock"))
    stock["movements"]["_planned"] = stock["duties"]["planned"]
    return data, stock


@pytest.fixture(scope="module")
def address(stocked: tuple[Path, Stock]) -> Iterator[str]:
    with demonstration.served(stocked[0]) as running:
        yield running


def complaints_of(
    page: Page, url: str, expected: int = 200, looks: tuple[Look, ...] = BY_DAY
) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    try:
        page.set_viewport_size({"width": 1440, "height": 900})
        answer = page.goto(url, wait_until="load")
        assert answer is not None
        if answer.status != expected:
            return [f"answered {answer.status}"]
        if expected != 200:
            said.clear()  # the browser itself notes the refusal
        page.evaluate(Axe().axe_script)
        for width, theme, options in looks:
            said += looks_wrong(page, width, theme, options)
        return said
    finally:
        page.close()


def looks_wrong(page: Page, width: int, theme: str, options: dict[str, Any]) -> list[str]:
    # Without movement: a colour half way between two is no colour of ours.
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    found = page.evaluate(
        "options => axe.run({preload: false, resultTypes: ['violations'], ...options})", options
    )["violations"]
    faults = [
        f"{width} {theme}: {fault['id']} ×{len(fault['nodes'])}: {fault['nodes'][0]['html'][:200]}"
        for fault in found
    ]
    if (wider := sideways(page)) > 0:
        faults.append(f"{width} {theme}: {wider} px wider than the window")
    return faults


def opened(place: Place, url: str, people: demonstration.People) -> Page:
    """A fresh page of whoever visits this address; skips what is no page."""
    page = people.page(place.visitor)
    answer = page.request.get(url, max_retries=3)  # the server may close a connection it kept
    if answer.status == 405 or "text/html" not in answer.headers.get("content-type", ""):
        page.close()
        pytest.skip("not a page")
    assert answer.status == place.status
    if "<html" not in answer.text():
        page.close()
        pytest.skip("a part of a page")
    return page


@pytest.mark.parametrize("place", places(), ids=lambda place: place.name)
def test_page_is_accessible(
    place: Place, stocked: tuple[Path, Stock], people: demonstration.People
) -> None:
    url = place.url(stocked[1])
    assert complaints_of(opened(place, url, people), url, place.status) == []


@pytest.mark.long
@pytest.mark.parametrize("place", places(), ids=lambda place: place.name)
def test_page_is_legible_at_night(
    place: Place, stocked: tuple[Path, Stock], people: demonstration.People
) -> None:
    url = place.url(stocked[1])
    assert complaints_of(opened(place, url, people), url, place.status, BY_NIGHT) == []


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.label)
def test_page_is_accessible_to_others(
    visit: Visit, stocked: tuple[Path, Stock], people: demonstration.People
) -> None:
    assert complaints_of(people.page(visit.visitor), visit.url(stocked[1])) == []
