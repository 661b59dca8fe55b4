"""Widths of lines in Times New Roman, to draw rules as long as words and to break lines evenly.

Advance widths in 1/2048 of the size, of every printable ASCII character in order. Vietnamese
letters are as wide as their base letter, except those with a horn.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

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
DATE_WORDS = frozenset(("tháng", "năm"))
DASHES = frozenset("-–")
# A line should begin with one of these rather than with the second half of a compound word.
_FIRST_SYLLABLES = (
    "biểu bồi các cải cấp cho chung chuyên chương chỉ chăm cán có công cơ của cụm danh do doanh duy"
    " dịp giai giao giải giảm giữa gắn hoàn huyện khen khối kiểm kinh kế lao lập lần lễ mừng năm"
    " ngành ngày nhiệm nhằm nâng nông phong phát phân phê phòng phường phối quy quản rà sơ số sở tham"
    " theo thi thuộc thúc thị thực tiếp toàn trao trong truyền trên tuyên tại tăng tới tỉnh tổ tổng"
    " từ ủy và về vì việc với xây xét đoàn điển đánh đạt đẩy đề đến để đối đợt đôn đăng"
)
FIRST_SYLLABLES = frozenset(_FIRST_SYLLABLES.split())


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


def balanced_lines(text: str, size: float, room_mm: float, *, bold: bool = False) -> list[str]:
    """As few lines as the room needs, of like length, broken where a clerk would break them."""
    lines: list[str] = []
    for part in text.split("\n"):
        number = len(wrapped(part, size, room_mm, bold=bold))
        lines += _Breaker(tuple(part.split()), size, room_mm, bold).best(number)
    return lines


@dataclass(frozen=True)
class _Choice:
    cost: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Breaker:
    """Finds the best breaks from the last line backwards, each rest of the words once."""

    words: tuple[str, ...]
    size: float
    room_mm: float
    bold: bool

    def best(self, number: int) -> list[str]:
        ideal = self._width(0, len(self.words)) / number
        rests = [_Choice(inf, ())] * len(self.words) + [_Choice(0.0, ())]
        for _ in range(number):
            rests = [self._best_from(start, rests, ideal) for start in range(len(rests))]
        return list(rests[0].lines) or [" ".join(self.words)]

    def _best_from(self, start: int, rests: Sequence[_Choice], ideal: float) -> _Choice:
        best = _Choice(inf, ())
        for end in range(start + 1, len(self.words) + 1):
            width = self._width(start, end)
            if width > self.room_mm and end > start + 1:
                break
            cost = rests[end].cost + (width / ideal - 1) ** 2 + self._harm(end)
            if cost < best.cost:
                best = _Choice(cost, (" ".join(self.words[start:end]), *rests[end].lines))
        return best

    def _width(self, start: int, end: int) -> float:
        return width_mm(" ".join(self.words[start:end]), self.size, bold=self.bold)

    def _harm(self, place: int) -> float:
        """What a break before this word costs the reader."""
        if place == len(self.words):
            return 0.0
        before, after = self.words[place - 1], self.words[place].lower()
        if after in DASHES:
            return 1.0
        if before.endswith((",", ";", ":")):
            return 0.0
        if before in DASHES or (after in DATE_WORDS and before.isdigit()):
            return 0.5
        return 0.02 if after in FIRST_SYLLABLES else 0.3
