"""The part of `judging.py` that needs a database: the same list out of SQLite or PostgreSQL.

The rival has the leanest table there can be, `(holder, award, year)` with nothing but its index; we
have the register's own packed words. Both ask about the same invented lives.
"""

import argparse
import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.judging import (
    AWARD,
    DAY,
    LAW,
    PERIOD,
    TITLE,
    YEARS,
    award_lines,
    best,
    line,
    lives,
    memory,
    nominees,
    packed_rows,
    told,
)
from thidua.core.law.bulk.history import History, column_of
from thidua.core.law.bulk.judging import judge_many
from thidua.core.law.bulk.words import LAST
from thidua.core.law.facts import Votes

SAMPLE = 300  # nominations of the loop through the object-relational mapper
PASTED = 3000
SETTLED_ON = DAY.replace(month=1).toordinal()
LOOKED_ON = 3652059  # never aged
PLAIN = """SELECT count(*) FROM bench_nomination n WHERE
    EXISTS (SELECT 1 FROM bench_entry e WHERE e.holder = n.holder AND e.award = {award} AND e.year = n.period)
AND EXISTS (SELECT 1 FROM bench_entry e WHERE e.holder = n.holder AND e.award = {award} AND e.year = n.period - 1)
AND EXISTS (SELECT 1 FROM bench_entry e WHERE e.holder = n.holder AND e.award = {award} AND e.year = n.period - 2)"""
TABLES = {
    "sqlite": (
        "CREATE TABLE bench_entry (holder INTEGER, award INTEGER, year INTEGER, "
        "PRIMARY KEY (holder, award, year)) WITHOUT ROWID",
        "CREATE TABLE register_yearwords (holder_id INTEGER PRIMARY KEY, packed BLOB NOT NULL)",
    ),
    "postgresql": (
        "CREATE TABLE bench_entry (holder bigint, award smallint, year smallint)",
        "CREATE TABLE register_yearwords (holder_id bigint PRIMARY KEY, packed bytea NOT NULL)",
    ),
}
COMMON = (
    "CREATE TABLE bench_nomination (id bigint PRIMARY KEY, holder bigint, period integer)",
    "CREATE TABLE register_wordkey (id integer PRIMARY KEY, text varchar(600))",
)


def database(chosen: argparse.Namespace, folder: Path) -> None:
    connect(chosen.engine, folder)
    history = _with_subjects(lives(chosen.rows))
    nominations = nominees(history.size, chosen.nominations)
    began = time.perf_counter()
    numbers = {key: number for number, key in enumerate(history.columns, 1)}
    _build(history, numbers, nominations)
    line("built", time.perf_counter() - began, f"{award_lines(history):,} award lines")
    del history
    _measure(nominations, numbers[TITLE])


def connect(engine: str, folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    os.environ["THIDUA_DATA"] = str(folder)
    if engine == "postgres":
        from tests.support import postgres

        os.environ["TMPDIR"] = str(folder)
        folder.chmod(0o755)
        import tempfile

        tempfile.tempdir = str(folder)
        os.environ["THIDUA_DATABASE"] = postgres.start()
    import django

    django.setup()


def _with_subjects(history: History) -> History:
    every = np.arange(history.size, dtype=np.int64)
    for key, word in (
        ("s:individual:civil_servant_employee::", 1),
        ("settled", SETTLED_ON),
        ("looked", LOOKED_ON),
    ):
        history.columns[key] = column_of(every, np.full(history.size, word, np.int64), history.size)
    return history


# Building


def _build(history: History, numbers: dict[str, int], nominations: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql in (*TABLES[connection.vendor], *COMMON):
            cursor.execute(sql)
        cursor.executemany(
            "INSERT INTO register_wordkey VALUES (%s, %s)", [(n, key) for key, n in numbers.items()]
        )
        _fill(cursor.cursor, "bench_entry", _entries(history, numbers))
        _fill(cursor.cursor, "register_yearwords", _packed(history, numbers))
        asked = zip(range(len(nominations)), nominations.person.tolist(), strict=True)
        _fill(cursor.cursor, "bench_nomination", [[(n, holder, PERIOD) for n, holder in asked]])
        if connection.vendor == "postgresql":
            cursor.execute("CREATE INDEX bench_entry_all ON bench_entry (holder, award, year)")
        cursor.execute("ANALYZE")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE bench_entry")


def _fill(cursor: Any, table: str, parts: Any) -> None:
    from django.db import connection

    for rows in parts:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(TYPES[table])
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(rows[0]))
            cursor.connection.execute("BEGIN")
            cursor.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            cursor.connection.execute("COMMIT")


TYPES = {
    "bench_entry": ["int8", "int2", "int2"],
    "register_yearwords": ["int8", "bytea"],
    "bench_nomination": ["int8", "int8", "int4"],
}
PERSONS_AT_ONCE = 200_000


def _entries(history: History, numbers: dict[str, int]) -> Iterator[list[tuple[int, int, int]]]:
    """Award lines in the order of holders, so that neither engine has to sort."""
    for first in range(0, history.size, PERSONS_AT_ONCE):
        rows: list[np.ndarray] = []
        persons = np.arange(first, min(first + PERSONS_AT_ONCE, history.size), dtype=np.int64)
        for key in history.columns:
            if not key.startswith("a:"):
                continue
            words = history.gather(key, persons)
            for year in YEARS:
                held = persons[(words >> (LAST - year)) & 1 == 1]
                rows.append(
                    np.stack([held, np.full_like(held, numbers[key]), np.full_like(held, year)], 1)
                )
        every = np.concatenate(rows)
        order = np.lexsort((every[:, 2], every[:, 1], every[:, 0]))
        yield [tuple(row) for row in every[order].tolist()]


def _packed(history: History, numbers: dict[str, int]) -> Iterator[list[tuple[int, bytes]]]:
    pairs, starts = packed_rows(history, numbers)
    joined = pairs.tobytes()
    for first in range(0, history.size, PERSONS_AT_ONCE):
        edges = starts[first : first + PERSONS_AT_ONCE + 1].tolist()
        yield [(first + n, joined[begin:end]) for n, (begin, end) in enumerate(pairwise(edges))]


# Measuring


def _measure(nominations: Any, award: int) -> None:
    plain, found = best(lambda: _plain(award), 3)
    line("one rule, EXISTS", plain, f"{found:,} hold it")
    whole, results = best(lambda: _whole(nominations), 3)
    line("whole award, a code per finding", whole, told(results, len(nominations)))
    line("", whole, f"= {whole / plain:.2f} × the EXISTS query (bar 3)")
    each = _loop(nominations, award) / SAMPLE
    loop = each * len(nominations)
    line("two questions a person through the ORM", loop, f"{loop / whole:.0f} × ours (bar 100)")
    pasted, _ = best(lambda: _pasted(nominations))
    line(
        f"pasted list of {PASTED:,} with findings",
        pasted,
        f"{pasted / 0.4:.2f} of the bar of 0.4 s",
    )
    print(f"memory of this process at most {memory():.2f} GB")


def _plain(award: int) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(PLAIN.format(award=award))
        return int(cursor.fetchone()[0])


def _whole(nominations: Any) -> Any:
    """From the table of nominations to the codes."""
    from django.db import connection

    from thidua.subjects.register.selectors.wordrows import words_on

    with connection.cursor() as cursor:
        cursor.execute("SELECT holder FROM bench_nomination ORDER BY id")
        asked = np.fromiter((row[0] for row in cursor.fetchall()), np.int64, len(nominations))
    holders, places = np.unique(asked, return_inverse=True)
    nominations.person = places.astype(np.int64)
    return judge_many(nominations, words_on(holders, DAY), LAW)


def _loop(nominations: Any, award: int) -> float:
    from django.db import models

    class BenchEntry(models.Model):
        holder = models.BigIntegerField(primary_key=True)
        award = models.SmallIntegerField()
        year = models.SmallIntegerField()

        class Meta:
            app_label = "register"
            managed = False
            db_table = "bench_entry"

        def __str__(self) -> str:
            return str(self.holder)

    asked_for = {PERIOD, PERIOD - 1, PERIOD - 2}
    began = time.perf_counter()
    for holder in nominations.person[:SAMPLE].tolist():
        held = BenchEntry.objects.filter(holder=holder)
        held.exclude(award=award).filter(year=PERIOD).exists()  # already rewarded that year
        years = held.filter(award=award).values_list("year", flat=True)
        asked_for.issubset(years)
    return time.perf_counter() - began


def _pasted(nominations: Any) -> Any:
    from thidua.subjects.eligibility.bulk import Asked, judge_holders

    asked = [
        Asked(int(holder), AWARD, PERIOD, Votes(9, 10)) for holder in nominations.person[:PASTED]
    ]
    results = judge_holders(asked, day=DAY, law=LAW)
    return [results.findings(n) for n in range(PASTED)]
