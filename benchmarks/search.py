"""Search over invented people: exact, prefix, typing, any order, slips of the finger; against pg_trgm.

    python benchmarks/search.py --engine sqlite|postgresql [--people 10000000] [--queries 400]

Builds the card index of that many people in a temporary folder (PostgreSQL: a server of its own from
the package the tests use) and prints p50 and p95 of each kind of question, counted with the first
page and its bounded count, beside the limits. Slips: a name is drawn as often as people bear it, one
letter of one of its words is lost, doubled, changed or swapped. Recall: the name that was meant is
among the names of the first 20 answers. A slip that makes the name of another person (somebody IS
called so) cannot be told from that name by anybody: those are counted apart. pg_trgm answers the same
mistyped names in the same run (`%`, ordered by similarity, 20 rows; a sample, since each takes long).
"""

import argparse
import os
import statistics
import tempfile
import time
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from random import Random

FAMILIES = """Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lò Vàng Sùng Giàng Thào Tẩn
Phàn Chẻo Mùa Hạng Quàng Tòng Lường Cà Điêu Khoàng Pờ Lỳ Chang Vừ Ma Nông Hà Đinh Trịnh Lương Đào Mai
Tô Tạ Cao Châu Lâm Đoàn Triệu Vương"""
FAMILY_SHARES = (38, 11, 9, 7, 5, 4.5, 4, 2, 2, 1.5, 1.3, 1.3, 1, 0.9)
MIDDLES = """Văn Thị Đức Thanh Minh Ngọc Thu Hữu Quang Xuân Công Đình Hồng Kim Tuấn Anh Bá Mạnh Quốc A Gia Bảo
Thùy Phương Hoàng Thế Trọng Việt Hải Mỹ Thúy Duy Tiến Khánh Nhật Huy Cẩm Bích Diệu"""
MIDDLE_SHARES = (26, 24, 5, 4, 4, 4, 3, 3, 3, 2.5, 2, 2, 2, 2, 1.5, 1.5)
REST = 0.6  # the share of every further one
GIVEN = """An Anh Ánh Ba Bắc Bách Bằng Bảo Bích Bình Bông Ca Cảnh Cần Chi Chiến Chính Chung Chương Công Cường
Cúc Cương Dân Danh Diễm Diện Diệp Diệu Dinh Dũng Dung Duy Duyên Dương Đà Đại Đan Đạo Đạt Đăng Điệp
Định Đoan Đoàn Đô Đông Đồng Đức Gấm Giang Giáp Giàu Hà Hạ Hai Hải Hân Hằng Hạnh Hào Hảo Hậu Hiên
Hiền Hiển Hiếu Hiệp Hoa Hòa Hoan Hoàn Hoạt Hoài Hoàng Hồng Hợp Huân Huấn Huệ Hùng Huy Huyền Huỳnh
Hưng Hương Hường Hữu Kha Khai Khải Khang Khánh Khiêm Khoa Khôi Khuê Kiên Kiệt Kiều Kim Kỳ Lai Lam
Lan Lành Lâm Lân Lập Lê Lệ Liên Liễu Linh Loan Lộc Lợi Long Luân Luận Lụa Lực Lương Lưu Ly Lý Mai
Mạnh Mận Mẫn Mến Mi Minh Mơ Mùi Mừng Mười My Mỹ Na Nam Năm Nên Nga Ngà Ngân Nghĩa Ngọc Nguyên
Nguyệt Nhã Nhàn Nhật Nhi Nhiên Nhung Như Ninh Nụ Oanh Phát Phi Phong Phú Phúc Phụng Phước Phương
Phượng Quân Quang Quế Quốc Quý Quyên Quyết Quỳnh Sáng Sang Sâm Sơn Sương Tài Tâm Tân Tấn Thạch Thái
Thanh Thành Thảo Thắm Thắng Thân Thế Thi Thiện Thiệp Thịnh Thoa Thoan Thơ Thơm Thu Thúc Thục Thuận
Thủy Thúy Thùy Thư Thương Thường Tiên Tiến Tiếp Tình Tính Toàn Toản Tố Tới Trà Trang Trâm Trân Tri
Trí Trinh Trọng Trung Trúc Trường Tú Tuân Tuấn Tuệ Tùng Tuyên Tuyến Tuyết Tường Tưởng Tươi Út Uyên
Vạn Vân Vi Viên Viết Việt Vinh Vĩnh Vũ Vui Vượng Vy Xoan Xuân Xuyến Yên Yến Páo Dình Sáy Chu Pó Mỷ
Ún Pâng Chính Dế Sa Máy Cở Tủa Lử Sinh Dua Chớ"""
LIMITS = {
    "sqlite": {"exact": 20, "prefix": 20, "typing": 20, "any order": 20, "slips": 50},
    "postgresql": {"exact": 20, "prefix": 20, "typing": 20, "any order": 50, "slips": 100},
}
LETTERS = "abcdeghiklmnopqrstuvxy"
UNITS = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=list(LIMITS), default="sqlite")
    parser.add_argument("--people", type=int, default=10_000_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--rivals", type=int, default=40, help="questions to pg_trgm")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        prepare(Path(folder), chosen.engine)
        built = build(chosen.people)
        asked = questions(Random(2), chosen.queries)
        for kind in ("exact", "prefix", "typing", "any order"):
            report(chosen.engine, kind, {text: timed(text)[0] for text in asked[kind]})
        slips = mistyped(Random(3), chosen.queries)
        measure_slips(chosen.engine, slips)
        if chosen.engine == "postgresql" and chosen.rivals:
            measure_rival(slips[: chosen.rivals])
        print(f"{chosen.people:,} people, index built in {built:.0f} s (limit 360 s at 10 million)")


def prepare(folder: Path, engine: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    os.environ["THIDUA_DATA"] = str(folder)
    if engine == "postgresql":
        from tests.support import postgres

        # What a server of 8 GB is given; indexes are built with the rest.
        postgres.FAST |= {
            "shared_buffers": "2GB", "maintenance_work_mem": "1GB", "max_wal_size": "8GB",
            "work_mem": "32MB", "effective_cache_size": "6GB",
        }  # fmt: skip
        os.environ["THIDUA_DATABASE"] = postgres.start()
    import django

    django.setup()
    from django.core.management import call_command

    from thidua.base.registries import searchables

    assert searchables["person"].in_pairs
    call_command("migrate", verbosity=0)


class People:
    """The same people for the same seed, drawn by weight."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        given = [1 / (1 + place % 60) + 0.15 for place in range(len(GIVEN.split()))]
        parts = ((FAMILIES, FAMILY_SHARES), (MIDDLES, MIDDLE_SHARES), (GIVEN, given))
        self.drawers = [self._drawer(*part) for part in parts]

    def _drawer(self, text, shares):
        words = text.split()
        shares = [*shares, *[REST] * (len(words) - len(shares))]
        sums = list(accumulate(shares))
        return lambda: words[bisect(sums, self.random.random() * sums[-1])]

    def name(self) -> str:
        family, middle, given = (draw() for draw in self.drawers)
        if self.random.random() < 0.35:
            return f"{family} {middle} {self.drawers[1]()} {given}"
        return f"{family} {middle} {given}"


def build(people: int) -> float:
    from thidua.base.finding.building import build as build_index
    from thidua.base.finding.terms import Thing

    drawn, units = People(1), [f"Trường mẫu số {place}" for place in range(UNITS)]

    def things(count):
        for place in range(count):
            unit = place % UNITS
            yield Thing(
                "person", place + 1, drawn.name(), around=(units[unit],), tags=(f"u{unit}",),
                in_pairs=True,
            )  # fmt: skip

    began, working = time.perf_counter(), time.process_time()
    for _ in things(100_000):
        pass
    drawing = (time.perf_counter() - began) * people / 100_000
    drawing_work = (time.process_time() - working) * people / 100_000
    drawn.random.seed(1)
    began, working = time.perf_counter(), time.process_time()
    build_index(things(people))
    work = time.process_time() - working - drawing_work
    print(f"built; {work:.0f} s of this process's own work", flush=True)
    return time.perf_counter() - began - drawing


def questions(random: Random, count: int) -> dict[str, list[str]]:
    from thidua.base.finding.models import Card

    last = Card.objects.order_by("-id").values_list("id", flat=True)[0]
    cards = [Card.objects.get(id=random.randint(1, last)) for _ in range(count)]
    names = [card.spelt.title() for card in cards]
    plain = [folded(name) if random.random() < 0.5 else name for name in names]
    return {
        "exact": plain,
        "prefix": [name[: random.randint(3, max(3, len(name) - 1))] for name in plain],
        "typing": [name[:end] for name in plain[: count // 8] for end in range(1, len(name) + 1)],
        "any order": [
            " ".join(random.sample(name.split(), random.randint(2, len(name.split()))))
            for name in plain
        ],
    }


def folded(name: str) -> str:
    from thidua.core.text import name_key

    return name_key(name)


def mistyped(random: Random, count: int) -> list[tuple[str, str]]:
    """(as typed, as meant), both folded: names of people on the cards."""
    from thidua.base.finding.models import Card

    last = Card.objects.order_by("-id").values_list("id", flat=True)[0]
    found: list[tuple[str, str]] = []
    while len(found) < count:
        meant = Card.objects.get(id=random.randint(1, last)).folded
        words = meant.split()
        place = random.randrange(len(words))
        words[place] = slipped(random, words[place])
        if words[place] and (typed := " ".join(words)) != meant:
            found.append((typed, meant))
    return found


def slipped(random: Random, word: str) -> str:
    place = random.randrange(len(word))
    way = random.choice(["loses", "doubles", "changes", "swaps"])
    if way == "loses" and len(word) > 2:
        return word[:place] + word[place + 1 :]
    if way == "doubles":
        return word[:place] + word[place] + word[place:]
    if way == "changes":
        return word[:place] + random.choice(LETTERS) + word[place + 1 :]
    place = max(1, place)
    return word[: place - 1] + word[place : place + 1] + word[place - 1 : place] + word[place + 1 :]


def timed(text: str):
    from thidua.base.finding import Question, find

    began = time.perf_counter()
    answers = find(Question(text, ("person",)))
    return (time.perf_counter() - began) * 1000, answers.of_kind["person"]


def measure_slips(engine: str, slips: list[tuple[str, str]]) -> None:
    taken, hits, clear, clear_hits = {}, 0, 0, 0
    for typed, meant in slips:
        milliseconds, answer = timed(typed)
        taken[typed] = milliseconds
        names = [card.folded for card in [*answer.cards, *answer.guessed][:20]]
        hit = meant in names
        hits += hit
        if typed not in names:
            clear += 1
            clear_hits += hit
    report(engine, "slips", taken)
    print(
        f"recall: {clear_hits / max(1, clear):.3f} of {clear} slips that are nobody's name; "
        f"{hits / len(slips):.3f} of all {len(slips)}"
    )


def measure_rival(slips: list[tuple[str, str]]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        began = time.perf_counter()
        cursor.execute("CREATE INDEX rival ON finding_card USING gin (folded gin_trgm_ops)")
        print(f"pg_trgm: index built in {time.perf_counter() - began:.0f} s")
        taken, hits = [], 0
        for typed, meant in slips:
            began = time.perf_counter()
            cursor.execute(
                "SELECT folded FROM finding_card WHERE folded %% %s "
                "ORDER BY similarity(folded, %s) DESC LIMIT 20",
                [typed, typed],
            )
            hits += meant in [name for (name,) in cursor.fetchall()]
            taken.append((time.perf_counter() - began) * 1000)
    p50, p95 = quantiles(taken)
    print(f"pg_trgm: p50 {p50:.0f} ms, p95 {p95:.0f} ms, recall {hits / len(slips):.3f}")


def report(engine: str, kind: str, taken: dict[str, float]) -> None:
    p50, p95 = quantiles(list(taken.values()))
    slowest = max(taken, key=taken.__getitem__)
    limit = LIMITS[engine][kind]
    print(
        f"{engine} {kind}: p50 {p50:.2f} ms, p95 {p95:.2f} ms, worst {taken[slowest]:.0f} ms "
        f"(“{slowest}”) of {len(taken)}; limit {limit} ms, ratio {p95 / limit:.2f}",
        flush=True,
    )


def quantiles(taken: list[float]) -> tuple[float, float]:
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)]


if __name__ == "__main__":
    main()
