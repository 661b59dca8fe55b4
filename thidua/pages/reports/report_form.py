"""The page on which a unit writes its report: plain fields by heading, read back with their errors.

Not a Django form: its fields are the outline's headings, the figures filled in, rows of tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict

from thidua.core.text import format_number, parse_number
from thidua.subjects.reports.enums import HeadingKind
from thidua.subjects.reports.models import Answer, Heading, OwedReport, ReportFigure
from thidua.subjects.reports.selectors.comparing import Compared, compared
from thidua.subjects.reports.selectors.readiness import anchor_of
from thidua.subjects.reports.services.drafting import Written
from thidua.subjects.reports.wording import figure_words

SPARE_ROWS = 3


@dataclass(slots=True)
class FigureField:
    """A figure with what was filled, what stands in the field, and the last report's."""

    figure: ReportFigure
    value: str
    reason: str
    filled: str
    before: str
    difference: str
    error: str = ""

    @property
    def is_changed(self) -> bool:
        return self.figure.is_changed or bool(self.error)


@dataclass(slots=True)
class HeadingField:
    heading: Heading
    number: int
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)
    figures: list[FigureField] = field(default_factory=list)
    is_returned: bool = False

    @property
    def anchor(self) -> str:
        return anchor_of(self.heading.pk)

    @property
    def lines(self) -> int:
        return min(24, max(5, self.text.count("\n") + len(self.text) // 90 + 2))

    @property
    def groups(self) -> list[tuple[str, list[FigureField]]]:
        piles: dict[str, list[FigureField]] = {}
        for one in self.figures:
            piles.setdefault(one.figure.group, []).append(one)
        return list(piles.items())


class ReportForm:
    """`data` is what was posted; without it the report as it stands."""

    def __init__(self, report: OwedReport, data: QueryDict | None = None) -> None:
        self.report, self.data = report, data
        self.headings = list(report.campaign.headings.all())
        self.figures = list(report.figures.all())
        self.errors: dict[int, str] = {}
        self.written = self._read() if data is not None else Written()

    @property
    def is_valid(self) -> bool:
        return not self.errors

    @property
    def revision(self) -> int | None:
        words = self.data.get("revision", "") if self.data is not None else ""
        return int(words) if words.isdigit() else None

    def _read(self) -> Written:
        assert self.data is not None
        words, rows = {}, {}
        for heading in self.headings:
            if heading.kind == HeadingKind.WORDS and f"w-{heading.pk}" in self.data:
                words[heading.pk] = self.data[f"w-{heading.pk}"].replace("\r\n", "\n")
            elif heading.kind == HeadingKind.TABLE and f"n-{heading.pk}" in self.data:
                rows[heading.pk] = list(self._rows(heading, keep_blank=False))
        values: dict[int, Decimal | None] = {}
        for figure in self.figures:
            self._read_value(figure, values)
        reasons = {
            figure.pk: self.data[f"r-{figure.pk}"]
            for figure in self.figures
            if f"r-{figure.pk}" in self.data
        }
        return Written(words=words, rows=rows, values=values, reasons=reasons)

    def _read_value(self, figure: ReportFigure, values: dict[int, Decimal | None]) -> None:
        assert self.data is not None
        text = self.data.get(f"v-{figure.pk}")
        if text is None:
            return
        try:
            values[figure.pk] = parse_number(text) if text.strip() else None
        except ValueError as error:
            self.errors[figure.pk] = str(error)

    def _rows(self, heading: Heading, *, keep_blank: bool) -> Iterator[list[str]]:
        assert self.data is not None
        count = self.data.get(f"n-{heading.pk}", "0")
        for row in range(min(200, int(count) if count.isdigit() else 0)):
            cells = [
                self.data.get(f"c-{heading.pk}-{row}-{column}", "").strip()
                for column in range(len(heading.columns))
            ]
            if keep_blank or any(cells):
                yield cells

    def fields(self) -> list[HeadingField]:
        answers = {answer.heading_id: answer for answer in self.report.answers.all()}
        shown = {one.figure.pk: one for one in compared(self.report)}
        returned = {heading.pk for heading in self.report.return_headings.all()}
        return [
            self._field(heading, number, answers.get(heading.pk), shown, heading.pk in returned)
            for number, heading in enumerate(self.headings, 1)
        ]

    def _field(
        self,
        heading: Heading,
        number: int,
        answer: Answer | None,
        shown: dict[int, Compared],
        is_returned: bool,
    ) -> HeadingField:
        made = HeadingField(heading, number, is_returned=is_returned)
        if heading.kind == HeadingKind.FIGURES:
            own = [figure for figure in self.figures if figure.heading_id == heading.pk]
            made.figures = [self._figure(figure, shown[figure.pk]) for figure in own]
        elif heading.kind == HeadingKind.TABLE:
            made.rows = self._table(heading, answer)
        else:
            stored = answer.text if answer else ""
            made.text = self.written.words.get(heading.pk, stored)
        return made

    def _table(self, heading: Heading, answer: Answer | None) -> list[list[str]]:
        stored = [list(row) for row in answer.rows] if answer else []
        rows = [list(row) for row in self.written.rows.get(heading.pk, stored)]
        width = len(heading.columns)
        return [[*row, *[""] * width][:width] for row in rows] + [
            [""] * width for _ in range(SPARE_ROWS)
        ]

    def _figure(self, figure: ReportFigure, beside: Compared) -> FigureField:
        typed = self.data.get(f"v-{figure.pk}") if self.data is not None else None
        stored = "" if figure.value is None else format_number(figure.value)
        reason = self.written.reasons.get(figure.pk, figure.reason)
        return FigureField(
            figure=figure,
            value=stored if typed is None else typed,
            reason=reason,
            filled=figure_words(figure.filled),
            before="" if beside.before_until is None else figure_words(beside.before),
            difference=beside.words,
            error=self.errors.get(figure.pk, ""),
        )
