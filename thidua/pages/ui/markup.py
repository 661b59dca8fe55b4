"""Words and small marks of the screens, as plain functions; templates reach them through `{% load ui %}`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from thidua.core.text.dates import format_date
from thidua.core.text.numbers import format_number
from thidua.pages.ui.states import PLAIN, TONE_ICONS, Look, look_of

Number = Decimal | int | float
NO_DATA = mark_safe('<span class="nodata">chưa có số liệu</span>')


def vn_date(value: date | datetime | None) -> str:
    """15/02/2022; a blank stays blank."""
    if value is None:
        return ""
    return format_date(timezone.localtime(value) if isinstance(value, datetime) else value)


def vn_datetime(value: datetime | date | None) -> str:
    """14/01/2026, 09:14; a day without an hour stays a day."""
    if not isinstance(value, datetime):
        return vn_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{format_date(local)}, {local:%H:%M}"


def vn_day(value: date | None) -> str:
    """14/01, where the year is plain from the place."""
    return f"{value:%d/%m}" if value else ""


def vn_number(value: Number | None, places: int | None = None) -> str | SafeString:
    """2.250,5; no value reads "chưa có số liệu"."""
    return NO_DATA if value is None else format_number(value, places)


def days_left(due: date | None, today: date) -> str:
    """Trễ 3 ngày, hôm nay, còn 2 ngày: days of the calendar."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return f"trễ {-days} ngày"
    return "hôm nay" if days == 0 else f"còn {days} ngày"


def due_tone(due: date | None, today: date) -> str:
    """The tone of a due day: late, soon (three days) or nothing."""
    if due is None:
        return ""
    days = (due - today).days
    return "late" if days < 0 else "soon" if days <= 3 else ""


def nodata(words: str = "chưa có số liệu") -> SafeString:
    return format_html('<span class="nodata">{}</span>', words)


def sample(words: str = "số liệu mẫu") -> SafeString:
    """Stands beside every value that comes from no source."""
    return format_html('<span class="sample">{}</span>', words)


@cache
def sprite() -> str:
    return static("ui/icons.svg")


def icon(name: str, label: str = "") -> SafeString:
    """A symbol of the sprite; silent beside a word, spoken when it has a label."""
    if label:
        form = '<svg class="ic" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>'
        return format_html(form, label, sprite(), name)
    return format_html(
        '<svg class="ic" aria-hidden="true"><use href="{}#i-{}"/></svg>', sprite(), name
    )


def motif(name: str = "drum", css: str = "motif") -> SafeString:
    """The bronze drum sun ("drum") or the mark of the system ("mark")."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite(), name
    )


def chip(state: Any, tone: str | None = None, icon_name: str | None = None) -> SafeString:
    """The state of a thing: its word with the look of that word; a choice may be given as it is."""
    word = str(getattr(state, "label", state))
    look = look_of(word) if tone is None else Look(tone, TONE_ICONS.get(tone, PLAIN.icon))
    form = '<span class="chip {}">{}{}</span>'
    return format_html(form, look.tone, icon(icon_name or look.icon), word)


def due_chip(due: date | None, today: date) -> SafeString:
    """How a due day stands, as a chip; without a day nothing."""
    if due is None:
        return SafeString("")
    tone = {"late": "bad", "soon": "warn"}.get(due_tone(due, today), "")
    words = days_left(due, today)
    return chip(words[0].upper() + words[1:], tone=tone, icon_name="clock")


def meter(
    value: Number | None, label: str, tone: str = "", goal: Number | None = None, css: str = ""
) -> SafeString:
    """A bar of 0 to 100; `goal` draws the line where it should be today. No value, no bar."""
    if value is None:
        return NO_DATA
    share = _clamp(value)
    line = ""
    if goal is not None:
        spot = _clamp(goal)
        line = format_html('<line class="goal" x1="{}%" x2="{}%" y1="0" y2="100%"/>', spot, spot)
    return format_html(
        '<svg class="meter {}" role="img" aria-label="{}"><rect class="t" width="100%" height="100%"/>'
        '<rect class="f {}" width="{}%" height="100%"/>{}</svg>',
        css, label, tone, share, line,
    )  # fmt: skip


def _clamp(value: Number) -> str:
    return f"{min(100.0, max(0.0, float(value))):.1f}"


def spark(values: Sequence[Number], label: str) -> SafeString:
    """A line of some years; the last point is marked."""
    low, high = float(min(values)), float(max(values))
    spread = (high - low) or 1.0
    step = 80 / max(1, len(values) - 1)
    points = [(4 + step * i, 20 - 16 * (float(v) - low) / spread) for i, v in enumerate(values)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return format_html(
        '<svg class="spark" viewBox="0 0 88 24" role="img" aria-label="{}"><polyline points="{}"/>'
        '<circle cx="{}" cy="{}" r="3"/></svg>',
        label, line, f"{points[-1][0]:.1f}", f"{points[-1][1]:.1f}",
    )  # fmt: skip


def crumbs(*parts: str) -> SafeString:
    """`{% crumbs "Phong trào" url "Năm 2022" url2 "Đọc chỉ thị" %}`: labels with addresses, the last one here.

    A page at the top has no way back and therefore no crumbs.
    """
    if len(parts) < 3:
        return SafeString("")
    pairs = zip(parts[:-1:2], parts[1:-1:2], strict=True)
    links = format_html_join("", '<li><a href="{1}">{0}</a></li>', pairs)
    return format_html(
        '<nav class="crumbs" aria-label="Vị trí"><ol>{}<li><span aria-current="page">{}</span></li></ol></nav>',
        links,
        parts[-1],
    )
