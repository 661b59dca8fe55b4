"""A subject's words as one short string of bytes, and many of them back into columns at once.

Ten bytes for each key: its number (two bytes), its word (eight). Numbers of keys are given outside.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from thidua.core.law.bulk.history import Column, History, Longs, column_of

PAIR = np.dtype([("key", "<u2"), ("word", "<i8")])


def pack(words: Mapping[str, int], numbers: Mapping[str, int]) -> bytes:
    pairs = sorted((numbers[key], word) for key, word in words.items())
    return np.array(pairs, PAIR).tobytes()


def unpack(packed: bytes, texts: Mapping[int, str]) -> dict[str, int]:
    pairs = np.frombuffer(packed, PAIR)
    return {
        texts[int(key)]: int(word) for key, word in zip(pairs["key"], pairs["word"], strict=True)
    }


def history_from(packed: Sequence[bytes], texts: Mapping[int, str]) -> History:
    """Position n holds the words of `packed[n]`; an empty string is somebody nothing is known of."""
    sizes = np.fromiter(map(len, packed), np.int64, len(packed))
    return history_of_bytes(b"".join(packed), sizes, texts)


def history_of_bytes(joined: bytes, sizes: Longs, texts: Mapping[int, str]) -> History:
    """`sizes`: how many bytes of the string each subject has."""
    pairs = np.frombuffer(joined, PAIR)
    places = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes // PAIR.itemsize)
    keys, words = pairs["key"], np.ascontiguousarray(pairs["word"])
    columns: dict[str, Column] = {}
    counts = np.bincount(keys, minlength=1)
    order = np.argsort(keys, kind="stable")  # of few distinct small numbers: a radix sort
    ends = np.cumsum(counts)
    for number in np.flatnonzero(counts):
        here = order[ends[number] - counts[number] : ends[number]]
        columns[texts[int(number)]] = column_of(places[here], words[here], len(sizes))
    return History(len(sizes), columns)
