"""Components in templates: `{% load ui %}`. Each tag renders one file of templates/ui/components."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.core.text.numbers import format_number
from thidua.pages.ui import charts, fields, markup
from thidua.pages.ui import passages as paper
from thidua.pages.ui.markup import NO_DATA, Number, icon, motif
from thidua.pages.ui.parts import Bar, Event, FileCheck, LegendEntry, Region, Step

register = template.Library()

for _filter in (
    markup.vn_date,
    markup.vn_datetime,
    markup.vn_day,
    markup.vn_number,
    markup.days_left,
    markup.due_tone,
):
    register.filter(_filter)
for _tag in (
    markup.nodata,
    markup.sample,
    markup.icon,
    markup.motif,
    markup.chip,
    markup.due_chip,
    markup.meter,
    markup.spark,
    markup.crumbs,
):
    register.simple_tag(_tag)
register.inclusion_tag("ui/components/field.html")(fields.field)
register.inclusion_tag("ui/components/form_fields.html")(fields.form_fields)
register.inclusion_tag("ui/components/form_errors.html")(fields.form_errors)


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
        "label": label, "value": shown, "of": "" if value is None else of, "share": share, "tone": tone, "note": note,
        "url": url, "goal": goal,
    }  # fmt: skip


@register.inclusion_tag("ui/components/quota.html")
def quota(
    label: str,
    value: Number | None,
    words: str,
    tone: str = "",
    goal: Number | None = None,
    note: str = "",
) -> dict[str, Any]:
    """A labelled bar with its figure in words."""
    return {
        "label": label,
        "value": value,
        "words": words,
        "tone": tone,
        "goal": goal,
        "note": note,
    }


@register.inclusion_tag("ui/components/progline.html")
def progline(
    value: Number | None, label: str, tone: str = "", goal: Number | None = None
) -> dict[str, Any]:
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
def map(
    regions: Sequence[Region], viewbox: str, label: str, legend: Sequence[LegendEntry] = ()
) -> dict[str, Any]:
    """Places by level; the table behind it is the page's, named in `label`."""
    return {"regions": regions, "viewbox": viewbox, "label": label, "legend": legend}


@register.inclusion_tag("ui/components/chart.html")
def chart(
    series: Sequence[charts.Series], caption: str, kind: str = "line", unit: str = "",
    axis: str = "Kỳ", goal: Number | None = None, goal_label: str = "mục tiêu",
    inverted: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """A line or columns (`kind` "bar") with the table behind; `inverted` for ranks, the first on top."""
    drawn = charts.draw(series, kind, goal, inverted)
    rows = zip(*(one.points for one in series), strict=True)
    unknown = any(point.value is None for one in series for point in one.points)
    return {
        "series": series, "caption": caption, "unit": unit, "axis": axis, "drawn": drawn,
        "goal_label": goal_label, "id": f"bd-{uuid4().hex[:6]}",
        "table": [(cells[0].label, cells) for cells in rows],
        "gaps": GAPS.get(kind, "") if unknown else "",
    }  # fmt: skip


GAPS = {
    "line": "Chỗ đứt quãng: chưa có số liệu.",
    "bar": "Ô gạch chéo: chưa có số liệu.",
}


@register.inclusion_tag("ui/components/bars.html")
def bars(
    rows: Sequence[Bar], caption: str, unit: str = "", note_label: str = "Ghi chú"
) -> dict[str, Any]:
    """Bars with the table behind them; a row without a value reads "chưa có số liệu"."""
    top = max((row.value for row in rows if row.value is not None), default=0) or 1
    return {
        "rows": [(row, None if row.value is None else 100 * row.value / top) for row in rows],
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
def filtered_list(
    context: template.Context, shown: Any, heading: str = "", bulk: str = ""
) -> dict[str, Any]:
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
