"""Number, symbol, place and date of a document (Decree 30/2020, boxes 3 and 4)."""

import re

from thidua.core.directives.layout import Page, is_capitals, is_rule
from thidua.core.directives.model import Phrase, PrintedDate
from thidua.core.directives.mottoes import is_motto
from thidua.core.directives.words import TYPE_OF_ABBREVIATION
from thidua.core.text import fold

_DIGIT = "[0-9OolI]"
NUMBER = re.compile(
    rf"(?<![^\W_])S[ốồổôoó0Ố][ \t]*[:.;]?\s{{0,40}}(?P<no>{_DIGIT}{{1,5}}[a-z]?|[.…_\s]{{0,40}})\s{{0,40}}(?P<sep>[/-])\s?"
    r"(?P<year>(?:19|20)\d\d\s?/\s?)?(?P<sym>[A-ZĐ][\wĐđ&.]{0,15}(?:\s?[-/]\s?[A-ZĐ][\wĐđ&.]{0,15}){0,3})",
)
BARE_NUMBER = re.compile(
    r"^(?P<no>\d{1,5})\s?(?P<sep>[/-])\s?(?P<year>(?:19|20)\d\d/)?(?P<sym>[A-ZĐ]{2,}(?:-[A-ZĐ][\wĐ&]+){0,3})\s*$",
    re.M,
)
_LINES_BELOW = 25
_LONGEST_DATE_LINE = 80
_BLANK_OR_DIGITS = r"[0-9OolI.…_/ ]{0,16}?"
DATE = re.compile(
    rf"ngày\s{{0,30}}(?P<d>{_BLANK_OR_DIGITS})\s{{0,30}}tháng\s{{0,30}}(?P<m>{_BLANK_OR_DIGITS})\s{{0,30}}năm\s{{0,30}}(?P<y>[0-9OolI.…_]{{2,8}}|[.…_ ]{{0,8}})"
    r"|ngày\s+(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4})",
    re.I,
)


def read_number(page: Page, head_end: int) -> re.Match[str] | None:
    text = page.mapped.text
    end = page.lines[head_end].start if head_end < len(page.lines) else len(text)
    return NUMBER.search(text, 0, end) or BARE_NUMBER.search(text, 0, end)


def symbol(number: re.Match[str] | None) -> str | None:
    return written_symbol(number["sym"]) if number else None


def written_symbol(printed: str) -> str:
    """Without blanks, and with the marks that a scan lost: "QD - UBND" → "QĐ-UBND"."""
    return _LOST_MARKS.sub(
        lambda match: _MARKS[match.group()], re.sub(r"\s", "", printed).rstrip(".")
    )


_MARKS = {
    "QD": "QĐ",
    "ND-CP": "NĐ-CP",
    "HDND": "HĐND",
    "HDTDKT": "HĐTĐKT",
    "BTDKT": "BTĐKT",
    "TDKT": "TĐKT",
    "LDLD": "LĐLĐ",
    "TLD": "TLĐ",
}
_LOST_MARKS = re.compile(
    r"(?<![^\W_])(?:" + "|".join(sorted(_MARKS, key=len, reverse=True)) + r")(?![^\W_])"
)


def printed_number(number: re.Match[str] | None) -> str | None:
    if number is None or not (digits := as_digits(number["no"])):
        return None
    year = re.sub(r"\s", "", number["year"] or "")
    return f"{digits}{number['sep']}{year}{symbol(number)}"


def as_digits(text: str) -> str:
    """Digits that a scan turned into letters: "l5" → "15", "1O" → "10"."""
    return re.sub(r"[^0-9a-z]", "", text.translate(str.maketrans("OolI", "0011")))


def type_of_symbol(page: Page, number: re.Match[str] | None) -> Phrase | None:
    if number is None:
        return None
    parts = re.split(r"[-/]", symbol(number) or "")
    name = next(
        (TYPE_OF_ABBREVIATION[part] for part in parts if part in TYPE_OF_ABBREVIATION), None
    )
    return Phrase(name, page.mapped.span(*number.span("sym"))) if name else None


def read_date(page: Page, head_end: int) -> tuple[PrintedDate | None, Phrase | None]:
    """The first date with a place before it, otherwise the first date at all."""
    text = page.mapped.text
    end = page.lines[head_end].start if head_end < len(page.lines) else len(text)
    found: tuple[PrintedDate | None, Phrase | None] = (None, None)
    for match in DATE.finditer(text, 0, end):
        date, place = printed_date(page, match), _place_before(page, match.start())
        if place is not None:
            return date, place
        if found[0] is None:
            found = (date, None)
    return found if found[0] else _date_elsewhere(page, head_end)


def _date_elsewhere(page: Page, head_end: int) -> tuple[PrintedDate | None, Phrase | None]:
    """Calls print it by the signature, copies from web pages below the title: a line of its own."""
    for line in (
        *page.lines[head_end : head_end + _LINES_BELOW],
        *page.lines[head_end:][-_LINES_BELOW:],
    ):
        for cell in line.cells:
            text = page.text(cell)
            match = DATE.search(text) if len(text) < _LONGEST_DATE_LINE else None
            if (
                match
                and match.end() >= len(text) - 1
                and (place := _PLACE.fullmatch(text, 0, match.start()))
            ):
                placed = Phrase(
                    " ".join(place["place"].split()),
                    page.mapped.span(cell.start, cell.start + place.end("place")),
                )
                at = DATE.search(page.mapped.text, cell.start, cell.end)
                return (printed_date(page, at), placed) if at else (None, None)
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
