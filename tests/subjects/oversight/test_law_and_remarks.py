"""Questions on law, remarks of users, contacts."""

from collections.abc import Callable
from datetime import date

import pytest

from thidua.base.access import Actor, Refused
from thidua.base.outbox.models import InboxMessage
from thidua.subjects.oversight.enums import QuestionState, RemarkState
from thidua.subjects.oversight.errors import BadInput, WrongState
from thidua.subjects.oversight.models import Question, Remark, SupportContact
from thidua.subjects.oversight.selectors.questions import narrowed, visible_to
from thidua.subjects.oversight.services import contacts, questions, remarks
from thidua.subjects.oversight.services.contacts import ContactFacts
from thidua.subjects.oversight.services.questions import Cited
from thidua.subjects.papers.models import Citation, LegalDocument

DAY = date(2022, 2, 15)


@pytest.fixture
def law(laichau: Actor) -> LegalDocument:
    return LegalDocument.objects.create(
        kind="decree", number="91/2017/NĐ-CP", title="Quy định chi tiết",
        effective_from=date(2017, 10, 1), effective_until=date(2024, 1, 1),
    )  # fmt: skip


@pytest.fixture
def question(actor: Callable[..., Actor]) -> Question:
    return questions.ask_question(
        actor=actor("canbo.soyte"), text="Ai được Lao động tiên tiến?", topic="titles"
    )


def answer(actor: Actor, question: Question, law: LegalDocument, **changes: object) -> Question:
    values = {"answer": "Theo Điều 10.", "cited": [Cited(law.pk, "Điều 10")], "title": "Ai được?",
              "publish": True} | changes  # fmt: skip
    return questions.answer_question(actor=actor, question=question, **values)  # type: ignore[arg-type]


def test_ask_waits_ten_working_days(question: Question) -> None:
    assert (question.number, question.due_on) == ("HD-2022-0001", date(2022, 3, 1))
    told = InboxMessage.objects.filter(key=f"question:{question.pk}:asked")
    assert set(told.values_list("user__username", flat=True)) == {"chuyenvien", "lanhdao"}


def test_answer_cites_the_library_and_tells_the_asker(
    actor: Callable[..., Actor], question: Question, law: LegalDocument
) -> None:
    answer(actor("chuyenvien"), question, law)
    assert (question.state, question.is_published) == (QuestionState.ANSWERED, True)
    assert Citation.objects.get(document=law).used_in == f"oversight.Question:{question.pk}"
    told = InboxMessage.objects.get(key=f"question:{question.pk}:answered:2022-02-15")
    assert told.user.username == "canbo.soyte"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"answer": " "}, "Chưa ghi câu trả lời"),
        ({"cited": []}, "Dẫn ít nhất một điều"),
        ({"cited": [Cited(987654, "Điều 1")]}, "không còn trong thư viện"),
        ({"title": ""}, "câu hỏi ngắn"),
        ({"valid_until": DAY}, "sau hôm nay"),
    ],
)
def test_answer_incomplete_is_refused(
    actor: Callable[..., Actor],
    question: Question,
    law: LegalDocument,
    changes: dict[str, object],
    said: str,
) -> None:
    with pytest.raises(BadInput, match=said):
        answer(actor("chuyenvien"), question, law, **changes)


def test_answer_is_the_desks(
    actor: Callable[..., Actor], question: Question, law: LegalDocument
) -> None:
    with pytest.raises(Refused):
        answer(actor("canbo.soyte"), question, law)


def test_published_is_found_without_accents_and_private_words_are_not(
    actor: Callable[..., Actor], question: Question, law: LegalDocument
) -> None:
    answer(actor("chuyenvien"), question, law, title="Danh hiệu nào?")
    seen = visible_to(actor("canbo.dienluc"))
    assert list(narrowed(seen, "danh hieu")) == [question]
    assert list(narrowed(seen, "lao dong tien tien")) == []


def test_unanswered_is_for_the_asker_and_the_desk(
    actor: Callable[..., Actor], question: Question
) -> None:
    names = ("canbo.soyte", "chuyenvien", "canbo.dienluc")
    assert [visible_to(actor(name)).count() for name in names] == [1, 1, 0]


def test_entry_needs_eyes_when_its_document_ceases(
    actor: Callable[..., Actor], law: LegalDocument
) -> None:
    entry = questions.write_entry(
        actor=actor("chuyenvien"), title="Ai được?", topic="titles", answer="Theo Điều 10.",
        cited=[Cited(law.pk, "Điều 10")],
    )  # fmt: skip
    before, after = date(2023, 12, 31), date(2024, 1, 1)
    assert list(Question.objects.to_review_on(before)) == []
    assert list(Question.objects.to_review_on(after)) == [entry]
    assert questions.tell_to_review(after) == 1
    later = actor("chuyenvien", day=date(2024, 1, 5))
    questions.confirm_question(actor=later, question=entry)
    assert list(Question.objects.to_review_on(date(2024, 1, 6))) == []


def test_entry_past_its_day_is_not_shown(actor: Callable[..., Actor], law: LegalDocument) -> None:
    entry = questions.write_entry(
        actor=actor("chuyenvien"), title="Ai được?", topic="titles", answer="Theo Điều 10.",
        cited=[Cited(law.pk, "Điều 10")], valid_until=date(2022, 3, 1),
    )  # fmt: skip
    assert list(Question.objects.published_on(date(2022, 2, 28))) == [entry]
    assert list(Question.objects.published_on(date(2022, 3, 1))) == []
    assert list(Question.objects.to_review_on(date(2022, 3, 1))) == [entry]


def test_decline_says_why(actor: Callable[..., Actor], question: Question) -> None:
    with pytest.raises(BadInput, match="Ghi lý do"):
        questions.decline_question(actor=actor("chuyenvien"), question=question, words="")
    questions.decline_question(
        actor=actor("chuyenvien"), question=question, words="Hỏi Sở Tài chính."
    )
    assert question.state == QuestionState.DECLINED
    with pytest.raises(WrongState):
        questions.decline_question(actor=actor("chuyenvien"), question=question, words="Nữa.")


def test_unpublish_takes_it_away(
    actor: Callable[..., Actor], question: Question, law: LegalDocument
) -> None:
    answer(actor("chuyenvien"), question, law)
    questions.unpublish_question(actor=actor("chuyenvien"), question=question, reason="Luật mới")
    with pytest.raises(WrongState, match="không còn công bố"):
        questions.unpublish_question(actor=actor("chuyenvien"), question=question, reason="Nữa")


def test_remark_goes_its_way_and_its_sender_hears(actor: Callable[..., Actor]) -> None:
    remark = remarks.send_remark(
        actor=actor("canbo.soyte"), page="/duoc-giao/", text="Khó thấy nút."
    )
    told = InboxMessage.objects.filter(key=f"remark:{remark.pk}")
    assert set(told.values_list("user__username", flat=True)) == {"quantri", "chuyenvien"}
    with pytest.raises(BadInput, match="Ghi trả lời"):
        remarks.answer_remark(actor=actor("quantri"), remark=remark, state="done")
    remarks.answer_remark(actor=actor("quantri"), remark=remark, state="worked_on")
    remarks.answer_remark(actor=actor("quantri"), remark=remark, state="done", answer="Đã sửa.")
    assert remark.state == RemarkState.DONE
    assert InboxMessage.objects.get(key=f"remark:{remark.pk}:done").user.username == "canbo.soyte"
    with pytest.raises(WrongState):
        remarks.answer_remark(
            actor=actor("quantri"), remark=remark, state="declined", answer="Nữa."
        )
    with pytest.raises(Refused):
        remarks.answer_remark(actor=actor("canbo.soyte"), remark=remark, state="done", answer="x")
    assert Remark.objects.count() == 1


def test_contact_changed_goes_on_from_its_day(actor: Callable[..., Actor]) -> None:
    head = actor("lanhdao", "office_head")
    old = contacts.save_contact(
        actor=head,
        facts=ContactFacts("Ban", "Nghiệp vụ", phone="0213"),
        valid_from=date(2022, 1, 1),
    )
    new = contacts.save_contact(
        actor=head,
        contact=old,
        facts=ContactFacts("Ban", "Nghiệp vụ", phone="0214"),
        valid_from=DAY,
    )
    shown = SupportContact.objects.on
    assert [one.phone for one in shown(date(2022, 2, 14))] == ["0213"]
    assert [one.phone for one in shown(DAY)] == ["0214"]
    contacts.end_contact(actor=head, contact=new)
    assert not shown(DAY).exists()
    with pytest.raises(Refused):
        contacts.save_contact(
            actor=actor("canbo.soyte"), facts=ContactFacts("A", "B", phone="1"), valid_from=DAY
        )
    with pytest.raises(BadInput, match="Ghi điện thoại"):
        contacts.save_contact(actor=head, facts=ContactFacts("A", "B"), valid_from=DAY)
