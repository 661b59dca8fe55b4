"""What the record says of the register's things: names of people are personal and can be erased."""

from typing import Any

from thidua.base.audit import Personal, Thing
from thidua.subjects.register.models import Entry, Holder


def subject_key(holder_id: int) -> str:
    return f"holder:{holder_id}"


def thing(holder: Holder) -> Thing:
    label = Personal(subject_key(holder.pk), holder.name) if holder.is_person else holder.name
    return Thing("register.Holder", str(holder.pk), label)


def personal(holder: Holder, values: dict[str, Any]) -> dict[str, Any]:
    """Values about a person, each of which may be erased later."""
    if not holder.is_person:
        return values
    return {key: Personal(subject_key(holder.pk), value) for key, value in values.items()}


def entry_details(entry: Entry) -> dict[str, Any]:
    """A line in words; empty parts are left out."""
    parts = {
        "entry": entry.pk,
        "award": entry.award,
        "award_name": entry.award_name,
        "year": entry.year,
        "decision_number": entry.decision_number,
        "decided": entry.decided,
        "unit_name": entry.unit_name,
        "certificate_number": entry.certificate_number,
        "standing": entry.standing,
    }
    return {key: value for key, value in parts.items() if value not in (None, "")}
