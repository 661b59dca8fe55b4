"""The day that a page of units is asked for, and the tabs over these pages."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.text import parse_date
from thidua.pages.ui.parts import Tab

DAY = "ngay"


def asked_day(request: HttpRequest) -> date:
    """The day in the address, else the day the actor lives on."""
    try:
        return parse_date(request.GET.get(DAY, ""))
    except ValueError:
        return request.actor.day  # type: ignore[attr-defined, no-any-return]


def tabs_of(current: str, day: date, today: date) -> list[Tab]:
    """A day other than today travels along from tab to tab."""
    places = [
        ("orgs:tree", _("Cây đơn vị")),
        ("orgs:map", _("Bản đồ")),
        ("orgs:set_list", _("Nhóm, khối")),
        ("orgs:act_list", _("Biến động")),
    ]
    tail = day_tail(day, today)
    return [Tab(label, reverse(name) + tail, current=name == current) for name, label in places]


def day_tail(day: date, today: date) -> str:
    """What links carry on so that the day of the page stays."""
    return "" if day == today else f"?{DAY}={day.isoformat()}"
