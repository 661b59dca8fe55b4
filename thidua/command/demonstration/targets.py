"""The year's targets come alive: sheets completed, one given to the districts and reported.

What the targets are and what was reached in 2021 is real and has its source. Who owns them, how
they are reported, and every figure of the districts is invented and marked "số liệu mẫu"; results
of 2022 that nobody knows stay blank.
"""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from thidua.base.access import Actor
from thidua.command.demonstration.playing import people_of
from thidua.core.text import fold
from thidua.subjects.accounts.models import Post, User
from thidua.subjects.accounts.selectors import actor_for
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.targets.models import Target, TargetValue
from thidua.subjects.targets.services.fixing import fix_target
from thidua.subjects.targets.services.reporting import report_value
from thidua.subjects.targets.services.settling import (
    dispute_value,
    set_own_figures,
    verify_value,
)
from thidua.subjects.targets.services.splitting import ShareLine, split_target

FIXED_ON, GIVEN_ON = date(2022, 1, 26), date(2022, 1, 27)
IN_TIME, LATE, SETTLED = date(2022, 2, 7), date(2022, 2, 10), date(2022, 2, 14)
JOBS = "jobs_created"
# Sample: the share of each district, and what it reports for January; None has not reported yet.
# The third reports twice what its like do, the owner knows another figure, and asks.
DISTRICTS: dict[str, tuple[int, int | None]] = {
    "D105": (1030, 96),
    "D106": (1100, 88),
    "D107": (820, 214),
    "D108": (1280, None),
    "D109": (1200, 79),
    "D110": (1150, 104),
    "D111": (950, 81),
    "D112": (500, 42),
}
LATE_ONES, VERIFIED, DISPUTED = ("D109",), ("D105", "D106", "D110"), "D107"


def play(movement: Movement) -> None:
    targets = {use.target.pk: use.target for use in movement.targets.select_related("target")}
    sheets = read_sheets()
    made = {
        row["code"]: target for row in sheets if (target := _named(row, list(targets.values())))
    }
    for row in sheets:
        if row["code"] in made:
            _fix(made[row["code"]], row)
    if JOBS in made:
        jobs = Target.objects.get(pk=made[JOBS].pk)
        _give(jobs)
        _report(jobs)


def read_sheets() -> list[dict[str, str]]:
    text = (files("thidua.data.laichau") / "targets-2022.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def _named(row: dict[str, str], targets: list[Target]) -> Target | None:
    """The target the reader found for this row: the same value, the most words of the name."""
    words = set(fold(row["name_vi"]).split())
    same = [one for one in targets if one.value == Decimal(row["target_2022"])]
    return max(same, key=lambda one: len(words & set(fold(one.name).split())), default=None)


def _fix(target: Target, row: dict[str, str]) -> None:
    values: dict[str, Any] = {
        "name": row["name_vi"],
        "unit_of_measure": row["unit"],
        "scope": row["scope"],
        "measure": row["measure"],
        "owner_id": _unit(row["sample_owner"]),
        "period_kind": row["sample_period"],
        "rule": row["sample_rule"],
        "reach": row["sample_reach"],
        "denominator": row["sample_denominator"],
        "source_status": "verified",
        "sample_fields": ["owner", "period_kind", "rule"],
    }
    if row["actual_2021"]:
        values |= {
            "baseline": Decimal(row["actual_2021"]),
            "baseline_kind": row["actual_2021_kind"],
            "baseline_source": row["actual_2021_source"],
        }
    fix_target(actor=_officer(FIXED_ON), target=target, values=values)


def _unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


def _officer(day: date) -> Actor:
    return _person("chuyenvien", day)


def _person(username: str, day: date) -> Actor:
    user = User.objects.get(username=username)
    post = Post.objects.held_on(day).select_related("user").filter(user=user).first()
    assert post is not None
    return actor_for(user, post, day)


def _give(jobs: Target) -> None:
    lines = [ShareLine(_unit(code), Decimal(share)) for code, (share, _told) in DISTRICTS.items()]
    split_target(
        actor=_person("chutri", GIVEN_ON),
        target=jobs,
        lines=lines,
        paper="Quyết định giao chỉ tiêu (số liệu mẫu)",
        is_sample=True,
    )


def _report(jobs: Target) -> None:
    rows = {
        row.organization.code: row
        for row in TargetValue.objects.filter(target=jobs, period__index=1).select_related(
            "target", "period", "organization"
        )
    }
    for code, (_share, told) in DISTRICTS.items():
        people = people_of(_unit(code), IN_TIME)
        if told is None or people is None:
            continue
        clerk = replace(people[0], day=LATE if code in LATE_ONES else IN_TIME)
        report_value(actor=clerk, row=rows[code], value=Decimal(told), paper="Báo cáo tháng 01")
    _settle(rows)


def _settle(rows: dict[str, TargetValue]) -> None:
    owner = _person("chutri", SETTLED)
    jobs, period = rows[DISPUTED].target, rows[DISPUTED].period
    own = {rows[code].pk: rows[code].value for code in VERIFIED}
    set_own_figures(actor=owner, target=jobs, period=period, figures=own)
    for code in VERIFIED:
        row = rows[code]
        row.refresh_from_db(fields=["owner_value", "revision"])
        verify_value(actor=owner, row=row)
    dispute_value(
        actor=owner,
        row=rows[DISPUTED],
        own_figure=Decimal(107),
        reason="Sổ theo dõi của Sở ghi 107; đề nghị rà soát người được đếm hai lần.",
    )
