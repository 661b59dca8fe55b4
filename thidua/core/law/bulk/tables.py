"""Judging from files: a history and nominations in CSV or Parquet, verdicts out.

Persons are the parts by which the work may be shared: `part=(1, 4)` takes every fourth of them, and
`judge_partition` is the whole work on one part, for any engine that brings the rows together.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from thidua.core.law.bulk.filerows import FileError, facts_of_rows
from thidua.core.law.bulk.gathering import Gathering, column, longs, numbers_of, plain_rows
from thidua.core.law.bulk.history import History, Longs
from thidua.core.law.bulk.judging import Results, judge_many
from thidua.core.law.bulk.nominations import MISSING, NO_DAY, Coded, Nominations
from thidua.core.law.bulk.nomineerows import (
    attested,
    check_nominee_words,
    judged,
    member_numbers,
)
from thidua.core.law.bulk.rows import SILENT, STATE
from thidua.core.law.facts import Verdict
from thidua.core.law.judging import judge
from thidua.core.law.law import Law

PART_BYTES = 1 << 25
PART_ROWS = 1 << 20
DAYS = ("day", "decided", "from", "to", "founded")
NUMBERS = ("year", "period", "in_favour", "members")
NEEDED = ("nomination", "person", "award", "day", "period", "kind", "variant")


# Files


def parts_of(path: Path) -> Iterator[Any]:
    """The rows of a file in parts, so that no file is too long."""
    if path.is_dir():
        for one in sorted(path.iterdir()):
            if one.suffix in (".parquet", ".csv"):
                yield from parts_of(one)
    elif path.suffix == ".parquet":
        yield from pq.ParquetFile(path).iter_batches(PART_ROWS)
    else:
        yield from _csv(path)


def _csv(path: Path) -> Iterator[Any]:
    """Numbers and days by the names of their columns; everything else is text."""
    with path.open(encoding="utf-8-sig") as file:
        names = file.readline().strip().split(",")
    types = {
        name: pa.date32() if name in DAYS else pa.int64() if name in NUMBERS else pa.string()
        for name in (one.strip('"') for one in names)
    }
    try:
        yield from pacsv.open_csv(
            path,
            read_options=pacsv.ReadOptions(block_size=PART_BYTES),
            convert_options=pacsv.ConvertOptions(
                column_types=types, strings_can_be_null=True, null_values=[""]
            ),
        )
    except pa.ArrowInvalid as error:
        raise FileError(f"{path.name}: {error}") from error


def table_of(path: Path) -> Any:
    parts = list(parts_of(path))
    if not parts:
        raise FileError(f"Tệp {path.name} không có dòng nào.")
    return pa.Table.from_batches(parts)


def write(table: Any, path: Path) -> None:
    if path.suffix == ".parquet":
        pq.write_table(table, path)
    else:
        pacsv.write_csv(table, path)


# Nominations


def of_part(table: Any, part: tuple[int, int]) -> Any:
    """The nominations whose person falls into the part `(number from 1, of how many)`."""
    number, parts = part
    if parts == 1:
        return table
    coded = column(table, "person", pa.string()).dictionary_encode()
    shares = [zlib.crc32(one.encode()) % parts for one in coded.dictionary.to_pylist()]
    mine = np.array([share == number - 1 for share in shares], bool)
    return table.filter(pa.array(mine[coded.indices.to_numpy()]))


@dataclass(frozen=True)
class Listed:
    """Nominations of a file; `persons` in the order of their positions."""

    nominations: Nominations
    persons: Any
    names: Any


def listed(table: Any, law: Law) -> Listed:
    missing = [name for name in NEEDED if name not in table.schema.names]
    if missing:
        raise FileError(f"Tệp đề nghị thiếu cột: {', '.join(missing)}.")
    persons = column(table, "person", pa.string()).dictionary_encode()
    awards = _coded(table, "award")
    unknown = [one for one in awards.values if one not in law.awards]
    if unknown:
        raise FileError(f"Tệp đề nghị: không có danh hiệu, hình thức “{unknown[0]}”.")
    nominations = Nominations(
        person=persons.indices.to_numpy().astype(np.int64),
        award=awards,
        day=_days(table, "day"),
        period=numbers_of(table, "period", 0),
        kind=_coded(table, "kind"),
        variant=_coded(table, "variant"),
        gender=_coded(table, "gender"),
        founded=_days(table, "founded"),
        in_favour=numbers_of(table, "in_favour", MISSING),
        council=numbers_of(table, "members", MISSING),
        attestations=_coded(table, "attestations", attested),
        judgements=_coded(table, "judgements", judged),
        members=_coded(table, "members_json", member_numbers),
        higher_retirement_age=numbers_of(table, "higher_retirement_age", 0) == 1,
        decided=_days(table, "decided"),
    )
    if (nominations.day == NO_DAY).any():
        raise FileError("Tệp đề nghị: cột day có dòng trống.")
    check_nominee_words(nominations, law)
    return Listed(nominations, persons.dictionary, column(table, "nomination", pa.string()))


def _coded(table: Any, name: str, read: Any = None) -> Coded:
    coded = column(table, name, pa.string()).dictionary_encode(null_encoding="encode")
    values = coded.dictionary.to_pylist()
    return Coded(
        coded.indices.to_numpy().astype(np.int32), [read(one) if read else one for one in values]
    )


def _days(table: Any, name: str) -> Longs:
    told = column(table, name, pa.date32()).cast(pa.int32()).cast(pa.int64())
    return longs(told.fill_null(int(NO_DAY)))


# Judging


def gathered(parts: Iterable[Any], persons: Any, law: Law) -> History:
    gathering = Gathering(persons, law)
    for part in parts:
        gathering.take(part)
    return gathering.history()


def judge_partition(history: Any, nominations: Any, law: Law) -> Any:
    """Tables of one part of the persons in, the table of verdicts out."""
    rows = listed(nominations, law)
    results = judge_many(rows.nominations, gathered([history], rows.persons, law), law)
    return verdicts(rows.names, results)


def verdicts(names: Any, results: Results) -> Any:
    """nomination, outcome, and the findings as “id=state;…”."""
    return pa.table(
        {
            "nomination": names,
            "outcome": pa.array(results.words(), pa.string()),
            "findings": findings_of(results, len(names)),
        }
    )


def findings_of(results: Results, size: int) -> Any:
    """Of the few ways in which conditions fall together each is written out once."""
    texts: list[str] = []
    places = np.zeros(size, np.int32)
    for sheet in results.sheets:
        packed, first = _packed(sheet.codes), len(texts)
        _, sample, inverse = (
            np.unique(packed, axis=0, return_index=True, return_inverse=True)
            if packed.shape[1] > 1
            else np.unique(packed[:, 0], return_index=True, return_inverse=True)
        )
        texts += [_told(sheet.ids, sheet.codes[:, place]) for place in sample]
        places[sheet.rows] = first + inverse.ravel()
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(texts, pa.string())).cast(
        pa.string()
    )


def _packed(codes: Any) -> Longs:
    """Twenty findings to a number, three bits each."""
    columns = []
    for start in range(0, max(len(codes), 1), 20):
        number = np.zeros(codes.shape[1], np.int64)
        for row in codes[start : start + 20]:
            number = number << 3 | row
        columns.append(number)
    return np.stack(columns, axis=1)


def _told(ids: tuple[str, ...], codes: Any) -> str:
    told = zip(ids, codes, strict=True)
    return ";".join(f"{id_}={STATE[code]}" for id_, code in told if code != SILENT)


# Why


def explained(
    parts: Iterable[Any], rows: Listed, wanted: set[str], law: Law
) -> Iterator[tuple[str, Verdict]]:
    """Whole verdicts of some nominations, by the judge of one case, from the rows themselves."""
    chosen = [n for n, name in enumerate(rows.names.to_pylist()) if name in wanted]
    persons = rows.persons.take(pa.array(rows.nominations.person[chosen])).unique()
    facts: dict[str, list[dict[str, Any]]] = {one: [] for one in persons.to_pylist()}
    for part in parts:
        mine = part.filter(pc.is_in(column(part, "person", pa.string()), value_set=persons))
        for row in plain_rows(mine):
            facts[row["person"]].append(row)
    for n in chosen:
        person = rows.persons[int(rows.nominations.person[n])].as_py()
        case = rows.nominations.case(n, *facts_of_rows(facts[person]))
        yield rows.names[n].as_py(), judge(case, law)
