"""Targets of the province as the office fixes them, with shares of districts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thidua.base.access import Actor, Role
from thidua.subjects.orgs.models import Organization
from thidua.subjects.targets.models import Target, TargetPeriod, TargetValue
from thidua.subjects.targets.services.fixing import create_target, fix_target
from thidua.subjects.targets.services.reporting import report_value
from thidua.subjects.targets.services.splitting import ShareLine, split_target

DISTRICTS = ("D105", "D106", "D107", "D108", "D109", "D110", "D111", "D112")
JOBS: dict[str, Any] = {
    "name": "Số lao động được giải quyết việc làm",
    "unit_of_measure": "lao động",
    "value": Decimal(8030),
    "measure": "count",
    "period_kind": "month",
    "rule": "sum",
    "reach": "cumulative",
}


def unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


def make_target(
    officer: Actor, *, year: int = 2022, owner: str = "LC-SLDTBXH", **changes: Any
) -> Target:
    values = {**JOBS, "owner_id": unit(owner), **changes}
    target = create_target(actor=officer, year=year, values=values)
    return fix_target(actor=officer, target=target, values={})


def acting(code: str, role: Role = Role.UNIT_CLERK, day: date = date(2022, 2, 15)) -> Actor:
    """Somebody in a post of the unit; no row of a user is needed for what the services ask."""
    return Actor(None, "Vàng Thị Mẫu", unit(code), code, None, "Chuyên viên", role.value, day)


def district_shares(total: int = 8030) -> list[ShareLine]:
    part = total // len(DISTRICTS)
    lines = [ShareLine(unit(code), Decimal(part)) for code in DISTRICTS[1:]]
    return [ShareLine(unit(DISTRICTS[0]), Decimal(total - part * 7)), *lines]


def row_of(target: Target, code: str, index: int = 1) -> TargetValue:
    rows = TargetValue.objects.select_related("target", "period")
    return rows.get(target=target, organization__code=code, period__index=index)


def period_of(target: Target, index: int = 1) -> TargetPeriod:
    return TargetPeriod.objects.get(kind=target.period_kind, year=target.year, index=index)


@pytest.fixture
def officer(actor: Callable[..., Actor]) -> Actor:
    return actor("chuyenvien")


@pytest.fixture
def jobs_target(officer: Actor) -> Target:
    """8.030 jobs, split to the eight districts, reported every month: January is open."""
    target = make_target(officer)
    split_target(actor=officer, target=target, lines=district_shares(), paper="01/QĐ-UBND")
    target.refresh_from_db()
    return target


@pytest.fixture
def reported(jobs_target: Target) -> Target:
    """Every district but the first has reported January."""
    for place, code in enumerate(DISTRICTS[1:]):
        report_value(actor=acting(code), row=row_of(jobs_target, code), value=Decimal(80 + place))
    return jobs_target
