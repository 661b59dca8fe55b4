"""Invented people: those of the demonstration, and crowds for measuring."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, Role, require
from thidua.base.audit import Thing
from thidua.subjects.accounts.demo import DEMO_PEOPLE, DemoPerson, DemoPost
from thidua.subjects.accounts.models import Post, User
from thidua.subjects.accounts.naming import keys_of_name
from thidua.subjects.accounts.services.people import create_user
from thidua.subjects.accounts.services.posts import grant_post
from thidua.subjects.orgs.enums import FOREVER
from thidua.subjects.orgs.models import Organization, OrganizationVersion

SINCE = date(2021, 1, 1)
FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vàng",
    "Lò",
    "Giàng",
    "Tẩn",
    "Lù",
    "Sùng",
    "Phùng",
    "Chẻo",
    "Quàng",
    "Điêu",
    "Mùa",
]
MIDDLES = ["Văn", "Thị", "Minh", "Thu", "A", "Đức", "Hồng", "Quang", "Ngọc", "Xuân", "Mai"]
GIVEN = [
    "An",
    "Bình",
    "Chinh",
    "Dung",
    "Giang",
    "Hà",
    "Khánh",
    "Lan",
    "Mẫu",
    "Nam",
    "Oanh",
    "Phúc",
    "Quyên",
    "Sơn",
    "Tâm",
    "Uyên",
    "Vân",
    "Yến",
]


@transaction.atomic
def demo_people(*, actor: Actor, password: str | None = None) -> list[User]:
    """Every role once. Without a password they come in only by the demonstration's button."""
    require(actor, "accounts.create_user")
    return [_demo_person(actor, person, password) for person in DEMO_PEOPLE]


def _demo_person(actor: Actor, person: DemoPerson, password: str | None) -> User:
    user: User | None = User.objects.filter(username=person.username).first()
    if user is None:
        user = create_user(
            actor=actor,
            username=person.username,
            full_name=person.full_name,
            email=f"{person.username}@mau.example",
            password=password,
            is_sample=True,
        )
    held = set(user.posts.values_list("unit__code", "role"))
    for post in person.posts:
        if (post.unit, post.role.value) not in held:
            _demo_post(actor, user, post)
    return user


def _demo_post(actor: Actor, user: User, post: DemoPost) -> None:
    """For as long as the unit exists; a unit the province has not loaded is left out."""
    unit = Organization.objects.filter(code=post.unit).first()
    days = _days_of(unit) if unit else None
    if unit is None or days is None:
        return
    grant_post(
        actor=actor,
        user=user,
        unit_id=unit.pk,
        role=post.role.value,
        title=post.title,
        valid_from=max(SINCE, days[0]),
        valid_until=days[1],
    )


def _days_of(unit: Organization) -> tuple[date, date] | None:
    versions = unit.versions.filter(valid_until__gt=SINCE).order_by("valid_from")
    first, last = versions.first(), versions.last()
    return (first.valid_from, last.valid_until) if first and last else None


@transaction.atomic
def sample_people(*, actor: Actor, units: Iterable[int]) -> int:
    """A clerk and a head for each unit, marked as sample, where the post is not held already."""
    require(actor, "accounts.create_user")
    chosen = sorted(set(units))
    held = set(Post.objects.filter(unit_id__in=chosen).values_list("unit_id", "role"))
    starts = _first_days(chosen)
    rows = [row for unit in chosen for row in _pair(unit) if (unit, row[2].value) not in held]
    User.objects.bulk_create([user for user, _unit, _role, _title in rows])
    Post.objects.bulk_create(
        Post(
            user=user,
            unit_id=unit,
            role=role.value,
            title=title,
            valid_from=max(SINCE, starts.get(unit, SINCE)),
            valid_until=FOREVER,
        )
        for user, unit, role, title in rows
    )
    if rows:
        crowd = Thing(User._meta.label, "sample", "Người mẫu")
        audit.record(actor, "accounts.make_sample_people", crowd, after={"people": len(rows)})
    return len(rows)


def _first_days(units: list[int]) -> dict[int, date]:
    versions = OrganizationVersion.objects.filter(organization_id__in=units)
    return dict(versions.order_by("-valid_from").values_list("organization_id", "valid_from"))


def _pair(unit: int) -> list[tuple[User, int, Role, str]]:
    return [
        (_sample_user(unit, "cb", unit * 2), unit, Role.UNIT_CLERK, "Cán bộ phụ trách thi đua"),
        (_sample_user(unit, "tt", unit * 2 + 1), unit, Role.UNIT_HEAD, "Thủ trưởng đơn vị"),
    ]


def _sample_user(unit: int, mark: str, number: int) -> User:
    name = " ".join(
        names[number * step % len(names)]
        for names, step in ((FAMILIES, 7), (MIDDLES, 5), (GIVEN, 11))
    )
    key, order = keys_of_name(name)
    return User(
        username=f"mau.{unit}.{mark}",
        full_name=name,
        email=f"mau.{unit}.{mark}@mau.example",
        name_key=key,
        sort_key=order,
        password=make_password(None),
        is_sample=True,
    )
