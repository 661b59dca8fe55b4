"""What inspections answer to others: duties, reminders, figures, risk, ties, search, the sheet."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.inspections import DAY, concluded, draft_plan, find, notified, visited
from thidua.base import registries
from thidua.base.access import Refused
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import FigureScope
from thidua.core.documents.layout import check_layout
from thidua.core.documents.render import render_docx
from thidua.subjects.inspections.figures import _unmended, figures_of
from thidua.subjects.inspections.models import FollowUp
from thidua.subjects.inspections.registrations import hits, office_rows, team_rows, ties, unit_rows
from thidua.subjects.inspections.selectors.prepared import prepared_sheet
from thidua.subjects.inspections.selectors.risk import risks_of
from thidua.subjects.inspections.selectors.statistics import year_of_inspections
from thidua.subjects.inspections.selectors.visits import shown_state
from thidua.subjects.inspections.services import following, minutes
from thidua.subjects.inspections.services.reminding import remind_due, self_check_owed
from thidua.subjects.inspections.services.reporting import draft_report, report_document
from thidua.subjects.orgs.models import Organization

YEAR = FigureScope(None, date(2022, 1, 1), date(2022, 12, 31), DAY)


def titles(rows):
    return [row.title for row in rows]


def test_unit_is_told_of_its_self_check(actor):
    notified(actor)
    assert titles(unit_rows(actor("canbo.soyte"))) == ["Gửi báo cáo tự kiểm tra"]
    assert titles(unit_rows(actor("canbo.sinho"))) == []


def test_unit_is_told_of_minutes_and_duties(actor):
    visit = visited(actor)
    find(actor, visit)
    minutes.save_minutes(actor=actor("kiemtra"), visit=visit, unit_present="GĐ", course="")
    minutes.send_minutes(actor=actor("kiemtra"), visit=visit)
    assert titles(unit_rows(actor("thutruong.soyte"))) == ["Đọc, ký biên bản kiểm tra"]


def test_team_is_told_of_visits_of_the_week_then_of_the_conclusion_then_of_proofs(actor):
    notified(actor, day=DAY + timedelta(days=3))
    assert titles(team_rows(actor("hoidong"))) == ["Kiểm tra Sở Y tế"]


def test_head_of_the_team_owes_the_conclusion(actor):
    visited(actor)
    assert titles(team_rows(actor("kiemtra"))) == ["Thông báo kết luận kiểm tra Sở Y tế"]
    assert titles(team_rows(actor("hoidong"))) == []


def test_proof_waits_for_the_team(actor):
    duty = concluded(actor).follow_ups.first()
    assert titles(unit_rows(actor("canbo.soyte")))[0].startswith("Khắc phục: Lập sổ")
    following.send_proof(actor=actor("canbo.soyte"), follow_up=duty, words="Xong")
    assert titles(team_rows(actor("hoidong"))) == ["Xác nhận khắc phục của Sở Y tế"]


def test_office_hears_of_late_conclusions(actor):
    visited(actor)
    assert titles(office_rows(actor("chuyenvien", day=date(2022, 3, 9)))) == [
        "Thông báo kết luận kiểm tra Sở Y tế"
    ]
    assert titles(office_rows(actor("chuyenvien"))) == []


def test_remind_due_tells_once_and_only_while_it_is_owed(actor):
    visit = notified(actor)  # due 24/02
    assert remind_due(date(2022, 2, 21)) == 1
    assert remind_due(date(2022, 2, 21)) == 0
    told = InboxMessage.objects.get(key__startswith=f"inspection-self-check-owed:{visit.pk}:")
    assert self_check_owed(told.key)
    visit.state = "visited"
    visit.save(update_fields=["state"])
    assert not self_check_owed(told.key)


def test_remind_due_speaks_of_duties_after_the_conclusion(actor):
    duty = concluded(actor).follow_ups.first()
    assert remind_due(duty.due_on) == 2
    assert InboxMessage.objects.filter(key__startswith="inspection-follow-up:").count() == 2


def values(scope):
    return {row.key: (row.value, row.whole) for row in figures_of(scope)}


def test_figures_count_as_of_the_day(actor):
    visit = concluded(actor)
    assert values(YEAR) == {
        "inspections.made": (0, 1) if visit.visited_on > DAY else (1, 1),
        "inspections.faults": (1, None),
        "inspections.mended": (0, 2),
        "inspections.overdue": (0, None),
    }
    late = FigureScope(None, YEAR.since, YEAR.until, date(2022, 4, 1))
    assert values(late)["inspections.overdue"] == (2, None)
    other = FigureScope(Organization.objects.get(code="D108").pk, YEAR.since, YEAR.until, DAY)
    assert values(other)["inspections.faults"] == (0, None)


def test_figures_ask_three_questions(actor):
    concluded(actor)
    with CaptureQueriesContext(connection) as asked:
        figures_of(YEAR)
    assert len(asked) == 3


def test_unit_figures_know_no_value_where_nothing_was_asked(actor):
    visit = concluded(actor)
    other = Organization.objects.get(code="D108").pk
    assert _unmended(YEAR, {visit.organization_id, other}) == {visit.organization_id: 2}


def test_risk_of_an_unmended_unit_is_told_with_points(actor):
    visit = concluded(actor)
    facts = {
        fact.key: (fact.words, fact.points)
        for fact in risks_of([visit.organization_id], date(2022, 4, 1))[visit.organization_id].facts
        if fact.key.startswith("inspections.")
    }
    assert facts == {"inspections.unmended": ("2 việc sau kiểm tra chưa khắc phục, 2 quá hạn", 8)}


def test_ties_count_running_visits_and_duties(actor):
    visit = concluded(actor)
    found = {tie.label: tie.count for tie in ties({visit.organization_id}, DAY)}
    assert found == {
        "Đợt kiểm tra chưa kết thúc": 1,
        "Việc khắc phục sau kiểm tra chưa xong": 2,
    }


def test_search_finds_within_what_the_actor_may_see(actor):
    notified(actor)
    assert [hit.title for hit in hits(actor("chuyenvien"), "so y te", 5)] == ["Kiểm tra Sở Y tế"]
    assert list(hits(actor("canbo.sinho"), "so y te", 5)) == []


def test_prepared_sheet_shows_what_earlier_visits_left_open(actor):
    concluded(actor)
    again = notified(actor, "LC-SYT", day=date(2022, 5, 10))
    sheet = prepared_sheet(again, DAY)
    assert [finding.words for finding in sheet.earlier] == ["Chưa lập sổ theo dõi"]
    assert len(sheet.headings) == 9
    assert {fact.key for fact in sheet.risk.facts} >= {"inspections.unmended"}
    assert "inspections.made" in {figure.key for figure in sheet.headings[0].figures}


def test_prepared_sheet_puts_figures_under_the_heading_that_names_their_group(actor):
    visit = notified(actor)

    def figures(scope):
        return [
            registries.Figure("test.phong-trao", "Phong trào thử", 3, "phong trào", "Phong trào")
        ]

    registries.figures.register("test", figures)
    try:
        sheet = prepared_sheet(visit, DAY)
    finally:
        del registries.figures.answers["test"]
    second = sheet.headings[1]
    assert "test.phong-trao" in [figure.key for figure in second.figures]


def test_year_of_inspections_counts(actor):
    concluded(actor)
    found = year_of_inspections(2022, DAY)
    assert (found.planned, found.made, found.cancelled) == (1, 1, 0)
    assert found.by_form == (("Kiểm tra tại chỗ", 1, 1),)
    assert found.by_kind == (
        ("Ưu điểm", 1), ("Hạn chế", 1), ("Vi phạm", 0), ("Kiến nghị của đơn vị", 0),
    )  # fmt: skip
    assert (found.follow_ups, found.accepted, found.overdue) == (2, 0, 0)
    assert found.open_units == (("Sở Y tế", 2, 0),)


def test_draft_report_writes_the_numbers_of_the_statistics(actor):
    concluded(actor)
    officer = actor("chuyenvien")
    paper = draft_report(actor=officer, year=2022)
    words = str(paper.content)
    assert "Kế hoạch kiểm tra 1 đơn vị, đã kiểm tra 1 đơn vị." in words
    document = report_document(year_of_inspections(2022, DAY), officer.unit_id, DAY)
    assert check_layout(render_docx(document)) == []
    with pytest.raises(Refused):
        draft_report(actor=actor("canbo.soyte"), year=2022)


def test_shown_state_is_overdue_from_the_day_after(actor):
    visit = concluded(actor)
    due = FollowUp.objects.first().due_on
    assert shown_state(visit, due) == "Đang khắc phục"
    assert shown_state(visit, due + timedelta(days=1)) == "Quá hạn"


def test_nothing_waits_for_a_draft(actor):
    draft_plan(actor, "LC-SYT")
    assert titles(unit_rows(actor("canbo.soyte"))) == []
    assert titles(office_rows(actor("chuyenvien"))) == []
