"""Inspections of the demonstration: one plan of 2021 with a duty overdue, one of 2022 on its way.

Which units, what was found and what they answer is invented and marked "số liệu mẫu"; the team are
people of the demonstration.
"""

import io
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw

from thidua.base.access import Actor, Role
from thidua.core.documents.render import render_docx
from thidua.subjects.accounts.models import Post
from thidua.subjects.accounts.selectors import actor_for
from thidua.subjects.inspections.documents import minutes_document
from thidua.subjects.inspections.models import FollowUp, InspectionPlan, Visit
from thidua.subjects.inspections.services import (
    concluding,
    findings,
    following,
    issuing,
    minutes,
    plans,
    self_checks,
    teams,
    visits,
)
from thidua.subjects.movements.models import Movement
from thidua.subjects.papers import services as papers
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.selectors.numbers import last_numbered

FAULTS = (
    (1, "shortcoming", "notable", "Kế hoạch hưởng ứng ban hành chậm so với thời hạn được giao."),
    (4, "shortcoming", "light", "Biên bản họp xét thi đua chưa ghi đủ thành phần, số phiếu đồng ý."),
    (5, "violation", "serious", "Hồ sơ khen thưởng năm trước chưa lập mục lục, thiếu bản lưu quyết định."),
    (9, "shortcoming", "notable", "Chưa công khai tình hình thu, chi quỹ thi đua, khen thưởng."),
)  # fmt: skip
STRENGTHS = (
    (1, "strength", "", "Cấp ủy, lãnh đạo quan tâm chỉ đạo; phân công rõ người phụ trách."),
    (3, "strength", "", "Mỗi quý giới thiệu ít nhất một điển hình, có bài trên trang thông tin của đơn vị."),
)  # fmt: skip
ANSWERS = (
    ("met", "Đã ban hành kế hoạch, quy chế; phân công một lãnh đạo phụ trách."),
    ("met", "Phát động đủ các phong trào được giao, sơ kết đúng hạn."),
    ("partly", "Giới thiệu được hai điển hình; chưa có hình thức nhân rộng."),
    ("met", "Bình xét từ bộ phận, công khai danh sách trước khi trình."),
    ("not_met", "Hồ sơ từ năm 2019 trở về trước chưa sắp xếp xong."),
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A unit of a plan and how far its inspection has come by the demonstration's day."""

    code: str
    day: date
    reach: str  # planned, notified, self_checked, visited, minuted, follow_up, closed
    form: str = "on_site"
    duty_due: date | None = None


PLANS = (
    (
        2021,
        date(2021, 3, 15),
        (
            Stop("D109", date(2021, 5, 18), "follow_up", duty_due=date(2021, 12, 15)),
            Stop("LC-SGTVT", date(2021, 6, 10), "closed", duty_due=date(2021, 9, 30)),
        ),
    ),
    (
        2022,
        date(2022, 1, 4),
        (
            Stop("LC-SKHDT", date(2022, 1, 21), "closed", duty_due=date(2022, 2, 28)),
            Stop("LC-SLDTBXH", date(2022, 1, 27), "follow_up", duty_due=date(2022, 3, 15)),
            Stop("LC-SGDDT", date(2022, 2, 9), "visited"),
            Stop("D108", date(2022, 2, 11), "minuted"),
            Stop("LC-SCT", date(2022, 2, 17), "self_checked"),
            Stop("LC-SYT", date(2022, 3, 8), "notified"),
            Stop("D107", date(2022, 3, 17), "notified", form="self_check"),
            Stop("LC-SKHCN", date(2022, 4, 14), "planned"),
        ),
    ),
)


def play(movement: Movement) -> None:
    """Both plans, through the services, as the office and the teams would."""
    for year, drafted_on, stops in PLANS:
        plan = _plan(year, drafted_on, stops)
        for stop in stops:
            visit = plan.visits.select_related("plan").get(organization__code=stop.code)
            _go(visit, stop, drafted_on + timedelta(days=4))


def _who(username: str, day: date, role: str = "") -> Actor:
    held = Post.objects.held_on(day).filter(user__username=username).select_related("user")
    post = (held.filter(role=role) if role else held).earliest("pk")
    return actor_for(post.user, post, day)


def _plan(year: int, day: date, stops: tuple[Stop, ...]) -> InspectionPlan:
    officer = _who("chuyenvien", day)
    plan = plans.create_plan(
        actor=officer,
        year=year,
        name=f"Kiểm tra công tác thi đua, khen thưởng năm {year}",
        starts_on=day,
        ends_on=date(year, 12, 31),
        purpose="Đánh giá việc chấp hành pháp luật về thi đua, khen thưởng.\n"
        "Kiểm tra đúng nội dung, không gây phiền hà cho đơn vị.",
    )
    InspectionPlan.objects.filter(pk=plan.pk).update(is_sample=True)
    plan.refresh_from_db()
    for stop in stops:
        _choose(officer, plan, stop)
    _leave_out(officer, plan)
    _assign(officer, plan)
    issuing.submit_plan(actor=officer, plan=plan)
    for paper in (plan.plan_paper, plan.team_paper):
        if paper is not None:
            _issue(paper, day + timedelta(days=4))
    plan.refresh_from_db()
    return plan


def _choose(officer: Actor, plan: InspectionPlan, stop: Stop) -> None:
    row = plan.candidates.get(organization__code=stop.code)
    reason = "" if row.proposed else "Theo chỉ đạo của lãnh đạo tỉnh tại phiên họp đầu năm"
    plans.choose_units(actor=officer, plan=plan, candidates=[row], form=stop.form, reason=reason)
    plans.set_visit(
        actor=officer,
        visit=plan.visits.get(organization__code=stop.code),
        form=stop.form,
        day=stop.day,
        place="Trụ sở đơn vị",
        period_from=date(plan.year - 1, 1, 1),
        period_until=date(plan.year, 12, 31),
    )


def _leave_out(officer: Actor, plan: InspectionPlan) -> None:
    """One that the machine proposes and people do not take, with their reason."""
    rows = plan.candidates.filter(organization__code="LC-BDT", proposed=True)
    if rows:
        plans.leave_out_units(
            actor=officer, plan=plan, candidates=rows, reason="Thanh tra tỉnh vừa làm việc quý IV"
        )


def _assign(officer: Actor, plan: InspectionPlan) -> None:
    everywhere = list(plan.visits.select_related("plan"))
    for username, role, portfolio in (
        ("kiemtra", "head", ""),
        ("hoidong", "member", "Phong trào thi đua, điển hình"),
        ("chuyenvien", "secretary", "Hồ sơ, lưu trữ"),
    ):
        held = Post.objects.held_on(officer.day).filter(user__username=username)
        teams.assign_team(
            actor=officer,
            visits=everywhere,
            post=held.select_related("user").earliest("pk"),
            role=role,
            portfolio=portfolio,
        )


def _issue(paper: Paper, day: date) -> None:
    """Initialled, signed, numbered, issued; not before the last number of the series."""
    last = last_numbered(paper, day.year)
    if last is not None and last.issued_on is not None:
        day = max(day, last.issued_on)
    papers.sign_off(actor=_who("lanhdao", day, Role.OFFICE_HEAD), paper_id=paper.pk)
    papers.sign_paper(actor=_who("chutich", day, Role.PROVINCE_CHAIR), paper_id=paper.pk)
    clerk = _who("vanthu", day)
    papers.number_paper(actor=clerk, paper_id=paper.pk, day=day)
    papers.issue_paper(actor=clerk, paper_id=paper.pk)
    paper.refresh_from_db()


ORDER = ("planned", "notified", "self_checked", "visited", "minuted", "follow_up", "closed")


def _go(visit: Visit, stop: Stop, told_on: date) -> None:
    reached = ORDER.index(stop.reach)
    if reached == 0:
        return
    told = max(told_on, visit.plan.issued_on or told_on)
    issuing.notify_units(actor=_who("chuyenvien", told), plan=visit.plan, visits=[visit])
    visit.refresh_from_db()
    if stop.reach == "notified" and stop.code == "LC-SYT":
        _half_a_self_check(visit, date(2022, 2, 10))
    if reached >= 2:
        _self_check(visit, told + timedelta(days=3))
    if reached >= 3:
        _visit(visit, stop)
    if reached >= 4:
        _minutes(visit, stop.day, agreed=reached >= 5)
    if reached >= 5:
        _conclude(visit, stop)


def _half_a_self_check(visit: Visit, day: date) -> None:
    clerk = _who("canbo.soyte", day)
    items = list(visit.plan.outline.all())
    answers = {
        item.pk: self_checks.Answered(*answer) for item, answer in zip(items, ANSWERS, strict=False)
    }
    self_checks.save_self_check(actor=clerk, visit=visit, answers=answers, summary="", proposals="")


def _self_check(visit: Visit, day: date) -> None:
    """By the sample people of the unit; a unit without a head on the system sends none."""
    held = Post.objects.held_on(day).filter(unit_id=visit.organization_id).select_related("user")
    found = {post.role: actor_for(post.user, post, day) for post in held}
    clerk, head = found.get(Role.UNIT_CLERK), found.get(Role.UNIT_HEAD)
    if clerk is None or head is None:
        return
    items = list(visit.plan.outline.all())
    answers = {
        item.pk: self_checks.Answered(*ANSWERS[place % len(ANSWERS)])
        for place, item in enumerate(items)
    }
    self_checks.save_self_check(
        actor=clerk, visit=visit, answers=answers,
        summary="Đơn vị cơ bản thực hiện đủ các nội dung; còn chậm ở khâu lưu trữ.", proposals="",
    )  # fmt: skip
    paper = self_checks.submit_self_check(actor=clerk, visit=visit).paper
    assert paper is not None
    papers.sign_paper(actor=head, paper_id=paper.pk)
    last = last_numbered(paper, day.year)
    issued = max(day, last.issued_on) if last and last.issued_on else day
    papers.number_paper(actor=replace(clerk, day=issued), paper_id=paper.pk, day=issued)
    papers.issue_paper(actor=replace(clerk, day=issued), paper_id=paper.pk)
    visit.refresh_from_db()


def _visit(visit: Visit, stop: Stop) -> None:
    head = _who("kiemtra", stop.day)
    visits.record_visit(actor=head, visit=visit, day=stop.day)
    items = list(visit.plan.outline.all())
    at = datetime(stop.day.year, stop.day.month, stop.day.day, 2, 0, tzinfo=UTC)
    seen = FAULTS if visit.pk % 2 else FAULTS[:3]
    for number, (heading, kind, severity, words) in enumerate((*STRENGTHS, *seen)):
        finding = findings.note_finding(
            actor=head,
            visit=visit,
            noted=findings.Noted(
                uuid=uuid5(NAMESPACE_URL, f"mau:{visit.plan.year}:{stop.code}:{number}"),
                version=1,
                kind=kind,
                severity=severity,
                words=words,
                item_id=items[heading - 1].pk,
                noted_at=at + timedelta(minutes=11 * number),
            ),
        )
        if kind == "violation":
            findings.add_picture(actor=head, finding=finding, content=_picture())


def _picture() -> bytes:
    """A drawn shelf of files: no photograph of anybody's office."""
    image = Image.new("RGB", (640, 420), (236, 231, 222))
    pen = ImageDraw.Draw(image)
    for row in range(3):
        pen.rectangle((30, 120 + row * 110, 610, 130 + row * 110), fill=(120, 92, 60))
        for place in range(12 - row * 3):
            left = 40 + place * 46
            tint = (160 + (place * 37) % 60, 120 + (place * 53) % 80, 90)
            pen.rectangle((left, 40 + row * 110, left + 34, 120 + row * 110), fill=tint)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def _minutes(visit: Visit, day: date, *, agreed: bool) -> None:
    head = _who("kiemtra", day)
    minutes.save_minutes(
        actor=head,
        visit=visit,
        unit_present="Đại diện lãnh đạo đơn vị (mẫu)\nCán bộ phụ trách thi đua, khen thưởng (mẫu)",
        course="Nghe báo cáo tự kiểm tra; xem sổ theo dõi, hồ sơ lưu; trao đổi với cán bộ phụ trách.",
    )
    if not agreed:
        minutes.send_minutes(actor=head, visit=visit)
        return
    fresh = Visit.objects.select_related("plan", "minutes").get(pk=visit.pk)
    minutes.record_signed_minutes(
        actor=head,
        visit=visit,
        signed_by="Đại diện lãnh đạo đơn vị (mẫu)",
        remark="Nhất trí với nội dung biên bản.",
        name="bien-ban-da-ky.docx",
        content=render_docx(minutes_document(fresh, day)),
    )


def _conclude(visit: Visit, stop: Stop) -> None:
    day = min(stop.day + timedelta(days=10), date(2022, 2, 14))
    head = _who("kiemtra", day)
    concluding.save_conclusion(
        actor=head,
        visit=visit,
        assessment="Đơn vị tổ chức thực hiện nghiêm túc các phong trào được giao; công tác lưu trữ "
        "hồ sơ và công khai quỹ còn hạn chế, cần khắc phục.",
        requirements="Báo cáo kết quả khắc phục kèm minh chứng trên hệ thống.",
    )
    faults = list(visit.findings.filter(kind__in=["shortcoming", "violation"]).order_by("pk"))
    assert stop.duty_due is not None
    for fault, what in zip(
        faults[1:3],
        ("Bổ sung biên bản họp xét theo mẫu", "Lập mục lục hồ sơ khen thưởng, bổ sung bản lưu quyết định"),
        strict=True,
    ):  # fmt: skip
        concluding.save_follow_up(
            actor=head, visit=visit, follow_up=None, what=what, due_on=stop.duty_due,
            findings=[fault],
        )  # fmt: skip
    concluding.submit_conclusion(actor=_who("chuyenvien", day), visit=visit)
    assert visit.conclusion_paper is not None
    _issue(visit.conclusion_paper, day)
    duties = list(visit.follow_ups.select_related("visit__plan"))
    for duty in duties if stop.reach == "closed" else duties[:1]:
        _mend(duty, day + timedelta(days=3))


def _mend(duty: FollowUp, day: date) -> None:
    """Proved by whoever keeps the unit's desk, accepted by the head of the team."""
    day = min(day, date(2022, 2, 14))
    clerk = Post.objects.held_on(day).filter(
        unit_id=duty.organization_id, role__in=[Role.UNIT_CLERK, Role.UNIT_HEAD]
    )
    post = clerk.select_related("user").order_by("pk").first()
    if post is None:
        return
    following.send_proof(
        actor=actor_for(post.user, post, day),
        follow_up=duty,
        words="Đã hoàn thành, có bản chụp kèm theo hồ sơ lưu tại đơn vị (mẫu).",
    )
    following.accept_proof(actor=_who("kiemtra", day), follow_up=duty, answer="Đã xem bản lưu.")
