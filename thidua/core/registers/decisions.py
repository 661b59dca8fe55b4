"""A decision in one cell: "QĐ số 123/QĐ-UBND ngày 15/2/2009 của Chủ tịch UBND tỉnh"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from thidua.core.registers.days import DAY, PartialDay, read_day
from thidua.core.text.folding import fold

_SYMBOL = r"[A-ZĐ][A-ZĐa-zđ&.]*(?:\s?[-–/]\s?[A-ZĐ][A-ZĐa-zđ&.]*)*"
_NUMBER = re.compile(
    rf"(?P<number>\d{{1,5}}[a-z]?)\s*[/\-]\s*(?:(?P<year>(?:19|20)\d\d)\s*[/\-]\s*)?(?P<symbol>{_SYMBOL})"
)
_BEFORE = re.compile(
    r"(?:QĐ|Quyết định|quyết định)\s*(?:khen thưởng\s*)?(?:số\s*)?:?\s*(?P<number>\d{1,5}[a-z]?)(?![\d/.-])"
    rf"(?:\s*(?P<symbol>QĐ[-/]{_SYMBOL}))?"
)
_BARE = re.compile(r"\s*(?:số\s*:?\s*)?(\d{1,5}[a-z]?)\s*")
_DAY = re.compile(
    r"(?:ngày|ngay|ng\.?)\s*((?:\d{1,2}|\.+|…|_+)?\s*(?:/|-|\.|,?\s*tháng)\s*\d{1,2}\s*(?:/|-|\.|,?\s*năm)\s*\d{2,4})"
    r"|(?<![\d/])(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})(?!\d)"
    r"|tháng\s*(\d{1,2}\s*(?:/|-|\s*năm\s*)\s*\d{4})",
    re.IGNORECASE,
)
_BY = re.compile(r"\bcủa\s+(?P<by>[^.;()\n]{3,120})")
_BY_SYMBOL = {"ttg": "Thủ tướng Chính phủ", "ctn": "Chủ tịch nước"}


@dataclass(frozen=True, slots=True)
class Decision:
    number: str = ""
    day: PartialDay | None = None
    by: str = ""
    rest: str = ""  # what of the text is none of these


@lru_cache(maxsize=20_000)
def read_decision(text: str) -> Decision:
    """Whatever of number, day and issuer the text names."""
    day, after_day = _day(text)
    number, rest = _number(after_day)
    by = _BY.search(rest)
    signed = by["by"].strip(" ,") if by else _issuer(number)
    if by:
        rest = rest[: by.start()] + " " + rest[by.end() :]
    return Decision(number, day, signed, _cleaned(rest))


def _day(text: str) -> tuple[PartialDay | None, str]:
    for match in _DAY.finditer(text):
        written = next(filter(None, match.groups()))
        try:
            day = read_day(written)
        except ValueError:
            continue
        return day, text[: match.start()] + " " + text[match.end() :]
    return None, text


def _number(text: str) -> tuple[str, str]:
    if match := _NUMBER.search(text):
        parts = (match["number"], match["year"], _symbol(match["symbol"]))
    elif match := _BEFORE.search(text):
        parts = (match["number"], None, _symbol(match["symbol"] or "QĐ"))
    elif match := _BARE.fullmatch(text):
        return match[1], ""
    else:
        return "", text
    return "/".join(filter(None, parts)), text[: match.start()] + " " + text[match.end() :]


def _symbol(text: str) -> str:
    joined = re.sub(r"\s*[-–/]\s*", "-", text).strip(".-")
    return re.sub(r"\bTTG$", "TTg", joined)


def _issuer(number: str) -> str:
    return _BY_SYMBOL.get(fold(number).rpartition("-")[2], "")


def _cleaned(text: str) -> str:
    plain = re.sub(
        r"\b(?:QĐ|quyết định|số|kèm theo|ký|ngày|tháng)\b:?", " ", text, flags=re.IGNORECASE
    )
    return " ".join(plain.split()).strip(" .,;:()-–")


def is_exact(day: PartialDay | None) -> bool:
    return day is not None and day.precision == DAY
