"""Where this area stands in the shell: the first place of the rail, the demonstration's banner."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from thidua.base import clock
from thidua.base.access import Actor
from thidua.base.registries import open_duties
from thidua.core.text import format_date
from thidua.pages.ui.navigation import Banner, BannerAct, register_banner, register_rail


def waiting_count(actor: Actor) -> int | None:
    mine = [row for row in open_duties.collect(actor) if not row.waiting_elsewhere]
    return len(mine) or None


def demo_banner(request: Any) -> Banner | None:
    if not settings.DEMO:
        return None
    day = clock.today(request)
    return Banner(
        words=f"Bản trình diễn, đang xem như ngày {format_date(day)}. Số liệu có ghi “số liệu mẫu” "
        "không phải số liệu thật.",
        acts=(
            BannerAct(
                url=reverse("home:demo_day_move"),
                label="Đổi ngày",
                post=True,
                day_field="day",
                day_value=day,
            ),
        ),
    )


def register_places() -> None:
    register_rail("", "Việc của tôi", "inbox", "home:tasks", 0, count=waiting_count)
    register_banner("demo-day", demo_banner)
