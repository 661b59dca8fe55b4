"""Years per holder as words, for judging many at once; written with the facts they are made of.

The words hold what is known from a day on (SETTLED): no recorded fact begins, ends or is decided
later. Lists known only because somebody looked carry the day of the oldest look (LOOKED). Asked
about an earlier day, or when that look has aged, the facts themselves are to be read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from thidua.base.jobs import Progress, job
from thidua.core.law.bulk.packing import pack, unpack
from thidua.core.law.bulk.words import FAR_FIRST, HAS_FAR, KNOWN, LAST, known_of
from thidua.core.law.facts import Facts, PostHeld, Subject
from thidua.subjects.register.enums import BEGINNING, FOREVER, Fact
from thidua.subjects.register.models import Holder, WordKey, YearWords
from thidua.subjects.register.selectors.clusters import whole_clusters
from thidua.subjects.register.selectors.factrows import FactRow, fact_rows
from thidua.subjects.register.selectors.facts import known_of_many

SETTLED = "settled"  # a day as a number
LOOKED = "looked"
SUBJECT = "s"  # "s:<kind>:<variant>:<gender>:<1: retires later>"
AT_ONCE = 500
YEARLY = (Fact.RATINGS, Fact.MERIT)
DECIDED = ("award", Fact.INITIATIVES)
BEGUN = (Fact.DISCIPLINE, Fact.ABSENCES, Fact.POSTS, Fact.OPEN_CASES, "act")


def refresh(holder_ids: Iterable[int]) -> None:
    """Bring the words of these holders, and of whom they stand for, in step with the facts."""
    ids = sorted(set(holder_ids))
    for start in range(0, len(ids), AT_ONCE):
        _refresh(ids[start : start + AT_ONCE])


@transaction.atomic
def _refresh(ids: list[int]) -> None:
    standing = whole_clusters(ids)
    words = words_of(standing)
    numbers = _numbers({key for one in words.values() for key in one})
    YearWords.objects.bulk_create(
        [
            YearWords(holder_id=id_, packed=pack(words[root], numbers))
            for id_, root in standing.items()
        ],
        update_conflicts=True,
        unique_fields=["holder"],
        update_fields=["packed"],
    )


def _numbers(keys: set[str]) -> dict[str, int]:
    """Asked afresh each time: a key remembered from a transaction undone would be a lie."""
    known = dict(WordKey.objects.filter(text__in=keys).values_list("text", "pk"))
    missing = sorted(keys - known.keys())
    if missing:
        WordKey.objects.bulk_create([WordKey(text=one) for one in missing], ignore_conflicts=True)
        known.update(WordKey.objects.filter(text__in=missing).values_list("text", "pk"))
    return known


def key_texts() -> dict[int, str]:
    return dict(WordKey.objects.values_list("pk", "text"))


# The words of holders


def words_of(standing: Mapping[int, int]) -> dict[int, dict[str, int]]:
    """Holder that stands → its words; `standing` as `whole_clusters` gives it."""
    rows: dict[int, list[FactRow]] = defaultdict(list)
    for row in fact_rows(standing):
        rows[standing[row.holder]].append(row)
    settled = {root: max(_days_of(own), default=BEGINNING) for root, own in rows.items()}
    known = known_of_many(rows, day=max(settled.values(), default=BEGINNING))
    return {
        root: _words(*known[root], rows[root]) | {SETTLED: settled[root].toordinal()}
        for root in rows
    }


def _days_of(rows: Iterable[FactRow]) -> Iterator[date]:
    """The days on which something recorded comes to count, or ceases to."""
    for row in rows:
        if row.fact in (*YEARLY, *DECIDED) and row.year:
            yield date(min(max(row.year, 1), 9999), 1, 1)
        if row.fact in (*DECIDED, *BEGUN) and row.since:
            yield row.since
        if row.fact == Fact.OPEN_CASES and row.until and row.until < FOREVER:
            yield row.until


def _words(subject: Subject, facts: Facts, rows: list[FactRow]) -> dict[str, int]:
    looked = {row.key: row.since for row in rows if row.fact == "checked" and row.since}
    only_looked = looked.keys() - {row.fact for row in rows}
    none: dict[str, Any] = {name: () for name in only_looked if getattr(facts, name, 1) is None}
    facts = replace(facts, **none)
    posts = () if subject.posts is None and Fact.POSTS in only_looked else subject.posts
    words = words_of_facts(facts, posts)
    oldest = min((looked[name] for name in only_looked), default=FOREVER)
    return words | subject_words(subject) | {LOOKED: oldest.toordinal()}


def words_of_facts(facts: Facts, posts: tuple[PostHeld, ...] | None) -> dict[str, int]:
    """Without what lies in years no word holds: whoever has such is marked, and judged singly."""
    known = _within_words(facts)
    words = dict(known_of(known, posts).words)
    if known is not facts:
        words[KNOWN] |= HAS_FAR
    return words


def _within_words(facts: Facts) -> Facts:

    def kept(name: str) -> bool:
        years = [one.year for one in getattr(facts, name) or () if one.year is not None]
        return all(FAR_FIRST <= year <= LAST for year in years)

    names = ("awards", "ratings", "initiatives", "merit")
    beyond: dict[str, Any] = {name: () for name in names if not kept(name)}
    return replace(facts, **beyond) if beyond else facts


def subject_words(subject: Subject) -> dict[str, int]:
    """Who it is, as a key; the word is the day of founding, 1 for none."""
    later = "1" if subject.higher_retirement_age else ""
    key = f"{SUBJECT}:{subject.kind}:{subject.variant}:{subject.gender or ''}:{later}"
    return {key: subject.founded.toordinal() if subject.founded else 1}


# Anew, and whether they are in step


def rebuild(progress: Progress | None = None) -> int:
    """The words of every holder anew, in parts; may be broken off and begun again."""
    total = Holder.objects.count()
    done, last = 0, 0
    while True:
        ids = list(
            Holder.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
        )
        if not ids:
            return done
        _refresh(ids)
        done, last = done + len(ids), ids[-1]
        if progress is not None:
            progress.update(done, total, "Tính lại dữ liệu xét hàng loạt")


@job("register.rebuild_words", title="Tính lại dữ liệu xét hàng loạt")
def rebuild_words(progress: Progress) -> None:
    done = rebuild(progress)
    progress.result(f"Đã tính lại cho {done} người, tập thể.")


def out_of_step(ids: Iterable[int]) -> list[int]:
    """Holders whose words are not those of their facts."""
    standing = whole_clusters(ids)
    texts, right = key_texts(), words_of(standing)
    stored = dict(YearWords.objects.filter(pk__in=standing).values_list("pk", "packed"))
    return sorted(
        id_
        for id_, root in standing.items()
        if id_ not in stored or unpack(bytes(stored[id_]), texts) != right[root]
    )
