"""From a draft plan to visits that the units know of: two papers, the notice, the end of the plan."""

from collections.abc import Sequence

from django.db import transaction

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.base.parameters import calendar, days
from thidua.core.documents import OfficialDocument
from thidua.core.text import format_date
from thidua.subjects.inspections.documents import decision_document, plan_document
from thidua.subjects.inspections.enums import BEFORE_VISIT, ENDED, PlanState, VisitState
from thidua.subjects.inspections.errors import BadInput, NotReady, WrongState
from thidua.subjects.inspections.models import InspectionPlan, Visit
from thidua.subjects.inspections.selectors.readiness import missing_of_plan, missing_to_notify
from thidua.subjects.inspections.services.changing import move_plan, move_visit
from thidua.subjects.papers import content
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper, revise_paper, submit_paper

ABOUT_PLAN = "inspections.InspectionPlan"
UNIT_ROLES = (Role.UNIT_CLERK, Role.UNIT_HEAD)


@transaction.atomic
def submit_plan(*, actor: Actor, plan: InspectionPlan) -> InspectionPlan:
    """Write the plan and the decision on the teams as papers and hand both up for signature."""
    require(actor, "inspections.submit_plan", plan)
    if missing := missing_of_plan(plan):
        raise NotReady(missing)
    move_plan(plan, expected=[PlanState.DRAFT], to=PlanState.SUBMITTED)
    about = f"{ABOUT_PLAN}:{plan.pk}"
    plan_paper = hand_up(
        actor, plan.plan_paper, plan_document(plan, actor.day), plan.unit_id, about
    )
    team_paper = hand_up(
        actor, plan.team_paper, decision_document(plan, actor.day), plan.unit_id, about
    )
    InspectionPlan.objects.filter(pk=plan.pk).update(plan_paper=plan_paper, team_paper=team_paper)
    plan.refresh_from_db()
    audit.record(actor, "inspections.submit_plan", plan, after={"visits": plan.visits.count()})
    return plan


def hand_up(
    actor: Actor, known: Paper | None, document: OfficialDocument, unit_id: int, about: str
) -> Paper:
    """Create or revise the paper and submit it; one that is already on its way must say the same."""
    if known is None or known.state == PaperState.DISCARDED:
        known = create_paper(
            actor=actor, unit_id=unit_id, kind=document.kind, document=document, about=about
        )
    elif known.state == PaperState.DRAFT:
        known = revise_paper(
            actor=actor, paper_id=known.pk, revision=known.revision, document=document
        )
    elif known.content != content.to_json(document):
        raise WrongState(
            f"{known} đang “{PaperState(known.state).label}” với nội dung cũ. "
            "Rút văn bản về rồi trình lại."
        )
    else:
        return known
    return submit_paper(actor=actor, paper_id=known.pk)


def follow_plan(paper: Paper) -> None:
    """The plan comes back with a returned paper, and stands when both papers are issued."""
    plan = InspectionPlan.objects.filter(pk=int(paper.about.split(":")[1])).first()
    if plan is None or paper.pk not in (plan.plan_paper_id, plan.team_paper_id):
        return
    if paper.state == PaperState.DRAFT:
        InspectionPlan.objects.filter(pk=plan.pk, state=PlanState.SUBMITTED).update(
            state=PlanState.DRAFT
        )
    elif paper.state == PaperState.ISSUED and _both_issued(plan):
        issued_on = max(paper.issued_on for paper in _papers(plan) if paper.issued_on)
        InspectionPlan.objects.filter(pk=plan.pk, state=PlanState.SUBMITTED).update(
            state=PlanState.ISSUED, issued_on=issued_on
        )


def _papers(plan: InspectionPlan) -> list[Paper]:
    return list(Paper.objects.filter(pk__in=[plan.plan_paper_id, plan.team_paper_id]))


def _both_issued(plan: InspectionPlan) -> bool:
    papers = _papers(plan)
    return len(papers) == 2 and all(paper.state == PaperState.ISSUED for paper in papers)


@transaction.atomic
def notify_units(*, actor: Actor, plan: InspectionPlan, visits: Sequence[Visit]) -> int:
    """Tell units the day, the team and when their self-check is due; from here on they see it."""
    require(actor, "inspections.notify", plan)
    if plan.state != PlanState.ISSUED:
        raise WrongState("Kế hoạch và quyết định thành lập đoàn phải ban hành trước khi thông báo.")
    planned = [visit for visit in visits if visit.state == VisitState.PLANNED]
    if not planned:
        raise BadInput("Không có đơn vị nào chưa được thông báo trong số đã chọn.")
    missing = [line for visit in planned for line in missing_to_notify(visit)]
    if missing:
        raise NotReady(missing)
    for visit in planned:
        _notify(visit, actor)
    audit.record(
        actor, "inspections.notify", plan, after={"units": [visit.unit_name for visit in planned]}
    )
    return len(planned)


def _notify(visit: Visit, actor: Actor) -> None:
    assert visit.day is not None  # missing_to_notify has asked
    before = 0 if visit.is_on_paper_only else days("inspection.self_check", actor.day)
    due = calendar(visit.day).add_working_days(visit.day, -before) if before else visit.day
    move_visit(
        visit,
        expected=[VisitState.PLANNED],
        to=VisitState.NOTIFIED,
        notified_on=actor.day,
        self_check_due=max(due, actor.day),
    )
    assert visit.self_check_due is not None
    outbox.notify(
        to_unit=visit.organization_id,
        roles=UNIT_ROLES,
        subject=f"Thông báo kiểm tra công tác thi đua, khen thưởng: {visit.unit_name}",
        body=(
            f"{visit.get_form_display()} ngày {format_date(visit.day)}. Báo cáo tự kiểm tra theo "
            f"đề cương gửi trước ngày {format_date(visit.self_check_due)}."
        ),
        url=f"/kiem-tra/chuyen/{visit.pk}/",
        kind="inspection",
        key=f"inspection-notice:{visit.pk}:{visit.day}",
    )
    outbox.notify(
        to_users=list(visit.team.values_list("user_id", flat=True)),
        subject=f"Lịch kiểm tra {visit.unit_name} ngày {format_date(visit.day)}",
        body="Bạn là thành viên đoàn kiểm tra. Mở chuyến kiểm tra để xem tài liệu chuẩn bị.",
        url=f"/kiem-tra/chuyen/{visit.pk}/",
        kind="inspection",
        key=f"inspection-team:{visit.pk}:{visit.day}",
    )


@transaction.atomic
def cancel_visit(*, actor: Actor, visit: Visit, reason: str) -> Visit:
    """Nobody goes there after all; the reason stays with the visit."""
    require(actor, "inspections.cancel", visit)
    if not reason.strip():
        raise BadInput("Ghi lý do không tiến hành kiểm tra đơn vị này.")
    was_known = visit.state != VisitState.PLANNED
    move_visit(visit, expected=BEFORE_VISIT, to=VisitState.CANCELLED, cancel_reason=reason.strip())
    audit.record(actor, "inspections.cancel", visit, reason=reason)
    if was_known:
        outbox.notify(
            to_unit=visit.organization_id,
            roles=UNIT_ROLES,
            subject=f"Không tiến hành kiểm tra {visit.unit_name}",
            body=f"Lý do: {reason.strip()}",
            url="/kiem-tra/",
            kind="inspection",
            key=f"inspection-cancel:{visit.pk}",
        )
    return visit


@transaction.atomic
def close_plan(*, actor: Actor, plan: InspectionPlan, note: str = "") -> InspectionPlan:
    """The year's inspections are over: every visit has come to its end."""
    require(actor, "inspections.close_plan", plan)
    running = list(plan.visits.exclude(state__in=ENDED).values_list("unit_name", flat=True))
    if running:
        raise NotReady([f"{name} chưa kết thúc" for name in running])
    move_plan(
        plan,
        expected=[PlanState.ISSUED],
        to=PlanState.CLOSED,
        closed_on=actor.day,
        close_note=note.strip(),
    )
    audit.record(actor, "inspections.close_plan", plan, reason=note)
    return plan
