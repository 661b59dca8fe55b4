"""From a directive's file to a running movement, as people walk it; with script or without."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.demonstration import ROOT, People

DIRECTIVE = ROOT / "thidua/data/directives/lai-chau-2022-chi-thi.txt"
DAY_OF_REMINDERS = "25/02/2022"


class Journey:
    def __init__(self, people: People, number: str) -> None:
        self.people, self.number = people, number
        self.officer = people.page("chuyenvien")
        self.clerk = people.page("canbo.sinho")
        self.head = people.page("thutruong.sinho")
        self.movement = 0

    def walk(self) -> None:
        self.upload()
        self.answer_questions()
        self.decide_items()
        self.create_movement()
        self.submit()
        self.launch()
        self.take_up()
        self.plan()
        self.sign_plan()
        self.issue_plan()
        self.launch_at_home()
        self.see_board()
        self.remind()
        self.look_from_outside()

    # ---- The desk of the province ----

    def upload(self, file: Path = DIRECTIVE) -> None:
        self.officer.goto("/chi-thi/dua-len/")
        self.officer.set_input_files("#id_files", str(file))
        self.officer.get_by_role("button", name="Đưa lên và đọc").click()
        expect(self.officer.locator("h1")).to_contain_text("Phong trào thi đua")
        expect(self.officer.locator("#hoi")).to_contain_text("8 điểm chưa xong")

    def answer_questions(self) -> None:
        """Each question with the first choice offered; the blanks of number and day by hand."""
        for _round in range(20):
            forms = self.officer.locator("#hoi li:not(.answered) form")
            if forms.count() == 0:
                break
            self._answer(self.officer, forms.first)
        expect(self.officer.locator("#hoi")).to_contain_text("Đã xong cả 8 điểm")

    def _answer(self, page: Page, form) -> None:  # type: ignore[no-untyped-def]
        value = form.locator('input[name="value"]')
        if value.count():
            is_day = value.get_attribute("placeholder") == "dd/mm/yyyy"
            value.fill("14/02/2022" if is_day else self.number)
        for name in ("units", "year", "purpose", "answer"):
            offers = form.locator(f'input[name="{name}"]')
            if offers.count():
                offers.first.check()
        with page.expect_navigation():
            form.get_by_role("button", name=re.compile("^Ghi")).click()

    def decide_items(self) -> None:
        """One kept, one dropped and taken back, the rest kept at once."""
        folded = self.officer.locator(".struct > details:not([open]) > summary")
        while folded.count():
            folded.first.click()
        line = self.officer.locator("[data-line]", has_text="GRDP bình quân đầu người")
        with self.officer.expect_response(re.compile("/muc/")):
            line.get_by_role("button", name=re.compile("^Giữ")).click()
        expect(line.locator(".chip")).to_have_text("Giữ nguyên")
        last = self.officer.locator("[data-line]", has_text="giải quyết việc làm").first
        with self.officer.expect_response(re.compile("/muc/")):
            last.get_by_role("button", name=re.compile("^Bỏ")).click()
        expect(last).to_have_class(re.compile("dropped"))
        with self.officer.expect_response(re.compile("/muc/")):
            last.get_by_role("button", name=re.compile("^Lấy lại")).first.click()
        expect(last).not_to_have_class(re.compile("dropped"))
        self.officer.get_by_role("button", name=re.compile("Giữ nguyên .* mục")).click()
        expect(self.officer.get_by_text(re.compile(r"Đã giữ nguyên \d+ mục"))).to_be_visible()

    def create_movement(self) -> None:
        self._confirm(self.officer, "Tạo phong trào")
        self.officer.wait_for_url(re.compile(r"/phong-trao/\d+/$"))
        self.movement = int(self.officer.url.rstrip("/").rpartition("/")[2])
        expect(self.officer.locator("h1 + .chip")).to_have_text("Dự thảo")
        expect(
            self.officer.locator("section", has_text="Chỉ tiêu").locator("tbody tr")
        ).to_have_count(8)

    def submit(self) -> None:
        self.officer.get_by_role("button", name="Trình duyệt").click()
        expect(self.officer.locator("h1 + .chip")).to_have_text("Đã trình")

    def launch(self) -> None:
        chair = self.people.page("chutich")
        chair.goto(f"/phong-trao/{self.movement}/")
        expect(chair.get_by_label("Số, ký hiệu")).to_have_value(f"{self.number}/CT-UBND")
        chair.get_by_label(re.compile("mục còn trống")).check()
        chair.get_by_role("button", name="Phát động và gửi các đơn vị").click()
        expect(chair.locator("h1")).to_have_text("Bàn điều hành")
        chair.close()

    # ---- The district ----

    def take_up(self) -> None:
        self.clerk.goto("/")
        expect(self.clerk.locator(f'a.btn[href="/duoc-giao/{self.movement}/"]')).to_have_count(1)
        self.clerk.locator(f'a.btn[href="/duoc-giao/{self.movement}/"]').click()
        self.clerk.get_by_role("button", name="Tiếp nhận", exact=True).click()
        expect(self.clerk.locator("h1 + .chip")).to_have_text("Đã tiếp nhận")

    def plan(self) -> None:
        self.clerk.get_by_role("link", name="Lập kế hoạch").click()
        expect(self.clerk.locator('input[name="contents"]:checked')).to_have_count(7)
        self.clerk.get_by_role("button", name="Lập dự thảo kế hoạch").click()
        self.clerk.wait_for_url(re.compile(r"/phong-trao/\d+/sua/"))
        self.clerk.get_by_label("Tên phong trào").fill("Thi đua của huyện Sìn Hồ năm 2022")
        self.clerk.get_by_role("button", name="Lưu thông tin chung").click()
        self.clerk.goto(f"/duoc-giao/{self.movement}/")
        self.clerk.get_by_role("button", name="Trình thủ trưởng ký").click()
        expect(self.clerk.get_by_role("link", name="Mở văn bản").first).to_be_visible()

    def sign_plan(self) -> None:
        self.head.goto("/")
        self.head.locator('a.btn[href^="/van-ban/"]').first.click()
        expect(self.head.locator("h1 + .chip")).to_have_text("Đã trình")
        self.head.locator("#buoc").get_by_role("button", name=re.compile("^Ký")).click()
        expect(self.head.locator("h1 + .chip")).to_have_text("Đã ký")

    def issue_plan(self) -> None:
        self.clerk.goto(self.head.url)
        self.clerk.get_by_role("button", name=re.compile("Cấp số tiếp theo|Ghi số")).click()
        expect(self.clerk.locator("h1")).to_contain_text("KH-UBND")
        self._confirm(self.clerk, "Ban hành")
        expect(self.clerk.locator("h1 + .chip")).to_have_text("Đã ban hành")

    def launch_at_home(self) -> None:
        self.clerk.goto(f"/duoc-giao/{self.movement}/")
        self.clerk.get_by_role("link", name="Ghi nhận phát động").click()
        self.clerk.get_by_label("Địa điểm").fill("Hội trường UBND huyện")
        self.clerk.get_by_label(re.compile("Số người dự")).fill("120")
        self.clerk.get_by_role("button", name="Ghi nhận phát động").click()
        expect(self.clerk.locator("h1 + .chip")).to_have_text("Đã phát động")
        expect(self.clerk.locator("main")).to_contain_text("Hội trường UBND huyện")

    # ---- Who looks on ----

    def see_board(self) -> None:
        self.officer.goto(f"/phong-trao/{self.movement}/tien-do/?don-vi-q=sin+ho&q=sin+ho")
        row = self.officer.locator("#don-vi-rows tbody tr", has_text="UBND huyện Sìn Hồ")
        expect(row.locator(".chip")).to_have_text("Đã phát động")

    def remind(self) -> None:
        """Ten days later nobody else has taken it up: one press reminds them all."""
        self.officer.locator('form[action="/ngay-trinh-dien/"] input[name="day"]').fill(
            DAY_OF_REMINDERS
        )
        self.officer.get_by_role("button", name="Đổi ngày").click()
        self.officer.goto(f"/phong-trao/{self.movement}/tien-do/")
        button = self.officer.get_by_role("button", name=re.compile(r"Đôn đốc \d+ đơn vị trễ"))
        late = int(re.findall(r"\d+", button.inner_text())[0])
        button.click()
        expect(self.officer.get_by_text(f"Đã đôn đốc {late} đơn vị.")).to_be_visible()

    def look_from_outside(self) -> None:
        citizen = self.people.page()
        citizen.goto(f"/cong-khai/phong-trao/{self.movement}/")
        expect(citizen.locator("h1")).to_contain_text("Phong trào thi đua thực hiện thắng lợi")
        expect(citizen.locator("main")).to_contain_text("8.030")
        citizen.close()

    def _confirm(self, page: Page, label: str) -> None:
        """The question before an act without undo; its dialog opens with script or in place."""
        asked = page.locator("details.confirm", has=page.locator("summary", has_text=label)).first
        asked.locator("summary").click()
        expect(asked.locator("dialog")).to_be_visible()
        asked.locator("dialog form button:not([type=button])").click()
