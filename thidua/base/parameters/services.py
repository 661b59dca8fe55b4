"""Adding a dated value; moving a day; loading the values we come with."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

import thidua.data
from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.parameters.errors import BadValue, Overlap
from thidua.base.parameters.models import (
    BEGINNING,
    FOREVER,
    DayKind,
    ExtraDay,
    Parameter,
    SourceStatus,
)

SEED = Path(thidua.data.__path__[0]) / "parameters.yaml"


def set_parameter(
    *,
    actor: Actor,
    key: str,
    value: Any,
    valid_from: date,
    source: str,
    source_status: str = SourceStatus.PROVINCE,
    note: str = "",
) -> Parameter:
    """A new value from a day on. The value before it ends that day and stays as it was."""
    require(actor, "parameters.set")
    if not source.strip():
        raise BadValue(_("Cần ghi căn cứ: số, ngày, tên văn bản quy định giá trị này."))
    with transaction.atomic():
        previous = _close_previous(key, valid_from)
        _check_same_kind(previous, value)
        new = Parameter.objects.create(
            key=key,
            value=value,
            unit=previous.unit if previous else "",
            title=previous.title if previous else "",
            valid_from=valid_from,
            source=source.strip(),
            source_status=SourceStatus(source_status),
            set_by=actor.signature,
            note=note,
        )
        audit.record(
            actor,
            "parameters.set",
            audit.Thing("parameters.Parameter", key, new.title or key),
            before={"value": previous.value} if previous else None,
            after={"value": value, "valid_from": valid_from, "source": source},
            reason=note,
        )
    return new


def _close_previous(key: str, valid_from: date) -> Parameter | None:
    """The row that is open ended, ended at the new day; refused when it begins later."""
    rows = Parameter.objects.select_for_update().filter(key=key)
    later = rows.filter(valid_from__gte=valid_from).first()
    if later is not None:
        raise Overlap(
            _("Đã có giá trị từ ngày %(day)s: giá trị mới phải bắt đầu sau ngày đó.")
            % {"day": f"{later.valid_from:%d/%m/%Y}"}
        )
    previous = rows.filter(valid_until__gt=valid_from).first()
    if previous is not None:
        Parameter.objects.filter(pk=previous.pk).update(valid_until=valid_from)
    return previous


def _check_same_kind(previous: Parameter | None, value: Any) -> None:
    if previous is not None and type(previous.value) is not type(value):
        raise BadValue(
            _("Giá trị đang dùng là %(old)s, giá trị mới phải cùng loại.") % {"old": previous.value}
        )


def set_day(*, actor: Actor, day: date, kind: str, source: str) -> None:
    """Mark a day as off or worked in this province; an empty kind takes the mark away."""
    require(actor, "parameters.set_day")
    if kind and not source.strip():
        raise BadValue(_("Cần ghi căn cứ: văn bản hoán đổi ngày nghỉ, ngày làm việc."))
    with transaction.atomic():
        before = ExtraDay.objects.filter(day=day).values_list("kind", flat=True).first()
        if kind:
            defaults = {"kind": DayKind(kind), "source": source.strip()}
            ExtraDay.objects.update_or_create(day=day, defaults=defaults)
        else:
            ExtraDay.objects.filter(day=day).delete()
        audit.record(
            actor,
            "parameters.set_day",
            audit.Thing("parameters.ExtraDay", day.isoformat(), f"{day:%d/%m/%Y}"),
            before={"kind": before or ""},
            after={"kind": kind},
            reason=source,
        )


def load_parameters() -> int:
    """Add the values of parameters.yaml whose key is not known yet; gives how many."""
    known = set(Parameter.objects.values_list("key", flat=True).distinct())
    rows = [row for row in seed_rows() if row.key not in known]
    with transaction.atomic():
        Parameter.objects.bulk_create(rows)
    return len(rows)


def seed_rows() -> list[Parameter]:
    entries = yaml.safe_load(SEED.read_text(encoding="utf-8"))["parameters"]
    return [_seed_row(entry) for entry in entries]


def _seed_row(entry: dict[str, Any]) -> Parameter:
    return Parameter(
        key=entry["key"],
        value=entry["value"],
        unit=entry.get("unit", ""),
        title=entry["title"],
        valid_from=entry.get("valid_from", BEGINNING),
        valid_until=entry.get("valid_until", FOREVER),
        source=entry["source"],
        source_status=SourceStatus(entry["source_status"]),
        set_by="Thi Đua",
        note=entry.get("note", ""),
    )
