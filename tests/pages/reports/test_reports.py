"""Screens of reporting: what each shows, to whom, with how many queries."""

from datetime import date

import pytest
from django.urls import reverse

from tests.support.reports import DUE, OPENS, on, send, words_for
from thidua.core.documents.layout import check_layout
from thidua.subjects.reports.enums import (
    CampaignState,
    ConsolidatedState,
    HeadingKind,
    PartKind,
    ReportState,
)
from thidua.subjects.reports.models import ConsolidatedReport, OwedReport, ReportCampaign
from thidua.subjects.reports.services.composing import add_block, start_consolidated
from thidua.subjects.reports.services.drafting import save_report, start_report
from thidua.subjects.reports.services.receiving import accept_report


def at(client, day: date):
    """The browser on another day of the demonstration."""
    client.post("/ngay-trinh-dien/", {"day": f"{day:%d/%m/%Y}"})
    return client


@pytest.fixture
def desk(client_as):
    return at(client_as("chuyenvien"), DUE)


@pytest.fixture
def clerk(client_as):
    return at(client_as("canbo.soyte"), date(2022, 6, 8))


@pytest.fixture
def head(client_as):
    return at(client_as("thutruong.soyte"), date(2022, 6, 9))


def url(name: str, *args: object) -> str:
    return reverse(f"reports:{name}", args=args)


# Preparing


def test_new_campaign_of_a_movement_takes_the_usual_day(client_as, launched):
    desk = at(client_as("chuyenvien"), OPENS)
    answer = desk.post(
        url("campaign_new"), {"kind": "interim", "movement": launched.pk, "name": "Sơ kết 6 tháng"}
    )
    campaign = ReportCampaign.objects.get()
    assert answer["Location"] == url("campaign_prepare", campaign.pk)
    assert (campaign.due_on, campaign.opens_on) == (date(2022, 6, 15), date(2022, 5, 16))


def test_new_campaign_without_a_usual_day_asks_for_one(desk):
    answer = desk.post(url("campaign_new"), {"kind": "other", "name": "Báo cáo nhanh"})
    assert answer.status_code == 422
    assert "cần ghi hạn gửi" in answer.content.decode()


def test_prepare_shows_what_is_missing_and_saves(desk, prepared):
    page = desk.get(url("campaign_prepare", prepared.pk)).content.decode()
    assert "Đề cương có 6 đề mục" in page
    form = {
        "name": "Sơ kết, sửa tên", "since": "01/01/2022", "until": "15/06/2022",
        "opens_on": "16/05/2022", "due_on": "15/06/2022", "late_until": "29/06/2022",
        "locks_on": "30/06/2022", "note": "",
    }  # fmt: skip
    desk.post(url("campaign_prepare", prepared.pk), form)
    prepared.refresh_from_db()
    assert prepared.name == "Sơ kết, sửa tên"
    wrong = desk.post(url("campaign_prepare", prepared.pk), {**form, "locks_on": "01/06/2022"})
    assert (wrong.status_code, "Bốn ngày" in wrong.content.decode()) == (422, True)


def test_headings_are_edited_on_the_screen(desk, prepared):
    assert desk.get(url("heading_new", prepared.pk)).status_code == 200
    desk.post(
        url("heading_new", prepared.pk),
        {"title": "Mô hình", "kind": "table", "columns": "Tên\nNơi", "required": "on"},
    )
    heading = prepared.headings.last()
    assert (heading.title, heading.columns) == ("Mô hình", ["Tên", "Nơi"])
    desk.post(url("heading_move", prepared.pk, heading.pk, "len"))
    desk.post(url("heading_drop", prepared.pk, heading.pk))
    assert prepared.headings.count() == 6


def test_open_in_the_browser_leads_to_the_board(desk, prepared):
    answer = desk.post(url("campaign_open", prepared.pk))
    assert answer["Location"] == url("campaign_see", prepared.pk)
    prepared.refresh_from_db()
    assert prepared.state == CampaignState.OPEN


@pytest.mark.parametrize("name", ["campaign_prepare", "campaign_see", "answers_see"])
def test_unit_does_not_find_the_provinces_campaign(clerk, prepared, name):
    assert clerk.get(url(name, prepared.pk)).status_code in (403, 404)


# The board


def test_board_counts_queries_whatever_the_size(desk, campaign, django_assert_max_num_queries):
    desk.get(url("campaign_see", campaign.pk))
    with django_assert_max_num_queries(25):
        page = desk.get(url("campaign_see", campaign.pk)).content.decode()
    assert f"/ {campaign.reports.count()} đơn vị" in page


def test_board_presses_all_who_are_overdue(client_as, campaign, sent):
    desk = at(client_as("chuyenvien"), date(2022, 6, 17))
    desk.post(url("campaign_remind", campaign.pk), {"late": "1"})
    assert campaign.reports.filter(reminders=1).count() == campaign.reports.count() - 1


def test_board_drafts_a_letter_to_those_ticked(client_as, campaign):
    desk = at(client_as("chuyenvien"), date(2022, 6, 17))
    report = campaign.reports.get(organization__code="LC-SYT")
    answer = desk.post(url("reminder_letter", campaign.pk), {"pick": [report.pk], "filter": ""})
    page = desk.get(answer["Location"]).content.decode()
    assert "Sở Y tế" in page


def test_board_accepts_many_and_says_who_was_left_out(desk, campaign, sent):
    ids = list(campaign.reports.order_by("pk").values_list("pk", flat=True)[:3])
    answer = desk.post(
        url("campaign_accept", campaign.pk), {"pick": [*ids, sent.pk], "filter": ""}, follow=True
    )
    sent.refresh_from_db()
    assert sent.state == ReportState.ACCEPTED
    assert "Đã ghi nhận 1 báo cáo" in answer.content.decode()


def test_board_exports_the_filtered_units(desk, campaign):
    answer = desk.get(url("campaign_see", campaign.pk) + "?loai=districts&xuat=xlsx")
    assert answer["Content-Disposition"].startswith("attachment")


def test_campaign_list_needs_the_same_queries_for_three(
    desk, campaign, actor, launched, django_assert_max_num_queries
):
    from dataclasses import asdict

    from thidua.subjects.reports.schedule import four_days
    from thidua.subjects.reports.services.campaigns import prepare_campaign

    for number in range(2):
        prepare_campaign(
            actor=on(actor("chuyenvien"), OPENS), kind="other", movement=launched,
            name=f"Đợt {number}", since=OPENS, until=DUE, **asdict(four_days(DUE, OPENS)),
        )  # fmt: skip
    with django_assert_max_num_queries(25):
        page = desk.get(url("campaign_list")).content.decode()
    assert "Đợt 1" in page


# The unit's side


def test_unit_writes_signs_and_sends_in_the_browser(clerk, head, owed):
    assert owed.campaign.name in clerk.get(url("owed_list")).content.decode()
    clerk.post(url("report_start", owed.pk))
    page = clerk.get(url("report_edit", owed.pk))
    form = {"revision": OwedReport.objects.get(pk=owed.pk).revision}
    form |= {
        f"w-{h.pk}": "Đã làm đủ." for h in owed.campaign.headings.filter(kind=HeadingKind.WORDS)
    }
    assert page.status_code == 200
    clerk.post(url("report_edit", owed.pk), form)
    clerk.post(url("report_submit", owed.pk))
    assert "Ký và gửi" in head.get(url("report_see", owed.pk)).content.decode()
    head.post(url("report_sign", owed.pk))
    owed.refresh_from_db()
    assert owed.state == ReportState.SENT


def test_edit_keeps_what_was_typed_when_a_number_is_no_number(clerk, actor, owed):
    start_report(actor=on(actor("canbo.soyte"), date(2022, 6, 8)), report=owed)
    figure, heading = owed.figures.first(), owed.campaign.headings.first()
    answer = clerk.post(
        url("report_edit", owed.pk),
        {"revision": owed.revision, f"v-{figure.pk}": "nhiều", f"w-{heading.pk}": "Đoạn đang viết"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2.250,5" in page
    assert "Đoạn đang viết" in page
    assert 'value="nhiều"' in page


def test_edit_of_a_stale_page_keeps_what_was_typed(clerk, actor, owed):
    office = on(actor("canbo.soyte"), date(2022, 6, 8))
    start_report(actor=office, report=owed)
    old = owed.revision
    save_report(actor=office, report=owed, revision=None, written=words_for(owed))
    heading = owed.campaign.headings.first()
    answer = clerk.post(
        url("report_edit", owed.pk), {"revision": old, f"w-{heading.pk}": "Của tôi"}
    )
    assert answer.status_code == 422
    assert "Của tôi" in answer.content.decode()


def test_changed_figure_is_shown_to_every_later_reader(clerk, desk, actor, owed):
    office = on(actor("canbo.soyte"), date(2022, 6, 8))
    start_report(actor=office, report=owed)
    figure = owed.figures.first()
    clerk.post(
        url("report_edit", owed.pk),
        {"revision": owed.revision, f"v-{figure.pk}": "77", f"r-{figure.pk}": "Đếm lại"},
    )
    page = desk.get(url("report_see", owed.pk)).content.decode()
    assert "Đơn vị sửa" in page
    assert "Đếm lại" in page


def test_unit_does_not_find_anothers_report(client_as, owed):
    assert client_as("canbo.sinho").get(url("report_see", owed.pk)).status_code == 404


def test_opened_by_the_office_is_noted_once_it_is_seen(desk, sent):
    desk.get(url("report_see", sent.pk))
    sent.refresh_from_db()
    assert sent.opened_on == DUE


def test_reading_by_the_unit_itself_is_no_receipt(clerk, sent):
    clerk.get(url("report_see", sent.pk))
    sent.refresh_from_db()
    assert sent.opened_on is None


def test_recall_in_the_browser(head, sent):
    head.post(url("report_recall", sent.pk), {"reason": "Gửi nhầm"})
    sent.refresh_from_db()
    assert sent.state == ReportState.DRAFT


# The office's side


def test_return_names_headings_and_leads_back(desk, sent, clerk):
    heading = sent.campaign.headings.first()
    assert desk.post(url("report_return", sent.pk), {"reason": "other"}).status_code == 422
    desk.post(
        url("report_return", sent.pk),
        {"reason": "general", "headings": [heading.pk], "words": "Nêu số"},
    )
    page = clerk.get(url("report_see", sent.pk)).content.decode()
    assert "Nêu số" in page
    assert f"#muc-{heading.pk}" in page


def test_lift_exempt_and_record_on_their_forms(client_as, campaign):
    desk = at(client_as("chuyenvien"), date(2022, 7, 1))
    lifted, exempt, recorded = campaign.reports.order_by("pk")[:3]
    desk.post(url("report_lift", lifted.pk), {"until": "05/07/2022", "reason": "Mưa lũ"})
    desk.post(url("report_exempt", exempt.pk), {"reason": "Không có đối tượng"})
    form = {"paper": "Báo cáo số 2/BC ngày 12/6/2022", "day": "12/06/2022"}
    desk.post(url("report_record", recorded.pk), form)
    for one in (lifted, exempt, recorded):
        one.refresh_from_db()
    assert (lifted.lifted_until, exempt.state, recorded.state) == (
        date(2022, 7, 5),
        ReportState.EXEMPT,
        ReportState.ACCEPTED,
    )


def test_correction_shows_old_and_new(desk, actor, sent):
    accept_report(actor=on(actor("chuyenvien"), DUE), report=sent)
    figure = sent.figures.first()
    form = {"what": f"so-{figure.pk}", "new": "x", "reason": "Sót"}
    assert desk.post(url("report_correct", sent.pk), form).status_code == 422
    desk.post(url("report_correct", sent.pk), {**form, "new": "1.234"})
    assert "nay là “1.234”" in desk.get(url("report_see", sent.pk)).content.decode()


# Reading and composing


def test_answers_are_read_side_by_side_and_picked(desk, sent, actor):
    whole = start_consolidated(actor=on(actor("chuyenvien"), DUE), campaign=sent.campaign)
    answer = sent.answers.order_by("heading__position").first()
    page = desk.get(url("answers_see", sent.campaign_id) + f"?muc={answer.heading_id}")
    assert "Đơn vị đã thực hiện đủ các nội dung." in page.content.decode()
    part = whole.parts.get(heading=answer.heading)
    desk.post(
        url("answers_pick", sent.campaign_id), {"span": [f"{answer.pk}:0:6"], "part": part.pk}
    )
    assert part.blocks.get().excerpt.unit_name == "Sở Y tế"
    seen = desk.get(url("consolidated_see", sent.campaign_id)).content.decode()
    assert "Nguồn:" in seen


def test_answers_need_few_queries_for_many_units(
    desk, campaign, actor, django_assert_max_num_queries
):
    office = on(actor("chuyenvien"), DUE)
    from thidua.subjects.reports.services.recording import record_report

    for report in campaign.reports.select_related("campaign"):
        record_report(
            actor=office, report=report, paper="Số 1/BC", day=date(2022, 6, 10),
            written=words_for(report, text="Lời báo cáo dài. " * 60),
        )  # fmt: skip
    with django_assert_max_num_queries(25):
        desk.get(url("answers_see", campaign.pk))


def test_composed_frozen_and_downloaded_in_the_browser(desk, campaign, actor):
    desk.post(url("consolidated_start", campaign.pk))
    whole = ConsolidatedReport.objects.get()
    part = whole.parts.first()
    desk.post(url("block_add", campaign.pk, part.pk), {"text": "Đoạn một"})
    block = part.blocks.get()
    desk.post(
        url("block_save", campaign.pk, block.pk), {"revision": block.revision, "text": "Đoạn sửa"}
    )
    desk.post(url("part_save", campaign.pk, part.pk), {"title": "Mục mới", "kind": "words"})
    desk.post(url("part_move", campaign.pk, part.pk, "xuong"))
    office = on(actor("chuyenvien"), DUE)
    for one in whole.parts.filter(kind=PartKind.WORDS, blocks=None):
        add_block(actor=office, part=one, text="Nội dung.")
    draft = desk.get(url("consolidated_docx", campaign.pk))
    assert check_layout(draft.content) == []
    desk.post(url("consolidated_freeze", campaign.pk))
    whole.refresh_from_db()
    assert whole.state == ConsolidatedState.FROZEN
    page = desk.get(url("consolidated_see", campaign.pk)).content.decode()
    assert "Đoạn sửa" in page
    assert "Mục mới" in page
    desk.post(url("consolidated_reopen", campaign.pk), {"reason": "Bổ sung"})
    whole.refresh_from_db()
    assert whole.is_draft


def test_papers_lead_back_to_what_they_are_about(desk, campaign, sent):
    letter = desk.get(reverse("papers:paper_see", args=[campaign.paper_id])).content.decode()
    assert url("campaign_see", campaign.pk) in letter
    paper = desk.get(reverse("papers:paper_see", args=[sent.paper_id])).content.decode()
    assert url("report_see", sent.pk) in paper
    desk.post(url("consolidated_start", campaign.pk))
    whole = ConsolidatedReport.objects.get()
    answer = desk.get(url("consolidated_of", whole.pk))
    assert answer["Location"] == url("consolidated_see", campaign.pk)


def test_consolidated_counts_its_queries(desk, campaign, actor, django_assert_max_num_queries):
    office = on(actor("chuyenvien"), DUE)
    whole = start_consolidated(actor=office, campaign=campaign)
    for part in whole.parts.filter(kind=PartKind.WORDS):
        for number in range(3):
            add_block(actor=office, part=part, text=f"Đoạn {number}")
    desk.get(url("consolidated_see", campaign.pk))
    with django_assert_max_num_queries(
        75
    ):  # of them some fifty answer for the figures of all subjects
        desk.get(url("consolidated_see", campaign.pk))


def test_reader_of_the_province_sees_but_does_not_compose(client_as, campaign, actor):
    start_consolidated(actor=on(actor("chuyenvien"), DUE), campaign=campaign)
    auditor = at(client_as("kiemtoan"), DUE)
    page = auditor.get(url("consolidated_see", campaign.pk)).content.decode()
    assert "Chốt số liệu của báo cáo?" not in page
    part = ConsolidatedReport.objects.get().parts.first()
    answer = auditor.post(url("block_add", campaign.pk, part.pk), {"text": "x"})
    assert answer.status_code == 403


# Results


def test_unit_summary_shows_prints_and_exports(clerk, sent):
    address = url("unit_summary", sent.organization_id)
    page = clerk.get(address + "?tu=01/01/2022&den=30/06/2022").content.decode()
    assert "Sơ kết 6 tháng đầu năm 2022" in page
    assert check_layout(clerk.get(address + "?xuat=docx").content) == []
    book = clerk.get(address + "?xuat=xlsx&tu=01/01/2022&den=30/06/2022")
    assert book["Content-Disposition"].endswith('.xlsx"')


def test_unit_summary_of_another_unit_is_for_the_office(client_as, sent):
    address = url("unit_summary", sent.organization_id)
    assert client_as("canbo.sinho").get(address).status_code == 403


def test_movement_summary_is_an_official_paper_too(desk, campaign, launched):
    address = url("movement_summary", launched.pk)
    assert campaign.name in desk.get(address).content.decode()
    assert check_layout(desk.get(address + "?xuat=docx").content) == []
    assert desk.get(url("summary_list")).status_code == 200


def test_late_unit_finds_its_report_on_its_own_page(client_as, owed, actor):
    late = send(owed, actor("canbo.soyte"), actor("thutruong.soyte"), day=date(2022, 6, 20))
    page = at(client_as("canbo.soyte"), date(2022, 6, 21)).get(url("report_see", late.pk))
    assert "(muộn)" in page.content.decode()
