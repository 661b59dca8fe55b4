"""The head of a document: agency, number, place and date, type, title (Decree 30/2020, boxes 2 to 5)."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from thidua.core.directives.layout import Cell, Line, Page, is_capitals, is_rule
from thidua.core.directives.model import Header, Phrase, PrintedDate
from thidua.core.directives.normalise import Mapped, Weaver
from thidua.core.directives.words import AGENCY_HEAD, DOCUMENT_TYPES, POST, TYPE_OF_ABBREVIATION
from thidua.core.text import fold, modern_tones, name_key

_HEAD_LINES = 60
_MOTTOES = (
    "cong hoa xa hoi chu nghia viet nam",
    "doc lap tu do hanh phuc",
    "dang cong san viet nam",
    "cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc",
)
_MOTTO_START = re.compile(
    r"\s(?=C[ỘỌÔO]NG H[ÒOÓ][ÀA]? X[ÃA]|C[ỘỌÔO]NG HO[ÀA] X|Đ[ộôọo]c l[ậâạa]p ?- ?T|Đ[ẢAÁ]NG C[ỘO]NG S[ẢA]N V)",
    re.I,
)
_DIGIT = "[0-9OolI]"
NUMBER = re.compile(
    rf"(?<![^\W_])S[ốồổôoó0Ố][ \t]*[:.;]?\s{{0,40}}(?P<no>{_DIGIT}{{1,5}}[a-z]?|[.…_\s]{{0,40}})\s{{0,40}}(?P<sep>[/-])\s?"
    r"(?P<year>(?:19|20)\d\d\s?/\s?)?(?P<sym>[A-ZĐ][\wĐđ&.]{0,15}(?:\s?[-/]\s?[A-ZĐ][\wĐđ&.]{0,15}){0,3})",
)
_BARE_NUMBER = re.compile(
    r"^(?P<no>\d{1,5})\s?(?P<sep>[/-])\s?(?P<year>(?:19|20)\d\d/)?(?P<sym>[A-ZĐ]{2,}(?:-[A-ZĐ][\wĐ&]+){0,3})\s*$",
    re.M,
)
_BLANK_OR_DIGITS = r"[0-9OolI.…_/ ]{0,16}?"
DATE = re.compile(
    rf"ngày\s{{0,30}}(?P<d>{_BLANK_OR_DIGITS})\s{{0,30}}tháng\s{{0,30}}(?P<m>{_BLANK_OR_DIGITS})\s{{0,30}}năm\s{{0,30}}(?P<y>[0-9OolI.…_]{{2,8}}|[.…_ ]{{0,8}})"
    r"|ngày\s+(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4})",
    re.I,
)
_SUBJECT = re.compile(r"v\s?/\s?v\b[.:]?|về việc\b", re.I)
_BODY_START = re.compile(
    r"(?:căn cứ|thực hiện (?:chỉ thị|kế hoạch|quyết định|nghị|công văn|luật|hướng dẫn|văn bản|chương trình|chủ trương|sự|ý kiến|lời)"
    r"|kính (?:gửi|thưa)|thưa |thân ái|theo đề nghị|nhằm |để |trong (?:những|các|thời|năm|khi|không)|năm \d{4}(?: là|,)|phát huy|hưởng ứng|thi hành"
    r"|[IVX]{1,4}[.-]|\d{1,2}[.)] |điều 1|phần |chương |qua |thời gian|ngày \d|với |nhân |đồng bào)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Head:
    header: Header
    first_body_line: int
    title_text: Mapped


def read_header(page: Page, tail: int) -> Head:
    limit = min(tail, len(page.lines))
    type_at = _find_type(page, limit)
    head_end = type_at[0] if type_at else _find_letter_end(page, limit)
    number = _read_number(page, head_end)
    kind: Phrase | None
    title: Phrase | None
    if type_at:
        kind, title, first_body = _read_typed(page, type_at, limit)
    else:
        kind, title, first_body = _read_letter(page, head_end, limit)
    kind = kind or _type_of_symbol(page, number)
    issuer, parent = _read_issuer(page, head_end, number)
    date, place = _read_date(page, head_end)
    header = Header(
        document_type=kind,
        number=_printed_number(number),
        symbol=_symbol(number),
        number_span=page.mapped.span(*number.span()) if number else None,
        issuer=issuer,
        parent=parent,
        place=place,
        date=date,
        title=title,
    )
    return Head(header, first_body, _title_text(page, title))


def _find_type(page: Page, limit: int) -> tuple[int, int, int, str, int] | None:
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


def _find_letter_end(page: Page, limit: int) -> int:
    for index, line in enumerate(page.lines[:limit]):
        text = page.text(line)
        if fold(text).startswith(("kinh gui", "kinh thua", "can cu", "dieu 1.")) or len(text) > 160:
            return index
    return min(limit, 25)


def _read_typed(
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
            if pieces and not _title_goes_on(page, index, limit, text):
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


def _title_goes_on(page: Page, index: int, limit: int, text: str) -> bool:
    """One blank line inside a title: what follows starts small, as no paragraph does."""
    following = page.text(page.lines[index + 1]) if index + 1 < limit else ""
    return not text and following[:1].islower() and len(following) < 120


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


def _read_letter(page: Page, head_end: int, limit: int) -> tuple[Phrase | None, Phrase | None, int]:
    """A letter has no type name; its subject stands under the number as "V/v …"."""
    for index in range(min(head_end, len(page.lines))):
        for cell in page.lines[index].cells:
            if _SUBJECT.match(page.text(cell)):
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


def _title_text(page: Page, title: Phrase | None) -> Mapped:
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


# Number


def _read_number(page: Page, head_end: int) -> re.Match[str] | None:
    text = page.mapped.text
    end = page.lines[head_end].start if head_end < len(page.lines) else len(text)
    return NUMBER.search(text, 0, end) or _BARE_NUMBER.search(text, 0, end)


def _symbol(number: re.Match[str] | None) -> str | None:
    return re.sub(r"\s", "", number["sym"]).rstrip(".") if number else None


def _printed_number(number: re.Match[str] | None) -> str | None:
    if number is None or not (digits := as_digits(number["no"])):
        return None
    year = re.sub(r"\s", "", number["year"] or "")
    return f"{digits}{number['sep']}{year}{_symbol(number)}"


def as_digits(text: str) -> str:
    """Digits that a scan turned into letters: "l5" → "15", "1O" → "10"."""
    return re.sub(r"[^0-9a-z]", "", text.translate(str.maketrans("OolI", "0011")))


def _type_of_symbol(page: Page, number: re.Match[str] | None) -> Phrase | None:
    if number is None:
        return None
    parts = re.split(r"[-/]", _symbol(number) or "")
    name = next(
        (TYPE_OF_ABBREVIATION[part] for part in parts if part in TYPE_OF_ABBREVIATION), None
    )
    return Phrase(name, page.mapped.span(*number.span("sym"))) if name else None


# Place and date


def _read_date(page: Page, head_end: int) -> tuple[PrintedDate | None, Phrase | None]:
    text = page.mapped.text
    end = page.lines[head_end].start if head_end < len(page.lines) else len(text)
    for match in DATE.finditer(text, 0, end):
        return printed_date(page, match), _place_before(page, match.start())
    return None, None


def printed_date(page: Page, match: re.Match[str]) -> PrintedDate:
    day, month, year = (
        (match["d"], match["m"], match["y"])
        if match["d2"] is None
        else match.group("d2", "m2", "y2")
    )
    span = page.mapped.span(*match.span())
    return PrintedDate(
        " ".join(match.group().split()),
        span,
        _number(day, 31),
        _number(month, 12),
        _number(year, 2200, 1900),
    )


def _number(text: str, most: int, least: int = 1) -> int | None:
    digits = as_digits(text or "")
    return int(digits) if digits.isdigit() and least <= int(digits) <= most else None


_PLACE = re.compile(
    r"(?P<place>(?:TP\.? ?)?[A-ZĐÀ-Ỹ][^\W\d_]*(?:[ .\-]{1,2}[^\W\d_]+\.?){0,6})\s*,?\s*$"
)


def _place_before(page: Page, at: int) -> Phrase | None:
    text = page.mapped.text
    start = max(text.rfind(mark, 0, at) for mark in ("\t", "|", "   ")) + 1
    line_start = text.rfind("\n", 0, at) + 1
    if start <= line_start:
        start = _place_start(page, line_start, at)
    piece = text[start:at].replace("\n", " ")
    if number := NUMBER.search(piece):
        start += number.end()
        piece = piece[number.end() :]
    match = _PLACE.search(piece)
    if match is None:
        return None
    return Phrase(
        " ".join(match["place"].split()),
        page.mapped.span(start + match.start("place"), start + match.end("place")),
    )


def _place_start(page: Page, line_start: int, at: int) -> int:
    """The place may have begun on the line above ("Thành phố Hồ Chí / Minh, ngày …")."""
    text = page.mapped.text
    above = text.rfind("\n", 0, line_start - 1) + 1 if line_start else 0
    previous = text[above : line_start - 1].strip() if line_start else ""
    here = text[line_start:at].strip(" ,|")
    whole = (
        previous
        and "," not in previous
        and not is_capitals(previous)
        and not is_motto(previous)
        and not any(c.isdigit() for c in previous)
    )
    continues = not here or fold(previous).startswith(("thanh pho", "tp", "tinh", "thi xa"))
    return (
        above
        if whole and continues and len(previous) < 40 and not is_rule(previous)
        else line_start
    )


# Agency


def is_motto(text: str) -> bool:
    key = name_key(text)
    return len(key) >= 8 and any(key in motto for motto in _MOTTOES)


def _read_issuer(
    page: Page, head_end: int, number: re.Match[str] | None
) -> tuple[Phrase | None, Phrase | None]:
    agencies: list[list[Cell]] = []
    for cell in _agency_cells(page, head_end, number.start() if number else None):
        text = page.text(cell)
        if not agencies or _opens_agency(text, agencies[-1], page):
            agencies.append([cell])
        else:
            agencies[-1].append(cell)
    phrases = [_agency_phrase(page, cells) for cells in agencies]
    if not phrases:
        return None, None
    return phrases[-1], phrases[-2] if len(phrases) > 1 else None


_OF_PLACE = re.compile(r"(?:tỉnh|huyện|thành phố|tp\.?|thị xã|quận|xã|phường|thị trấn)\s", re.I)
_PLAIN_HEADS = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|HỘI ĐỒNG|HỘI LIÊN HIỆP|LIÊN ĐOÀN LAO ĐỘNG|CHỦ TỊCH|BAN CHẤP HÀNH|TỔNG GIÁM ĐỐC|GIÁM ĐỐC)$"
)


def _opens_agency(text: str, before: list[Cell], page: Page) -> bool:
    previous = " ".join(page.text(cell) for cell in before)
    if (
        _OF_PLACE.match(text)
        and not AGENCY_HEAD.match(text[:0])
        and not re.match(r"(?:tỉnh|thành|huyện|thị) (?:ủy|uỷ|đoàn)", text, re.I)
    ):
        return False
    if (
        _PLAIN_HEADS.search(previous.upper())
        and previous.upper().strip() not in ("UBND",)
        and not _OF_PLACE.search(previous)
    ):
        return False
    if re.search(r"[,\-]$|\b(?:VÀ|CỦA|THUỘC)$", previous):
        return False
    return bool(AGENCY_HEAD.match(text + " "))


def _agency_cells(page: Page, head_end: int, number_at: int | None) -> list[Cell]:
    cells: list[Cell] = []
    for line in page.lines[:head_end]:
        for cell in line.cells:
            if number_at is not None and cell.end > number_at:
                return cells
            part = without_motto(page, cell)
            text = page.text(part)
            if not text or is_motto(text) or is_rule(text):
                continue
            if _SUBJECT.match(text) or NUMBER.match(text) or _BARE_NUMBER.match(text):
                return cells
            if DATE.search(text) or re.match(r"S[ốồổôoóỐ]\s*[:.]", text):
                continue
            if (
                (is_capitals(text) and len(text) > 2)
                or (cells and _small_agency(text))
                or _small_agency(text)
            ):
                cells.append(part)
    return cells


def _small_agency(text: str) -> bool:
    """Old fonts of capitals come out small."""
    return (
        text == text.lower()
        and bool(AGENCY_HEAD.match(text + " ") or _OF_PLACE.match(text))
        and len(text) < 60
    )


def without_motto(page: Page, cell: Cell) -> Cell:
    text = page.text(cell)
    if match := _MOTTO_START.search(text):
        return Cell(cell.start, cell.start + match.start(), cell.column)
    return cell


def _agency_phrase(page: Page, cells: list[Cell]) -> Phrase:
    printed = " ".join(" ".join(page.text(cell).split()) for cell in cells)
    return Phrase(
        written_agency(printed.strip(" *-")), page.mapped.span(cells[0].start, cells[-1].end)
    )


_FULL_NAMES = (
    ("UBND", "ỦY BAN NHÂN DÂN"),
    ("HĐND", "HỘI ĐỒNG NHÂN DÂN"),
    ("TP.", "THÀNH PHỐ "),
    ("TNCS", "THANH NIÊN CỘNG SẢN"),
    ("BCH ", "BAN CHẤP HÀNH "),
)
_PROPER_NAMES = {
    name.lower(): name
    for name in [
        "Việt Nam",
        "Chính phủ",
        "Lao động",
        "Mặt trận Tổ quốc",
        "Phụ nữ",
        "Nông dân",
        "Cựu chiến binh",
        "Thanh niên Cộng sản",
        "Hồ Chí Minh",
        "Quốc hội",
        "Trung ương",
        "Thủ đô",
    ]
}
_PROPER = re.compile(r"\b(?:" + "|".join(_PROPER_NAMES) + r")\b")


def written_agency(printed: str) -> str:
    """Capitals of a letterhead → the name as written in a sentence: "Ủy ban nhân dân tỉnh Lai Châu"."""
    name = modern_tones(printed)
    for short, full in _FULL_NAMES:
        name = re.sub(rf"(?<!\w){re.escape(short)}", full, name)
    name = " ".join(name.split())
    if not is_capitals(name) and name != name.lower():
        return name
    return _capitalise(name.lower())


def _capitalise(name: str) -> str:
    """Small letters, with capitals after words that lead to proper names."""
    for lead in ("ủy ban nhân dân", "hội đồng nhân dân"):
        if name.startswith(lead):
            return lead.capitalize() + _place_names(name[len(lead) :])
    return _place_names(_function_names(name))


_FUNCTION = re.compile(
    r"(?<=[,\-]\s)\w|(?<=\bvà )\w|^\w|(?<=^sở )\w|(?<=^bộ )\w|(?<=^ban )\w|(?<=^cục )\w|(?<=^phòng )\w|(?<=^vụ )\w|(?<=^hội )\w"
)


def _function_names(name: str) -> str:
    return _FUNCTION.sub(lambda match: match.group().upper(), name)


_LEVEL = re.compile(
    r"\b((?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|tỉnh ủy|thành ủy|huyện ủy|thị ủy|tỉnh đoàn|huyện đoàn)\s)(?!ủy|đoàn|trực)(.+)$",
    re.I,
)


def _place_names(name: str) -> str:
    name = _PROPER.sub(lambda match: _PROPER_NAMES[match.group()], name)
    return _LEVEL.sub(lambda match: match[1] + match[2].title(), name)
