"""What inspections answer to questions of lower and higher layers."""

from collections.abc import Iterable
from datetime import date, timedelta

from thidua.base import registries
from thidua.base.access import PROVINCE_DESK, Actor
from thidua.base.parameters import calendar, days
from thidua.base.registries import DutyRow, SearchHit, Tie
from thidua.core.text import fold, format_date
from thidua.subjects.inspections.appointments import appointments_of
from thidua.subjects.inspections.enums import (
    OWED,
    FollowUpState,
    MinutesState,
    SelfCheckState,
    VisitState,
)
from thidua.subjects.inspections.figures import figures_of, unit_figures
from thidua.subjects.inspections.models import FollowUp, Minutes, Proof, Visit
from thidua.subjects.inspections.permissions import UNIT_PEOPLE
from thidua.subjects.inspections.selectors.risk import own_facts
from thidua.subjects.inspections.selectors.visits import (
    in_team_of,
    plans_visible_to,
    visits_visible_to,
)
from thidua.subjects.inspections.services import concluding, issuing, self_checks
from thidua.subjects.inspections.services.following import proof_waits
from thidua.subjects.inspections.services.inheriting import take_over
from thidua.subjects.inspections.services.reminding import (
    conclusion_owed,
    follow_up_owed,
    minutes_owed,
    self_check_owed,
)
from thidua.subjects.papers.models import Paper

KIND = "Kiểm tra"
WEEK = timedelta(days=7)
ICON = "checklist"


def _row(
    due: date | None, title: str, detail: str, label: str, url: str, action: str, day: date
) -> DutyRow:
    late = due is not None and due < day
    return DutyRow(
        due=due,
        title=title,
        detail=detail,
        state_label="Quá hạn" if late else label,
        state="bad" if late else "todo",
        url=url,
        action=action,
        kind=KIND,
        icon=ICON,
        urgent=late,
    )


def unit_rows(actor: Actor) -> Iterable[DutyRow]:
    """What the inspected unit owes: its self-check, its signature, its mending."""
    if actor.role not in (*UNIT_PEOPLE, *PROVINCE_DESK) or actor.unit_id is None:
        return
    visits = Visit.objects.of_unit(actor.unit_id)
    waiting = visits.filter(state=VisitState.NOTIFIED).exclude(
        self_check__state__in=[SelfCheckState.SUBMITTED, SelfCheckState.SENT]
    )
    for visit in waiting:
        yield _row(
            visit.self_check_due, "Gửi báo cáo tự kiểm tra", _visit_words(visit), "Chưa gửi",
            f"/kiem-tra/chuyen/{visit.pk}/tu-kiem-tra/", "Tự kiểm tra", actor.day,
        )  # fmt: skip
    minutes = Minutes.objects.filter(state=MinutesState.SENT, visit__in=visits)
    for row in minutes.select_related("visit"):
        yield _row(
            row.answer_due, "Đọc, ký biên bản kiểm tra", _visit_words(row.visit), "Chờ đơn vị ký",
            f"/kiem-tra/chuyen/{row.visit_id}/bien-ban/", "Xem biên bản", actor.day,
        )  # fmt: skip
    for duty in FollowUp.objects.owed_by(actor.unit_id):
        yield _row(
            duty.due_on, f"Khắc phục: {duty.what[:160]}", "Theo kết luận kiểm tra",
            str(FollowUpState(duty.state).label), f"/kiem-tra/khac-phuc/{duty.pk}/", "Báo cáo",
            actor.day,
        )  # fmt: skip


def _visit_words(visit: Visit) -> str:
    day = f", ngày {format_date(visit.day)}" if visit.day else ""
    return f"{visit.get_form_display()}{day}"


def team_rows(actor: Actor) -> Iterable[DutyRow]:
    """For members of teams: visits of this week, conclusions to write, proofs to judge."""
    if actor.user_id is None:
        return
    mine = Visit.objects.filter(in_team_of(actor))
    soon = mine.filter(
        state__in=[VisitState.NOTIFIED, VisitState.SELF_CHECKED], day__lte=actor.day + WEEK
    )
    for visit in soon:
        yield _row(
            visit.day, f"Kiểm tra {visit.unit_name}", _visit_words(visit), "Sắp đến ngày",
            f"/kiem-tra/chuyen/{visit.pk}/", "Chuẩn bị", actor.day,
        )  # fmt: skip
    for visit in mine.filter(state=VisitState.VISITED, team__user_id=actor.user_id,
                             team__role__in=["head", "deputy"]):  # fmt: skip
        yield _conclusion_row(visit, actor.day)
    yield from _proof_rows(actor)


def _conclusion_row(visit: Visit, day: date) -> DutyRow:
    return _row(
        visit.conclusion_due, f"Thông báo kết luận kiểm tra {visit.unit_name}",
        f"Đã kiểm tra ngày {format_date(visit.visited_on)}" if visit.visited_on else "",
        "Chờ kết luận", f"/kiem-tra/chuyen/{visit.pk}/ket-luan/", "Kết luận", day,
    )  # fmt: skip


def _proof_rows(actor: Actor) -> Iterable[DutyRow]:
    waiting = Proof.objects.filter(
        in_team_of(actor, "follow_up__visit_id"), accepted=None
    ).select_related("follow_up")
    proofs = list(waiting)
    if not proofs:
        return
    working, patience = calendar(actor.day), days("inspection.judge_proof", actor.day)
    for proof in proofs:
        yield _row(
            working.add_working_days(proof.sent_on, patience),
            f"Xác nhận khắc phục của {proof.follow_up.unit_name}", proof.follow_up.what[:160],
            "Chờ xác nhận", f"/kiem-tra/khac-phuc/{proof.follow_up_id}/", "Xem minh chứng",
            actor.day,
        )  # fmt: skip


def office_rows(actor: Actor) -> Iterable[DutyRow]:
    """For the desk: units to be told, conclusions past their day in other people's hands."""
    if actor.role not in PROVINCE_DESK:
        return
    soon = Visit.objects.filter(
        state=VisitState.PLANNED, plan__state="issued", day__lte=actor.day + 4 * WEEK
    ).select_related("plan")
    for visit in soon:
        yield _row(
            visit.day, f"Thông báo kiểm tra cho {visit.unit_name}", visit.plan.name,
            "Chưa thông báo", f"/kiem-tra/ke-hoach/{visit.plan_id}/", "Thông báo", actor.day,
        )  # fmt: skip
    late = Visit.objects.filter(state=VisitState.VISITED, conclusion_due__lt=actor.day)
    for visit in late.exclude(in_team_of(actor)):
        yield _conclusion_row(visit, actor.day)


def ties(unit_ids: set[int], day: date) -> Iterable[Tie]:
    visits = Visit.objects.running().filter(organization_id__in=unit_ids)
    duties = FollowUp.objects.in_force().filter(organization_id__in=unit_ids)
    yield Tie("Đợt kiểm tra chưa kết thúc", visits.count())
    yield Tie(
        "Việc khắc phục sau kiểm tra chưa xong", duties.filter(state__in=[*OWED, "proved"]).count()
    )


def hits(actor: Actor, words: str, limit: int) -> Iterable[SearchHit]:
    plans, visits = plans_visible_to(actor), visits_visible_to(actor)
    for word in fold(words).split():
        plans = plans.filter(name_key__contains=word)
        visits = visits.filter(unit_key__contains=word)
    for plan in plans[:limit]:
        yield SearchHit(KIND, plan.name, f"Năm {plan.year}", f"/kiem-tra/ke-hoach/{plan.pk}/")
    for visit in visits[:limit]:
        yield SearchHit(
            KIND, str(visit), f"{visit.plan.name}. {visit.get_state_display()}",
            f"/kiem-tra/chuyen/{visit.pk}/",
        )  # fmt: skip


FOLLOWERS = {
    issuing.ABOUT_PLAN: issuing.follow_plan,
    self_checks.ABOUT: self_checks.follow_self_check,
    concluding.ABOUT: concluding.follow_conclusion,
}


def follow_paper(paper: Paper) -> None:
    follow = FOLLOWERS.get(paper.about.partition(":")[0])
    if follow is not None:
        follow(paper)


registries.open_duties.register("inspections.unit", unit_rows)
registries.open_duties.register("inspections.team", team_rows)
registries.open_duties.register("inspections.office", office_rows)
registries.appointments.register("inspections", appointments_of)
registries.unit_ties.register("inspections", ties)
registries.search_sources.register("inspections", hits)
registries.figures.register("inspections", figures_of)
registries.unit_figures.register("inspections", unit_figures)
registries.risk_facts.register("inspections", own_facts)
registries.heirs["inspections"] = registries.to_one_heir(take_over)
registries.paper_followers["inspections"] = follow_paper
registries.reminder_reasons["inspections.self_check_owed"] = self_check_owed
registries.reminder_reasons["inspections.minutes_owed"] = minutes_owed
registries.reminder_reasons["inspections.conclusion_owed"] = conclusion_owed
registries.reminder_reasons["inspections.follow_up_owed"] = follow_up_owed
registries.reminder_reasons["inspections.proof_waits"] = proof_waits
