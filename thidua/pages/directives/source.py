"""The kept text as a page: paragraphs cut into pieces, each with the mark that lies over it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONG_LINE = 55  # a line this long that ends without a stop goes on in the next
_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_NEW_LINE = re.compile(r"^\s*(?:[-+•–]|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVX]+\.)\s")
_PLACE_AND_DAY = re.compile(r",\s*ngày.*tháng.*năm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage: `key` ties it to its item; without a pen it is only an anchor."""

    start: int
    end: int
    key: str
    pen: int = 0
    tag: str = ""
    leads: bool = True  # carries the id that links point at


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under one mark (the innermost), after the anchors that begin here."""

    text: str
    mark: Mark | None
    anchors: tuple[Mark, ...] = ()
    first: bool = False
    last: bool = False
    breaks: bool = False  # a new line follows


@dataclass(frozen=True, slots=True)
class Block:
    pieces: tuple[Piece, ...]
    align: str = ""


def blocks_of(text: str, marks: Iterable[Mark]) -> Iterator[Block]:
    """Paragraphs in order; every mark that begins in one has its id there. Linear in the text."""
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end), reverse=True)
    open_marks: list[Mark] = []
    for match in _BLOCK.finditer(text):
        start, end = match.span()
        open_marks = [mark for mark in open_marks if mark.end > start]
        while waiting and waiting[-1].start < end:
            open_marks.append(waiting.pop())
        pieces = tuple(_pieces(text, start, end, open_marks))
        yield Block(pieces, _align(match.group()))


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Piece]:
    lines = _line_ends(text, start, end)
    edges = {start, end, *lines}
    for mark in marks:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    cuts = sorted(edges)
    anchored: set[int] = set()
    for left, right in itertools.pairwise(cuts):
        over = [mark for mark in marks if mark.pen and mark.start <= left and mark.end >= right]
        inner = min(over, key=lambda mark: mark.end - mark.start, default=None)
        begun = [m for m in marks if m.start <= left and id(m) not in anchored and m.leads]
        fresh = [m for m in begun if m.start >= start or left == start]
        anchored.update(id(mark) for mark in begun)
        yield Piece(
            _shown(text[left:right]),
            inner,
            tuple(m for m in fresh if m.start >= start and m is not inner),
            first=bool(inner and inner.leads and inner.start == left),
            last=bool(inner and inner.end == right),
            breaks=lines.get(right, False),
        )


def _shown(text: str) -> str:
    """Without the marks of emphasis; white space as one blank."""
    bare = text.replace("*", "")
    return re.sub(r"\s+", " ", bare)


def _line_ends(text: str, start: int, end: int) -> dict[int, bool]:
    """Where a line ends inside the paragraph, and whether a new one is shown there."""
    found: dict[int, bool] = {}
    place = start
    while (stop := text.find("\n", place, end)) != -1:
        before, after = text[place:stop].strip(), text[stop + 1 : end]
        runs_on = len(before) >= LONG_LINE and not before.endswith((".", ";", ":"))
        found[stop + 1] = not runs_on or bool(_NEW_LINE.match(after))
        place = stop + 1
    return found


def _align(block: str) -> str:
    words = block.replace("*", "").strip()
    if _PLACE_AND_DAY.search(words) and len(words) < 60:
        return "r"
    return "c" if block.startswith("**") or (words.isupper() and len(words) < 160) else ""
