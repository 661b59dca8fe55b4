"""Rows of a history file: what each kind of row means, checked against the law's words.

Columns: person, fact, key, year, scope, kind, type, decided, from, to, extra (docs/phap-luat-hang-loat.md).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
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
from thidua.core.law.law import Law
from thidua.core.law.model import LawError

Row = Mapping[str, Any]
LIST_OF = {
    "award": "awards",
    "rating": "ratings",
    "initiative": "initiatives",
    "discipline": "discipline",
    "open_case": "open_cases",
    "absence": "absences",
    "post": "posts",
    "merit": "merit",
}
MERIT_TEXTS = ("organiser", "occasion", "rewarded_by", "topic")
MERIT_NUMBERS = ("movement_years", "years")


class FileError(LawError):
    """A file that cannot be judged as it stands, in words that say where."""


def award_of(row: Row) -> AwardHeld:
    return AwardHeld(row["key"], row["year"], row.get("decided"), row.get("type") or None)


def rating_of(row: Row) -> Rating:
    return Rating(row["year"], row["key"])


def initiative_of(row: Row) -> Initiative:
    return Initiative(
        row["year"], row["scope"], row.get("kind") or "initiative", row.get("key") or None
    )


def merit_of(row: Row) -> Merit:
    extra = json.loads(row.get("extra") or "{}")
    chosen = extra.get("selected_among_leaders")
    more: dict[str, Any] = {name: extra.get(name) or None for name in MERIT_TEXTS}
    for name in MERIT_NUMBERS:
        more[name] = None if extra.get(name) is None else int(extra[name])
    return Merit(
        event=row["key"],
        year=row.get("year"),
        scope=row.get("scope") or None,
        selected_among_leaders=None if chosen is None else bool(chosen),
        **more,
    )


def discipline_of(row: Row) -> Discipline:
    return Discipline(row["key"], row["from"], row.get("to"))


def absence_of(row: Row) -> Absence:
    return Absence(row["key"], row["from"], row["to"])


def post_of(row: Row) -> PostHeld:
    return PostHeld(row["key"], row["from"], row.get("to"))


READ: Mapping[str, Any] = {
    "award": award_of,
    "rating": rating_of,
    "initiative": initiative_of,
    "merit": merit_of,
    "discipline": discipline_of,
    "absence": absence_of,
    "post": post_of,
    "open_case": lambda row: row["key"],
}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "award": ("key", "year"),
    "rating": ("key", "year"),
    "initiative": ("scope", "year"),
    "merit": ("key",),
    "discipline": ("key", "from"),
    "absence": ("key", "from", "to"),
    "post": ("key", "from"),
    "open_case": ("key",),
    "known": ("key",),
}


def fact_of(row: Row) -> Any:
    """The fact a row tells; FileError where a column it needs is empty."""
    for name in NEEDS[row["fact"]]:
        if row.get(name) in (None, ""):
            raise FileError(f"Dòng {row['fact']} của “{row['person']}”: cột {name} đang trống.")
    return READ[row["fact"]](row)


def facts_of_rows(rows: Iterable[Row]) -> tuple[Facts, tuple[PostHeld, ...] | None]:
    """What the rows of one person say; a list without a row is not known."""
    lists: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row["fact"] == "known":
            lists[list_named(row["key"])]
        else:
            lists[LIST_OF[row["fact"]]].append(fact_of(row))
    told: dict[str, Any] = {name: tuple(found) for name, found in lists.items()}
    posts = told.pop("posts", None)
    return Facts(**told), posts


def list_named(word: str) -> str:
    """A list under its own name or that of its rows: awards, award."""
    if word in LIST_OF.values():
        return word
    if word in LIST_OF:
        return LIST_OF[word]
    raise FileError(unknown_word("known", word, LIST_OF))


# Words


def words_for(law: Law) -> Mapping[tuple[str, str], frozenset[str]]:
    """(fact, column) → the words that may stand there."""
    words = law.vocabulary.words
    awards = frozenset(law.awards)
    lists = frozenset((*LIST_OF, *LIST_OF.values()))

    def named(kind: str) -> frozenset[str]:
        return frozenset(words.get(kind, ()))

    return {
        ("award", "key"): awards,
        ("award", "type"): named("commendation_types"),
        ("rating", "key"): named("ratings"),
        ("initiative", "key"): awards,
        ("initiative", "scope"): named("scopes"),
        ("initiative", "kind"): named("initiative_kinds"),
        ("merit", "key"): named("events"),
        ("merit", "scope"): named("scopes"),
        ("discipline", "key"): named("severities"),
        ("open_case", "key"): named("block_types"),
        ("absence", "key"): named("absence_kinds"),
        ("known", "key"): lists,
    }


def check_words(law: Law, seen: Iterable[tuple[str, str, str]]) -> None:
    """Every (fact, column, word) that occurs must be one the law data know."""
    known = words_for(law)
    for fact, column, word in seen:
        allowed = known.get((fact, column))
        if allowed and word not in allowed:
            raise FileError(f"{unknown_word(fact, word, allowed)} (cột {column})")


def unknown_word(fact: str, word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    hint = f", gần nhất là “{near[0]}”" if near else ""
    return f"Dòng {fact}: không có từ “{word}”{hint}"
