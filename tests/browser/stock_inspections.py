"""Inspections for the walk over every page: a draft plan beside those of the demonstration."""

from datetime import date
from typing import Any


def inspections(officer: Any) -> dict[str, Any]:
    from thidua.subjects.inspections.models import Finding, FollowUp, InspectionPlan, Visit

    plan, visit, member = draft(officer)
    visited = Visit.objects.get(state="visited", minutes__state="draft")
    told = Visit.objects.get(organization__code="LC-SYT", plan__year=2022, state="notified")
    picture = visited.findings.get(kind="violation").pictures.first()
    assert picture is not None
    return {
        "plan_id": plan, "visit_id": visit, "member_id": member,
        "item_id": InspectionPlan.objects.get(pk=plan).outline.earliest("pk").pk,
        "issued": InspectionPlan.objects.filter(state="issued").latest("pk").pk,
        "visited": visited.pk, "told": told.pk, "picture_id": picture.pk,
        "minuted": Visit.objects.get(minutes__state="sent").pk,
        "mending": Visit.objects.filter(state="follow_up").earliest("pk").pk,
        "uuid": str(Finding.objects.filter(visit=visited).earliest("pk").uuid),
        "duty_draft": duty(visited), "follow_up_id": FollowUp.objects.filter(state="open").earliest("pk").pk,
        "answer_id": told.self_check.answers.earliest("pk").pk, "file_id": 0,
        "which": "ke-hoach", "step": "gui",
    }  # fmt: skip


def draft(officer: Any) -> tuple[int, int, int]:
    from thidua.subjects.accounts.models import Post
    from thidua.subjects.inspections.services import plans, teams

    plan = plans.create_plan(
        actor=officer, year=2022, name="Kiểm tra bổ sung năm 2022",
        starts_on=date(2022, 2, 15), ends_on=date(2022, 12, 31),
    )  # fmt: skip
    rows = plan.candidates.filter(proposed=True)[:2]
    plans.choose_units(actor=officer, plan=plan, candidates=rows)
    visit = plan.visits.select_related("plan").earliest("pk")
    post = Post.objects.select_related("user").filter(user__username="kiemtra").earliest("pk")
    member = teams.add_member(actor=officer, visit=visit, post=post, role="head")
    return plan.pk, visit.pk, member.pk


def duty(visit: Any) -> int:
    from thidua.command.demonstration import lai_chau
    from thidua.subjects.inspections.services.concluding import save_follow_up

    row = save_follow_up(
        actor=lai_chau.person("kiemtra", date(2022, 2, 15)), visit=visit, follow_up=None,
        what="Công khai quỹ thi đua, khen thưởng", due_on=date(2022, 4, 1),
    )  # fmt: skip
    return row.pk
