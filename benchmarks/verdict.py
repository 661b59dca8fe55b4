"""One verdict with every reason, its facts out of a register of millions of lines.

    python benchmarks/verdict.py --engine sqlite|postgres [--entries 5000000] [--folder /place/with/room]

The register's own tables with all their indexes: a fifth as many persons as lines, two ratings each.
Prints the half and the ninety-fifth of a hundred, beside the bar of 5 ms.
"""

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

LINES_EACH = 5
BAR_MS = 5
DAY = date(2026, 3, 1)
AWARD = "provincial_emulation_fighter"
SERIES = {
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < {last}) ",
    "postgresql": "WITH s(n) AS (SELECT generate_series(0, {last})) ",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--entries", type=int, default=5_000_000)
    parser.add_argument("--verdicts", type=int, default=2000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        from benchmarks.judging_database import connect

        connect(chosen.engine, Path(folder))
        from thidua.command.preparing import prepare

        prepare()
        began = time.perf_counter()
        persons = build(chosen.entries)
        print(
            f"{chosen.entries:,} lines of {persons:,} persons in {time.perf_counter() - began:.0f} s"
        )
        measure(persons, chosen.verdicts)


# Building: one row by the models, the others copied from it inside the database


def build(entries: int) -> int:
    from django.db import connection

    from thidua.subjects.register.models import Entry, Holder, Person, YearRating

    persons = entries // LINES_EACH
    first = Holder.objects.create(
        kind="individual", variant="civil_servant_employee", name="Vàng Thị Mẫu",
        name_key="vang thi mau", sort_key="vang thi mau",
    )  # fmt: skip
    Person.objects.create(holder=first, gender="female")
    Entry.objects.create(
        holder=first, award="advanced_worker", year=2011, decided=date(2011, 12, 25)
    )
    YearRating.objects.create(holder=first, year=2011, rating="good")
    award = "CASE n % 3 WHEN 0 THEN 'grassroots_emulation_fighter' ELSE 'advanced_worker' END"
    year = f"2021 + n / {persons}"
    holder = f"{first.pk} + n % {persons}"
    copied(Holder, persons, {"id": f"{first.pk} + n"}, first=1)
    copied(Person, persons, {"holder_id": f"{first.pk} + n"}, first=1)
    copied(Entry, entries, {"holder_id": holder, "award": award, "year": year})
    copied(YearRating, 2 * persons, {"holder_id": holder, "year": f"2024 + n / {persons}"})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return persons


def copied(model: Any, count: int, given: dict[str, str], first: int = 0) -> None:
    """`count` rows like the only one there is, but for the columns given."""
    from django.db import connection

    names = [one.column for one in model._meta.concrete_fields]
    if "id" in names and "id" not in given:
        given = {"id": "1000000 + n", **given}
    table = model._meta.db_table
    values = ", ".join(given.get(name, f"t.{name}") for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) "
            + SERIES[connection.vendor].format(last=count - 1)
            + f"SELECT {values} FROM s, {table} t WHERE n >= {first}"
        )


def measure(persons: int, verdicts: int) -> None:
    from thidua.core.law.facts import Case
    from thidua.core.law.judging import judge
    from thidua.subjects.law.selectors import law_in_force
    from thidua.subjects.register.models import Holder
    from thidua.subjects.register.selectors.facts import known_of

    first = Holder.objects.order_by("pk").values_list("pk", flat=True)[0]
    chance, times, own = Random(5), [], []
    for _ in range(verdicts):
        holder = first + chance.randrange(persons)
        began, worked = time.perf_counter(), time.process_time()
        subject, facts = known_of(holder, day=DAY)
        law = law_in_force()
        verdict = judge(Case("", DAY, AWARD, subject, 2025, facts, {}), law)
        times.append(1000 * (time.perf_counter() - began))
        own.append(1000 * (time.process_time() - worked))
    for name, told in (("wall", sorted(times)), ("processor", sorted(own))):
        half, late = told[verdicts // 2], told[verdicts * 95 // 100]
        print(
            f"{len(verdict.findings)} findings, {name:<9}: p50 {half:.2f} ms, p95 {late:.2f} ms, "
            f"{late / BAR_MS:.2f} of the bar of {BAR_MS} ms"
        )


if __name__ == "__main__":
    main()
