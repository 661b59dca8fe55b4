"""Reading answers in a real browser: a part of a passage marked with the mouse keeps its source."""

import pytest
from playwright.sync_api import expect

from tests.browser import demonstration

pytestmark = pytest.mark.browser

# Selects nine letters inside the last passage of the page, as a mouse would, and gives them back.
MARK = """() => {
  const passages = [...document.querySelectorAll("[data-answer]")];
  const words = passages[passages.length - 1].firstChild;
  const range = document.createRange();
  range.setStart(words, 2);
  range.setEnd(words, 11);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return range.toString();
}"""


def test_part_of_a_passage_is_taken_with_its_source(people: demonstration.People) -> None:
    page = people.page("chuyenvien")
    page.goto("/bao-cao/dot/")
    page.get_by_role("link", name="Báo cáo nhanh kết quả phát động").first.click()
    page.get_by_role("link", name="Đọc theo đề mục").click()
    marked = page.evaluate(MARK)
    expect(page.locator("[data-chosen]")).to_contain_text(f"bôi đen “{marked}”")
    unit = page.locator("article.answer").last.get_by_role("heading").inner_text()
    page.get_by_role("button", name="Lấy đoạn đã chọn").click()
    page.get_by_role("link", name="Báo cáo tổng hợp", exact=True).first.click()
    block = page.locator(".block").filter(has_text=unit)
    expect(block.locator(".prose")).to_have_text(marked.strip())
    expect(block.locator(".source")).to_contain_text("Nguồn:")
    page.close()
