"""A congress: numbers, structure, delegates, the day itself, and what came of it."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.support.publicity import published, unit
from thidua.base.access import Refused
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import open_duties, reminder_reasons
from thidua.core.documents.layout import check_layout
from thidua.core.documents.render import render_docx
from thidua.subjects.publicity.congress_papers import (
    delegates_document,
    plan_document,
    report_document,
)
from thidua.subjects.publicity.enums import CongressState, DelegateState, Share
from thidua.subjects.publicity.errors import BadInput, NotReady, WrongState
from thidua.subjects.publicity.models import Congress, Delegate
from thidua.subjects.publicity.selectors.congresses import figures_over_years, parts_of, seats_of
from thidua.subjects.publicity.services.congresses import (
    add_congress_task,
    close_congress,
    draft_plan_paper,
    draft_report_paper,
    drop_programme_item,
    edit_congress,
    finish_congress_task,
    hold_congress,
    plan_congress,
    save_programme_item,
    set_seats,
    set_wish,
)
from thidua.subjects.publicity.services.delegates import (
    accept_delegate,
    choose_delegate,
    drop_delegate,
    edit_delegate,
    return_delegate,
)
from thidua.subjects.publicity.services.reminding import remind_due

pytestmark = pytest.mark.django_db
DAY = date(2022, 2, 15)
VALUES = {
    "kind": "conference", "level": "province", "name": "Hội nghị điển hình tiên tiến tỉnh",
    "year": 2022, "since_year": 2020, "day": date(2022, 5, 19), "place": "Nhà văn hóa tỉnh",
    "choose_by": date(2022, 3, 15),
}  # fmt: skip
PERSON = {
    "name": "Vàng Thị Mẫu", "kind": "example", "gender": "female", "ethnic_group": "Mông",
    "field": "health", "worker": True,
}  # fmt: skip


@pytest.fixture
def congress(actor) -> Congress:
    made = plan_congress(actor=actor("chuyenvien"), values=VALUES)
    set_seats(
        actor=actor("chuyenvien"), congress=made, numbers={unit("LC-SYT"): 2, unit("D108"): 1}
    )
    return made


def choose(actor, congress, username="canbo.soyte", **changes) -> Delegate:
    who = actor(username)
    return choose_delegate(
        actor=who, congress=congress, unit_id=who.unit_id, values=PERSON | changes
    )


def held(actor, congress) -> Congress:
    accept_delegate(actor=actor("chuyenvien"), delegate=choose(actor, congress))
    later = replace(actor("chuyenvien"), day=date(2022, 5, 20))
    return hold_congress(actor=later, congress=congress, day=date(2022, 5, 19), attendance=250)


def test_plan_is_of_the_desk_and_a_unit_s_own_of_the_unit(actor):
    with pytest.raises(Refused, match="đơn vị khác"):
        plan_congress(actor=actor("canbo.soyte"), values=VALUES)
    own = plan_congress(actor=actor("canbo.soyte"), values=VALUES | {"level": "unit"})
    assert own.unit_id == unit("LC-SYT")
    with pytest.raises(BadInput, match="giai đoạn"):
        plan_congress(actor=actor("chuyenvien"), values=VALUES | {"since_year": 2023})
    with pytest.raises(BadInput, match="trước ngày tổ chức"):
        plan_congress(actor=actor("chuyenvien"), values=VALUES | {"choose_by": date(2022, 6, 1)})


def test_set_seats_tells_units_and_takes_off_with_zero(actor, congress):
    got = InboxMessage.objects.get(user__username="canbo.soyte")
    assert got.subject == "Chọn cử 2 đại biểu: Hội nghị điển hình tiên tiến tỉnh"
    assert set_seats(actor=actor("chuyenvien"), congress=congress, numbers={unit("LC-SYT"): 2, unit("D108"): 0}) == 1  # fmt: skip
    assert [(row.unit_id, row.number, row.free) for row in seats_of(congress)] == [(unit("LC-SYT"), 2, 2)]  # fmt: skip


def test_choose_stays_within_the_number(actor, congress):
    choose(actor, congress)
    choose(actor, congress, name="Lò Văn Mẫu")
    with pytest.raises(BadInput, match="đã chọn đủ"):
        choose(actor, congress, name="Người thứ ba")
    choose(actor, congress, name="Khách mời", kind="guest")
    with pytest.raises(BadInput, match="chưa được phân bổ"):
        choose(actor, congress, username="canbo.dienluc")
    with pytest.raises(Refused):
        choose_delegate(
            actor=actor("canbo.soyte"), congress=congress, unit_id=unit("D108"), values=PERSON
        )


def test_choose_refuses_an_example_twice_or_taken_off(actor, congress):
    example = published(actor)
    choose(actor, congress, example_id=example.pk)
    with pytest.raises(BadInput, match="đã có trong danh sách"):
        choose(actor, congress, example_id=example.pk)
    example.__class__.objects.filter(pk=example.pk).update(state="withdrawn")
    with pytest.raises(BadInput, match="đã gỡ"):
        choose(actor, congress, example_id=example.pk)


def test_return_needs_a_reason_and_comes_back_when_mended(actor, congress):
    delegate = choose(actor, congress)
    officer = actor("chuyenvien")
    with pytest.raises(BadInput):
        return_delegate(actor=officer, delegate=delegate, reason="")
    with pytest.raises(Refused):
        accept_delegate(actor=actor("canbo.soyte"), delegate=delegate)
    return_delegate(actor=officer, delegate=delegate, reason="Thiếu báo cáo")
    assert (delegate.state, delegate.return_reason) == (DelegateState.RETURNED, "Thiếu báo cáo")
    edit_delegate(actor=actor("canbo.soyte"), delegate=delegate, values=PERSON | {"achievement": "Đã bổ sung"})  # fmt: skip
    assert delegate.state == DelegateState.CHOSEN
    accept_delegate(actor=officer, delegate=delegate)
    with pytest.raises(WrongState):
        accept_delegate(actor=officer, delegate=delegate)
    with pytest.raises(WrongState, match="đã được đồng ý"):
        drop_delegate(actor=actor("canbo.soyte"), delegate=delegate)


def test_drop_delegate_frees_the_seat(actor, congress):
    drop_delegate(actor=actor("canbo.soyte"), delegate=choose(actor, congress))
    assert seats_of(congress)[0].free == 2


def test_parts_show_the_gaps(actor, congress):
    officer = actor("chuyenvien")
    for share, value, number in (
        (Share.WOMEN, "", 2), (Share.MINORITY, "", 1), (Share.FIELD, "health", 1),
        (Share.ETHNIC_GROUP, "Mông", 1), (Share.ARMED, "", 1), (Share.COMMUNE, "", 1),
    ):  # fmt: skip
        set_wish(actor=officer, congress=congress, share=share, value=value, number=number)
    with pytest.raises(BadInput, match="cụ thể"):
        set_wish(actor=officer, congress=congress, share=Share.FIELD, value="", number=1)
    choose(actor, congress)
    returned = choose(actor, congress, name="Lò Văn Mẫu", armed=True)
    return_delegate(actor=officer, delegate=returned, reason="x")
    gaps = {str(part.wish.words): (part.chosen, part.gap) for part in parts_of(congress)}
    assert gaps == {
        "Nữ": (1, 1), "Người dân tộc thiểu số": (1, 0), "Lĩnh vực Y tế": (1, 0),
        "Dân tộc Mông": (1, 0), "Lực lượng vũ trang": (0, 1),
        "Xã, phường, thị trấn có đại biểu": (0, 1),
    }  # fmt: skip
    set_wish(actor=officer, congress=congress, share=Share.WOMEN, value="", number=0)
    assert len(parts_of(congress)) == 5


def test_hold_waits_for_all_delegates(actor, congress):
    choose(actor, congress)
    later = replace(actor("chuyenvien"), day=date(2022, 5, 20))
    with pytest.raises(NotReady, match="1 đại biểu"):
        hold_congress(actor=later, congress=congress, day=date(2022, 5, 19), attendance=1)
    with pytest.raises(BadInput, match="sau hôm nay"):
        hold_congress(actor=actor("chuyenvien"), congress=congress, day=date(2022, 5, 19), attendance=1)  # fmt: skip


def test_close_after_the_last_task(actor, congress):
    held(actor, congress)
    officer = actor("chuyenvien")
    task = add_congress_task(
        actor=officer, congress=congress, text="Nhân rộng mô hình", unit_id=unit("LC-SYT"), due_on=date(2022, 12, 1),
    )  # fmt: skip
    with pytest.raises(NotReady, match="1 việc"):
        close_congress(actor=officer, congress=congress, result="Tốt")
    with pytest.raises(Refused):
        finish_congress_task(actor=actor("canbo.sinho"), task=task, result="x")
    finish_congress_task(actor=actor("canbo.soyte"), task=task, result="Đã nhân rộng")
    close_congress(actor=officer, congress=congress, result="Thành công")
    assert congress.state == CongressState.CLOSED
    with pytest.raises(WrongState):
        edit_congress(actor=officer, congress=congress, values=VALUES)
    with pytest.raises(WrongState):
        set_seats(actor=officer, congress=congress, numbers={unit("D108"): 3})


def test_papers_stand_in_the_official_layout(actor, congress):
    officer = actor("chuyenvien")
    item = save_programme_item(
        actor=officer, congress=congress, item_id=None,
        values={"starts_at": time(7, 30), "day_number": 1, "what": "Khai mạc", "who": "Ban tổ chức", "kind": "item", "minutes": 15},
    )  # fmt: skip
    set_wish(actor=officer, congress=congress, share=Share.WOMEN, value="", number=2)
    assert check_layout(render_docx(plan_document(congress, DAY))) == []
    paper = draft_plan_paper(actor=officer, congress=congress)
    assert paper.subject == "Tổ chức Hội nghị điển hình tiên tiến tỉnh"
    with pytest.raises(WrongState, match="Đã có"):
        draft_plan_paper(actor=officer, congress=congress)
    with pytest.raises(WrongState, match="sau khi đã tổ chức"):
        draft_report_paper(actor=officer, congress=congress)
    drop_programme_item(actor=officer, item=item)
    held(actor, congress)
    assert check_layout(render_docx(report_document(congress, DAY))) == []
    assert draft_report_paper(actor=officer, congress=congress).kind == "report"
    assert delegates_document(congress, list(congress.delegates.all()), DAY)[:2] == b"PK"


def test_figures_over_years_are_those_of_the_boards(actor, congress):
    published(actor)
    lines = {line.label: line.values for line in figures_over_years(congress, DAY)}
    assert [figure.value for figure in lines["Điển hình được phát hiện"] if figure] == [0, 0, 1]


def test_remind_units_with_free_seats(actor, congress):
    assert remind_due(date(2022, 3, 10)) == 2
    key = InboxMessage.objects.get(kind="reminder", user__username="canbo.sinho").key
    assert reminder_reasons["congress.seats_still_free"](key)
    choose(actor, congress, username="canbo.sinho")
    assert not reminder_reasons["congress.seats_still_free"](key)


def test_duties_of_a_congress(actor, congress):
    choose(actor, congress)

    def titles(username):
        return [row.title for row in open_duties.collect(actor(username)) if row.kind == "Đại hội, hội nghị"]  # fmt: skip

    assert titles("canbo.soyte") == ["Chọn cử đại biểu: Hội nghị điển hình tiên tiến tỉnh"]
    assert titles("chuyenvien") == ["Kiểm tra 1 đại biểu: Hội nghị điển hình tiên tiến tỉnh"]
