"""Who issues: the agencies of a letterhead, written as in a sentence."""

import re

from thidua.core.directives.layout import Cell, Page, is_capitals, is_rule
from thidua.core.directives.model import Phrase
from thidua.core.directives.mottoes import is_motto, without_motto
from thidua.core.directives.numbering import BARE_NUMBER, DATE, NUMBER
from thidua.core.directives.title import SUBJECT
from thidua.core.directives.words import AGENCY_HEAD
from thidua.core.text import fold, modern_tones


def read_issuer(
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
            if SUBJECT.match(text) or NUMBER.match(text) or BARE_NUMBER.match(text):
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


def _agency_phrase(page: Page, cells: list[Cell]) -> Phrase:
    printed = " ".join(" ".join(page.text(cell).split()) for cell in cells)
    return Phrase(
        written_agency(printed.strip(" *-")), page.mapped.span(cells[0].start, cells[-1].end)
    )


_MARKED = {
    fold(phrase): phrase
    for phrase in [
        "Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "tỉnh",
        "thành phố",
        "huyện",
        "thị xã",
        "thị trấn",
        "phường",
        "quận",
        "xã",
        "Sở",
        "Nội vụ",
        "Hội đồng",
        "Thi đua",
        "Khen thưởng",
        "Thủ tướng Chính phủ",
        "Liên đoàn Lao động",
        "Ban",
        "Tỉnh ủy",
        "Huyện ủy",
        "Đảng ủy",
        "Công ty",
        "Giáo dục và Đào tạo",
        "Văn hóa",
        "Thể thao và Du lịch",
        "Trường",
        "Bộ",
    ]
}
_UNMARKED = re.compile(r"\b(?:" + "|".join(sorted(_MARKED, key=len, reverse=True)) + r")\b")


def with_marks(agency: Phrase | None, place: Phrase | None) -> Phrase | None:
    """A head typed or scanned without marks gets those of common words and of the place."""
    if agency is None or not agency.value.isascii():
        return agency
    name = _UNMARKED.sub(lambda match: _MARKED[match.group()], agency.value.lower())
    if place and not place.value.isascii():
        name = re.sub(rf"\b{re.escape(fold(place.value))}\b", lambda _: place.value, name)
    return Phrase(name[:1].upper() + name[1:], agency.span)


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
    r"(?<=[,\-]\s)\w|(?<=\bvà )\w|^\w|(?<=^sở )\w|(?<=^bộ )\w|(?<=^ban )\w|(?<=^cục )\w|(?<=^phòng )\w|(?<=^vụ )\w|(?<=^hội đồng )\w"
)


def _function_names(name: str) -> str:
    return _FUNCTION.sub(lambda match: match.group().upper(), name)


_LEVEL = re.compile(
    r"(?<!các )\b((?:tỉnh|huyện|thành phố|thị xã|quận|xã(?! hội)|phường|thị trấn|tỉnh ủy|thành ủy|huyện ủy|thị ủy|tỉnh đoàn|huyện đoàn)\s)(?!ủy|đoàn|trực)(.+)$",
    re.I,
)


def _place_names(name: str) -> str:
    name = _PROPER.sub(lambda match: _PROPER_NAMES[match.group()], name)
    return _LEVEL.sub(lambda match: match[1] + match[2].title(), name)
