"""Writing the file: CRLF lines folded at 75 octets, escaped texts, the zone of Việt Nam."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from thidua.core.calendars.model import Alarm, CalendarFile, Event, Method, Moment

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//Thi Dua//Thi Dua//VI"
ZONE_NAME = "Asia/Ho_Chi_Minh"
ZONE = ZoneInfo(ZONE_NAME)
LONGEST_LINE = 75  # octets, without the line break
# One offset since 1975, no summer time: the whole history of the zone is not needed here.
ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE_NAME}",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def render_calendar(calendar: CalendarFile) -> bytes:
    lines = (folded for line in _lines(calendar) for folded in fold(line))
    return "".join(f"{line}\r\n" for line in lines).encode()


def _lines(calendar: CalendarFile) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    if calendar.method is not None:
        yield f"METHOD:{calendar.method}"
    if calendar.name:
        yield f"X-WR-CALNAME:{escape(calendar.name)}"
        yield f"X-WR-TIMEZONE:{ZONE_NAME}"
    if calendar.refresh is not None:
        yield f"REFRESH-INTERVAL;VALUE=DURATION:{duration(calendar.refresh)}"
        yield f"X-PUBLISHED-TTL:{duration(calendar.refresh)}"
    if any(event.has_hours for event in calendar.events):
        yield from ZONE_LINES
    for event in calendar.events:
        yield from _event_lines(event, calendar.method)
    yield "END:VCALENDAR"


def _event_lines(event: Event, method: Method | None) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(event.changed)}"
    yield f"LAST-MODIFIED:{_utc(event.changed)}"
    yield f"DTSTART{_moment(event.starts)}"
    if (end := _end_of(event)) is not None:
        yield f"DTEND{_moment(end)}"
    yield f"SUMMARY:{escape(event.title)}"
    yield from _texts(event)
    cancelled = event.cancelled or method is Method.CANCEL
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'OPAQUE' if event.busy else 'TRANSPARENT'}"
    if not cancelled:
        for alarm in event.alarms:
            yield from _alarm_lines(alarm)
    yield "END:VEVENT"


def _texts(event: Event) -> Iterator[str]:
    if event.place:
        yield f"LOCATION:{escape(event.place)}"
    if event.words:
        yield f"DESCRIPTION:{escape(event.words)}"
    if event.url:
        yield f"URL:{_one_line(event.url)}"
    if event.organizer_address:
        name = f";CN={quote(event.organizer_name)}" if event.organizer_name else ""
        yield f"ORGANIZER{name}:mailto:{_one_line(event.organizer_address)}"


def _alarm_lines(alarm: Alarm) -> Iterator[str]:
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escape(alarm.words)}")
    yield f"TRIGGER:-{duration(alarm.before)}"
    yield "END:VALARM"


def _end_of(event: Event) -> Moment | None:
    """Of whole days the file names the day after the last one."""
    if event.has_hours:
        return event.ends
    last = event.ends or event.starts
    return last + timedelta(days=1)


def _moment(moment: Moment) -> str:
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{moment:%Y%m%d}"
    local = moment if moment.tzinfo is None else moment.astimezone(ZONE)
    return f";TZID={ZONE_NAME}:{local:%Y%m%dT%H%M%S}"


def _utc(moment: datetime) -> str:
    known = moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
    return f"{known.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def duration(length: timedelta) -> str:
    """P1D, PT30M, PT0S."""
    seconds = int(length.total_seconds())
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "H"), (minutes, "M"), (left, "S"))
    clock = "".join(f"{count}{letter}" for count, letter in parts if count)
    if not days and not clock:
        return "PT0S"
    return f"P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}"


def escape(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11; letters that no calendar may carry are dropped."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in plain if letter in "\n\t" or ord(letter) >= 32)
    for letter in ("\\", ";", ","):
        kept = kept.replace(letter, f"\\{letter}")
    return kept.replace("\n", "\\n")


def quote(text: str) -> str:
    """A parameter's value: quotation marks have no escape there (RFC 5545, 3.1)."""
    return '"' + _one_line(text).replace('"', "'") + '"'


def _one_line(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


def fold(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets; a letter is never cut, later pieces begin with a blank."""
    piece, room, size = "", LONGEST_LINE, 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > room:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
