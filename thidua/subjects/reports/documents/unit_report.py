"""A unit's report as an official paper, from the outline and its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from thidua.core.documents import Block, DocumentKind, OfficialDocument, Paragraph, Section
from thidua.subjects.movements.documents import citation_of
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.papers.templates import letterhead
from thidua.subjects.reports.documents.parts import (
    answered_table,
    blocks_of,
    figure_table,
)
from thidua.subjects.reports.enums import HeadingKind
from thidua.subjects.reports.models import Answer, Heading, OwedReport, ReportFigure
from thidua.subjects.reports.wording import SAMPLE_MARK, period_words, sent_words, subject_of

NOTHING = "Không có nội dung báo cáo."


def unit_document(report: OwedReport, day: date) -> OfficialDocument:
    campaign = report.campaign
    head = letterhead(report.organization_id, day)
    answers = {answer.heading_id: answer for answer in report.answers.all()}
    figures = list(report.figures.all())
    opening = f"Thực hiện {citation_of(campaign.movement, day)}, " if campaign.movement else ""
    body: list[Block] = [
        Paragraph(
            f"{opening}{head.issuer} báo cáo kết quả {period_words(campaign.since, campaign.until)} "
            "như sau:"
        ),
        *(
            Section(heading.title, _answered(heading, answers, figures))
            for heading in campaign.headings.all()
        ),
    ]
    document = head.document(DocumentKind.REPORT, subject_of(campaign), body, day.year)
    superior = names_on([campaign.unit_id], day)[campaign.unit_id]
    return replace(document, recipients=(superior, "Ban Thi đua - Khen thưởng tỉnh"), draft=True)


def _answered(
    heading: Heading, answers: Mapping[int, Answer], figures: Sequence[ReportFigure]
) -> list[Block]:
    if heading.kind == HeadingKind.FIGURES:
        own = [figure for figure in figures if figure.heading_id == heading.pk]
        return _figures(own) if own else [Paragraph(NOTHING)]
    answer = answers.get(heading.pk)
    if answer is None or answer.is_blank:
        return [Paragraph(NOTHING)]
    if heading.kind == HeadingKind.TABLE:
        return [answered_table(heading.columns, answer.rows)]
    return blocks_of(answer.text)


def _figures(figures: Sequence[ReportFigure]) -> list[Block]:
    """The table, and under it every number that the unit has changed, with why."""
    table = figure_table(
        (
            one.group,
            one.label + (SAMPLE_MARK if one.is_sample else ""),
            one.unit,
            sent_words(one),
        )
        for one in figures
    )
    changed = [one for one in figures if one.is_changed]
    notes = [
        Paragraph(
            f"Ghi chú: số liệu “{one.label}” do đơn vị sửa, lý do: {one.reason}.", italic=True
        )
        for one in changed
    ]
    return [table, *notes]
