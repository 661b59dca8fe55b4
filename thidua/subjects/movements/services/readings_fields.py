"""The facts of a document and of its movement that are reviewed as single fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from thidua.core.directives.model import Phrase, Reading, Span
from thidua.core.text import format_date

LABELS = {
    "name": "Tên phong trào",
    "theme": "Chủ đề",
    "audience": "Đối tượng",
    "year": "Năm",
    "starts_on": "Từ ngày",
    "ends_on": "Đến hết ngày",
    "document_type": "Loại văn bản",
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "place": "Nơi ban hành",
    "issuer": "Cơ quan ban hành",
    "owner": "Cơ quan chủ trì",
    "signer_title": "Chức vụ người ký",
    "signer_name": "Người ký",
    "reporting": "Chế độ báo cáo",
}
DAYS = frozenset({"issued_on", "starts_on", "ends_on"})
WITH_UNITS = frozenset({"issuer", "owner"})
LONG = frozenset({"theme", "audience", "reporting", "name"})

_LAUNCHING = re.compile(
    r"^(?:về\s+việc\s+|v/v\s+|về\s+)?(?:triển\s+khai\s+|tổ\s+chức\s+)?"
    r"(?:(?:phát\s+động|hưởng\s+ứng|thực\s+hiện)\s+)?(?=(?:các\s+)?(?:phong\s+trào|đợt|cuộc))",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:về\s+việc|v/v|về)\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_WHOLE_YEAR = re.compile(r"năm (\d{4})", re.IGNORECASE)
_DAY = re.compile(
    r"(\d{1,2})\s*(?:/|\.|-|\s+tháng\s+)\s*(\d{1,2})\s*(?:/|\.|-|\s+năm\s+)\s*(\d{4})"
)
_ROMAN = re.compile(r"(?<=thứ )[ivx]+(?!\w)")
_PROPER = ("Đảng", "Đại hội", "Nghị quyết", "Nhà nước", "Quốc hội", "Chính phủ", "Việt Nam")
Field = tuple[str, "str | int | None", "Span | None"]


def fields_of(reading: Reading) -> Iterator[Field]:
    """Every field with what was read for it; a field that was not found is empty."""
    header = reading.header
    title = header.title
    about = title.span if title else None
    place = header.place.value if header.place else ""
    yield "name", movement_name(title.value if title else "", place), about
    yield "theme", *_phrase(reading.theme)
    yield "audience", *_phrase(reading.audience)
    yield "year", year_of(reading), about
    first, last = period_of(reading)
    when = reading.period.span if reading.period else None
    yield "starts_on", _iso(first), when
    yield "ends_on", _iso(last), when
    kind, where = _phrase(header.document_type)
    yield "document_type", kind and kind[:1].upper() + kind[1:], where
    yield "number", full_number(reading), header.number_span
    printed = header.date
    yield "issued_on", _iso(printed.value if printed else None), printed.span if printed else None
    yield "place", *_phrase(header.place)
    yield "issuer", *_phrase(header.issuer)
    yield from _end_of(reading)


def _end_of(reading: Reading) -> Iterator[Field]:
    signer, duties = reading.signer, reading.reporting_duties
    yield "signer_title", signer.title if signer else None, signer.title_span if signer else None
    yield "signer_name", signer.name if signer else None, signer.name_span if signer else None
    words = "\n".join(one_line(reading.quote(duty.span)).replace("./.", ".") for duty in duties)
    yield "reporting", words or None, duties[0].span if duties else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _phrase(phrase: Phrase | None) -> tuple[str | None, Span | None]:
    return (phrase.value, phrase.span) if phrase else (None, None)


def movement_name(title: str, place: str = "") -> str | None:
    """ "Về việc phát động phong trào thi đua …" names the movement behind the verb."""
    words = one_line(title)
    if not words:
        return None
    if words.isupper():
        words = lowered(words, place)
    named = _LAUNCHING.sub("", words) if _LAUNCHING.match(words) else _ABOUT.sub("", words)
    return named[:1].upper() + named[1:]


def lowered(words: str, place: str) -> str:
    """A title printed in capitals, written as a sentence."""
    found = _ROMAN.sub(lambda match: match[0].upper(), words.capitalize())
    for name in (*_PROPER, *([place] if place else [])):
        found = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", name, found, flags=re.IGNORECASE)
    return found


def full_number(reading: Reading) -> str | None:
    """Number with its notation; a document without a number has none, its notation is kept."""
    header = reading.header
    if not header.number:
        return None
    if header.symbol and header.symbol not in header.number:
        return f"{header.number}/{header.symbol}"
    return header.number


def year_of(reading: Reading) -> int | None:
    """The year of the movement: that of the title, the theme, else of the document's date."""
    for phrase in (reading.header.title, reading.theme):
        found = _YEAR.findall(phrase.value) if phrase else []
        if found:
            return int(found[-1])
    return reading.header.date.year if reading.header.date else None


def period_of(reading: Reading) -> tuple[date | None, date | None]:
    """First and last day when the document prints both, its last day alone, or a whole year."""
    if reading.period is None:
        return None, None
    if year := _year_of_title(reading):
        return date(year, 1, 1), date(year, 12, 31)
    days = [day for match in _DAY.finditer(reading.period.value) if (day := _day(match))]
    if len(days) >= 2:
        return min(days), max(days)
    return (None, days[0]) if days and "đến" in reading.period.value else (None, None)


def _year_of_title(reading: Reading) -> int | None:
    """A movement "năm 2022" in the title runs for that year; a year elsewhere may be a date's."""
    period, title = reading.period, reading.header.title
    if (
        period is None
        or title is None
        or not title.span.start <= period.span.start < title.span.end
    ):
        return None
    whole = _WHOLE_YEAR.fullmatch(period.value.strip())
    return int(whole[1]) if whole else None


def _day(match: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def one_line(text: str) -> str:
    """Without line breaks and the marks of emphasis."""
    return " ".join(text.replace("*", " ").split())


def shown(field: str, value: object) -> str:
    """A value as the office writes it."""
    if value in (None, ""):
        return ""
    if field in DAYS:
        return format_date(date.fromisoformat(str(value)))
    return str(value)
