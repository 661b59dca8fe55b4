"""Type and title of a document; a letter has its subject under the number instead (boxes 5a and 5b)."""

import re
from bisect import bisect_left

from thidua.core.directives.layout import Cell, Line, Page, is_capitals, is_rule, starts_item
from thidua.core.directives.model import Phrase
from thidua.core.directives.mottoes import is_motto
from thidua.core.directives.normalise import Mapped, Weaver
from thidua.core.directives.numbering import DATE, NUMBER
from thidua.core.directives.words import AGENCY_HEAD, DOCUMENT_TYPES, POST
from thidua.core.text import fold, name_key

_HEAD_LINES = 60
SUBJECT = re.compile(r"v\s?/\s?v\b[.:]?|về việc\b", re.I)
_BODY_START = re.compile(
    r"(?:căn cứ|thực hiện (?:chỉ thị|kế hoạch|quyết định|nghị|công văn|luật|hướng dẫn|văn bản|chương trình|chủ trương|sự|ý kiến|lời)"
    r"|kính (?:gửi|thưa)|thưa |thân ái|theo đề nghị|nhằm |để |trong (?:những|các|thời|năm|khi|không)|năm \d{4}(?: là|,)|phát huy|hưởng ứng|thi hành"
    r"|[IVX]{1,4}[.-]|\d{1,2}[.)] |điều 1|phần |chương |qua |thời gian|ngày \d|với |nhân |đồng bào)",
    re.I,
)


def find_type(page: Page, limit: int) -> tuple[int, int, int, str, int] | None:
    """(line, next line, start, name, where the rest of the line starts) of the type name."""
    seen = 0
    for index, line in enumerate(page.lines[:limit]):
        if line.blank:
            continue
        seen += 1
        text = page.text(line)
        if seen > _HEAD_LINES or fold(text).startswith("kinh gui") or len(text) > 300:
            return None
        if found := _type_in(page, index, line):
            return found
    return None


def _type_in(page: Page, index: int, line: Line) -> tuple[int, int, int, str, int] | None:
    cells = line.cells
    if len(cells) != 1:
        return None
    cell = cells[0]
    text = page.text(cell)
    key = name_key(text)
    if (
        (name := DOCUMENT_TYPES.get(key))
        and (
            is_capitals(text) or text[0].islower() or text.istitle() or text[1:] == text[1:].lower()
        )
        and not text.endswith((",", ";"))
    ):
        return index, index + 1, cell.start, name, cell.end
    if name := _spaced_type(text):
        return index, index + 1, cell.start, name, cell.end
    if index + 1 < len(page.lines) and len(key) < 12 and is_capitals(text):
        following = page.lines[index + 1]
        both = f"{key} {name_key(page.text(following))}"
        if name := DOCUMENT_TYPES.get(both):
            return index, index + 2, cell.start, name, following.end
    return _type_with_title(text, index, cell)


def _spaced_type(text: str) -> str | None:
    """ "C H Ỉ  T H Ị" """
    words = text.split()
    if len(words) < 4 or any(len(word) > 1 for word in words):
        return None
    squeezed = "".join(words)
    return next(
        (name for key, name in DOCUMENT_TYPES.items() if key.replace(" ", "") == fold(squeezed)),
        None,
    )


def _type_with_title(text: str, index: int, cell: Cell) -> tuple[int, int, int, str, int] | None:
    """ "KẾ HOẠCH Triển khai …" on one line."""
    words = text.split(" ")
    for count in (4, 3, 2):
        head = " ".join(words[:count])
        name = DOCUMENT_TYPES.get(name_key(head))
        if name and len(words) > count + 1 and head.isupper():
            return index, index + 1, cell.start, name, cell.start + len(head)
    return None


def find_letter_end(page: Page, limit: int) -> int:
    for index, line in enumerate(page.lines[:limit]):
        text = page.text(line)
        if fold(text).startswith(("kinh gui", "kinh thua", "can cu", "dieu 1.")) or len(text) > 160:
            return index
    return min(limit, 25)


def read_typed(
    page: Page, type_at: tuple[int, int, int, str, int], limit: int
) -> tuple[Phrase, Phrase | None, int]:
    index, following, start, name, end = type_at
    kind = Phrase(name, page.mapped.span(start, end))
    rest = (
        (end, page.lines[index].end)
        if following == index + 1 and page.lines[index].end > end
        else None
    )
    pieces = [rest] if rest and page.mapped.text[rest[0] : rest[1]].strip(" :") else []
    first_body = _collect_title(page, following, limit, pieces)
    return kind, _title_of(page, pieces), first_body


def _collect_title(page: Page, index: int, limit: int, pieces: list[tuple[int, int]]) -> int:
    while index < limit:
        line = page.lines[index]
        text = page.text(line).strip("| ")
        if not text or is_rule(text):
            if pieces and not _title_goes_on(page, index, limit, text, pieces):
                return index
            index += 1
            continue
        if _ends_title(page, text, pieces):
            return index
        pieces.append((line.start, line.end))
        index += 1
        if len(pieces) > 12:
            return index
    return index


def _title_goes_on(
    page: Page, index: int, limit: int, text: str, pieces: list[tuple[int, int]]
) -> bool:
    """One blank line inside a title: small beginnings, or capitals that name no one and open nothing."""
    following = page.text(page.lines[index + 1]) if index + 1 < limit else ""
    if text or not 0 < len(following) < 120:
        return False
    if following[0].islower():
        return True
    capitals = is_capitals(page.mapped.text[pieces[0][0] : pieces[0][1]]) and is_capitals(following)
    opens = (
        _BODY_START.match(following) or POST.match(following) or AGENCY_HEAD.match(following + " ")
    )
    return capitals and not opens and starts_item(following) is False


def _ends_title(page: Page, text: str, pieces: list[tuple[int, int]]) -> bool:
    if not pieces:
        return bool(_BODY_START.match(text)) and len(text) > 60 and not is_capitals(text)
    first = page.mapped.text[pieces[0][0] : pieces[0][1]]
    if (
        is_capitals(first) != is_capitals(text)
        and len(text) > 3
        and not _still_quoted(page, pieces)
    ):
        return True
    if page.mapped.text[pieces[-1][1] - 1] in ".;" or len(text) > 180:
        return True
    previous = page.mapped.text[pieces[-1][0] : pieces[-1][1]]
    if (
        text[0].isupper()
        and (_BODY_START.match(text) or POST.match(text))
        and previous[-1] not in ",-"
    ):
        return True
    if is_capitals(text):
        return False
    longest = max(end - start for start, end in pieces)
    return text[0].isupper() and len(text) > 1.35 * longest and len(text) > 60


def _still_quoted(page: Page, pieces: list[tuple[int, int]]) -> bool:
    text = "".join(page.mapped.text[start:end] for start, end in pieces)
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _title_of(page: Page, pieces: list[tuple[int, int]]) -> Phrase | None:
    if not pieces:
        return None
    start, end = pieces[0][0], pieces[-1][1]
    words = [" ".join(page.mapped.text[a:b].split()).strip("| ") for a, b in pieces]
    span = page.mapped.span(start, end)
    return Phrase(" ".join(words).strip(" .:;-"), span)


def read_letter(page: Page, head_end: int, limit: int) -> tuple[Phrase | None, Phrase | None, int]:
    """A letter has no type name; its subject stands under the number as "V/v …"."""
    for index in range(min(head_end, len(page.lines))):
        for cell in page.lines[index].cells:
            if SUBJECT.match(page.text(cell)):
                pieces = _subject_pieces(page, index, cell, head_end)
                kind = Phrase("công văn", page.mapped.span(cell.start, cell.end))
                return kind, _title_of_cells(page, pieces), head_end
    at = page.lines[head_end] if head_end < limit else None
    if at and fold(page.text(at)).startswith("kinh gui"):
        return Phrase("công văn", page.mapped.span(at.start, at.start + 8)), None, head_end
    return None, None, head_end


def _subject_pieces(page: Page, index: int, cell: Cell, head_end: int) -> list[Cell]:
    pieces = [cell]
    reach = cell.column + (cell.end - cell.start) + 8
    for line in page.lines[index + 1 : head_end]:
        if line.blank:
            break
        left = line.cells[0] if line.cells else None
        if left is None or is_rule(page.text(left)):
            break
        if left.column > reach or _is_not_subject(page.text(left)):
            continue
        pieces.append(left)
    return pieces


def _is_not_subject(text: str) -> bool:
    return (
        is_motto(text)
        or bool(DATE.search(text))
        or bool(NUMBER.match(text))
        or fold(text).startswith("kinh gui")
    )


def _title_of_cells(page: Page, pieces: list[Cell]) -> Phrase:
    words = [" ".join(page.text(cell).split()) for cell in pieces]
    return Phrase(" ".join(words).strip(" .;"), page.mapped.span(pieces[0].start, pieces[-1].end))


def title_text(page: Page, title: Phrase | None) -> Mapped:
    """The title as running text with its places, for what is named in it."""
    weaver = Weaver()
    if title:
        start = bisect_left(page.mapped.starts, title.span.start)
        end = bisect_left(page.mapped.starts, title.span.end)
        for match in re.finditer(r"\S+", page.mapped.text[start:end]):
            if weaver.length:
                at = page.mapped.starts[start + match.start()]
                weaver.replaced(" ", at, at)
            weaver.copied(page.mapped, start + match.start(), start + match.end())
    return weaver.finish()
