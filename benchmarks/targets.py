"""The province's board of targets against its limit: 300 units × 8 targets × 12 periods × 5 years.

    python benchmarks/targets.py [--units 300] [--targets 8] [--years 5] [--runs 30]

Builds the figures in a temporary folder (SQLite): five years of monthly targets, each the follower of
the year before's, half of them sums, the other half means with denominators. Then asks, through the
whole stack of middleware, for the board of the last year, for one target's page with its matrix, and
for a unit's page. Prints queries and milliseconds beside the limits, as ratios.
"""

import argparse
import os
import statistics
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

LIMIT_MS = 150
LIMIT_QUERIES = 25
LAST_YEAR = 2022


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=300)
    parser.add_argument("--targets", type=int, default=8)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--runs", type=int, default=30)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        target, unit = build(chosen.units, chosen.targets, chosen.years)
        board = f"/chi-tieu/?nam={LAST_YEAR}&ngay=31/12/{LAST_YEAR}"
        measure("board", board, chosen.runs)
        measure("one target", f"/chi-tieu/{target}/?ngay=31/12/{LAST_YEAR}", chosen.runs)
        measure("one unit", f"/chi-tieu/don-vi/{unit}/?nam={LAST_YEAR}", chosen.runs)


def prepare(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    os.environ["THIDUA_DATA"] = str(folder)
    os.environ["THIDUA_DEMO"] = "1"
    import django

    django.setup()
    from thidua.command.preparing import prepare as prepare_installation

    prepare_installation()


def build(units: int, targets: int, years: int) -> tuple[int, int]:
    """Units of a sample province, then rows written at once: the way in is measured elsewhere."""
    from thidua.base import parameters
    from thidua.base.access import Actor
    from thidua.subjects.accounts.services.samples import demo_people
    from thidua.subjects.orgs.models import OrganizationVersion
    from thidua.subjects.orgs.services import load_laichau
    from thidua.subjects.targets.models import Target, TargetValue

    began = time.perf_counter()
    system = Actor.system(date(2022, 2, 15))
    parameters.load_parameters()
    load_laichau(system)
    demo_people(actor=system)
    standing = OrganizationVersion.objects.on(date(2022, 2, 15)).order_by("organization_id")
    known = list(standing.values_list("organization_id", flat=True))
    reporters = known[1:][:units] + more_units(units - len(known[1:]))
    random = Random(1)
    before: dict[int, Target] = {}
    for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        before = {
            place: one_target(place, year, reporters, before.get(place), random)
            for place in range(targets)
        }
    print(f"built in {time.perf_counter() - began:.1f} s: {TargetValue.objects.count()} figures")
    return before[0].pk, reporters[0]


def more_units(count: int) -> list[int]:
    """Further units of no parent, where the province has fewer than asked for."""
    from thidua.core.text import name_key, unit_sort_key
    from thidua.subjects.orgs.models import Organization, OrganizationVersion

    made = []
    for place in range(max(0, count)):
        name = f"Xã mẫu {place + 1}"
        unit = Organization.objects.create(code=f"MAU-{place:04}")
        OrganizationVersion.objects.create(
            organization=unit, name=name, kind="commune",
            name_key=name_key(name), sort_key=unit_sort_key(name),
        )  # fmt: skip
        made.append(unit.pk)
    return made


def one_target(place, year, reporters, previous, random):
    from thidua.subjects.targets.models import Target, TargetShare, TargetValue
    from thidua.subjects.targets.services.periods import ensure_periods

    is_mean = place % 2 == 1
    target = Target.objects.create(
        name=f"Chỉ tiêu mẫu {place + 1}", year=year, state="fixed", value=Decimal(30_000),
        rule="mean" if is_mean else "sum", denominator="số hộ" if is_mean else "",
        reach="state" if is_mean else "cumulative", period_kind="month", previous=previous,
        announced_on=date(year, 1, 5), fixed_on=date(year, 1, 5), is_sample=True,
        unit_of_measure="%" if is_mean else "lao động",
    )  # fmt: skip
    TargetShare.objects.bulk_create(
        TargetShare(target=target, organization_id=unit, value=100, given_on=date(year, 1, 5))
        for unit in reporters
    )
    for period in ensure_periods(target, date(year, 12, 31)):
        TargetValue.objects.bulk_create(
            TargetValue(
                target=target, organization_id=unit, period=period, stood_on=date(2022, 2, 15),
                state="verified", value=Decimal(random.randint(800, 900) * period.index) / 100,
                weight=random.randint(100, 5000) if is_mean else None, reported_on=period.last_day,
                reported_by="Vàng Thị Mẫu", is_sample=True,
            )
            for unit in reporters
        )  # fmt: skip
    return target


def measure(name: str, url: str, runs: int) -> None:
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
    count = len(queries)
    wall, processor = zip(*(one_run(client, url) for _ in range(runs)), strict=True)
    print(name)
    print(
        f"  queries          {count:>6}      {count / LIMIT_QUERIES:.2f} of the limit of {LIMIT_QUERIES}"
    )
    for what, times in (("wall, median", wall), ("processor, median", processor)):
        middle = statistics.median(times)
        print(
            f"  {what:<16} {middle:>6.0f} ms   {middle / LIMIT_MS:.2f} of the limit of {LIMIT_MS} ms"
        )
    print(f"  page             {size / 1024:>6.0f} KB uncompressed")


def one_run(client, url: str) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    answer = client.get(url)
    assert answer.status_code == 200
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)


if __name__ == "__main__":
    main()
