"""The grid in which a unit reports: what was typed stays, each line says what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from thidua.base.errors import Refusal
from thidua.core.targets.judging import words_of
from thidua.core.text import fold
from thidua.pages.targets.forms import number_of
from thidua.pages.targets.words import typed
from thidua.subjects.targets.enums import ValueState
from thidua.subjects.targets.models import TargetValue
from thidua.subjects.targets.selectors.checks import Company
from thidua.subjects.targets.services.reporting import REPORTABLE, Figure, check_size, differs


@dataclass(slots=True)
class ReportLine:
    row: TargetValue
    unit_name: str
    wanted: str
    before: str  # the figure of the period before, with its name
    value: str
    weight: str
    paper: str
    remark: str
    confirmed: str = ""
    revision: int = 0
    error: str = ""
    findings: Sequence[str] = ()
    needs_words: bool = False

    @property
    def is_open(self) -> bool:
        return self.row.state in REPORTABLE

    def figure(self) -> Figure:
        return Figure(
            self.row,
            number_of(self.value),
            number_of(self.weight) if self.row.target.needs_weight else None,
            self.paper,
            self.remark,
            self.confirmed or self.row.confirmed,
            revision=self.revision,
        )


@dataclass(slots=True)
class ReportGrid:
    lines: list[ReportLine] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # pasted lines that name no target

    @property
    def has_errors(self) -> bool:
        return any(line.error for line in self.lines)

    @property
    def owed(self) -> int:
        return sum(line.row.state == ValueState.OPEN for line in self.lines)

    @property
    def needs_weight(self) -> bool:
        return any(line.row.target.needs_weight for line in self.lines)

    def figures(self) -> list[Figure]:
        return [line.figure() for line in self.lines if line.is_open]


def grid_of(
    rows: Sequence[TargetValue], names: Mapping[int, str], company: Company, own_unit: int
) -> ReportGrid:
    return ReportGrid([_line(row, names, company, own_unit) for row in rows])


def _line(
    row: TargetValue, names: Mapping[int, str], company: Company, own_unit: int
) -> ReportLine:
    key = (row.target_id, row.organization_id)
    share = company.shares.get(key)
    earlier = company.own.get(key, [])
    before = ""
    if earlier:
        name, _year, value = earlier[-1]
        before = f"{name}: {typed(value)}"
    other = row.organization_id != own_unit
    return ReportLine(
        row=row,
        unit_name=names.get(row.organization_id, "") if other else "",
        wanted=words_of(share, row.target.unit_of_measure) if share is not None else "",
        before=before,
        value=typed(row.value),
        weight=typed(row.weight),
        paper=row.paper,
        remark=row.remark,
        confirmed=row.confirmed,
        revision=row.revision,
        findings=row.findings,
        needs_words=bool(row.confirmed),
    )


def take_typed(grid: ReportGrid, post: QueryDict) -> None:
    """Put what was sent into the lines that are still open."""
    for line in grid.lines:
        if not line.is_open:
            continue
        for name in ("value", "weight", "paper", "remark", "confirmed"):
            sent = post.get(f"{name}-{line.row.pk}")
            if sent is not None:
                setattr(line, name, sent.strip())
        revision = post.get(f"revision-{line.row.pk}", "")
        if revision.isascii() and revision.isdigit():
            line.revision = int(revision)


def take_pasted(grid: ReportGrid, text: str) -> int:
    """Lines copied from a spreadsheet: name or number of the target, figure, denominator, paper,
    remark. Gives how many were understood; nothing is saved yet."""
    taken = 0
    for pasted in text.splitlines():
        cells = [cell.strip() for cell in pasted.split("\t")]
        if not any(cells):
            continue
        line = _named(grid, cells[0])
        if line is None or len(cells) < 2:
            grid.unread.append(pasted.replace("\t", " | ")[:200])
            continue
        for name, cell in zip(("value", "weight", "paper", "remark"), cells[1:5], strict=False):
            setattr(line, name, cell)
        taken += 1
    return taken


def _named(grid: ReportGrid, words: str) -> ReportLine | None:
    """By number, else by a name that only one open line has."""
    wanted = fold(words)
    found = [
        line
        for line in grid.lines
        if line.is_open
        and (words == str(line.row.target_id) or (wanted and wanted == fold(line.row.target.name)))
    ]
    return found[0] if len(found) == 1 else None


def check(grid: ReportGrid, company: Company) -> None:
    """Every line at once: how it is written, what it is compared with, what needs words."""
    for line in grid.lines:
        if line.is_open:
            line.error = _error_of(line, company)


def _error_of(line: ReportLine, company: Company) -> str:
    try:
        figure = line.figure()
        check_size(figure.value, figure.weight)
    except (ValueError, Refusal) as error:
        return str(error.args[0])
    if not differs(figure):
        return ""
    found = company.findings(line.row, figure.value, figure.weight)
    line.findings = [one.words for one in found]
    line.needs_words = any(one.needs_words for one in found)
    if line.needs_words and not line.confirmed:
        return "Sửa lại số, hoặc ghi lý do xác nhận ở ô dưới."
    if figure.value is None and not line.remark:
        return "Ghi lý do chưa có số ở ghi chú; không ghi 0 thay cho trống."
    if line.row.target.needs_weight and figure.value is not None and figure.weight is None:
        return f"Ghi mẫu số ({line.row.target.denominator}) để cộng được toàn tỉnh."
    return ""
