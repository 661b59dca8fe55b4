"""Questions to the record."""

from typing import Any

from django.db.models import Model, QuerySet

from thidua.base.audit.models import ERASED, AuditEvent
from thidua.base.audit.values import PERSONAL_MARK, Thing, thing_of


def timeline(thing: Model | Thing) -> list[AuditEvent]:
    """What happened to this thing, newest first."""
    target = thing_of(thing)
    return list(
        AuditEvent.objects.filter(thing_type=target.type, thing_id=target.id)
        .order_by("-sequence")
        .prefetch_related("personal")
    )


def events() -> QuerySet[AuditEvent]:
    return AuditEvent.objects.order_by("-sequence").prefetch_related("personal")


def differences(event: AuditEvent) -> list[tuple[str, Any, Any]]:
    """(field, before, after) of an event, personal values filled in where they still stand."""
    before, after = readable(event, "before"), readable(event, "after")
    if not isinstance(before, dict) or not isinstance(after, dict):
        before = before if isinstance(before, dict) else {} if before is None else {"": before}
        after = after if isinstance(after, dict) else {} if after is None else {"": after}
    return [(key, before.get(key), after.get(key)) for key in {**before, **after}]


def readable(event: AuditEvent, side: str) -> Any:
    kept = {part.path: part.value for part in event.personal.all()}
    return _fill(getattr(event, side), side, kept)


def _fill(value: Any, path: str, kept: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        if PERSONAL_MARK in value:
            return kept.get(path, ERASED)
        return {key: _fill(part, f"{path}.{key}", kept) for key, part in value.items()}
    if isinstance(value, list):
        return [_fill(part, f"{path}.{place}", kept) for place, part in enumerate(value)]
    return value
