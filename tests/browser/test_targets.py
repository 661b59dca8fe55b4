"""The grid of figures in a real browser: a column pasted from a spreadsheet, arrows, without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import demonstration

pytestmark = pytest.mark.browser


def paste(page: Page, text: str) -> None:
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_pasted_cells_fill_the_split(people: demonstration.People) -> None:
    page = people.page("chuyenvien")
    page.goto("/chi-tieu/")
    page.get_by_role("link", name="Số lao động được giải quyết việc làm").first.click()
    page.get_by_role("link", name="Giao cho đơn vị").click()
    cells = page.get_by_label("Mức giao: ")
    cells.first.focus()
    paste(page, "1.001\n1.002\t3")
    expect(cells.nth(0)).to_have_value("1.001")
    expect(cells.nth(1)).to_have_value("1.002")
    expect(page.get_by_label("Mẫu số: ").nth(1)).to_have_value("3")
    cells.nth(0).press("ArrowDown")
    expect(cells.nth(1)).to_be_focused()
    page.close()


def test_owner_saves_own_figures(people: demonstration.People) -> None:
    page = people.page("chutri")
    page.goto("/chi-tieu/chu-tri/")
    page.get_by_role("link", name="Xác nhận", exact=True).first.click()
    cell = page.get_by_label("Số của tôi: UBND huyện Tân Uyên")
    cell.fill("81")
    page.get_by_role("button", name="Lưu số của tôi").click()
    expect(page.get_by_text("Đã ghi 1 số của cơ quan chủ trì.")).to_be_visible()
    expect(page.get_by_role("button", name="Xác nhận 1 số trùng với số của tôi")).to_be_visible()
    page.close()
