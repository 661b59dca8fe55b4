"""What day it is.

The demonstration lives on a day of its own (settings.DEMO_DAY), which a viewer may move for
himself; a real province lives today.
"""

from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

DEMO_DAY_SESSION_KEY = "demo_day"


def today(request: HttpRequest | None = None) -> date:
    """The day of judgement for this request; without a request, that of the system."""
    if not settings.DEMO:
        return timezone.localdate()
    moved = request.session.get(DEMO_DAY_SESSION_KEY) if request is not None else None
    return date.fromisoformat(moved) if moved else settings.DEMO_DAY


def stamp(day: date | None = None) -> datetime:
    """The moment that a record carries: now. In the demonstration this time of day on its own day."""
    now = timezone.now()
    if not settings.DEMO:
        return now
    local = timezone.localtime(now)
    return datetime.combine(day or today(), local.timetz())
