"""The office's side: accept, return, press, record, pass on, correct."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from tests.support.reports import DUE, LATE, LOCKS, OPENS, on, words_for
from thidua.base.access import Actor
from thidua.base.access.verbs import Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import FigureScope
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.services import merge_organizations
from thidua.subjects.orgs.services.inheriting import hand_over
from thidua.subjects.reports import figures
from thidua.subjects.reports.enums import ReportState, ReturnReason
from thidua.subjects.reports.errors import BadInput, WrongState
from thidua.subjects.reports.models import OwedReport
from thidua.subjects.reports.registrations import (
    late_rows,
    opening_rows,
    owed_rows,
    received_rows,
    ties,
)
from thidua.subjects.reports.selectors.board import board_of
from thidua.subjects.reports.services.correcting import correct_answer, correct_figure
from thidua.subjects.reports.services.drafting import save_report, sign_and_send, submit_report
from thidua.subjects.reports.services.receiving import (
    accept_report,
    accept_reports,
    exempt_report,
    lift_lock,
    mark_opened,
    remind_reports,
    report_still_owed,
    return_report,
)
from thidua.subjects.reports.services.recording import record_report
from thidua.subjects.reports.services.reminding import remind_due


@pytest.fixture
def officer(actor):
    return on(actor("chuyenvien"), date(2022, 6, 13))


def test_mark_opened_once(sent, officer):
    mark_opened(officer, sent)
    mark_opened(on(officer, DUE), sent)
    sent.refresh_from_db()
    assert sent.opened_on == officer.day


def test_accept_moves_sent_to_accepted(sent, officer):
    accept_report(actor=officer, report=sent)
    assert (sent.state, sent.accepted_on) == (ReportState.ACCEPTED, officer.day)
    with pytest.raises(WrongState, match="Đã ghi nhận"):
        accept_report(actor=officer, report=sent)


def test_accept_is_refused_to_the_unit(sent, actor):
    with pytest.raises(Refused):
        accept_report(actor=actor("canbo.soyte"), report=sent)


def test_accept_many_lists_who_was_left_out(campaign, sent, officer):
    some = list(campaign.reports.filter(organization__code__in=["LC-SYT", "D108"]).order_by("pk"))
    result = accept_reports(actor=officer, campaign=campaign, reports=some)
    assert result.done == 1
    assert [line.partition(": ")[2] for line in result.left] == ["chưa báo cáo"]


def test_return_names_reason_and_headings(sent, officer):
    heading = sent.campaign.headings.first()
    return_report(
        actor=officer, report=sent, reason=ReturnReason.GENERAL, words="Nêu số cụ thể",
        headings=[heading],
    )  # fmt: skip
    assert (sent.state, sent.returns, list(sent.return_headings.all())) == (
        ReportState.RETURNED,
        1,
        [heading],
    )
    told = InboxMessage.objects.get(
        key=f"report-returned:{sent.pk}:1", user__username="canbo.soyte"
    )
    assert told.body.endswith("Cần sửa: Tình hình triển khai.")


@pytest.mark.parametrize(
    ("reason", "words", "said"),
    [("other", " ", "ghi rõ lý do"), ("figures", "", "đề mục cần sửa")],
)
def test_return_says_what_is_to_be_mended(sent, officer, reason, words, said):
    with pytest.raises(BadInput, match=said):
        return_report(actor=officer, report=sent, reason=reason, words=words)


def test_returned_report_is_mended_on_a_new_paper_and_stays_in_time(sent, officer, actor):
    first = sent.paper_id
    return_report(actor=officer, report=sent, reason="form", words="Thiếu chữ ký nháy")
    clerk, head = on(actor("canbo.soyte"), LATE), on(actor("thutruong.soyte"), LATE)
    save_report(actor=clerk, report=sent, revision=None, written=words_for(sent, text="Đã sửa"))
    submit_report(actor=clerk, report=sent)
    sign_and_send(actor=head, report=sent)
    assert (sent.state, sent.came_late, sent.sent_on) == (ReportState.SENT, False, LATE)
    assert sent.paper_id != first


def test_lift_needs_a_reason_and_a_day_ahead(owed, actor):
    office = on(actor("chuyenvien"), LOCKS)
    with pytest.raises(BadInput, match="lý do"):
        lift_lock(actor=office, report=owed, until=LOCKS, reason="")
    with pytest.raises(BadInput, match="từ hôm nay"):
        lift_lock(actor=office, report=owed, until=DUE, reason="Mưa lũ")
    lift_lock(actor=office, report=owed, until=LOCKS, reason="Mưa lũ")
    assert (owed.is_locked_on(LOCKS), owed.is_locked_on(LOCKS + timedelta(days=1))) == (False, True)


def test_exempt_takes_a_unit_out_of_the_count(owed, officer):
    before = board_of(owed.campaign, officer.day).whole().total
    exempt_report(actor=officer, report=owed, reason="Không có đối tượng")
    assert board_of(owed.campaign, officer.day).whole().total == before - 1


def test_remind_reaches_only_who_owes(campaign, sent, officer):
    reports = list(campaign.reports.select_related("campaign"))
    told = remind_reports(actor=officer, campaign=campaign, reports=reports)
    assert told == len(reports) - 1
    sent.refresh_from_db()
    assert sent.reminders == 0
    with pytest.raises(BadInput):
        remind_reports(actor=officer, campaign=campaign, reports=[sent])


def test_reminder_by_the_calendar_is_written_once_a_step(owed):
    assert remind_due(DUE) > 0
    assert remind_due(DUE) == 0
    owed.refresh_from_db()
    assert (owed.reminders, owed.last_reminder) == (1, "due")


def test_mail_of_a_reminder_leaves_only_while_it_is_owed(sent, campaign):
    other = campaign.reports.exclude(pk=sent.pk).first()
    assert report_still_owed(f"report-reminder:{other.pk}:2022-06-15:due")
    assert not report_still_owed(f"report-reminder:{sent.pk}:2022-06-15:due")


def test_record_for_a_unit_without_a_line(owed, officer):
    record_report(
        actor=officer, report=owed, paper="Báo cáo số 21/BC-SYT ngày 12/6/2022",
        day=date(2022, 6, 12), written=words_for(owed),
    )  # fmt: skip
    assert (owed.state, owed.is_recorded, owed.sent_on) == (
        ReportState.ACCEPTED,
        True,
        date(2022, 6, 12),
    )
    assert owed.figures.exists()
    assert InboxMessage.objects.filter(key=f"report-recorded:{owed.pk}").exists()


@pytest.mark.parametrize(
    ("paper", "day", "words"),
    [
        ("", date(2022, 6, 12), "số, ngày"),
        ("Số 1", date(2022, 6, 14), "sau hôm nay"),
        ("Số 1", OPENS - timedelta(days=1), "trước ngày mở"),
    ],
)
def test_record_refuses_what_cannot_be(owed, officer, paper, day, words):
    with pytest.raises(BadInput, match=words), transaction.atomic():
        record_report(actor=officer, report=owed, paper=paper, day=day, written=words_for(owed))


def test_correct_figure_keeps_old_and_new(sent, officer):
    figure = sent.figures.first()
    with pytest.raises(WrongState):
        correct_figure(actor=officer, report=sent, figure=figure, value=Decimal(9), reason="Sót")
    accept_report(actor=officer, report=sent)
    old = figure.value
    correct_figure(actor=officer, report=sent, figure=figure, value=Decimal(9), reason="Sót")
    correction = sent.corrections.get()
    assert (correction.what, correction.new, correction.reason) == (figure.label, "9", "Sót")
    figure.refresh_from_db()
    assert (figure.value, figure.value == old) == (Decimal(9), False)


def test_correct_answer_by_the_unit_itself(sent, officer, actor):
    accept_report(actor=officer, report=sent)
    answer = sent.answers.first()
    correct_answer(
        actor=actor("canbo.soyte"), report=sent, answer=answer, text="Nói lại cho đúng",
        reason="Nhầm địa danh",
    )  # fmt: skip
    assert sent.corrections.get().old == answer.text
    with pytest.raises(BadInput, match="lý do"):
        correct_answer(actor=officer, report=sent, answer=answer, text="x", reason="")


# Board, figures, duties


def test_board_counts_in_time_late_and_missing(campaign, sent):
    whole = board_of(campaign, DUE + timedelta(days=2)).whole()
    total = campaign.reports.count()
    assert (whole.total, whole.in_time, whole.late, whole.missing, whole.overdue) == (
        total,
        1,
        0,
        total - 1,
        total - 1,
    )
    assert sum(row.total for row in board_of(campaign, DUE).by_group()) == total


def test_board_needs_two_queries(campaign, django_assert_num_queries):
    with django_assert_num_queries(2):
        board_of(campaign, DUE)


def test_figures_of_the_province_and_of_a_unit(campaign, sent):
    day = DUE + timedelta(days=1)
    whole = FigureScope(None, date(2022, 1, 1), date(2022, 12, 31), day)
    values = {one.key: one.value for one in figures.figures(whole)}
    total = campaign.reports.count()
    assert values == {"reports.in_time": 1, "reports.late": 0, "reports.missing": total - 1}
    mine = FigureScope(sent.organization_id, whole.since, whole.until, day)
    assert [one.value for one in figures.figures(mine)] == [1, 0, 0]


def test_figures_without_anything_asked_are_unknown(actor):
    scope = FigureScope(None, date(2022, 1, 1), date(2022, 12, 31), date(2022, 2, 15))
    assert [one.value for one in figures.figures(scope)] == [None, None, None]


def test_unit_figure_and_risk_name_who_is_behind(campaign, sent):
    other = campaign.reports.exclude(pk=sent.pk).first()
    day = DUE + timedelta(days=1)
    ids = {sent.organization_id, other.organization_id}
    scope = FigureScope(None, date(2022, 1, 1), date(2022, 12, 31), day)
    assert figures.BEHIND.of_units(scope, ids) == {
        sent.organization_id: 0,
        other.organization_id: 1,
    }
    facts = figures.risk_facts(ids, day)
    assert [(fact.unit_id, fact.key) for fact in facts] == [
        (other.organization_id, "reports.missing")
    ]


def test_duties_of_unit_and_office(campaign, sent, actor):
    day = DUE + timedelta(days=1)
    assert owed_rows(on(actor("canbo.soyte"), day)) == []
    district = owed_rows(on(actor("canbo.sinho"), day))
    assert [(row.state_label, row.urgent) for row in district] == [("Chưa báo cáo", True)]
    office = on(actor("chuyenvien"), day)
    assert [row.title for row in received_rows(office)] == [
        "Xem, ghi nhận 1 báo cáo: Sơ kết 6 tháng đầu năm 2022"
    ]
    missing = campaign.reports.count() - 1
    assert [row.title for row in late_rows(office)] == [
        f"Đôn đốc {missing} đơn vị chưa gửi: Sơ kết 6 tháng đầu năm 2022"
    ]


def test_duty_to_open_a_prepared_campaign(prepared, actor):
    rows = opening_rows(on(actor("chuyenvien"), OPENS))
    assert [row.url for row in rows] == [f"/bao-cao/dot/{prepared.pk}/chuan-bi/"]
    assert opening_rows(on(actor("chuyenvien"), OPENS - timedelta(days=1))) == []


def test_ties_count_what_a_unit_owes(owed):
    found = ties({owed.organization_id}, DUE)
    assert [(tie.label, tie.count) for tie in found] == [("Báo cáo còn nợ", 1)]


# Mergers


@pytest.fixture
def merged(owed):
    """Health goes into the department of home affairs on 1 June."""
    into = Organization.objects.get(code="LC-SNV")
    merge_organizations(
        actor=Actor.system(date(2022, 6, 1)), org_ids=[owed.organization_id], into=into.pk,
        day=date(2022, 6, 1), paper="Quyết định số 1",
    )  # fmt: skip
    return into


def test_successor_takes_over_an_open_report(owed, merged):
    OwedReport.objects.filter(campaign=owed.campaign, organization=merged).delete()
    hand_over(date(2022, 6, 2))
    before = owed.organization_id
    owed.refresh_from_db()
    assert (owed.organization_id, owed.unit_name, owed.taken_from_id) == (
        merged.pk,
        "Sở Nội vụ",
        before,
    )
    assert AuditEvent.objects.filter(verb="reports.take_over").count() == 1


def test_successor_that_owes_one_already_reports_for_both(owed, merged):
    assert owed.campaign.reports.filter(organization=merged).exists()
    hand_over(date(2022, 6, 2))
    owed.refresh_from_db()
    assert (owed.state, owed.exempt_reason) == (
        ReportState.EXEMPT,
        "Đơn vị không còn; Sở Nội vụ báo cáo.",
    )


def test_report_of_a_unit_that_stands_stays(owed):
    assert hand_over(DUE) == 0
    assert AuditEvent.objects.filter(verb="reports.take_over").count() == 0
