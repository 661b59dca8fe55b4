"""The numbers that a consolidated report freezes: those of the boards on that day, no others."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from thidua.base import registries
from thidua.base.registries import Figure, FigureScope, UnitFigure
from thidua.core.text import format_date, format_number
from thidua.subjects.movements.selectors.coverage import coverage_of
from thidua.subjects.reports.models import ReportCampaign
from thidua.subjects.reports.selectors.board import Board, UnitReport, board_of
from thidua.subjects.reports.wording import SAMPLE_MARK, figure_words
from thidua.subjects.targets.selectors.board import TargetRow
from thidua.subjects.targets.selectors.board import board_of as target_board

MOST_UNIT_FIGURES = 5
Json = dict[str, Any]


def scope_of(campaign: ReportCampaign, day: date) -> FigureScope:
    unit = None if campaign.for_province else campaign.unit_id
    return FigureScope(unit, campaign.since, campaign.until, day)


def figures_on(campaign: ReportCampaign, day: date) -> list[Figure]:
    return registries.figures.collect(scope_of(campaign, day))


def tables_on(campaign: ReportCampaign, day: date) -> Json:
    """Every table and chart of the report, as plain data."""
    board = board_of(campaign, day)
    return {
        "units": unit_table(campaign, board, day),
        "targets": target_table(campaign, day),
        "progress": progress_chart(campaign, day),
        "timeliness": timeliness_chart(board),
        "words": timeliness_words(board),
    }


def timeliness_words(board: Board) -> str:
    whole = board.whole()
    return (
        f"Tổng số {format_number(whole.total)} cơ quan, đơn vị phải báo cáo; gửi đúng hạn "
        f"{format_number(whole.in_time)}, gửi muộn {format_number(whole.late)}, chưa gửi "
        f"{format_number(whole.missing)}."
    )


def timeliness_chart(board: Board) -> Json:
    groups = board.by_group()
    return _chart(
        [count.label for count in groups],
        [
            ("Gửi đúng hạn", [count.in_time for count in groups]),
            ("Gửi muộn", [count.late for count in groups]),
            ("Chưa gửi", [count.missing for count in groups]),
        ],
    )


def progress_chart(campaign: ReportCampaign, day: date) -> Json:
    """Units charged and launched by kind; empty where no movement is reported on."""
    if campaign.movement is None:
        return {}
    groups = coverage_of(campaign.movement, day).by_group()
    return _chart(
        [row.label for row in groups],
        [
            ("Được giao", [row.total for row in groups]),
            ("Đã có kế hoạch", [row.counts[2] for row in groups]),
            ("Đã phát động", [row.counts[3] for row in groups]),
        ],
    )


def target_table(campaign: ReportCampaign, day: date) -> Json:
    """The movement's targets: wanted, now, verdict with its reason; a blank is said."""
    if campaign.movement is None:
        return {}
    ids = list(campaign.movement.targets.values_list("target_id", flat=True))
    rows = target_board(campaign.until.year, day, ids=ids) if ids else []
    return table_of_targets(rows) if rows else {}


def table_of_targets(rows: Iterable[TargetRow]) -> Json:
    return {
        "columns": [
            ["STT", 0.75, "center"],
            ["Chỉ tiêu", 2.6, "left"],
            ["Mức phấn đấu", 1.5, "right"],
            ["Kết quả", 1.4, "right"],
            ["Nhận định", 2.3, "left"],
        ],
        "rows": [_target_line(number, row) for number, row in enumerate(rows, 1)],
    }


def _target_line(number: int, row: TargetRow) -> list[str]:
    unit = f" {row.target.unit_of_measure}" if row.now is not None else ""
    period = f" ({row.now_period.lower()})" if row.now_period else ""
    sample = SAMPLE_MARK if row.is_sample else ""
    lead = "Riêng: " if row.depth else ""
    return [
        str(number),
        f"{lead}{row.target.name[:1].upper()}{row.target.name[1:]}",
        row.wanted_words,
        f"{figure_words(row.now)}{unit}{period}{sample}",
        f"{row.verdict.label}. {row.judgement.reason}".strip(" ."),
    ]


def _chart(categories: list[str], series: list[tuple[str, list[int]]]) -> Json:
    if not categories:
        return {}
    return {
        "categories": categories,
        "series": [{"name": n, "values": [str(v) for v in values]} for n, values in series],
        "unit": "đơn vị",
        "shape": "bar",
    }


def unit_table(campaign: ReportCampaign, board: Board, day: date) -> Json:
    """Each unit with its report and the figures that can be asked for unit by unit."""
    rows = sorted(board.counted, key=lambda row: row.report_id)
    asked = _unit_figures(campaign, [row.unit_id for row in rows], day)
    columns = [
        ["STT", 0.75, "center"],
        ["Cơ quan, đơn vị", 3.2, "left"],
        ["Gửi báo cáo", 2.0, "left"],
        *([f"{figure.label} ({figure.unit})", 1.1, "right"] for figure, _values in asked),
    ]
    return {
        "columns": columns,
        "rows": [
            [str(number), row.name, sent_words(row), *(_cell(values, row) for _f, values in asked)]
            for number, row in enumerate(rows, 1)
        ],
    }


def _unit_figures(
    campaign: ReportCampaign, ids: Sequence[int], day: date
) -> list[tuple[UnitFigure, dict[int, Any]]]:
    """The first few that somebody has a value for."""
    scope = FigureScope(None, campaign.since, campaign.until, day)
    found = []
    for figure in registries.unit_figures.collect():
        values = figure.of_units(scope, set(ids))
        if any(value is not None for value in values.values()):
            found.append((figure, values))
        if len(found) == MOST_UNIT_FIGURES:
            break
    return found


def _cell(values: dict[int, Any], row: UnitReport) -> str:
    value = values.get(row.unit_id)
    return "–" if value is None else format_number(value)


def sent_words(row: UnitReport) -> str:
    if not row.is_received:
        return str(row.state.label)
    day = format_date(row.first_sent_on) if row.first_sent_on else ""
    return f"Đúng hạn {day}" if row.came_in_time else f"Muộn, {day}"
