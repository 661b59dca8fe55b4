"""Citizen numbers: added, taken out, read by name of the reader, sealed anew under another key."""

from datetime import date

from django.db import transaction

from thidua.base import audit, sealing
from thidua.base.access import Actor, require
from thidua.base.audit import Personal
from thidua.subjects.register import identity, trail
from thidua.subjects.register.errors import BadInput
from thidua.subjects.register.models import Holder, PersonNumber
from thidua.subjects.register.services.doubles import note_doubles

CHUNK = 500


@transaction.atomic
def add_number(
    *, actor: Actor, holder: Holder, number: str, issued: date | None = None
) -> PersonNumber:
    """A person may hold an old and a new number; another holder of the same is proposed as double."""
    require(actor, "register.keep", holder)
    if not holder.is_person:
        raise BadInput("Chỉ cá nhân mới có số định danh.")
    row = identity.sealed_number(holder.pk, identity.read_number(number))
    row.issued = issued
    if PersonNumber.objects.filter(holder=holder, index=row.index).exists():
        raise BadInput("Số này đã được ghi cho người này.")
    row.save(force_insert=True)
    note_doubles([holder.pk])
    audit.record(
        actor,
        "register.add_number",
        trail.thing(holder),
        after=Personal(trail.subject_key(holder.pk), row.masked),
    )
    return row


@transaction.atomic
def remove_number(*, actor: Actor, number: PersonNumber, reason: str) -> None:
    require(actor, "register.keep", number.holder)
    if not reason.strip():
        raise BadInput("Cần ghi lý do bỏ số này, ví dụ “ghi nhầm của người khác”.")
    PersonNumber.objects.filter(pk=number.pk).delete()
    audit.record(
        actor,
        "register.remove_number",
        trail.thing(number.holder),
        before=Personal(trail.subject_key(number.holder_id), number.masked),
        reason=reason.strip(),
    )


@transaction.atomic
def show_number(*, actor: Actor, number: PersonNumber, reason: str) -> str:
    """The number in full, for the desk; that it was read, by whom and why, stays in the record."""
    require(actor, "register.number.read", number)
    if not reason.strip():
        raise BadInput("Cần ghi lý do xem số đầy đủ: lần xem được lưu vào nhật ký.")
    digits = identity.open_number(number)
    audit.record(
        actor,
        "register.show_number",
        trail.thing(number.holder),
        after=Personal(trail.subject_key(number.holder_id), number.masked),
        reason=reason.strip(),
    )
    return digits


@transaction.atomic
def reseal_numbers(*, actor: Actor) -> int:
    """Seal and index every number under the first key, so that older keys can be taken out."""
    require(actor, "register.reseal")
    count = 0
    for number in PersonNumber.objects.order_by("pk").iterator(chunk_size=CHUNK):
        if sealing.is_sealed_with_first_key(number.sealed):
            continue
        fresh = identity.sealed_number(number.holder_id, identity.open_number(number))
        PersonNumber.objects.filter(pk=number.pk).update(sealed=fresh.sealed, index=fresh.index)
        count += 1
    audit.record(
        actor,
        "register.reseal",
        audit.Thing("register.PersonNumber", "", "số định danh"),
        after={"numbers": count},
    )
    return count
