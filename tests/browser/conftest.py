"""Chromium for the tests that look at pages; found on the machine, never downloaded."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import demonstration

# Playwright runs an event loop in this thread; Django would take it for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--mute-audio",
]
AS_HERE = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
WIDTHS = (360, 390, 1440)
THEMES = ("light", "dark")


def chromium() -> str | None:
    """The one named, else the one made for machines (it draws no window of its own), else any."""
    named = os.environ.get("THIDUA_CHROMIUM", "")
    places = (named, *(shutil.which(name) for name in BROWSERS))
    return next((place for place in places if place and Path(place).exists()), None)


@pytest.fixture(scope="session")
def base_url() -> None:
    """Addresses come from `live_server`; the plugin's own fixture is of a shape pytest gives up."""


@pytest.fixture(scope="session", autouse=True)
def _verify_url() -> None:
    """As above: there is no base address to verify."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    place = chromium()
    if place is None:
        pytest.skip("no Chromium here; name one in THIDUA_CHROMIUM")
    return {**browser_type_launch_args, "executable_path": place, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, **AS_HERE}


def violations(page: Page) -> list[str]:
    """What axe finds, one line each: rule, how often, the first place."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{v['id']} ×{len(v['nodes'])}: {v['nodes'][0]['html'][:160]}" for v in found]


def sideways(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.fixture
def axe_check() -> Callable[[Page], None]:
    """`axe_check(page)` fails on any violation and on sideways scroll."""

    def check(page: Page) -> None:
        assert violations(page) == []
        assert sideways(page) <= 0

    return check


@pytest.fixture
def axe_everywhere(axe_check: Callable[[Page], None]) -> Callable[[Page, str], None]:
    """`axe_everywhere(page, url)`: at 360, 390 and 1440 px, by day and night, without a script error."""

    def look(page: Page, url: str) -> None:
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                answer = page.goto(url)
                assert answer is not None
                assert answer.status < 400
                axe_check(page)
        assert faults == []

    return look


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration; nobody writes into this one."""
    data = tmp_path_factory.mktemp("demonstration") / "data"
    demonstration.build(data)
    return data


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a copy of the demonstration, for one module."""
    data = demonstration.copy_of(built, tmp_path_factory.mktemp("served") / "data")
    with demonstration.served(data) as running:
        yield running


@pytest.fixture(scope="module")
def people(browser: Browser, address: str) -> Iterator[demonstration.People]:
    """`people.page("chuyenvien")`: a page of that person, signed in."""
    expect.set_options(timeout=15_000)
    everybody = demonstration.People(browser, address, **AS_HERE)
    yield everybody
    everybody.close()
