"""Widths of lines in Times New Roman, to draw rules as long as words and to break lines evenly.

Advance widths in 1/2048 of the size, of every printable ASCII character in order. Vietnamese
letters are as wide as their base letter, except those with a horn.
"""

import unicodedata
from functools import cache

POINTS_PER_MM = 72 / 25.4
_UNITS = 2048
_REGULAR = (
    "512 682 836 1024 1024 1706 1593 369 682 682 1024 1155 512 682 512 569 1024 1024 1024 1024 1024"
    " 1024 1024 1024 1024 1024 569 569 1155 1155 1155 909 1886 1479 1366 1366 1479 1251 1139 1479"
    " 1479 682 797 1479 1251 1821 1479 1479 1139 1479 1366 1139 1251 1479 1479 1933 1479 1479 1251"
    " 682 569 682 961 1024 682 909 1024 909 1024 909 682 1024 1024 569 569 1024 569 1593 1024 1024"
    " 1024 1024 682 797 569 1024 1024 1479 1024 1024 909 983 410 983 1108"
)
_BOLD = (
    "512 682 1137 1024 1024 2048 1706 569 682 682 1024 1167 512 682 512 569 1024 1024 1024 1024 1024"
    " 1024 1024 1024 1024 1024 682 682 1167 1167 1167 1024 1905 1479 1366 1479 1479 1366 1251 1593"
    " 1593 797 1024 1593 1366 1933 1479 1593 1251 1593 1479 1139 1366 1479 1479 2048 1479 1479 1366"
    " 682 569 682 1190 1024 682 1024 1139 909 1139 909 682 1024 1139 569 682 1139 569 1706 1139 1024"
    " 1139 1139 909 797 682 1139 1024 1479 1024 1024 909 807 451 807 1065"
)
_SPECIAL_REGULAR = {"“": 909, "”": 909, "–": 1024, "…": 2048, "đ": 1024, "Đ": 1479}
_SPECIAL_BOLD = {"“": 1024, "”": 1024, "–": 1024, "…": 2048, "đ": 1139, "Đ": 1479}
_HORNED_REGULAR = {"o": 1083, "u": 1110, "O": 1479, "U": 1589}
_HORNED_BOLD = {"o": 1134, "u": 1229, "O": 1593, "U": 1630}
_HORN = "\u031b"
_FIRST_CODE = 32


@cache
def _table(bold: bool) -> dict[str, int]:
    widths = (_BOLD if bold else _REGULAR).split()
    table = {chr(_FIRST_CODE + place): int(width) for place, width in enumerate(widths)}
    return table | (_SPECIAL_BOLD if bold else _SPECIAL_REGULAR)


def _units(character: str, bold: bool) -> int:
    table = _table(bold)
    if character in table:
        return table[character]
    decomposed = unicodedata.normalize("NFD", character)
    base = decomposed[0]
    if _HORN in decomposed:
        return (_HORNED_BOLD if bold else _HORNED_REGULAR)[base]
    return table.get(base, 1024)


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is when set in Times New Roman of this size (points)."""
    composed = unicodedata.normalize("NFC", text)
    units = sum(_units(character, bold) for character in composed)
    return units / _UNITS * size / POINTS_PER_MM


def wrapped(text: str, size: float, room_mm: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a column of this width; a newline in the text begins a line."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}".strip()
            if line and width_mm(longer, size, bold=bold) > room_mm:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def even_width_mm(text: str, size: float, room_mm: float, *, bold: bool = False) -> float:
    """The narrowest column that needs no more lines than the given one: no word left alone."""
    number = len(wrapped(text, size, room_mm, bold=bold))
    low, high = 0.0, room_mm
    while high - low > 0.25:
        middle = (low + high) / 2
        if len(wrapped(text, size, middle, bold=bold)) > number:
            low = middle
        else:
            high = middle
    longest = max((width_mm(word, size, bold=bold) for word in text.split()), default=0.0)
    return min(room_mm, max(high, longest))


def longest_line_mm(text: str, size: float, room_mm: float, *, bold: bool = False) -> float:
    lines = wrapped(text, size, room_mm, bold=bold)
    return max(width_mm(line, size, bold=bold) for line in lines)
