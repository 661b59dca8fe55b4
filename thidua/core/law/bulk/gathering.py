"""Rows of a history, by the million, gathered into words: part by part, then sorted once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from thidua.core.law.bulk.filerows import (
    LIST_OF,
    FileError,
    check_words,
    fact_of,
    list_named,
)
from thidua.core.law.bulk.history import Column, History, Longs, column_of
from thidua.core.law.bulk.words import (
    HAS_ABSENCES,
    HAS_DISCIPLINE,
    HAS_FAR,
    HAS_INITIATIVES,
    HAS_MERIT,
    HAS_OPEN_CASES,
    HAS_POSTS,
    KNOWN,
    KNOWS,
    LAST,
    award_key,
    merit_key,
    place_of,
)
from thidua.core.law.facts import Absence, Discipline, PostHeld
from thidua.core.law.law import Law

TEXTS = ("fact", "key", "scope", "kind", "type", "extra")
COLUMNS = ("person", *TEXTS, "year", "decided", "from", "to")
YEARLY = ("award", "rating", "initiative", "merit")
HAS: Mapping[str, int] = {
    "discipline": HAS_DISCIPLINE,
    "post": HAS_POSTS,
    "merit": HAS_MERIT,
    "initiative": HAS_INITIATIVES,
    "absence": HAS_ABSENCES,
    "open_case": HAS_OPEN_CASES,
}
MIDDLE, NO_GAP, GAPS = 100, 99, 200  # years from merit to decision, 99 where none is told
SAMPLE_YEAR, NO_YEAR_TOLD = 2000, -1
KEY_BITS, PLACE_BITS = 16, 6
COUNTED = ("a", "i")  # kinds of which a second one in a year counts


class Gathering:
    """Rows come in parts by `take`; `history` is what they make."""

    def __init__(self, persons: pa.Array, law: Law) -> None:
        """`persons`: whoever is to be known, in the order of their positions."""
        self.persons, self.law = persons, law
        self.flags = np.zeros(len(persons), np.int64)
        self.numbers: dict[str, int] = {}
        self.packed: list[Longs] = []
        self.discipline: dict[int, list[Discipline]] = defaultdict(list)
        self.posts: dict[int, list[PostHeld]] = defaultdict(list)
        self.rows = 0

    # Rows in

    def take(self, part: pa.RecordBatch | pa.Table) -> None:
        """One part of the history; rows of others are passed over."""
        self.rows += part.num_rows
        positions = pc.index_in(column(part, "person", pa.string()), value_set=self.persons)
        part = part.filter(pc.is_valid(positions))
        if not part.num_rows:
            return
        places = pc.drop_null(positions).to_numpy(zero_copy_only=False).astype(np.int64)
        combos, texts = self._combinations(part)
        facts = np.array([text[0] for text in texts])[combos]
        self._know(places, combos, texts)
        yearly = np.isin(facts, YEARLY)
        self._take_years(part, np.flatnonzero(yearly), places, combos, texts)
        self._take_singly(part, np.flatnonzero(~yearly), places)

    def _combinations(self, part: Any) -> tuple[npt.NDArray[np.int64], list[tuple[Any, ...]]]:
        """Each row's combination of texts, of which there are few."""
        mixed = np.zeros(part.num_rows, np.int64)
        dictionaries = []
        for name in TEXTS:
            coded = column(part, name, pa.string()).fill_null("").dictionary_encode()
            values = coded.dictionary.to_pylist()
            mixed = mixed * len(values) + coded.indices.to_numpy()
            dictionaries.append(values)
        found, combos = np.unique(mixed, return_inverse=True)
        texts = []
        for number in found.tolist():
            text: list[str] = []
            for values in reversed(dictionaries):
                number, place = divmod(number, len(values))
                text.insert(0, values[place])
            texts.append(tuple(text))
        self._check(texts)
        return combos.astype(np.int64), texts

    def _check(self, texts: Iterable[tuple[Any, ...]]) -> None:
        for text in texts:
            if text[0] not in LIST_OF and text[0] != "known":
                known = ", ".join((*LIST_OF, "known"))
                raise FileError(f"Cột fact: không hiểu “{text[0]}”. Chỉ dùng: {known}.")
        check_words(
            self.law,
            {
                (text[0], name, word)
                for text in texts
                for name, word in zip(TEXTS[1:-1], text[1:-1], strict=True)
                if word
            },
        )

    def _know(self, places: Longs, combos: Longs, texts: list[tuple[Any, ...]]) -> None:
        flags = np.array([_flags_of(text) for text in texts], np.int64)[combos]
        np.bitwise_or.at(self.flags, places, flags)

    # Facts of a year

    def _take_years(
        self, part: Any, rows: Longs, places: Longs, combos: Longs, texts: list[tuple[Any, ...]]
    ) -> None:
        if not len(rows):
            return
        years, decided = numbers_of(part, "year", NO_YEAR_TOLD)[rows], _decided(part)[rows]
        undated = years == NO_YEAR_TOLD
        gaps = np.where((decided == 0) | undated, NO_GAP, decided - years) + MIDDLE
        found, kinds = np.unique((combos[rows] * GAPS + gaps) * 2 + undated, return_inverse=True)
        keys = [
            self._key(texts[one // 2 // GAPS], one // 2 % GAPS - MIDDLE, undated=bool(one % 2))
            for one in found.tolist()
        ]
        self._put(places[rows], keys, kinds, np.where(undated, LAST, years))

    def _key(self, text: tuple[Any, ...], gap: int, *, undated: bool) -> str:
        """The key of such rows, made of one of them, as words make it."""
        year = None if undated else SAMPLE_YEAR
        row = dict(zip(TEXTS, text, strict=True)) | {"person": "…", "year": year}
        if gap != NO_GAP:
            row["decided"] = date(SAMPLE_YEAR + gap, 12, 31)
        fact = fact_of(row)
        if text[0] == "award":
            return award_key(fact)
        if text[0] == "merit":
            return merit_key(fact)
        if text[0] == "rating":
            return f"r:{fact.rating}"
        return f"i:{fact.kind}:{fact.scope}:{fact.used_for or ''}"

    def _put(self, places: Longs, keys: list[str], kinds: Longs, years: Longs) -> None:
        for year in np.unique(years).tolist():
            prefix, bit = place_of(year)
            here = np.flatnonzero(years == year)
            numbers = np.array([self._number(prefix + key) for key in keys], np.int64)
            if prefix:
                np.bitwise_or.at(self.flags, places[here], HAS_FAR)
            self._pack(places[here], numbers[kinds[here]], bit)

    def _pack(self, places: Longs, numbers: Longs, bit: int) -> None:
        self.packed.append((places << KEY_BITS | numbers) << PLACE_BITS | bit)

    def _number(self, key: str) -> int:
        return self.numbers.setdefault(key, len(self.numbers))

    # Facts with days, few

    def _take_singly(self, part: Any, rows: Longs, places: Longs) -> None:
        if not len(rows):
            return
        for place, row in zip(places[rows].tolist(), plain_rows(part.take(rows)), strict=True):
            if row["fact"] == "known":
                continue
            fact = fact_of(row)
            if row["fact"] == "discipline":
                self.discipline[place].append(fact)
            elif row["fact"] == "post":
                self.posts[place].append(fact)
            elif row["fact"] == "open_case":
                self._bit(place, f"o:{fact}", LAST)
            else:
                self._absent(place, fact)

    def _absent(self, place: int, absence: Absence) -> None:
        for year in range(absence.since.year, min(absence.until.year, LAST) + 1):
            self._bit(place, f"b:{absence.kind}", year)

    def _bit(self, place: int, key: str, year: int) -> None:
        prefix, bit = place_of(year)
        number = self._number(prefix + key)
        self._pack(np.array([place], np.int64), np.array([number], np.int64), bit)

    # Words out

    def history(self) -> History:
        size = len(self.persons)
        columns: dict[str, Column] = {}
        if self.packed:
            for key, places, words in self._words():
                columns[key] = column_of(places, words, size)
        known = np.flatnonzero(self.flags).astype(np.int64)
        columns[KNOWN] = column_of(known, self.flags[known], size)
        return History(size, columns, self.discipline, self.posts)

    def _words(self) -> Iterable[tuple[str, Longs, Longs]]:
        every = np.sort(np.concatenate(self.packed))
        self.packed = []
        texts = {number: key for key, number in self.numbers.items()}
        second = np.zeros(len(every), np.int64)  # which of several in one year
        same = np.flatnonzero(every[1:] == every[:-1]) + 1
        for row in same.tolist():
            second[row] = second[row - 1] + 1
        for nth in range(int(second.max(initial=0)) + 1):
            rows = every[second == nth]
            keys = rows >> PLACE_BITS & ((1 << KEY_BITS) - 1)
            for number in np.unique(keys).tolist():
                key = texts[number]
                if nth and key.lstrip("~")[0] not in COUNTED:
                    continue
                yield f"{key}#{nth}" if nth else key, *_joined(rows[keys == number])


def _joined(rows: Longs) -> tuple[Longs, Longs]:
    """Positions, each once, and their words."""
    places = rows >> (KEY_BITS + PLACE_BITS)
    bits = np.int64(1) << (rows & ((1 << PLACE_BITS) - 1))
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    return places[starts], np.bitwise_or.reduceat(bits, starts)


def _flags_of(text: tuple[Any, ...]) -> int:
    fact = text[0]
    name = list_named(text[1]) if fact == "known" else LIST_OF[fact]
    return KNOWS.get(name, 0) | HAS.get(fact, 0)


def _decided(part: Any) -> Longs:
    """The year of the decision, 0 for none."""
    days = column(part, "decided", pa.date32())
    return longs(pc.year(days).fill_null(0))


def numbers_of(part: Any, name: str, missing: int) -> Longs:
    told = column(part, name, pa.int64()).fill_null(missing)
    return longs(told)


def longs(told: Any) -> Longs:
    numbers: Longs = told.to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers


def column(part: Any, name: str, type_: Any) -> Any:
    """A column as one array of the type; all empty where the file has none."""
    if name not in part.schema.names:
        return pa.nulls(part.num_rows, type_)
    found = part.column(name)
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()
    if pa.types.is_dictionary(found.type):
        found = found.dictionary_decode()
    return found if found.type == type_ else found.cast(type_)


def plain_rows(part: Any) -> list[dict[str, Any]]:
    days = ("decided", "from", "to")
    told = {
        name: column(
            part,
            name,
            pa.int64() if name == "year" else pa.date32() if name in days else pa.string(),
        ).to_pylist()
        for name in COLUMNS
    }
    return [dict(zip(told, row, strict=True)) for row in zip(*told.values(), strict=True)]
