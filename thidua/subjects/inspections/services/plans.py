"""The plan of a year: drafted, its outline edited, its units weighed by risk and chosen by people."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from thidua.base import audit, parameters
from thidua.base.access import Actor, require
from thidua.core.text import name_key
from thidua.core.trees import Tree
from thidua.subjects.inspections.enums import Choice, PlanState, VisitForm
from thidua.subjects.inspections.errors import BadInput
from thidua.subjects.inspections.models import Candidate, InspectionPlan, OutlineItem, Visit
from thidua.subjects.inspections.outline import default_outline
from thidua.subjects.inspections.selectors.risk import Risk, risks_of, units_in_scope
from thidua.subjects.inspections.services.changing import move_plan, require_draft
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.selectors import tree_on


@transaction.atomic
def create_plan(
    *, actor: Actor, year: int, name: str, starts_on: date, ends_on: date, purpose: str = ""
) -> InspectionPlan:
    """A draft with the usual outline and every unit weighed."""
    require(actor, "inspections.plan")
    tree = tree_on(actor.day)
    plan = InspectionPlan.objects.create(
        unit_id=issuing_unit(tree, actor.home_unit),
        drafted_by=actor.signature,
        **_facts(year, name, starts_on, ends_on, purpose),
    )
    OutlineItem.objects.bulk_create(
        OutlineItem(plan=plan, position=position, **item)
        for position, item in enumerate(default_outline(), 1)
    )
    _weigh(plan, tree, actor)
    audit.record(actor, "inspections.plan", plan, after={"year": year, "name": plan.name})
    return plan


def issuing_unit(tree: Tree, unit_id: int) -> int:
    """The People's Committee above the office; where there is none, the office itself."""
    above = tree.ancestors(unit_id, include_self=True) if unit_id in tree else []
    committees = [id_ for id_ in above if tree.node(id_).kind == Kind.PEOPLES_COMMITTEE]
    return committees[-1] if committees else unit_id


def _facts(year: int, name: str, starts_on: date, ends_on: date, purpose: str) -> dict[str, Any]:
    if not name.strip():
        raise BadInput("Ghi tên kế hoạch kiểm tra.")
    if starts_on > ends_on:
        raise BadInput("Ngày bắt đầu không thể sau ngày kết thúc kế hoạch.")
    return {
        "year": year,
        "name": name.strip(),
        "name_key": name_key(name)[:400],
        "starts_on": starts_on,
        "ends_on": ends_on,
        "purpose": purpose.strip(),
    }


@transaction.atomic
def edit_plan(
    *,
    actor: Actor,
    plan: InspectionPlan,
    year: int,
    name: str,
    starts_on: date,
    ends_on: date,
    purpose: str,
) -> InspectionPlan:
    require(actor, "inspections.plan", plan)
    require_draft(plan)
    before = {"name": plan.name, "starts_on": plan.starts_on, "ends_on": plan.ends_on}
    facts = _facts(year, name, starts_on, ends_on, purpose)
    InspectionPlan.objects.filter(pk=plan.pk).update(revision=F("revision") + 1, **facts)
    plan.refresh_from_db()
    audit.record(
        actor,
        "inspections.edit_plan",
        plan,
        before=before,
        after={key: facts[key] for key in before},
    )
    return plan


@transaction.atomic
def save_outline_item(
    *, actor: Actor, plan: InspectionPlan, item: OutlineItem | None, title: str, asks: str
) -> OutlineItem:
    """Add a heading at the end, or change one; only while the plan is a draft."""
    require(actor, "inspections.plan", plan)
    require_draft(plan)
    if not title.strip() or not asks.strip():
        raise BadInput("Ghi đề mục và nội dung kiểm tra của đề mục.")
    if item is None:
        last = plan.outline.aggregate(last=Max("position"))["last"] or 0
        item = OutlineItem(plan=plan, position=last + 1)
    before = {"title": item.title, "asks": item.asks}
    item.title, item.asks = title.strip(), asks.strip()
    item.save()
    audit.record(
        actor,
        "inspections.save_outline",
        plan,
        before=before,
        after={"title": item.title, "asks": item.asks},
    )
    return item


@transaction.atomic
def drop_outline_item(*, actor: Actor, plan: InspectionPlan, item: OutlineItem) -> None:
    require(actor, "inspections.plan", plan)
    require_draft(plan)
    title = item.title
    item.delete()
    audit.record(actor, "inspections.drop_outline", plan, before={"title": title})


@transaction.atomic
def weigh_units(*, actor: Actor, plan: InspectionPlan) -> int:
    """Ask every subject again what speaks for a visit; choices and reasons of people stay."""
    require(actor, "inspections.plan", plan)
    require_draft(plan)
    count = _weigh(plan, tree_on(actor.day), actor)
    audit.record(actor, "inspections.weigh", plan, after={"units": count})
    return count


def _weigh(plan: InspectionPlan, tree: Tree, actor: Actor) -> int:
    units = units_in_scope(tree, without=[actor.home_unit])
    risks = risks_of(units, actor.day)
    proposed = _proposed(risks, tree, parameters.days("inspection.proposed_units", actor.day))
    Candidate.objects.bulk_create(
        [_candidate(plan, tree, risks[unit_id], unit_id in proposed) for unit_id in units],
        update_conflicts=True,
        unique_fields=["plan", "organization"],
        update_fields=["points", "facts", "proposed"],
    )
    return len(units)


def _proposed(risks: dict[int, Risk], tree: Tree, count: int) -> set[int]:
    """Those with the most points; equal points in the order of the office."""
    order = {node.id: place for place, node in enumerate(tree)}
    weighed = sorted(
        (risk for risk in risks.values() if risk.points),
        key=lambda risk: (-risk.points, order[risk.unit_id]),
    )
    return {risk.unit_id for risk in weighed[:count]}


def _candidate(plan: InspectionPlan, tree: Tree, risk: Risk, proposed: bool) -> Candidate:
    node = tree.node(risk.unit_id)
    return Candidate(
        plan=plan,
        organization_id=risk.unit_id,
        unit_name=node.name,
        unit_key=name_key(node.name)[:400],
        unit_kind=node.kind,
        points=risk.points,
        proposed=proposed,
        facts=[
            {"key": fact.key, "words": fact.words, "points": fact.points, "url": fact.url}
            for fact in risk.facts
        ],
    )


@transaction.atomic
def choose_units(
    *,
    actor: Actor,
    plan: InspectionPlan,
    candidates: Iterable[Candidate],
    form: str = VisitForm.ON_SITE,
    reason: str = "",
) -> int:
    """Put units into the plan. Where the machine did not propose one, the reason is asked."""
    require(actor, "inspections.plan", plan)
    require_draft(plan)
    chosen = [row for row in candidates if row.choice != Choice.CHOSEN]
    unasked = [row.unit_name for row in chosen if not row.proposed]
    if unasked and not reason.strip():
        raise BadInput(
            f"Ghi lý do: máy không đề xuất {', '.join(unasked[:5])}. Lý do được giữ trong kế hoạch."
        )
    for row in chosen:
        _put_in(plan, row, form, reason, actor)
    audit.record(
        actor,
        "inspections.choose",
        plan,
        after={"units": [row.unit_name for row in chosen], "form": form},
        reason=reason,
    )
    return len(chosen)


def _put_in(plan: InspectionPlan, row: Candidate, form: str, reason: str, actor: Actor) -> None:
    row.choice, row.reason, row.chosen_by = Choice.CHOSEN, reason.strip(), actor.signature
    row.save(update_fields=["choice", "reason", "chosen_by"])
    Visit.objects.create(
        plan=plan,
        organization_id=row.organization_id,
        unit_name=row.unit_name,
        unit_key=row.unit_key,
        unit_kind=row.unit_kind,
        form=VisitForm(form),
        period_from=date(plan.year, 1, 1),
        period_until=plan.ends_on,
        is_sample=plan.is_sample,
    )


@transaction.atomic
def leave_out_units(
    *, actor: Actor, plan: InspectionPlan, candidates: Iterable[Candidate], reason: str
) -> int:
    """Take units out of the plan, or refuse the machine's proposal; always with a reason."""
    require(actor, "inspections.plan", plan)
    require_draft(plan)
    if not reason.strip():
        raise BadInput("Ghi lý do không đưa đơn vị vào kế hoạch; lý do được giữ lại.")
    rows = list(candidates)
    for row in rows:
        row.choice, row.reason, row.chosen_by = Choice.LEFT_OUT, reason.strip(), actor.signature
        row.save(update_fields=["choice", "reason", "chosen_by"])
    units = [row.organization_id for row in rows]
    plan.visits.filter(organization_id__in=units).delete()
    audit.record(
        actor,
        "inspections.leave_out",
        plan,
        after={"units": [row.unit_name for row in rows]},
        reason=reason,
    )
    return len(rows)


@transaction.atomic
def discard_plan(*, actor: Actor, plan: InspectionPlan) -> InspectionPlan:
    require(actor, "inspections.plan", plan)
    move_plan(plan, expected=[PlanState.DRAFT], to=PlanState.DISCARDED)
    audit.record(actor, "inspections.discard_plan", plan)
    return plan


@transaction.atomic
def set_visit(
    *,
    actor: Actor,
    visit: Visit,
    form: str,
    day: date | None,
    place: str,
    period_from: date | None,
    period_until: date | None,
    checked_by_id: int | None = None,
) -> Visit:
    """Day, place, form and period of one visit, before the unit is told of it."""
    require(actor, "inspections.plan", visit.plan)
    require_draft(visit.plan)
    if form == VisitForm.CROSS and checked_by_id is None:
        raise BadInput("Chọn đơn vị trong khối đến kiểm tra chéo.")
    if checked_by_id == visit.organization_id:
        raise BadInput("Đơn vị không tự kiểm tra chéo chính mình.")
    if day is not None and not visit.plan.starts_on <= day <= visit.plan.ends_on:
        raise BadInput("Ngày kiểm tra phải nằm trong thời gian của kế hoạch.")
    if period_from and period_until and period_from > period_until:
        raise BadInput("Kỳ kiểm tra: ngày đầu không thể sau ngày cuối.")
    before = {"day": visit.day, "form": visit.form, "place": visit.place}
    after = {"day": day, "form": form, "place": place.strip()}
    Visit.objects.filter(pk=visit.pk).update(
        period_from=period_from,
        period_until=period_until,
        checked_by_id=checked_by_id if form == VisitForm.CROSS else None,
        **after,
    )
    visit.refresh_from_db()
    audit.record(actor, "inspections.set_visit", visit, before=before, after=after)
    return visit
