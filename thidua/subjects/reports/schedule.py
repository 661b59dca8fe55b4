"""The four days of a campaign, from dated parameters."""

from dataclasses import dataclass
from datetime import date, timedelta

from thidua.base.parameters import calendar, days, get
from thidua.subjects.movements.enums import PhaseKind
from thidua.subjects.movements.models import Phase
from thidua.subjects.reports.enums import CampaignKind
from thidua.subjects.reports.errors import BadInput

KIND_OF_PHASE = {
    PhaseKind.REPORT: CampaignKind.OTHER,
    PhaseKind.INTERIM: CampaignKind.INTERIM,
    PhaseKind.FINAL: CampaignKind.FINAL,
}
DUE_PARAMETER = {CampaignKind.INTERIM: "report.half_year", CampaignKind.FINAL: "report.year"}


@dataclass(frozen=True, slots=True)
class FourDays:
    opens_on: date
    due_on: date
    late_until: date
    locks_on: date


def four_days(due: date, day: date) -> FourDays:
    """Opening and late days around a due day, as the parameters of `day` count them."""
    late_until = calendar(due).add_working_days(due, days("report.late", day))
    return FourDays(
        opens_on=due - timedelta(days=days("report.open_before", day)),
        due_on=due,
        late_until=late_until,
        locks_on=late_until + timedelta(days=1),
    )


def usual_due(kind: str, year: int, day: date) -> date | None:
    """15/06 and 30/11 or what the province has set; other reports have no usual day."""
    name = DUE_PARAMETER.get(CampaignKind(kind))
    if name is None:
        return None
    words = str(get(name, day))
    try:
        in_month, month = (int(part) for part in words.split("/"))
        return date(year, month, in_month)
    except ValueError as error:
        raise BadInput(f"Quy định “{name}” phải ghi dạng ngày/tháng, ví dụ 15/06.") from error


def days_of_phase(phase: Phase, day: date) -> FourDays:
    """A phase's own days; those it leaves open come from the parameters."""
    usual = four_days(phase.due_on, day)
    late_until = max(phase.late_until or usual.late_until, phase.due_on)
    locks_on = phase.locks_on or late_until + timedelta(days=1)
    return FourDays(
        opens_on=min(phase.opens_on or usual.opens_on, phase.due_on),
        due_on=phase.due_on,
        late_until=late_until,
        locks_on=max(locks_on, late_until + timedelta(days=1)),
    )


def period_of_phase(phase: Phase) -> tuple[date, date]:
    """From the movement's beginning (or the year's) up to the day the report is due."""
    begin = phase.movement.starts_on or date(phase.due_on.year, 1, 1)
    return min(begin, phase.due_on), phase.due_on
