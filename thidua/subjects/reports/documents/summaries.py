"""What a unit did, what a movement achieved, as papers in the official layout."""

from dataclasses import replace
from datetime import date

from thidua.core.documents import (
    Align,
    Block,
    Chart,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Series,
    Table,
)
from thidua.core.text import format_date
from thidua.subjects.movements.documents import citation_of
from thidua.subjects.movements.enums import DutyState
from thidua.subjects.papers.templates import letterhead
from thidua.subjects.reports.documents.parts import figure_table, kept_table
from thidua.subjects.reports.selectors.freezing import table_of_targets
from thidua.subjects.reports.selectors.summaries import MovementSummary, UnitSummary
from thidua.subjects.reports.wording import (
    SAMPLE_MARK,
    figure_words,
    movement_named,
    period_words,
)

NOTHING = "Không có."


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def unit_summary_document(summary: UnitSummary, unit_id: int) -> OfficialDocument:
    scope = summary.scope
    head = letterhead(unit_id, scope.day)
    body: list[Block] = [
        Paragraph(
            f"{head.issuer} tổng hợp kết quả thực hiện các phong trào thi đua "
            f"{period_words(scope.since, scope.until)}, số liệu đến hết ngày "
            f"{format_date(scope.day)}."
        ),
        Section("Số liệu", [_figures(summary)]),
        Section("Phong trào được giao", [_duties(summary)]),
        Section("Chấp hành chế độ báo cáo", [_reports(summary)]),
    ]
    subject = f"Kết quả phong trào thi đua {period_words(scope.since, scope.until)}"
    document = head.document(DocumentKind.REPORT, subject, body, scope.day.year)
    return replace(document, recipients=("Ban Thi đua - Khen thưởng tỉnh",), draft=True)


def _figures(summary: UnitSummary) -> Block:
    if not summary.figures:
        return Paragraph(NOTHING)
    return figure_table(
        (
            one.group,
            one.label + (SAMPLE_MARK if one.is_sample else ""),
            one.unit,
            figure_words(one.value, one.whole),
        )
        for one in summary.figures
    )


def _duties(summary: UnitSummary) -> Block:
    if not summary.duties:
        return Paragraph(NOTHING)
    columns = (
        Column("STT", 0.65, Align.CENTER),
        Column("Phong trào", 3.4),
        Column("Trạng thái", 1.4),
        Column("Kế hoạch", 1.1, Align.CENTER),
        Column("Phát động", 1.1, Align.CENTER),
    )
    rows = tuple(
        (
            str(number),
            duty.movement.name,
            str(DutyState(duty.state).label),
            _day(duty.planned_on),
            _day(duty.launched_on),
        )
        for number, duty in enumerate(summary.duties, 1)
    )
    return Table(columns, rows)


def _reports(summary: UnitSummary) -> Block:
    if not summary.reports:
        return Paragraph(NOTHING)
    columns = (
        Column("STT", 0.65, Align.CENTER),
        Column("Báo cáo", 3.6),
        Column("Hạn", 1.1, Align.CENTER),
        Column("Ngày gửi", 1.1, Align.CENTER),
        Column("Kết quả", 1.3),
    )
    rows = tuple(
        (
            str(number),
            one.campaign.name,
            format_date(one.due_on),
            _day(one.first_sent_on),
            ("Muộn" if one.came_late else "Đúng hạn")
            if one.is_received
            else one.get_state_display(),
        )
        for number, one in enumerate(summary.reports, 1)
    )
    return Table(columns, rows)


def movement_summary_document(summary: MovementSummary) -> OfficialDocument:
    movement, day = summary.movement, summary.day
    head = letterhead(movement.unit_id, day)
    body: list[Block] = [
        Paragraph(
            f"Thực hiện {citation_of(movement, day)}, {head.issuer} tổng hợp kết quả đến hết ngày "
            f"{format_date(day)} như sau:"
        ),
        Section("Triển khai tại các đơn vị", _coverage(summary)),
        Section("Kết quả các chỉ tiêu", [_targets(summary)]),
        Section("Chấp hành chế độ báo cáo", [_campaigns(summary)]),
    ]
    subject = f"Kết quả {movement_named(movement)}"[:500]
    document = head.document(DocumentKind.REPORT, subject, body, day.year)
    return replace(document, recipients=("Ban Thi đua - Khen thưởng tỉnh",), draft=True)


def _coverage(summary: MovementSummary) -> list[Block]:
    groups = summary.coverage.by_group()
    if not groups:
        return [Paragraph("Chưa giao cho đơn vị nào.")]
    columns = (
        Column("Loại đơn vị", 3),
        Column("Được giao", 1, Align.RIGHT),
        Column("Tiếp nhận", 1, Align.RIGHT),
        Column("Kế hoạch", 1, Align.RIGHT),
        Column("Phát động", 1, Align.RIGHT),
        Column("Quá hạn", 1, Align.RIGHT),
    )
    rows = [
        (row.label, *(str(n) for n in (row.total, *row.counts[1:], row.late))) for row in groups
    ]
    sums = [sum(values) for values in zip(*((r.total, *r.counts[1:], r.late) for r in groups), strict=True)]  # fmt: skip
    rows.append(("Cộng", *(str(value) for value in sums)))
    chart = Chart(
        [row.label for row in groups],
        (
            Series("Được giao", [row.total for row in groups]),
            Series("Đã phát động", [row.counts[3] for row in groups]),
        ),
        "Đơn vị được giao và đã phát động, theo loại",
        unit="đơn vị",
    )
    return [Table(columns, tuple(rows), strong=(len(rows) - 1,)), chart]


def _targets(summary: MovementSummary) -> Block:
    if not summary.targets:
        return Paragraph(NOTHING)
    return kept_table(table_of_targets(summary.targets), "")


def _campaigns(summary: MovementSummary) -> Block:
    if not summary.campaigns:
        return Paragraph("Chưa mở đợt báo cáo nào.")
    columns = (
        Column("Đợt báo cáo", 3.4),
        Column("Hạn", 1.2, Align.CENTER),
        Column("Phải gửi", 1, Align.RIGHT),
        Column("Đúng hạn", 1, Align.RIGHT),
        Column("Muộn", 1, Align.RIGHT),
        Column("Chưa gửi", 1, Align.RIGHT),
    )
    rows = tuple(
        (
            one.name,
            format_date(one.due_on),
            *(str(n) for n in (count.total, count.in_time, count.late, count.missing)),
        )
        for one, count in summary.campaigns
    )
    return Table(columns, rows)
