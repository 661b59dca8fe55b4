"""Which terms are known, on how many cards, and what a mistyped word may have meant."""

from collections.abc import Collection, Iterable

from django.db import connection

from thidua.base.finding.models import Shortened, Term
from thidua.base.finding.terms import may_slip
from thidua.core.text import is_one_slip, shortened

MOST_ENDINGS = 64
MOST_READINGS = 40
LAST_LETTER = "\U0010ffff"


def known_terms(terms: Iterable[str]) -> dict[str, int]:
    """Term → cards it stands on, for those that are known."""
    return dict(Term.objects.filter(term__in=set(terms)).values_list("term", "cards"))


def endings(beginning: str) -> dict[str, int]:
    """The commonest known words that begin so: what somebody still typing may be about to write."""
    condition, values = _begins(beginning)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT term, cards FROM finding_term WHERE {condition}", values)
        rows = cursor.fetchall()
    return dict(sorted(rows, key=_commonest)[:MOST_ENDINGS])


def _begins(beginning: str) -> tuple[str, list[str]]:
    if connection.vendor == "postgresql":
        return "term LIKE %s", [beginning.replace("_", r"\_") + "%"]
    return "term >= %s AND term < %s", [beginning, beginning + LAST_LETTER]


def readings(words: Collection[str]) -> dict[str, dict[str, int]]:
    """Of each word the known words one slip from it, the commonest first; itself not among them."""
    guessed = [word for word in words if may_slip(word)]
    lefts = {left for word in guessed for left in shortened(word)}
    near = dict(
        Shortened.objects.filter(left__in=lefts).values_list("term_id", "term__cards").distinct()
    )
    return {word: _near(word, near) for word in guessed}


def _near(word: str, candidates: dict[str, int]) -> dict[str, int]:
    rows = [(term, cards) for term, cards in candidates.items() if _may_mean(term, word)]
    return dict(sorted(rows, key=_commonest)[:MOST_READINGS])


def _may_mean(term: str, word: str) -> bool:
    return term != word and is_one_slip(term, word)


def _commonest(row: tuple[str, int]) -> tuple[int, str]:
    return -row[1], row[0]
