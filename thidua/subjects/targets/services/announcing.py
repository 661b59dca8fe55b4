"""What a launch does to its targets; called inside the transaction of the verb that launches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.subjects.targets.models import Target


def announce_targets(target_ids: Iterable[int], day: date, *, of_unit: int | None = None) -> int:
    """They are given from this day on; `of_unit` when they are not the whole province's."""
    fresh = Target.objects.filter(pk__in=list(target_ids), announced_on=None)
    return fresh.update(announced_on=day, of_unit_id=of_unit)
