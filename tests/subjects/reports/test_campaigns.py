"""Preparing, opening, closing a campaign; what is owed is fixed at opening."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from tests.support.reports import DAYS, DUE, OPENS, PERIOD, on
from thidua.base.access import Actor
from thidua.base.access.verbs import Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage
from thidua.core.documents.layout import check_layout
from thidua.subjects.movements.enums import PhaseKind, State
from thidua.subjects.movements.models import Phase
from thidua.subjects.movements.services.duties import exempt_unit
from thidua.subjects.orgs.models import Organization
from thidua.subjects.papers.content import paper_docx
from thidua.subjects.reports.enums import CampaignKind, CampaignState, HeadingKind, ReportState
from thidua.subjects.reports.errors import BadInput, NotReady, WrongState
from thidua.subjects.reports.models import ReportCampaign
from thidua.subjects.reports.services.campaigns import (
    cancel_campaign,
    close_campaign,
    drop_heading,
    edit_campaign,
    move_heading,
    open_campaign,
    open_due,
    prepare_campaign,
    prepare_from_phase,
    save_heading,
)


def titles(campaign):
    return [heading.title for heading in campaign.headings.all()]


def test_prepare_copies_the_usual_outline(prepared):
    assert titles(prepared) == [
        "Tình hình triển khai",
        "Số liệu kết quả",
        "Kết quả nổi bật",
        "Khó khăn, hạn chế và nguyên nhân",
        "Nhiệm vụ thời gian tới",
        "Đề xuất, kiến nghị",
    ]
    assert (prepared.state, prepared.for_province) == (CampaignState.DRAFT, True)


def test_prepare_from_an_earlier_outline_takes_its_changes(actor, prepared):
    officer = on(actor("chuyenvien"), OPENS)
    drop_heading(actor=officer, campaign=prepared, heading=prepared.headings.last())
    again = prepare_campaign(
        actor=officer, kind=CampaignKind.OTHER, name="Đợt sau", outline_of=prepared,
        asked=[{"set": "departments"}], **PERIOD, **DAYS,
    )  # fmt: skip
    assert titles(again) == titles(prepared)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"late_until": DUE - timedelta(days=1)}, "Bốn ngày phải theo thứ tự"),
        ({"locks_on": DAYS["late_until"]}, "Ngày khóa phải sau"),
        ({"until": date(2021, 12, 31)}, "ngày cuối phải từ ngày đầu"),
        ({"name": " "}, "Cần ghi tên"),
    ],
)
def test_prepare_refuses_what_cannot_be(actor, launched, change, words):
    values = {"name": "Sơ kết", **PERIOD, **DAYS, **change}
    with pytest.raises(BadInput, match=words):
        prepare_campaign(
            actor=actor("chuyenvien"), kind=CampaignKind.INTERIM, movement=launched, **values
        )


@pytest.mark.parametrize("who", ["canbo.soyte", "chutich", "kiemtoan"])
def test_prepare_is_refused_to_others(actor, launched, who):
    with pytest.raises(Refused):
        prepare_campaign(
            actor=actor(who), kind=CampaignKind.INTERIM, movement=launched, name="x",
            **PERIOD, **DAYS,
        )  # fmt: skip


def test_edit_changes_a_draft_and_refuses_once_open(actor, prepared):
    officer = on(actor("chuyenvien"), OPENS)
    edit_campaign(actor=officer, campaign=prepared, fields={"name": "Sơ kết, sửa"})
    assert prepared.name == "Sơ kết, sửa"
    open_campaign(actor=officer, campaign=prepared)
    with pytest.raises(WrongState, match="Đang nhận báo cáo"):
        edit_campaign(actor=officer, campaign=prepared, fields={"name": "Khác"})


def test_headings_are_added_moved_and_fixed_at_opening(actor, prepared):
    officer = on(actor("chuyenvien"), OPENS)
    heading = save_heading(
        actor=officer, campaign=prepared, heading=None,
        values={"kind": HeadingKind.TABLE, "title": "Mô hình", "columns": ["Tên", "Nơi"]},
    )  # fmt: skip
    move_heading(actor=officer, campaign=prepared, heading=heading, up=True)
    assert titles(prepared)[-2:] == ["Mô hình", "Đề xuất, kiến nghị"]
    open_campaign(actor=officer, campaign=prepared)
    with pytest.raises(WrongState):
        drop_heading(actor=officer, campaign=prepared, heading=heading)


def test_table_heading_needs_columns(actor, prepared):
    with pytest.raises(BadInput, match="ít nhất một cột"):
        save_heading(
            actor=actor("chuyenvien"), campaign=prepared, heading=None,
            values={"kind": HeadingKind.TABLE, "title": "Mô hình", "columns": []},
        )  # fmt: skip


def test_open_fixes_what_each_unit_with_a_duty_owes(campaign, launched):
    assert campaign.state == CampaignState.OPEN
    assert set(campaign.reports.values_list("organization_id", flat=True)) == set(
        launched.duties.values_list("organization_id", flat=True)
    )
    health = campaign.reports.get(organization__code="LC-SYT")
    assert (health.unit_name, health.state, health.due_on) == (
        "Sở Y tế",
        ReportState.OWED,
        DUE,
    )


def test_open_leaves_the_exempt_out(actor, prepared, launched):
    duty = launched.duties.get(organization__code="LC-SYT")
    exempt_unit(actor=actor("chuyenvien"), duty=duty, reason="Không có đối tượng")
    open_campaign(actor=on(actor("chuyenvien"), OPENS), campaign=prepared)
    assert not prepared.reports.filter(organization__code="LC-SYT").exists()


def test_open_drafts_the_letter_with_the_outline(campaign):
    assert campaign.paper.about == f"reports.ReportCampaign:{campaign.pk}"
    assert check_layout(paper_docx(campaign.paper)) == []
    annexes = [annex["title"] for annex in campaign.paper.content["annexes"]]
    assert annexes[1] == "Danh sách cơ quan, đơn vị báo cáo"


def test_open_tells_each_unit_once(campaign):
    told = InboxMessage.objects.filter(key__startswith=f"report-owed:{campaign.pk}:")
    assert told.filter(user__username="canbo.soyte").count() == 1


def test_open_leaves_one_event(campaign):
    assert AuditEvent.objects.filter(verb="reports.open").count() == 1


def test_open_of_a_final_campaign_begins_the_closing(actor, launched):
    officer = on(actor("chuyenvien"), date(2022, 11, 1))
    days = {
        "opens_on": date(2022, 11, 1), "due_on": date(2022, 11, 30),
        "late_until": date(2022, 12, 14), "locks_on": date(2022, 12, 15),
    }  # fmt: skip
    final = prepare_campaign(
        actor=officer, kind=CampaignKind.FINAL, movement=launched, name="Tổng kết năm 2022",
        since=date(2022, 1, 1), until=date(2022, 11, 30), **days,
    )  # fmt: skip
    open_campaign(actor=officer, campaign=final)
    launched.refresh_from_db()
    assert launched.state == State.CLOSING


def test_open_without_units_says_what_is_missing(actor):
    officer = on(actor("chuyenvien"), OPENS)
    alone = prepare_campaign(
        actor=officer, kind=CampaignKind.OTHER, name="Báo cáo đột xuất", **PERIOD, **DAYS
    )
    with pytest.raises(NotReady, match="chưa có đơn vị nào"), transaction.atomic():
        open_campaign(actor=officer, campaign=alone)


def test_open_of_a_request_asks_the_units_named(actor):
    officer = on(actor("chuyenvien"), OPENS)
    health = Organization.objects.get(code="LC-SYT")
    asked = prepare_campaign(
        actor=officer, kind=CampaignKind.OTHER, name="Báo cáo nhanh",
        asked=[{"org": health.pk}], **PERIOD, **DAYS,
    )  # fmt: skip
    open_campaign(actor=officer, campaign=asked)
    assert [row.unit_name for row in asked.reports.all()] == ["Sở Y tế"]
    assert asked.paper.content["addressees"] == ["Sở Y tế"]


def test_open_twice_is_refused(actor, campaign):
    with pytest.raises(WrongState):
        open_campaign(actor=on(actor("chuyenvien"), OPENS), campaign=campaign)


def test_phase_with_an_opening_day_opens_by_itself(actor, launched):
    phase = Phase.objects.create(
        movement=launched, kind=PhaseKind.INTERIM, name="Sơ kết 6 tháng", opens_on=OPENS, due_on=DUE
    )
    assert open_due(OPENS - timedelta(days=1)) == []
    opened = open_due(OPENS)
    assert [one.phase_id for one in opened] == [phase.pk]
    assert opened[0].reports.count() == launched.duties.count()
    assert open_due(OPENS) == []


def test_phase_is_answered_once(actor, launched):
    phase = Phase.objects.create(movement=launched, kind="interim", name="Sơ kết", due_on=DUE)
    prepare_from_phase(actor=actor("chuyenvien"), phase=phase)
    with pytest.raises(WrongState, match="đã có"):
        prepare_from_phase(actor=actor("chuyenvien"), phase=phase)


def test_days_of_a_phase_come_from_the_parameters(actor, launched):
    phase = Phase.objects.create(movement=launched, kind="final", name="Tổng kết", due_on=DUE)
    made = prepare_from_phase(actor=actor("chuyenvien"), phase=phase)
    assert (made.opens_on, made.due_on, made.late_until, made.locks_on) == (
        date(2022, 5, 16),
        DUE,
        date(2022, 6, 29),
        date(2022, 6, 30),
    )


def test_cancel_needs_a_reason_and_nothing_received(actor, campaign, sent):
    officer = on(actor("chuyenvien"), DUE)
    with pytest.raises(BadInput):
        cancel_campaign(actor=officer, campaign=campaign, reason=" ")
    with pytest.raises(WrongState, match="kết thúc"):
        cancel_campaign(actor=officer, campaign=campaign, reason="Nhầm")


def test_cancel_ends_a_draft(actor, prepared):
    cancel_campaign(actor=actor("chuyenvien"), campaign=prepared, reason="Hoãn")
    assert prepared.state == CampaignState.CANCELLED


def test_close_keeps_who_has_not_reported_on_the_record(actor, campaign, owed):
    close_campaign(actor=on(actor("chuyenvien"), DUE), campaign=campaign)
    event = AuditEvent.objects.get(verb="reports.close")
    assert campaign.state == CampaignState.CLOSED
    assert "Sở Y tế" in event.after["missing"]


def test_unit_asks_those_charged_by_its_own_plan(actor):
    head = actor("canbo.sinho")
    mine = prepare_campaign(
        actor=on(head, OPENS), kind=CampaignKind.OTHER, name="Báo cáo của xã",
        asked=[{"org": Organization.objects.get(code="LC-SYT").pk}], **PERIOD, **DAYS,
    )  # fmt: skip
    assert (mine.unit_id, mine.for_province) == (head.unit_id, False)
    with pytest.raises(Refused):
        open_campaign(actor=on(actor("chuyenvien"), OPENS), campaign=mine)


def test_system_may_open(prepared):
    open_campaign(actor=Actor.system(OPENS), campaign=prepared)
    assert ReportCampaign.objects.open().get() == prepared
