"""Preparing, opening, closing a campaign. At opening what is owed is fixed and units are told."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from thidua.base import audit, clock, jobs
from thidua.base.access import PROVINCE_DESK, Actor, require
from thidua.core.text import fold, format_date
from thidua.subjects.movements.enums import RUNNING, Level, State
from thidua.subjects.movements.models import Movement, Phase
from thidua.subjects.movements.services.launching import start_closing
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.papers.services import create_paper
from thidua.subjects.reports.documents.letters import campaign_letter
from thidua.subjects.reports.enums import CampaignKind, CampaignState, HeadingKind
from thidua.subjects.reports.errors import BadInput, NotReady, WrongState
from thidua.subjects.reports.models import Heading, ReportCampaign
from thidua.subjects.reports.outlines import default_headings, headings_of, write_outline
from thidua.subjects.reports.schedule import KIND_OF_PHASE, days_of_phase, period_of_phase
from thidua.subjects.reports.selectors.owing import units_owing
from thidua.subjects.reports.services.changing import move_campaign
from thidua.subjects.reports.services.owing import tell_units, write_owed

EDITABLE = (
    "name", "since", "until", "opens_on", "due_on", "late_until", "locks_on", "asked", "note",
)  # fmt: skip
ABOUT = "reports.ReportCampaign"


@transaction.atomic
def prepare_campaign(
    *,
    actor: Actor,
    kind: str,
    movement: Movement | None = None,
    phase: Phase | None = None,
    outline_of: ReportCampaign | None = None,
    is_sample: bool = False,
    **fields: Any,
) -> ReportCampaign:
    """A draft with its outline: the usual one of its kind, or that of an earlier campaign."""
    campaign = ReportCampaign(
        unit_id=_unit_of(actor, movement),
        for_province=_is_for_province(actor, movement),
        movement=movement,
        phase=phase,
        kind=CampaignKind(kind),
        is_sample=is_sample,
        **{name: fields[name] for name in EDITABLE if name in fields},
    )
    require(actor, "reports.prepare", campaign)
    _check_days(campaign)
    _check_phase(phase)
    campaign.save()
    write_outline(campaign, headings_of(outline_of) if outline_of else default_headings(kind))
    audit.record(
        actor,
        "reports.prepare",
        campaign,
        after={"kind": campaign.kind, "due_on": campaign.due_on, "until": campaign.until},
    )
    return campaign


def _unit_of(actor: Actor, movement: Movement | None) -> int:
    if movement is not None:
        return movement.unit_id
    if actor.role in PROVINCE_DESK or actor.is_system:
        return committee_on(actor.day)
    return actor.home_unit


def committee_on(day: date) -> int:
    """The People's Committee of the province, for which the desk asks."""
    versions = OrganizationVersion.objects.on(day).filter(kind=Kind.PEOPLES_COMMITTEE)
    found = versions.order_by("organization_id").values_list("organization_id", flat=True).first()
    if found is None:
        raise BadInput("Chưa có Ủy ban nhân dân tỉnh trong danh sách đơn vị của ngày này.")
    return int(found)


def _is_for_province(actor: Actor, movement: Movement | None) -> bool:
    if movement is not None:
        return movement.level != Level.UNIT
    return actor.role in PROVINCE_DESK or actor.is_system


def _check_days(campaign: ReportCampaign) -> None:
    if not campaign.name.strip():
        raise BadInput("Cần ghi tên đợt báo cáo.")
    if campaign.until < campaign.since:
        raise BadInput("Kỳ báo cáo: ngày cuối phải từ ngày đầu trở đi.")
    in_order = campaign.opens_on <= campaign.due_on <= campaign.late_until < campaign.locks_on
    if not in_order:
        raise BadInput(
            "Bốn ngày phải theo thứ tự: mở, hạn gửi, nhận muộn đến hết, khóa. Ngày khóa phải sau "
            f"ngày nhận muộn {format_date(campaign.late_until)}."
        )


def _check_phase(phase: Phase | None) -> None:
    taken = phase and phase.campaigns.exclude(state=CampaignState.CANCELLED).first()
    if taken:
        raise WrongState(f"Đợt “{phase}” của phong trào đã có “{taken}”.")


@transaction.atomic
def prepare_from_phase(*, actor: Actor, phase: Phase) -> ReportCampaign:
    """With the days, period and outline that follow from a movement's own schedule."""
    since, until = period_of_phase(phase)
    kind = KIND_OF_PHASE.get(phase.kind)  # type: ignore[call-overload]
    if kind is None:
        raise BadInput("Đợt xét khen thưởng không phải là đợt báo cáo.")
    return prepare_campaign(
        actor=actor,
        kind=kind,
        movement=phase.movement,
        phase=phase,
        is_sample=phase.movement.is_sample,
        name=f"{phase.name}: {phase.movement.name}"[:300],
        since=since,
        until=until,
        **asdict(days_of_phase(phase, actor.day)),
    )


@transaction.atomic
def edit_campaign(
    *, actor: Actor, campaign: ReportCampaign, fields: Mapping[str, Any]
) -> ReportCampaign:
    require(actor, "reports.prepare", campaign)
    before = {name: getattr(campaign, name) for name in EDITABLE}
    for name, value in fields.items():
        if name in EDITABLE:
            setattr(campaign, name, value)
    _check_days(campaign)
    after = {name: getattr(campaign, name) for name in EDITABLE}
    move_campaign(
        campaign, expected=[CampaignState.DRAFT], to=CampaignState.DRAFT,
        name_key=fold(campaign.name)[:300], **after,
    )  # fmt: skip
    changed = audit.changes(before, after)
    audit.record(actor, "reports.edit", campaign, before=changed["before"], after=changed["after"])
    return campaign


@transaction.atomic
def save_heading(
    *, actor: Actor, campaign: ReportCampaign, heading: Heading | None, values: Mapping[str, Any]
) -> Heading:
    """Add or change one heading while the campaign is being prepared."""
    require(actor, "reports.prepare", campaign)
    move_campaign(campaign, expected=[CampaignState.DRAFT], to=CampaignState.DRAFT)
    _check_heading(values)
    if heading is None:
        last = campaign.headings.aggregate(last=Max("position"))["last"] or 0
        heading = Heading(campaign=campaign, position=last + 1)
    for name, value in values.items():
        setattr(heading, name, value)
    heading.save()
    audit.record(actor, "reports.save_heading", campaign, after={"title": heading.title})
    return heading


def _check_heading(values: Mapping[str, Any]) -> None:
    if not str(values.get("title", "")).strip():
        raise BadInput("Cần ghi đề mục.")
    if values.get("kind") == HeadingKind.TABLE and not values.get("columns"):
        raise BadInput("Đề mục dạng bảng cần ít nhất một cột: ghi tên cột, mỗi cột một dòng.")


@transaction.atomic
def drop_heading(*, actor: Actor, campaign: ReportCampaign, heading: Heading) -> None:
    require(actor, "reports.prepare", campaign)
    move_campaign(campaign, expected=[CampaignState.DRAFT], to=CampaignState.DRAFT)
    title = heading.title
    heading.delete()
    audit.record(actor, "reports.drop_heading", campaign, before={"title": title})


@transaction.atomic
def move_heading(*, actor: Actor, campaign: ReportCampaign, heading: Heading, up: bool) -> None:
    require(actor, "reports.prepare", campaign)
    move_campaign(campaign, expected=[CampaignState.DRAFT], to=CampaignState.DRAFT)
    order = list(campaign.headings.all())
    place = order.index(heading)
    other = place + (-1 if up else 1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for position, row in enumerate(order, 1):
        row.position = position
    Heading.objects.bulk_update(order, ["position"])
    audit.record(actor, "reports.save_heading", campaign, after={"title": heading.title})


@transaction.atomic
def open_campaign(*, actor: Actor, campaign: ReportCampaign) -> ReportCampaign:
    """Draft → open: one report owed by each unit, a letter with the outline drafted, units told."""
    require(actor, "reports.open", campaign)
    units = units_owing(campaign, actor.day)
    if lacking := missing_to_open(campaign, len(units), actor.day):
        raise NotReady(lacking)
    move_campaign(
        campaign, expected=[CampaignState.DRAFT], to=CampaignState.OPEN, opened_on=actor.day
    )
    owed = write_owed(campaign, units)
    _draft_letter(actor, campaign)
    tell_units(campaign, owed)
    _begin_final_review(actor, campaign)
    audit.record(
        actor,
        "reports.open",
        campaign,
        before={"state": CampaignState.DRAFT},
        after={"state": CampaignState.OPEN, "units": len(owed), "due_on": campaign.due_on},
    )
    return campaign


def missing_to_open(campaign: ReportCampaign, units: int, day: date) -> list[str]:
    movement = campaign.movement
    lacking = []
    if not campaign.headings.exists():
        lacking.append("đề cương chưa có đề mục nào")
    if not units:
        lacking.append("chưa có đơn vị nào phải báo cáo")
    if movement is not None and movement.state not in RUNNING:
        lacking.append(f"phong trào đang ở trạng thái “{movement.get_state_display()}”")
    if day >= campaign.locks_on:
        lacking.append("ngày khóa đã qua: sửa lại bốn ngày của đợt báo cáo")
    return lacking


def _draft_letter(actor: Actor, campaign: ReportCampaign) -> None:
    """The công văn with the outline, for a person to read and submit."""
    document = campaign_letter(campaign, actor.day)
    paper = create_paper(
        actor=actor,
        unit_id=campaign.unit_id,
        kind=document.kind,
        document=document,
        about=f"{ABOUT}:{campaign.pk}",
    )
    ReportCampaign.objects.filter(pk=campaign.pk).update(paper=paper)
    campaign.refresh_from_db()


def _begin_final_review(actor: Actor, campaign: ReportCampaign) -> None:
    movement = campaign.movement
    if movement is None or campaign.kind != CampaignKind.FINAL:
        return
    if movement.state in (State.LAUNCHED, State.INTERIM_REVIEWED):
        start_closing(actor=actor, movement=movement, note=f"Mở đợt báo cáo: {campaign.name}")


@transaction.atomic
def cancel_campaign(*, actor: Actor, campaign: ReportCampaign, reason: str) -> ReportCampaign:
    """A draft, or an open campaign of which nothing was sent yet."""
    require(actor, "reports.cancel", campaign)
    if not reason.strip():
        raise BadInput("Cần ghi lý do hủy đợt báo cáo.")
    if campaign.reports.received().exists():
        raise WrongState("Đã có đơn vị gửi báo cáo: kết thúc đợt báo cáo thay vì hủy.")
    before = campaign.state
    move_campaign(
        campaign,
        expected=[CampaignState.DRAFT, CampaignState.OPEN],
        to=CampaignState.CANCELLED,
        cancel_reason=reason.strip(),
    )
    audit.record(
        actor,
        "reports.cancel",
        campaign,
        before={"state": before},
        after={"state": CampaignState.CANCELLED},
        reason=reason,
    )
    return campaign


@transaction.atomic
def close_campaign(*, actor: Actor, campaign: ReportCampaign) -> ReportCampaign:
    """Nothing more is taken in; who has not reported stays so on the record."""
    require(actor, "reports.close", campaign)
    move_campaign(
        campaign, expected=[CampaignState.OPEN], to=CampaignState.CLOSED, closed_on=actor.day
    )
    audit.record(
        actor,
        "reports.close",
        campaign,
        before={"state": CampaignState.OPEN},
        after={
            "state": CampaignState.CLOSED,
            "missing": list(campaign.reports.not_received().values_list("unit_name", flat=True)),
        },
    )
    return campaign


@jobs.daily(6, 30, "reports.open_due")
def open_today() -> None:
    open_due(clock.today())


def phases_to_open(day: date) -> QuerySet[Phase]:
    """Phases whose opening day has come and that no campaign answers yet."""
    taken = ReportCampaign.objects.exclude(state=CampaignState.CANCELLED).filter(
        phase__isnull=False
    )
    return (
        Phase.objects.filter(opens_on__lte=day, due_on__gte=day, kind__in=list(KIND_OF_PHASE))
        .filter(movement__state__in=RUNNING, movement__duties__isnull=False)
        .exclude(pk__in=taken.values("phase_id"))
        .select_related("movement")
        .distinct()
    )


def open_due(day: date) -> list[ReportCampaign]:
    """What opens by itself: phases with an opening day of their own, and prepared campaigns."""
    system = Actor.system(day)
    for phase in phases_to_open(day):
        prepare_from_phase(actor=system, phase=phase)
    waiting = ReportCampaign.objects.filter(state=CampaignState.DRAFT, opens_on__lte=day)
    with_opening_day = waiting.filter(phase__opens_on__isnull=False)
    return _open_those_ready(system, with_opening_day)


def _open_those_ready(system: Actor, campaigns: Iterable[ReportCampaign]) -> list[ReportCampaign]:
    opened = []
    for campaign in campaigns:
        try:
            opened.append(open_campaign(actor=system, campaign=campaign))
        except NotReady:
            continue  # stands on the desk's own page as "đợt báo cáo cần mở"
    return opened
