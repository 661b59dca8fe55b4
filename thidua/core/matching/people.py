"""How likely two records are of one person, with the reasons in words. People decide."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from thidua.core.text import fold, name_key

SURE = 100  # identity as the office means it: nothing left to ask
PROPOSED = 50  # worth a person's look


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of one record; empty where nothing is. `born_year` where the day is not."""

    name: str
    numbers: Collection[str] = ()  # blind or plain, both sides alike
    staff_code: str = ""
    born: date | None = None
    born_year: int | None = None
    units: Collection[int] = ()  # the unit with those it stands in the place of
    hometown: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    score: int
    reasons: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


def likeness(one: Traits, other: Traits) -> Likeness:
    """Points that speak for and against, each with its words; 0 to 200."""
    found = [
        part
        for part in (
            _numbers(one, other),
            _staff_code(one, other),
            _names(one, other),
            _birth(one, other),
            _units(one, other),
            _hometown(one, other),
            _gender(one, other),
        )
        if part is not None
    ]
    score = sum(points for points, _ in found)
    return Likeness(max(0, min(score, 200)), tuple(words for _, words in found))


Part = tuple[int, str] | None


def _numbers(one: Traits, other: Traits) -> Part:
    if set(one.numbers) & set(other.numbers):
        return 100, "cùng số định danh hoặc số chứng minh"
    return None


def _staff_code(one: Traits, other: Traits) -> Part:
    if not one.staff_code or not other.staff_code:
        return None
    if fold(one.staff_code) == fold(other.staff_code):
        return 70, "cùng mã cán bộ"
    return -20, "khác mã cán bộ"


def _names(one: Traits, other: Traits) -> tuple[int, str]:
    if fold(one.name) == fold(other.name) and one.name.casefold() == other.name.casefold():
        return 30, "cùng họ tên"
    if name_key(one.name) == name_key(other.name):
        return 25, "cùng họ tên khi bỏ dấu"
    return -30, "khác họ tên"


def _birth(one: Traits, other: Traits) -> Part:
    if one.born and other.born:
        if one.born == other.born:
            return 50, "cùng ngày sinh"
        if (one.born.year, one.born.month, one.born.day) == (
            other.born.year, other.born.day, other.born.month,
        ):  # fmt: skip
            return 20, "ngày và tháng sinh đổi chỗ nhau"
        return -60, "khác ngày sinh"
    years = (one.born_year, other.born_year)
    if None in years:
        return None
    return (20, "cùng năm sinh") if years[0] == years[1] else (-40, "khác năm sinh")


def _units(one: Traits, other: Traits) -> Part:
    if not one.units or not other.units:
        return None
    return (20, "cùng đơn vị (kể cả đơn vị cũ)") if set(one.units) & set(other.units) else None


def _hometown(one: Traits, other: Traits) -> Part:
    if one.hometown and name_key(one.hometown) == name_key(other.hometown):
        return 20, "cùng quê quán"
    return None


def _gender(one: Traits, other: Traits) -> Part:
    if one.gender and other.gender and one.gender != other.gender:
        return -50, "khác giới tính"
    return None
