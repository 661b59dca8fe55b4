"""A small province that every test of acts may change."""

from datetime import date

import pytest

from thidua.base.access import Actor
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.services import UnitFacts, create_organization

TODAY = date(2025, 3, 1)
START = date(2020, 1, 1)


@pytest.fixture
def keeper() -> Actor:
    """The administrator on 1 March 2025."""
    return Actor(1, "Nguyễn Văn Mẫu", None, "", 1, "Quản trị", "admin", TODAY)


@pytest.fixture
def province(db, keeper) -> dict[str, Organization]:
    """A province P with district D over communes A and B, and department S."""
    units: dict[str, Organization] = {}

    def found(code: str, name: str, kind: Kind, parent: str = "") -> None:
        facts = UnitFacts(name, kind, units[parent].pk if parent else None)
        units[code] = create_organization(actor=keeper, code=code, facts=facts, day=START)

    found("P", "Tỉnh Mẫu", Kind.PROVINCE)
    found("D", "UBND huyện Mẫu", Kind.DISTRICT, "P")
    found("S", "Sở Mẫu", Kind.DEPARTMENT, "P")
    found("A", "Xã An", Kind.COMMUNE, "D")
    found("B", "Xã Bình", Kind.COMMUNE, "D")
    return units
