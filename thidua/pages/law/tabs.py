"""The tabs over the pages of the law, and how a day travels along."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from thidua.base.access import may
from thidua.core.text import format_date
from thidua.pages.law.finding import DAY, day_of
from thidua.pages.ui.parts import Tab
from thidua.subjects.law.models import LawRow


def day_tail(day: date, today: date) -> str:
    """What links carry on so that the day of the page stays."""
    return "" if day == today else f"?{DAY}={format_date(day)}"


def tabs_of(current: str, request: HttpRequest) -> list[Tab]:
    tail = day_tail(day_of(request), request.actor.day)
    places = [
        ("law:award_list", "Danh hiệu, hình thức", tail),
        ("law:timeline", "Giai đoạn, mức lương", tail),
        ("law:setting_list", "Cách hiểu luật", tail),
        ("law:unread_list", "Việc cần đối chiếu", ""),
    ]
    tabs = [
        Tab(label, reverse(name) + more, current=name == current) for name, label, more in places
    ]
    if may(request.actor, "law.rows.see"):
        waiting = LawRow.objects.waiting().count()
        tabs.append(
            Tab(
                "Quy định của tỉnh",
                reverse("law:row_list"),
                waiting or None,
                current == "law:row_list",
            )
        )
    if may(request.actor, "law.try"):
        tabs.append(Tab("Chạy thử", reverse("law:trial_list"), current=current == "law:trial_list"))
    return tabs
