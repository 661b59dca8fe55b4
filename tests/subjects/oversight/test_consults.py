"""A draft put out for opinion: asked, answered, settled, closed, written down."""

from collections.abc import Callable
from datetime import date

import pytest

from thidua.base.access import Actor, Refused
from thidua.base.outbox.models import InboxMessage
from thidua.core.documents.layout import check_layout
from thidua.core.documents.render import render_docx
from thidua.subjects.movements.models import Content, Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.oversight.documents import asking_letter, summary_report
from thidua.subjects.oversight.enums import ReplyState, RequestState
from thidua.subjects.oversight.errors import BadInput, WrongState
from thidua.subjects.oversight.models import Consulted, OpinionRequest
from thidua.subjects.oversight.selectors.consults import (
    asked_of,
    passages_said,
    requests_visible_to,
    standing_of,
)
from thidua.subjects.oversight.services import consult_papers, consults, upkeep

DAY = date(2022, 2, 15)
AFTER = date(2022, 3, 2)


def row_of(request: OpinionRequest, code: str) -> Consulted:
    unit = Organization.objects.get(code=code)
    return request.consulted.select_related("request").get(organization=unit)


def first_key(request: OpinionRequest) -> str:
    return str(request.passages[0]["key"])


@pytest.fixture
def replied(actor: Callable[..., Actor], request_: OpinionRequest) -> OpinionRequest:
    """The department mends a passage, the Front disagrees, the district is silent."""
    consults.reply_to_request(
        actor=actor("canbo.soyte"), consulted=row_of(request_, "LC-SYT"), state="changes",
        passages={first_key(request_): "Thêm chỉ tiêu y tế."},
    )  # fmt: skip
    consults.reply_to_request(
        actor=actor("mattran"), consulted=row_of(request_, "LC-MTTQ"), state="disagreed",
        words="Chưa rõ nguồn lực.",
    )  # fmt: skip
    return request_


def settle(request: OpinionRequest, actor: Actor) -> None:
    for passage in passages_said(request):
        consults.decide_passage(actor=actor, passage=passage, taken="not", reason="Đã có ở mục II.")


def test_ask_sends_to_each_and_keeps_the_draft_as_it_was(
    request_: OpinionRequest, draft: Movement
) -> None:
    """Ten working days after Tuesday 15 February 2022: Tuesday 1 March."""
    assert (request_.due_on, request_.consulted.count()) == (date(2022, 3, 1), 3)
    Content.objects.filter(movement=draft).update(text="Đã sửa")
    request_.refresh_from_db()
    texts = [passage["text"] for passage in request_.passages]
    assert "Quán triệt, tuyên truyền chủ trương của Đảng." in texts
    told = InboxMessage.objects.filter(key__startswith=f"consult:{request_.pk}:")
    assert "mattran" in set(told.values_list("user__username", flat=True))


def test_ask_twice_at_once_is_refused(
    actor: Callable[..., Actor], request_: OpinionRequest, draft: Movement
) -> None:
    with pytest.raises(WrongState, match="đang được lấy ý kiến"):
        consults.ask_opinions(
            actor=actor("chuyenvien"), movement=draft, unit_ids=[actor("mattran").home_unit]
        )


def test_ask_is_for_drafts_and_for_those_who_work_on_them(
    actor: Callable[..., Actor], draft: Movement
) -> None:
    units = [actor("mattran").home_unit]
    with pytest.raises(Refused, match="đơn vị khác"):
        consults.ask_opinions(actor=actor("canbo.soyte"), movement=draft, unit_ids=units)
    with pytest.raises(BadInput, match="ít nhất một đơn vị"):
        consults.ask_opinions(actor=actor("chuyenvien"), movement=draft, unit_ids=[])
    with pytest.raises(BadInput, match="sau hôm nay"):
        consults.ask_opinions(actor=actor("chuyenvien"), movement=draft, unit_ids=units, due_on=DAY)
    Movement.objects.filter(pk=draft.pk).update(state="launched")
    draft.refresh_from_db()
    with pytest.raises(WrongState, match="đã phát động"):
        consults.ask_opinions(actor=actor("chuyenvien"), movement=draft, unit_ids=units)


def test_reply_is_kept_passage_by_passage(replied: OpinionRequest) -> None:
    said = [(one.consulted.unit_name, one.label, one.text) for one in passages_said(replied)]
    label = replied.passages[0]["label"]
    assert said == [
        (row_of(replied, "LC-MTTQ").unit_name, "Ý kiến chung", "Chưa rõ nguồn lực."),
        ("Sở Y tế", label, "Thêm chỉ tiêu y tế."),
    ]


def test_reply_may_be_said_again_until_it_is_settled(
    actor: Callable[..., Actor], replied: OpinionRequest
) -> None:
    consults.reply_to_request(
        actor=actor("canbo.soyte"), consulted=row_of(replied, "LC-SYT"), state="agreed"
    )
    assert [one.text for one in passages_said(replied)] == ["Chưa rõ nguồn lực."]
    settle(replied, actor("chuyenvien"))
    with pytest.raises(WrongState, match="không sửa được nữa"):
        consults.reply_to_request(
            actor=actor("mattran"), consulted=row_of(replied, "LC-MTTQ"), state="agreed"
        )


@pytest.mark.parametrize(
    ("state", "passages", "said"),
    [
        ("disagreed", {}, "cần nêu lý do"),
        ("changes", {}, "ít nhất một phần"),
        ("silent", {}, "Chọn nhất trí"),
        ("changes", {"khong-co": "x"}, "không có phần này"),
    ],
)
def test_reply_incomplete_is_refused(
    actor: Callable[..., Actor],
    request_: OpinionRequest,
    state: str,
    passages: dict[str, str],
    said: str,
) -> None:
    with pytest.raises(BadInput, match=said):
        consults.reply_to_request(
            actor=actor("canbo.soyte"), consulted=row_of(request_, "LC-SYT"), state=state,
            passages=passages,
        )  # fmt: skip


def test_reply_for_another_unit_is_refused(
    actor: Callable[..., Actor], request_: OpinionRequest
) -> None:
    with pytest.raises(Refused, match="không nằm trong danh sách"):
        consults.reply_to_request(
            actor=actor("canbo.soyte"), consulted=row_of(request_, "LC-MTTQ"), state="agreed"
        )


def test_decide_needs_a_reason_unless_it_is_taken(
    actor: Callable[..., Actor], replied: OpinionRequest
) -> None:
    passage = passages_said(replied)[0]
    with pytest.raises(BadInput, match="giải trình lý do"):
        consults.decide_passage(actor=actor("chuyenvien"), passage=passage, taken="partly")
    with pytest.raises(Refused):
        consults.decide_passage(actor=actor("canbo.soyte"), passage=passage, taken="taken")
    consults.decide_passage(actor=actor("chuyenvien"), passage=passage, taken="taken")
    assert passage.taken == "taken"


def test_silence_is_recorded_after_the_day_and_a_late_word_still_counts(
    actor: Callable[..., Actor], replied: OpinionRequest
) -> None:
    assert upkeep.record_silences(replied.due_on) == 0
    assert upkeep.record_silences(AFTER) == 1
    row = row_of(replied, "D108")
    assert row.state == ReplyState.SILENT
    rows, said = list(replied.consulted.all()), passages_said(replied)
    assert standing_of(replied, rows, said, AFTER).agreed == 1  # the rule counts silence as consent
    late = actor("canbo.sinho", day=AFTER)
    assert [one.pk for one in asked_of(late)] == [row.pk]
    consults.reply_to_request(actor=late, consulted=row, state="agreed")
    assert (row.state, row.is_late) == (ReplyState.AGREED, True)


def test_close_waits_for_answers_and_for_each_word_to_be_settled(
    actor: Callable[..., Actor], replied: OpinionRequest
) -> None:
    desk = actor("chuyenvien")
    with pytest.raises(WrongState, match="Còn 2 góp ý"):
        consults.close_request(actor=desk, request=replied)
    settle(replied, desk)
    with pytest.raises(WrongState, match="Chưa hết hạn"):
        consults.close_request(actor=desk, request=replied)
    consults.close_request(actor=actor("chuyenvien", day=AFTER), request=replied)
    assert replied.state == RequestState.CLOSED
    assert row_of(replied, "D108").state == ReplyState.SILENT
    with pytest.raises(WrongState, match="đã kết thúc"):
        consults.reply_to_request(
            actor=actor("canbo.sinho"), consulted=row_of(replied, "D108"), state="agreed"
        )


def test_withdraw_tells_why(actor: Callable[..., Actor], request_: OpinionRequest) -> None:
    with pytest.raises(BadInput, match="Ghi lý do"):
        consults.withdraw_request(actor=actor("chuyenvien"), request=request_, reason=" ")
    consults.withdraw_request(actor=actor("chuyenvien"), request=request_, reason="Dừng ban hành")
    assert request_.state == RequestState.WITHDRAWN
    with pytest.raises(WrongState):
        consults.remind_consulted(actor=actor("chuyenvien"), request=request_)


def test_remind_presses_those_who_are_silent(
    actor: Callable[..., Actor], replied: OpinionRequest
) -> None:
    assert consults.remind_consulted(actor=actor("chuyenvien"), request=replied) == 1
    key = f"consult-due:{row_of(replied, 'D108').pk}:by-hand-0"
    assert InboxMessage.objects.filter(key=key).exists()
    assert upkeep.reply_still_owed(key)
    consults.reply_to_request(
        actor=actor("canbo.sinho"), consulted=row_of(replied, "D108"), state="agreed"
    )
    assert not upkeep.reply_still_owed(key)


def test_each_sees_what_concerns_them(
    actor: Callable[..., Actor], request_: OpinionRequest
) -> None:
    names = ("chuyenvien", "mattran", "canbo.soyte", "canbo.dienluc", "quantri")
    seen = {name: requests_visible_to(actor(name)).count() for name in names}
    assert seen == {
        "chuyenvien": 1, "mattran": 1, "canbo.soyte": 1, "canbo.dienluc": 0, "quantri": 0,
    }  # fmt: skip


def test_letter_and_summary_are_official_papers(
    actor: Callable[..., Actor], replied: OpinionRequest
) -> None:
    desk = actor("chuyenvien", day=AFTER)
    letter = consult_papers.draft_asking_letter(actor=desk, request=replied)
    assert (letter.kind, replied.letter) == ("letter", letter)
    with pytest.raises(WrongState, match="đã được soạn"):
        consult_papers.draft_asking_letter(actor=desk, request=replied)
    with pytest.raises(WrongState, match="Kết thúc đợt"):
        consult_papers.draft_summary(actor=desk, request=replied)
    settle(replied, desk)
    consults.close_request(actor=desk, request=replied)
    summary = consult_papers.draft_summary(actor=desk, request=replied)
    assert "Thêm chỉ tiêu y tế." in str(summary.content)
    assert "Đã có ở mục II." in str(summary.content)


def test_documents_keep_the_layout(actor: Callable[..., Actor], replied: OpinionRequest) -> None:
    settle(replied, actor("chuyenvien"))
    for document in (
        asking_letter(replied, AFTER),
        summary_report(replied, passages_said(replied), AFTER),
    ):
        assert check_layout(render_docx(document)) == []
