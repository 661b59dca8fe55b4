"""A generated province for measuring: units of every kind with long names, all marked as sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice
from random import Random

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.orgs.enums import BEGINNING, FOREVER, Kind
from thidua.subjects.orgs.errors import WrongOrder
from thidua.subjects.orgs.indexing import index_all
from thidua.subjects.orgs.models import Organization, OrganizationSet, OrganizationVersion
from thidua.subjects.orgs.services.facts import UnitFacts, new_version
from thidua.subjects.orgs.services.ledger import thing_of_unit

CODE = "MAU"
SOURCE = "Đơn vị sinh tự động để đo, không có thật"
SYLLABLES = [
    "An",
    "Bản",
    "Bình",
    "Chiềng",
    "Đồng",
    "Hồng",
    "Hợp",
    "Khánh",
    "Lâm",
    "Lộc",
    "Mường",
    "Nậm",
    "Ngọc",
    "Phúc",
    "Quang",
    "Sơn",
    "Tân",
    "Thanh",
    "Thịnh",
    "Thuận",
    "Trung",
    "Vân",
    "Xuân",
    "Yên",
]
FIELDS = (
    "Kế hoạch và Đầu tư",
    "Nông nghiệp và Phát triển nông thôn",
    "Lao động - Thương binh và Xã hội",
    "Văn hóa, Thể thao và Du lịch",
    "Tài nguyên và Môi trường",
    "Khoa học, Công nghệ và Chuyển đổi số",
    "Giáo dục và Đào tạo",
    "Y tế",
    "Tư pháp",
    "Công Thương",
)
# How many of a hundred units each kind has, and how such a unit is called.
SHARES: tuple[tuple[Kind, int, str], ...] = (
    (Kind.CENTRAL_AUTHORITY, 1, "Đoàn kiểm tra của Trung ương tại {place}"),
    (Kind.CENTRAL, 1, "Văn phòng đại diện Bộ {field} tại {place}"),
    (Kind.PEOPLES_COUNCIL, 1, "Ban Văn hóa - Xã hội Hội đồng nhân dân {place}"),
    (Kind.BLOCK, 1, "Khối thi đua các cơ quan {field} {place}"),
    (Kind.PARTY, 2, "Ban {field} Tỉnh ủy và các cơ quan tham mưu giúp việc"),
    (Kind.DEPARTMENT, 5, "Sở {field}"),
    (Kind.SUB_DEPARTMENT, 5, "Trung tâm Ứng dụng và Dịch vụ kỹ thuật {field} {place}"),
    (Kind.FRONT, 1, "Ủy ban Mặt trận Tổ quốc Việt Nam {place}"),
    (Kind.MASS_ORGANIZATION, 2, "Hội Liên hiệp {field} {place}"),
    (Kind.PROFESSIONAL_ASSOCIATION, 2, "Liên hiệp các Hội {field} {place}"),
    (Kind.ARMED_FORCE, 1, "Ban Chỉ huy Quân sự {place}"),
    (Kind.VERTICAL_AGENCY, 3, "Chi cục Thuế, Hải quan khu vực {place}"),
    (Kind.DISTRICT_CITY, 1, "UBND thành phố {place}"),
    (Kind.DISTRICT, 3, "UBND huyện {place}"),
    (Kind.WARD, 4, "Phường {place}"),
    (Kind.TOWNSHIP, 3, "Thị trấn {place}"),
    (Kind.COMMUNE, 30, "Xã {place}"),
    (Kind.SCHOOL, 14, "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở {place}"),
    (Kind.PRESS, 1, "Báo và Phát thanh, Truyền hình {place}"),
    (Kind.ENTERPRISE, 9, "Công ty Trách nhiệm hữu hạn một thành viên {field} {place}"),
    (Kind.COOPERATIVE, 4, "Hợp tác xã Nông lâm nghiệp và Dịch vụ tổng hợp {place}"),
    (Kind.COUNCIL, 1, "Hội đồng Thi đua - Khen thưởng {place}"),
    (Kind.OUTSIDE, 1, "Đoàn công tác liên tỉnh {place}"),
    (Kind.OTHER, 1, "Quỹ Khuyến học, khuyến tài {place}"),
)
IN_DISTRICTS = {Kind.WARD, Kind.TOWNSHIP, Kind.COMMUNE}
IN_COMMUNES = {Kind.SCHOOL, Kind.COOPERATIVE}
SETS = {
    "departments": ("Các sở, ban, ngành tỉnh mẫu", [Kind.DEPARTMENT]),
    "districts": ("UBND các huyện, thành phố tỉnh mẫu", [Kind.DISTRICT, Kind.DISTRICT_CITY]),
    "communes": ("UBND các xã, phường, thị trấn tỉnh mẫu", sorted(IN_DISTRICTS)),
    "enterprises": ("Các doanh nghiệp tỉnh mẫu", [Kind.ENTERPRISE]),
}


@dataclass(frozen=True, slots=True)
class Planned:
    code: str
    facts: UnitFacts


@transaction.atomic
def generate_province(
    size: int = 500, seed: int = 1, *, actor: Actor, start_code: str = CODE
) -> Organization:
    """Exactly `size` units under a province of their own.

    The same size and seed give the same province.
    """
    require(actor, "orgs.load")
    if Organization.objects.filter(code=start_code).exists():
        raise WrongOrder(_("Tỉnh mẫu đã có. Hãy xóa dữ liệu đo trước khi sinh lại."))
    random = Random(seed)
    root, committee = _leaders(start_code)
    plans = islice(_plans(random, start_code, size), max(0, size - 2))
    _save(list(plans), root, committee, random)
    for key, (name, kinds) in SETS.items():
        OrganizationSet.objects.create(
            key=f"{start_code.lower()}-{key}",
            name=name,
            rule="by_kind",
            kinds=[str(kind) for kind in kinds],
            scope=root,
            level="province",
            source=SOURCE,
            is_sample=True,
        )
    thing = thing_of_unit(root.pk, "Tỉnh Mẫu")
    audit.record(actor, "orgs.load", thing, after={"units": size, "seed": seed})
    index_all()
    return root


def _leaders(code: str) -> tuple[Organization, Organization]:
    root = _found(Planned(code, _facts("Tỉnh Mẫu", Kind.PROVINCE)))
    committee = _facts("Ủy ban nhân dân tỉnh Mẫu", Kind.PEOPLES_COMMITTEE, root.pk)
    return root, _found(Planned(f"{code}-0001", committee))


def _facts(name: str, kind: Kind, parent_id: int | None = None) -> UnitFacts:
    return UnitFacts(name, kind, parent_id, source=SOURCE, is_sample=True)


def _found(plan: Planned) -> Organization:
    unit = Organization.objects.create(code=plan.code)
    new_version(unit, plan.facts, BEGINNING, FOREVER).save()
    return unit


def _plans(random: Random, code: str, size: int) -> Iterator[Planned]:
    """Every kind comes at least once, the others by their share; superiors come before."""
    counts = {kind: max(1, size * share // 100) for kind, share, _name in SHARES}
    fields = cycle(FIELDS)
    wanted = sum(counts.values())
    counts[Kind.COMMUNE] += max(0, size - wanted)
    place = 2
    for kind, _share, pattern in SHARES:
        for _number in range(counts[kind]):
            name = pattern.format(field=next(fields), place=f"{_place_name(random)} {place}")
            yield Planned(f"{code}-{place:04d}", _facts(name, kind))
            place += 1


def _place_name(random: Random) -> str:
    return " ".join(random.sample(SYLLABLES, 2))


def _save(
    plans: list[Planned],
    root: Organization,
    committee: Organization,
    random: Random,
) -> None:
    Organization.objects.bulk_create(Organization(code=plan.code) for plan in plans)
    codes = [plan.code for plan in plans]
    units = {unit.code: unit for unit in Organization.objects.filter(code__in=codes)}
    of_kind: dict[str, list[int]] = {}
    for plan in plans:
        of_kind.setdefault(plan.facts.kind, []).append(units[plan.code].pk)
    above = _Superiors(root.pk, committee.pk, of_kind, random)
    OrganizationVersion.objects.bulk_create(
        new_version(
            units[plan.code],
            replace(plan.facts, parent_id=above.of(plan.facts.kind)),
            BEGINNING,
            FOREVER,
        )
        for plan in plans
    )


@dataclass(frozen=True, slots=True)
class _Superiors:
    root: int
    committee: int
    of_kind: dict[str, list[int]]
    random: Random

    def of(self, kind: str) -> int:
        if kind == Kind.DEPARTMENT:
            return self.committee
        if kind == Kind.SUB_DEPARTMENT:
            return self._one_of(Kind.DEPARTMENT)
        if kind in IN_DISTRICTS:
            return self._one_of(Kind.DISTRICT, Kind.DISTRICT_CITY)
        return self._one_of(*IN_DISTRICTS) if kind in IN_COMMUNES else self.root

    def _one_of(self, *kinds: str) -> int:
        choices = [unit for kind in sorted(kinds) for unit in self.of_kind.get(kind, [])]
        return self.random.choice(choices) if choices else self.root
