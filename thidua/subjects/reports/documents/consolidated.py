"""The consolidated report and the correction of its figures as official papers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from thidua.core.documents import (
    Align,
    Annex,
    Article,
    Block,
    Chart,
    Clause,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Point,
    Section,
    Table,
)
from thidua.core.text import format_long_date
from thidua.subjects.movements.documents import citation_of
from thidua.subjects.papers import content
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.templates import letterhead
from thidua.subjects.reports.documents.parts import (
    blocks_of,
    figure_table,
    kept_chart,
    kept_table,
)
from thidua.subjects.reports.enums import PartKind
from thidua.subjects.reports.models import ConsolidatedReport, ReportPart
from thidua.subjects.reports.wording import (
    SAMPLE_MARK,
    figure_words,
    frozen_words,
    number_of,
    period_words,
)


def consolidated_document(report: ConsolidatedReport, day: date) -> OfficialDocument:
    """Parts as sections or annexes; every number from what was frozen with the report."""
    campaign = report.campaign
    head = letterhead(report.unit_id, day)
    opening = f"Thực hiện {citation_of(campaign.movement, day)}, " if campaign.movement else ""
    writer = _Writer(report)
    parts = list(report.parts.prefetch_related("blocks"))
    body: list[Block] = [
        Paragraph(
            f"{opening}{head.issuer} báo cáo kết quả {period_words(campaign.since, campaign.until)} "
            "như sau:"
        ),
        *(Section(part.title, writer.blocks(part)) for part in parts if not part.in_annex),
    ]
    document = head.document(DocumentKind.REPORT, report.subject, body, day.year)
    annexes = tuple(
        Annex(part.title, writer.blocks(part), landscape=part.kind == PartKind.UNITS)
        for part in parts
        if part.in_annex
    )
    return replace(document, recipients=_lines(report.recipients), annexes=annexes, draft=True)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class _Writer:
    """Writes parts in order and counts tables and charts for their captions."""

    def __init__(self, report: ConsolidatedReport) -> None:
        self._report = report
        self._tables = 0
        self._charts = 0

    def blocks(self, part: ReportPart) -> list[Block]:
        words = [block for row in part.blocks.all() for block in blocks_of(row.text)]
        return [*words, *self._data(part)] or [Paragraph("Không có nội dung.")]

    def _data(self, part: ReportPart) -> list[Block]:
        tables = self._report.tables
        match part.kind:
            case PartKind.FIGURES:
                return [figure_table(_figure_lines(self._report.figures), self._table(part.title))]
            case PartKind.TARGETS | PartKind.UNITS if tables.get(part.kind):
                return [kept_table(tables[part.kind], self._table(part.title))]
            case PartKind.PROGRESS if tables.get(part.kind):
                return [kept_chart(tables[part.kind], self._chart(part.title))]
            case PartKind.TIMELINESS if tables.get(part.kind):
                chart = kept_chart(tables[part.kind], self._chart(part.title))
                return [Paragraph(tables["words"]), chart]
        return []

    def _table(self, title: str) -> str:
        self._tables += 1
        return f"Bảng {self._tables}. {title}"

    def _chart(self, title: str) -> str:
        self._charts += 1
        return f"Biểu đồ {self._charts}. {title}"


def _figure_lines(figures: Iterable[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    return [
        (
            line["group"],
            line["label"] + (SAMPLE_MARK if line["is_sample"] else ""),
            line["unit"],
            frozen_words(line),
        )
        for line in figures
    ]


def data_of(report: ConsolidatedReport) -> list[Table | Chart]:
    """Tables and charts as the frozen report has them; read back, as a paper's are."""
    assert report.frozen_on is not None  # only a frozen report stands on a paper
    made = consolidated_document(report, report.frozen_on)
    return _data_in(content.from_json(content.to_json(made)))


def data_in(paper: Paper) -> list[Table | Chart]:
    return _data_in(content.from_json(paper.content))


def _data_in(document: OfficialDocument) -> list[Table | Chart]:
    annexed = [block for annex in document.annexes for block in annex.blocks]
    return list(_leaves([*document.body, *annexed]))


def _leaves(blocks: Sequence[Block]) -> Iterable[Table | Chart]:
    for block in blocks:
        if isinstance(block, Table | Chart):
            yield block
        elif isinstance(block, Section | Article | Clause | Point):
            yield from _leaves(block.blocks)


def correction_letter(
    report: ConsolidatedReport, lines: Sequence[dict[str, Any]], reason: str, day: date
) -> OfficialDocument:
    """Công văn đính chính số liệu; its annex names the report and sets old beside new."""
    head = letterhead(report.unit_id, day)
    paper = report.paper
    assert paper is not None  # an issued report has its paper
    assert paper.issued_on is not None
    named = f"Báo cáo số {paper.code} {format_long_date(paper.issued_on)} của {head.issuer}"
    body = (
        Paragraph(f"{head.issuer} đã ban hành {named}."),
        Paragraph(
            f"{reason.rstrip('.')}. {head.issuer} đính chính {len(lines)} số liệu của Báo cáo."
        ),
        Paragraph("Số liệu đính chính tại Phụ lục kèm theo thay thế số liệu tương ứng đã in."),
        Paragraph("Các nội dung khác của Báo cáo không thay đổi."),
    )
    letter = head.document(
        DocumentKind.LETTER, f"đính chính số liệu Báo cáo số {paper.code}", body, day.year
    )
    sent_to = tuple(row.name for row in paper.deliveries.all())
    return replace(
        letter,
        addressees=sent_to or ("Các cơ quan, đơn vị nhận báo cáo",),
        recipients=("Như trên",),
        annexes=(Annex(f"Số liệu đính chính của {named}", (_corrected(lines),)),),
        draft=True,
    )


def _corrected(lines: Sequence[dict[str, Any]]) -> Table:
    columns = (
        Column("STT", 0.6, Align.CENTER),
        Column("Nội dung", 3.6),
        Column("Đơn vị tính", 1.1, Align.CENTER),
        Column("Đã in", 1.3, Align.RIGHT),
        Column("Nay sửa lại là", 1.3, Align.RIGHT),
    )
    rows = tuple(
        (
            str(number),
            line["label"],
            line["unit"],
            figure_words(number_of(line["old"])),
            figure_words(number_of(line["new"])),
        )
        for number, line in enumerate(lines, 1)
    )
    return Table(columns, rows)
