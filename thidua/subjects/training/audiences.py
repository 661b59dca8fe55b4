"""Who is trained: the audiences that section 5 of the directive names, as offices know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.base.access import Role
from thidua.core.text import fold
from thidua.subjects.orgs.enums import Kind

DEPARTMENT_KINDS = frozenset(
    {
        Kind.DEPARTMENT,
        Kind.PARTY,
        Kind.FRONT,
        Kind.MASS_ORGANIZATION,
        Kind.PROFESSIONAL_ASSOCIATION,
        Kind.VERTICAL_AGENCY,
        Kind.ARMED_FORCE,
        Kind.PRESS,
    }
)
DISTRICT_KINDS = frozenset({Kind.DISTRICT, Kind.DISTRICT_CITY})
COMMUNE_KINDS = frozenset({Kind.COMMUNE, Kind.WARD, Kind.TOWNSHIP})
OTHER_KINDS = frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.SCHOOL, Kind.SUB_DEPARTMENT})
HEADS_OF_OFFICES = (
    "trưởng phòng tổ chức",
    "trưởng phòng hành chính",
    "chánh văn phòng",
    "trưởng phòng nội vụ",
)


@dataclass(frozen=True, slots=True)
class Audience:
    """Posts with one of the roles, or with such words in their title, in units of these kinds."""

    key: str
    label: str | Promise
    kinds: frozenset[Kind]
    roles: frozenset[str] = frozenset()
    titles: tuple[str, ...] = field(default=())

    def takes(self, kind: str, role: str, title: str) -> bool:
        if kind not in self.kinds:
            return False
        folded = fold(title)
        return role in self.roles or any(fold(words) in folded for words in self.titles)


_HEAD, _STAFF = frozenset({Role.UNIT_HEAD.value}), frozenset({Role.UNIT_CLERK.value})
AUDIENCES = {
    audience.key: audience
    for audience in (
        Audience(
            "department-leaders",
            _("Lãnh đạo các sở, ban, ngành, đoàn thể tỉnh"),
            DEPARTMENT_KINDS,
            _HEAD,
        ),
        Audience(
            "district-leaders", _("Lãnh đạo UBND các huyện, thành phố"), DISTRICT_KINDS, _HEAD
        ),
        Audience(
            "division-leaders", _("Lãnh đạo phòng, ban, đơn vị trực thuộc"), OTHER_KINDS, _HEAD
        ),
        Audience("commune-leaders", _("Lãnh đạo xã, phường, thị trấn"), COMMUNE_KINDS, _HEAD),
        Audience(
            "office-heads",
            _("Trưởng phòng Tổ chức hành chính, Chánh Văn phòng, Trưởng phòng Nội vụ"),
            DEPARTMENT_KINDS | DISTRICT_KINDS,
            titles=HEADS_OF_OFFICES,
        ),
        Audience(
            "province-staff", _("Cán bộ thi đua, khen thưởng cấp tỉnh"), DEPARTMENT_KINDS, _STAFF
        ),
        Audience(
            "district-staff",
            _("Cán bộ thi đua, khen thưởng huyện, thành phố"),
            DISTRICT_KINDS,
            _STAFF,
        ),
        Audience(
            "commune-staff",
            _("Cán bộ thi đua, khen thưởng xã, phường, thị trấn"),
            COMMUNE_KINDS,
            _STAFF,
        ),
        Audience(
            "other-staff",
            _("Cán bộ thi đua, khen thưởng doanh nghiệp, trường học, đơn vị trực thuộc"),
            OTHER_KINDS,
            _STAFF,
        ),
    )
}


def audience_of(kind: str, role: str, title: str) -> Audience | None:
    """The first audience that takes a post; None for posts that nobody trains."""
    return next((a for a in AUDIENCES.values() if a.takes(kind, role, title)), None)


def labels_of(keys: Iterable[str]) -> list[str]:
    return [str(AUDIENCES[key].label) for key in keys if key in AUDIENCES]
