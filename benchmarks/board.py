"""The province's board against its limit: 500 units, 60 tasks, at most 25 queries and 100 ms.

    python benchmarks/board.py [--units 500] [--tasks 60] [--runs 30]

Builds a sample province in a temporary folder (SQLite), then asks for the board as an officer does,
through the whole stack of middleware. Prints queries and milliseconds beside the limits, as ratios;
processor time stands beside wall time, since a busy machine stretches only the latter.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

LIMIT_MS = 100
LIMIT_QUERIES = 25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--tasks", type=int, default=60)
    parser.add_argument("--runs", type=int, default=30)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        url = build(chosen.units, chosen.tasks)
        measure(url, chosen.runs)


def prepare(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    os.environ["THIDUA_DATA"] = str(folder)
    os.environ["THIDUA_DEMO"] = "1"
    import django

    django.setup()
    from thidua.command.preparing import prepare as prepare_installation

    prepare_installation()


def build(units: int, tasks: int) -> str:
    from thidua.command.demonstration import lai_chau, sample_province
    from thidua.subjects.movements.models import Movement

    began = time.perf_counter()
    lai_chau.load()
    sample_province.load(units, tasks, seed=1)
    print(f"built in {time.perf_counter() - began:.1f} s")
    movement = Movement.objects.get(document_number="99/CT-UBND")
    print(f"{movement.duties.count()} units charged, {movement.tasks.count()} tasks")
    return f"/phong-trao/{movement.pk}/tien-do/"


def measure(url: str, runs: int) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from thidua.subjects.accounts.models import User

    client = Client(HTTP_HOST="127.0.0.1")
    officer = User.objects.get(username="chuyenvien")
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(3):
        client.get(url)
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(url).content)
    count = len(queries)  # now: the next request empties the log
    wall, processor = zip(*(one_run(client, url) for _ in range(runs)), strict=True)
    print(
        f"queries          {count:>6}      {count / LIMIT_QUERIES:.2f} of the limit of {LIMIT_QUERIES}"
    )
    for name, times in (("wall, median", wall), ("processor, median", processor)):
        middle = statistics.median(times)
        print(
            f"{name:<16} {middle:>6.0f} ms   {middle / LIMIT_MS:.2f} of the limit of {LIMIT_MS} ms"
        )
    print(f"page             {size / 1024:>6.0f} KB uncompressed")


def one_run(client, url: str) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    answer = client.get(url)
    assert answer.status_code == 200
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)


if __name__ == "__main__":
    main()
