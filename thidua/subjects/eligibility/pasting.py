"""Reading what was pasted out of a sheet: a line for each nominee, cells parted by tabs.

A head line names the columns; without one each cell is known by its look: a citizen number, a year,
a date, the name of an award, a staff code; what is left is the name, then the unit.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

from thidua.core.law.model import Award
from thidua.core.text import name_key, nfc, parse_date

MOST_ROWS = 3000
PARTS = re.compile(r"\t|\s*[;|]\s*")
NUMBER = re.compile(r"(?:\d{9}|\d{12})")
YEAR = re.compile(r"(?:19|20)\d\d")
CODE = re.compile(r"(?=[\w.\-/]*\d)(?=[\w.\-/]*[A-Za-zĐđ])[\w.\-/]{3,20}|\d{3,8}")
ORDER = re.compile(r"\d{1,4}[.)]?")

HEADS = {
    "name": ("ho va ten", "ho ten", "ten", "ca nhan", "tap the", "ten tap the", "ho va ten ten tap the", "doi tuong", "ten ca nhan tap the"),
    "code": ("ma can bo", "ma so", "ma nhan vien", "so hieu", "ma", "so hieu cong chuc"),
    "number": ("so dinh danh", "so dinh danh ca nhan", "cccd", "so cccd", "cmnd", "so cmnd", "cccd cmnd", "can cuoc", "so can cuoc"),
    "award": ("danh hieu", "hinh thuc", "hinh thuc khen thuong", "danh hieu thi dua", "danh hieu hinh thuc", "danh hieu hinh thuc khen thuong", "de nghi", "danh hieu de nghi"),
    "year": ("nam", "nam xet", "nam thanh tich", "nam de nghi"),
    "unit": ("don vi", "don vi cong tac", "noi cong tac", "chuc vu don vi cong tac", "chuc vu don vi"),
    "born": ("ngay sinh", "nam sinh", "sinh ngay"),
    "skip": ("stt", "tt", "so tt", "ghi chu", "chuc vu"),
}  # fmt: skip
HEAD_OF = {word: field for field, words in HEADS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Typed:
    """One line as it was given."""

    name: str = ""
    code: str = ""
    number: str = ""
    award: str = ""
    year: int | None = None
    unit: str = ""
    born: date | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.code or self.number)


AwardReader = Callable[[str], str | None]


def read_lines(text: str, award_of: AwardReader) -> list[Typed]:
    """All nominees of the text, in its order. `award_of` knows an award's key by its words."""
    lines = [_cells(line) for line in nfc(text).splitlines() if line.strip()]
    if not lines:
        return []
    heads = _heads(lines[0])
    if heads:
        read = [_by_heads(cells, heads) for cells in lines[1:]]
    else:
        read = [_by_look(cells, award_of) for cells in lines]
    return [one for one in read if not one.is_empty]


def _cells(line: str) -> list[str]:
    return [" ".join(cell.split()) for cell in PARTS.split(line.strip("\r\n"))]


def _heads(cells: Sequence[str]) -> dict[int, str]:
    """Which column is which; nothing unless a name, a code or a number is among them."""
    found = {
        place: HEAD_OF[key]
        for place, cell in enumerate(cells)
        if (key := name_key(cell)) in HEAD_OF
    }
    return found if {"name", "code", "number"} & set(found.values()) else {}


def _by_heads(cells: Sequence[str], heads: Mapping[int, str]) -> Typed:
    told = {heads[place]: cell for place, cell in enumerate(cells) if place in heads and cell}
    return Typed(
        name=told.get("name", ""),
        code=told.get("code", ""),
        number=_digits(told.get("number", "")),
        award=told.get("award", ""),
        year=_year(told.get("year", "")),
        unit=told.get("unit", ""),
        born=_day(told.get("born", "")),
    )


@dataclass(slots=True)
class _Look:
    """What the cells of a line without heads turned out to be, one after the other."""

    known: Typed = field(default_factory=Typed)

    def take(self, cell: str, first: bool, award_of: AwardReader) -> None:
        known = self.known
        if not cell or (first and ORDER.fullmatch(cell)):
            return
        if NUMBER.fullmatch(cell.replace(" ", "")) and not known.number:
            self.known = replace(known, number=_digits(cell))
        elif YEAR.fullmatch(cell):
            self.known = replace(known, year=int(cell))
        elif (born := _day(cell)) and known.born is None:
            self.known = replace(known, born=born)
        elif not known.award and award_of(cell):
            self.known = replace(known, award=cell)
        elif CODE.fullmatch(cell) and not known.code:
            self.known = replace(known, code=cell)
        elif not known.name:
            self.known = replace(known, name=cell)
        elif not known.unit:
            self.known = replace(known, unit=cell)


def _by_look(cells: Sequence[str], award_of: AwardReader) -> Typed:
    look = _Look()
    for place, cell in enumerate(cells):
        look.take(cell, place == 0 and len(cells) > 1, award_of)
    return look.known


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _year(text: str) -> int | None:
    match = YEAR.search(text)
    return int(match.group()) if match else None


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


# Awards by the words of the office

SHORT = {
    "ldtt": "advanced_worker",
    "lao dong tien tien": "advanced_worker",
    "chien si tien tien": "advanced_soldier",
    "cstt": "advanced_soldier",
    "cstdcs": "grassroots_emulation_fighter",
    "cstd cs": "grassroots_emulation_fighter",
    "cstd co so": "grassroots_emulation_fighter",
    "cstd tinh": "provincial_emulation_fighter",
    "cstd cap tinh": "provincial_emulation_fighter",
    "chien si thi dua cap tinh": "provincial_emulation_fighter",
    "chien si thi dua tinh": "provincial_emulation_fighter",
    "cstdt": "provincial_emulation_fighter",
    "cstdtq": "national_emulation_fighter",
    "cstd toan quoc": "national_emulation_fighter",
    "ttldtt": "advanced_labor_collective",
    "tt ldtt": "advanced_labor_collective",
    "ttldxs": "excellent_labor_collective",
    "tt ldxs": "excellent_labor_collective",
    "bk": "provincial_merit_certificate",
    "bk tinh": "provincial_merit_certificate",
    "bk ubnd tinh": "provincial_merit_certificate",
    "bang khen": "provincial_merit_certificate",
    "bang khen ubnd tinh": "provincial_merit_certificate",
    "bang khen cua ubnd tinh": "provincial_merit_certificate",
    "bang khen chu tich ubnd tinh": "provincial_merit_certificate",
    "bang khen cua chu tich ubnd tinh": "provincial_merit_certificate",
    "bang khen tinh": "provincial_merit_certificate",
    "bk ttg": "pm_merit_certificate",
    "bk ttcp": "pm_merit_certificate",
    "bang khen ttg": "pm_merit_certificate",
    "bang khen thu tuong": "pm_merit_certificate",
    "bang khen thu tuong chinh phu": "pm_merit_certificate",
    "bang khen cua thu tuong chinh phu": "pm_merit_certificate",
    "hcld hang ba": "labor_order_third",
    "hcld 3": "labor_order_third",
    "hcld hang nhi": "labor_order_second",
    "hcld hang nhat": "labor_order_first",
    "gk": "commendation_letter",
    "giay khen": "commendation_letter",
    "co ubnd tinh": "provincial_emulation_flag",
    "co thi dua ubnd tinh": "provincial_emulation_flag",
    "co thi dua cua ubnd tinh": "provincial_emulation_flag",
    "co cp": "government_emulation_flag",
    "co chinh phu": "government_emulation_flag",
    "co thi dua chinh phu": "government_emulation_flag",
    "gdvh": "cultural_family",
}
LIKE = 0.9


def award_reader(awards: Iterable[Award], day: date) -> AwardReader:
    """Knows awards by their names of any time, by the short words of the office, one slip allowed."""
    known: dict[str, str] = {}
    for award in awards:
        for name in (award.name, award.name_on(day), *(name for _until, name in award.names)):
            known.setdefault(name_key(name), award.key)
            known.setdefault(name_key(re.sub(r"\(.*?\)", "", name)), award.key)
    keys = {award.key for award in awards}
    known |= {word: key for word, key in SHORT.items() if key in keys}
    kept: dict[str, str | None] = {}

    def read(words: str) -> str | None:
        folded = name_key(words)
        if folded not in kept:
            near = [] if folded in known else get_close_matches(folded, known, 1, LIKE)
            kept[folded] = known.get(folded) or (known[near[0]] if near else None)
        return kept[folded]

    return read
