"""A figure of the registry as a tile of the board."""

from typing import Any

from django import template

from thidua.base.registries import Figure
from thidua.core.text import format_number
from thidua.pages.ui.markup import NO_DATA

register = template.Library()


@register.inclusion_tag("ui/components/tile.html")
def overview_tile(figure: Figure, share: Any) -> dict[str, Any]:
    """The number opens what it is made of; a sample says so in its note."""
    notes = [figure.note, "số liệu mẫu" if figure.is_sample else ""]
    of = figure.unit
    if figure.whole:
        of = f"/ {format_number(figure.whole)} {figure.unit}"
    known = figure.value is not None
    return {
        "label": figure.label,
        "value": format_number(figure.value) if figure.value is not None else NO_DATA,
        "of": of if known else "",
        "share": share,
        "tone": figure.tone,
        "note": ", ".join(note for note in notes if note),
        "url": figure.url,
        "goal": None,
    }
