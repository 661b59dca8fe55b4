"""What the template of a form's field needs: label, hint, errors in words, the control."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms import widgets as w


def field(
    bound: BoundField,
    label: str | None = None,
    hint: str | None = None,
    kind: str = "",
    css: str = "",
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


def form_fields(form: Any) -> dict[str, Any]:
    """All visible fields of a form with a summary of its errors on top."""
    return {"form": form}


def form_errors(form: Any) -> dict[str, Any]:
    """Errors that belong to no field, and how many fields need mending."""
    return {"form": form, "count": len([name for name in form.errors if name != "__all__"])}
