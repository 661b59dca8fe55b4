"""Numbered sections and lettered points, nested, in the order of Decree 30/2020 and of older habits."""

import re
from dataclasses import dataclass, field

from thidua.core.directives.model import Section
from thidua.core.directives.normalise import Mapped

_MARKER = re.compile(
    r"^(?:"
    r"(?P<part>(?:phần|chương|mục)\s+(?:thứ\s+)?(?:[IVX]{1,5}|\d{1,2}|nhất|hai|ba|tư|năm|sáu))\b[.:]?"
    r"|(?P<article>điều\s+\d{1,3}\s?[a-zđ]?)(?:\s?[.:]|\s|$)"
    r"|(?P<capital>(?-i:[A-HĐ]))\s?[./)-](?=\s|[^\W\d_])"
    r"|(?P<roman>(?-i:[IVX]{1,5}))\s?[./)-](?=\s|[^\W\d_]|$)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\s?[.)]?(?=\s|[A-ZĐÀ-Ỹ])"
    r"|(?P<arabic>\d{1,2}|l)\s?[./)-](?=\s|[A-ZĐÀ-Ỹ“\"]|$)"
    r"|(?P<letter>(?-i:[a-zđ]))\s?[./)](?=\s|[A-ZĐÀ-Ỹ“\"])"
    r"|(?P<word>(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)) là)\b"
    r")\s*",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
_PLAIN = "abcdefghijklmnopqrstuvwxyz"
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy")
_LONGEST_TITLE = 160
_CLOSING = re.compile(
    r"(?:trên đây là|trong quá trình (?:triển khai|tổ chức|thực hiện)|(?:yêu cầu|đề nghị|giao) (?:các|thủ trưởng|giám đốc|chủ tịch|ban|sở|văn phòng)"
    r"|(?:chỉ thị|kế hoạch|hướng dẫn|quyết định|công văn|chương trình) này\b|căn cứ (?:nội dung )?(?:chỉ thị|kế hoạch|hướng dẫn) này"
    r"|nhận được|với (?:ý nghĩa|tinh thần|truyền thống)|[^.;]{0,120}\b(?:yêu cầu|đề nghị|kêu gọi|mong|tin tưởng)\b)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Mark:
    kind: str
    label: str
    value: int
    start: int
    text_start: int
    end: int = 0
    own_end: int = 0
    level: int = 0
    points: list["_Mark"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    sections: tuple[Section, ...]
    preamble_end: int
    closing_start: int


def read_sections(flow: Mapped) -> Outline:
    """`preamble_end` and `closing_start` are places in the flow text."""
    marks = _accepted(_marks(flow.text))
    if not marks:
        return Outline((), len(flow.text), len(flow.text))
    closing = _closing_start(flow.text, marks[-1])
    roots = _nest(marks, closing)
    sections = tuple(_section(flow, mark, "") for mark in roots)
    return Outline(sections, marks[0].start, closing)


def flatten(sections: tuple[Section, ...]) -> list[Section]:
    return [part for section in sections for part in (section, *flatten(section.points))]


def _marks(text: str) -> list[_Mark]:
    marks = []
    at = 0
    for paragraph in text.split("\n"):
        if match := _MARKER.match(paragraph):
            kind = match.lastgroup or ""
            label = " ".join(match[kind].split())
            marks.append(_Mark(kind, label, _value(kind, label), at, at + match.end()))
        at += len(paragraph) + 1
    return marks


def _value(kind: str, label: str) -> int:
    if kind == "roman":
        return _roman(label)
    if kind == "arabic":
        return 1 if label == "l" else int(label)
    if kind == "decimal":
        return int(label.split(".")[-1])
    if kind == "letter":
        return _VIETNAMESE.find(label) + 1 or _PLAIN.find(label) + 1
    if kind == "capital":
        return ord(label) - 64 if label != "Đ" else 5
    if kind == "word":
        first = label.lower().split()
        return (_ORDINALS.index(first[1]) if first[0] == "thứ" else _WORDS.index(first[0])) + 1
    digits = re.search(r"\d+", label)
    if digits:
        return int(digits.group())
    last = label.split()[-1]
    return _ORDINALS.index(last.lower()) + 1 if last.lower() in _ORDINALS else _roman(last.upper())


def _roman(label: str) -> int:
    total = 0
    for here, after in zip(label, [*label[1:], "I"], strict=True):
        value = _ROMAN.get(here, 0)
        total += -value if value < _ROMAN.get(after, 0) else value
    return total


_MOST_SKIPPED = 2


def _accepted(marks: list[_Mark]) -> list[_Mark]:
    """Marks in an order that counting explains; others are numbers that happen to open a line."""
    stack: list[_Mark] = []
    accepted = []
    for mark in marks:
        depth = _depth_of(mark, stack)
        if depth is None:
            continue
        del stack[depth:]
        mark.level = depth + 1
        stack.append(mark)
        accepted.append(mark)
    return accepted


def _depth_of(mark: _Mark, stack: list[_Mark]) -> int | None:
    """How many open sections stay open around `mark`; None if it cannot be a section here."""
    if mark.kind == "capital" and not stack and mark.value != 1:
        return None
    for depth in range(len(stack) - 1, -1, -1):
        open_mark = stack[depth]
        if open_mark.kind == mark.kind and _follows(open_mark, mark):
            return depth
    same = [depth for depth, open_mark in enumerate(stack) if open_mark.kind == mark.kind]
    if mark.value == 1:
        return (
            same[0] if same and mark.kind in ("roman", "part", "article") else _below(mark, stack)
        )
    if same and mark.kind == "decimal":
        return same[0]
    if mark.kind in ("roman", "article", "part") and not same:
        return 0 if not stack else None
    return None


_RANK = {
    "part": 0,
    "capital": 1,
    "roman": 2,
    "article": 2,
    "arabic": 3,
    "word": 3,
    "decimal": 4,
    "letter": 5,
}


def _below(mark: _Mark, stack: list[_Mark]) -> int:
    """A first number opens a level under the innermost section of higher rank."""
    depth = len(stack)
    while depth and _RANK[stack[depth - 1].kind] >= _RANK[mark.kind]:
        depth -= 1
    return depth if depth or not stack else 0


def _follows(before: _Mark, mark: _Mark) -> bool:
    if before.kind == "decimal":
        return (
            mark.label.split(".")[:-1] == before.label.split(".")[:-1]
            and 0 < mark.value - before.value <= _MOST_SKIPPED
        )
    if before.kind == "letter" and _PLAIN.find(mark.label) - _PLAIN.find(before.label) == 1:
        return True
    return 0 < mark.value - before.value <= _MOST_SKIPPED


def _closing_start(text: str, last: _Mark) -> int:
    """Paragraphs after the last section that speak for the whole document."""
    closing = len(text)
    end = len(text)
    while (at := text.rfind("\n", last.start, end)) != -1:
        paragraph = text[at + 1 : end]
        if paragraph and (paragraph[0] in "-+•|" or not _CLOSING.match(paragraph)):
            break
        closing, end = at + 1, at
    return closing


def _nest(marks: list[_Mark], end: int) -> list[_Mark]:
    roots: list[_Mark] = []
    stack: list[_Mark] = []
    for mark in marks:
        while len(stack) >= mark.level:
            stack.pop().end = mark.start
        (stack[-1].points if stack else roots).append(mark)
        stack.append(mark)
    for mark in stack:
        mark.end = max(end, mark.text_start)
    return roots


def _section(flow: Mapped, mark: _Mark, parent: str) -> Section:
    number = _path(parent, mark)
    title_end = _title_end(flow.text, mark)
    body_end = mark.points[0].start if mark.points else mark.end
    title = flow.text[mark.text_start : title_end].strip() if title_end else None
    heading_end = title_end or _first_clause(flow.text, mark)
    return Section(
        number=number,
        label=mark.label,
        level=mark.level,
        title=title.rstrip(" .:;") or None if title else None,
        heading=flow.span(mark.start, heading_end),
        span=flow.span(mark.start, mark.end),
        body=flow.text[title_end or mark.text_start : body_end].strip(" \n:"),
        points=tuple(_section(flow, point, number) for point in mark.points),
    )


def _path(parent: str, mark: _Mark) -> str:
    own = _short(mark)
    first, _, rest = own.partition(".")
    if mark.kind == "decimal" and parent.split(".")[-1] == first:
        own = rest
    return f"{parent}.{own}" if parent else own


def _short(mark: _Mark) -> str:
    if mark.kind == "article":
        return str(mark.value)
    return "1" if mark.label == "l" else mark.label


def _title_end(text: str, mark: _Mark) -> int | None:
    """A heading stands alone in its paragraph, short, and does not end like a sentence."""
    end = text.find("\n", mark.text_start)
    end = min(end if end != -1 else len(text), mark.end)
    line = text[mark.text_start : end].strip()
    more = bool(mark.points) or bool(text[end : mark.end].strip())
    if line and len(line) <= _LONGEST_TITLE and more and not line.endswith((".", ";")):
        return end
    if mark.kind in ("roman", "part", "capital") and line.isupper():
        return end
    return None


def _first_clause(text: str, mark: _Mark) -> int:
    match = re.compile(r"[,;:.]\s|\n|$").search(text, mark.text_start, mark.end)
    return match.start() if match else mark.end
