"""What a part of the consolidated report will show: today's figures until they are frozen.

While it is being written the figures are asked for only by who wants to see them: all subjects
answer, and the page is opened again after every paragraph.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.pages.papers.preview import Line, lines_of
from thidua.subjects.reports.documents.parts import figure_table, kept_chart, kept_table
from thidua.subjects.reports.enums import PartKind
from thidua.subjects.reports.models import ConsolidatedReport, ReportPart
from thidua.subjects.reports.selectors.freezing import figures_on, tables_on
from thidua.subjects.reports.wording import SAMPLE_MARK, frozen, frozen_words


@dataclass(slots=True)
class Data:
    """Figures and tables, asked for at most once for a page."""

    report: ConsolidatedReport
    day: date
    _figures: list[dict[str, Any]] | None = None
    _tables: dict[str, Any] | None = None

    @property
    def figures(self) -> list[dict[str, Any]]:
        if not self.report.is_draft:
            return list(self.report.figures)
        if self._figures is None:
            self._figures = [frozen(one) for one in figures_on(self.report.campaign, self.day)]
        return self._figures

    @property
    def tables(self) -> dict[str, Any]:
        if not self.report.is_draft:
            return dict(self.report.tables)
        if self._tables is None:
            self._tables = tables_on(self.report.campaign, self.day)
        return self._tables


def data_lines(data: Data, part: ReportPart, *, live: bool) -> list[Line]:
    """The tables and charts of a part; of a draft only when `live` figures are wanted."""
    maker = MAKERS.get(PartKind(part.kind))
    shown = live or not data.report.is_draft
    return maker(data, part) if maker and shown else []


def _figures(data: Data, part: ReportPart) -> list[Line]:
    lines = (
        (
            line["group"],
            line["label"] + (SAMPLE_MARK if line["is_sample"] else ""),
            line["unit"],
            frozen_words(line),
        )
        for line in data.figures
    )
    return lines_of([figure_table(lines)])


def _table(data: Data, part: ReportPart) -> list[Line]:
    kept = data.tables.get(part.kind)
    return lines_of([kept_table(kept, "")]) if kept else []


def _chart(data: Data, part: ReportPart) -> list[Line]:
    kept = data.tables.get(part.kind)
    return lines_of([kept_chart(kept, "")]) if kept else []


MAKERS: dict[PartKind, Callable[[Data, ReportPart], list[Line]]] = {
    PartKind.FIGURES: _figures,
    PartKind.TARGETS: _table,
    PartKind.UNITS: _table,
    PartKind.PROGRESS: _chart,
    PartKind.TIMELINESS: _chart,
}
