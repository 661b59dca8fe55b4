"""Where the words of many lie: one column per key, dense or packed, in memory or mapped from files.

A position is a subject's row number, the same in every column; -1 is somebody nothing is known of.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from thidua.core.law.bulk.words import Key, Known, facts_of, key_of
from thidua.core.law.facts import Discipline, Facts, PostHeld

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

DENSE_FROM = 1 / 6  # a packed column costs less below this share of subjects


@dataclass(slots=True)
class Dense:
    """A word for every subject."""

    values: Longs

    def gather(self, positions: Longs) -> Longs:
        return self.values.take(positions)

    def entries(self) -> tuple[Longs, Longs]:
        held = np.flatnonzero(self.values)
        return held.astype(np.int64), self.values[held]


@dataclass(slots=True)
class Packed:
    """Words only of those who have one: a bit for each subject, and how many came before."""

    bits: npt.NDArray[np.uint64]
    before: npt.NDArray[np.int32]
    values: Longs

    @classmethod
    def build(cls, positions: Longs, values: Longs, size: int) -> "Packed":
        """`positions` in order, each once."""
        bits = np.zeros(size // 64 + 1, np.uint64)
        spots = np.uint64(1) << (positions & 63).astype(np.uint64)
        blocks = positions >> 6
        if len(blocks):
            starts = np.flatnonzero(np.diff(blocks, prepend=-1))
            bits[blocks[starts]] = np.bitwise_or.reduceat(spots, starts)
        counted = np.cumsum(np.bitwise_count(bits), dtype=np.int64)
        before = np.concatenate(([0], counted[:-1])).astype(np.int32)
        return cls(bits, before, values)

    def gather(self, positions: Longs) -> Longs:
        found = np.zeros(len(positions), np.int64)
        blocks, spots = positions >> 6, (positions & 63).astype(np.uint64)
        bits = self.bits.take(blocks)
        held = np.flatnonzero((bits >> spots) & np.uint64(1))
        lower = bits[held] & ((np.uint64(1) << spots[held]) - np.uint64(1))
        found[held] = self.values[self.before[blocks[held]] + np.bitwise_count(lower)]
        return found

    def entries(self) -> tuple[Longs, Longs]:
        spots = np.unpackbits(self.bits.view(np.uint8), bitorder="little")
        return np.flatnonzero(spots).astype(np.int64), self.values


Column = Dense | Packed


def column_of(positions: Longs, values: Longs, size: int) -> Column:
    if len(positions) < size * DENSE_FROM:
        return Packed.build(positions, values, size)
    every = np.zeros(size, np.int64)
    every[positions] = values
    return Dense(every)


class History:
    """The words of `size` subjects, and the spans of the few who have some."""

    def __init__(
        self,
        size: int,
        columns: dict[str, Column],
        discipline: Mapping[int, Sequence[Discipline]] | None = None,
        posts: Mapping[int, Sequence[PostHeld]] | None = None,
    ) -> None:
        self.size = size
        self.columns = columns
        self.discipline = dict(discipline or {})
        self.posts = dict(posts or {})
        self._keys: dict[str, tuple[Key, ...]] | None = None

    def keys_of(self, fact: str) -> tuple[Key, ...]:
        """The keys in use for one kind of fact, without those of far years."""
        if self._keys is None:
            sorted_out: dict[str, list[Key]] = defaultdict(list)
            for text in self.columns:
                key = key_of(text)
                if not key.is_far:
                    sorted_out[key.fact].append(key)
            self._keys = {name: tuple(keys) for name, keys in sorted_out.items()}
        return self._keys.get(fact, ())

    def gather(self, key: str, positions: Longs) -> Longs:
        """The words of these subjects; zero for who has none, and for position -1."""
        column = self.columns.get(key)
        if column is None or not self.size:
            return np.zeros(len(positions), np.int64)
        words = column.gather(np.maximum(positions, 0))
        words[positions < 0] = 0
        return words

    def bring(self, positions: Longs) -> None:
        """These are about to be asked for one by one; where facts lie elsewhere, fetch them now."""

    def facts(self, position: int) -> tuple[Facts, tuple[PostHeld, ...] | None]:
        """What is known of one subject, for the judge of one case."""
        return facts_of(self.known(position))

    def known(self, position: int) -> Known:
        if position < 0:
            return Known({})
        where = np.array([position])
        words = {text: int(column.gather(where)[0]) for text, column in self.columns.items()}
        return Known(
            {text: word for text, word in words.items() if word},
            tuple(self.discipline.get(position, ())),
            tuple(self.posts.get(position, ())),
        )

    # New decisions

    def add(self, entries: Iterable[tuple[str, Longs, Longs]], size: int | None = None) -> None:
        """OR in new words: `(key, positions, words)` each; `size` when new subjects came."""
        if size is not None and size > self.size:
            self._widen(size)
        for key, positions, words in entries:
            self._merge(key, *_joined(positions, words))
        self._keys = None

    def take_out(self, positions: Longs) -> None:
        """Forget these subjects."""
        gone = np.zeros(self.size, bool)
        gone[positions] = True
        for key, column in self.columns.items():
            held, words = column.entries()
            if gone[held].any():
                kept = ~gone[held]
                self.columns[key] = column_of(held[kept], words[kept], self.size)

    def put(self, words: Mapping[int, Mapping[str, int]]) -> None:
        """OR in the words of single subjects: position → key → word."""
        self.add(
            (key, np.array(places, np.int64), np.array(given, np.int64))
            for key, (places, given) in by_key(words.items()).items()
        )

    def _merge(self, key: str, positions: Longs, words: Longs) -> None:
        column = self.columns.get(key)
        if isinstance(column, Dense):
            column.values[positions] |= words
            return
        if column is not None:
            held, values = column.entries()
            positions, words = _joined(
                np.concatenate((held, positions)), np.concatenate((values, words))
            )
        self.columns[key] = column_of(positions, words, self.size)

    def _widen(self, size: int) -> None:
        self.size = size
        for key, column in self.columns.items():
            self.columns[key] = column_of(*column.entries(), size)

    # Files

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        listed = []
        for number, (key, column) in enumerate(self.columns.items()):
            dense = isinstance(column, Dense)
            listed.append({"key": key, "dense": dense})
            for name in ("values",) if dense else ("bits", "before", "values"):
                np.save(folder / f"{number}.{name}.npy", getattr(column, name))
        (folder / "columns.json").write_text(
            json.dumps({"size": self.size, "columns": listed}, ensure_ascii=False), encoding="utf-8"
        )

    @classmethod
    def load(cls, folder: Path, **spans: Any) -> "History":
        """Mapped, not read: only what is asked for comes into memory; writing stays private."""
        told = json.loads((folder / "columns.json").read_text(encoding="utf-8"))
        columns: dict[str, Column] = {}
        for number, row in enumerate(told["columns"]):
            if row["dense"]:
                columns[row["key"]] = Dense(_mapped(folder / f"{number}.values.npy"))
            else:
                parts = (
                    _mapped(folder / f"{number}.{name}.npy")
                    for name in ("bits", "before", "values")
                )
                columns[row["key"]] = Packed(*parts)
        return cls(told["size"], columns, **spans)


def _mapped(path: Path) -> Any:
    return np.load(path, mmap_mode="c")


def _joined(positions: Longs, words: Longs) -> tuple[Longs, Longs]:
    """In order of position, the words of one position OR-ed together."""
    if not len(positions):
        return positions, words
    order = np.argsort(positions, kind="stable")
    positions, words = positions[order], words[order]
    starts = np.flatnonzero(np.diff(positions, prepend=-1))
    return positions[starts], np.bitwise_or.reduceat(words, starts)


def by_key(
    words: Iterable[tuple[int, Mapping[str, int]]],
) -> dict[str, tuple[list[int], list[int]]]:
    """Key → positions and their words."""
    sorted_out: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for position, own in words:
        for key, word in own.items():
            sorted_out[key][0].append(position)
            sorted_out[key][1].append(word)
    return sorted_out


def history_of(every: Sequence[Known]) -> History:
    """A history of subjects one by one; the position is the place in the sequence."""
    columns = {
        key: column_of(np.array(held, np.int64), np.array(words, np.int64), len(every))
        for key, (held, words) in by_key((n, one.words) for n, one in enumerate(every)).items()
    }
    return History(
        len(every),
        columns,
        {place: one.discipline for place, one in enumerate(every) if one.discipline},
        {place: one.posts for place, one in enumerate(every) if one.posts},
    )
