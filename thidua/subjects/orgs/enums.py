"""Kinds of unit, groups of kinds as boards show them, and what may happen to a unit."""

from __future__ import annotations

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

BEGINNING = date(1900, 1, 1)
FOREVER = date(9999, 12, 31)


class Kind(TextChoices):
    """The order is that of the office's lists."""

    CENTRAL_AUTHORITY = "central_authority", _("Lãnh đạo Đảng, Nhà nước")
    CENTRAL = "central", _("Cơ quan Trung ương")
    PROVINCE = "province", _("Tỉnh, thành phố trực thuộc Trung ương")
    PARTY = "party", _("Cơ quan Đảng")
    PEOPLES_COUNCIL = "peoples_council", _("Hội đồng nhân dân")
    PEOPLES_COMMITTEE = "peoples_committee", _("Ủy ban nhân dân tỉnh")
    COUNCIL = "council", _("Hội đồng thi đua - khen thưởng")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    SUB_DEPARTMENT = "sub_department", _("Đơn vị thuộc sở, ban, ngành")
    FRONT = "front", _("Mặt trận Tổ quốc")
    MASS_ORGANIZATION = "mass_organization", _("Đoàn thể chính trị - xã hội")
    PROFESSIONAL_ASSOCIATION = "professional_association", _("Hội, tổ chức xã hội nghề nghiệp")
    ARMED_FORCE = "armed_force", _("Lực lượng vũ trang")
    VERTICAL_AGENCY = "vertical_agency", _("Cơ quan Trung ương trên địa bàn")
    DISTRICT_CITY = "district_city", _("Thành phố, thị xã thuộc tỉnh")
    DISTRICT = "district", _("Huyện")
    WARD = "ward", _("Phường")
    TOWNSHIP = "township", _("Thị trấn")
    COMMUNE = "commune", _("Xã")
    SCHOOL = "school", _("Trường học")
    PRESS = "press", _("Báo, đài")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    COOPERATIVE = "cooperative", _("Hợp tác xã")
    BLOCK = "block", _("Cụm, khối thi đua")
    OUTSIDE = "outside", _("Đơn vị ngoài tỉnh")
    OTHER = "other", _("Tổ chức khác")

    @property
    def rank(self) -> int:
        return list(Kind).index(self)


class KindGroup(TextChoices):
    """What a board shows as one line; every kind stands in exactly one group."""

    CENTRAL = "central", _("Trung ương")
    PROVINCES = "provinces", _("Tỉnh, thành phố")
    LEADERSHIP = "leadership", _("Cấp ủy, HĐND, UBND, Hội đồng TĐKT")
    DEPARTMENTS = "departments", _("Sở, ban, ngành")
    ORGANIZATIONS = "organizations", _("Mặt trận, đoàn thể")
    ASSOCIATIONS = "associations", _("Tổ chức xã hội nghề nghiệp")
    FORCES = "forces", _("Lực lượng vũ trang")
    VERTICAL = "vertical", _("Cơ quan Trung ương trên địa bàn")
    DISTRICTS = "districts", _("Huyện, thành phố")
    COMMUNES = "communes", _("Xã, phường, thị trấn")
    SCHOOLS = "schools", _("Trường học")
    PRESS = "press", _("Báo, đài")
    ENTERPRISES = "enterprises", _("Doanh nghiệp, hợp tác xã")
    OTHERS = "others", _("Đơn vị khác")


KINDS_OF_GROUP: dict[KindGroup, tuple[Kind, ...]] = {
    KindGroup.CENTRAL: (Kind.CENTRAL_AUTHORITY, Kind.CENTRAL),
    KindGroup.PROVINCES: (Kind.PROVINCE,),
    KindGroup.LEADERSHIP: (
        Kind.PARTY,
        Kind.PEOPLES_COUNCIL,
        Kind.PEOPLES_COMMITTEE,
        Kind.COUNCIL,
    ),
    KindGroup.DEPARTMENTS: (Kind.DEPARTMENT, Kind.SUB_DEPARTMENT),
    KindGroup.ORGANIZATIONS: (Kind.FRONT, Kind.MASS_ORGANIZATION),
    KindGroup.ASSOCIATIONS: (Kind.PROFESSIONAL_ASSOCIATION,),
    KindGroup.FORCES: (Kind.ARMED_FORCE,),
    KindGroup.VERTICAL: (Kind.VERTICAL_AGENCY,),
    KindGroup.DISTRICTS: (Kind.DISTRICT_CITY, Kind.DISTRICT),
    KindGroup.COMMUNES: (Kind.WARD, Kind.TOWNSHIP, Kind.COMMUNE),
    KindGroup.SCHOOLS: (Kind.SCHOOL,),
    KindGroup.PRESS: (Kind.PRESS,),
    KindGroup.ENTERPRISES: (Kind.ENTERPRISE, Kind.COOPERATIVE),
    KindGroup.OTHERS: (Kind.BLOCK, Kind.OUTSIDE, Kind.OTHER),
}

GROUP_OF_KIND: dict[str, KindGroup] = {
    kind.value: group for group, kinds in KINDS_OF_GROUP.items() for kind in kinds
}


def group_of(kind: str) -> KindGroup:
    return GROUP_OF_KIND.get(kind, KindGroup.OTHERS)


def kind_label(kind: str) -> str:
    """The words of a kind; a kind of a later edition is shown as it stands."""
    return str(Kind(kind).label) if kind in Kind.values else kind


class SuccessionKind(TextChoices):
    MERGED = "merged", _("Sáp nhập")
    SPLIT = "split", _("Chia tách")
    RENAMED = "renamed", _("Đổi tên")
    CONTINUED = "continued", _("Giữ nguyên, chuyển cấp trên")
    ABOLISHED = "abolished", _("Giải thể")


class Position(TextChoices):
    MEMBER = "member", _("Thành viên")
    HEAD = "head", _("Trưởng khối")
    DEPUTY = "deputy", _("Phó trưởng khối")
    EXCLUDED = "excluded", _("Không thuộc nhóm")


class SetRule(TextChoices):
    """How a set comes to its units; single units may be added or left out by people."""

    LISTED = "listed", _("Danh sách do người lập")
    BY_KIND = "by_kind", _("Theo loại đơn vị")
    BLOCK_HEADS = "block_heads", _("Trưởng các khối thi đua")


class ActKind(TextChoices):
    CREATED = "created", _("Thành lập")
    CHANGED = "changed", _("Thay đổi thông tin")
    RENAMED = "renamed", _("Đổi tên")
    MOVED = "moved", _("Chuyển cấp trên")
    MERGED = "merged", _("Sáp nhập")
    SPLIT = "split", _("Chia tách")
    ABOLISHED = "abolished", _("Giải thể")
