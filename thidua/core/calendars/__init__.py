"""Calendar files that phones and mail programs read: iCalendar (RFC 5545, methods of RFC 5546)."""

from thidua.core.calendars.model import Alarm, CalendarFile, Event, Method
from thidua.core.calendars.writing import MEDIA_TYPE, render_calendar

__all__ = ["MEDIA_TYPE", "Alarm", "CalendarFile", "Event", "Method", "render_calendar"]
