"""Campaigns and reports an actor may see: lists and objects use the same rule as the verbs."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet

from thidua.base.access import PROVINCE_DESK, Actor
from thidua.base.parameters import days
from thidua.subjects.movements.enums import RUNNING, Level
from thidua.subjects.movements.models import Phase
from thidua.subjects.reports.enums import NOT_RECEIVED, RECEIVED, CampaignState, ReportState
from thidua.subjects.reports.models import OwedReport, ReportCampaign
from thidua.subjects.reports.permissions import UNIT_WRITERS, WATCHERS
from thidua.subjects.reports.schedule import KIND_OF_PHASE


def campaigns_of(actor: Actor) -> QuerySet[ReportCampaign]:
    """Those this actor's office collects or watches; drafts only where it collects."""
    if actor.is_system:
        return ReportCampaign.objects.all()
    seen = Q(pk__in=[])
    if actor.role in PROVINCE_DESK:
        seen |= Q(for_province=True)
    elif actor.role in WATCHERS:
        seen |= Q(for_province=True, state__in=[CampaignState.OPEN, CampaignState.CLOSED])
    if actor.role in UNIT_WRITERS and actor.unit_id is not None:
        seen |= Q(unit_id=actor.unit_id, for_province=False)
    return ReportCampaign.objects.filter(seen)


def collected_by(actor: Actor) -> QuerySet[ReportCampaign]:
    """Those this actor works on."""
    if actor.role in PROVINCE_DESK or actor.is_system:
        return ReportCampaign.objects.filter(for_province=True)
    if actor.role in UNIT_WRITERS and actor.unit_id is not None:
        return ReportCampaign.objects.filter(unit_id=actor.unit_id, for_province=False)
    return ReportCampaign.objects.none()


def with_counts(campaigns: QuerySet[ReportCampaign]) -> QuerySet[ReportCampaign]:
    counted = ~Q(reports__state=ReportState.EXEMPT)
    return campaigns.annotate(
        owed=Count("reports", filter=counted),
        received=Count("reports", filter=Q(reports__state__in=RECEIVED)),
        waiting=Count("reports", filter=Q(reports__state=ReportState.SENT)),
        missing=Count("reports", filter=Q(reports__state__in=NOT_RECEIVED)),
    )


def reports_of_unit(actor: Actor) -> QuerySet[OwedReport]:
    """What the actor's unit owes and has sent; cancelled campaigns are gone."""
    mine = OwedReport.objects.of_unit(actor.unit_id)
    return mine.exclude(campaign__state=CampaignState.CANCELLED).select_related("campaign")


def phases_without_campaign(actor: Actor) -> QuerySet[Phase]:
    """Phases of running movements whose opening day has come, for whoever launched them."""
    taken = ReportCampaign.objects.exclude(state=CampaignState.CANCELLED).filter(
        phase__isnull=False
    )
    near = actor.day + timedelta(days=days("report.open_before", actor.day))
    come = Q(opens_on__lte=actor.day) | Q(opens_on=None, due_on__lte=near)
    phases = Phase.objects.filter(come, kind__in=list(KIND_OF_PHASE), due_on__gte=actor.day)
    phases = phases.filter(movement__state__in=RUNNING, movement__duties__isnull=False)
    if actor.role in PROVINCE_DESK:
        phases = phases.exclude(movement__level=Level.UNIT)
    else:
        phases = phases.filter(movement__level=Level.UNIT, movement__unit_id=actor.unit_id)
    return phases.exclude(pk__in=taken.values("phase_id")).select_related("movement").distinct()
