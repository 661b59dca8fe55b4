"""Days and years in every habit of old registers: "15.02.09", "tháng 2/2009", "2009", 39859."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from thidua.core.text.folding import fold

DAY, MONTH, YEAR, ABOUT = "day", "month", "year", "about"
EARLIEST, LATEST = 1900, 2100
PIVOT = 40  # "09" is 2009, "61" is 1961

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?")
_SHORT = re.compile(
    r"(\d{1,2}|_+|\.{2,}|…)\s*[/.,\-\s]\s*(\d{1,2}|_+|…)\s*[/.,\-\s]\s*(\d{4}|\d{2})"
)
_LONG = re.compile(
    r"(\d{1,2}|_+|\.{2,}|…)?\s*,?\s*thang\s*(\d{1,2}|_+|\.{2,}|…)?\s*,?\s*(?:nam|/|-|\.)\s*(\d{4})"
)
_MONTH = re.compile(r"(?:thang\s*|t\.?\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR = re.compile(r"(?:nam\s*:?\s*)?(\d{4})")
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.0+)?")
_LEAD = re.compile(r"^(?:ngay|sinh ngay|sinh nam|sinh|khoang|ky ngay|tu ngay)\s*:?\s*")
_ABOUT = re.compile(r"khoang|\?|~|cd|chung")
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|–|—|÷|den|toi|/)\s*((?:19|20)\d\d)\b")
_ONE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SHORT_YEARS = re.compile(r"\b((?:19|20)\d\d)((?:\s*[,;]\s*\d\d)+)\b(?!\d)")
_SERIAL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class PartialDay:
    """The first day it can mean, and how much of it was written; `doubt` says what is strange."""

    day: date
    precision: str = DAY
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Years:
    """`years` one by one, or the span of a merit; of a school year the later one counts."""

    years: tuple[int, ...]
    since: int | None = None
    doubt: str = ""


@lru_cache(maxsize=20_000)
def read_day(text: str) -> PartialDay:
    """ValueError says in the clerk's words why it is no day."""
    plain = _LEAD.sub("", " ".join(fold(text).split()).strip(" .;()*'"))
    found = _serial(plain) or _whole(plain) or _part(plain)
    if found is None:
        raise ValueError("không phải là ngày: ghi ngày/tháng/năm, tháng/năm hoặc chỉ năm")
    if _ABOUT.search(fold(text)) and not found.doubt:
        precision = ABOUT if found.precision == YEAR else found.precision
        words = f"Ngày ghi không chắc chắn: “{text.strip()}”."
        return PartialDay(found.day, precision, words)
    return found


def _serial(plain: str) -> PartialDay | None:
    if not _SERIAL.fullmatch(plain):
        return None
    day = _SERIAL_ZERO + timedelta(days=int(float(plain)))
    return PartialDay(day) if EARLIEST <= day.year <= LATEST else None


def _whole(plain: str) -> PartialDay | None:
    if match := _ISO.fullmatch(plain):
        return _built(int(match[3]), int(match[2]), int(match[1]), plain)
    clean = re.sub(r"^[~?]\s*|\s*[?]$", "", plain)
    if match := _SHORT.fullmatch(clean) or _LONG.fullmatch(clean):
        return _built(_number(match[1]), _number(match[2]), _full_year(match[3]), plain)
    return None


def _part(plain: str) -> PartialDay | None:
    clean = re.sub(r"^[~?]\s*|\s*[?]$", "", plain)
    if (match := _MONTH.fullmatch(clean)) and int(match[1]) <= 12:
        return _built(0, int(match[1]), int(match[2]), plain)
    if match := _YEAR.fullmatch(clean):
        return _built(0, 0, int(match[1]), plain)
    return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _full_year(text: str) -> int:
    year = int(text)
    return year if year >= 100 else year + (2000 if year < PIVOT else 1900)


def _built(day: int, month: int, year: int, text: str) -> PartialDay:
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"năm {year} ngoài khoảng {EARLIEST}–{LATEST}")
    doubt = ""
    if month > 12 and 1 <= day <= 12:
        day, month = month, day
        doubt = f"“{text}” được hiểu là ngày {day} tháng {month}."
    precision = DAY if day and month else MONTH if month else YEAR
    try:
        return PartialDay(date(year, month or 1, day if day and month else 1), precision, doubt)
    except ValueError:
        raise ValueError(f"không có ngày “{text}” trong lịch") from None


@lru_cache(maxsize=20_000)
def read_years(text: str) -> Years:
    """All years a cell names: "2015, 2016", "2015, 16", "2015-2019", "năm học 2019-2020"."""
    plain = fold(text)
    if match := _SPAN.search(plain):
        since, until = int(match[1]), int(match[2])
        rest = tuple(map(int, _ONE_YEAR.findall(plain.replace(match[0], " "))))
        return _spanned(since, until, rest, "hoc" in plain)
    if match := _SHORT_YEARS.search(plain):
        tails = [int(found) for found in re.findall(r"\d\d", match[2])]
        century = int(match[1]) // 100 * 100
        return _listed([int(match[1]), *(century + tail for tail in tails)])
    if years := [int(found) for found in _ONE_YEAR.findall(plain)]:
        return _listed(years)
    if re.fullmatch(r"\s*'?\d\d\s*", plain):
        return _listed([_full_year(re.sub(r"\D", "", plain))])
    if _SERIAL.fullmatch(plain) and (found := _serial(plain)):
        return Years((found.day.year,))
    raise ValueError("không thấy năm: ghi bốn chữ số, ví dụ 2019")


def _listed(years: list[int]) -> Years:
    return Years(tuple(dict.fromkeys(years)))


def _spanned(since: int, until: int, rest: tuple[int, ...], school: bool) -> Years:
    if until < since:
        raise ValueError(f"khoảng năm {since}–{until} bị ngược")
    if school:
        words = f"Năm học {since}–{until} được ghi là năm {until}."
        return Years((until, *rest), doubt=words)
    return Years((until, *rest), since)
