"""Who may do which verb to a movement, a duty, a reading."""

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
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Duty, Movement, Reading

CLERKS = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD, *PROVINCE_DESK, Role.BLOCK_HEAD})
HEADS = frozenset({Role.UNIT_HEAD, Role.PROVINCE_CHAIR, Role.BLOCK_HEAD})
WATCHERS = frozenset(
    {
        *PROVINCE_DESK,
        Role.PROVINCE_CHAIR,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_SECRETARY,
        Role.FRONT,
        Role.PARTY,
        Role.INSPECTOR,
        Role.AUDITOR,
    }
)


def _unit_of(thing: Any) -> int | None:
    if isinstance(thing, Duty):
        return thing.organization_id
    return getattr(thing, "unit_id", None)


def _is_province_level(thing: Any) -> bool:
    return isinstance(thing, Movement) and thing.level != Level.UNIT


def works_on_it(actor: Actor, thing: Any) -> bool:
    """The desk works on everything of the province; a unit's people on what is the unit's."""
    if thing is None:
        return True
    if actor.role in PROVINCE_DESK and _is_province_level(thing):
        return True
    return actor.unit_id is not None and actor.unit_id == _unit_of(thing)


def _desk_or_own(actor: Actor, thing: Any) -> bool:
    if isinstance(thing, Duty):
        return works_on_it(actor, thing.movement)
    return works_on_it(actor, thing)


own: Predicate = predicate("Việc này thuộc đơn vị khác.")(
    lambda actor, thing: actor.is_system or works_on_it(actor, thing)
)
superior: Predicate = predicate("Việc này do cơ quan phát động phong trào làm.")(
    lambda actor, thing: actor.is_system or thing is None or _desk_or_own(actor, thing)
)
own_duty: Predicate = predicate("Việc này được giao cho đơn vị khác.")(
    lambda actor, thing: (
        actor.is_system
        or not isinstance(thing, Duty | Movement)
        or actor.unit_id == _unit_of(thing)
    )
)
own_reading: Predicate = predicate("Văn bản này do đơn vị khác đưa lên.")(
    lambda actor, thing: (
        actor.is_system
        or not isinstance(thing, Reading)
        or actor.unit_id == thing.unit_id
        or actor.role in PROVINCE_DESK
    )
)
clerk = has_role(*CLERKS)
head = has_role(*HEADS)

register_verbs(
    "movements",
    {
        "movements.read_directive": clerk,
        "movements.review": clerk & own_reading,
        "movements.draft": clerk & own,
        "movements.submit": clerk & own,
        "movements.discard": clerk & own,
        "movements.return": head & own,
        "movements.launch": head & own,
        "movements.amend": head & own,
        "movements.conduct": clerk & own,
        "movements.board.see": has_role(*WATCHERS, *CLERKS, *HEADS),
        "movements.overview.see": has_role(*WATCHERS),
        "movements.remind": clerk & superior,
        "movements.exempt": clerk & superior,
        "movements.record_for_unit": clerk & superior,
        "movements.import_progress": has_role(*PROVINCE_DESK),
        "movements.acknowledge": clerk & own_duty,
        "movements.plan": clerk & own_duty,
        "movements.approve_plan": has_role(Role.UNIT_HEAD, Role.PROVINCE_CHAIR) & own_duty,
        "movements.launch_at_unit": clerk & own_duty,
        "movements.set_forms": has_role(Role.OFFICE_HEAD, Role.OFFICER),
    },
)
