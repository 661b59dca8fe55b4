"""Numbers that Word prints before list paragraphs and does not keep in their text."""

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLAIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMANS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LEVELS = 9

Element = Any


class Numbering:
    """Counts list paragraphs in document order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, list[int]] = {}
        self._abstract: dict[str, str] = {}
        self._styles = _numbered_styles(styles)
        if numbering is not None:
            self._learn(numbering)

    def _learn(self, numbering: Element) -> None:
        kinds = {
            part.get(f"{_W}abstractNumId"): _levels(part)
            for part in numbering.iter(f"{_W}abstractNum")
        }
        for num in numbering.iter(f"{_W}num"):
            link = num.find(f"{_W}abstractNumId")
            number = num.get(f"{_W}numId")
            if link is not None and number:
                self._levels[number] = kinds.get(link.get(f"{_W}val"), {})
                restarts = num.find(f"{_W}lvlOverride/{_W}startOverride") is not None
                self._abstract[number] = (
                    f"num{number}" if restarts else f"abstract{link.get(f'{_W}val')}"
                )

    def label(self, paragraph: Element) -> str:
        """ "1. ", "a) ", "- " or nothing."""
        number, level = self._place(paragraph)
        if number is None or number not in self._levels or level not in self._levels[number]:
            return ""
        kind, pattern, _ = self._levels[number][level]
        if kind == "bullet":
            return "- "
        counts = self._count(number, level)
        text = re.sub(
            r"%(\d)", lambda match: self._written(number, int(match[1]) - 1, counts), pattern
        )
        return f"{text} " if text.strip() else ""

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None, 0
        found = _num_properties(properties)
        style = properties.find(f"{_W}pStyle")
        if found is None and style is not None:
            found = self._styles.get(style.get(f"{_W}val") or "")
        return found or (None, 0)

    def _count(self, number: str, level: int) -> list[int]:
        levels = self._levels[number]
        counts = self._counts.setdefault(
            self._abstract[number], [levels.get(i, ("", "", 1))[2] - 1 for i in range(_LEVELS)]
        )
        counts[level] += 1
        for deeper in range(level + 1, _LEVELS):
            counts[deeper] = levels.get(deeper, ("", "", 1))[2] - 1
        return counts

    def _written(self, number: str, level: int, counts: list[int]) -> str:
        if not 0 <= level < _LEVELS:
            return ""
        kind = self._levels[number].get(level, ("decimal", "", 1))[0]
        return _figure(kind, max(counts[level], 1))


def _levels(abstract: Element) -> dict[int, tuple[str, str, int]]:
    levels = {}
    for level in abstract.iter(f"{_W}lvl"):
        kind, text, start = (_value(level, name) for name in ("numFmt", "lvlText", "start"))
        index = level.get(f"{_W}ilvl") or "0"
        if index.isdigit() and int(index) < _LEVELS:
            levels[int(index)] = (
                kind or "decimal",
                text or "",
                int(start) if start and start.isdigit() else 1,
            )
    return levels


def _value(parent: Element, name: str) -> str | None:
    child = parent.find(f"{_W}{name}")
    return child.get(f"{_W}val") if child is not None else None


def _num_properties(properties: Element) -> tuple[str, int] | None:
    numbered = properties.find(f"{_W}numPr")
    if numbered is None:
        return None
    number, level = _value(numbered, "numId"), _value(numbered, "ilvl") or "0"
    return (number, int(level)) if number and number != "0" and level.isdigit() else None


def _numbered_styles(styles: Element | None) -> dict[str, tuple[str, int]]:
    found = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        properties = style.find(f"{_W}pPr")
        place = _num_properties(properties) if properties is not None else None
        name = style.get(f"{_W}styleId")
        if place and name:
            found[name] = place
    return found


def _figure(kind: str, value: int) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman if kind == "upperRoman" else roman.lower()
    if kind in ("lowerLetter", "upperLetter"):
        letter = _PLAIN_LETTERS[(value - 1) % len(_PLAIN_LETTERS)]
        return letter if kind == "lowerLetter" else letter.upper()
    if kind == "decimalZero":
        return f"{value:02d}"
    return "" if kind == "none" else str(value)


def _roman(value: int) -> str:
    written = ""
    for worth, sign in _ROMANS:
        while value >= worth:
            written += sign
            value -= worth
    return written
