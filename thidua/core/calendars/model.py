"""A calendar as plain values: what happens when, and what the file asks its reader to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

Moment = datetime | date


class Method(StrEnum):
    """What the receiver is to do with the events (RFC 5546)."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Alarm:
    before: timedelta
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing of the calendar.

    `uid` names it for good: a later file with the same name and a higher `sequence` replaces it.
    Days without hours run from `starts` up to and with `ends`; with hours both are local times
    of Việt Nam, or carry a zone of their own. `changed` is when this edition was written.
    """

    uid: str
    title: str
    starts: Moment
    changed: datetime
    ends: Moment | None = None
    sequence: int = 0
    place: str = ""
    words: str = ""
    url: str = ""
    organizer_name: str = ""
    organizer_address: str = ""
    cancelled: bool = False
    busy: bool = True  # a due day does not keep a person from a meeting
    alarms: Sequence[Alarm] = ()

    def __post_init__(self) -> None:
        if not self.uid.strip():
            raise ValueError("Sự kiện của lịch phải có tên định danh.")
        if self.ends is None:
            return
        if isinstance(self.starts, datetime) != isinstance(self.ends, datetime):
            raise ValueError("Ngày bắt đầu và ngày kết thúc phải cùng có giờ hoặc cùng không.")
        if self.ends < self.starts:
            raise ValueError("Sự kiện không thể kết thúc trước khi bắt đầu.")

    @property
    def has_hours(self) -> bool:
        return isinstance(self.starts, datetime)


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """`refresh` tells a phone that subscribes how often to ask again."""

    events: Sequence[Event]
    method: Method | None = None
    name: str = ""
    refresh: timedelta | None = None
