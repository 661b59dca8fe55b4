"""What stands over many rows: the title of the list, and headings between its blocks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from thidua.core.registers.awards import AwardNames
from thidua.core.registers.choices import HOLDERS, choose
from thidua.core.registers.days import read_years
from thidua.core.registers.decisions import read_decision
from thidua.core.registers.people import looks_like_name, looks_like_unit
from thidua.core.text.folding import name_key

_MARK = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ]|\d{1,3})\s*[.)\-–:/]\s*|^\s*[-–+*•]\s*")
_LIST_OF = re.compile(
    r"(?i)(?:danh sách|sổ theo dõi|bảng tổng hợp)\s*(?:các\s+)?(?:(?:cá nhân|tập thể)(?:\s*(?:,|và)\s*(?:cá nhân|tập thể))?)?"
    r"|đề nghị"
)
_BARE_MARK = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐa-z]|\d{1,4})\)?[.)]?")
_TOTAL = re.compile(r"^(?:tong cong|tong so|tong|cong|cong so|tong hop)\b")
_SIGNED = re.compile(
    r"^(?:nguoi lap|thu truong|giam doc|pho giam doc|chu tich$|tm |t m |kt |ky ten|xac nhan|noi nhan|"
    r"lanh dao|nguoi tong hop|ke toan|danh sach (?:nay )?(?:gom|co)|an dinh|truong phong$|ghi chu|"
    r"ban thi dua|truong ban$|pho truong ban|[a-z ]+ ngay \d* ?thang \d* ?nam)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """Facts that hold for every row below unless the row says otherwise."""

    award: str = ""  # a key
    award_text: str = ""
    year: int | None = None
    decision_number: str = ""
    decided: str = ""  # as written, read by `read_day`
    decided_by: str = ""
    unit: str = ""
    kind: str = ""

    def as_json(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Told":
        return cls(**{one.name: kept[one.name] for one in fields(cls) if one.name in kept})

    def over(self, other: "Told") -> "Told":
        """`other` is said later or nearer: it wins where it says something."""
        return replace(self, **{key: value for key, value in other.as_json().items() if value})


def told_by(texts: Iterable[str], awards: AwardNames) -> Told:
    """What the title rows say of the whole list: decision, year, award."""
    told = Told()
    for text in texts:
        told = told.over(_of_decision(text)).over(_of_award(text, awards))
    return told


def _of_decision(text: str) -> Told:
    found = read_decision(text) if re.search(r"qđ|quyết định", text, re.IGNORECASE) else None
    if found is None or not ("/" in found.number or (found.number and found.day)):
        return Told()
    decided = found.day.day.isoformat()[: _LENGTH[found.day.precision]] if found.day else ""
    return Told(decision_number=found.number, decided=_readable(decided), decided_by=found.by)


_LENGTH = {"day": 10, "month": 7, "year": 4, "about": 4}


def _readable(iso: str) -> str:
    """ "2009-02-15" → "15/02/2009": as the clerk would type it."""
    return "/".join(reversed(iso.split("-")))


def _of_award(text: str, awards: AwardNames) -> Told:
    if len(text) > 200 or not re.search(r"danh sách|tổng hợp|năm|sổ|bảng", text, re.IGNORECASE):
        return Told()
    without_day = re.sub(r"ngày.{0,30}năm\s*\d{4}", " ", text, flags=re.IGNORECASE)
    year = _only_year(without_day)
    return Told(award=awards.read_one(_LIST_OF.sub(" ", text)).key, year=year)


def _only_year(text: str) -> int | None:
    if not re.search(r"(?i)năm", text):
        return None
    try:
        found = read_years(text)
    except ValueError:
        return None
    return found.years[0] if len(found.years) == 1 and found.since is None else None


@dataclass(frozen=True, slots=True)
class Between:
    """A row that bears no line of its own. `why`: heading, total, signature, numbering or titles."""

    why: str
    text: str
    told: Told = Told()


@lru_cache(maxsize=50_000)
def is_mark(text: str) -> bool:
    """ "1", "2.", "IV", "(a)": counts lines or blocks and says nothing else."""
    return bool(_BARE_MARK.fullmatch(text.removesuffix(".0")))


def between(row: list[str], awards: AwardNames, name_place: int) -> Between | None:
    """A heading between blocks, a sum, a signature; None when the row may be a line.

    What stands only to the right of the names heads nothing: it goes on with the line above.
    """
    filled = [text for text in row if text]
    words = list(islice((text for text in filled if not is_mark(text)), 3))
    if not words or len(words) > 2:
        return None
    if _TOTAL.match(name_key(words[0])):
        return Between("total", words[0])
    if len(filled) > 2:
        return None
    if any(_SIGNED.match(name_key(word)) for word in words):
        return Between("signature", words[0])
    begins = next((place for place, text in enumerate(row) if text), 0)
    if len(words) == 1 and begins <= name_place:
        return _heading(
            words[0], marked=len(filled) == 2 or bool(_MARK.match(words[0])), awards=awards
        )
    return None


def _heading(text: str, *, marked: bool, awards: AwardNames) -> Between | None:
    """One text alone in its row: kind, award, year, decision or unit of the block below."""
    plain = _MARK.sub("", text).strip(" .:;")
    told = _of_decision(plain)
    year = re.fullmatch(
        r"(?i)\s*năm(?: học)?\s*:?\s*((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?\s*", plain
    )
    if year:
        return Between("heading", text, Told(year=int(year[2] or year[1])))
    readings = awards.read(plain)
    if len(readings) == 1 and readings[0].key:
        return Between(
            "heading", text, told.over(_with_kind(readings[0].key, plain, readings[0].years))
        )
    if told.decision_number:
        return Between("heading", text, told)
    kind = choose(plain, HOLDERS)
    if kind and len(plain.split()) <= 4 and not looks_like_name(plain):
        return Between("heading", text, Told(kind=kind))
    if looks_like_unit(plain) or (marked and plain == plain.upper() and len(plain.split()) > 1):
        return Between("heading", text, Told(unit=plain))
    return None


def _with_kind(key: str, text: str, years: tuple[int, ...]) -> Told:
    return Told(award=key, award_text=text, year=years[0] if len(years) == 1 else None)
