"""Completeness and timeliness of one campaign: who owes, received, late, returned; late first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet

from thidua.base.parameters import calendar
from thidua.subjects.orgs.enums import GROUP_OF_KIND, KindGroup
from thidua.subjects.reports.enums import NOT_RECEIVED, RECEIVED, ReportState
from thidua.subjects.reports.models import OwedReport, ReportCampaign
from thidua.subjects.reports.models.owed import UNDER_A_DISTRICT

FIELDS = (
    "pk", "organization_id", "unit_name", "unit_kind", "parent_name", "state", "due_on", "sent_on",
    "first_sent_on", "opened_on", "accepted_on", "returns", "reminders", "reminded_on",
    "recorded_paper", "lifted_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitReport:
    """One unit on the board."""

    report_id: int
    unit_id: int
    name: str
    group: str
    parent: str
    state: ReportState
    due_on: date
    sent_on: date | None
    first_sent_on: date | None
    days_late: int  # working days past the due day while it is not received
    returns: int
    reminders: int
    reminded_on: date | None
    is_recorded: bool
    is_lifted: bool

    @property
    def is_counted(self) -> bool:
        return self.state != ReportState.EXEMPT

    @property
    def is_received(self) -> bool:
        return self.state in RECEIVED

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def came_in_time(self) -> bool:
        return self.is_received and self.first_sent_on is not None and self.first_sent_on <= self.due_on  # fmt: skip

    @property
    def came_late(self) -> bool:
        return self.is_received and not self.came_in_time

    @property
    def district(self) -> str:
        return self.parent if KindGroup(self.group) in UNDER_A_DISTRICT else ""


@dataclass(frozen=True, slots=True)
class Count:
    """Units of one kind or district, by what came of their reports."""

    key: str
    label: str
    total: int
    in_time: int
    late: int  # came, but after the due day
    missing: int
    overdue: int  # of the missing: past the due day
    returned: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Board:
    rows: tuple[UnitReport, ...]
    day: date

    @property
    def counted(self) -> list[UnitReport]:
        return [row for row in self.rows if row.is_counted]

    @property
    def overdue(self) -> list[UnitReport]:
        return [row for row in self.rows if row.is_late]

    def whole(self) -> Count:
        return _count("", "Tất cả", self.counted)

    def by_group(self) -> list[Count]:
        counted = self.counted
        piles = [(group, [row for row in counted if row.group == group]) for group in KindGroup]
        return [_count(group, str(group.label), rows) for group, rows in piles if rows]

    def by_district(self) -> list[Count]:
        """Communes and schools under their district or division."""
        names = list(dict.fromkeys(row.district for row in self.counted if row.district))
        return [_count(name, name, [r for r in self.counted if r.district == name]) for name in sorted(names)]  # fmt: skip


def _count(key: str, label: str, rows: Iterable[UnitReport]) -> Count:
    rows = list(rows)
    return Count(
        key=key,
        label=label,
        total=len(rows),
        in_time=sum(row.came_in_time for row in rows),
        late=sum(row.came_late for row in rows),
        missing=sum(not row.is_received for row in rows),
        overdue=sum(row.is_late for row in rows),
        returned=sum(row.state == ReportState.RETURNED for row in rows),
        accepted=sum(row.state == ReportState.ACCEPTED for row in rows),
    )


def board_of(campaign: ReportCampaign, day: date) -> Board:
    """Every unit asked, as it stands now, lateness as of the day. Two queries, whatever the size."""
    reports: QuerySet[OwedReport] = campaign.reports.all()
    late = _lateness(day)
    # Plain rows: a board of 500 units needs no model instances.
    rows = [_row(row, late) for row in reports.values_list(*FIELDS, named=True)]
    return Board(tuple(sorted(rows, key=_late_first)), day)


def _lateness(day: date) -> Any:
    working = calendar(day)

    @cache
    def late(due: date) -> int:
        # One at least: a due day before a weekend is past on Saturday already.
        return max(1, working.working_days_between(due, day)) if day > due else 0

    return late


def _row(row: Any, late: Any) -> UnitReport:
    state = ReportState(row.state)
    return UnitReport(
        report_id=row.pk,
        unit_id=row.organization_id,
        name=row.unit_name,
        group=GROUP_OF_KIND.get(row.unit_kind, KindGroup.OTHERS),
        parent=row.parent_name,
        state=state,
        due_on=row.due_on,
        sent_on=row.sent_on,
        first_sent_on=row.first_sent_on,
        days_late=late(row.due_on) if state in NOT_RECEIVED else 0,
        returns=row.returns,
        reminders=row.reminders,
        reminded_on=row.reminded_on,
        is_recorded=bool(row.recorded_paper),
        is_lifted=row.lifted_until is not None,
    )


def _late_first(row: UnitReport) -> tuple[int, str, int]:
    return (-row.days_late, row.name, row.report_id)
