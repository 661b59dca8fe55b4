"""Lines, cells and paragraphs: undoing columns, hard wraps and page breaks."""

import re
from dataclasses import dataclass
from functools import cached_property

from thidua.core.directives.normalise import Mapped, Weaver

_CELL_GAP = re.compile(r"\t+|\|| {3,}")
_PAGE_NUMBER = re.compile(
    r"[-–\s]*\d{1,3}[-–\s]*|(?:trang|page)\s*\d+(?:\s*/\s*\d+)?|\d+\s*/\s*\d+", re.I
)
_CAPITALS = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.;:!?/]$|[.;:!?][”\")]$")
_MARKER = re.compile(
    r"(?:[IVX]{1,5}|[A-D]|\d{1,2}|l)(?:\s?[.)/]|-)(?:\s(?!\d)|$)|(?:\d{1,2}(?:\.\d{1,2}){1,3})\.?\s(?!\d)"
    r"|(?-i:[a-zđ])\s?[.)/]\s|điều\s+\d+\s?[.:]|(?-i:PHẦN|Phần|CHƯƠNG|Chương)\s+\S+"
    r"|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|thứ \w+) là\b",
    re.I,
)
_BULLET = re.compile(r"[-+•●▪◦*]\s*(?=\S)")
_OPENER = re.compile(
    r"(?:căn cứ|thực hiện|theo đề nghị|xét đề nghị|nơi nhận|kính gửi|để |nhằm |trên đây là|trong quá trình"
    r"|chỉ thị này|kế hoạch này)\b",
    re.I,
)
_LEFTOVER = 12
_TAB_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Cell:
    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; start and end leave out the blanks at its edges."""

    start: int
    end: int
    indent: int
    cells: tuple[Cell, ...]
    barred: bool

    @property
    def blank(self) -> bool:
        return self.start >= self.end


class Page:
    """The normal text as lines and cells."""

    def __init__(self, mapped: Mapped) -> None:
        self.mapped = mapped
        self.lines = _lines(mapped.text)

    def text(self, part: Line | Cell) -> str:
        return self.mapped.text[part.start : part.end]

    @cached_property
    def wrap(self) -> int | None:
        """The width at which lines were broken by hand, None where a line is a paragraph."""
        widths = sorted(line.end - line.start for line in self.lines if not line.blank)
        if len(widths) < 4 or widths[-1] > 250:
            return _wrap_of_most(widths)
        return widths[int(len(widths) * 0.95)] if widths[-1] <= 200 else None


def _wrap_of_most(widths: list[int]) -> int | None:
    """Some long lines may stand in a text that is wrapped otherwise."""
    long = sum(width for width in widths if width > 250)
    if not widths or long * 3 > sum(widths):
        return None
    short = [width for width in widths if width <= 200]
    return short[int(len(short) * 0.95)] if len(short) > 20 else None


def _lines(text: str) -> list[Line]:
    lines = []
    at = 0
    for raw in text.split("\n"):
        body = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        cells = tuple(_cells(raw, at))
        lines.append(Line(start, start + len(body), start - at, cells, "|" in raw))
        at += len(raw) + 1
    return lines


def _cells(raw: str, at: int) -> list[Cell]:
    cells = []
    done = 0
    for match in [*_CELL_GAP.finditer(raw), None]:
        end = match.start() if match else len(raw)
        piece = raw[done:end]
        if body := piece.strip():
            start = done + len(piece) - len(piece.lstrip())
            column = start + _TAB_WIDTH * raw.count("\t", 0, start)
            cells.append(Cell(at + start, at + start + len(body), column))
        done = match.end() if match else end
    return cells


def is_page_number(text: str) -> bool:
    return len(text) < 20 and _PAGE_NUMBER.fullmatch(text) is not None


def is_rule(text: str) -> bool:
    """A drawn line: dashes, stars, underscores, table borders."""
    return bool(text) and not text.strip("-_=~+*.:| \t")


def is_capitals(text: str) -> bool:
    """Whether most letters are capitals."""
    letters = _CAPITALS.findall(text[:300])
    upper = sum(letter.isupper() for letter in letters)
    return len(letters) > 1 and upper >= 0.8 * len(letters)


def starts_item(text: str) -> bool:
    return bool(_MARKER.match(text) or _OPENER.match(text))


def paragraphs(page: Page, first: int, last: int) -> Mapped:
    """Lines first..last-1 as running text: one paragraph a line, single blanks, no page numbers."""
    weaver = Weaver()
    previous: Line | None = None
    gap = False
    for line in page.lines[first:last]:
        text = page.text(line).strip("| \t") if line.barred else page.text(line)
        if not text or is_rule(text) or is_page_number(text):
            gap = True
            continue
        if previous is not None:
            joined = _continues(page, previous, line, gap)
            weaver.replaced(
                " " if joined else "\n",
                page.mapped.ends[previous.end - 1],
                page.mapped.starts[line.start],
            )
        _weave(weaver, page, line)
        previous, gap = line, False
    return weaver.finish()


_SPACES = re.compile(r"\s+")


def _weave(weaver: Weaver, page: Page, line: Line) -> None:
    text = page.text(line)
    done = 0
    for match in _SPACES.finditer(text):
        if match.end() - match.start() == 1 and match.group() == " ":
            continue
        weaver.copied(page.mapped, line.start + done, line.start + match.start())
        weaver.copied(page.mapped, line.start + match.start(), line.start + match.start() + 1)
        done = match.end()
    weaver.copied(page.mapped, line.start + done, line.end)


def _continues(page: Page, previous: Line, line: Line, gap: bool) -> bool:
    """Whether `line` goes on with the paragraph that `previous` belongs to."""
    before, after = page.text(previous), page.text(line)
    ended = bool(_SENTENCE_END.search(before))
    if _is_row(previous) or _is_row(line):
        return False
    if starts_item(after) and not _is_false_marker(before, after, ended):
        return False
    if _BULLET.match(after):
        return not ended and not gap and _bullet_is_dash(page, before, after)
    first = after[0]
    if not ended and not gap and is_capitals(before) and is_capitals(after):
        return True
    if first.islower() and (not ended or (before[-1] in ";," and not gap)):
        return not is_capitals(before) or len(before) < _LEFTOVER
    if is_capitals(before) != is_capitals(after) and not ended and before[-1] != ",":
        return len(after) < 4
    if not ended and not gap and _goes_on(page, before, previous):
        return True
    if gap:
        return not ended and not is_capitals(before) and len(before) > 100 and before[-1] != ")"
    return _wrapped(page, previous, line, ended)


# What follows the dash in names such as "Sở Lao động - Thương binh và Xã hội".
_SECOND_HALF = re.compile(
    r"(?:Thương binh|Xã hội|Khen thưởng|Thể thao|Hành chính|Kế hoạch|Truyền hình|Công nghệ|Hạnh phúc|Kỹ thuật)\b"
)
_UNFINISHED = re.compile(
    r"\w[-/]$|(?:\s(?:và|của|với|các|cho|tại|là|trong|theo|về|thuộc|số|(?<!thuộc )(?<!của )(?<!cấp )(?:Ban|Sở|Bộ|Ủy|Uỷ))|,)$"
)


def _goes_on(page: Page, before: str, previous: Line) -> bool:
    """A line that stops at a word which asks for another, or an unfinished bullet."""
    if _UNFINISHED.search(before):
        return len(before) > _LEFTOVER and not is_capitals(before)
    return page.wrap is not None and _BULLET.match(before) is not None and len(before) > 40


def _is_row(line: Line) -> bool:
    return line.barred and len(line.cells) > 1


def _is_false_marker(before: str, after: str, ended: bool) -> bool:
    """ "ngày 12 tháng / 3. …" never happens, but "Điều / 5 …", "năm / 2021. Trong" and "khoản / 2) …" do."""
    if ended:
        return False
    if _OPENER.match(after):
        return after[0].islower()
    return bool(
        re.search(
            r"(?:\bkhoản|\bđiểm|\bđiều|\bsố|\bnăm|\btháng|\bngày|\bquý|\bvà|\bcủa|,|-)$",
            before,
            re.I,
        )
    ) and not re.match(r"[a-zđ]\)", after)


def _bullet_is_dash(page: Page, before: str, after: str) -> bool:
    """A dash carried to the next line ("kinh tế / - xã hội") is no bullet."""
    rest = _BULLET.sub("", after, count=1)
    full = page.wrap is not None and len(before) >= page.wrap * 0.7
    return full and (rest[:1].islower() or _SECOND_HALF.match(rest) is not None)


def _wrapped(page: Page, previous: Line, line: Line, ended: bool) -> bool:
    """Single break: was the line full, so that the next word had no room?"""
    if page.wrap is None:
        return False
    if line.indent > previous.indent + 2 and previous.indent < 30 and ended:
        return False
    word = page.text(line).split(None, 1)[0]
    room = page.wrap - (previous.end - previous.start) - 1
    tolerance = 0.12 * page.wrap if not ended else 0.0
    return room - tolerance < len(word)
