"""Cards by word, asked of each engine in its own way; the same cards in the same order from both.

A `Wanted` is a conjunction of choices of terms within one kind. The first 200 by age are taken and
arranged in Python: to sort a whole match by rank costs seconds where a name is common.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from django.db import connection, transaction

from thidua.base.finding.indexes import LEXEMES
from thidua.base.finding.questions import AnyOf
from thidua.base.finding.ranking import Found
from thidua.base.finding.terms import KIND, pair

TAKEN = 200
COUNTED = 1_000  # beyond, the page says "hơn 1.000"
COLUMNS = "id, kind, object_id, folded, spelt, words"
# PostgreSQL either fetches all matches by its index and takes the oldest, or walks along the table
# until it has met 200: quicker where they stand close. Microseconds, measured.
FETCHING, WALKING = 1.3, 0.6
FIRST_STEP = 10_000
MOST_PAIRS = 200
Params = list[Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Cards of a kind: one of each choice of words stands on them, and one of each limit."""

    kind: str
    words: tuple[AnyOf, ...]
    limits: tuple[AnyOf, ...] = ()
    in_pairs: bool = False
    is_counted: bool = True  # False: it is known that there are more than are counted

    @property
    def choices(self) -> tuple[AnyOf, ...]:
        return (*self.words, *self.limits)

    def choices_by_index(self, known: Mapping[str, int]) -> tuple[AnyOf, ...]:
        """The same demand in as short lists of cards as there are."""
        words = paired(self.words, known) if self.in_pairs else self.words
        return (*words, *self.limits)


def paired(choices: Sequence[AnyOf], known: Mapping[str, int]) -> Sequence[AnyOf]:
    """Each choice together with the rarest one; long ones stay by themselves."""
    if len(choices) < 2:
        return choices
    rarest = min(choices, key=lambda choice: (_cards(choice, known), choice))
    others = [choice for choice in choices if choice is not rarest]
    return [
        tuple(dict.fromkeys(pair(a, b) for a in rarest for b in other if a != b)) or other
        if len(rarest) * len(other) <= MOST_PAIRS
        else other
        for other in others
    ] + ([rarest] if len(rarest) * max(map(len, others)) > MOST_PAIRS else [])


def _cards(choice: AnyOf, known: Mapping[str, int]) -> int:
    return sum(known.get(term, 0) for term in choice)


@dataclass(frozen=True, slots=True)
class Match:
    """The first cards of a kind, and how many there are (counted up to 1,001)."""

    cards: list[Found]
    count: int


def by_words(wanted: Sequence[Wanted], known: Mapping[str, int]) -> dict[str, Match]:
    """Of each kind the first cards on which all choices stand. `known`: cards of a term, roughly."""
    asked = [one for one in wanted if all(one.choices)]  # who may see nothing, finds nothing
    nothing = {one.kind: Match([], 0) for one in wanted}
    if not asked:
        return nothing
    ask = _sqlite if connection.vendor == "sqlite" else _postgresql
    return nothing | ask(asked, known)


def by_name(statements: Iterable[tuple[str, Params]]) -> list[Found]:
    """Several selections of cards in one trip."""
    parts = list(statements)
    if not parts:
        return []
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part" for part, _ in parts)
    return [Found(*row) for row in _rows(sql, [value for _, values in parts for value in values])]


def bytewise(column: str) -> str:
    """A text column in byte order, as its index has it."""
    return f'{column} COLLATE "C"' if connection.vendor == "postgresql" else column


def holds(choices: Iterable[AnyOf]) -> tuple[str, Params]:
    """The same demand on a card already at hand, without an index."""
    parts, values = [], []
    for choice in choices:
        parts.append("(" + " OR ".join(["words LIKE %s ESCAPE '!'"] * len(choice)) + ")")
        values += [f"% {_escaped(term)} %" for term in choice]
    return " AND ".join(parts) or "1 = 1", values


def _escaped(term: str) -> str:
    return term.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _rows(sql: str, values: Params) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


# ---- SQLite ----


def _sqlite(wanted: Sequence[Wanted], known: Mapping[str, int]) -> dict[str, Match]:
    columns = ", ".join(f"c.{name}" for name in COLUMNS.split(", "))
    source = (
        # CROSS: the planner of SQLite keeps to this order and begins with the words.
        "FROM finding_words CROSS JOIN finding_card c ON c.id = finding_words.rowid "
        "WHERE finding_words MATCH %s AND c.kind = %s"
    )
    counting = f"(SELECT count(*) FROM (SELECT 1 {source} LIMIT {COUNTED + 1}))"
    parts, values = [], []
    for one in wanted:
        counted = counting if one.is_counted else str(COUNTED + 1)
        parts.append(
            f"SELECT {columns}, {counted} AS counted "
            f"{source} ORDER BY finding_words.rowid LIMIT {TAKEN}"
        )
        values += [_fts(one, known), one.kind] * (2 if one.is_counted else 1)
    return _matches(wanted, parts, values)


def _fts(one: Wanted, known: Mapping[str, int]) -> str:
    return " AND ".join(
        "(" + " OR ".join(f'"{term}"' for term in choice) + ")" for choice in _with_kind(one, known)
    )


def _with_kind(one: Wanted, known: Mapping[str, int]) -> list[AnyOf]:
    """The kind is asked of the index only where it narrows: its list of cards may be the longest."""
    choices = list(one.choices_by_index(known))
    kind = KIND + one.kind
    narrows = known.get(kind, 0) < max(known.values(), default=0) / 4
    return [*choices, (kind,)] if narrows or not choices else choices


def _matches(wanted: Sequence[Wanted], parts: list[str], values: Params) -> dict[str, Match]:
    found = {one.kind: Match([], 0) for one in wanted}
    if not parts:
        return found
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part" for part in parts)
    for *row, counted in _rows(sql, values):
        card = Found(*row)
        found[card.kind] = Match([*found[card.kind].cards, card], counted)
    return found


# ---- PostgreSQL ----


def _postgresql(wanted: Sequence[Wanted], known: Mapping[str, int]) -> dict[str, Match]:
    everything = max(sum(known.get(KIND + kind, 0) for kind in {one.kind for one in wanted}), 1)
    close = [one for one in wanted if _stand_close(_share(one, known), everything)]
    with transaction.atomic():
        # The planner takes the index of words for dearer than it is, and reads the whole table.
        _execute("SET LOCAL enable_seqscan = off")
        found = _gathered([one for one in wanted if one not in close], known)
        for one in close:
            found[one.kind] = _walked(one, known, everything)
    return found


def _share(one: Wanted, known: Mapping[str, int]) -> float:
    """Of the cards of the kind, as if words fell on them independently."""
    everything = known.get(KIND + one.kind, 0) or 1
    return prod(min(1.0, _cards(choice, known) / everything) for choice in one.choices)


def _stand_close(share: float, everything: int) -> bool:
    return share > 0 and TAKEN / share * WALKING < share * everything * FETCHING


def _gathered(wanted: Sequence[Wanted], known: Mapping[str, int]) -> dict[str, Match]:
    parts, values = [], []
    for one in wanted:
        parts.append(
            f"WITH m AS MATERIALIZED (SELECT id FROM finding_card "
            f"WHERE {LEXEMES} @@ %s::tsquery AND kind = %s) "
            f"SELECT {COLUMNS}, (SELECT least(count(*), {COUNTED + 1}) FROM m) AS counted "
            f"FROM finding_card WHERE id = ANY(ARRAY(SELECT id FROM m ORDER BY id LIMIT {TAKEN})) "
            "ORDER BY id"
        )
        values += [_tsquery(one, known), one.kind]
    return _matches(wanted, parts, values)


def _tsquery(one: Wanted, known: Mapping[str, int]) -> str:
    return " & ".join(
        "(" + " | ".join(f"'{term}'" for term in choice) + ")" for choice in _with_kind(one, known)
    )


def _walked(one: Wanted, known: Mapping[str, int], everything: int) -> Match:
    """Along the table by age, in growing steps, as long as it pays."""
    condition, values = holds(one.choices)
    ((last,),) = _rows("SELECT coalesce(max(id), 0) FROM finding_card", [])
    cards: list[Found] = []
    start, step = 0, FIRST_STEP
    while len(cards) < TAKEN and start < last:
        if start and not _stand_close(len(cards) / start, everything):
            return _gathered([one], known)[one.kind]
        rows = _rows(
            f"SELECT {COLUMNS} FROM finding_card WHERE id > %s AND id <= %s AND kind = %s "
            f"AND {condition} ORDER BY id LIMIT {TAKEN - len(cards)}",
            [start, start + step, one.kind, *values],
        )
        cards += [Found(*row) for row in rows]
        start, step = start + step, step * 2
    return Match(cards, _counted(one, known) if one.is_counted else COUNTED + 1)


def _counted(one: Wanted, known: Mapping[str, int]) -> int:
    ((counted,),) = _rows(
        f"SELECT count(*) FROM (SELECT 1 FROM finding_card WHERE {LEXEMES} @@ %s::tsquery "
        f"AND kind = %s LIMIT {COUNTED + 1}) AS few",
        [_tsquery(one, known), one.kind],
    )
    return int(counted)
