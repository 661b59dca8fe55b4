"""Two small offices with an administrator, a clerk and their heads."""

import pytest

from tests.support.people import make_actor, make_unit
from thidua.base.access import Actor, Role
from thidua.subjects.orgs.models import Organization


@pytest.fixture
def health(db: None) -> Organization:
    return make_unit("LC-SYT", "Sở Y tế")


@pytest.fixture
def school(db: None) -> Organization:
    return make_unit("LC-SGDDT", "Sở Giáo dục và Đào tạo")


@pytest.fixture
def admin(health: Organization) -> Actor:
    return make_actor("quantri", health, Role.ADMIN, "Lý A Tráng")


@pytest.fixture
def head(health: Organization) -> Actor:
    return make_actor("thutruong", health, Role.UNIT_HEAD, "Bùi Đức Hậu")


@pytest.fixture
def clerk(health: Organization) -> Actor:
    return make_actor("canbo", health, Role.UNIT_CLERK, "Vàng Thị Dín")


@pytest.fixture
def other_head(school: Organization) -> Actor:
    return make_actor("hieutruong", school, Role.UNIT_HEAD, "Nông Văn Kiên")
