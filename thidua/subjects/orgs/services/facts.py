"""What a version says of its unit, as plain values."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from thidua.base.audit import Personal
from thidua.subjects.orgs.enums import FOREVER
from thidua.subjects.orgs.models import Organization, OrganizationVersion
from thidua.subjects.orgs.naming import set_keys

PERSONAL_FIELDS = ("contact_name", "phone", "email")


@dataclass(frozen=True, slots=True)
class UnitFacts:
    name: str
    kind: str
    parent_id: int | None = None
    short_name: str = ""
    identifier_code: str = ""
    gso_code: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    contact_name: str = ""
    source: str = ""
    is_sample: bool = False

    @classmethod
    def of(cls, version: OrganizationVersion) -> UnitFacts:
        return cls(**{field.name: getattr(version, field.name) for field in fields(cls)})


def new_version(
    unit: Organization, facts: UnitFacts, start: date, until: date = FOREVER
) -> OrganizationVersion:
    version = OrganizationVersion(
        organization=unit, valid_from=start, valid_until=until, **asdict(facts)
    )
    return set_keys(version, unit.code)


def for_audit(unit_id: int, facts: UnitFacts) -> dict[str, Any]:
    """The facts as an event keeps them: what concerns a person can be erased later."""
    kept = asdict(facts)
    for name in PERSONAL_FIELDS:
        if kept[name]:
            kept[name] = Personal(f"organization:{unit_id}", kept[name])
    return kept
