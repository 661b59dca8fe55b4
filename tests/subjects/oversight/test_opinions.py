"""An opinion from the first word to its end: each step, each refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from tests.support.opinions import CITIZEN, TEXT, said
from thidua.base.access import Actor, Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.files import BadFile
from thidua.base.outbox.models import InboxMessage, OutgoingMail
from thidua.base.receipts import code_of, fits
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.oversight.enums import Closing, OpinionState, Publishing, Source
from thidua.subjects.oversight.errors import BadInput, WrongState
from thidua.subjects.oversight.models import Opinion
from thidua.subjects.oversight.selectors.opinions import visible_to
from thidua.subjects.oversight.services import answering, opinions, upkeep

DAY = date(2022, 2, 15)


def unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


@pytest.fixture
def officer(actor: Callable[..., Actor]) -> Actor:
    return actor("chuyenvien")


@pytest.fixture
def assigned(officer: Actor, opinion: Opinion) -> Opinion:
    return answering.assign_opinion(actor=officer, opinion=opinion, unit_id=unit("LC-SNV"))


@pytest.fixture
def answered(actor: Callable[..., Actor], officer: Actor, opinion: Opinion) -> Opinion:
    answering.assign_opinion(actor=officer, opinion=opinion, unit_id=unit("LC-SYT"))
    answering.answer_opinion(
        actor=actor("thutruong.soyte"), opinion=opinion, taken="partly", text="Tiếp thu ý thứ nhất."
    )
    return opinion


@pytest.fixture
def complaint(laichau: Actor) -> Opinion:
    return opinions.send_citizen_opinion(
        actor=Actor.citizen(DAY),
        said=said(kind="complain", about_unit_id=unit("LC-SYT")),
        person=CITIZEN,
        ticket="phieu-1",
    )


def test_send_of_the_front_is_received_and_the_desk_is_told(opinion: Opinion) -> None:
    assert (opinion.number, opinion.source, opinion.state) == (
        "YK-2022-0001", Source.FRONT, OpinionState.RECEIVED,
    )  # fmt: skip
    assert opinion.subject_words == "Thi đua thực hiện thắng lợi nhiệm vụ năm 2022"
    told = InboxMessage.objects.filter(key=f"opinion:{opinion.pk}:1:received")
    assert set(told.values_list("user__username", flat=True)) == {"chuyenvien", "lanhdao"}


def test_send_of_a_unit_has_no_kind_of_the_front(actor: Callable[..., Actor]) -> None:
    with pytest.raises(BadInput, match="dành cho Mặt trận"):
        opinions.send_opinion(actor=actor("canbo.soyte"), said=said(kind="criticise"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "  "}, "Chưa ghi nội dung"),
        ({"text": "a" * 20_001}, "quá dài"),
        ({"subject": "award"}, "Ghi rõ danh sách"),
        ({"subject": "movement"}, "Chọn phong trào"),
        ({"kind": "complain"}, "Chọn đơn vị được phản ánh"),
        ({"files": [("a.pdf", b"%PDF-1.4")] * 6}, "tối đa 5 tệp"),
    ],
)
def test_send_incomplete_is_refused(
    actor: Callable[..., Actor], changes: dict[str, object], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        opinions.send_opinion(actor=actor("canbo.soyte"), said=said(**changes))
    assert Opinion.objects.count() == 0


def test_send_by_the_keeper_of_the_system_is_refused(actor: Callable[..., Actor]) -> None:
    with pytest.raises(Refused, match="không tham gia nội dung"):
        opinions.send_opinion(actor=actor("quantri"), said=said())


def test_send_keeps_files_that_are_what_they_say(actor: Callable[..., Actor]) -> None:
    with pytest.raises(BadFile), transaction.atomic():
        opinions.send_opinion(
            actor=actor("mattran"), said=said(files=[("phieu.pdf", b"MZ khong phai")])
        )
    assert Opinion.objects.count() == 0


def test_citizen_gets_a_number_and_a_code_and_stays_apart(complaint: Opinion) -> None:
    assert fits(code_of("phieu-1"), complaint.code_kept)
    assert (complaint.unit_id, complaint.written_by_name) == (None, "")
    assert complaint.sender.phone == "0912 000 111"
    kept = AuditEvent.objects.get(verb="oversight.send")
    assert "Vàng" not in str(kept.after) + kept.user_name + str(kept.thing_label)


def test_citizen_form_sent_twice_is_one_opinion(laichau: Actor) -> None:
    sent = [
        opinions.send_citizen_opinion(
            actor=Actor.citizen(DAY), said=said(), person=CITIZEN, ticket="phieu-2"
        )
        for _ in range(2)
    ]
    assert sent[0] == sent[1]
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(
    ("person", "kind", "words"),
    [
        (replace(CITIZEN, name=""), "suggest", "Cần họ tên"),
        (replace(CITIZEN, phone="", email=""), "suggest", "Cần họ tên"),
        (replace(CITIZEN, address=" "), "complain", "nặc danh không được xem xét"),
    ],
)
def test_citizen_without_a_name_is_refused_as_the_rule_says(
    laichau: Actor, person: opinions.Person, kind: str, words: str
) -> None:
    what = said(kind=kind, about_unit_id=unit("LC-SYT"))
    with pytest.raises(BadInput, match=words):
        opinions.send_citizen_opinion(
            actor=Actor.citizen(DAY), said=what, person=person, ticket="phieu-3"
        )


def test_assign_sets_the_days_of_the_front(officer: Actor, assigned: Opinion) -> None:
    """Fifteen working days after Tuesday 15 February 2022: Tuesday 8 March."""
    assert (assigned.state, assigned.due_on) == (OpinionState.ASSIGNED, date(2022, 3, 8))
    assert assigned.answering_unit_name == "Sở Nội vụ"


def test_assign_is_the_desks(actor: Callable[..., Actor], opinion: Opinion) -> None:
    with pytest.raises(Refused):
        answering.assign_opinion(actor=actor("mattran"), opinion=opinion, unit_id=unit("LC-SNV"))


def test_assign_of_a_complaint_to_the_unit_itself_is_refused(
    officer: Actor, complaint: Opinion
) -> None:
    with pytest.raises(BadInput, match="chính đơn vị được phản ánh"):
        answering.assign_opinion(actor=officer, opinion=complaint, unit_id=unit("LC-SYT"))


def test_assign_into_the_past_is_refused(officer: Actor, opinion: Opinion) -> None:
    with pytest.raises(BadInput, match="từ hôm nay"):
        answering.assign_opinion(
            actor=officer, opinion=opinion, unit_id=unit("LC-SNV"), due_on=date(2022, 2, 14)
        )


def test_answer_is_kept_and_told(answered: Opinion) -> None:
    answer = answered.answers.get()
    assert (answered.state, answer.taken, answer.unit_name) == (
        OpinionState.ANSWERED, "partly", "Sở Y tế",
    )  # fmt: skip
    told = InboxMessage.objects.get(key=f"opinion:{answered.pk}:1:told-answered")
    assert told.user.username == "mattran"


def test_answer_by_another_unit_is_refused(actor: Callable[..., Actor], assigned: Opinion) -> None:
    with pytest.raises(Refused, match="giao cho đơn vị khác"):
        answering.answer_opinion(
            actor=actor("canbo.soyte"), opinion=assigned, taken="taken", text="Tiếp thu."
        )


def test_answer_before_it_is_assigned_is_refused(officer: Actor, opinion: Opinion) -> None:
    with pytest.raises(WrongState, match="Đã tiếp nhận"):
        answering.answer_opinion(
            actor=Actor.system(DAY), opinion=opinion, taken="taken", text="Tiếp thu."
        )


def test_accept_closes(actor: Callable[..., Actor], answered: Opinion) -> None:
    opinions.accept_answer(actor=actor("mattran"), opinion=answered)
    assert (answered.state, answered.closing) == (OpinionState.CLOSED, Closing.SATISFIED)
    with pytest.raises(WrongState, match="Đã kết thúc"):
        opinions.accept_answer(actor=actor("mattran"), opinion=answered)


def test_accept_is_the_senders(actor: Callable[..., Actor], answered: Opinion) -> None:
    with pytest.raises(Refused, match="Chỉ người gửi"):
        opinions.accept_answer(actor=actor("canbo.soyte"), opinion=answered)


def test_ask_again_goes_upward_once(actor: Callable[..., Actor], answered: Opinion) -> None:
    opinions.ask_again(actor=actor("mattran"), opinion=answered, words="Chưa nêu thời hạn.")
    assert (answered.round, answered.state) == (2, OpinionState.ASSIGNED)
    assert answered.answering_unit_id == unit("LC-UBND")
    answering.answer_opinion(
        actor=actor("chutich", "province_chair"),
        opinion=answered,
        taken="taken",
        text="Trong quý II.",
    )
    with pytest.raises(WrongState, match="hỏi lại một lần"):
        opinions.ask_again(actor=actor("mattran"), opinion=answered, words="Nữa.")
    assert [answer.round for answer in answered.answers.all()] == [1, 2]


def test_press_only_after_the_day(actor: Callable[..., Actor], assigned: Opinion) -> None:
    with pytest.raises(WrongState, match="Chưa quá hạn"):
        opinions.press_answer(actor=actor("mattran"), opinion=assigned)
    late = actor("mattran", day=date(2022, 3, 9))
    opinions.press_answer(actor=late, opinion=assigned)
    assert (assigned.pressed, assigned.pressed_on) == (1, date(2022, 3, 9))


def test_withdraw_before_the_answer_only(actor: Callable[..., Actor], opinion: Opinion) -> None:
    opinions.withdraw_opinion(actor=actor("mattran"), opinion=opinion, reason="Gửi nhầm")
    assert opinion.state == OpinionState.WITHDRAWN
    with pytest.raises(WrongState):
        opinions.withdraw_opinion(actor=actor("mattran"), opinion=opinion)


def test_decline_tells_a_citizen_why_and_never_the_front(
    officer: Actor, complaint: Opinion, opinion: Opinion
) -> None:
    answering.decline_opinion(
        actor=officer, opinion=complaint, reason="elsewhere", words="Gửi Thanh tra Sở Y tế."
    )
    assert (complaint.state, complaint.decline_words) == (
        OpinionState.DECLINED, "Gửi Thanh tra Sở Y tế.",
    )  # fmt: skip
    letter = OutgoingMail.objects.get(to="vang.mau@mau.example")
    assert "Thanh tra" not in letter.body
    with pytest.raises(WrongState, match="phải được trả lời"):
        answering.decline_opinion(actor=officer, opinion=opinion, reason="repeated", words="Trùng.")


def test_add_words_while_open(actor: Callable[..., Actor], opinion: Opinion) -> None:
    opinions.add_words(actor=actor("mattran"), opinion=opinion, text="Thêm số liệu.")
    assert [added.text for added in opinion.additions.all()] == ["Thêm số liệu."]
    opinions.withdraw_opinion(actor=actor("mattran"), opinion=opinion)
    with pytest.raises(WrongState):
        opinions.add_words(actor=actor("mattran"), opinion=opinion, text="Nữa.")


def publish(officer: Actor, opinion: Opinion, **changes: object) -> Opinion:
    words = {"public_text": TEXT, "public_answer": "Tiếp thu.", "show_name": False, "reason": ""}
    return answering.publish_opinion(actor=officer, opinion=opinion, **(words | changes))  # type: ignore[arg-type]


def test_publish_is_for_answered_ones(officer: Actor, opinion: Opinion) -> None:
    with pytest.raises(WrongState, match="đã được trả lời"):
        publish(officer, opinion)


def test_publish_names_a_unit_and_can_be_taken_back(officer: Actor, answered: Opinion) -> None:
    publish(officer, answered)
    assert (answered.publishing, answered.public_name) == (
        Publishing.PUBLISHED, answered.unit_name,
    )  # fmt: skip
    answering.take_down_opinion(actor=officer, opinion=answered, reason="Theo đề nghị")
    assert answered.publishing == Publishing.TAKEN_DOWN
    with pytest.raises(WrongState, match="không còn công khai"):
        answering.take_down_opinion(actor=officer, opinion=answered, reason="Theo đề nghị")


@pytest.fixture
def answered_complaint(officer: Actor, complaint: Opinion) -> Opinion:
    answering.assign_opinion(actor=officer, opinion=complaint, unit_id=officer.home_unit)
    answering.answer_opinion(actor=officer, opinion=complaint, taken="not", text="Đã xác minh.")
    return complaint


@pytest.mark.parametrize(
    "text",
    [
        "Bà Vàng Thị Mẫu góp ý", "Gọi 0912.000.111", "Thư VANG.MAU@mau.example",
        "Ở Bản Mẫu, xã Nậm Tăm",
    ],
)  # fmt: skip
def test_publish_finds_private_words(
    officer: Actor, answered_complaint: Opinion, text: str
) -> None:
    with pytest.raises(BadInput, match="Bỏ các điều đó"):
        publish(officer, answered_complaint, public_text=text)


def test_publish_names_a_citizen_with_consent_only(
    officer: Actor, answered_complaint: Opinion
) -> None:
    with pytest.raises(BadInput, match="không đồng ý nêu tên"):
        publish(officer, answered_complaint, show_name=True)
    answered_complaint.sender.name_may_be_shown = True
    answered_complaint.sender.save()
    publish(officer, answered_complaint, show_name=True)
    assert answered_complaint.public_name == "Vàng Thị Mẫu"


def test_erase_forgets_the_sender_and_the_name_shown(
    officer: Actor, answered_complaint: Opinion
) -> None:
    answered_complaint.sender.name_may_be_shown = True
    answered_complaint.sender.save()
    publish(officer, answered_complaint, show_name=True)
    answering.erase_sender(actor=officer, opinion=answered_complaint, reason="Người gửi đề nghị")
    answered_complaint.refresh_from_db()
    sender = answered_complaint.sender
    sender.refresh_from_db()
    assert (sender.name, sender.phone, sender.email, sender.address) == ("", "", "", "")
    assert (sender.erased_on, answered_complaint.public_name) == (DAY, "")
    with pytest.raises(WrongState, match="đã xóa trước đó"):
        answering.erase_sender(actor=officer, opinion=answered_complaint)


def test_erase_waits_for_the_answer(officer: Actor, complaint: Opinion) -> None:
    with pytest.raises(WrongState, match="chưa được trả lời"):
        answering.erase_sender(actor=officer, opinion=complaint)


def test_silence_closes_after_the_days_of_the_rule(answered: Opinion) -> None:
    assert upkeep.close_silent(date(2022, 3, 17)) == 0
    assert upkeep.close_silent(date(2022, 3, 18)) == 1
    answered.refresh_from_db()
    assert (answered.state, answered.closing, answered.closed_on) == (
        OpinionState.CLOSED, Closing.SILENT, date(2022, 3, 18),
    )  # fmt: skip


def test_old_senders_are_forgotten(officer: Actor, answered_complaint: Opinion) -> None:
    upkeep.close_silent(date(2022, 4, 1))
    assert upkeep.forget_old_senders(date(2023, 4, 1)) == 0
    assert upkeep.forget_old_senders(date(2023, 4, 2)) == 1
    answered_complaint.sender.refresh_from_db()
    assert answered_complaint.sender.name == ""


def test_reminder_comes_once_and_asks_its_reason_again(
    actor: Callable[..., Actor], assigned: Opinion
) -> None:
    three_before = date(2022, 3, 3)
    assert upkeep.remind_answers(three_before) == 1
    assert upkeep.remind_answers(three_before) == 0
    key = f"opinion-due:{assigned.pk}:1:{unit('LC-SNV')}:before-3"
    assert upkeep.answer_still_owed(key)
    opinions.withdraw_opinion(actor=actor("mattran"), opinion=assigned)
    assert not upkeep.answer_still_owed(key)


def test_each_sees_what_concerns_them(
    actor: Callable[..., Actor], opinion: Opinion, complaint: Opinion
) -> None:
    seen = {
        name: set(visible_to(actor(name)).values_list("number", flat=True))
        for name in ("chuyenvien", "mattran", "canbo.soyte", "canbo.sinho", "kiemtra", "quantri")
    }
    both = {opinion.number, complaint.number}
    assert seen == {
        "chuyenvien": both, "mattran": {opinion.number}, "canbo.soyte": set(),
        "canbo.sinho": set(), "kiemtra": {complaint.number}, "quantri": set(),
    }  # fmt: skip


def test_movement_is_named_as_it_was(
    actor: Callable[..., Actor], opinion: Opinion, launched: Movement
) -> None:
    Movement.objects.filter(pk=launched.pk).update(name="Tên khác")
    opinion.refresh_from_db()
    assert opinion.subject_words == "Thi đua thực hiện thắng lợi nhiệm vụ năm 2022"
