"""Tables of tasks: what, who leads, who coordinates, by when."""

import re
from dataclasses import dataclass

from thidua.core.directives.assignments import deadline_in, split_agencies
from thidua.core.directives.layout import Cell, Line, Page
from thidua.core.directives.model import Agency, Assignment, Deadline, Role
from thidua.core.directives.words import AGENCY_HEAD

_TASK_HEAD = re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động", re.I)
_LEAD_HEAD = re.compile(
    r"chủ trì|(?:đơn vị|cơ quan) (?:thực hiện|chịu trách nhiệm)|phân công|trách nhiệm", re.I
)
_OTHERS_HEAD = re.compile(r"phối hợp", re.I)
_TIME_HEAD = re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành", re.I)
_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Columns:
    task: int
    lead: int
    others: int | None
    time: int | None
    count: int


def read_task_tables(page: Page) -> list[Assignment]:
    found = []
    columns: _Columns | None = None
    for line in page.lines:
        if len(line.cells) < _FEWEST_COLUMNS:
            columns = columns if _between_rows(page, line) else None
            continue
        if heads := _columns(page, line):
            columns = heads
        elif columns and len(line.cells) == columns.count and (row := _row(page, line, columns)):
            found.append(row)
    return found


def _between_rows(page: Page, line: Line) -> bool:
    return not any(c.isalnum() for c in page.text(line))


def _columns(page: Page, line: Line) -> _Columns | None:
    heads = [page.text(cell) for cell in line.cells]
    task, lead = _first(heads, _TASK_HEAD), _first(heads, _LEAD_HEAD)
    if task is None or lead is None or task == lead or max(map(len, heads)) > 60:
        return None
    return _Columns(task, lead, _first(heads, _OTHERS_HEAD), _first(heads, _TIME_HEAD), len(heads))


def _first(heads: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((index for index, head in enumerate(heads) if pattern.search(head)), None)


def _row(page: Page, line: Line, columns: _Columns) -> Assignment | None:
    agencies = _agencies(page, line.cells[columns.lead], Role.LEAD)
    task = " ".join(page.text(line.cells[columns.task]).split())
    if not agencies or not task:
        return None
    others = line.cells[columns.others] if columns.others is not None else None
    return Assignment(
        section=None,
        agencies=agencies,
        coordinating=_agencies(page, others, Role.COORDINATE) if others else (),
        role=Role.LEAD,
        task=task,
        deadline=_deadline(page, line.cells[columns.time]) if columns.time is not None else None,
        span=page.mapped.span(line.cells[0].start, line.cells[-1].end),
    )


def _agencies(page: Page, cell: Cell, role: Role) -> tuple[Agency, ...]:
    found = split_agencies(page.mapped, cell.start, cell.end, role)
    return tuple(
        agency for agency in found if AGENCY_HEAD.match(re.sub(r"^[Cc]ác ", "", agency.name) + " ")
    )


def _deadline(page: Page, cell: Cell) -> Deadline:
    read = deadline_in(page.mapped, cell.start, cell.end)
    printed = " ".join(page.text(cell).split())
    return Deadline(printed, page.mapped.span(cell.start, cell.end), read.day if read else None)
