"""Values that components show: named inputs with defaults, built by views."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a thing's way. `state`: done, now, back (returned for mending) or next."""

    label: str
    note: str = ""
    state: str = "next"


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a timeline. `tone`: now or warn or empty; `paper` names the document behind it."""

    when: datetime | date
    words: str
    who: str = ""
    paper: str = ""
    paper_url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A row of "Việc của tôi". `due_words` says what the counting of days gave."""

    title: str
    url: str
    icon: str = "flag"
    due: date | None = None
    due_words: str = ""
    tone: str = ""  # late, soon or empty
    source: str = ""
    state: str = ""
    act: str = "Mở"


@dataclass(frozen=True, slots=True)
class Ready:
    """A line before a change of state. `state`: met, miss or wait."""

    words: str
    state: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand of the law on one case. `answer`: yes, no, unk or later."""

    demand: str
    answer: str
    fact: str = ""
    source: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    heading: str
    state: str
    conditions: Sequence[Condition]
    missing: str = ""
    from_when: str = ""


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A file with what its checks found. `percent` is set while it is on its way."""

    name: str
    state: str = ""
    tone: str = ""
    note: str = ""
    url: str = ""
    icon: str = "file-text"
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """One place on the map: an SVG path, a level from 0 to 4, and the sentence that says it."""

    name: str
    path: str
    words: str
    level: int = 0
    overdue: bool = False
    url: str = ""
    label: str = ""
    label_x: float = 0
    label_y: float = 0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    label: str
    level: int = 0
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `words` is the figure as it is read, `note` stands beside it in the table.

    A value of None is unknown: no bar is drawn.
    """

    label: str
    value: float | None
    words: str
    note: str = ""
    url: str = ""
    hot: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    inside: bool
    today: bool = False
    url: str = ""
    words: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class DayMark:
    """A due thing on a day of the calendar."""

    words: str
    url: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: Sequence[Sequence[Day]]


def month_of(first: date, marks: Mapping[date, DayMark], today: date) -> Month:
    """The weeks of a month from Monday, with the days that have something due."""

    def day_of(day: date) -> Day:
        mark = marks.get(day)
        return Day(
            day=day,
            inside=day.month == first.month,
            today=day == today,
            url=mark.url if mark else "",
            words=mark.words if mark else "",
            late=bool(mark and mark.late),
        )

    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, [[day_of(day) for day in week] for week in weeks])
