"""Pictures of the main screens for the documentation: `python scripts/screenshots.py [--out docs/images]`.

Starts the demonstration in a temporary folder on a free port, puts some things in the middle of
their way beside it, and takes each screen as its user sees it.
"""

import argparse
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isqrt
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import demonstration  # noqa: E402
from tests.browser.conftest import AS_HERE, QUIET, chromium  # noqa: E402

WIDE, NARROW, HEIGHT, TALLEST = 1440, 390, 900, 2400
LARGEST = 120 * 1024
COLOURS = (128, 64, 48)
EXACT, BRIGHT = 14, 40  # colours kept as they are: the broadest, and the broadest that are not grey
SCALES = (1, 0.8, 0.65, 0.5)
DESK, CLERK, HEAD, CHAIR, ADMIN, NOBODY = (
    "chuyenvien", "canbo.soyte", "thutruong.soyte", "chutich", "quantri", "",
)  # fmt: skip


@dataclass(frozen=True)
class Shot:
    name: str
    person: str
    path: str
    caption: str
    also: str = ""  # "narrow", "dark", or both
    whole: bool = False  # the whole page instead of the first screen
    click: str = ""  # pressed before the picture


SHOTS = (
    Shot("dang-nhap", NOBODY, "/dang-nhap/", "Đăng nhập; bản trình diễn cho vào từng vai bằng một lần bấm", "narrow"),
    Shot("viec-cua-toi", DESK, "/", "Việc của tôi: việc quá hạn lên trước, mỗi dòng mở đúng nơi làm", "narrow dark"),
    Shot("viec-cua-toi-don-vi", "canbo.sinho", "/", "Việc của tôi ở đơn vị: phong trào vừa được giao", "narrow"),
    Shot("doc-chi-thi", DESK, "/chi-thi/", "Văn bản đã đưa lên và số điểm còn phải hỏi"),
    Shot("dua-van-ban", DESK, "/chi-thi/dua-len/", "Đưa chỉ thị, kế hoạch lên để đọc", "narrow"),
    Shot("ra-soat", DESK, "/chi-thi/{reading}/", "Rà soát: máy hỏi điều chưa rõ, văn bản gốc bên trái, điều đã đọc bên phải", "narrow dark", whole=True),
    Shot("ra-soat-doi-chieu", DESK, "/chi-thi/{reading}/", "Bấm một chỉ tiêu thì câu gốc sáng lên, bấm câu gốc thì chỉ tiêu sáng lên", click="tr[data-passage] a[data-follow]"),
    Shot("sua-muc", DESK, "/chi-thi/{reading}/muc/{item}/sua/", "Sửa một mục đã đọc, câu gốc ở bên cạnh"),
    Shot("phong-trao", DESK, "/phong-trao/", "Phong trào các cấp"),
    Shot("phong-trao-cho-phat-dong", CHAIR, "/phong-trao/{submitted}/", "Người có thẩm quyền xem dự thảo và quyết định phát động", whole=True),
    Shot("phong-trao-da-phat-dong", DESK, "/phong-trao/{launched}/", "Phong trào đã phát động: nội dung, chỉ tiêu, nhiệm vụ, nơi nhận, nhật ký", whole=True),
    Shot("soan-phong-trao", DESK, "/phong-trao/{draft}/sua/", "Sửa dự thảo phong trào trước khi trình"),
    Shot("ban-dieu-hanh", DESK, "/phong-trao/{launched}/tien-do/", "Bàn điều hành: ai đã mở, tiếp nhận, lập kế hoạch, phát động; trên bảng và trên bản đồ", "narrow dark", whole=True),
    Shot("duoc-giao", "canbo.sinho", "/duoc-giao/{launched}/", "Đơn vị xem phong trào được giao, đối chiếu với kế hoạch của mình", "narrow"),
    Shot("sua-ke-hoach", CLERK, "/phong-trao/{plan}/sua/", "Kế hoạch của đơn vị điền sẵn từ phong trào, sửa từng mục", whole=True),
    Shot("van-ban", DESK, "/van-ban/", "Văn bản: dự thảo, trình ký, cấp số, phát hành"),
    Shot("van-ban-xem", DESK, "/van-ban/{letter}/", "Một văn bản đúng thể thức, cạnh các bước trình ký"),
    Shot("can-cu", DESK, "/van-ban/can-cu/", "Căn cứ pháp lý và hiệu lực"),
    Shot("don-vi", ADMIN, "/don-vi/", "Cây đơn vị theo ngày: Lai Châu 2022 và từ 01/7/2025", "narrow"),
    Shot("don-vi-xem", ADMIN, "/don-vi/{org}/", "Một đơn vị qua thời gian: tên, cấp trên, sáp nhập, chia tách"),
    Shot("ban-do", ADMIN, "/don-vi/ban-do/?ngay=2025-07-02", "Bản đồ tỉnh theo ngày chọn"),
    Shot("sap-nhap", ADMIN, "/don-vi/sap-nhap/", "Sáp nhập đơn vị, xem trước những gì kéo theo"),
    Shot("nguoi-dung", ADMIN, "/quan-tri/nguoi-dung/", "Người và chức trách"),
    Shot("nhap-excel", ADMIN, "/quan-tri/nhap-du-lieu/{batch}/", "Nhập từ Excel: lỗi và thay đổi từng dòng trước khi ghi"),
    Shot("nhat-ky", ADMIN, "/quan-tri/nhat-ky/", "Nhật ký: ai, ở chức trách nào, làm gì; có xác minh"),
    Shot("thu-di", ADMIN, "/quan-tri/thu-di/", "Thư đi"),
    Shot("hop-thu", CLERK, "/hop-thu/", "Hộp thư", "narrow"),
    Shot("cong-khai", NOBODY, "/cong-khai/", "Trang công khai", "narrow"),
    Shot("cong-khai-phong-trao", NOBODY, "{public}", "Trang công khai của một phong trào", "narrow", whole=True),
    Shot("huong-dan", CLERK, "/huong-dan/", "Hướng dẫn theo vai"),
    Shot("thanh-phan", DESK, "/thanh-phan/", "Mọi thành phần giao diện ở mọi trạng thái", whole=True),
)  # fmt: skip


@contextmanager
def running() -> Iterator[tuple[str, dict[str, object]]]:
    """The demonstration's address and the things to look at."""
    with tempfile.TemporaryDirectory(prefix="thidua-pictures-") as folder:
        data = Path(folder) / "data"
        demonstration.build(data)
        stock = json.loads(demonstration.run(data, "-m", "tests.browser.stock"))
        movements = stock["movements"]
        things: dict[str, object] = {
            "reading": stock["directives"]["reading_id"],
            "item": stock["directives"]["item_id"],
            "draft": movements["movement_id"],
            "submitted": movements["submitted"],
            "launched": movements["launched"],
            "plan": stock["duties"]["planned"],
            "letter": stock["papers"]["paper_id"],
            "org": stock["orgs"]["org_id"],
            "batch": stock["desk"]["batch_id"],
            "public": stock["portal"]["url"],
        }
        with demonstration.served(data) as address:
            yield address, things


def looks_of(shot: Shot) -> list[tuple[str, int, str]]:
    """(ending of the name, width, theme)."""
    looks = [("", WIDE, "light")]
    if "narrow" in shot.also:
        looks.append(("-hep", NARROW, "light"))
    if "dark" in shot.also:
        looks.append(("-toi", WIDE, "dark"))
    return looks


def take(page: Page, shot: Shot, width: int, theme: str, path: str) -> bytes:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": HEIGHT})
    answer = page.goto(path, wait_until="networkidle")
    if answer is None or answer.status >= 400:
        raise RuntimeError(f"{shot.name}: {path} answered {answer and answer.status}")
    if shot.click:
        page.locator(shot.click).first.click()
        page.wait_for_timeout(400)
    height = page.evaluate("document.documentElement.scrollHeight")
    if shot.whole:  # a higher window, so that bars stay at its foot
        page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
    return page.screenshot()


def small(picture: bytes) -> bytes:
    """As many colours as fit into the largest size, then fewer dots; never another hue."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    out = b""
    for scale in SCALES:
        size = (round(image.width * scale), round(image.height * scale))
        smaller = image if scale == 1 else image.resize(size, Image.Resampling.LANCZOS)
        for colours in COLOURS:
            out = as_png(smaller, colours)
            if len(out) <= LARGEST:
                return out
    return out


def as_png(image: Image.Image, colours: int) -> bytes:
    kept = io.BytesIO()
    few = image.quantize(palette=palette_of(image, colours), dither=Image.Dither.NONE)
    few.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def palette_of(image: Image.Image, colours: int) -> Image.Image:
    """The broad surfaces and the marks exactly as they are; the edges of letters share the rest."""
    counted = sorted(image.getcolors(image.width * image.height) or [], reverse=True)
    bright = [one for one in counted if max(one[1]) - min(one[1]) > BRIGHT]
    kept = dict.fromkeys(counted[:EXACT] + bright[:EXACT])
    exact = [colour for _count, colour in kept]
    others = [one[1] for one in counted if one not in kept for _ in range(isqrt(one[0]))]
    flat = list(exact)
    if others:
        strip = Image.new("RGB", (len(others), 1))
        strip.putdata(others)
        found = strip.quantize(colours - len(exact), method=Image.Quantize.MEDIANCUT).getpalette()
        flat += [tuple(found[n : n + 3]) for n in range(0, len(found or []), 3)]  # type: ignore[index]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in flat[:colours] for part in colour])
    return palette


def list_of(taken: list[tuple[str, str]]) -> str:
    lines = [f"## {caption}\n\n![{caption}]({name})\n" for name, caption in taken]
    head = "# Các màn hình chính\n\nẢnh chụp bản trình diễn Lai Châu 2022 (người và tiến độ là số liệu mẫu); "
    return head + "làm lại bằng `python scripts/screenshots.py`.\n\n" + "\n".join(lines)


def caption_of(shot: Shot, ending: str) -> str:
    return shot.caption + {"": "", "-hep": " (điện thoại)", "-toi": " (nền tối)"}[ending]


def take_all(browser: Browser, out: Path, wanted: str) -> list[tuple[str, str]]:
    taken = []
    with running() as (address, things):
        people = demonstration.People(browser, address, **AS_HERE)
        for shot in SHOTS:
            if wanted not in shot.name:
                continue
            page = people.page(shot.person)
            for ending, width, theme in looks_of(shot):
                name = f"{shot.name}{ending}.png"
                picture = small(take(page, shot, width, theme, shot.path.format(**things)))
                (out / name).write_bytes(picture)
                taken.append((name, caption_of(shot, ending)))
                print(f"{name} {len(picture) // 1024} KB", flush=True)
            page.close()
        people.close()
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--only", default="", help="names that hold these letters")
    chosen = parser.parse_args()
    place = chromium()
    if place is None:
        print("no Chromium here; name one in THIDUA_CHROMIUM", file=sys.stderr)
        return 1
    chosen.out.mkdir(parents=True, exist_ok=True)
    os.environ.pop("THIDUA_DATA", None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=QUIET)
        taken = take_all(browser, chosen.out, chosen.only)
        browser.close()
    if not chosen.only:
        (chosen.out / "README.md").write_text(list_of(taken), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
