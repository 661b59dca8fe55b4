"""What the page of a person or collective shows, in a counted number of queries."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Model
from django.urls import reverse

from thidua.base import audit
from thidua.base.access import Actor, may
from thidua.core.text import format_date
from thidua.pages.register.awardline import award_line
from thidua.pages.register.factforms import SORT_OF, SORTS, Sort
from thidua.pages.register.forms import CheckForm, NumberForm
from thidua.pages.register.words import (
    award_words,
    decision_words,
    merit_words,
    partial_date,
    standing_words,
)
from thidua.pages.ui.parts import Event
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.register import trail
from thidua.subjects.register.awards import word_name
from thidua.subjects.register.enums import Fact, TransferState
from thidua.subjects.register.models import HeldPost, Holder, Merger, PersonNumber
from thidua.subjects.register.selectors.clusters import cluster_of, merged_into
from thidua.subjects.register.selectors.completeness import OF_PERSONS, known_lists
from thidua.subjects.register.selectors.counts import open_doubles
from thidua.subjects.register.selectors.lines import Line, entries_of, lines_of
from thidua.subjects.register.services.knowing import KINDS

EVENTS = 15
PRIVATE = frozenset({Fact.DISCIPLINE, Fact.OPEN_CASES})
WRITES = ("keep", "know", "record", "transfer", "merge")
RATING_MARKS = {"not_completed": "K", "completed": "HT", "good": "T", "excellent": "XS", "exceeds_targets": "V"}  # fmt: skip


def holder_page(actor: Actor, holder: Holder) -> dict[str, Any]:
    cluster = [holder.pk, *merged_into([holder.pk])[holder.pk]]
    lines = lines_of(entries_of(cluster))
    sees_private = bool(may(actor, "register.discipline.read", holder))
    facts = _facts(cluster, holder, sees_private)
    ratings = {row.year: RATING_MARKS.get(row.rating, "?") for row in facts[Fact.RATINGS]}
    posts = list(HeldPost.objects.filter(holder_id__in=cluster).order_by("-valid_from", "-pk"))
    counts = {fact: len(rows) for fact, rows in facts.items()} | {Fact.POSTS: len(posts)}
    known = [
        row
        for row in known_lists(holder, cluster, counts)
        if sees_private or row.fact not in PRIVATE
    ]
    sorts = [_shown_sort(SORT_OF[fact], rows, actor.day) for fact, rows in facts.items()]
    allowed = {verb: may(actor, f"register.{verb}", holder) for verb in WRITES}
    return {
        "holder": holder,
        "unit_name": names_on([holder.unit_id], actor.day).get(holder.unit_id, "")
        if holder.unit_id
        else "",
        "person": holder.person if holder.is_person else None,
        "born": _born(holder),
        "variant": word_name("variants", holder.variant) if holder.variant else "",
        "lines": [_shown_line(line, holder) for line in lines],
        "picture": award_line(lines, ratings, "/so-khen-thuong/dong/", actor.day.year - 1),
        "sorts": sorts,
        "empty_sorts": [part for part in sorts if not part["rows"]],
        "posts": posts,
        "known": known,
        "check_form": CheckForm(
            facts=[row.fact for row in known], initial={"day": actor.day}, prefix="dc"
        ),
        "numbers": list(PersonNumber.objects.filter(holder_id__in=cluster))
        if holder.is_person
        else [],
        "number_form": NumberForm(prefix=None),
        "may_see_number": may(actor, "register.number.read"),
        "doubles": _doubles(holder) if allowed["merge"] else [],
        "mergers": list(Merger.objects.filter(kept=holder, undone_at=None).select_related("gone")),
        "transfer": holder.transfers.filter(state=TransferState.OFFERED).first(),
        "may": allowed,
        "events": [_event(event) for event in audit.timeline(trail.thing(holder))[:EVENTS]],
    }


def _facts(cluster: list[int], holder: Holder, sees_private: bool) -> dict[Fact, list[Any]]:
    wanted = [
        fact
        for fact in KINDS
        if (sees_private or fact not in PRIVATE) and (holder.is_person or fact not in OF_PERSONS)
    ]
    return {
        fact: list(KINDS[fact].model._default_manager.filter(holder_id__in=cluster))
        for fact in wanted
    }


def _born(holder: Holder) -> str:
    if not holder.is_person:
        return format_date(holder.founded) if holder.founded else ""
    return partial_date(holder.person.born, holder.person.born_precision)


def _shown_line(line: Line, holder: Holder) -> dict[str, Any]:
    entry = line.entry
    return {
        "entry": entry,
        "award": award_words(entry),
        "year": merit_words(entry),
        "decision": decision_words(entry),
        "state": standing_words(entry),
        "certificate": line.certificate,
        "is_reissued": line.is_reissued,
        "is_corrected": bool(line.replaced),
        "of_double": entry.holder_id != holder.pk,
    }


def _shown_sort(sort: Sort, rows: Sequence[Any], day: date) -> dict[str, Any]:
    return {
        "sort": sort,
        "rows": [_shown_fact(sort, row, day) for row in rows],
        "is_private": sort.fact in PRIVATE,
    }


def _shown_fact(sort: Sort, row: Any, day: date) -> dict[str, Any]:
    words, note, state = FACT_WORDS[sort.fact](row, day)
    return {
        "words": words,
        "note": note,
        "state": state,
        "holder_id": row.holder_id,
        "pk": row.pk,
    }


def _rating(row: Any, day: date) -> tuple[str, str, str]:
    return f"{row.year}: {word_name('ratings', row.rating)}", row.source, ""


def _initiative(row: Any, day: date) -> tuple[str, str, str]:
    parts = [f"{row.year}", word_name("initiative_kinds", row.kind), f"phạm vi {word_name('scopes', row.scope)}"]  # fmt: skip
    if row.decision_number:
        parts.append(f"theo {row.decision_number}")
    if row.used_for:
        parts.append(f"đã dùng xét {word_name('awards', row.used_for)}")
    return row.title, ", ".join(parts), ""


def _between(words: str, row: Any) -> tuple[str, str]:
    until = f" đến hết {format_date(row.last_day)}" if row.last_day else ", chưa có ngày kết thúc"
    note = f"từ {format_date(row.valid_from)}{until}"
    return words, f"{note}. {row.source}".rstrip(". ")


def _discipline(row: Any, day: date) -> tuple[str, str, str]:
    running = row.valid_until > day
    state = "Đang hiệu lực kỷ luật" if running else "Hết hiệu lực kỷ luật"
    return (*_between(word_name("severities", row.kind), row), state)


def _case(row: Any, day: date) -> tuple[str, str, str]:
    words, note = _between(word_name("block_types", row.kind), row)
    state = "Đang xem xét" if row.valid_until > day else "Đã kết luận"
    return words, f"{note}. {row.conclusion}".rstrip(". "), state


def _absence(row: Any, day: date) -> tuple[str, str, str]:
    return (*_between(word_name("absence_kinds", row.kind), row), "")


def _merit(row: Any, day: date) -> tuple[str, str, str]:
    note = f"{row.year}, {word_name('events', row.event)}. {row.source}".rstrip(". ")
    return row.text, note, ""


FACT_WORDS = {
    Fact.RATINGS: _rating,
    Fact.INITIATIVES: _initiative,
    Fact.DISCIPLINE: _discipline,
    Fact.OPEN_CASES: _case,
    Fact.ABSENCES: _absence,
    Fact.MERIT: _merit,
}


def _doubles(holder: Holder) -> list[dict[str, Any]]:
    pairs = open_doubles().filter(one=holder) | open_doubles().filter(other=holder)
    rows = pairs.select_related("one", "other").order_by("-score")[:10]
    return [
        {
            "pair": pair,
            "other": pair.other if pair.one_id == holder.pk else pair.one,
            "reasons": ", ".join(pair.reasons),
        }
        for pair in rows
    ]


def _event(event: Any) -> Event:
    return Event(
        event.at, verb_words(event.verb), event.signature, paper=event.paper or event.reason
    )


def fact_row(sort: Sort, holder: Holder, row_id: int) -> Model | None:
    """A row of this holder or of a double merged into it."""
    rows = sort.model._default_manager.select_related("holder")
    found: Model | None = rows.filter(pk=row_id, holder_id__in=cluster_of(holder.pk)).first()
    return found


def back_to(holder: Holder, anchor: str = "") -> str:
    return reverse("register:holder_see", args=[holder.pk]) + (f"#{anchor}" if anchor else "")


__all__ = ["SORTS", "back_to", "fact_row", "holder_page"]
