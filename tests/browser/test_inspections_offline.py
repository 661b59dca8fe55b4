"""A visit without a network: nothing lost, nothing twice, pictures whole, nobody else's seen."""

import io
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser import demonstration
from tests.browser.conftest import AS_HERE, violations

pytestmark = pytest.mark.browser
FIELD = "/kiem-tra/tai-cho/"
MANY = 50
VISITED = "Sở Giáo dục và Đào tạo"  # of the demonstration: visited, minutes still open
LONG = 60_000


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A telephone of its own for each test, signed in as the head of the team."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": 390, "height": 844},
        **AS_HERE,  # type: ignore[arg-type]
    )
    first = context.new_page()
    demonstration.sign_in(first, address, "kiemtra")
    first.close()
    yield context
    context.set_offline(False)
    context.close()


def opened(phone: BrowserContext) -> Page:
    """The page with its parts kept on the device, on the visited unit."""
    page = phone.new_page()
    page.goto(FIELD)
    expect(page.locator("#tai-cho")).to_have_attribute("data-ready", "offline")
    choose_unit(page)
    return page


def choose_unit(page: Page) -> None:
    select = page.locator("#chuyen")
    option = select.locator("option", has_text=VISITED)
    select.select_option(value=option.get_attribute("value"))


def colour(number: int) -> tuple[int, int, int]:
    return (number * 5 % 256, 255 - number * 4 % 256, number * 37 % 256)


def photograph(number: int) -> dict[str, Any]:
    """Larger than what is kept, of one colour that tells it apart."""
    out = io.BytesIO()
    Image.new("RGB", (2000, 1200), colour(number)).save(out, "JPEG", quality=90)
    return {"name": f"anh{number}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def note(page: Page, words: str, number: int | None = None) -> None:
    page.get_by_label("Nội dung").fill(words)
    if number is not None:
        page.get_by_label("Ảnh minh chứng").set_input_files([photograph(number)])  # type: ignore[list-item]
        expect(page.locator("#anh-da-chon li")).to_have_count(1)
    page.get_by_role("button", name="Lưu vào máy này").click()
    expect(page.locator("#danh-sach > li", has_text=words)).to_have_count(1)


def wait_until_sent(page: Page) -> None:
    expect(page.locator("#tai-cho")).to_have_attribute("data-waiting", "0", timeout=LONG)


def on_server(phone: BrowserContext, mark: str) -> dict[str, list[str]]:
    """Words of each finding with this mark → addresses of its pictures, as the visit's page shows."""
    page = phone.new_page()
    page.goto("/kiem-tra/chuyen/?q=giao duc")
    page.locator("#chuyen-rows a.plain").first.click()
    page.wait_for_url(re.compile(r"/kiem-tra/chuyen/\d+/"))
    rows = page.locator("#phat-hien .rows > li", has_text=mark)
    found = rows.evaluate_all(
        """rows => rows.map(row => [
            row.querySelector('.what').innerText,
            [...row.querySelectorAll('.proof img')].map(image => image.getAttribute('src'))])"""
    )
    page.close()
    words = [re.search(rf"{mark} \d+", text).group(0) for text, _pictures in found]  # type: ignore[union-attr]
    assert len(words) == len(set(words)), "a finding stands there twice"
    return {word: pictures for word, (_text, pictures) in zip(words, found, strict=True)}


def assert_same_picture(phone: BrowserContext, url: str, number: int) -> None:
    answer = phone.request.get(url, max_retries=3)
    with Image.open(io.BytesIO(answer.body())) as shown:
        assert shown.size == (1600, 960)
        pixel = shown.convert("RGB").getpixel((800, 480))
    assert max(abs(a - b) for a, b in zip(pixel, colour(number), strict=True)) <= 8  # type: ignore[arg-type]


def assert_all_there_once(phone: BrowserContext, mark: str, count: int) -> None:
    found = on_server(phone, mark)
    assert set(found) == {f"{mark} {number}" for number in range(count)}
    for number in range(count):
        pictures = found[f"{mark} {number}"]
        assert len(pictures) == 1
        assert_same_picture(phone, pictures[0], number)


def test_fifty_findings_without_network_survive_the_closed_tab(phone: BrowserContext) -> None:
    page = opened(phone)
    phone.set_offline(True)
    for number in range(MANY):
        note(page, f"Mất mạng {number}", number)
    expect(page.locator("#dem")).to_contain_text(f"{MANY} chờ gửi")
    page.close()

    again = phone.new_page()
    again.goto(FIELD)  # still without a network: the shell comes from the device
    expect(again.locator("#dem")).to_contain_text(f"{MANY} chờ gửi")
    phone.set_offline(False)
    wait_until_sent(again)
    expect(again.locator("#dem")).to_contain_text(f"{MANY} đã lưu ở máy chủ · 0 bị từ chối")
    assert_all_there_once(phone, "Mất mạng", MANY)


def test_sending_that_is_killed_again_and_again_comes_to_its_end_once(
    phone: BrowserContext,
) -> None:
    """Half of the requests die before the server, or after it on the way back."""
    page = opened(phone)
    phone.set_offline(True)
    for number in range(12):
        note(page, f"Đứt mạng {number}", number)
    dice = random.Random(7)

    def unreliable(route: Route) -> None:
        luck = dice.random()
        if luck < 0.25:
            route.abort("connectionreset")
        elif luck < 0.5:
            route.fetch()  # the server has done it, and nobody hears
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(re.compile(r"/tai-cho/(gui|anh)/"), unreliable)
    phone.set_offline(False)
    for _round in range(40):
        if page.locator("#tai-cho").get_attribute("data-waiting") == "0":
            break
        if page.locator("#gui-ngay").is_visible():
            page.locator("#gui-ngay").click()
        page.wait_for_timeout(400)
        if _round == 5:  # the tab dies in the middle, too
            page.close()
            page = phone.new_page()
            page.route(re.compile(r"/tai-cho/(gui|anh)/"), unreliable)
            page.goto(FIELD)
    wait_until_sent(page)
    assert_all_there_once(phone, "Đứt mạng", 12)


def test_ended_session_loses_nothing_and_asks_to_sign_in(
    phone: BrowserContext, address: str
) -> None:
    page = opened(phone)
    phone.set_offline(True)
    note(page, "Hết phiên 0", 0)
    phone.clear_cookies()
    phone.set_offline(False)
    expect(page.locator("#dang-nhap")).to_be_visible(timeout=LONG)
    note(page, "Hết phiên 1", 1)  # writing goes on
    demonstration.sign_in(page, address, "kiemtra")
    page.goto(FIELD)
    wait_until_sent(page)
    assert_all_there_once(phone, "Hết phiên", 2)


def test_somebody_else_on_the_same_phone_sees_and_sends_nothing(
    phone: BrowserContext, address: str
) -> None:
    page = opened(phone)
    phone.set_offline(True)
    note(page, "Của người trước 0", 0)
    phone.clear_cookies()
    phone.set_offline(False)
    expect(page.locator("#dang-nhap")).to_be_visible(timeout=LONG)
    demonstration.sign_in(page, address, "hoidong")
    page.goto(FIELD)
    expect(page.locator("#ai")).to_have_text("Trịnh Văn Quyết Tâm")
    expect(page.locator("#danh-sach > li")).to_have_count(0)
    expect(page.locator("#nguoi-khac")).to_contain_text("1 phát hiện chưa gửi của người khác")
    page.wait_for_timeout(1500)
    assert on_server(phone, "Của người trước") == {}
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Xóa khỏi máy", exact=True).click()
    expect(page.locator("#nguoi-khac")).to_be_hidden()


def test_refused_finding_stays_with_the_reason_and_can_be_mended(phone: BrowserContext) -> None:
    page = opened(phone)
    phone.set_offline(True)
    note(page, "Sai đề mục 0")
    # As if the heading had been taken out of the outline meanwhile.
    page.evaluate(
        """async () => {
            const person = await FieldStore.current();
            const [row] = (await FieldStore.findingsOf(person.id)).filter(one => one.words.startsWith('Sai'));
            await FieldStore.keep({...row, item: 99999999, edited: 1}, []);
        }"""
    )
    phone.set_offline(False)
    row = page.locator("#danh-sach > li", has_text="Sai đề mục 0")
    expect(row).to_contain_text("Bị từ chối: Đề mục này không có trong đề cương", timeout=LONG)
    row.get_by_role("button", name="Sửa").click()
    page.get_by_role("button", name="Lưu bản sửa").click()
    wait_until_sent(page)
    expect(row).to_contain_text("Đã lưu ở máy chủ")


def test_half_typed_words_come_back_after_the_tab_was_closed(phone: BrowserContext) -> None:
    page = opened(phone)
    page.get_by_label("Nội dung").fill("Đang gõ dở")
    page.wait_for_timeout(300)
    page.close()
    again = opened(phone)
    expect(again.get_by_label("Nội dung")).to_have_value("Đang gõ dở")


def test_page_in_the_hand_is_accessible(
    phone: BrowserContext, axe_check: Callable[[Page], None]
) -> None:
    page = opened(phone)
    note(page, "Xem được 0", 3)
    wait_until_sent(page)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            axe_check(page)
    assert violations(page) == []


def test_without_script_the_page_leads_to_the_ordinary_form(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, **AS_HERE)  # type: ignore[arg-type]
    page = context.new_page()
    demonstration.sign_in(page, address, "kiemtra")
    page.goto(FIELD)
    expect(page.locator("#phat-hien")).to_be_hidden()
    page.get_by_role("link", name="mở danh sách chuyến kiểm tra").click()
    page.get_by_role("link", name=VISITED).click()
    page.get_by_role("link", name="Ghi phát hiện").click()
    page.get_by_label("Nội dung").fill("Bằng mẫu thường")
    page.get_by_role("button", name="Lưu phát hiện").click()
    expect(page.locator("#phat-hien")).to_contain_text("Bằng mẫu thường")
    context.close()
