"""A small province for tests of people: two departments, a district, and whoever is asked for."""

from datetime import date

from thidua.base.access import Actor, Role
from thidua.core.text import name_key, unit_sort_key
from thidua.subjects.accounts.models import Post, User
from thidua.subjects.accounts.selectors import actor_for
from thidua.subjects.orgs.enums import BEGINNING, FOREVER
from thidua.subjects.orgs.models import Organization, OrganizationVersion

DAY = date(2022, 2, 15)
PASSWORD = "bon-tu-bat-ky-2022"


def make_unit(
    code: str, name: str, valid_from: date = BEGINNING, valid_until: date = FOREVER
) -> Organization:
    unit = Organization.objects.create(code=code)
    OrganizationVersion.objects.create(
        organization=unit,
        name=name,
        kind="department",
        valid_from=valid_from,
        valid_until=valid_until,
        name_key=name_key(name),
        sort_key=unit_sort_key(name),
    )
    return unit


def make_user(username: str, full_name: str = "Nguyễn Văn Mẫu", **fields: object) -> User:
    return User.objects.create_user(
        username=username,
        full_name=full_name,
        password=PASSWORD,
        email=f"{username}@mau.example",
        **fields,
    )


def make_post(
    user: User,
    unit: Organization,
    role: Role = Role.UNIT_CLERK,
    title: str = "Chuyên viên",
    valid_from: date = date(2021, 1, 1),
    valid_until: date = FOREVER,
) -> Post:
    return Post.objects.create(
        user=user,
        unit=unit,
        role=role.value,
        title=title,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def make_actor(
    username: str, unit: Organization, role: Role, full_name: str = "Nguyễn Văn Mẫu"
) -> Actor:
    user = make_user(username, full_name)
    return actor_for(user, make_post(user, unit, role), DAY)
