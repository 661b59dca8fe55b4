"""Entering people, collectives, households and enterprises, and changing what identifies them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.subjects.register import identity, trail
from thidua.subjects.register.enums import PERSONS, HolderKind, Precision
from thidua.subjects.register.errors import BadInput, ChangedMeanwhile
from thidua.subjects.register.models import Batch, HeldPost, Holder, Person, PersonNumber
from thidua.subjects.register.naming import UnitNames, clean, keys_of
from thidua.subjects.register.permissions import sees_all
from thidua.subjects.register.selectors.scope import own_units
from thidua.subjects.register.services.doubles import note_doubles
from thidua.subjects.register.services.keeping import changed

MANY = 500
OF_HOLDER = (
    "kind", "variant", "name", "other_names", "unit_id", "is_whole_unit", "place", "code",
    "founded", "note",
)  # fmt: skip
OF_PERSON = (
    "gender", "born", "born_precision", "hometown", "ethnicity", "staff_code",
    "higher_retirement_age",
)  # fmt: skip
VARIANTS: Mapping[str, str] = {
    HolderKind.INDIVIDUAL: "civil_servant_employee",
    HolderKind.COLLECTIVE: "collective",
    HolderKind.HOUSEHOLD: "household",
    HolderKind.ENTERPRISE: "enterprise",
    HolderKind.FOREIGN_INDIVIDUAL: "foreign_individual",
    HolderKind.FOREIGN_COLLECTIVE: "foreign_collective",
}


@dataclass(frozen=True, slots=True)
class NewHolder:
    """A person or collective to enter. `numbers`: citizen numbers in digits; `post_title` opens a
    post in the unit from `post_since` on (or from the beginning, where that is not known)."""

    kind: str
    name: str
    variant: str = ""
    other_names: str = ""
    unit_id: int | None = None
    is_whole_unit: bool = False
    place: str = ""
    code: str = ""
    founded: date | None = None
    note: str = ""
    gender: str = ""
    born: date | None = None
    born_precision: str = Precision.UNKNOWN
    hometown: str = ""
    ethnicity: str = ""
    staff_code: str = ""
    higher_retirement_age: bool = False
    numbers: tuple[str, ...] = ()
    post_title: str = ""
    position: str = ""
    post_since: date | None = None
    is_sample: bool = False


@transaction.atomic
def create_holder(*, actor: Actor, new: NewHolder) -> Holder:
    require(actor, "register.keep")
    holder = _write(actor, [new], None)[0]
    audit.record(
        actor,
        "register.create_holder",
        trail.thing(holder),
        after=trail.personal(holder, _shown(new)),
    )
    return holder


@transaction.atomic
def create_holders(
    *, actor: Actor, rows: Sequence[NewHolder], batch: Batch | None = None
) -> list[Holder]:
    """Many at once, in a handful of statements, in the order given; one event for all."""
    require(actor, "register.keep")
    holders = _write(actor, rows, batch)
    audit.record(
        actor,
        "register.create_holders",
        batch or audit.Thing("register.Holder", "", f"{len(rows)} người, tập thể"),
        after={"holders": len(rows)},
    )
    return holders


def _shown(new: NewHolder) -> dict[str, Any]:
    """What was entered, without citizen numbers: those stay sealed in the record too."""
    values = {field.name: getattr(new, field.name) for field in fields(new)}
    values["numbers"] = len(new.numbers)
    return {key: value for key, value in values.items() if value not in ("", None, False, 0)}


def _write(actor: Actor, rows: Sequence[NewHolder], batch: Batch | None) -> list[Holder]:
    units = None if sees_all(actor) else own_units(actor)
    numbers = [_refuse_bad(new, actor.day, units) for new in rows]
    stamp = clock.stamp(actor.day)
    try:
        with transaction.atomic():
            holders = Holder.objects.bulk_create(
                (_holder(new, batch, stamp) for new in rows), batch_size=MANY
            )
    except IntegrityError as error:
        raise BadInput(
            "Đơn vị này đã có trong sổ như một tập thể: mở tập thể đó thay vì ghi mới."
        ) from error
    people = [pair for pair in zip(holders, rows, numbers, strict=True) if pair[0].is_person]
    Person.objects.bulk_create(
        (
            Person(holder=holder, **{name: getattr(new, name) for name in OF_PERSON})
            for holder, new, _ in people
        ),
        batch_size=MANY,
    )
    PersonNumber.objects.bulk_create(
        identity.sealed_number(holder.pk, digits) for holder, _, held in people for digits in held
    )
    _open_posts([(holder, new) for holder, new, _ in people if new.post_title], batch, actor.day)
    ids = [holder.pk for holder in holders]
    note_doubles(ids)
    changed(ids)
    return holders


def _holder(new: NewHolder, batch: Batch | None, stamp: Any) -> Holder:
    name = clean(new.name)
    key, order = keys_of(new.kind, name)
    return Holder(
        **{field: getattr(new, field) for field in OF_HOLDER}
        | {
            "name": name,
            "name_key": key,
            "sort_key": order,
            "variant": new.variant or VARIANTS[new.kind],
            "other_names": clean(new.other_names),
            "place": clean(new.place),
            "note": clean(new.note),
            "code": clean(new.code, 40),
        },
        batch=batch,
        is_sample=new.is_sample,
        created_at=stamp,
    )


def _open_posts(pairs: Sequence[tuple[Holder, NewHolder]], batch: Batch | None, day: date) -> None:
    names = UnitNames(new.unit_id for _, new in pairs if new.unit_id)
    HeldPost.objects.bulk_create(
        (
            HeldPost(
                holder=holder,
                unit_id=new.unit_id,
                unit_name=names.on(new.unit_id, new.post_since or day),
                title=clean(new.post_title, 200),
                position=new.position,
                batch=batch,
                **({"valid_from": new.post_since} if new.post_since else {}),
            )
            for holder, new in pairs
        ),
        batch_size=MANY,
    )


def _refuse_bad(new: NewHolder, day: date, units: set[int] | None) -> list[str]:
    """Refuse what no register may hold; give the citizen numbers as plain digits."""
    if new.kind not in HolderKind.values:
        raise BadInput("Cần chọn: cá nhân, tập thể, hộ gia đình hay doanh nghiệp.")
    if not clean(new.name):
        raise BadInput("Cần ghi họ tên hoặc tên tập thể.")
    if new.kind in PERSONS and new.born and not FIRST_BIRTH <= new.born <= day:
        raise BadInput(f"Ngày sinh của {clean(new.name)} không hợp lý.")
    if new.founded and new.founded > day:
        raise BadInput("Ngày thành lập chưa tới.")
    if new.is_whole_unit and (new.unit_id is None or new.kind in PERSONS):
        raise BadInput("Tập thể là cả đơn vị thì cần chọn đơn vị đó.")
    if units is not None and new.unit_id not in units:
        raise BadInput("Chỉ ghi được người, tập thể của đơn vị mình và đơn vị trực thuộc.")
    return list(dict.fromkeys(identity.read_number(number) for number in new.numbers if number))


FIRST_BIRTH = date(1870, 1, 1)


@transaction.atomic
def change_holder(
    *, actor: Actor, holder: Holder, revision: int, values: Mapping[str, Any], reason: str = ""
) -> Holder:
    """Change what is told of a holder. Award lines keep the name and unit of their day.

    The unit of a person moves by a transfer (services/moving.py), or here by the desk.
    """
    require(actor, "register.keep", holder)
    unknown = set(values) - {*OF_HOLDER, *OF_PERSON}
    if unknown:
        raise KeyError(f"no such fields of a holder: {unknown}")
    merged = _merged(holder, values)
    if (merged.kind in PERSONS) != holder.is_person:
        raise BadInput("Không đổi được cá nhân thành tập thể hay ngược lại: ghi một mục mới.")
    _refuse_bad(merged, actor.day, None if sees_all(actor) else own_units(actor))
    before = _now(holder, values)
    own = {name: value for name, value in values.items() if name in OF_HOLDER}
    if "name" in own or "kind" in own:
        own["name"] = clean(merged.name)
        own["name_key"], own["sort_key"] = keys_of(merged.kind, own["name"])
    kept = Holder.objects.filter(pk=holder.pk, revision=revision, merged_into=None)
    if not kept.update(**own, revision=F("revision") + 1):
        raise ChangedMeanwhile(
            f"Thông tin của {holder.name} vừa được người khác sửa hoặc gộp. "
            "Tải lại trang, xem nội dung mới rồi sửa tiếp."
        )
    of_person = {name: value for name, value in values.items() if name in OF_PERSON}
    if holder.is_person and of_person:
        Person.objects.filter(pk=holder.pk).update(**of_person)
    fresh = Holder.objects.select_related("person").get(pk=holder.pk)
    note_doubles([holder.pk])
    changed([holder.pk])
    difference = audit.changes(before, dict(values))
    audit.record(
        actor,
        "register.change_holder",
        trail.thing(fresh),
        before=trail.personal(holder, difference["before"]),
        after=trail.personal(holder, difference["after"]),
        reason=reason,
    )
    return fresh


def _now(holder: Holder, names: Mapping[str, Any]) -> dict[str, Any]:
    person = getattr(holder, "person", None) if holder.is_person else None
    return {
        name: getattr(person if name in OF_PERSON and person else holder, name, None)
        for name in names
    }


def _merged(holder: Holder, values: Mapping[str, Any]) -> NewHolder:
    whole = _now(holder, dict.fromkeys([*OF_HOLDER, *(OF_PERSON if holder.is_person else ())]))
    return NewHolder(**(whole | dict(values)))
