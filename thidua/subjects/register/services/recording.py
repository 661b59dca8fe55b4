"""The one door by which awards enter the register: old books now, decisions later.

A line is never changed afterwards; what mends it is in services/mending.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from django.db import transaction

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.core.text import format_date
from thidua.subjects.register import trail
from thidua.subjects.register.awards import level_of, name_of, refuse_unknown_award
from thidua.subjects.register.enums import GIVING, Precision, Standing
from thidua.subjects.register.errors import BadInput
from thidua.subjects.register.models import (
    Batch,
    Entry,
    HeldPost,
    Holder,
    RecognisedInitiative,
    YearRating,
)
from thidua.subjects.register.naming import UnitNames, clean
from thidua.subjects.register.selectors.clusters import whole_clusters
from thidua.subjects.register.services.keeping import changed

FIRST_YEAR = 1945
MANY = 500
BATCHED = (HeldPost, RecognisedInitiative, YearRating)  # rows an undone import takes along


@dataclass(frozen=True, slots=True)
class NewAward:
    """One award to record. Left out: unit and post are taken from the holder on that day, the level
    from the law, the name of the unit from the day; `year` None where the book names none."""

    holder_id: int
    award: str
    year: int | None = None
    award_name: str = ""
    level: str = ""
    type: str = ""
    merit_from: date | None = None
    merit_until: date | None = None
    decision_number: str = ""
    decided: date | None = None
    decided_precision: str = Precision.DAY
    decided_by: str = ""
    reason: str = ""
    certificate_number: str = ""
    unit_id: int | None = None
    unit_name: str = ""
    position_title: str = ""
    is_doubtful: bool = False
    doubt: str = ""


OF_AWARD = tuple(field.name for field in fields(NewAward))


@transaction.atomic
def record_award(*, actor: Actor, holder: Holder, award: str, **details: object) -> Entry:
    """One award of one holder; the names of `details` are those of NewAward."""
    require(actor, "register.record", holder)
    entries = _write(actor, [NewAward(holder.pk, award, **details)], None)  # type: ignore[arg-type]
    audit.record(
        actor,
        "register.record_award",
        trail.thing(holder),
        after=trail.personal(holder, trail.entry_details(entries[0])),
        paper=entries[0].decision_number,
    )
    return entries[0]


@transaction.atomic
def record_awards(
    *, actor: Actor, rows: Sequence[NewAward], batch: Batch | None = None, title: str = ""
) -> list[Entry]:
    """Many at once, whole or absent, in a handful of statements; one event for all."""
    require(actor, "register.record")
    _refuse_foreign_holders(actor, {row.holder_id for row in rows})
    entries = _write(actor, rows, batch)
    audit.record(
        actor,
        "register.record_awards",
        batch or audit.Thing("register.Entry", "", title or f"{len(entries)} dòng"),
        after={"lines": len(entries), "holders": len({row.holder_id for row in rows})},
    )
    return entries


def _refuse_foreign_holders(actor: Actor, holder_ids: set[int]) -> None:
    from thidua.subjects.register.permissions import sees_all
    from thidua.subjects.register.selectors.scope import visible_to

    if sees_all(actor):
        return
    own = set(visible_to(actor).filter(pk__in=holder_ids).values_list("pk", flat=True))
    if foreign := len(holder_ids - own):
        raise BadInput(
            f"{foreign} người, tập thể trong danh sách thuộc đơn vị khác quản lý: "
            "đề nghị đơn vị đó hoặc Ban Thi đua - Khen thưởng ghi."
        )


def _write(actor: Actor, rows: Sequence[NewAward], batch: Batch | None) -> list[Entry]:
    for row in rows:
        refuse_bad_award(row, actor.day)
    holders = Holder.objects.in_bulk({row.holder_id for row in rows})
    _refuse_recorded(rows)
    placed = _with_places(rows, holders)
    names = UnitNames(row.unit_id for row in placed if row.unit_id and not row.unit_name)
    stamp = clock.stamp(actor.day)
    entries = Entry.objects.bulk_create(
        (Entry(**_values(row, names), batch=batch, created_at=stamp) for row in placed),
        batch_size=MANY,
    )
    changed(row.holder_id for row in rows)
    return entries


def refuse_bad_award(row: NewAward, day: date) -> None:
    """What no register may hold; an import asks it row by row before anything is written."""
    refuse_unknown_award(row.award)
    if row.year is None and row.decided is None:
        raise BadInput("Cần ghi năm thành tích hoặc ngày quyết định: ít nhất phải biết năm.")
    if row.year is not None and not FIRST_YEAR <= row.year <= day.year:
        raise BadInput(
            f"Năm thành tích {row.year} không hợp lý: ghi từ {FIRST_YEAR} đến {day.year}."
        )
    if row.decided is not None and not FIRST_YEAR <= row.decided.year <= day.year:
        raise BadInput(f"Ngày quyết định {format_date(row.decided)} không hợp lý.")
    if row.decided is not None and row.decided > day:
        raise BadInput(f"Ngày quyết định {format_date(row.decided)} chưa tới.")
    if row.year is not None and row.decided is not None and row.year > row.decided.year:
        raise BadInput("Năm thành tích không thể sau năm của quyết định.")
    if row.merit_from and row.merit_until and row.merit_from > row.merit_until:
        raise BadInput("Giai đoạn thành tích: ngày đầu phải trước ngày cuối.")
    if row.is_doubtful and not row.doubt.strip():
        raise BadInput("Cần ghi rõ điều còn nghi vấn để người sau đối chiếu.")


def _refuse_recorded(rows: Iterable[NewAward]) -> None:
    """The same award for the same year by the same decision is the same line."""
    standing = whole_clusters({row.holder_id for row in rows})
    known = recorded_keys(standing)
    seen: set[tuple[int, str, int | None, str]] = set()
    for row in rows:
        key = award_key(standing.get(row.holder_id, row.holder_id), row)
        if key in known or key in seen:
            raise BadInput(
                f"{name_of(row.award)} năm {row.year or '?'} theo quyết định "
                f"{row.decision_number or '(không ghi số)'} đã có trong sổ."
            )
        seen.add(key)


Key = tuple[int, str, int | None, str]


def award_key(standing_id: int, row: NewAward | Entry) -> Key:
    year = row.year if row.year is not None else (row.decided.year if row.decided else None)
    return (standing_id, row.award, year, number_key(row.decision_number))


def number_key(number: str) -> str:
    """Decision numbers are compared without blanks, case and leading zeros of the running number."""
    return "".join(number.lower().split()).lstrip("0")


def recorded_keys(standing: Mapping[int, int]) -> set[Key]:
    """Keys of the lines these holders have in force; `standing`: holder → who stands for it."""
    held = Entry.objects.counted().filter(holder_id__in=standing)
    wanted = held.only("holder_id", "award", "year", "decided", "decision_number").order_by()
    return {award_key(standing[entry.holder_id], entry) for entry in wanted}


def _with_places(rows: Sequence[NewAward], holders: Mapping[int, Holder]) -> list[NewAward]:
    """Unit and post of the day where the row names none."""
    open_ = {row.holder_id for row in rows if row.unit_id is None and not row.unit_name}
    posts = HeldPost.objects.filter(holder_id__in=open_).order_by("valid_from")
    served: dict[int, list[HeldPost]] = {}
    for post in posts:
        served.setdefault(post.holder_id, []).append(post)
    return [
        _placed(row, holders[row.holder_id], served.get(row.holder_id, []))
        if row.holder_id in open_
        else row
        for row in rows
    ]


def _placed(row: NewAward, holder: Holder, posts: list[HeldPost]) -> NewAward:
    day = day_of(row)
    held = next((post for post in posts if post.valid_from <= day < post.valid_until), None)
    if held is None:
        return replace(row, unit_id=holder.unit_id)
    return replace(
        row,
        unit_id=held.unit_id,
        unit_name=held.unit_name if held.unit_id is None else "",
        position_title=row.position_title or held.title,
    )


def day_of(row: NewAward | Entry) -> date:
    """The day whose unit names hold: the end of the year of merit, at the latest the decision."""
    if row.year is None:
        return row.decided or date.min
    end = date(row.year, 12, 31)
    return min(end, row.decided) if row.decided else end


def _values(row: NewAward, names: UnitNames) -> dict[str, object]:
    values = {name: getattr(row, name) for name in OF_AWARD}
    return values | {
        "award_name": clean(row.award_name),
        "level": row.level or level_of(row.award),
        "decision_number": clean(row.decision_number, 60),
        "decided_precision": row.decided_precision if row.decided else Precision.UNKNOWN,
        "certificate_number": clean(row.certificate_number, 40),
        "unit_name": clean(row.unit_name) or names.on(row.unit_id, day_of(row)),
        "position_title": clean(row.position_title, 200),
        "doubt": clean(row.doubt),
    }


@transaction.atomic
def undo_batch(*, actor: Actor, batch: Batch) -> int:
    """Take a whole import back while nobody built on it; the lines stay, marked undone."""
    require(actor, "register.undo_batch", batch)
    held = Entry.objects.filter(batch=batch)
    if held.filter(followed_by__isnull=False).exists():
        raise BadInput(
            "Đợt nhập này đã có dòng được đính chính, thu hồi hoặc cấp lại bằng nên không hoàn tác "
            "được nữa. Hãy đính chính từng dòng còn sai."
        )
    made = Holder.objects.filter(batch=batch)
    if (
        made.filter(merged_into__isnull=False).exists()
        or made.filter(merged__isnull=False).exists()
    ):
        raise BadInput(
            "Có người trong đợt nhập này đã được gộp với người khác: hoàn tác lần gộp trước."
        )
    if not Batch.objects.filter(pk=batch.pk, undone_at=None).update(
        undone_at=clock.stamp(actor.day)
    ):
        raise BadInput("Đợt nhập này đã được hoàn tác.")
    holder_ids = set(held.values_list("holder_id", flat=True).distinct())
    count = held.filter(standing=Standing.IN_FORCE).update(standing=Standing.UNDONE)
    outside = Entry.objects.exclude(batch=batch).filter(holder__batch=batch, act__in=GIVING)
    made.exclude(pk__in=outside.values("holder_id")).update(is_withdrawn=True)
    for model in BATCHED:
        model._default_manager.filter(batch=batch).delete()
    changed(holder_ids | set(made.values_list("pk", flat=True)))
    audit.record(actor, "register.undo_batch", batch, after={"lines": count})
    return count
