"""Edited, agreed to, released with a moment, published, followed; taken off in one moment."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from docx import Document

from tests.support.publicity import (
    STORY,
    SUMMARY,
    TITLE,
    agree,
    confirmed,
    facts,
    paper,
    photo,
    published,
    released,
    suggested,
    unit,
    written,
)
from thidua.base import clock
from thidua.base.access import Actor, Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.errors import StaleVersion
from thidua.base.files.models import StoredFile
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import reminder_reasons
from thidua.subjects.publicity.documents import consent_form
from thidua.subjects.publicity.enums import ExampleState, Relation
from thidua.subjects.publicity.errors import BadInput, NotReady, WrongState
from thidua.subjects.publicity.models import Consent, Example
from thidua.subjects.publicity.selectors.readiness import release_checks
from thidua.subjects.publicity.selectors.seeing import press_pack, visible_to
from thidua.subjects.publicity.services.consents import (
    record_consent,
    withdraw_consent,
    withdrawal_code,
)
from thidua.subjects.publicity.services.editing import edit_facts, edit_text, select_example
from thidua.subjects.publicity.services.following import follow_up_example, record_replication
from thidua.subjects.publicity.services.pictures import (
    add_picture,
    describe_picture,
    drop_picture,
)
from thidua.subjects.publicity.services.releasing import (
    move_release,
    publish_due,
    release_example,
    take_example,
    withdraw_example,
)

pytestmark = pytest.mark.django_db


def lacking(example, day):
    return {check.label for check in release_checks(example, day) if not check.met}


def test_select_needs_confirmation_and_an_officer(actor):
    example = suggested(actor)
    with pytest.raises(WrongState, match="Phát hiện"):
        select_example(actor=actor("chuyenvien"), example=example)
    example = confirmed(actor)
    with pytest.raises(Refused):
        select_example(actor=actor("canbo.soyte"), example=example)
    select_example(actor=actor("chuyenvien"), example=example)
    assert (example.state, example.selected_on) == (ExampleState.SELECTED, date(2022, 2, 15))


def test_edit_text_keeps_every_version_and_refuses_the_stale(actor):
    example = confirmed(actor)
    officer = actor("chuyenvien")
    edit_text(actor=officer, example=example, revision=example.revision, title="Một", summary="", story="a")  # fmt: skip
    old = example.revision
    edit_text(actor=officer, example=example, revision=old, title="Hai", summary="", story="b")
    assert [(t.version, t.title, t.story) for t in example.texts.all()] == [(2, "Hai", "b"), (1, "Một", "a")]  # fmt: skip
    with pytest.raises(StaleVersion):
        edit_text(actor=officer, example=example, revision=old, title="Ba", summary="", story="")
    assert Example.objects.get(pk=example.pk).title == "Hai"


def test_edit_facts_sets_what_lists_go_by(actor):
    example = confirmed(actor)
    edit_facts(
        actor=actor("canbo.soyte"), example=example, revision=example.revision,
        facts=facts(name="Vàng Thị Mẫu Hai", fields=("education",), new_factor=True),
    )  # fmt: skip
    assert example.name == "Vàng Thị Mẫu Hai"
    assert example.new_factor
    assert [tag.field for tag in example.fields.all()] == ["education"]
    assert Example.objects.filter(search_key__contains="mau hai").exists()


def test_checks_name_everything_that_is_missing(actor, day):
    example = confirmed(actor, fields=())
    assert lacking(example, day) == {
        "Giấy đồng ý cho đăng", "Tên bài", "Tóm tắt ba dòng", "Bài viết", "Có lĩnh vực",
    }  # fmt: skip
    assert lacking(written(actor), day) == set()


def test_checks_find_a_telephone_number_in_the_text(actor, day):
    example = written(actor)
    edit_text(
        actor=actor("chuyenvien"), example=example, revision=example.revision, title=TITLE,
        summary=SUMMARY, story=STORY + " Gọi 0912 345 678.",
    )  # fmt: skip
    assert lacking(example, day) == {"Bài không lộ số điện thoại, số giấy tờ"}


def test_release_refuses_what_is_not_ready_and_without_consent(actor):
    example = written(actor, consent=False)
    with pytest.raises(NotReady, match="giấy đồng ý cho đăng"):
        release_example(actor=actor("chuyenvien"), example=example, organs=[], moment=clock.stamp())
    assert Example.objects.get(pk=example.pk).state == ExampleState.SELECTED


def test_release_refuses_pictures_without_consent_to_pictures(actor, day):
    example = written(actor, consent=False)
    agree(actor, example, pictures=False)
    assert lacking(example, day) == {"Đồng ý cho đăng ảnh"}


def test_release_tells_the_organs_and_waits_for_its_moment(actor, day):
    moment = clock.stamp() + timedelta(days=3)
    example = released(actor, moment)
    assert (example.state, example.released_on) == (ExampleState.RELEASED, day)
    told = InboxMessage.objects.get(user__username="baochi")
    assert told.subject == f"Cung cấp bài: {TITLE}"
    assert reminder_reasons["publicity.still_released"](told.key)
    assert list(Example.objects.outside(clock.stamp())) == []
    assert publish_due(clock.stamp()) == 0
    assert list(Example.objects.outside(moment)) == [example]
    assert publish_due(moment) == 1
    example.refresh_from_db()
    assert example.state == ExampleState.PUBLISHED


def test_release_again_adds_organs_and_keeps_the_moment(actor):
    example = released(actor)
    first = example.released_from
    officer = actor("chuyenvien")
    with pytest.raises(BadInput, match="đều đã được cung cấp"):
        release_example(actor=officer, example=example, organs=[unit("LC-BLC")], moment=clock.stamp())  # fmt: skip
    release_example(actor=officer, example=example, organs=[unit("LC-DPTTH")], moment=clock.stamp())
    example.refresh_from_db()
    assert example.released_from == first
    assert example.releases.count() == 2


def test_release_is_of_the_press_office_and_the_board(actor):
    example = written(actor)
    for username in ("baochi", "canbo.soyte", "mattran"):
        with pytest.raises(Refused):
            release_example(actor=actor(username), example=example, organs=[], moment=clock.stamp())
    release_example(
        actor=actor("sotttt"), example=example, organs=[unit("LC-BLC")], moment=clock.stamp()
    )
    assert example.state == ExampleState.RELEASED


def test_release_refuses_a_day_gone_by(actor):
    with pytest.raises(BadInput, match="trước hôm nay"):
        released(actor, clock.stamp() - timedelta(days=1))


def test_move_release_while_the_moment_has_not_come(actor):
    example = released(actor, clock.stamp() + timedelta(days=3))
    later = clock.stamp() + timedelta(days=5)
    officer = actor("chuyenvien")
    with pytest.raises(BadInput):
        move_release(actor=officer, example=example, moment=later, reason="")
    move_release(actor=officer, example=example, moment=later, reason="Chờ hội nghị")
    assert example.released_from == later
    now = released(actor)
    with pytest.raises(WrongState, match="Đã đến lúc"):
        move_release(actor=officer, example=now, moment=later, reason="Chậm")


def test_take_is_once_and_of_the_organ_it_was_given_to(actor):
    example = released(actor)
    release = take_example(actor=actor("baochi"), example=example)
    assert release.taken_on == date(2022, 2, 15)
    with pytest.raises(WrongState):
        take_example(actor=actor("baochi"), example=example)
    with pytest.raises(Refused):
        take_example(actor=actor("canbo.soyte"), example=example)


def test_embargo_hides_it_from_all_but_those_who_work_on_it(actor):
    example = released(actor, clock.stamp() + timedelta(days=3))
    sees = {
        name: visible_to(actor(name)).filter(pk=example.pk).exists()
        for name in ("chuyenvien", "canbo.soyte", "mattran", "baochi", "sotttt", "canbo.sinho", "hiepy")
    }  # fmt: skip
    assert sees == {
        "chuyenvien": True, "canbo.soyte": True, "mattran": True, "baochi": True, "sotttt": True,
        "canbo.sinho": False, "hiepy": False,
    }  # fmt: skip


def test_withdraw_consent_takes_it_off_and_tells_the_organs(actor):
    example = published(actor)
    withdraw_consent(actor=actor("canbo.soyte"), example=example, reason="Người được nêu đề nghị")
    assert example.state == ExampleState.WITHDRAWN
    assert list(Example.objects.outside(clock.stamp())) == []
    told = InboxMessage.objects.filter(user__username="baochi").order_by("-pk").first()
    assert told.subject == f"Gỡ bài: {TITLE}"
    events = AuditEvent.objects.filter(thing_id=str(example.pk), verb="publicity.withdraw_consent")
    assert events.count() == 1
    with pytest.raises(WrongState, match="Không còn giấy đồng ý"):
        withdraw_consent(actor=actor("canbo.soyte"), example=example)


def test_withdraw_consent_by_the_person_needs_the_code_of_the_form(actor, day):
    example = published(actor)
    citizen = Actor.citizen(day)
    with pytest.raises(BadInput, match="Mã không đúng"):
        withdraw_consent(actor=citizen, example=example, code="AAAA-BBBB-CCCC")
    typed = withdrawal_code(example.pk).lower().replace("-", " ")
    withdraw_consent(actor=citizen, example=example, code=typed)
    assert example.state == ExampleState.WITHDRAWN


def test_withdraw_consent_to_pictures_only_keeps_the_text(actor):
    example = published(actor)
    assert StoredFile.objects.filter(purpose="picture").count() == 3
    withdraw_consent(actor=actor("canbo.soyte"), example=example, pictures_only=True)
    assert example.state == ExampleState.PUBLISHED
    assert example.pictures.count() == 0
    assert StoredFile.objects.filter(purpose="picture").count() == 0
    assert Example.objects.outside(clock.stamp()).count() == 1


def test_withdraw_consent_before_release_stops_the_release(actor):
    example = written(actor)
    withdraw_consent(actor=actor("canbo.soyte"), example=example)
    assert example.state == ExampleState.SELECTED
    with pytest.raises(NotReady, match="đồng ý"):
        release_example(actor=actor("chuyenvien"), example=example, organs=[], moment=clock.stamp())


def test_record_consent_of_a_child_is_the_guardian_s(actor, day):
    example = confirmed(actor, is_child=True)
    clerk = actor("canbo.soyte")
    values = {"given_by": "Vàng Văn Mẫu", "given_on": day, "pictures": False, "file": paper(clerk)}
    with pytest.raises(BadInput, match="giám hộ"):
        record_consent(actor=clerk, example=example, relation=Relation.SELF, **values)
    record_consent(actor=clerk, example=example, relation=Relation.GUARDIAN, **values)
    record_consent(actor=clerk, example=example, relation=Relation.GUARDIAN, **values)
    assert Consent.objects.filter(example=example, withdrawn_on=None).count() == 1
    assert Consent.objects.filter(example=example).count() == 2


def test_consent_form_tells_how_to_take_it_back(actor, day):
    example = confirmed(actor)
    text = "\n".join(
        line.text
        for line in Document(
            io.BytesIO(consent_form(example, "K7QM-3FHT-9XWA", "https://a.example/", day))
        ).paragraphs
    )
    assert "GIẤY ĐỒNG Ý" in text
    assert f"số bài {example.pk}, mã K7QM-3FHT-9XWA" in text


def test_pictures_lose_what_the_camera_wrote_and_come_in_three_sizes(actor):
    example = confirmed(actor)
    picture = add_picture(
        actor=actor("canbo.soyte"), example=example, content=photo((2000, 1000)), alt="a", caption="", credit="b",
    )  # fmt: skip
    assert (picture.width, picture.height) == (1600, 800)
    assert picture.small.size < picture.medium.size < picture.large.size
    describe_picture(actor=actor("canbo.soyte"), picture=picture, alt="c", caption="d", credit="e", position=2)  # fmt: skip
    assert (picture.alt, picture.position) == ("c", 2)
    drop_picture(actor=actor("canbo.soyte"), picture=picture)
    assert StoredFile.objects.filter(purpose="picture").count() == 0


def test_pictures_of_a_chosen_example_are_the_office_s(actor):
    example = written(actor)
    picture = example.pictures.get()
    with pytest.raises(Refused, match="Bài đã được chọn"):
        drop_picture(actor=actor("canbo.soyte"), picture=picture)


def test_describe_picture_refuses_blanks_outside(actor):
    picture = published(actor).pictures.get()
    with pytest.raises(BadInput, match="mô tả"):
        describe_picture(actor=actor("chuyenvien"), picture=picture, alt="", caption="", credit="x", position=1)  # fmt: skip


def test_press_pack_holds_story_pictures_and_what_was_agreed(actor, day):
    pack = zipfile.ZipFile(io.BytesIO(press_pack(released(actor), day)))
    assert sorted(pack.namelist()) == [
        "anh/anh-1.jpg", "bai-viet.docx", "chu-thich-anh.txt", "dong-y.txt", "muc-luc.txt",
    ]  # fmt: skip
    story = Document(io.BytesIO(pack.read("bai-viet.docx")))
    assert any(line.text == STORY.strip() for line in story.paragraphs)
    agreed = pack.read("dong-y.txt").decode("utf-8-sig")
    assert "Đồng ý cho đăng ảnh: có; số ảnh trong gói: 1" in agreed
    assert "Vàng Thị Mẫu" not in agreed


def test_withdraw_says_why_and_is_final(actor):
    example = published(actor)
    with pytest.raises(BadInput):
        withdraw_example(actor=actor("chuyenvien"), example=example, reason="")
    with pytest.raises(Refused):
        withdraw_example(actor=actor("canbo.sinho"), example=example, reason="x")
    withdraw_example(actor=actor("chuyenvien"), example=example, reason="Có đơn phản ánh")
    assert (example.state, example.withdrawal) == (ExampleState.WITHDRAWN, "Có đơn phản ánh")
    with pytest.raises(WrongState):
        withdraw_example(actor=actor("chuyenvien"), example=example, reason="Lần nữa")


def test_follow_up_once_a_year(actor):
    example = published(actor)
    officer = actor("chuyenvien")
    follow_up_example(actor=officer, example=example, worthy=True, note="Vẫn tiêu biểu")
    example.refresh_from_db()
    assert example.state == ExampleState.FOLLOWED
    with pytest.raises(WrongState, match="Năm 2022"):
        follow_up_example(actor=officer, example=example, worthy=True, note="Nữa")


def test_follow_up_no_longer_worthy_takes_it_off(actor):
    example = published(actor)
    follow_up_example(actor=actor("chuyenvien"), example=example, worthy=False, note="Vi phạm")
    example.refresh_from_db()
    assert (example.state, example.withdrawal) == (ExampleState.WITHDRAWN, "Vi phạm")


def test_record_replication_by_the_unit_itself(actor, day):
    example = published(actor)
    clerk = actor("canbo.sinho")
    with pytest.raises(BadInput, match="đơn vị mình"):
        record_replication(actor=clerk, example=example, unit_id=unit("LC-SYT"), day=day, what="x")
    record_replication(actor=clerk, example=example, unit_id=unit("D108"), day=day, what="Lập tổ", people=12)  # fmt: skip
    assert [(row.unit_id, row.people) for row in example.replications.all()] == [(unit("D108"), 12)]
