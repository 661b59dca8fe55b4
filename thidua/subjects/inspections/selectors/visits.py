"""Plans, visits and duties an actor may see; the list and the object use the same rule."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from thidua.base.access import Actor
from thidua.subjects.inspections.enums import (
    KNOWN_TO_UNIT,
    OVERDUE,
    FollowUpState,
    PlanState,
    VisitState,
)
from thidua.subjects.inspections.models import (
    Finding,
    FollowUp,
    InspectionPlan,
    TeamMember,
    Visit,
)
from thidua.subjects.inspections.permissions import LEADERS, SUPERVISORS


def plans_visible_to(actor: Actor) -> QuerySet[InspectionPlan]:
    plans = InspectionPlan.objects.exclude(state=PlanState.DISCARDED)
    if actor.is_system or actor.role in LEADERS:
        return plans
    if actor.role in SUPERVISORS:
        return plans.filter(state__in=[PlanState.ISSUED, PlanState.CLOSED])
    return plans.none()


def in_team_of(actor: Actor, reference: str = "pk") -> Exists:
    return Exists(
        TeamMember.objects.filter(visit_id=OuterRef(reference), user_id=actor.user_id or 0)
    )


def visits_visible_to(actor: Actor) -> QuerySet[Visit]:
    """Leaders all; a team its own; a unit its own once it was told."""
    visits = Visit.objects.exclude(plan__state=PlanState.DISCARDED).select_related("plan")
    if actor.is_system or actor.role in LEADERS:
        return visits
    own = Q(in_team_of(actor))
    if actor.unit_id is not None:
        own |= Q(organization_id=actor.unit_id, state__in=KNOWN_TO_UNIT)
    return visits.filter(own)


def my_visits(actor: Actor) -> QuerySet[Visit]:
    """Where the actor goes: the running visits of own teams, the next one first."""
    running = Visit.objects.running().filter(in_team_of(actor)).exclude(state=VisitState.PLANNED)
    return running.select_related("plan").order_by("day", "pk")


def follow_ups_visible_to(actor: Actor) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.in_force().select_related("visit__plan")
    if actor.is_system or actor.role in LEADERS:
        return rows
    own = Q(in_team_of(actor, "visit_id"))
    if actor.unit_id is not None:
        own |= Q(organization_id=actor.unit_id)
        own |= Q(visit__organization_id=actor.unit_id)
    return rows.filter(own)


def with_parts(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Everything the page of a visit shows, in a bounded number of queries."""
    findings = Finding.objects.standing().select_related("item").prefetch_related("pictures__file")
    return visits.select_related(
        "plan", "self_check__paper", "minutes__docx", "minutes__signed_file", "conclusion_paper"
    ).prefetch_related(
        "team",
        Prefetch("findings", findings, to_attr="standing_findings"),
        Prefetch("follow_ups", FollowUp.objects.prefetch_related("findings")),
    )


def shown_state(visit: Visit, day: date, overdue: bool | None = None) -> str:
    """The word on the chip: a duty past its day makes the whole visit "Quá hạn"."""
    if visit.state != VisitState.FOLLOW_UP:
        return str(VisitState(visit.state).label)
    if overdue is None:
        overdue = any(row.is_overdue(day) for row in visit.follow_ups.all())
    return OVERDUE if overdue else str(VisitState.FOLLOW_UP.label)


def mark_overdue(visits: QuerySet[Visit], day: date) -> QuerySet[Visit]:
    """Annotate `overdue`: a duty of the visit is past its day and not accepted."""
    late = FollowUp.objects.filter(visit_id=OuterRef("pk"), due_on__lt=day)
    return visits.annotate(overdue=Exists(late.exclude(state=FollowUpState.ACCEPTED)))
