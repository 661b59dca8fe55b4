"""What the screens of an import say: questions, facts of a row, whom it may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import NoReverseMatch, reverse

from thidua.base.access import Actor
from thidua.base.audit.models import AuditEvent
from thidua.core.text import format_date, name_key, unit_sort_key
from thidua.pages.targets.finding import event_of
from thidua.pages.ui.parts import Event
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.awards import name_of, word_name
from thidua.subjects.register.enums import HolderKind
from thidua.subjects.register.importing.applying import seen_of
from thidua.subjects.register.importing.enums import RowState, WordKind
from thidua.subjects.register.importing.exchange import review_sheet
from thidua.subjects.register.importing.models import StagedRow
from thidua.subjects.register.models import Holder
from thidua.subjects.register.permissions import sees_all
from thidua.subjects.register.selectors.scope import own_units

ASKED_AT_ONCE = 20
GENDERS = {"female": "Nữ", "male": "Nam"}


@dataclass(frozen=True, slots=True)
class Question:
    """`name` of its field; `likely`: what it may mean, offered first."""

    name: str
    text: str
    count: int
    likely: tuple[tuple[str, str], ...]


def questions_shown(
    questions: Iterable[Mapping[str, Any]],
) -> tuple[list[Question], list[Question]]:
    """Awards and units, the most frequent first; after an answer the next come up."""
    awards = [one for one in questions if one["kind"] == WordKind.AWARD]
    units = [one for one in questions if one["kind"] == WordKind.UNIT]
    return (
        [_award_question(place, one) for place, one in enumerate(awards[:ASKED_AT_ONCE])],
        [_unit_question(place, one) for place, one in enumerate(units[:ASKED_AT_ONCE])],
    )


def _award_question(place: int, asked: Mapping[str, Any]) -> Question:
    likely = tuple((key, name_of(key)) for key in asked["candidates"])
    return Question(f"tl-{place}", asked["text"], asked["count"], likely)


def _unit_question(place: int, asked: Mapping[str, Any]) -> Question:
    likely = tuple((str(pk), name) for pk, name in asked["choices"])
    return Question(f"tl-{place}", asked["text"], asked["count"], likely)


def unit_names(day: date) -> list[str]:
    return sorted({node.name for node in tree_on(day)}, key=unit_sort_key)


def unit_answer(text: str) -> str:
    """What was typed into the field of a unit: its name → its id; "-" keeps the words."""
    plain = text.strip()
    if not plain or plain == "-" or plain.isdigit():
        return plain
    key = name_key(plain)
    rows = OrganizationVersion.objects.filter(name_key=key).order_by("-valid_from")
    found = rows.values_list("organization_id", flat=True).first()
    return str(found) if found else plain


def facts_of(row: StagedRow) -> list[tuple[str, str]]:
    """How the row was understood, title by title."""
    if row.state == RowState.PASSED:
        return []
    line = seen_of(row).line
    holder = line.holder
    told = [
        ("Loại", str(HolderKind(holder.kind).label) if holder.kind else ""),
        ("Tên", holder.name),
        ("Ngày sinh", day_words(holder.born)),
        ("Giới tính", GENDERS.get(holder.gender, "")),
        ("Chức vụ", holder.post),
        ("Đơn vị ghi trong sổ", holder.unit),
        ("Mã cán bộ", holder.staff_code),
        ("Số định danh", f"•••{holder.citizen_number[-3:]}" if holder.citizen_number else ""),
        ("Quê quán", holder.hometown),
        ("Địa chỉ", holder.place),
    ]
    for gain in line.gains:
        parts = [
            name_of(gain.award) if gain.award else f"“{gain.text}” (chưa rõ)",
            f"năm {gain.year}" if gain.year else "",
            f"quyết định {gain.decision_number}" if gain.decision_number else "",
            f"ngày {day_words(gain.decided)}" if gain.decided else "",
            gain.decided_by,
            gain.reason,
            f"số sổ vàng {gain.certificate_number}" if gain.certificate_number else "",
        ]
        told.append(("Khen thưởng", ", ".join(filter(None, parts))))
    told += [
        ("Xếp loại", f"{one.year}: {word_name('ratings', one.rating)}") for one in line.ratings
    ]
    told += [("Sáng kiến, đề tài", f"{one.year}: {one.title}") for one in line.initiatives]
    return [(title, words) for title, words in told if words]


def day_words(day: Any) -> str:
    if day is None:
        return ""
    if day.precision in ("year", "about"):
        return f"{'khoảng ' if day.precision == 'about' else ''}năm {day.day.year}"
    return (
        f"tháng {day.day:%m}/{day.day.year}" if day.precision == "month" else format_date(day.day)
    )


@dataclass(frozen=True, slots=True)
class MatchShown:
    id: int
    name: str
    why: str
    unit: str
    awards: str
    url: str
    is_chosen: bool


def matches_shown(actor: Actor, row: StagedRow) -> list[MatchShown]:
    """Whom the row may be, with what the register knows of each: three queries for all."""
    ids = [match["id"] for match in row.matches]
    holders = Holder.objects.select_related("unit").prefetch_related("entries").in_bulk(ids)
    tree = tree_on(actor.day) if ids else None
    is_settled = not row.choice and row.state in (RowState.ADD, RowState.SAME)
    found = []
    for match in row.matches:
        holder = holders.get(match["id"])
        if holder is None:
            continue
        node = tree.get(holder.unit_id) if tree and holder.unit_id else None
        held = sorted(holder.entries.all(), key=lambda entry: entry.year or 0)[-6:]
        awards = "; ".join(f"{name_of(entry.award)} {entry.year or ''}".strip() for entry in held)
        found.append(
            MatchShown(
                holder.pk,
                holder.name,
                match["why"],
                node.name if node else "",
                awards,
                holder_url(holder.pk),
                row.choice == str(holder.pk) or (is_settled and match is row.matches[0]),
            )
        )
    return found


def holder_url(holder_id: int) -> str:
    try:
        return reverse("register:holder_see", args=[holder_id])
    except NoReverseMatch:
        return ""


def own_sheet(actor: Actor, asked: str) -> tuple[str, bytes]:
    """Of the unit asked for, if the actor may see it; else of the own unit, or of all for the desk."""
    if asked and not asked.isdigit():
        raise Http404
    unit_id = int(asked) if asked else (None if sees_all(actor) else actor.unit_id)
    tree = tree_on(actor.day)
    if unit_id is not None and (unit_id not in tree or not _may_see(actor, unit_id)):
        raise Http404
    name = tree.node(unit_id).name if unit_id is not None else ""
    content = review_sheet(actor=actor, unit_id=unit_id, unit_name=name)
    return f"rà soát sổ khen thưởng {name}".strip() + ".xlsx", content


def _may_see(actor: Actor, unit_id: int) -> bool:
    return sees_all(actor) or unit_id in own_units(actor)


def events_of(events: Iterable[AuditEvent]) -> list[Event]:
    return [event_of(event) for event in list(events)[:30]]
