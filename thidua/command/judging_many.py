"""`thidua judge --history H --nominations N --out V`: long lists judged from files or the register."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

from thidua.core.law.bulk.filerows import FileError
from thidua.core.law.bulk.judging import Results, judge_many
from thidua.core.law.bulk.tables import (
    Listed,
    explained,
    gathered,
    listed,
    of_part,
    parts_of,
    table_of,
    verdicts,
    write,
)
from thidua.core.law.law import Law
from thidua.core.law.model import LawError
from thidua.core.law.reading import national_law
from thidua.core.law.serial import verdict_to_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    many = parser.add_argument_group(
        "xét hàng loạt", "tệp CSV hoặc Parquet (phap-luat-hang-loat.md)"
    )
    many.add_argument("--nominations", type=Path, metavar="TỆP", help="danh sách đề nghị")
    many.add_argument("--history", type=Path, metavar="TỆP", help="thành tích đã có, từng dòng")
    many.add_argument(
        "--database", action="store_true", help="lấy thành tích từ sổ; person là mã số trong sổ"
    )
    many.add_argument("--out", type=Path, metavar="TỆP", help="nơi ghi kết quả")
    many.add_argument(
        "--part", default="1/1", metavar="I/N", help="chỉ xét phần thứ I trong N phần"
    )
    many.add_argument(
        "--explain", default="", metavar="MÃ,MÃ", help="in đủ lý do của các đề nghị này (JSON)"
    )


def run_many(arguments: argparse.Namespace) -> int:
    """0; 2 when a file cannot be read as it stands."""
    try:
        return _run(arguments)
    except (FileError, LawError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _run(arguments: argparse.Namespace) -> int:
    _must_fit(arguments)
    began, law = time.perf_counter(), _law(arguments)
    rows = listed(of_part(table_of(arguments.nominations), part_of(arguments.part)), law)
    results = _judged(arguments, rows, law)
    if arguments.out:
        write(verdicts(rows.names, results), arguments.out)
        print(_summary(results, time.perf_counter() - began), file=sys.stderr)
    wanted = {one.strip() for one in arguments.explain.split(",") if one.strip()}
    if wanted:
        told = [
            verdict_to_json(verdict, name) for name, verdict in _why(arguments, rows, wanted, law)
        ]
        print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0


def _must_fit(arguments: argparse.Namespace) -> None:
    if bool(arguments.history) == bool(arguments.database):
        raise FileError("Chọn một nguồn thành tích: --history TỆP hoặc --database.")
    if not arguments.out and not arguments.explain:
        raise FileError("Chọn nơi ghi kết quả bằng --out TỆP, hoặc --explain MÃ.")


def part_of(text: str) -> tuple[int, int]:
    number, _, parts = text.partition("/")
    if number.isdigit() and parts.isdigit() and 1 <= int(number) <= int(parts):
        return int(number), int(parts)
    raise FileError(f"--part {text}: viết dạng I/N, ví dụ 2/8.")


def _law(arguments: argparse.Namespace) -> Law:
    """With the province's own rows where the register is asked."""
    if not arguments.database:
        return national_law()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    from thidua.subjects.law.selectors import law_in_force

    return law_in_force()


def _judged(arguments: argparse.Namespace, rows: Listed, law: Law) -> Results:
    if arguments.database:
        from thidua.subjects.eligibility.bulk import judge_listed

        return judge_listed(rows, law)
    history = gathered(parts_of(arguments.history), rows.persons, law)
    return judge_many(rows.nominations, history, law)


def _why(
    arguments: argparse.Namespace, rows: Listed, wanted: set[str], law: Law
) -> Iterator[tuple[str, Any]]:
    if arguments.database:
        from thidua.subjects.eligibility.bulk import explain_listed

        return explain_listed(rows, wanted, law)
    return explained(parts_of(arguments.history), rows, wanted, law)


def _summary(results: Results, seconds: float) -> str:
    words = results.words()
    counts = ", ".join(
        f"{name} {words.count(word)}"
        for word, name in (
            ("eligible", "đủ điều kiện"),
            ("ineligible", "chưa đủ"),
            ("to_judge", "cần xem xét"),
        )
    )
    return f"{len(words)} đề nghị: {counts} ({seconds:.1f} giây)."
