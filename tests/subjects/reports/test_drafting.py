"""The unit's side: figures filled, changes explained, signed, sent, recalled."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import transaction
from PIL import Image

from tests.support.reports import DUE, LATE, LOCKS, on, send, words_for
from thidua.base import registries
from thidua.base.access.verbs import Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.errors import StaleVersion
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import FigureScope
from thidua.core.documents.layout import check_layout
from thidua.subjects.papers.content import paper_docx
from thidua.subjects.papers.services import return_paper, take_back_paper
from thidua.subjects.reports.enums import ReportState
from thidua.subjects.reports.errors import BadInput, NotReady, WrongState
from thidua.subjects.reports.models import OwedReport
from thidua.subjects.reports.selectors.comparing import compared
from thidua.subjects.reports.services.drafting import (
    Written,
    attach_file,
    detach_file,
    recall_report,
    refresh_figures,
    save_report,
    sign_and_send,
    start_report,
    submit_report,
)
from thidua.subjects.reports.services.receiving import lift_lock, mark_opened


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def clerk(actor):
    return on(actor("canbo.soyte"), date(2022, 6, 8))


@pytest.fixture
def head(actor):
    return on(actor("thutruong.soyte"), date(2022, 6, 9))


@pytest.fixture
def begun(owed, clerk) -> OwedReport:
    return start_report(actor=clerk, report=owed)


def test_start_fills_the_figures_that_boards_show(begun, clerk, campaign):
    scope = FigureScope(clerk.unit_id, campaign.since, campaign.until, clerk.day)
    known = [(one.key, one.value, one.whole) for one in registries.figures.collect(scope)]
    filled = [(one.key, one.value, one.whole) for one in begun.figures.all()]
    assert filled == known
    assert (begun.state, begun.figures_day) == (ReportState.DRAFT, clerk.day)


def test_start_is_refused_to_another_unit(owed, actor):
    with pytest.raises(Refused, match="đơn vị khác"):
        start_report(actor=actor("canbo.sinho"), report=owed)


def test_start_after_the_lock_is_refused(owed, clerk):
    with pytest.raises(WrongState, match="Đã khóa"):
        start_report(actor=on(clerk, LOCKS), report=owed)


def test_save_keeps_words_and_refuses_an_old_page(begun, clerk):
    revision = begun.revision
    save_report(actor=clerk, report=begun, revision=revision, written=words_for(begun))
    assert begun.answers.first().text == "Đơn vị đã thực hiện đủ các nội dung.\n- Ý thứ hai."
    with pytest.raises(StaleVersion), transaction.atomic():
        save_report(actor=clerk, report=begun, revision=revision, written=words_for(begun))


def test_changed_figure_without_a_reason_holds_up_the_sending(begun, clerk):
    figure = begun.figures.first()
    written = words_for(begun)
    changed = Written(words=written.words, values={figure.pk: Decimal(7)})
    save_report(actor=clerk, report=begun, revision=None, written=changed)
    with pytest.raises(NotReady, match="Sửa mà chưa ghi lý do"), transaction.atomic():
        submit_report(actor=clerk, report=begun)
    save_report(
        actor=clerk, report=begun, revision=None,
        written=Written(reasons={figure.pk: "Tính cả đơn vị trực thuộc"}),
    )  # fmt: skip
    submit_report(actor=clerk, report=begun)
    figure.refresh_from_db()
    assert (figure.value, figure.is_changed, begun.state) == (
        Decimal(7),
        True,
        ReportState.SIGNING,
    )
    notes = str(begun.paper.content["body"])
    assert "Tính cả đơn vị trực thuộc" in notes


def test_reason_goes_when_the_figure_is_put_back(begun, clerk):
    figure = begun.figures.first()
    first = Written(values={figure.pk: Decimal(7)}, reasons={figure.pk: "Nhầm"})
    save_report(actor=clerk, report=begun, revision=None, written=first)
    back = Written(values={figure.pk: figure.filled}, reasons={figure.pk: "Nhầm"})
    save_report(actor=clerk, report=begun, revision=None, written=back)
    figure.refresh_from_db()
    assert (figure.is_changed, figure.reason) == (False, "")


def test_blank_figure_is_kept_blank_and_is_not_zero(begun, clerk):
    figure = begun.figures.exclude(filled=None).first()
    written = Written(values={figure.pk: None}, reasons={figure.pk: "Chưa tổng hợp được"})
    save_report(actor=clerk, report=begun, revision=None, written=written)
    figure.refresh_from_db()
    assert (figure.value, figure.is_changed) == (None, True)


def test_refresh_takes_new_figures_and_keeps_what_was_changed_by_hand(begun, clerk):
    own, other = begun.figures.all()[:2]
    begun.figures.filter(pk=own.pk).update(value=Decimal(9), reason="Có căn cứ")
    begun.figures.filter(pk=other.pk).update(filled=Decimal(99), value=Decimal(99))
    refresh_figures(actor=clerk, report=begun)
    own.refresh_from_db()
    moved = begun.figures.get(pk=other.pk)
    assert (own.value, own.reason) == (Decimal(9), "Có căn cứ")
    assert (moved.filled, moved.value) == (other.filled, other.value)


def test_submit_names_every_heading_that_is_blank(begun, clerk):
    with pytest.raises(NotReady, match="Tình hình triển khai: chưa viết"):
        submit_report(actor=clerk, report=begun)


def test_submit_writes_an_official_paper(begun, clerk):
    save_report(actor=clerk, report=begun, revision=None, written=words_for(begun))
    submit_report(actor=clerk, report=begun)
    assert check_layout(paper_docx(begun.paper)) == []
    assert begun.paper.kind == "report"


def test_sign_and_send_numbers_issues_and_reaches_the_office(sent):
    assert (sent.state, sent.sent_on, sent.came_late) == (
        ReportState.SENT,
        date(2022, 6, 10),
        False,
    )
    assert sent.paper.code == "01/BC-SYT"
    assert [row.recipient_id for row in sent.paper.deliveries.all()] == [sent.campaign.unit_id]
    told = InboxMessage.objects.filter(key=f"report-sent:{sent.pk}:{sent.paper_id}")
    assert told.filter(user__username="chuyenvien").exists()


def test_sign_is_refused_to_the_clerk(begun, clerk):
    save_report(actor=clerk, report=begun, revision=None, written=words_for(begun))
    submit_report(actor=clerk, report=begun)
    with pytest.raises(Refused):
        sign_and_send(actor=clerk, report=begun)


def test_sent_after_the_due_day_is_marked_late(owed, actor):
    late = send(owed, actor("canbo.soyte"), actor("thutruong.soyte"), day=DUE + timedelta(days=1))
    assert (late.state, late.came_late) == (ReportState.SENT, True)


def test_lifted_lock_lets_a_late_unit_send(owed, actor):
    office = on(actor("chuyenvien"), LOCKS)
    day = LOCKS + timedelta(days=2)
    lift_lock(actor=office, report=owed, until=day, reason="Mất điện diện rộng")
    report = send(owed, actor("canbo.soyte"), actor("thutruong.soyte"), day=day)
    assert (report.state, report.came_late) == (ReportState.SENT, True)


def test_issue_after_the_lock_is_refused_and_leaves_the_paper_signed(begun, clerk, head):
    save_report(actor=clerk, report=begun, revision=None, written=words_for(begun))
    submit_report(actor=on(clerk, LATE), report=begun)
    with pytest.raises(WrongState), transaction.atomic():
        sign_and_send(actor=on(head, LOCKS), report=begun)
    begun.refresh_from_db()
    assert begun.state == ReportState.SIGNING


def test_returned_by_the_head_is_a_draft_again(begun, clerk, head):
    save_report(actor=clerk, report=begun, revision=None, written=words_for(begun))
    submit_report(actor=clerk, report=begun)
    return_paper(actor=head, paper_id=begun.paper_id, reason="Viết kỹ hơn")
    begun.refresh_from_db()
    assert begun.state == ReportState.DRAFT


def test_taken_back_is_a_draft_and_goes_again_on_the_same_paper(begun, clerk):
    save_report(actor=clerk, report=begun, revision=None, written=words_for(begun))
    submit_report(actor=clerk, report=begun)
    paper = begun.paper_id
    take_back_paper(actor=clerk, paper_id=paper)
    begun.refresh_from_db()
    submit_report(actor=clerk, report=begun)
    assert (begun.state, begun.paper_id) == (ReportState.SIGNING, paper)


def test_recall_before_it_is_opened(sent, head):
    recall_report(actor=on(head, date(2022, 6, 11)), report=sent, reason="Gửi nhầm bản")
    assert (sent.state, sent.sent_on, sent.first_sent_on) == (ReportState.DRAFT, None, None)
    assert sent.paper.state == "recalled"


def test_recall_after_it_was_opened_is_refused(sent, head, actor):
    mark_opened(on(actor("chuyenvien"), date(2022, 6, 11)), sent)
    sent.refresh_from_db()
    with pytest.raises(WrongState, match="chưa mở"):
        recall_report(actor=head, report=sent, reason="Gửi nhầm bản")


def test_recall_needs_a_reason(sent, head):
    with pytest.raises(BadInput):
        recall_report(actor=head, report=sent, reason=" ")


def test_attachments_come_and_go_on_the_record(begun, clerk):
    with transaction.atomic():
        kept = attach_file(
            actor=clerk, report=begun, title="Ảnh", name="anh.png", content=picture()
        )
    assert [one.title for one in begun.attachments.all()] == ["Ảnh"]
    detach_file(actor=clerk, report=begun, attachment=kept)
    verbs = AuditEvent.objects.filter(verb__in=["reports.attach", "reports.detach"])
    assert (begun.attachments.count(), verbs.count()) == (0, 2)


def test_difference_against_the_last_report_is_said(sent, actor, launched):
    from tests.support.reports import DAYS
    from thidua.subjects.reports.services.campaigns import open_campaign, prepare_campaign

    sent.figures.update(value=Decimal(3))
    later = {name: day + timedelta(days=150) for name, day in DAYS.items()}
    officer = on(actor("chuyenvien"), later["opens_on"])
    final = prepare_campaign(
        actor=officer, kind="final", movement=launched, name="Tổng kết",
        since=date(2022, 1, 1), until=date(2022, 11, 12), **later,
    )  # fmt: skip
    open_campaign(actor=officer, campaign=final)
    report = final.reports.select_related("campaign").get(organization_id=sent.organization_id)
    start_report(actor=on(actor("canbo.soyte"), later["opens_on"]), report=report)
    figure = report.figures.exclude(value=None).first()
    report.figures.filter(pk=figure.pk).update(value=Decimal(5))
    said = {one.figure.pk: one.words for one in compared(report)}
    assert said[figure.pk] == "tăng 2"
