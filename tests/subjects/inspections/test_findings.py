"""Findings and pictures: kept once however often they are sent."""

import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image

from tests.support.inspections import DAY, draft_plan, find, issue_plan, noted, picture, visited
from thidua.base.access import Refused
from thidua.base.files import BadFile
from thidua.subjects.inspections.errors import BadInput, WrongState
from thidua.subjects.inspections.models import Finding, FindingPicture, FindingVersion
from thidua.subjects.inspections.services import findings, minutes


@pytest.fixture
def visit(actor):
    return visited(actor)


def test_note_finding_twice_keeps_it_once(actor, visit):
    said = noted()
    first = findings.note_finding(actor=actor("kiemtra"), visit=visit, noted=said)
    again = findings.note_finding(actor=actor("kiemtra"), visit=visit, noted=said)
    assert first.pk == again.pk
    assert Finding.objects.count() == 1


def test_note_finding_with_a_higher_version_replaces_and_keeps_the_old_words(actor, visit):
    said = noted("Chưa có sổ")
    findings.note_finding(actor=actor("kiemtra"), visit=visit, noted=said)
    newer = replace(said, version=2, words="Chưa có sổ theo dõi năm 2021")
    row = findings.note_finding(actor=actor("kiemtra"), visit=visit, noted=newer)
    assert (row.version, row.words) == (2, "Chưa có sổ theo dõi năm 2021")
    assert [v.values["words"] for v in FindingVersion.objects.all()] == ["Chưa có sổ"]


def test_note_finding_with_the_same_version_and_other_words_is_refused(actor, visit):
    said = noted("Chưa có sổ")
    findings.note_finding(actor=actor("kiemtra"), visit=visit, noted=said)
    with pytest.raises(WrongState, match="đã được sửa ở máy khác"):
        findings.note_finding(
            actor=actor("kiemtra"), visit=visit, noted=replace(said, words="Có sổ rồi")
        )
    assert Finding.objects.get().words == "Chưa có sổ"


def test_note_finding_of_another_member_may_be_changed_by_the_head_only(actor, visit):
    said = noted("Chưa có sổ")
    findings.note_finding(actor=actor("hoidong"), visit=visit, noted=said)
    newer = replace(said, version=2, words="Trưởng đoàn sửa")
    assert findings.note_finding(actor=actor("kiemtra"), visit=visit, noted=newer).version == 2
    of_the_head = find(actor, visit, "Của trưởng đoàn")
    with pytest.raises(Refused):
        findings.note_finding(
            actor=actor("hoidong"),
            visit=visit,
            noted=noted("Thành viên sửa", uuid=of_the_head.uuid, version=2),
        )


def test_note_finding_by_somebody_outside_the_team_is_refused(actor, visit):
    for username in ("canbo.soyte", "chuyenvien", "thutruong.soyte"):
        with pytest.raises(Refused):
            findings.note_finding(actor=actor(username), visit=visit, noted=noted())


@pytest.mark.parametrize(
    "wrong",
    [{"words": "  "}, {"kind": "rumour"}, {"severity": "huge"}, {"version": 0}, {"item_id": 1}],
)
def test_note_finding_with_a_wrong_value_is_refused(actor, visit, wrong):
    said = replace(noted(), **wrong) if wrong != {"item_id": 1} else noted(item_id=999_999)
    with pytest.raises(BadInput):
        findings.note_finding(actor=actor("kiemtra"), visit=visit, noted=said)


def test_note_finding_before_the_unit_was_told_is_refused(actor):
    plan = issue_plan(actor, draft_plan(actor, "LC-SYT"))
    with pytest.raises(WrongState, match="chưa được thông báo"):
        find(actor, plan.visits.get())


def test_note_finding_after_the_minutes_went_out_is_refused_until_they_are_reopened(actor, visit):
    find(actor, visit)
    head = actor("kiemtra")
    minutes.save_minutes(actor=head, visit=visit, unit_present="Giám đốc", course="")
    minutes.send_minutes(actor=head, visit=visit)
    with pytest.raises(WrongState, match="mở lại biên bản"):
        find(actor, visit, "Đến muộn")
    minutes.reopen_minutes(actor=head, visit=visit, reason="Bổ sung phát hiện")
    assert find(actor, visit, "Đến muộn").words == "Đến muộn"


def test_strength_has_no_severity(actor, visit):
    assert find(actor, visit, "Tốt", kind="strength", severity="serious").severity == ""


def test_add_picture_twice_keeps_it_once_and_cleans_it(actor, visit):
    finding, sent = find(actor, visit), with_camera(picture())
    head = actor("kiemtra")
    counted = hashlib.sha256(sent).hexdigest()
    assert findings.add_picture(actor=head, finding=finding, content=sent, sha256=counted)
    assert not findings.add_picture(actor=head, finding=finding, content=sent, sha256=counted)
    kept = FindingPicture.objects.get()
    assert kept.sent_sha256 == counted
    with Image.open(io.BytesIO(kept.file.read())) as shown:
        assert dict(shown.getexif()) == {}
        assert shown.size == (60, 40)
    assert findings.missing_pictures(finding, [counted, "khac"]) == ["khac"]


def with_camera(content: bytes) -> bytes:
    """The same picture as a telephone writes it: with its maker."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(content)) as plain:
        exif = plain.getexif()
        exif[271] = "Máy ảnh Mẫu"
        plain.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_add_picture_that_was_cut_on_the_way_is_refused(actor, visit):
    sent = picture()
    with pytest.raises(BadInput, match="không còn nguyên vẹn"):
        findings.add_picture(
            actor=actor("kiemtra"),
            finding=find(actor, visit),
            content=sent[:-10],
            sha256=hashlib.sha256(sent).hexdigest(),
        )
    assert FindingPicture.objects.count() == 0


def test_add_picture_that_is_none_is_refused(actor, visit):
    with pytest.raises(BadFile):
        findings.add_picture(
            actor=actor("kiemtra"), finding=find(actor, visit), content=b"khong phai anh"
        )


def test_add_picture_beyond_the_limit_is_refused(actor, visit):
    finding, head = find(actor, visit), actor("kiemtra")
    for number in range(findings.MOST_PICTURES):
        findings.add_picture(actor=head, finding=finding, content=picture((number * 20, 0, 0)))
    with pytest.raises(BadInput, match="tối đa 10 ảnh"):
        findings.add_picture(actor=head, finding=finding, content=picture((0, 0, 99)))


def test_withdraw_finding_keeps_it_with_its_reason(actor, visit):
    finding = find(actor, visit)
    with pytest.raises(BadInput):
        findings.withdraw_finding(actor=actor("kiemtra"), finding=finding, reason="")
    findings.withdraw_finding(actor=actor("kiemtra"), finding=finding, reason="Nhầm đơn vị")
    assert (finding.withdrawn_on, finding.withdraw_reason) == (DAY, "Nhầm đơn vị")
    assert list(visit.findings.standing()) == []
    with pytest.raises(WrongState):
        findings.withdraw_finding(actor=actor("kiemtra"), finding=finding, reason="Lần nữa")
