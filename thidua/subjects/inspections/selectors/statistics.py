"""A year of inspections in numbers: visits, findings by heading, what was mended and what not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.subjects.inspections.enums import (
    FAULTS,
    MADE,
    FindingKind,
    FollowUpState,
    PlanState,
    VisitForm,
    VisitState,
)
from thidua.subjects.inspections.models import Finding, FollowUp, Visit

NO_HEADING = "Không theo đề mục"


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """Findings under one heading of the outline, by kind."""

    title: str
    counts: tuple[int, ...]  # in the order of FindingKind

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class YearOfInspections:
    year: int
    planned: int
    made: int
    cancelled: int
    by_state: tuple[tuple[str, int], ...]
    by_form: tuple[tuple[str, int, int], ...]  # label, planned, made
    self_checks_sent: int
    self_checks_in_time: int
    headings: tuple[HeadingRow, ...]
    follow_ups: int
    accepted: int
    overdue: int
    open_units: tuple[tuple[str, int, int], ...]  # unit, open duties, of these overdue

    @property
    def findings(self) -> int:
        return sum(row.total for row in self.headings)

    @property
    def faults(self) -> int:
        """Shortcomings and violations: what asks to be mended."""
        places = [list(FindingKind).index(kind) for kind in FAULTS]
        return sum(row.counts[place] for row in self.headings for place in places)

    @property
    def by_kind(self) -> tuple[tuple[str, int], ...]:
        sums = [
            sum(row.counts[place] for row in self.headings) for place in range(len(FindingKind))
        ]
        return tuple((str(kind.label), sums[place]) for place, kind in enumerate(FindingKind))


def years_inspected() -> list[int]:
    years = Visit.objects.order_by("-plan__year").values_list("plan__year", flat=True)
    return list(years.distinct())


def year_of_inspections(year: int, day: date) -> YearOfInspections:
    """Everything from three queries, as of the day."""
    visits = list(
        Visit.objects.filter(
            plan__year=year, plan__state__in=[PlanState.ISSUED, PlanState.CLOSED]
        ).only("state", "form", "self_checked_on", "self_check_due", "unit_name")
    )
    ids = [visit.pk for visit in visits]
    duties = list(FollowUp.objects.in_force().filter(visit_id__in=ids))
    going = [visit for visit in visits if visit.state != VisitState.CANCELLED]
    sent = [visit for visit in visits if visit.self_checked_on is not None]
    return YearOfInspections(
        year=year,
        planned=len(going),
        made=sum(visit.state in MADE for visit in visits),
        cancelled=len(visits) - len(going),
        by_state=_by_state(visits),
        by_form=_by_form(going),
        self_checks_sent=len(sent),
        self_checks_in_time=sum(_in_time(visit) for visit in sent),
        headings=_by_heading(ids),
        follow_ups=len(duties),
        accepted=sum(duty.state == FollowUpState.ACCEPTED for duty in duties),
        overdue=sum(duty.is_overdue(day) for duty in duties),
        open_units=_open_units(duties, day),
    )


def _in_time(visit: Visit) -> bool:
    sent, due = visit.self_checked_on, visit.self_check_due
    return sent is not None and (due is None or sent <= due)


def _by_state(visits: Sequence[Visit]) -> tuple[tuple[str, int], ...]:
    counts = Counter(visit.state for visit in visits)
    return tuple((str(state.label), counts[state]) for state in VisitState if counts[state])


def _by_form(visits: Sequence[Visit]) -> tuple[tuple[str, int, int], ...]:
    rows = []
    for form in VisitForm:
        of_form = [visit for visit in visits if visit.form == form]
        if of_form:
            made = sum(visit.state in MADE for visit in of_form)
            rows.append((str(form.label), len(of_form), made))
    return tuple(rows)


def _by_heading(visit_ids: Sequence[int]) -> tuple[HeadingRow, ...]:
    rows = Finding.objects.standing().filter(visit_id__in=visit_ids).order_by("item__position")
    counts: dict[str, Counter[str]] = {}
    for title, kind in rows.values_list("item__title", "kind"):
        counts.setdefault(title or NO_HEADING, Counter())[kind] += 1
    return tuple(
        HeadingRow(title, tuple(kinds[kind] for kind in FindingKind))
        for title, kinds in counts.items()
    )


def _open_units(duties: Sequence[FollowUp], day: date) -> tuple[tuple[str, int, int], ...]:
    open_: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for duty in duties:
        if duty.state != FollowUpState.ACCEPTED:
            open_[duty.unit_name] += 1
            late[duty.unit_name] += duty.is_overdue(day)
    return tuple(
        (name, count, late[name])
        for name, count in sorted(open_.items(), key=lambda row: (-late[row[0]], -row[1], row[0]))
    )
