"""Lists of more than a thousand rows, and names longer than a line."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import demonstration
from tests.browser.conftest import sideways, violations

pytestmark = pytest.mark.browser
UNITS = 1050
LONG_NAME = (
    "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông, dân dụng, công nghiệp và phát "
    "triển hạ tầng nông thôn miền núi vùng đồng bào dân tộc thiểu số tỉnh Lai Châu"
)


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A sample province stands beside Lai Châu."""
    data = demonstration.copy_of(built, tmp_path_factory.mktemp("large") / "data")
    demonstration.run(
        data, "-m", "thidua.command.main", "demo", "--size", str(UNITS), "--tasks", "5"
    )
    with demonstration.served(data) as running:
        yield running


@pytest.fixture
def board(people: demonstration.People) -> Page:
    page = people.page("chuyenvien")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/phong-trao/ban-dieu-hanh/")
    expect(page.locator("h1")).to_have_text("Bàn điều hành")
    return page


def test_pages_lead_through_a_thousand_rows(board: Page) -> None:
    rows = board.locator("#don-vi-rows tbody tr")
    expect(rows).to_have_count(25)
    count = board.locator("#don-vi-rows")
    expect(count).to_contain_text(re.compile(r"1\.0\d\d đơn vị"))
    first = rows.first.inner_text()
    board.locator("nav.pages").get_by_role("link", name="2", exact=True).click()
    expect(rows.first).not_to_have_text(first)
    expect(rows).to_have_count(25)
    expect(board).to_have_url(re.compile("trang=2"))
    board.go_back()
    expect(board.locator("#don-vi-rows tbody tr").first).to_be_visible()


def test_address_of_a_list_can_be_sent(board: Page, people: demonstration.People) -> None:
    board.locator("nav.pages").get_by_role("link", name="2", exact=True).click()
    expect(board).to_have_url(re.compile("trang=2"))
    first = board.locator("#don-vi-rows tbody tr").first.locator("th a").first.inner_text()
    other = people.page("lanhdao")
    other.goto(board.url)
    expect(other.locator("#don-vi-rows tbody tr").first).to_contain_text(first)


def test_all_matching_rows_can_be_picked(board: Page) -> None:
    board.locator("#don-vi [data-pick-all]").check()
    expect(board.locator("#don-vi [data-picked-count]")).to_have_text("25")
    expect(board.get_by_text(re.compile(r"Cả 1\.0\d\d đơn vị khớp bộ lọc"))).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_long_list_is_accessible(board: Page, width: int) -> None:
    board.set_viewport_size({"width": width, "height": 900})
    assert violations(board) == []
    assert sideways(board) <= 0


@pytest.fixture(scope="module")
def long_named(people: demonstration.People) -> str:
    """The page of a unit that was given a name of three lines."""
    admin = people.page("quantri")
    admin.goto("/don-vi/")
    unit = admin.locator("main a", has_text=re.compile("^Sở Ngoại vụ$")).first.get_attribute("href")
    assert unit is not None
    admin.goto(f"{unit.partition('?')[0]}sua/")
    admin.get_by_label(re.compile("^Tên")).first.fill(LONG_NAME)
    admin.get_by_role("button", name="Lưu", exact=True).click()
    expect(admin.locator("h1")).to_contain_text("Ban Quản lý dự án")
    admin.close()
    return unit


@pytest.mark.parametrize("width", [360, 390, 1440])
def test_long_names_wrap(people: demonstration.People, long_named: str, width: int) -> None:
    admin = people.page("quantri")
    admin.set_viewport_size({"width": width, "height": 900})
    wide = {}
    for path in (long_named, "/don-vi/", "/don-vi/?q=ban+quan+ly+du+an", "/quan-tri/nguoi-dung/"):
        admin.goto(path)
        wide[path] = max(0, sideways(admin))
    assert wide == dict.fromkeys(wide, 0)
