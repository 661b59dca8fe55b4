"""The whole way of a paper: draft, sign-off, number, issue, send, acknowledge, correct."""

import pytest

from tests.subjects.papers.makers import (
    DAY,
    later,
    make_document,
    make_issued,
    make_paper,
    make_signed,
)
from thidua.base import audit
from thidua.base.access import Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import open_duties, reminder_reasons, unit_ties
from thidua.core.documents import DocumentKind
from thidua.subjects.papers import services
from thidua.subjects.papers.enums import PaperState, StepKind, StepState
from thidua.subjects.papers.errors import PaperRefusal, StalePaper
from thidua.subjects.papers.models import Paper, PaperDelivery
from thidua.subjects.papers.selectors.chain import ChainStep
from thidua.subjects.papers.selectors.papers import visible_to, waiting_for
from thidua.subjects.papers.selectors.readiness import readiness
from thidua.subjects.papers.services import Addressee


def verbs(paper):
    return [event.verb for event in reversed(audit.timeline(paper))]


def state(paper):
    return Paper.objects.get(pk=paper.pk).state


def test_whole_trip_from_draft_to_acknowledgement(office):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    assert list(waiting_for(office.head)) == [paper]
    services.sign_paper(actor=office.head, paper_id=paper.pk, revision=1)
    services.number_paper(actor=office.clerk, paper_id=paper.pk)
    services.attach_signed_file(
        actor=office.clerk, paper_id=paper.pk, name="ban-ky.pdf", content=PDF
    )
    services.issue_paper(actor=office.clerk, paper_id=paper.pk)
    services.send_paper(
        actor=office.clerk,
        paper_id=paper.pk,
        recipients=[
            Addressee("carry_out", office.finance.pk),
            Addressee("report", name="Ban Thi đua - Khen thưởng Trung ương"),
        ],
    )
    delivery = PaperDelivery.objects.get(recipient=office.finance)
    services.record_opened(actor=office.finance_clerk, delivery_id=delivery.pk)
    services.acknowledge_delivery(actor=office.finance_clerk, delivery_id=delivery.pk)

    paper.refresh_from_db()
    delivery.refresh_from_db()
    assert (paper.state, paper.code, paper.issued_on) == (PaperState.ISSUED, "01/KH-SYT", DAY)
    assert (paper.signer_name, paper.signer_title) == ("Nguyễn Văn Mẫu", "Giám đốc Sở Y tế")
    assert delivery.opened_by_name == delivery.acknowledged_by_name
    assert verbs(paper) == [
        "papers.create",
        "papers.submit",
        "papers.sign",
        "papers.number",
        "papers.attach",
        "papers.issue",
        "papers.send",
        "papers.acknowledge",
    ]
    assert audit.verify().ok


def test_each_step_tells_the_next_person_once(office):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    told = InboxMessage.objects.filter(user_id=office.head.user_id)
    assert [message.kind for message in told] == ["paper"]
    services.sign_paper(actor=office.head, paper_id=paper.pk)
    assert InboxMessage.objects.filter(user_id=office.clerk.user_id).count() == 1


def test_mail_about_a_step_is_due_only_while_it_waits(office):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    message = InboxMessage.objects.get(user_id=office.head.user_id)
    still_waits = reminder_reasons[message.reason_name]
    assert still_waits(message.key)
    services.sign_paper(actor=office.head, paper_id=paper.pk)
    assert not still_waits(message.key)


def test_send_paper_reaches_nobody_twice(office):
    paper = make_issued(office)
    send = {"actor": office.clerk, "paper_id": paper.pk}
    services.send_paper(**send, recipients=[Addressee("know", office.finance.pk)])
    with pytest.raises(PaperRefusal, match="đều đã nhận"):
        services.send_paper(**send, recipients=[Addressee("carry_out", office.finance.pk)])
    services.send_paper(
        **send,
        recipients=[Addressee("know", office.finance.pk), Addressee("know", office.district.pk)],
    )
    names = list(PaperDelivery.objects.values_list("name", flat=True))
    assert names == ["Sở Tài chính", "Huyện Sìn Hồ"]
    assert InboxMessage.objects.filter(user_id=office.finance_clerk.user_id).count() == 1
    assert InboxMessage.objects.filter(user_id=office.district_clerk.user_id).count() == 1


def test_province_paper_is_initialled_then_signed_by_the_chair(office):
    document = make_document(DocumentKind.DIRECTIVE, notation="CT-UBND")
    paper = services.create_paper(
        actor=office.officer,
        unit_id=office.committee.pk,
        kind="directive",
        document=document,
    )
    services.submit_paper(actor=office.officer, paper_id=paper.pk)
    with pytest.raises(Refused, match="Lãnh đạo Ban TĐKT"):
        services.sign_paper(actor=office.chair, paper_id=paper.pk)
    services.sign_off(actor=office.office_head, paper_id=paper.pk, note="Đồng ý")
    assert state(paper) == PaperState.INITIALLED
    services.sign_paper(actor=office.chair, paper_id=paper.pk)
    assert state(paper) == PaperState.SIGNED
    assert [step.state for step in paper.steps.all()] == [StepState.DONE, StepState.DONE]


def test_submit_with_a_legal_check_calls_that_person_first(office):
    paper = make_paper(office)
    chain = [
        ChainStep(StepKind.LEGAL_CHECK, "Pháp chế", post_id=office.officer.post_id),
        ChainStep(StepKind.SIGN, "Giám đốc", "unit_head", office.health.pk),
    ]
    services.submit_paper(actor=office.clerk, paper_id=paper.pk, chain=chain)
    with pytest.raises(Refused, match="đang chờ Pháp chế"):
        services.sign_paper(actor=office.head, paper_id=paper.pk)
    services.sign_off(actor=office.officer, paper_id=paper.pk)
    services.sign_paper(actor=office.head, paper_id=paper.pk)
    assert state(paper) == PaperState.SIGNED


def test_submit_without_a_signer_at_the_end_is_refused(office):
    paper = make_paper(office)
    chain = [ChainStep(StepKind.INITIAL, "Văn phòng", "unit_head", office.health.pk)]
    with pytest.raises(PaperRefusal, match="kết thúc bằng người ký"):
        services.submit_paper(actor=office.clerk, paper_id=paper.pk, chain=chain)
    assert state(paper) == PaperState.DRAFT


def test_submit_names_everything_that_is_missing(office):
    paper = make_paper(office, DocumentKind.LETTER, addressees=(), recipients=(), subject=" ")
    with pytest.raises(PaperRefusal) as refusal:
        services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    assert refusal.value.message == (
        "Chưa trình được: Thiếu trích yếu. Chưa ghi nơi nhận. Chưa ghi nơi kính gửi."
    )


def test_return_sends_the_draft_back_with_its_reason(office):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    with pytest.raises(PaperRefusal, match="lý do"):
        services.return_paper(actor=office.head, paper_id=paper.pk, reason=" ")
    services.return_paper(actor=office.head, paper_id=paper.pk, reason="Thiếu chỉ tiêu")
    paper.refresh_from_db()
    assert (paper.state, paper.return_reason) == (PaperState.DRAFT, "Thiếu chỉ tiêu")
    assert [row.state_label for row in open_duties.answers["papers"](office.clerk)] == [
        "Bị trả lại"
    ]


def test_signer_sees_that_the_text_changed_since_it_was_returned(office):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    services.return_paper(actor=office.head, paper_id=paper.pk, reason="Thiếu chỉ tiêu")
    services.revise_paper(
        actor=office.clerk,
        paper_id=paper.pk,
        revision=1,
        document=make_document(subject="Trích yếu mới"),
    )
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    fresh = Paper.objects.prefetch_related("steps").get(pk=paper.pk)
    first = readiness(fresh, office.head)[0]
    assert (first.ok, first.text) == (
        False,
        "Đã sửa sau khi Nguyễn Văn Mẫu (Giám đốc Sở Y tế, Sở Y tế) trả lại: Thiếu chỉ tiêu",
    )


def test_signer_of_another_name_is_pointed_out(office):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    fresh = Paper.objects.prefetch_related("steps").get(pk=paper.pk)
    texts = [check.text for check in readiness(fresh, office.chair) if not check.ok]
    assert "Người ký in trên văn bản là Nguyễn Văn Mẫu." in texts


def test_sign_of_a_text_that_changed_is_refused(office):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    services.take_back_paper(actor=office.clerk, paper_id=paper.pk)
    services.revise_paper(
        actor=office.clerk, paper_id=paper.pk, revision=1, document=make_document()
    )
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    with pytest.raises(PaperRefusal, match="Đọc lại bản mới"):
        services.sign_paper(actor=office.head, paper_id=paper.pk, revision=1)
    assert state(paper) == PaperState.SUBMITTED


def test_take_back_after_a_sign_off_is_refused(office):
    paper = services.create_paper(
        actor=office.officer,
        unit_id=office.committee.pk,
        kind="plan",
        document=make_document(notation="KH-UBND"),
    )
    services.submit_paper(actor=office.officer, paper_id=paper.pk)
    services.sign_off(actor=office.office_head, paper_id=paper.pk)
    with pytest.raises(Refused, match="Đã có người duyệt"):
        services.take_back_paper(actor=office.officer, paper_id=paper.pk)


def test_revise_with_an_old_revision_keeps_what_was_written(office):
    paper = make_paper(office)
    revise = {"actor": office.clerk, "paper_id": paper.pk, "revision": 1}
    services.revise_paper(**revise, document=make_document(subject="Bản của người thứ nhất"))
    with pytest.raises(StalePaper) as refusal:
        services.revise_paper(**revise, document=make_document(subject="Bản của người thứ hai"))
    assert refusal.value.kept["subject"] == "Bản của người thứ hai"
    paper.refresh_from_db()
    assert (paper.subject, paper.revision) == ("Bản của người thứ nhất", 2)


def test_kept_draft_leaves_the_paper_and_the_record_alone(office):
    paper = make_paper(office)
    typed = {"actor": office.clerk, "paper_id": paper.pk, "revision": 1}
    kept = services.keep_draft(**typed, document=make_document(subject="Đang gõ dở"))
    paper.refresh_from_db()
    assert (kept.content["subject"], paper.revision) == ("Đang gõ dở", 1)
    assert verbs(paper) == ["papers.create"]
    services.revise_paper(**typed, document=make_document(subject="Gõ xong"))
    assert not paper.kept_drafts.exists()


def test_issued_paper_is_locked(office):
    paper = make_issued(office)
    with pytest.raises(Refused, match="không còn là dự thảo"):
        services.revise_paper(
            actor=office.clerk, paper_id=paper.pk, revision=1, document=make_document()
        )
    with pytest.raises(Refused, match="không còn là dự thảo"):
        services.discard_paper(actor=office.clerk, paper_id=paper.pk)


def test_issue_without_number_is_refused(office):
    paper = make_signed(office)
    with pytest.raises(Refused, match="chưa có số"):
        services.issue_paper(actor=office.clerk, paper_id=paper.pk)
    assert state(paper) == PaperState.SIGNED


def test_recall_tells_everybody_who_received_it(office):
    paper = make_issued(office)
    services.send_paper(
        actor=office.clerk,
        paper_id=paper.pk,
        recipients=[Addressee("know", office.finance.pk)],
    )
    with pytest.raises(Refused):
        services.recall_paper(actor=office.clerk, paper_id=paper.pk, reason="Nhầm")
    services.recall_paper(actor=office.head, paper_id=paper.pk, reason="Nhầm số liệu")
    subjects = InboxMessage.objects.filter(user_id=office.finance_clerk.user_id)
    assert [m.subject for m in subjects.order_by("pk")] == [
        "Văn bản đến: Kế hoạch số 01/KH-SYT ngày 15/02/2022",
        "Thu hồi: Kế hoạch số 01/KH-SYT ngày 15/02/2022",
    ]
    assert state(paper) == PaperState.RECALLED


def test_correction_is_in_force_once_its_letter_is_issued(office):
    paper = make_issued(office)
    letter = services.draft_correction(
        actor=office.clerk,
        paper_id=paper.pk,
        old_text="năm 2021",
        new_text="năm 2022",
        reason="Lỗi đánh máy",
    )
    amendment = paper.amendments.get()
    assert (amendment.by_paper, amendment.effective_on) == (letter, None)
    with pytest.raises(PaperRefusal, match="Đã có dự thảo"):
        services.draft_replacement(actor=office.clerk, paper_id=paper.pk, reason="Khác")
    services.submit_paper(actor=office.clerk, paper_id=letter.pk)
    services.sign_paper(actor=office.head, paper_id=letter.pk)
    services.number_paper(actor=office.clerk, paper_id=letter.pk)
    services.issue_paper(actor=office.clerk, paper_id=letter.pk)
    amendment.refresh_from_db()
    assert amendment.effective_on == DAY
    assert "papers.amend" in verbs(paper)
    assert state(paper) == PaperState.ISSUED


def test_replacement_starts_from_the_same_words(office):
    paper = make_issued(office)
    new = services.draft_replacement(actor=office.clerk, paper_id=paper.pk, reason="Sai chỉ tiêu")
    assert (new.content["body"], new.number, new.state) == (
        paper.content["body"],
        None,
        PaperState.DRAFT,
    )
    assert paper.amendments.get().kind == "replacement"


def test_acknowledge_by_another_unit_is_refused(office):
    paper = make_issued(office)
    services.send_paper(
        actor=office.clerk,
        paper_id=paper.pk,
        recipients=[Addressee("know", office.finance.pk)],
    )
    delivery = paper.deliveries.get()
    with pytest.raises(Refused, match="không gửi đến"):
        services.acknowledge_delivery(actor=office.district_clerk, delivery_id=delivery.pk)
    services.record_opened(actor=office.district_clerk, delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.opened_at, delivery.acknowledged_at) == (None, None)


def test_acknowledge_twice_names_the_first(office):
    paper = make_issued(office)
    services.send_paper(
        actor=office.clerk,
        paper_id=paper.pk,
        recipients=[Addressee("carry_out", office.finance.pk)],
    )
    delivery = paper.deliveries.get()
    services.acknowledge_delivery(actor=office.finance_clerk, delivery_id=delivery.pk)
    with pytest.raises(PaperRefusal, match="Vàng Văn Ví"):
        services.acknowledge_delivery(actor=office.finance_head, delivery_id=delivery.pk)


@pytest.mark.parametrize("who", ["finance_clerk", "district_clerk", "admin"])
def test_other_units_see_no_draft(office, who):
    make_paper(office)
    assert list(visible_to(getattr(office, who))) == []


def test_issued_papers_are_seen_by_recipients_and_the_desk(office):
    paper = make_issued(office)
    services.send_paper(
        actor=office.clerk,
        paper_id=paper.pk,
        recipients=[Addressee("know", office.finance.pk)],
    )
    seen = {
        who: list(visible_to(getattr(office, who))) == [paper]
        for who in ("clerk", "head", "finance_clerk", "district_clerk", "officer", "chair", "admin")
    }
    assert seen == {
        "clerk": True,
        "head": True,
        "finance_clerk": True,
        "district_clerk": False,
        "officer": True,
        "chair": True,
        "admin": False,
    }


def test_visible_to_says_the_same_as_the_verb_read(office):
    from thidua.base.access import may

    make_paper(office)
    paper = make_issued(office)
    services.send_paper(
        actor=office.clerk,
        paper_id=paper.pk,
        recipients=[Addressee("know", office.finance.pk)],
    )
    waiting = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=waiting.pk)
    for who in vars(office).values():
        if hasattr(who, "role"):
            by_rule = [p.pk for p in Paper.objects.order_by("pk") if may(who, "papers.read", p)]
            assert list(visible_to(who).order_by("pk").values_list("pk", flat=True)) == by_rule


@pytest.mark.parametrize(
    "who", ["finance_clerk", "finance_head", "district_clerk", "officer", "chair", "admin"]
)
def test_create_for_a_foreign_unit_is_refused(office, who):
    with pytest.raises(Refused):
        services.create_paper(
            actor=getattr(office, who),
            unit_id=office.health.pk,
            kind="plan",
            document=make_document(),
        )
    assert not Paper.objects.exists()


def test_discarded_draft_stays_with_its_trace(office):
    paper = make_paper(office)
    services.discard_paper(actor=office.clerk, paper_id=paper.pk, reason="Soạn nhầm")
    assert state(paper) == PaperState.DISCARDED
    assert AuditEvent.objects.filter(verb="papers.discard", reason="Soạn nhầm").count() == 1


def test_unit_ties_count_what_hangs_on_the_unit(office):
    make_paper(office)
    waiting = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=waiting.pk)
    issued = make_issued(office)
    services.send_paper(
        actor=office.clerk,
        paper_id=issued.pk,
        recipients=[Addressee("know", office.finance.pk)],
    )
    ties = unit_ties.answers["papers"]({office.health.pk, office.finance.pk}, DAY)
    assert [tie.count for tie in ties] == [2, 1, 1]


def test_open_duties_follow_the_paper(office):
    duties = open_duties.answers["papers"]
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    assert [row.action for row in duties(office.head)] == ["Đọc và ký"]
    services.sign_paper(actor=office.head, paper_id=paper.pk)
    assert next(iter(duties(office.head))).state_label == "Chờ cấp số"
    services.number_paper(actor=office.clerk, paper_id=paper.pk)
    assert [row.state_label for row in duties(office.clerk)] == ["Chờ ban hành"]
    services.issue_paper(actor=office.clerk, paper_id=paper.pk)
    services.send_paper(
        actor=office.clerk,
        paper_id=paper.pk,
        recipients=[Addressee("carry_out", office.finance.pk)],
    )
    assert list(duties(office.clerk)) == []
    assert [row.state_label for row in duties(office.finance_clerk)] == ["Văn bản mới đến"]


def test_reminder_letter_is_a_draft_of_the_office(office):
    letter = services.draft_reminder_letter(
        actor=office.officer,
        unit_id=office.board.pk,
        about="movements.Movement:1",
        addressees=["Sở Y tế", "Sở Tài chính"],
        subject="đôn đốc triển khai phong trào thi đua năm 2022",
        paragraphs=["Đến nay, các đơn vị chưa gửi kế hoạch.", "Đề nghị gửi trước ngày 28/02/2022."],
    )
    assert (letter.kind, letter.state, letter.about) == ("letter", "draft", "movements.Movement:1")
    assert letter.content["addressees"] == ["Sở Y tế", "Sở Tài chính"]
    assert [row["text"] for row in letter.content["body"]] == [
        "Đến nay, các đơn vị chưa gửi kế hoạch.",
        "Đề nghị gửi trước ngày 28/02/2022.",
    ]


def test_late_issue_is_pointed_out(office):
    paper = make_signed(office)
    fresh = Paper.objects.prefetch_related("steps").get(pk=paper.pk)
    late = readiness(fresh, later(office.clerk, 6))
    assert any("quá hạn ban hành" in check.text for check in late)
    on_time = readiness(fresh, later(office.clerk, 1))
    assert any(check.text == "Đúng hạn ban hành." for check in on_time)


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
