"""An old register of 100,000 rows to the staged report: < 20 s, < 1 GB, against django-import-export.

    python benchmarks/importing.py [--rows 100000] [--people 0] [--rival PYTHON] [--apply]

Makes the file, reads and checks it as the jobs do (temporary SQLite). `--people` fills the register
first, so that matching has somebody to find. `--rival` is the Python of a virtual environment with
django-import-export, tablib[xlsx]: the same file goes through its dry run there
(benchmarks/importing_rival.py). Prints seconds of wall and processor time, memory and ratios.
"""

import argparse
import os
import random
import resource
import subprocess
import tempfile
import time
from pathlib import Path

LIMIT_S, LIMIT_MB, LIMIT_RATIO = 20, 1024, 10
FAMILIES = [
    "Nguyễn",
    "Lò",
    "Vàng",
    "Giàng",
    "Tẩn",
    "Lý",
    "Hoàng",
    "Sùng",
    "Phàn",
    "Mùa",
    "Đỗ",
    "Trần",
]
MIDDLES = ["Văn", "Thị", "A", "Minh", "Thanh", "Quốc"]
GIVEN = [
    "Mẫu",
    "Hùng",
    "Lan",
    "Sơn",
    "Páo",
    "Dở",
    "Chu",
    "Phin",
    "Hoa",
    "Bình",
    "Tâm",
    "Nga",
    "Sáng",
    "Dua",
]
UNITS = ("Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "UBND huyện Sìn Hồ", "UBND huyện Phong Thổ", "UBND huyện Tam Đường", "UBND huyện Mường Tè", "Sở Công Thương", "Phòng Nội vụ huyện Sìn Hồ")  # fmt: skip
AWARDS = ("LĐTT", "CSTĐCS", "BK UBND tỉnh", "Giấy khen", "HCLĐ hạng Ba", "BK TTg")
WEIGHTS = (60, 20, 10, 8, 1, 1)
TITLES = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đơn vị", "Số CCCD", "Danh hiệu, hình thức", "Năm", "Số quyết định", "Ngày quyết định", "Cơ quan quyết định", "Thành tích", "Số sổ vàng", "Ghi chú")  # fmt: skip
HEADER_ROW = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--rival", default="")
    parser.add_argument("--apply", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        make_file(path, chosen.rows)
        print(f"{chosen.rows:,} rows, {len(TITLES)} columns, {path.stat().st_size / 1e6:.1f} MB")
        prepare(Path(folder))
        if chosen.people:
            fill(chosen.people)
        ours = measure(path, chosen.rows, chosen.apply)
        if chosen.rival:
            against(chosen.rival, path, ours)


def make_file(path: Path, rows: int) -> None:
    import xlsxwriter

    chance = random.Random(7)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Sổ")
        sheet.write_row(0, 0, ["SỔ THEO DÕI KHEN THƯỞNG"])
        sheet.write_row(HEADER_ROW - 1, 0, TITLES)
        for number, row in enumerate(lines(chance, rows)):
            sheet.write_row(HEADER_ROW + number, 0, [number + 1, *row])


def lines(chance: random.Random, count: int):
    made = 0
    while made < count:
        middle = chance.choice(MIDDLES)
        name = f"{chance.choice(FAMILIES)} {middle} {chance.choice(GIVEN)} {chance.choice(GIVEN)}"
        born = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(1960, 1995)}"
        unit, first = chance.choice(UNITS), chance.randint(2008, 2015)
        number = f"0{chance.randint(10**10, 10**11 - 1)}" if chance.random() < 0.5 else ""
        for step in range(min(chance.randint(1, 5), count - made)):
            award = chance.choices(AWARDS, WEIGHTS)[0]
            day = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{first + step + 1}"
            made += 1
            yield (
                name, born, "Nữ" if middle == "Thị" else "Nam", "Chuyên viên", unit, number, award,
                first + step, f"{chance.randint(1, 900)}/QĐ-UBND", day, "Chủ tịch UBND tỉnh",
                "Hoàn thành xuất sắc nhiệm vụ", "", "",
            )  # fmt: skip


def prepare(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    os.environ["THIDUA_DATA"] = str(folder)
    os.environ["THIDUA_DEMO"] = "1"
    import django

    django.setup()
    from thidua.command.demonstration import lai_chau
    from thidua.command.preparing import prepare as prepare_installation

    prepare_installation()
    lai_chau.load()


def fill(people: int) -> None:
    """People already in the register, with names of the same stock."""
    from thidua.subjects.orgs.models import Organization
    from thidua.subjects.register.models import Holder, Person
    from thidua.subjects.register.naming import keys_of

    chance = random.Random(11)
    units = list(Organization.objects.values_list("pk", flat=True))
    began = time.perf_counter()
    for start in range(0, people, 20_000):
        holders = []
        for _ in range(min(20_000, people - start)):
            name = f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}"
            key, order = keys_of("individual", name)
            holders.append(
                Holder(kind="individual", variant="civil_servant_employee", name=name, name_key=key,
                       sort_key=order, unit_id=chance.choice(units), is_sample=True)
            )  # fmt: skip
        made = Holder.objects.bulk_create(holders, batch_size=2_000)
        Person.objects.bulk_create(
            (Person(holder=one, born=f"{chance.randint(1960, 1995)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}", born_precision="day") for one in made),
            batch_size=2_000,
        )  # fmt: skip
    print(f"register filled with {people:,} people in {time.perf_counter() - began:.0f} s")


def measure(path: Path, rows: int, apply: bool) -> float:
    from django.conf import settings

    from thidua.base.jobs.models import JobRun
    from thidua.base.jobs.running import run_now
    from thidua.subjects.accounts.models import User
    from thidua.subjects.accounts.selectors import actor_for, posts_on
    from thidua.subjects.register.importing import services

    user = User.objects.get(username="chuyenvien")
    day = settings.DEMO_DAY
    actor = actor_for(user, posts_on(user, day)[0], day)
    began, cpu = time.perf_counter(), time.process_time()
    register = services.start_register(
        actor=actor, title="Đo", name=path.name, content=path.read_bytes()
    )
    for run in JobRun.objects.filter(state="queued", name="intake.read_file"):
        run_now(run.pk)
    register.refresh_from_db()
    read = time.perf_counter() - began
    services.lay_out(actor=actor, register=register, layouts=register.sheets)
    for run in JobRun.objects.filter(state="queued", name="intake.check_rows"):
        run_now(run.pk)
    register.refresh_from_db()
    took, worked = time.perf_counter() - began, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"looked at in {read:.1f} s; staged: {dict(register.counts)}, state {register.state}")
    print(
        f"to the staged report {took:.1f} s wall, {worked + child.ru_utime:.1f} s processor (limit {LIMIT_S} s): {took / LIMIT_S:.2f}"
    )
    print(
        f"memory {memory:.0f} MB, reader {child.ru_maxrss / 1024:.0f} MB (limit {LIMIT_MB}): {memory / LIMIT_MB:.2f}"
    )
    if apply:
        write(actor, register)
    return took


def write(actor, register) -> None:
    from thidua.base.jobs.models import JobRun
    from thidua.base.jobs.running import run_now
    from thidua.subjects.register.importing import services

    began = time.perf_counter()
    services.apply_register(actor=actor, register=register, leave_open=True)
    for run in JobRun.objects.filter(state="queued", name="intake.write_rows"):
        run_now(run.pk)
    register.refresh_from_db()
    print(f"written in {time.perf_counter() - began:.1f} s: {register.state}, {register.report}")


def against(python: str, path: Path, ours: float) -> None:
    script = Path(__file__).with_name("importing_rival.py")
    began = time.perf_counter()
    done = subprocess.run(
        [python, str(script), str(path), str(HEADER_ROW)], capture_output=True, text=True
    )
    took = time.perf_counter() - began
    print(done.stdout.strip() or done.stderr[-2000:])
    print(f"django-import-export {took:.1f} s; ratio {took / ours:.1f} (limit {LIMIT_RATIO})")


if __name__ == "__main__":
    main()
