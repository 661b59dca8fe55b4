"""The public pages and the guides as people see them: axe, widths, day and night, no script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import sideways
from tests.subjects.movements.conftest import draft, launched  # noqa: F401
from tests.support.published import complete
from thidua.base.access import Actor
from thidua.subjects.movements.models import Movement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def published(launched: Movement, actor: Callable[..., Actor]) -> Movement:  # noqa: F811
    return complete(launched, actor)


def test_portal_is_accessible_everywhere(
    live_server: object,
    page: Page,
    published: Movement,
    axe_everywhere: Callable[[Page, str], None],
) -> None:
    base = live_server.url  # type: ignore[attr-defined]
    movement = f"/cong-khai/phong-trao/{published.pk}/"
    for path in ("/cong-khai/", "/cong-khai/?q=khong+co+gi", movement, "/cong-khai/du-lieu-mo/"):
        axe_everywhere(page, base + path)


def test_structured_facts_break_no_policy(
    live_server: object, page: Page, published: Movement
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live_server.url}/cong-khai/phong-trao/{published.pk}/")  # type: ignore[attr-defined]
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert [words for words in said if "Content Security Policy" in words] == []


def test_search_works_without_script(
    live_server: object, browser: Browser, published: Movement
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/cong-khai/")  # type: ignore[attr-defined]
    page.get_by_label("Tìm phong trào thi đua").fill("dan van")
    page.get_by_role("button", name="Tìm").click()
    assert page.locator(".found h3").all_inner_texts() == ["Dân vận khéo"]
    page.get_by_role("link", name="Dân vận khéo").click()
    assert page.locator("h1").inner_text() == "Dân vận khéo"
    context.close()


def test_paper_shows_what_the_screen_folds(
    live_server: object, page: Page, published: Movement
) -> None:
    published.contents.update(text="Mở đầu của nội dung thi đua này khá dài. " + "Phần sau. " * 60)
    page.emulate_media(media="print")
    page.goto(f"{live_server.url}/cong-khai/phong-trao/{published.pk}/")  # type: ignore[attr-defined]
    assert page.locator(".contents details p").first.is_visible()
    assert not page.locator(".hero svg").is_visible()
    assert sideways(page) <= 0


@pytest.mark.parametrize("path", ["", "can-bo-don-vi/", "hoi-dap-phap-luat/", "?q=uy+quyen"])
def test_guides_are_accessible_everywhere(
    live_server: object,
    page: Page,
    client_as: Callable[..., object],
    axe_everywhere: Callable[[Page, str], None],
    path: str,
) -> None:
    base = live_server.url  # type: ignore[attr-defined]
    cookie = client_as("canbo.soyte").cookies["sessionid"].value  # type: ignore[attr-defined]
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": base}])
    axe_everywhere(page, f"{base}/huong-dan/{path}")
