"""Screens of inspections: who sees what, what the forms do, how many questions a page asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.inspections import (
    DAY,
    concluded,
    draft_plan,
    find,
    issue_plan,
    minuted,
    notified,
    picture,
    post_of,
    visited,
)
from thidua.subjects.inspections.enums import Choice, FollowUpState, PlanState, VisitState
from thidua.subjects.inspections.models import Finding, FollowUp, InspectionPlan, Visit
from thidua.subjects.inspections.services import findings, following, issuing
from thidua.subjects.papers.models import Paper


def at(name, *args):
    return reverse(f"inspections:{name}", args=args)


def page(client, name, *args, status=200):
    answer = client.get(at(name, *args))
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode()


def test_officer_drafts_a_plan_and_is_led_to_the_units(client_as):
    answer = client_as("chuyenvien").post(
        at("plan_new"),
        {"year": 2022, "name": "Kiểm tra 2022", "starts_on": "01/01/2022", "ends_on": "31/12/2022"},
    )
    plan = InspectionPlan.objects.get()
    assert answer["Location"] == at("candidate_list", plan.pk)


def test_plan_with_days_turned_round_keeps_what_was_typed(client_as):
    answer = client_as("chuyenvien").post(
        at("plan_new"),
        {"year": 2022, "name": "Kiểm tra", "starts_on": "02/01/2022", "ends_on": "01/01/2022"},
    )
    assert answer.status_code == 422
    assert "Ngày bắt đầu không thể sau ngày kết thúc" in answer.content.decode()


def test_candidate_list_shows_facts_with_points(actor, client_as):
    plan = draft_plan(actor)
    text = page(client_as("chuyenvien"), "candidate_list", plan.pk)
    assert "Hệ thống chưa ghi nhận lần kiểm tra nào" in text
    assert "3 điểm" in text


def test_choose_and_leave_out_from_the_list(actor, client_as):
    plan, client = draft_plan(actor), client_as("chuyenvien")
    rows = list(plan.candidates.filter(proposed=True)[:2])
    client.post(at("choose", plan.pk), {"pick": [row.pk for row in rows], "form": "on_site"})
    assert plan.visits.count() == 2
    client.post(at("leave_out", plan.pk), {"pick": rows[0].pk, "reason": "Vừa thanh tra"})
    rows[0].refresh_from_db()
    assert (rows[0].choice, plan.visits.count()) == (Choice.LEFT_OUT, 1)
    assert "Vừa thanh tra" in page(client, "plan_see", plan.pk)


def test_choose_nothing_says_so(actor, client_as):
    plan = draft_plan(actor)
    answer = client_as("chuyenvien").post(at("choose", plan.pk), {}, follow=True)
    assert "Đánh dấu ít nhất một đơn vị" in answer.content.decode()


def test_set_visit_and_team_on_one_page(actor, client_as):
    plan, client = draft_plan(actor, "LC-SYT"), client_as("chuyenvien")
    visit = plan.visits.get()
    url = at("visit_set", plan.pk, visit.pk)
    client.post(url, {"form": "on_site", "day": "12/04/2022", "place": "Hội trường Sở"})
    visit.refresh_from_db()
    assert (visit.day.isoformat(), visit.place) == ("2022-04-12", "Hội trường Sở")
    answer = client.post(url, {"post": post_of("canbo.soyte").pk, "role": "member"})
    assert answer.status_code == 422
    assert "không tham gia đoàn kiểm tra" in answer.content.decode()
    client.post(url, {"post": post_of("hiepy").pk, "role": "secretary"})
    assert visit.team.count() == 3
    member = visit.team.get(role="secretary")
    client.post(at("member_drop", plan.pk, visit.pk, member.pk))
    assert visit.team.count() == 2


def test_assign_team_says_which_were_left_out(actor, client_as):
    plan = draft_plan(actor, "LC-SYT", "D108")
    answer = client_as("chuyenvien").post(
        at("team_assign", plan.pk),
        {
            "post": post_of("canbo.soyte").pk,
            "role": "member",
            "visit": [visit.pk for visit in plan.visits.all()],
        },
        follow=True,
    )
    text = answer.content.decode()
    assert "Đã phân công vào 1 đoàn" in text
    assert "Sở Y tế: Vàng Thị Dín giữ chức trách" in text


def test_edit_outline_on_the_screen(actor, client_as):
    plan, client = draft_plan(actor), client_as("chuyenvien")
    client.post(at("outline_new", plan.pk), {"title": "Số hóa", "asks": "Hồ sơ trên hệ thống"})
    item = plan.outline.get(title="Số hóa")
    client.post(at("outline_edit", plan.pk, item.pk), {"title": "Chuyển đổi số", "asks": "Hồ sơ"})
    client.post(at("outline_drop", plan.pk, plan.outline.first().pk))
    assert list(plan.outline.values_list("title", flat=True))[-1] == "Chuyển đổi số"
    assert plan.outline.count() == 9


def test_submit_notify_and_cancel_on_the_screen(actor, client_as):
    plan, client = draft_plan(actor, "LC-SYT", "D108"), client_as("chuyenvien")
    client.post(at("plan_submit", plan.pk))
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED
    from tests.support.inspections import trip_to_issue

    for paper in Paper.objects.filter(about=f"inspections.InspectionPlan:{plan.pk}"):
        trip_to_issue(actor, paper)
    client.post(at("plan_notify", plan.pk), {"all": "1"})
    states = set(plan.visits.values_list("state", flat=True))
    assert states == {VisitState.NOTIFIED}
    visit = plan.visits.first()
    client.post(at("visit_cancel", visit.pk), {"reason": "Mưa lũ"})
    visit.refresh_from_db()
    assert visit.state == VisitState.CANCELLED


@pytest.mark.parametrize("which", ["ke-hoach", "quyet-dinh"])
def test_papers_of_the_plan_as_word(actor, client_as, which):
    plan = draft_plan(actor, "LC-SYT")
    answer = client_as("chuyenvien").get(at("plan_docx", plan.pk, which))
    assert answer.content[:2] == b"PK"


def test_front_reads_the_issued_plan_without_risk_and_without_visits(actor, client_as):
    plan, front = draft_plan(actor, "LC-SYT"), client_as("mattran")
    page(front, "plan_see", plan.pk, status=404)
    issue_plan(actor, plan)
    text = page(front, "plan_see", plan.pk)
    assert "Sở Y tế" in text
    assert "Nhật ký" not in text
    assert at("candidate_list", plan.pk) not in text
    assert front.get(at("candidate_list", plan.pk)).status_code == 403
    page(front, "visit_see", plan.visits.get().pk, status=404)


def test_unit_does_not_see_the_plan_nor_anothers_visit(actor, client_as):
    visit = notified(actor, "LC-SYT", "D108")
    clerk = client_as("canbo.sinho")
    page(clerk, "plan_see", visit.plan_id, status=404)
    health = visit.plan.visits.get(organization__code="LC-SYT")
    page(clerk, "visit_see", health.pk, status=404)
    page(clerk, "visit_see", visit.plan.visits.get(organization__code="D108").pk)


def test_prepared_sheet_is_for_the_team(actor, client_as):
    visit = notified(actor)
    text = page(client_as("kiemtra"), "visit_prepare", visit.pk)
    assert "Theo đề cương" in text
    assert client_as("canbo.soyte").get(at("visit_prepare", visit.pk)).status_code in (403, 404)


def test_notes_of_a_colleague_are_not_lost(actor, client_as):
    visit, client = notified(actor), client_as("kiemtra")
    url = at("visit_prepare", visit.pk)
    client.post(url, {"notes": "Hỏi về quỹ", "revision": "0"})
    answer = client.post(url, {"notes": "Bản của tôi", "revision": "0"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Bản của tôi" in text
    assert "Hỏi về quỹ" in text


def self_check_values(visit, verdict="met"):
    values = {"summary": "Tốt", "proposals": "", "revision": ""}
    for item in visit.plan.outline.all():
        values |= {f"muc{item.pk}-verdict": verdict, f"muc{item.pk}-words": "Đã làm"}
    return values


def test_self_check_is_kept_as_a_draft_then_submitted(actor, client_as):
    visit, clerk = notified(actor), client_as("canbo.soyte")
    url = at("self_check_edit", visit.pk)
    clerk.post(url, {"summary": "Mới viết", "proposals": "", "revision": ""})
    assert "Chưa tự đánh giá" in page(clerk, "self_check_edit", visit.pk)
    clerk.post(url, {**self_check_values(visit), "submit": "1"})
    visit.refresh_from_db()
    assert visit.self_check.state == "submitted"
    assert Paper.objects.get(about=f"inspections.SelfCheck:{visit.self_check.pk}").kind == "report"


def test_self_check_takes_evidence_and_lets_it_go(actor, client_as):
    from django.core.files.uploadedfile import SimpleUploadedFile

    visit, clerk = notified(actor), client_as("canbo.soyte")
    item = visit.plan.outline.first()
    proof = SimpleUploadedFile("so.jpg", picture(), "image/jpeg")
    clerk.post(
        at("self_check_edit", visit.pk),
        {**self_check_values(visit), f"muc{item.pk}-files": proof},
    )
    answer = visit.self_check.answers.get(item=item)
    file = answer.evidence.get()
    args = (visit.pk, answer.pk, file.pk)
    assert clerk.get(at("evidence", *args)).status_code == 200
    # The team sees it when the report was sent, not before.
    assert client_as("kiemtra").get(at("evidence", *args)).status_code == 404
    clerk.post(at("evidence_drop", *args))
    assert answer.evidence.count() == 0


def test_finding_by_the_ordinary_form_once_even_when_sent_twice(actor, client_as):
    from django.core.files.uploadedfile import SimpleUploadedFile

    visit, client = visited(actor), client_as("kiemtra")
    values = {
        "uuid": "7f0c2b1e-0000-4000-8000-000000000001", "item_id": "", "kind": "shortcoming",
        "severity": "notable", "words": "Chưa có sổ",
    }  # fmt: skip
    for _ in range(2):
        proof = SimpleUploadedFile("anh.jpg", picture(), "image/jpeg")
        client.post(at("finding_new", visit.pk), {**values, "pictures": proof})
    finding = Finding.objects.get()
    assert finding.pictures.count() == 1
    shown = finding.pictures.get()
    assert client.get(at("picture", visit.pk, shown.pk)).status_code == 200
    assert client_as("canbo.soyte").get(at("picture", visit.pk, shown.pk)).status_code == 404
    client.post(
        at("finding_edit", visit.pk, finding.uuid),
        {"kind": "violation", "severity": "serious", "words": "Không lập sổ", "item_id": ""},
    )
    finding.refresh_from_db()
    assert (finding.version, finding.kind) == (2, "violation")
    client.post(at("finding_withdraw", visit.pk, finding.uuid), {"reason": "Nhầm"})
    assert not visit.findings.standing().exists()


def test_minutes_on_the_screen_from_draft_to_signature(actor, client_as):
    visit, team = visited(actor), client_as("kiemtra")
    find(actor, visit)
    head = client_as("thutruong.soyte")
    page(head, "minutes_see", visit.pk, status=404)
    team.post(at("minutes_see", visit.pk), {"unit_present": "Giám đốc", "course": ""})
    team.post(at("minutes_step", visit.pk, "gui"))
    assert "Ký biên bản" in page(head, "minutes_see", visit.pk)
    head.post(at("minutes_step", visit.pk, "ky"), {"remark": "Nhất trí"})
    visit.minutes.refresh_from_db()
    assert (visit.minutes.state, visit.minutes.unit_remark) == ("agreed", "Nhất trí")
    assert b"".join(head.get(at("minutes_docx", visit.pk)).streaming_content)[:2] == b"PK"


def test_minutes_signed_on_paper(actor, client_as):
    from django.core.files.uploadedfile import SimpleUploadedFile

    visit, team = visited(actor), client_as("kiemtra")
    find(actor, visit)
    scan = SimpleUploadedFile("bien-ban.jpg", picture(size=(300, 400)), "image/jpeg")
    team.post(at("minutes_signed", visit.pk), {"signed_by": "Giám đốc", "remark": "", "file": scan})
    visit.minutes.refresh_from_db()
    assert visit.minutes.state == "agreed"
    assert team.get(at("minutes_signed", visit.pk)).status_code == 200


def test_conclusion_on_the_screen(actor, client_as):
    visit, team = minuted(actor), client_as("kiemtra")
    team.post(at("conclusion_edit", visit.pk), {"assessment": "Tốt", "requirements": ""})
    fault = visit.findings.get(kind="shortcoming")
    team.post(
        at("follow_up_new", visit.pk),
        {"what": "Lập sổ", "due_on": "15/03/2022", "unit_id": "", "findings": [fault.pk]},
    )
    row = FollowUp.objects.get()
    team.post(
        at("follow_up_edit", visit.pk, row.pk),
        {"what": "Lập sổ theo dõi", "due_on": "20/03/2022", "unit_id": "", "findings": []},
    )
    assert "chưa gắn việc" in page(team, "conclusion_edit", visit.pk)
    client_as("chuyenvien").post(at("conclusion_submit", visit.pk))
    visit.refresh_from_db()
    assert visit.conclusion_paper.kind == "notice"
    assert team.get(at("conclusion_docx", visit.pk)).content[:2] == b"PK"


def test_follow_up_is_proved_returned_and_accepted_on_the_screen(actor, client_as):
    duty = concluded(actor, duties=1).follow_ups.get()
    clerk, team = client_as("canbo.soyte"), client_as("kiemtra")
    assert clerk.post(at("proof_send", duty.pk), {"words": ""}).status_code == 422
    clerk.post(at("proof_send", duty.pk), {"words": "Đã lập sổ"})
    team.post(at("proof_return", duty.pk), {"answer": "Thiếu ảnh"})
    assert "Thiếu ảnh" in page(clerk, "follow_up_see", duty.pk)
    clerk.post(at("proof_send", duty.pk), {"words": "Có ảnh"})
    team.post(at("proof_accept", duty.pk), {"answer": ""})
    duty.refresh_from_db()
    assert duty.state == FollowUpState.ACCEPTED
    assert "Đã hoàn thành" in page(clerk, "visit_see", duty.visit_id)
    page(client_as("canbo.sinho"), "follow_up_see", duty.pk, status=404)


def test_press_from_the_list(actor, client_as):
    concluded(actor)
    answer = client_as("chuyenvien").post(
        at("follow_up_press"), {"all_matching": "1", "filter": "", "words": "Khẩn trương"},
        follow=True,
    )  # fmt: skip
    assert "Đã đôn đốc 2 việc" in answer.content.decode()


def test_statistics_and_report(actor, client_as):
    concluded(actor)
    client = client_as("chuyenvien")
    text = page(client, "statistics")
    assert "Công tác chỉ đạo, điều hành" in text
    answer = client.post(at("report_draft"), {"year": "2022"})
    paper = Paper.objects.get(about="inspections.Year:2022")
    assert answer["Location"] == reverse("papers:paper_see", args=[paper.pk])
    assert client_as("canbo.soyte").get(at("statistics")).status_code == 403


def test_lists_export_what_they_show(actor, client_as):
    concluded(actor)
    client = client_as("chuyenvien")
    for name in ("home", "visit_list", "follow_up_list"):
        assert client.get(at(name) + "?xuat=xlsx").content[:2] == b"PK"


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_visit_list_asks_the_same_for_one_and_three(actor, client_as):
    visit = notified(actor, "LC-SYT")
    client, url = client_as("chuyenvien"), at("visit_list")
    one = queries(client, url)
    Visit.objects.filter(pk=visit.pk).update(day=DAY)
    notified(actor, "D108", "LC-STC")
    assert queries(client, url) == one
    assert one <= 25


def test_plan_page_asks_the_same_for_one_and_three(actor, client_as):
    client = client_as("chuyenvien")
    one = queries(client, at("plan_see", draft_plan(actor, "LC-SYT").pk))
    three = queries(client, at("plan_see", draft_plan(actor, "LC-SYT", "D108", "LC-STC").pk))
    assert three == one
    assert one <= 25


def test_visit_page_asks_the_same_for_one_and_three_findings(actor, client_as):
    visit, client = visited(actor), client_as("kiemtra")
    findings.add_picture(
        actor=actor("kiemtra"), finding=find(actor, visit), content=picture((1, 2, 3))
    )
    one = queries(client, at("visit_see", visit.pk))
    for number in range(2):
        findings.add_picture(
            actor=actor("kiemtra"),
            finding=find(actor, visit, f"Việc {number}"),
            content=picture((90, number, 0)),
        )
    assert queries(client, at("visit_see", visit.pk)) == one
    assert one <= 25


def test_follow_up_list_asks_the_same_for_one_and_three(actor, client_as):
    concluded(actor, duties=1)
    client, url = client_as("chuyenvien"), at("follow_up_list")
    one = queries(client, url)
    row = FollowUp.objects.get()
    for _ in range(2):
        row.pk = None
        row.save()
    assert queries(client, url) == one
    assert one <= 25


def test_prepared_sheet_asks_every_subject_once_whatever_the_headings(actor, client_as):
    """Figures, late duties and risk of every subject stand on it: some questions each."""
    visit, client = notified(actor), client_as("kiemtra")
    nine = queries(client, at("visit_prepare", visit.pk))
    for _ in range(6):
        visit.plan.outline.create(position=20, title="Thêm", asks="Thêm", figures=["Phong trào"])
    assert queries(client, at("visit_prepare", visit.pk)) == nine
    assert nine <= 100


def test_search_of_the_list_knows_no_accents(actor, client_as):
    notified(actor, "LC-SYT", "D108")
    text = client_as("chuyenvien").get(at("visit_list") + "?q=sin ho").content.decode()
    assert "UBND huyện Sìn Hồ" in text
    assert ">Sở Y tế<" not in text


def test_issuing_and_following_stay_reachable():
    assert issuing.ABOUT_PLAN == "inspections.InspectionPlan"
    assert following.url_of(FollowUp(pk=3)) == at("follow_up_see", 3)
