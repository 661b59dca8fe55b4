"""An inspection on its way: planned, issued, told, visited, minuted, concluded."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from PIL import Image

from thidua.base.access import Actor
from thidua.subjects.accounts.models import Post
from thidua.subjects.inspections.models import InspectionPlan, Visit
from thidua.subjects.inspections.services import (
    concluding,
    findings,
    issuing,
    minutes,
    plans,
    teams,
    visits,
)
from thidua.subjects.papers import services as papers
from thidua.subjects.papers.models import Paper

Actors = Callable[..., Actor]
DAY = date(2022, 2, 15)


def trip_to_issue(actor: Actors, paper: Paper) -> None:
    """Through the hands of the office: initialled, signed, numbered, issued."""
    paper.refresh_from_db()
    if paper.unit_kind == "peoples_committee":
        papers.sign_off(actor=actor("lanhdao", "office_head"), paper_id=paper.pk)
        papers.sign_paper(actor=actor("chutich", "province_chair"), paper_id=paper.pk)
        clerk = actor("vanthu")
    else:
        papers.sign_paper(actor=actor("thutruong.soyte"), paper_id=paper.pk)
        clerk = actor("canbo.soyte")
    papers.number_paper(actor=clerk, paper_id=paper.pk)
    papers.issue_paper(actor=clerk, paper_id=paper.pk)
    paper.refresh_from_db()


def post_of(username: str, role: str | None = None) -> Post:
    held = Post.objects.held_on(DAY).filter(user__username=username)
    return held.filter(role=role).get() if role else held.earliest("pk")


def draft_plan(actor: Actors, *codes: str, day: date = date(2022, 3, 10)) -> InspectionPlan:
    """A plan with these units chosen, each with a day, a head and one more member."""
    officer = actor("chuyenvien")
    plan = plans.create_plan(
        actor=officer,
        year=2022,
        name="Kiểm tra công tác thi đua, khen thưởng năm 2022",
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31),
        purpose="Đánh giá việc chấp hành pháp luật về thi đua, khen thưởng.",
    )
    chosen = plan.candidates.filter(organization__code__in=codes)
    plans.choose_units(
        actor=officer, plan=plan, candidates=chosen, reason="Theo chỉ đạo của lãnh đạo tỉnh"
    )
    for visit in plan.visits.all():
        plans.set_visit(
            actor=officer,
            visit=visit,
            form="on_site",
            day=day,
            place="Trụ sở đơn vị",
            period_from=date(2021, 1, 1),
            period_until=date(2021, 12, 31),
        )
        teams.add_member(actor=officer, visit=visit, post=post_of("kiemtra"), role="head")
        teams.add_member(
            actor=officer, visit=visit, post=post_of("hoidong"), role="member", portfolio="Y tế"
        )
    return plan


def issue_plan(actor: Actors, plan: InspectionPlan) -> InspectionPlan:
    issuing.submit_plan(actor=actor("chuyenvien"), plan=plan)
    assert plan.plan_paper is not None
    assert plan.team_paper is not None
    for paper in (plan.plan_paper, plan.team_paper):
        trip_to_issue(actor, paper)
    plan.refresh_from_db()
    return plan


def notified(actor: Actors, *codes: str, day: date = date(2022, 3, 10)) -> Visit:
    plan = issue_plan(actor, draft_plan(actor, *(codes or ("LC-SYT",)), day=day))
    issuing.notify_units(actor=actor("chuyenvien"), plan=plan, visits=list(plan.visits.all()))
    return plan.visits.select_related("plan").earliest("pk")


def visited(actor: Actors, *codes: str) -> Visit:
    visit = notified(actor, *codes)
    return visits.record_visit(actor=actor("kiemtra"), visit=visit, day=DAY)


def noted(words: str = "Chưa lập sổ theo dõi", **values: object) -> findings.Noted:
    given = {
        "uuid": uuid4(), "version": 1, "kind": "shortcoming", "severity": "notable",
        "words": words, "noted_at": datetime(2022, 2, 15, 3, 0, tzinfo=UTC), **values,
    }  # fmt: skip
    return findings.Noted(**given)  # type: ignore[arg-type]


def find(actor: Actors, visit: Visit, words: str = "Chưa lập sổ theo dõi", **values: object):
    return findings.note_finding(actor=actor("kiemtra"), visit=visit, noted=noted(words, **values))


def minuted(actor: Actors, *codes: str) -> Visit:
    visit = visited(actor, *codes)
    item = visit.plan.outline.first()
    find(actor, visit, item_id=item.pk)
    find(actor, visit, "Phong trào sôi nổi", kind="strength", severity="")
    head = actor("kiemtra")
    minutes.save_minutes(actor=head, visit=visit, unit_present="Bùi Đức Hậu, Giám đốc", course="")
    minutes.send_minutes(actor=head, visit=visit)
    minutes.agree_minutes(actor=actor("thutruong.soyte"), visit=visit, remark="Nhất trí.")
    return Visit.objects.select_related("plan").get(pk=visit.pk)


def concluded(actor: Actors, *codes: str, duties: int = 2) -> Visit:
    visit = minuted(actor, *codes)
    head = actor("kiemtra")
    concluding.save_conclusion(actor=head, visit=visit, assessment="Đơn vị cơ bản chấp hành tốt.")
    fault = visit.findings.get(kind="shortcoming")
    for number in range(duties):
        concluding.save_follow_up(
            actor=head,
            visit=visit,
            follow_up=None,
            what=f"Lập sổ theo dõi khen thưởng, việc {number + 1}",
            due_on=DAY + timedelta(days=30),
            findings=[fault],
        )
    concluding.submit_conclusion(actor=actor("chuyenvien"), visit=visit)
    assert visit.conclusion_paper is not None
    trip_to_issue(actor, visit.conclusion_paper)
    visit.refresh_from_db()
    return visit


def picture(
    colour: tuple[int, int, int] = (200, 30, 30), size: tuple[int, int] = (60, 40)
) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", quality=95)
    return out.getvalue()
