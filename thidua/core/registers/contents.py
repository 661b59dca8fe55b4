"""What a column is, told by what stands in it, where its title says nothing."""

import itertools
import re
from collections.abc import Callable, Sequence

from thidua.core.registers.awards import AwardNames
from thidua.core.registers.choices import RATINGS, choose, is_blank, is_ditto, read_gender
from thidua.core.registers.days import read_day
from thidua.core.registers.decisions import read_decision
from thidua.core.registers.people import (
    looks_like_name,
    looks_like_post,
    looks_like_unit,
    read_citizen_number,
)

ENOUGH = 0.6
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")


def guess_contents(sample: Sequence[str], awards: AwardNames) -> tuple[str, float]:
    """The use most cells agree on, and the share that does; "" when none is plain."""
    told = [text for text in sample if not is_blank(text) and not is_ditto(text)]
    if not told:
        return "", 0.0
    if _is_count(told):
        return "ordinal", 1.0
    for use, test in _tests(awards):
        share = sum(map(test, told)) / len(told)
        if share >= ENOUGH:
            return _settled(use, told), share
    return "", 0.0


def _tests(awards: AwardNames) -> list[tuple[str, Callable[[str], bool]]]:
    return [
        ("year", lambda text: bool(_YEAR.fullmatch(text))),
        ("gender", _reads(read_gender)),
        ("citizen_number", _reads(read_citizen_number)),
        ("award", lambda text: any(one.key or one.candidates for one in awards.read(text))),
        ("decision", lambda text: "/" in (found := read_decision(text)).number and bool(found.day)),
        ("decision_number", lambda text: "/" in read_decision(text).number),
        ("day", _reads(read_day)),
        ("rating", lambda text: len(text) < 40 and choose(text, RATINGS) is not None),
        ("unit", looks_like_unit),
        ("post", looks_like_post),
        ("name", lambda text: looks_like_name(text) and len(text) < 40),
    ]


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def test(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return test


def _is_count(told: Sequence[str]) -> bool:
    numbers = [text.removesuffix(".0") for text in told[:20]]
    return len(numbers) > 1 and all(number.isdigit() for number in numbers) and all(
        int(later) - int(one) == 1 for one, later in itertools.pairwise(numbers)
    ) and int(numbers[0]) < 1900  # fmt: skip


def _settled(use: str, told: Sequence[str]) -> str:
    if use == "year":
        return _year_or_birth(told)
    if use == "day":
        years = sorted(read_day(text).day.year for text in told if _reads(read_day)(text))
        return "born" if years[len(years) // 2] < 2000 else "decided"
    return use


def _year_or_birth(told: Sequence[str]) -> str:
    years = [int(text[:4]) for text in told if _YEAR.fullmatch(text)]
    return "born" if years and sorted(years)[len(years) // 2] < 2000 else "year"
