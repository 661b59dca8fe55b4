"""Judging a million nominations of a whole award, against what else there is, as ratios.

    python benchmarks/judging.py --engine resident [--rows 50000000] [--nominations 1000000]
    python benchmarks/judging.py --engine sqlite|postgres [--folder /place/with/room]
        [--rivals /outside/venv/bin/python]   # with polars, duckdb, openfisca-core: never ours

Lives are invented: five award lines a person, ratings for most years, a tenth with three titles in a
row. The plain one-rule query asks only whether the title of three years is there. Everything is
measured in one run, the best of several; trust the ratios.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from thidua.core.law.bulk.history import History, column_of
from thidua.core.law.bulk.judging import Results, judge_many
from thidua.core.law.bulk.nominations import NO_DAY, Coded, Nominations, day_number
from thidua.core.law.bulk.packing import PAIR
from thidua.core.law.bulk.words import KNOWN, KNOWS, LAST
from thidua.core.law.reading import national_law

LAW = national_law()
DAY, PERIOD = date(2026, 3, 1), 2025
AWARD = "provincial_emulation_fighter"
TITLE = "a:grassroots_emulation_fighter::"
YEARS = range(2012, 2026)
# key → share of persons who ever have it, chance in a year for those
LIVES = {
    "a:advanced_worker::": (0.6, 0.45),
    TITLE: (0.25, 0.5),
    "a:provincial_emulation_fighter::": (0.03, 0.15),
    "a:commendation_letter::": (0.2, 0.1),
    "a:provincial_merit_certificate::": (0.1, 0.1),
    "a:pm_merit_certificate::": (0.01, 0.1),
    "a:labor_order_third::": (0.003, 0.1),
    "r:good": (0.7, 0.6),
    "r:excellent": (0.3, 0.4),
    "i:initiative:grassroots:": (0.3, 0.2),
    "i:initiative:province:": (0.05, 0.1),
}
LISTS = ("awards", "ratings", "initiatives", "discipline", "open_cases")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=["resident", "sqlite", "postgres"], default="resident")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--nominations", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rivals", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        if chosen.engine == "resident":
            resident(chosen, Path(folder))
        else:
            from benchmarks.judging_database import database

            database(chosen, Path(folder))


# Invented lives


def lives(rows: int) -> History:
    """Words of rows / 5 persons; about `rows` award lines."""
    rng = np.random.default_rng(7)
    persons = max(rows // 5, 1)
    columns = {}
    for key, (share, chance) in LIVES.items():
        held = np.flatnonzero(rng.random(persons) < share).astype(np.int64)
        words = np.zeros(len(held), np.int64)
        for year in YEARS:
            words |= (rng.random(len(held)) < chance).astype(np.int64) << (LAST - year)
        some = words != 0
        columns[key] = column_of(held[some], words[some], persons)
    everybody = np.arange(persons, dtype=np.int64)
    known = np.full(persons, sum(KNOWS[name] for name in LISTS), np.int64)
    columns[KNOWN] = column_of(everybody, known, persons)
    return History(persons, columns)


def award_lines(history: History) -> int:
    return sum(
        int(np.bitwise_count(column.entries()[1]).sum())
        for key, column in history.columns.items()
        if key.startswith("a:")
    )


def nominees(persons: int, count: int) -> Nominations:
    rng = np.random.default_rng(11)
    every = {name: Coded.all(None, count) for name in ("gender", "members")}
    topics = tuple(LAW.vocabulary.words["topics"])
    return Nominations(
        person=rng.permutation(max(persons, count))[:count].astype(np.int64) % persons,
        award=Coded.all(AWARD, count),
        day=np.full(count, day_number(DAY), np.int64),
        period=np.full(count, PERIOD, np.int64),
        kind=Coded.all("individual", count),
        variant=Coded.all("civil_servant_employee", count),
        founded=np.full(count, NO_DAY, np.int64),
        in_favour=rng.integers(7, 11, count),
        council=np.full(count, 10, np.int64),
        attestations=Coded(rng.integers(0, 2, count).astype(np.int32), [topics, topics[:3]]),
        judgements=Coded.all({}, count),
        higher_retirement_age=np.zeros(count, bool),
        decided=np.full(count, NO_DAY, np.int64),
        **every,
    )


# Measuring


def best(action: Callable[[], Any], times: int = 5) -> tuple[float, Any]:
    shortest, answer = float("inf"), None
    for _ in range(times):
        began = time.perf_counter()
        answer = action()
        shortest = min(shortest, time.perf_counter() - began)
    return shortest, answer


def line(name: str, seconds: float, note: str = "") -> None:
    print(f"{name:<46} {seconds:>9.3f} s   {note}", flush=True)


def told(results: Results, count: int) -> str:
    found = np.bincount(results.outcome, minlength=4).tolist()
    return f"{len(results.sheets[0].ids)} findings × {count:,}; {found[3]:,} eligible, {found[0]:,} not"


def memory() -> float:
    """The most this process ever held, in GB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


# Resident


def resident(chosen: argparse.Namespace, folder: Path) -> None:
    began = time.perf_counter()
    history = lives(chosen.rows)
    lines = award_lines(history)
    history.save(folder / "words")
    size = sum(one.stat().st_size for one in (folder / "words").iterdir()) / 1024**3
    line("made and saved", time.perf_counter() - began, f"{lines:,} award lines, {size:.2f} GB")
    del history
    mapped = History.load(folder / "words")
    nominations = nominees(mapped.size, chosen.nominations)
    whole, results = best(lambda: judge_many(nominations, mapped, LAW))
    plain, _ = best(lambda: one_rule(mapped, nominations))
    line("whole award, a code per finding", whole, told(results, len(nominations)))
    line("one rule, bare NumPy", plain, f"whole award = {whole / plain:.1f} × (bar 10)")
    line(
        "bar",
        0.5,
        f"whole award = {whole / 0.5:.2f} of it; memory at most {memory():.2f} GB (bar 2)",
    )
    if chosen.rivals:
        write_rows(mapped, nominations, folder)
        outside(chosen.rivals, folder, whole)


def one_rule(history: History, nominations: Nominations) -> int:
    """Three years in a row, ending in the year judged: gather, shift, compare."""
    words = history.gather(TITLE, nominations.person) >> (LAST - nominations.period)
    return int(((words & 7) == 7).sum())


def write_rows(history: History, nominations: Nominations, folder: Path) -> None:
    """The rows the rivals read: the title's lines, and who is asked about."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    held, words = history.columns[TITLE].entries()
    persons, years = [], []
    for year in YEARS:
        with_title = (words >> (LAST - year)) & 1 == 1
        persons.append(held[with_title])
        years.append(np.full(int(with_title.sum()), year, np.int16))
    rows = {"person": np.concatenate(persons), "year": np.concatenate(years)}
    pq.write_table(pa.table(rows), folder / "title.parquet")
    asked = {"person": nominations.person, "period": nominations.period}
    pq.write_table(pa.table(asked), folder / "asked.parquet")


def outside(python: Path, folder: Path, whole: float) -> None:
    """Rivals with one rule only; ours has the whole award."""
    script = Path(__file__).with_name("judging_rivals.py")
    told = subprocess.run(
        [str(python), str(script), str(folder)], capture_output=True, text=True, check=False
    )
    for row in told.stdout.splitlines():
        name, seconds = row.rsplit("\t", 1)
        line(f"one rule, {name}", float(seconds), f"{float(seconds) / whole:.1f} × our whole award")
    if told.returncode:
        print(told.stderr[-600:])


# For the databases


def packed_rows(history: History, numbers: dict[str, int]) -> tuple[Any, Any]:
    """Pairs of key and word in the order of persons, and where each person begins."""
    places, keys, words = [], [], []
    for key, column in history.columns.items():
        held, values = column.entries()
        places.append(held)
        words.append(values)
        keys.append(np.full(len(held), numbers[key], np.uint16))
    person = np.concatenate(places)
    order = np.argsort(person, kind="stable")
    pairs = np.empty(len(person), PAIR)
    pairs["key"], pairs["word"] = np.concatenate(keys)[order], np.concatenate(words)[order]
    starts = np.searchsorted(person[order], np.arange(history.size + 1))
    return pairs, starts * PAIR.itemsize


if __name__ == "__main__":
    main()
