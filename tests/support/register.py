"""People and awards for tests of the register, all invented."""

from datetime import date
from typing import Any

from thidua.subjects.orgs.models import Organization
from thidua.subjects.register.enums import FOREVER, HolderKind
from thidua.subjects.register.models import Entry, HeldPost, Holder, Person
from thidua.subjects.register.naming import keys_of

SOYTE = "LC-SOYTE"


def unit_id(name: str = "Sở Y tế") -> int:
    return Organization.objects.get(versions__name=name).pk


def person(name: str = "Vàng Thị Mẫu", unit: int | None = None, **fields: Any) -> Holder:
    key, order = keys_of(HolderKind.INDIVIDUAL, name)
    holder = Holder.objects.create(
        kind=HolderKind.INDIVIDUAL,
        variant="civil_servant_employee",
        name=name,
        name_key=key,
        sort_key=order,
        unit_id=unit,
    )
    Person.objects.create(holder=holder, **fields)
    return holder


def collective(name: str = "Khoa Mẫu", unit: int | None = None, **fields: Any) -> Holder:
    key, order = keys_of(HolderKind.COLLECTIVE, name)
    return Holder.objects.create(
        kind=HolderKind.COLLECTIVE,
        variant="collective",
        name=name,
        name_key=key,
        sort_key=order,
        unit_id=unit,
        **fields,
    )


def entry(holder: Holder, award: str = "advanced_worker", year: int = 2020, **fields: Any) -> Entry:
    fields.setdefault("decided", date(year, 12, 25))
    return Entry.objects.create(holder=holder, award=award, year=year, **fields)


def post(holder: Holder, since: date, until: date = FOREVER, **fields: Any) -> HeldPost:
    fields.setdefault("title", "Chuyên viên")
    return HeldPost.objects.create(holder=holder, valid_from=since, valid_until=until, **fields)
