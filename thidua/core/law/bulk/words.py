"""Years as bits: what is known of one subject, as 64-bit words under keys.

Bit 0 is the latest year, so that a chain that ends in a year and reaches back is a run of bits that
begins at one bit and goes up: it is found by a single addition that carries through the run.
A second word of the same key, marked far, holds the 62 years before.

Keys: `a:<award>:<type>:<years from merit to decision>`, `r:<rating>`,
`i:<kind>:<scope>:<award it served>`, `m:<merit as JSON>`, `b:<kind of absence>`, `o:<open case>`,
`k` (which lists are known). A second award or initiative of one key and year stands under `…#1`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from thidua.core.law.facts import (
    Absence,
    AwardHeld,
    Discipline,
    Facts,
    Initiative,
    Merit,
    PostHeld,
    Rating,
)
from thidua.core.law.model import LawError

WIDTH = 62  # the sign and one bit for the carry stay free
LAST = 2040
FIRST = LAST - WIDTH + 1
FAR_LAST = FIRST - 1
FAR_FIRST = FAR_LAST - WIDTH + 1
EVERY_YEAR = (1 << WIDTH) - 1

FAR = "~"
KNOWN = "k"
NO_YEAR = "m?"  # merits without a year

# Bits of the word under KNOWN: lists that are known, then what is to be looked up elsewhere.
LISTS = ("awards", "ratings", "initiatives", "discipline", "open_cases", "merit", "posts")
KNOWS: Mapping[str, int] = {name: 1 << place for place, name in enumerate(LISTS)}
HAS_DISCIPLINE = 1 << 8
HAS_POSTS = 1 << 9
HAS_FAR = 1 << 10
HAS_MERIT = 1 << 11
HAS_INITIATIVES = 1 << 12
HAS_ABSENCES = 1 << 13
HAS_OPEN_CASES = 1 << 14

MERIT_FIELDS = tuple(one.name for one in fields(Merit) if one.name not in ("year", "text"))


def bit_of(year: int) -> int:
    return LAST - year


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one subject: words of years, and the spans that words cannot hold."""

    words: Mapping[str, int]
    discipline: tuple[Discipline, ...] = ()
    posts: tuple[PostHeld, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A key taken apart."""

    text: str
    fact: str
    parts: tuple[str, ...]
    nth: int = 0
    is_far: bool = False


def key_of(text: str) -> Key:
    plain = text.removeprefix(FAR)
    fact, _, rest = plain.partition(":")
    if fact in ("m", NO_YEAR):
        return Key(text, fact, (rest,), 0, plain != text)
    rest, _, nth = rest.partition("#")
    return Key(text, fact, tuple(rest.split(":")), int(nth or 0), plain != text)


# From facts to words


def known_of(facts: Facts, posts: tuple[PostHeld, ...] | None = None) -> Known:
    """What is known, as words. Raises LawError for a year no word holds."""
    words: Counter[str] = Counter()
    for text, year in _dated(facts):
        _put(words, text, year)
    for one in facts.open_cases or ():
        words[f"o:{one}"] = 1
    words[KNOWN] = flags_of(facts, posts) | (HAS_FAR if _any_far(words) else 0)
    return Known(dict(words), facts.discipline or (), posts or ())


def _any_far(words: Iterable[str]) -> bool:
    return any(text.startswith(FAR) for text in words)


def flags_of(facts: Facts, posts: tuple[PostHeld, ...] | None) -> int:
    lists = {name: posts if name == "posts" else getattr(facts, name) for name in LISTS}
    known = sum(KNOWS[name] for name, rows in lists.items() if rows is not None)
    return (
        known
        | (HAS_DISCIPLINE if facts.discipline else 0)
        | (HAS_POSTS if posts else 0)
        | (HAS_MERIT if facts.merit else 0)
        | (HAS_INITIATIVES if facts.initiatives else 0)
        | (HAS_ABSENCES if facts.absences else 0)
        | (HAS_OPEN_CASES if facts.open_cases else 0)
    )


def _dated(facts: Facts) -> Iterable[tuple[str, int]]:
    for award in facts.awards or ():
        yield award_key(award), award.year
    for rating in facts.ratings or ():
        yield f"r:{rating.rating}", rating.year
    for one in facts.initiatives or ():
        yield f"i:{one.kind}:{one.scope}:{one.used_for or ''}", one.year
    for merit in facts.merit or ():
        yield merit_key(merit), merit.year if merit.year is not None else LAST
    for absence in facts.absences or ():
        for year in range(max(absence.since.year, FAR_FIRST), min(absence.until.year, LAST) + 1):
            yield f"b:{absence.kind}", year


def award_key(award: AwardHeld) -> str:
    gap = "" if award.decided is None else str(award.decided.year - award.year)
    return f"a:{award.award}:{award.type or ''}:{gap}"


def merit_key(merit: Merit) -> str:
    told = [getattr(merit, name) for name in MERIT_FIELDS]
    while told and told[-1] is None:
        told.pop()
    fact = "m" if merit.year is not None else NO_YEAR
    return f"{fact}:{json.dumps(told, ensure_ascii=False, separators=(',', ':'))}"


def _put(words: Counter[str], text: str, year: int) -> None:
    prefix, place = place_of(year)
    bit = 1 << place
    text = prefix + text
    nth, key = 0, text
    while words[key] & bit and text.lstrip(FAR)[0] in "ai":
        nth += 1
        key = f"{text}#{nth}"
    words[key] |= bit


def place_of(year: int) -> tuple[str, int]:
    """The prefix of the key and the bit of a year."""
    if FIRST <= year <= LAST:
        return "", LAST - year
    if FAR_FIRST <= year <= FAR_LAST:
        return FAR, FAR_LAST - year
    raise LawError(f"Năm {year} nằm ngoài khoảng {FAR_FIRST} đến {LAST}.")


# From words to facts


def facts_of(known: Known) -> tuple[Facts, tuple[PostHeld, ...] | None]:
    """The facts again, as the judge of one case reads them; days are years' ends where only years
    were kept, which is all that any rule asks of them."""
    flags = known.words.get(KNOWN, 0)
    rows: dict[str, list[Any]] = {name: [] for name in (*LISTS, "absences")}
    for text, word in known.words.items():
        key = key_of(text)
        if key.fact in READERS:
            name, read = READERS[key.fact]
            rows[name] += [read(key, year) for year in years_of(word, far=key.is_far)]
    told: dict[str, Any] = {
        name: tuple(rows[name]) if flags & KNOWS[name] else None
        for name in LISTS
        if name not in ("posts", "discipline")
    }
    facts = Facts(
        **told,
        discipline=known.discipline if flags & KNOWS["discipline"] else None,
        absences=tuple(rows["absences"]),
    )
    return facts, known.posts if flags & KNOWS["posts"] else None


def years_of(word: int, *, far: bool = False) -> list[int]:
    last = FAR_LAST if far else LAST
    return [last - place for place in range(WIDTH) if word >> place & 1]


def _award(key: Key, year: int) -> AwardHeld:
    award, type_, gap = key.parts
    decided = date(year + int(gap), 12, 31) if gap else None
    return AwardHeld(award, year, decided, type_ or None)


def _initiative(key: Key, year: int) -> Initiative:
    kind, scope, used_for = key.parts
    return Initiative(year, scope, kind, used_for or None)


def merit_of(key: Key, year: int | None) -> Merit:
    told = dict(zip(MERIT_FIELDS, json.loads(key.parts[0]), strict=False))
    return Merit(year=year, **told)


READERS: Mapping[str, tuple[str, Any]] = {
    "a": ("awards", _award),
    "r": ("ratings", lambda key, year: Rating(year, key.parts[0])),
    "i": ("initiatives", _initiative),
    "m": ("merit", merit_of),
    NO_YEAR: ("merit", lambda key, year: merit_of(key, None)),
    "o": ("open_cases", lambda key, year: key.parts[0]),
    "b": (
        "absences",
        lambda key, year: Absence(key.parts[0], date(year, 1, 1), date(year, 12, 31)),
    ),
}
