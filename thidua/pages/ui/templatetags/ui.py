"""Components in templates: `{% load ui %}`. Each tag renders one file of templates/ui/components."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import uuid4

from django import template
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms import widgets as w
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from thidua.core.text.dates import format_date
from thidua.core.text.numbers import format_number
from thidua.pages.ui import passages as paper
from thidua.pages.ui.parts import Bar, Event, FileCheck, LegendEntry, Region, Step
from thidua.pages.ui.states import PLAIN, TONE_ICONS, Look, look_of

register = template.Library()

Number = Decimal | int | float


# ---- Words ----


@register.filter
def vn_date(value: date | datetime | None) -> str:
    """15/02/2022; a blank stays blank."""
    if value is None:
        return ""
    return format_date(timezone.localtime(value) if isinstance(value, datetime) else value)


@register.filter
def vn_datetime(value: datetime | date | None) -> str:
    """14/01/2026, 09:14; a day without an hour stays a day."""
    if not isinstance(value, datetime):
        return vn_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{format_date(local)}, {local:%H:%M}"


@register.filter
def vn_day(value: date | None) -> str:
    """14/01, where the year is plain from the place."""
    return f"{value:%d/%m}" if value else ""


@register.filter
def vn_number(value: Number | None, places: int | None = None) -> str | SafeString:
    """2.250,5; no value reads "chưa có số liệu"."""
    return NO_DATA if value is None else format_number(value, places)


@register.filter
def days_left(due: date | None, today: date) -> str:
    """Trễ 3 ngày, hôm nay, còn 2 ngày: days of the calendar."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return f"trễ {-days} ngày"
    return "hôm nay" if days == 0 else f"còn {days} ngày"


@register.filter
def due_tone(due: date | None, today: date) -> str:
    """The tone of a due day: late, soon (three days) or nothing."""
    if due is None:
        return ""
    days = (due - today).days
    return "late" if days < 0 else "soon" if days <= 3 else ""


NO_DATA = mark_safe('<span class="nodata">chưa có số liệu</span>')  # noqa: S308


@register.simple_tag
def nodata(words: str = "chưa có số liệu") -> SafeString:
    return format_html('<span class="nodata">{}</span>', words)


@register.simple_tag
def sample(words: str = "số liệu mẫu") -> SafeString:
    """Stands beside every value that comes from no source."""
    return format_html('<span class="sample">{}</span>', words)


# ---- Small things ----


@cache
def sprite() -> str:
    return static("ui/icons.svg")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A symbol of the sprite; silent beside a word, spoken when it has a label."""
    if label:
        form = '<svg class="ic" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>'
        return format_html(form, label, sprite(), name)
    return format_html('<svg class="ic" aria-hidden="true"><use href="{}#i-{}"/></svg>', sprite(), name)


@register.simple_tag
def motif(name: str = "drum", css: str = "motif") -> SafeString:
    """The bronze drum sun ("drum") or the mark of the system ("mark")."""
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite(), name)


@register.simple_tag
def chip(state: Any, tone: str | None = None, icon_name: str | None = None) -> SafeString:
    """The state of a thing: its word with the look of that word; a choice may be given as it is."""
    word = str(getattr(state, "label", state))
    look = look_of(word) if tone is None else Look(tone, TONE_ICONS.get(tone, PLAIN.icon))
    form = '<span class="chip {}">{}{}</span>'
    return format_html(form, look.tone, icon(icon_name or look.icon), word)


@register.simple_tag
def due_chip(due: date | None, today: date) -> SafeString:
    """How a due day stands, as a chip; without a day nothing."""
    if due is None:
        return SafeString("")
    tone = {"late": "bad", "soon": "warn"}.get(due_tone(due, today), "")
    words = days_left(due, today)
    return chip(words[0].upper() + words[1:], tone=tone, icon_name="clock")


@register.simple_tag
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


@register.simple_tag
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


@register.simple_tag
def crumbs(*parts: str) -> SafeString:
    """`{% crumbs "Phong trào" url "Năm 2022" url2 "Đọc chỉ thị" %}`: labels with addresses, the last one here."""
    pairs = zip(parts[:-1:2], parts[1:-1:2], strict=True)
    links = format_html_join("", '<li><a href="{1}">{0}</a></li>', pairs)
    return format_html(
        '<nav class="crumbs" aria-label="Vị trí"><ol>{}<li><span aria-current="page">{}</span></li></ol></nav>',
        links,
        parts[-1],
    )


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The present address with some parameters changed; None removes one."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = str(value)
    return "?" + params.urlencode()


# ---- Blocks with a body ----


@register.simple_block_tag
def card(
    content: str, heading: str, id: str = "", note: str = "", link: str = "", url: str = "",
    css: str = "", body: bool = True, level: int = 2,
) -> SafeString:  # fmt: skip
    """A surface with a heading; `body=False` when a table or a list fills it to the edges."""
    return SafeString(
        render_to_string(
            "ui/components/card.html",
            {
                "content": content, "heading": heading, "id": id or f"the-{uuid4().hex[:6]}",
                "note": note, "link": link, "url": url, "css": css, "body": body, "level": level,
            },
        )
    )  # fmt: skip


@register.simple_block_tag
def notice(content: str, tone: str = "", role: str = "") -> SafeString:
    """A message that stays: plain, good, warn or bad."""
    icons = {"good": "circle-check", "warn": "alert-triangle", "bad": "circle-x"}
    spoken = format_html(' role="{}"', role) if role else ""
    return format_html(
        '<div class="notice {}"{}>{}<div>{}</div></div>',
        tone, spoken, icon(icons.get(tone, "info-circle")), content,
    )  # fmt: skip


@register.simple_block_tag
def empty(content: str, heading: str, level: int = 3) -> SafeString:
    """What will stand here and the first step to it (the body: a sentence and a link)."""
    return format_html(
        '<div class="empty">{}<h{}>{}</h{}>{}</div>', motif(), level, heading, level, content
    )


@register.simple_block_tag(takes_context=True)
def confirm(
    context: template.Context, content: str, label: str, question: str, url: str, act: str = "",
    icon_name: str = "", tone: str = "", keep: str = "Không",
) -> SafeString:  # fmt: skip
    """A button that asks once before a POST to `url`. The body is a sentence that names the thing and
    the effect, with further fields of the form if any. Without script it opens in place."""
    return SafeString(
        render_to_string(
            "ui/components/confirm.html",
            {
                "content": content, "label": label, "question": question, "url": url,
                "act": act or label, "icon_name": icon_name, "tone": tone, "keep": keep,
                "id": f"hoi-{uuid4().hex[:6]}", "csrf_token": context.get("csrf_token"),
            },
        )
    )  # fmt: skip


@register.simple_block_tag
def actionbar(content: str, saved: str = "") -> SafeString:
    """The bar under a long form: what was saved at the left, the buttons at the right."""
    return format_html(
        '<div class="actionbar" role="region" aria-label="Lưu và gửi"><span class="saved muted small" data-saved role="status">{}</span>'
        '<span class="push row">{}</span></div>',
        saved,
        content,
    )


# ---- Components with a template ----


@register.inclusion_tag("ui/components/tabs.html")
def tabs(entries: Sequence[Any], label: str) -> dict[str, Any]:
    return {"entries": entries, "label": label}


@register.inclusion_tag("ui/components/stepper.html")
def stepper(steps: Sequence[Step], label: str = "Các bước") -> dict[str, Any]:
    return {"steps": steps, "label": label}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(events: Sequence[Event], empty_words: str = "Chưa có việc nào.") -> dict[str, Any]:
    return {"events": events, "empty_words": empty_words}


@register.inclusion_tag("ui/components/tasks.html")
def tasks(rows: Sequence[Any], level: int = 3) -> dict[str, Any]:
    return {"rows": rows, "level": level}


@register.inclusion_tag("ui/components/tile.html")
def tile(
    label: str, value: Any, of: str = "", share: Number | None = None, tone: str = "",
    note: str = "", url: str = "", goal: Number | None = None,
) -> dict[str, Any]:  # fmt: skip
    """One figure on top of a board; a value of None reads "chưa có số liệu"."""
    shown = NO_DATA if value is None else value if isinstance(value, str) else format_number(value)
    return {
        "label": label, "value": shown, "of": of, "share": share, "tone": tone, "note": note,
        "url": url, "goal": goal,
    }  # fmt: skip


@register.inclusion_tag("ui/components/quota.html")
def quota(
    label: str, value: Number | None, words: str, tone: str = "", goal: Number | None = None, note: str = ""
) -> dict[str, Any]:
    """A labelled bar with its figure in words."""
    return {"label": label, "value": value, "words": words, "tone": tone, "goal": goal, "note": note}


@register.inclusion_tag("ui/components/progline.html")
def progline(value: Number | None, label: str, tone: str = "", goal: Number | None = None) -> dict[str, Any]:
    """A bar in a table's cell with its share beside it."""
    return {"value": value, "label": label, "tone": tone, "goal": goal}


@register.inclusion_tag("ui/components/ready.html")
def ready(lines: Sequence[Any]) -> dict[str, Any]:
    return {"lines": lines}


@register.inclusion_tag("ui/components/verdict.html")
def verdict(found: Any, level: int = 3) -> dict[str, Any]:
    return {"found": found, "level": level, "id": f"xet-{uuid4().hex[:6]}"}


@register.inclusion_tag("ui/components/files.html")
def files(checks: Sequence[FileCheck], plain: bool = False) -> dict[str, Any]:
    return {"checks": checks, "plain": plain}


@register.inclusion_tag("ui/components/filedrop.html")
def filedrop(
    name: str = "file", accept: str = "", multiple: bool = False, max_mb: int = 20,
    words: str = "Thả tệp vào đây hoặc bấm để chọn", required: bool = True, id: str = "",
    described_by: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A field for files outside of a Django form; `{% field %}` uses it for file fields."""
    return {
        "name": name, "accept": accept, "multiple": multiple, "max_mb": max_mb,
        "accept_words": ", ".join(accept.split(",")), "max_bytes": max_mb * 2**20, "words": words, "required": required,
        "id": id or f"id_{name}", "described_by": described_by,
    }  # fmt: skip


@register.inclusion_tag("ui/components/month.html")
def month(shown: Any, earlier: str = "", later: str = "") -> dict[str, Any]:
    return {"month": shown, "earlier": earlier, "later": later}


@register.inclusion_tag("ui/components/map.html")
def map(  # noqa: A001
    regions: Sequence[Region], viewbox: str, label: str, legend: Sequence[LegendEntry] = ()
) -> dict[str, Any]:
    """Places by level; the table behind it is the page's, named in `label`."""
    return {"regions": regions, "viewbox": viewbox, "label": label, "legend": legend}


@register.inclusion_tag("ui/components/bars.html")
def bars(rows: Sequence[Bar], caption: str, unit: str = "", note_label: str = "Ghi chú") -> dict[str, Any]:
    """Bars with the table behind them."""
    top = max((row.value for row in rows), default=0) or 1
    return {
        "rows": [(row, 100 * row.value / top) for row in rows],
        "caption": caption, "unit": unit, "note_label": note_label,
        "noted": any(row.note for row in rows),
    }  # fmt: skip


@register.inclusion_tag("ui/components/job.html")
def job(
    label: str, done: int, total: int, finished: bool = False, error: str = "",
    poll_url: str = "", result_url: str = "", result_label: str = "Xem kết quả",
) -> dict[str, Any]:  # fmt: skip
    """Long work. `poll_url` answers with this same fragment until it is finished."""
    return {
        "label": label, "done": done, "total": total, "finished": finished, "error": error,
        "poll_url": poll_url, "result_url": result_url, "result_label": result_label,
        "percent": 100 * done / total if total else 0,
    }  # fmt: skip


@register.inclusion_tag("ui/components/history_line.html")
def history_line(spans: Sequence[Any], label: str) -> dict[str, Any]:
    """The life of a thing over the years: spans with `words`, `from_words`, `until_words`, `now`, `url`."""
    return {"spans": spans, "label": label}


@register.inclusion_tag("ui/components/print_head.html")
def print_head(
    above: str, office: str, number: str = "", place_and_day: str = "", shown: bool = False
) -> dict[str, Any]:
    """The head of an official list on paper (Decree 30/2020); `shown` shows it on the screen too."""
    return {
        "above": above, "office": office, "number": number,
        "place_and_day": place_and_day, "shown": shown,
    }  # fmt: skip


@register.inclusion_tag("ui/components/pens.html")
def pens(kinds: Sequence[tuple[int, str]] = paper.PENS) -> dict[str, Any]:
    return {"kinds": kinds}


@register.inclusion_tag("ui/components/document.html")
def document(paragraphs: Iterable[paper.Paragraph]) -> dict[str, Any]:
    """The paper with its marks; see `thidua.pages.ui.passages.paragraphs_of`."""
    return {"paragraphs": paragraphs}


# ---- Lists ----


@register.inclusion_tag("ui/components/list.html", takes_context=True)
def filtered_list(context: template.Context, shown: Any, heading: str = "", bulk: str = "") -> dict[str, Any]:
    """A whole `FilteredList`: filter bar, table, pages. `bulk` names a template with its buttons."""
    return {
        "list": shown, "heading": heading, "bulk": bulk, "request": context["request"],
        "csrf_token": context.get("csrf_token"), "rail": context.get("rail"),
    }  # fmt: skip


@register.inclusion_tag("ui/components/cell.html", takes_context=True)
def cell(context: template.Context, column: Any, row: Any) -> dict[str, Any]:
    return {
        "column": column, "row": row, "value": column.value(row), "url": column.url_of(row),
        "sub": column.sub_of(row), "request": context["request"], "list": context["list"],
    }  # fmt: skip


# ---- Forms ----

CHOICES = (w.RadioSelect, w.CheckboxSelectMultiple)


@register.inclusion_tag("ui/components/field.html")
def field(
    bound: BoundField, label: str | None = None, hint: str | None = None, kind: str = "", css: str = ""
) -> dict[str, Any]:
    """A field of a form with label, hint and error. `kind`: segmented for two to four choices."""
    widget = bound.field.widget
    found = kind or _kind_of(widget)
    return {
        "bound": bound, "label": bound.label if label is None else label,
        "hint": bound.help_text if hint is None else hint, "kind": found, "css": css,
        "optional": not (bound.field.required or bound.field.disabled) and found[:5] != "check",
        "errors": [_error_words(bound, found, error) for error in bound.errors.as_data()],
        "control": _control(bound, found, _described_by(bound, hint)),
        "described_by": _described_by(bound, hint),
        "accept": widget.attrs.get("accept", ""), "max_mb": widget.attrs.get("data-max-mb", 20),
        "multiple": getattr(widget, "allow_multiple_selected", False),
    }  # fmt: skip


def _kind_of(widget: w.Widget) -> str:
    if isinstance(widget, w.RadioSelect):
        return "radios"
    if isinstance(widget, w.CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, w.CheckboxInput):
        return "check"
    return "file" if isinstance(widget, w.FileInput) else "input"


def _error_words(bound: BoundField, kind: str, error: ValidationError) -> str:
    """What is wrong and how to mend it; a blank names the field it left open."""
    if error.code != "required":
        return " ".join(error.messages)
    name = str(bound.label)
    name = name[0].lower() + name[1:] if name[1:2].islower() else name
    chosen = kind != "input" or isinstance(bound.field.widget, w.Select)
    return f"Chưa {'chọn' if chosen else 'nhập'} {name}."


def _described_by(bound: BoundField, hint: str | None) -> str:
    ids = []
    if bound.help_text if hint is None else hint:
        ids.append(f"{bound.auto_id}_hint")
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return " ".join(ids)


def _control(bound: BoundField, kind: str, described_by: str) -> Any:
    if kind in ("radios", "checks", "segmented"):
        return bound.subwidgets
    if kind == "file":
        return ""
    own = bound.field.widget.attrs.get("class", "")
    attrs = {} if kind == "check" else {"class": f"input {own}".strip()}
    if described_by:
        attrs["aria-describedby"] = described_by
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("ui/components/form_fields.html")
def form_fields(form: Any) -> dict[str, Any]:
    """All visible fields of a form with a summary of its errors on top."""
    return {"form": form}


@register.inclusion_tag("ui/components/form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """Errors that belong to no field, and how many fields need mending."""
    return {"form": form, "count": len([name for name in form.errors if name != "__all__"])}
