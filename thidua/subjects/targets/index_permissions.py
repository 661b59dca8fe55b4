"""Who may do which verb to an index, its results and the measures that mend it."""

from typing import Any

from thidua.base.access import (
    PROVINCE_DESK,
    Actor,
    Predicate,
    Role,
    has_role,
    predicate,
    register_verbs,
)
from thidua.subjects.targets.models import ImprovementMeasure

WORKERS = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD, Role.TARGET_OWNER, *PROVINCE_DESK})


def _desk_or_owner(actor: Actor, thing: Any) -> bool:
    if actor.is_system or not isinstance(thing, ImprovementMeasure):
        return True
    return actor.role in PROVINCE_DESK or actor.unit_id == thing.owner_id


desk = has_role(*PROVINCE_DESK)
own: Predicate = predicate("Biện pháp này được giao cho đơn vị khác.")(_desk_or_owner)

register_verbs(
    "targets",
    {
        "targets.set_index": desk,
        "targets.record_index": desk,
        "targets.correct_index": has_role(Role.OFFICER, Role.OFFICE_HEAD),
        "targets.open_measure": desk | has_role(Role.PROVINCE_CHAIR),
        "targets.drop_measure": desk,
        "targets.reopen_measure": desk,
        "targets.finish_measure": has_role(*WORKERS) & own,
    },
)
