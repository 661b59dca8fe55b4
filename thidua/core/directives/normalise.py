"""Kept text → normal text, with the way back: every character remembers where it stood."""

import re
import unicodedata
from dataclasses import dataclass

from thidua.core.directives.model import Span

_COMPOSED = re.compile(r".[\u0300-\u036f]+", re.DOTALL)
_BREAKS = "\r\n|[\r\f\x0b\x85\u2028\u2029]|<br ?/?>"
_VANISHING = "[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\u00ad]|\\*+|_{2,}|^#{1,6}[ \t]+|\\\\(?=[-.*_#|()])"
_BLANKS = "[\u00a0\u2000-\u200a\u202f\u3000]"
_LETTERS = {
    "ð": "đ",
    "Ð": "Đ",
    "…": "...",
    "„": "“",
    "‟": "“",
    "«": "“",
    "»": "”",
    "″": '"',
    "⁄": "/",
    "º": "o",
}
_DASHES = "[‐‑‒–—―−]"
_SPECIAL = re.compile(
    f"(?P<breaks>{_BREAKS})|(?P<gone>{_VANISHING})|(?P<blank>{_BLANKS})"
    f"|(?P<dash>{_DASHES})|(?P<letter>[{''.join(_LETTERS)}])",
    re.IGNORECASE | re.MULTILINE,
)
_REPLACED_BY = {"breaks": "\n", "gone": "", "blank": " ", "dash": "-"}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Text whose characters remember their place in the kept text."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> Span:
        """The place of text[start:end] in the kept text; blanks at the edges are left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            at = (
                self.starts[start]
                if start < len(self.starts)
                else (self.ends[-1] if self.ends else 0)
            )
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])


class Weaver:
    """Builds a Mapped text piece by piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.length = 0

    def straight(self, text: str, start: int) -> None:
        """Text that stands unchanged from `start` on."""
        self._parts.append(text)
        self._starts.extend(range(start, start + len(text)))
        self._ends.extend(range(start + 1, start + len(text) + 1))
        self.length += len(text)

    def replaced(self, text: str, start: int, end: int) -> None:
        """Text that stands for the characters from start to end."""
        self._parts.append(text)
        self._starts.extend([start] * len(text))
        self._ends.extend([end] * len(text))
        self.length += len(text)

    def copied(self, source: Mapped, start: int, end: int) -> None:
        self._parts.append(source.text[start:end])
        self._starts.extend(source.starts[start:end])
        self._ends.extend(source.ends[start:end])
        self.length += end - start

    def finish(self) -> Mapped:
        return Mapped("".join(self._parts), self._starts, self._ends)


def normalise(kept: str) -> Mapped:
    """Composed letters, plain blanks and breaks, no Markdown stars; every character mapped to `kept`."""
    return _replace_special(_compose(kept))


def _compose(kept: str) -> Mapped:
    weaver = Weaver()
    done = 0
    if not unicodedata.is_normalized("NFC", kept):
        for match in _COMPOSED.finditer(kept):
            weaver.straight(kept[done : match.start()], done)
            weaver.replaced(unicodedata.normalize("NFC", match.group()), match.start(), match.end())
            done = match.end()
    weaver.straight(kept[done:], done)
    return weaver.finish()


def _replace_special(source: Mapped) -> Mapped:
    weaver = Weaver()
    done = 0
    for match in _SPECIAL.finditer(source.text):
        weaver.copied(source, done, match.start())
        kind = match.lastgroup or "gone"
        text = _LETTERS.get(match.group(), "") if kind == "letter" else _REPLACED_BY[kind]
        if text:
            weaver.replaced(text, source.starts[match.start()], source.ends[match.end() - 1])
        done = match.end()
    weaver.copied(source, done, len(source.text))
    return weaver.finish()
