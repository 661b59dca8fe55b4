"""Columns and filters of the lists of reporting."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from thidua.core.text import format_date
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.orgs.enums import KindGroup
from thidua.subjects.reports.enums import CampaignKind, CampaignState, ReportState
from thidua.subjects.reports.models import OwedReport, ReportCampaign
from thidua.subjects.reports.selectors.board import Board, UnitReport

OVERDUE = "qua-han"


def period_of(campaign: ReportCampaign) -> str:
    return f"{format_date(campaign.since)} – {format_date(campaign.until)}"


def owed_list(params: QueryDict, rows: Sequence[OwedReport]) -> FilteredList:
    return FilteredList(
        params,
        rows,
        [
            Column(
                "ten", "Báo cáo", lambda row: row.campaign.name, lead=True,
                url=lambda row: reverse("reports:report_see", args=[row.pk]),
                sub=lambda row: period_of(row.campaign),
            ),
            Column("loai", "Loại", lambda row: row.campaign.get_kind_display()),
            Column("han", "Hạn gửi", lambda row: row.due_on, kind="date"),
            Column("gui", "Đã gửi", lambda row: row.sent_on, kind="date"),
            Column("tt", "Trạng thái", lambda row: ReportState(row.state), kind="state"),
        ],
        name="bao-cao",
        thing="báo cáo",
        filters=[
            Filter(
                "tt", "Trạng thái", [(k, str(w)) for k, w in ReportState.choices],
                lambda rows, state: [row for row in rows if row.state == state],
            )
        ],
        sort="-han",
        empty_heading="Chưa có báo cáo nào phải gửi",
        empty_words="Khi cấp trên mở một đợt báo cáo, báo cáo của đơn vị với số liệu điền sẵn sẽ nằm ở đây.",
    )  # fmt: skip


def campaign_list(params: QueryDict, rows: Any) -> FilteredList:
    """`rows` carry the counts of selectors.visible.with_counts."""
    return FilteredList(
        params,
        rows,
        [
            Column(
                "ten", "Đợt báo cáo", lambda row: row.name, lead=True, order="name_key",
                url=lambda row: reverse("reports:campaign_see", args=[row.pk]), sub=period_of,
            ),
            Column("loai", "Loại", lambda row: row.get_kind_display(), order="kind"),
            Column("han", "Hạn gửi", lambda row: row.due_on, kind="date", order="due_on"),
            Column(
                "thu", "Đã nhận",
                lambda row: f"{row.received} / {row.owed}" if row.owed else "", order="received",
            ),
            Column("cho", "Chờ xem", lambda row: row.waiting or None, kind="number", order="waiting"),
            Column(
                "tt", "Trạng thái", lambda row: CampaignState(row.state), kind="state",
                order="state",
            ),
        ],
        name="dot-bao-cao",
        thing="đợt báo cáo",
        search_fields=("name_key",),
        search_hint="ví dụ: so ket",
        filters=[
            Filter(
                "tt", "Trạng thái", [(k, str(w)) for k, w in CampaignState.choices],
                lambda rows, state: rows.filter(state=state),
            ),
            Filter(
                "loai", "Loại", [(k, str(w)) for k, w in CampaignKind.choices],
                lambda rows, kind: rows.filter(kind=kind),
            ),
        ],
        sort="-han",
        empty_heading="Chưa có đợt báo cáo nào",
        empty_words="Bấm “Chuẩn bị đợt báo cáo” để lập đề cương, chọn bốn ngày và mở.",
    )  # fmt: skip


class UnitReports(FilteredList):
    """The units of one campaign; its bulk acts need to know which."""

    campaign_id: int
    may_act: bool


def outcome_words(row: UnitReport) -> str:
    if row.came_in_time:
        return "đúng hạn"
    if row.came_late:
        return "muộn"
    return f"quá hạn {row.days_late} ngày làm việc" if row.is_late else ""


def _pressed(row: UnitReport) -> str:
    if not row.reminders:
        return "chưa"
    last = f", gần nhất {row.reminded_on:%d/%m}" if row.reminded_on else ""
    return f"{row.reminders} lần{last}"


def _notes(row: UnitReport) -> str:
    notes = []
    if row.returns:
        notes.append(f"trả lại {row.returns} lần")
    if row.is_recorded:
        notes.append("ghi nhận thay")
    if row.is_lifted:
        notes.append("được mở khóa")
    return ", ".join(notes)


def unit_reports(params: QueryDict, campaign: ReportCampaign, board: Board) -> UnitReports:
    shown = UnitReports(
        params,
        board.rows,
        [
            Column(
                "don-vi", "Đơn vị", lambda row: row.name, lead=True,
                url=lambda row: reverse("reports:report_see", args=[row.report_id]),
                sub=lambda row: row.district or str(KindGroup(row.group).label),
            ),
            Column("tt", "Trạng thái", lambda row: row.state, kind="state", sub=_notes),
            Column("gui", "Ngày gửi", lambda row: row.first_sent_on, kind="date"),
            Column("han", "So với hạn", outcome_words, sort_key=lambda row: row.days_late),
            Column("don-doc", "Đôn đốc", _pressed, sort_key=lambda row: row.reminders),
        ],
        name="don-vi",
        thing="đơn vị",
        filters=[_state_filter(), _group_filter(board), _district_filter(board)],
        pick=lambda row: str(row.report_id),
        pick_label=lambda row: row.name,
        empty_heading="Chưa có đơn vị nào phải báo cáo",
        empty_words="Danh sách đơn vị được cố định khi mở đợt báo cáo.",
        export_name=f"tien-do-bao-cao-{campaign.pk}",
    )  # fmt: skip
    shown.campaign_id = campaign.pk
    return shown


def _state_filter() -> Filter:
    choices = [
        (OVERDUE, "Quá hạn chưa gửi"),
        ("dung-han", "Gửi đúng hạn"),
        ("muon", "Gửi muộn"),
        *((k, str(w)) for k, w in ReportState.choices),
    ]
    return Filter("tt", "Trạng thái", choices, _narrow_state)


def _narrow_state(rows: Any, state: str) -> list[UnitReport]:
    tests = {
        OVERDUE: lambda row: row.is_late,
        "dung-han": lambda row: row.came_in_time,
        "muon": lambda row: row.came_late,
    }
    test = tests.get(state, lambda row: row.state == state)
    return [row for row in rows if test(row)]


def _group_filter(board: Board) -> Filter:
    present = {row.group for row in board.rows}
    choices = [(str(g), str(g.label)) for g in KindGroup if g in present]
    return Filter(
        "loai", "Loại đơn vị", choices, lambda rows, group: [r for r in rows if r.group == group]
    )


def _district_filter(board: Board) -> Filter:
    names = sorted({row.district for row in board.rows if row.district})
    return Filter(
        "thuoc", "Thuộc", [(name, name) for name in names],
        lambda rows, name: [row for row in rows if row.district == name],
    )  # fmt: skip
