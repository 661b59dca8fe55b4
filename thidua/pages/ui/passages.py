"""A paper cut into paragraphs and runs, so that marked passages show beside their reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

PENS = (
    (1, "Chỉ tiêu"),
    (2, "Phong trào"),
    (3, "Căn cứ"),
    (4, "Giao việc"),
    (5, "Nơi nhận"),
    (6, "Chủ đề, đối tượng"),
)
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the kept text: `key` ties it to its item, `tag` is the short word at its end."""

    start: int
    end: int
    key: str
    pen: int
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    passage: Passage | None = None
    first: bool = False
    ended: tuple[Passage, ...] = ()  # all that end here, the inner one first


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    align: str = ""  # c: centred (headings in capitals), r: right (place and date)


def paragraphs_of(text: str, passages: Sequence[Passage]) -> list[Paragraph]:
    """Each line of the text with its marks; inside a longer passage the shorter one leads."""
    return [
        Paragraph(tuple(_runs(text, line.start(), line.end(), passages)), _align(line.group()))
        for line in LINE.finditer(text)
        if line.group().strip()
    ]


def _runs(text: str, start: int, end: int, passages: Sequence[Passage]) -> Iterator[Run]:
    here = [p for p in passages if p.start < end and p.end > start]
    edges = {start, end}
    for passage in here:
        edges.update(edge for edge in (passage.start, passage.end) if start < edge < end)
    cuts = sorted(edges)
    for left, right in pairwise(cuts):
        over = [p for p in here if p.start <= left and p.end >= right]
        over.sort(key=lambda p: p.end - p.start)
        shortest = over[0] if over else None
        first = shortest is not None and left == shortest.start
        yield Run(text[left:right], shortest, first, tuple(p for p in over if p.end == right))


def _align(line: str) -> str:
    words = line.strip()
    if re.search(r", ngày.*tháng.*năm", words) and len(words) < 60:
        return "r"
    return "c" if words.isupper() and len(words) < 90 else ""
