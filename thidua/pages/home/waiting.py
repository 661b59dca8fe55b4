"""Duties in the order in which a person takes them up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.base.registries import DutyRow
from thidua.core.periods import WorkingCalendar, words_for_due
from thidua.pages.ui.parts import Tab, Task


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    heading: str
    note: str
    rows: list[Task]


def arrange(rows: Sequence[DutyRow], day: date, working: WorkingCalendar) -> list[Group]:
    """Overdue, this week, later, without a day, waiting for somebody else."""
    week_end = day + timedelta(days=6 - day.weekday())
    piles: dict[str, list[DutyRow]] = {}
    for row in sorted(rows, key=lambda row: (row.due is None, row.due or day, row.title)):
        piles.setdefault(_pile(row, day, week_end), []).append(row)
    headings = {
        "late": "Quá hạn",
        "week": "Tuần này",
        "later": "Sắp tới",
        "open": "Không có hạn",
        "elsewhere": "Đang chờ nơi khác",
    }
    notes = {"week": f"đến Chủ nhật {week_end:%d/%m}"}
    return [
        Group(key, heading, notes.get(key, ""), [task_of(row, day, working) for row in piles[key]])
        for key, heading in headings.items()
        if key in piles
    ]


def _pile(row: DutyRow, day: date, week_end: date) -> str:
    if row.waiting_elsewhere:
        return "elsewhere"
    if row.due is None:
        return "late" if row.urgent else "open"
    if row.due < day:
        return "late"
    return "week" if row.due <= week_end else "later"


def task_of(row: DutyRow, day: date, working: WorkingCalendar) -> Task:
    return Task(
        title=row.title,
        url=row.url,
        icon=row.icon,
        due=row.due,
        due_words=words_for_due(row.due, day, working) if row.due else "",
        tone=_tone(row, day),
        source=row.detail,
        state=row.state_label,
        act=row.action,
    )


def _tone(row: DutyRow, day: date) -> str:
    if row.waiting_elsewhere:
        return ""
    if row.due is None:
        return "late" if row.urgent else ""
    if row.due < day:
        return "late"
    return "soon" if row.due <= day + timedelta(days=3) else ""


def kind_tabs(rows: Sequence[DutyRow], chosen: str) -> list[Tab]:
    counts = Counter(row.kind for row in rows)
    every = Tab("Tất cả", "?", len(rows), not chosen)
    return [every, *(Tab(k, f"?loai={k}", n, k == chosen) for k, n in sorted(counts.items()))]
