"""What the search over everything shows of people, collectives and decisions, and to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from thidua.base import registries
from thidua.base.access import Actor
from thidua.base.registries import Searchable, SearchHit
from thidua.core.text import format_date, format_number
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.register.awards import name_of
from thidua.subjects.register.enums import PERSONS
from thidua.subjects.register.indexing import (
    COLLECTIVE,
    DECISION,
    PERSON,
    decision_cards,
    holder_cards,
)
from thidua.subjects.register.models import Entry, Holder
from thidua.subjects.register.permissions import UNIT_ROLES, sees_all
from thidua.subjects.register.selectors.scope import entries_visible_to, own_units, visible_to


def scope_of(actor: Actor) -> tuple[str, ...] | None:
    """Tags of what the actor may find; the same rule as selectors/scope.py, for the index."""
    if sees_all(actor):
        return None
    if actor.role not in UNIT_ROLES or actor.unit_id is None:
        return ()
    return tuple(f"_u{unit}" for unit in sorted(own_units(actor)))


def present_holders(actor: Actor, holder_ids: list[int]) -> dict[int, SearchHit]:
    holders = list(visible_to(actor).filter(pk__in=holder_ids).select_related("person"))
    units = names_on({holder.unit_id for holder in holders if holder.unit_id}, actor.day)
    lines = _latest([holder.pk for holder in holders])
    return {
        holder.pk: SearchHit(
            kind="Cá nhân" if holder.is_person else "Tập thể, hộ, doanh nghiệp",
            title=holder.name,
            detail=" · ".join(_facts(holder, units, lines.get(holder.pk, []))),
            url=reverse("register:holder_see", args=[holder.pk]),
        )
        for holder in holders
    }


def _facts(holder: Holder, units: dict[int, str], awards: list[tuple[str, int]]) -> Iterable[str]:
    """What tells namesakes apart: year of birth, unit, the last awards."""
    born = getattr(getattr(holder, "person", None), "born", None) if holder.is_person else None
    if born:
        yield f"sinh năm {born.year}"
    if unit := units.get(holder.unit_id or 0, "") or holder.place:
        yield unit
    if holder.other_names:
        yield f"tên khác: {holder.other_names}"
    if awards:
        award, year = max(awards, key=lambda one: one[1])
        yield f"{format_number(len(awards))} lần được khen, gần nhất {name_of(award)}" + (
            f" {year}" if year else ""
        )
    if holder.is_sample:
        yield "số liệu mẫu"


def _latest(holder_ids: list[int]) -> dict[int, list[tuple[str, int]]]:
    won: dict[int, list[tuple[str, int]]] = {}
    rows = Entry.objects.counted().filter(
        Q(holder_id__in=holder_ids) | Q(holder__merged_into_id__in=holder_ids)
    )
    for holder, kept, award, year, decided in rows.order_by().values_list(
        "holder_id", "holder__merged_into_id", "award", "year", "decided"
    ):
        won.setdefault(kept or holder, []).append((award, year or (decided.year if decided else 0)))
    return won


def present_decisions(actor: Actor, entry_ids: list[int]) -> dict[int, SearchHit]:
    first = list(Entry.objects.filter(pk__in=entry_ids))
    visible = entries_visible_to(actor).shown()
    same = visible.filter(decision_number__in={line.decision_number for line in first}).order_by()
    counts = Counter(
        {
            (row["decision_number"], row["decided"], row["decided_by"]): row["lines"]
            for row in same.values("decision_number", "decided", "decided_by").annotate(
                lines=Count("pk")
            )
        }
    )
    keys = {line.pk: (line.decision_number, line.decided, line.decided_by) for line in first}
    return {
        line.pk: SearchHit(
            kind="Quyết định khen thưởng",
            title=f"Quyết định {line.decision_number}",
            detail=" · ".join(_decision_facts(line, counts[keys[line.pk]])),
            url=reverse("finding:decision_see", args=[line.pk]),
        )
        for line in first
        if counts[keys[line.pk]]
    }


def _decision_facts(line: Entry, count: int) -> Iterable[str]:
    if line.decided:
        yield f"ngày {format_date(line.decided)}"
    if line.decided_by:
        yield line.decided_by
    yield f"{format_number(count)} dòng trong sổ"


# ---- registration ----


@dataclass(frozen=True, slots=True)
class _Holders:
    """People, or all others: two kinds of cards over one table."""

    are_persons: bool

    def rows(self) -> QuerySet[Holder]:
        rows = Holder.objects.standing().order_by("pk")
        return rows.filter(kind__in=PERSONS) if self.are_persons else rows.exclude(kind__in=PERSONS)

    def after(self, last: int, count: int) -> list[int]:
        return list(self.rows().filter(pk__gt=last).values_list("pk", flat=True)[:count])

    def of_units(self, unit_ids: Collection[int]) -> Iterable[int]:
        theirs = Q(unit_id__in=unit_ids) | Q(entries__unit_id__in=unit_ids)
        return self.rows().filter(theirs).values_list("pk", flat=True).distinct().iterator(5_000)

    def searchable(self, kind: str, label: str) -> Searchable:
        return Searchable(
            kind=kind,
            label=label,
            ids_after=self.after,
            cards=holder_cards,
            of_units=self.of_units,
            scope=scope_of,
            present=present_holders,
            in_pairs=self.are_persons,
        )


def _decisions_after(last: int, count: int) -> list[int]:
    """First lines of decisions, by their numbers."""
    rows = Entry.objects.shown().exclude(decision_number="").order_by()
    grouped = rows.values("decision_number", "decided", "decided_by").annotate(first=Min("pk"))
    wanted = grouped.filter(first__gt=last).order_by("first")
    return [row["first"] for row in wanted[:count]]


registries.searchables[PERSON] = _Holders(True).searchable(PERSON, "Người")
registries.searchables[COLLECTIVE] = _Holders(False).searchable(
    COLLECTIVE, "Tập thể, hộ, doanh nghiệp"
)
registries.searchables[DECISION] = Searchable(
    kind=DECISION,
    label="Quyết định khen thưởng",
    ids_after=_decisions_after,
    cards=decision_cards,
    of_units=lambda unit_ids: (),
    scope=scope_of,
    present=present_decisions,
)
