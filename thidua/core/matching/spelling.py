"""A printed name as words that can be compared: folded, abbreviations opened, joints removed."""

from __future__ import annotations

import re

from thidua.core.matching.abbreviations import ABBREVIATIONS
from thidua.core.text import fold, modern_tones, nfc

Words = tuple[str, ...]

_TOKEN = re.compile(r"[^\W_]+")
# "LĐ-TB&XH", "TĐ - KT", "T.Ư": letters of one abbreviation with joints between them.
_JOINT = re.compile(r"(?<=[^\W\d_])(?:\s?[&\-–]\s?|[./])(?=[^\W\d_])")
_CENTRAL = re.compile(r"\bT\s?\.?\s?[ƯW]\b")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_NO_MEANING = frozenset({"va"})


def words_of(text: str) -> Words:
    """Lower-case words without marks; an abbreviation nobody opened stays in capitals."""
    composed = _CENTRAL.sub("TW", nfc(text))
    shouted = composed.isupper() and len(composed.split()) > 2
    joined = composed if shouted else _join_capitals(composed)
    found: list[str] = []
    for token in _TOKEN.findall(joined):
        found.extend(_open(token, shouted))
    return tuple(word for word in found if word not in _NO_MEANING)


def _open(token: str, shouted: bool) -> list[str]:
    folded = fold(token)
    if folded in ABBREVIATIONS:
        return ABBREVIATIONS[folded].split()
    is_short = token.isupper() and len(token) > 1 and not shouted
    return [folded.upper() if is_short else folded]


def _join_capitals(text: str) -> str:
    """Close the joints inside an abbreviation: "LĐ-TB&XH" is one word of capitals."""

    def close(joint: re.Match[str]) -> str:
        left = re.search(r"[^\W\d_]+$", text[: joint.start()])
        right = re.match(r"[^\W\d_]+", text[joint.end() :])
        capitals = left and right and left[0].isupper() and right[0].isupper()
        return "" if capitals else joint[0]

    return _JOINT.sub(close, text)


def without_brackets(text: str) -> tuple[str, list[str]]:
    """The text outside round brackets, and what stood inside each pair."""
    return _BRACKETS.sub(" ", text).strip(), [part.strip() for part in _BRACKETS.findall(text)]


def reads_as(printed: Words, full: Words) -> bool:
    """Whether the printed words, some of them initials in capitals, spell the full name."""
    place = 0
    for word in printed:
        if word.isupper():
            ahead = full[place : place + len(word)]
            if "".join(name[0] for name in ahead).upper() != word:
                return False
            place += len(word)
        elif place < len(full) and full[place] == word:
            place += 1
        else:
            return False
    return place == len(full)


def initials_of(words: Words) -> str:
    """ "Sở NV" and "SNV" have the same letters."""
    return "".join(word if word.isupper() else word[0].upper() for word in words)


def spelled_key(text: str) -> str:
    """The name with its marks, for telling apart names that differ in nothing else."""
    return " ".join(_TOKEN.findall(modern_tones(text).casefold()))


def ends_with(words: Words, tail: Words) -> bool:
    return bool(tail) and words[-len(tail) :] == tail


def cut_tail(words: Words, tail: Words, keep: int) -> Words:
    """The words without that tail, when at least `keep` of them remain."""
    if ends_with(words, tail) and len(words) - len(tail) >= keep:
        return words[: -len(tail)]
    return words
