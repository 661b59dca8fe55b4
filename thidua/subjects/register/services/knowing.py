"""What is known of a holder beside the awards: written, mended, taken out, checked to be complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.register import trail
from thidua.subjects.register.awards import refuse_unknown_word
from thidua.subjects.register.enums import FOREVER, Fact
from thidua.subjects.register.errors import BadInput
from thidua.subjects.register.models import (
    AbsenceRecord,
    CaseUnderReview,
    CheckedComplete,
    DisciplineRecord,
    Holder,
    MeritRecord,
    RecognisedInitiative,
    YearRating,
)
from thidua.subjects.register.naming import clean
from thidua.subjects.register.services.keeping import changed

FIRST_YEAR = 1945


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of fact: its table, its fields, and which of them are words of the law."""

    model: type[Model]
    fields: tuple[str, ...]
    words: Mapping[str, str]  # field → kind of word in the law's vocabulary
    required: tuple[str, ...]

    @property
    def is_between(self) -> bool:
        return "valid_from" in self.fields


BETWEEN = ("valid_from", "last_day", "source")
KINDS: Mapping[Fact, Kind] = {
    Fact.RATINGS: Kind(
        YearRating, ("year", "rating", "source"), {"rating": "ratings"}, ("year", "rating")
    ),
    Fact.INITIATIVES: Kind(
        RecognisedInitiative,
        ("year", "scope", "kind", "title", "decision_number", "decided", "used_for"),
        {"scope": "scopes", "kind": "initiative_kinds"},
        ("year", "scope", "kind", "title"),
    ),
    Fact.DISCIPLINE: Kind(
        DisciplineRecord, ("kind", *BETWEEN), {"kind": "severities"}, ("kind", "valid_from")
    ),
    Fact.OPEN_CASES: Kind(
        CaseUnderReview,
        ("kind", *BETWEEN, "conclusion"),
        {"kind": "block_types"},
        ("kind", "valid_from"),
    ),
    Fact.ABSENCES: Kind(
        AbsenceRecord,
        ("kind", *BETWEEN),
        {"kind": "absence_kinds"},
        ("kind", "valid_from", "last_day"),
    ),
    Fact.MERIT: Kind(
        MeritRecord,
        ("event", "year", "text", "source", "body"),
        {"event": "events"},
        ("event", "year", "text"),
    ),
}
MISSING = {
    "year": "Cần ghi năm.",
    "rating": "Cần chọn mức xếp loại.",
    "scope": "Cần chọn phạm vi ảnh hưởng.",
    "kind": "Cần chọn loại.",
    "title": "Cần ghi tên sáng kiến, đề tài.",
    "valid_from": "Cần ghi ngày bắt đầu.",
    "last_day": "Cần ghi ngày cuối.",
    "event": "Cần chọn loại thành tích.",
    "text": "Cần ghi thành tích.",
}


@transaction.atomic
def record_fact(*, actor: Actor, holder: Holder, fact: Fact, values: Mapping[str, Any]) -> Model:
    """Write one rating, initiative, discipline, case, absence or merit of this holder."""
    require(actor, "register.know", holder)
    kept = _checked(fact, values, actor.day)
    row = _save_new(holder, fact, kept)
    changed([holder.pk])
    _event(actor, "register.record_fact", holder, fact, after=kept)
    return row


def _save_new(holder: Holder, fact: Fact, kept: dict[str, Any]) -> Model:
    model: Any = KINDS[fact].model
    if fact == Fact.RATINGS:
        held = YearRating.objects.filter(holder=holder, year=kept["year"]).first()
        if held is not None:
            raise BadInput(f"Năm {kept['year']} đã có xếp loại: sửa dòng đó nếu xếp loại ghi sai.")
    row: Model = model.objects.create(holder=holder, **kept)
    return row


@transaction.atomic
def change_fact(*, actor: Actor, row: Model, values: Mapping[str, Any], reason: str = "") -> Model:
    fact, holder = fact_of(row), row.holder  # type: ignore[attr-defined]
    require(actor, "register.know", holder)
    before = stored(row)
    kept = _checked(fact, values, actor.day)
    for name, value in kept.items():
        setattr(row, name, value)
    row.save(update_fields=list(kept))
    changed([holder.pk])
    _event(
        actor, "register.change_fact", holder, fact, **audit.changes(before, stored(row)),
        reason=reason,
    )  # fmt: skip
    return row


@transaction.atomic
def remove_fact(*, actor: Actor, row: Model, reason: str) -> None:
    """Taken out because it is wrong; what the record says of it stays."""
    fact, holder = fact_of(row), row.holder  # type: ignore[attr-defined]
    require(actor, "register.know", holder)
    if not reason.strip():
        raise BadInput("Cần ghi lý do bỏ dòng này.")
    before = stored(row)
    type(row)._default_manager.filter(pk=row.pk).delete()
    changed([holder.pk])
    _event(actor, "register.remove_fact", holder, fact, before=before, reason=reason.strip())


@transaction.atomic
def check_complete(
    *, actor: Actor, holder: Holder, facts: list[Fact], day: date | None = None
) -> None:
    """ "I looked: nothing is missing up to this day." Only so an empty list means none."""
    require(actor, "register.know", holder)
    until = day or actor.day
    if until > actor.day:
        raise BadInput("Không thể xác nhận đã đối chiếu đến một ngày chưa tới.")
    if not facts:
        raise BadInput("Chọn ít nhất một danh sách đã đối chiếu đủ.")
    for fact in facts:
        CheckedComplete.objects.update_or_create(
            holder=holder,
            fact=fact,
            defaults={"day": until, "checked_by": actor.signature[:300]},
        )
    changed([holder.pk])
    audit.record(
        actor,
        "register.check_complete",
        trail.thing(holder),
        after={"facts": [str(fact) for fact in facts], "until": until},
    )


def fact_of(row: Model) -> Fact:
    return next(fact for fact, kind in KINDS.items() if isinstance(row, kind.model))


def stored(row: Model) -> dict[str, Any]:
    skipped = ("id", "holder_id", "batch_id")
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in skipped
    }


def _checked(fact: Fact, values: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The values as the table takes them; half open days, words known to the law."""
    kind = KINDS[fact]
    kept: dict[str, Any] = {
        name: clean(value, 500) if isinstance(value, str) else value
        for name, value in values.items()
        if name in kind.fields
    }
    for name in kind.required:
        if kept.get(name) in (None, ""):
            raise BadInput(MISSING[name])
    for name, words in kind.words.items():
        refuse_unknown_word(words, kept[name])
    year = kept.get("year")
    if year is not None and not FIRST_YEAR <= year <= day.year:
        raise BadInput(f"Năm {year} không hợp lý: ghi từ {FIRST_YEAR} đến {day.year}.")
    if kind.is_between:
        last = kept.pop("last_day", None)
        if last is not None and last < kept["valid_from"]:
            raise BadInput("Ngày cuối phải sau ngày bắt đầu.")
        kept["valid_until"] = last + timedelta(days=1) if last else FOREVER
    return kept


def _event(
    actor: Actor,
    verb: str,
    holder: Holder,
    fact: Fact,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> None:
    audit.record(
        actor,
        verb,
        trail.thing(holder),
        before=trail.personal(holder, {"fact": str(fact), **before}) if before else None,
        after=trail.personal(holder, {"fact": str(fact), **after}) if after else None,
        reason=reason,
    )
