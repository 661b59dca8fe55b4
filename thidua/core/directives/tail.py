"""Where the foot of a document starts and ends, and which of its cells belong to the signature."""

import re
from dataclasses import dataclass

from thidua.core.directives.layout import Cell, Page, is_capitals, is_page_number, is_rule
from thidua.core.directives.words import DOCUMENT_TYPES, POST, SIGNING_FOR
from thidua.core.text import fold, name_key

SIGNED = re.compile(r"\(?\s*(?:đã ký|ký tên|đã kí|signed)[^)]*\)?\.?", re.I)
PERSON = re.compile(
    r"(?:(?:thiếu|trung|thượng|đại) (?:tướng|tá|úy)|PGS\.?,? ?TS\.?|GS\.?,? ?TS\.?|TS\.?|ThS\.?|BS\.?(?:CK)?I{0,2}\.?|bác sĩ|ông|bà)?\s*"
    r"(?P<name>[A-ZĐÀ-Ỹ][^\W\d_]*'?(?:[ -][A-ZĐÀ-Ỹ]'?[^\W\d_]*){1,5})",
    re.UNICODE,
)
# A narrow column breaks a name: "Dương / Đức Tuấn".
_NAME_PART = re.compile(r"(?:[A-ZĐÀ-Ỹ][^\W\d_]{0,8})(?: [A-ZĐÀ-Ỹ][^\W\d_]{0,8}){0,3}")
_RIGHT_COLUMN = 28
_JOINED_SIGNATURE = re.compile(rf"(?<=[;.,:])\s+(?={SIGNING_FOR.pattern}|{POST.pattern}\s*$)")
_JOINED_NAME = re.compile(r"(?<=\.)\s+(?=(?:[A-ZĐÀ-Ỹ][^\W\d_]*\s){1,4}[A-ZĐÀ-Ỹ][^\W\d_]*$)")
_ANNEX = re.compile(
    r"(?:phụ lục|mẫu số|biểu số|biểu mẫu|danh sách|\((?:ban hành )?kèm theo)\b", re.I
)
_MOST_LINES = 90


@dataclass(frozen=True, slots=True)
class Tail:
    first_line: int
    end_line: int
    heading: Cell | None
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]


def find_tail(page: Page) -> Tail:
    at = _recipients_line(page)
    first = _signature_above(page, at) if at is not None else _signature_line(page)
    if first is None:
        return Tail(len(page.lines), len(page.lines), None, (), ())
    end = _end_of_tail(page, at if at is not None else first)
    return _sort_cells(page, first, end, at)


def _recipients_line(page: Page) -> int | None:
    for index, line in enumerate(page.lines):
        for cell in line.cells:
            text = page.text(cell)
            if len(text) < 200 and _is_heading(text):
                return index
    return None


def _is_heading(text: str) -> bool:
    key = name_key(text[:12])
    return key.startswith(("noi nhan", "noi gui")) and (":" in text[:14] or len(text) < 12)


def _signature_above(page: Page, at: int) -> int:
    """Flattened columns may put the signature before the recipients."""
    first = at
    for index in range(at - 1, max(at - 14, -1), -1):
        line = page.lines[index]
        text = page.text(line).strip("| ")
        if not text or is_rule(text):
            continue
        if not (_is_title(text) or SIGNED.fullmatch(text) or (first < at + 1 and _is_name(text))):
            break
        first = index
    between = [page.text(line) for line in page.lines[first:at]]
    return first if any(_is_title(text) for text in between) else at


def _signature_line(page: Page) -> int | None:
    """Without recipients: the last lines that sign."""
    filled = [i for i, line in enumerate(page.lines) if not line.blank][-14:]
    titles = [i for i in filled if any(_is_title(page.text(cell)) for cell in page.lines[i].cells)]
    return titles[0] if titles and not page.lines[titles[0]].blank else None


def _is_title(text: str) -> bool:
    return (
        len(text) < 70 and is_capitals(text) and bool(SIGNING_FOR.match(text) or POST.match(text))
    )


def _is_name(text: str) -> bool:
    match = PERSON.fullmatch(text.strip(" .")) if len(text) < 60 else None
    return match is not None and not POST.match(text) and not SIGNING_FOR.match(text)


def _end_of_tail(page: Page, at: int) -> int:
    last = min(at + _MOST_LINES, len(page.lines))
    for index in range(at + 1, last):
        text = page.text(page.lines[index]).strip("| ")
        if _ANNEX.match(text) or _is_type(page, index, text):
            return index
        if len(text) > 250:
            return index
    return last


def _is_type(page: Page, index: int, text: str) -> bool:
    """The type name of an attached document, on one line or broken over two."""
    if not is_capitals(text) or len(text) > 40:
        return False
    following = page.text(page.lines[index + 1]) if index + 1 < len(page.lines) else ""
    return name_key(text) in DOCUMENT_TYPES or (
        len(text) < 8 and name_key(f"{text} {following}") in DOCUMENT_TYPES
    )


def _sort_cells(page: Page, first: int, end: int, at: int | None) -> Tail:
    left: list[Cell] = []
    right: list[Cell] = []
    heading = None
    for index in range(first, end):
        for cell in _split_cells(page, index):
            text = page.text(cell)
            if (is_rule(text) and text != "-") or is_page_number(text):
                continue
            if heading is None and at is not None and index == at and _is_heading(text):
                heading, rest = _cut_heading(page, cell)
                left.extend(rest)
            elif _signs(text, cell, bool(left) or heading is not None, right, left, page):
                right.append(cell)
            else:
                left.append(cell)
    return Tail(first, end, heading, tuple(left), tuple(right))


def _split_cells(page: Page, index: int) -> list[Cell]:
    cells = []
    for cell in page.lines[index].cells:
        text = page.text(cell)
        match = None if SIGNING_FOR.match(text) else _JOINED_SIGNATURE.search(text)
        if match is None and fold(text.lstrip("-+ ")).startswith("luu"):
            match = _JOINED_NAME.search(text)
        if match:
            cells.append(Cell(cell.start, cell.start + match.start(), cell.column))
            cells.append(Cell(cell.start + match.end(), cell.end, cell.column + match.end()))
        else:
            cells.append(cell)
    return cells


def _cut_heading(page: Page, cell: Cell) -> tuple[Cell, list[Cell]]:
    text = page.text(cell)
    colon = text.find(":") + 1 or len(text)
    rest = text[colon:]
    heading = Cell(cell.start, cell.start + colon, cell.column)
    if not rest.strip():
        return heading, []
    start = cell.start + colon + len(rest) - len(rest.lstrip())
    return heading, [Cell(start, cell.end, cell.column)]


def _signs(
    text: str, cell: Cell, listed: bool, right: list[Cell], left: list[Cell], page: Page
) -> bool:
    if text[0] in "-+•":
        return False
    if _is_title(text) or SIGNED.fullmatch(text):
        return True
    if right and left and page.text(left[-1])[-1] in ";." and _NAME_PART.fullmatch(text):
        return True
    if right and left and right[-1].start > left[-1].start and _is_name(text):
        return True
    open_item = bool(left) and page.text(left[-1])[-1] not in ";.,:" and cell.column < _RIGHT_COLUMN
    if (
        is_capitals(text)
        and len(text) < 60
        and (right or not listed)
        and not text.endswith((";", ","))
    ):
        return True
    if _is_name(text) and (not open_item or cell.column >= _RIGHT_COLUMN):
        return bool(right) or not listed or cell.column >= _RIGHT_COLUMN
    return cell.column >= _RIGHT_COLUMN
