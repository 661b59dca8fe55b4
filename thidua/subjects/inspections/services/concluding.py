"""The conclusion: an official notice with duties, each with its unit and its day."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.text import format_date
from thidua.subjects.inspections.documents import conclusion_document
from thidua.subjects.inspections.enums import VisitState
from thidua.subjects.inspections.errors import BadInput, NotReady, WrongState
from thidua.subjects.inspections.models import Finding, FollowUp, Visit
from thidua.subjects.inspections.selectors.readiness import (
    may_conclude_now,
    missing_of_conclusion,
)
from thidua.subjects.inspections.services.changing import move_visit
from thidua.subjects.inspections.services.issuing import hand_up
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper

ABOUT = "inspections.Visit"
IN_HAND = (PaperState.SUBMITTED, PaperState.INITIALLED, PaperState.SIGNED, PaperState.ISSUED)


def _require_open(visit: Visit) -> None:
    """The words of the conclusion may change until its paper is on the way."""
    visit.refresh_from_db(fields=["state", "conclusion_paper"])
    if not may_conclude_now(visit):
        raise WrongState(
            f"Đợt kiểm tra “{VisitState(visit.state).label}”: chưa đến bước kết luận, hoặc đã kết luận."
        )
    paper = visit.conclusion_paper
    if paper is not None and paper.state in IN_HAND:
        raise WrongState("Thông báo kết luận đang trình ký. Muốn sửa thì rút văn bản về.")


@transaction.atomic
def save_conclusion(
    *, actor: Actor, visit: Visit, assessment: str, requirements: str = ""
) -> Visit:
    require(actor, "inspections.lead", visit)
    _require_open(visit)
    values = {"assessment": assessment.strip(), "requirements": requirements.strip()}
    before = {name: getattr(visit, name) for name in values}
    Visit.objects.filter(pk=visit.pk).update(**values)
    visit.refresh_from_db()
    audit.record(actor, "inspections.save_conclusion", visit, before=before, after=values)
    return visit


@transaction.atomic
def save_follow_up(
    *,
    actor: Actor,
    visit: Visit,
    follow_up: FollowUp | None,
    what: str,
    due_on: date,
    unit_id: int | None = None,
    findings: Sequence[Finding] = (),
) -> FollowUp:
    """A duty of the conclusion; without another unit it is the inspected unit's own."""
    require(actor, "inspections.lead", visit)
    _require_open(visit)
    if not what.strip():
        raise BadInput("Ghi việc phải khắc phục.")
    if due_on <= actor.day:
        raise BadInput("Hạn khắc phục phải sau hôm nay.")
    unit_id = unit_id or visit.organization_id
    row = follow_up or FollowUp(visit=visit, position=_next_position(visit))
    row.what, row.due_on, row.organization_id = what.strip(), due_on, unit_id
    row.unit_name = names_on([unit_id], actor.day).get(unit_id, visit.unit_name)
    row.save()
    row.findings.set(findings)
    audit.record(
        actor,
        "inspections.save_follow_up",
        visit,
        after={"what": row.what, "due_on": due_on, "unit": row.unit_name},
    )
    return row


def _next_position(visit: Visit) -> int:
    last: int | None = visit.follow_ups.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


@transaction.atomic
def drop_follow_up(*, actor: Actor, follow_up: FollowUp) -> None:
    visit, what = follow_up.visit, follow_up.what
    require(actor, "inspections.lead", visit)
    _require_open(visit)
    follow_up.delete()
    audit.record(actor, "inspections.drop_follow_up", visit, before={"what": what})


@transaction.atomic
def submit_conclusion(*, actor: Actor, visit: Visit) -> Visit:
    """Write the notice as a paper and hand it up; it binds from the day it is issued."""
    require(actor, "inspections.lead", visit)
    _require_open(visit)
    if missing := missing_of_conclusion(visit):
        raise NotReady(missing)
    late = [row for row in visit.follow_ups.all() if row.due_on <= actor.day]
    if late:
        raise NotReady([f"hạn của “{row}” đã qua, đặt hạn mới" for row in late])
    paper = hand_up(
        actor,
        visit.conclusion_paper,
        conclusion_document(visit, actor.day),
        visit.plan.unit_id,
        f"{ABOUT}:{visit.pk}",
    )
    Visit.objects.filter(pk=visit.pk).update(conclusion_paper=paper)
    visit.refresh_from_db()
    audit.record(actor, "inspections.submit_conclusion", visit, paper=str(paper))
    return visit


def follow_conclusion(paper: Paper) -> None:
    """Issued: the duties bind, and the units are told."""
    if paper.state != PaperState.ISSUED or paper.issued_on is None:
        return
    visit = Visit.objects.filter(pk=int(paper.about.split(":")[1]), conclusion_paper=paper).first()
    if visit is None:
        return
    duties = list(visit.follow_ups.all())
    moved = Visit.objects.filter(
        pk=visit.pk, state__in=[VisitState.VISITED, VisitState.SELF_CHECKED]
    ).update(
        state=VisitState.FOLLOW_UP if duties else VisitState.CONCLUDED,
        concluded_on=paper.issued_on,
        visited_on=visit.visited_on or paper.issued_on,
    )
    if moved:
        _tell(visit, paper, duties)


def _tell(visit: Visit, paper: Paper, duties: Sequence[FollowUp]) -> None:
    units = {visit.organization_id} | {duty.organization_id for duty in duties}
    for unit_id in sorted(units):
        own = [duty for duty in duties if duty.organization_id == unit_id]
        lines = [f"- {duty.what} (hạn {format_date(duty.due_on)})" for duty in own]
        outbox.notify(
            to_unit=unit_id,
            roles=(Role.UNIT_CLERK, Role.UNIT_HEAD),
            subject=f"Kết luận kiểm tra {visit.unit_name}: {len(own)} việc phải khắc phục",
            body="\n".join([f"{paper}.", *lines]),
            url=f"/kiem-tra/chuyen/{visit.pk}/",
            kind="inspection",
            key=f"inspection-conclusion:{visit.pk}:{unit_id}",
        )


@transaction.atomic
def close_visit(*, actor: Actor, visit: Visit) -> Visit:
    """A conclusion without duties ends here; with duties the last accepted one ends it."""
    require(actor, "inspections.lead", visit)
    move_visit(visit, expected=[VisitState.CONCLUDED], to=VisitState.CLOSED, closed_on=actor.day)
    audit.record(actor, "inspections.close_visit", visit)
    return visit
