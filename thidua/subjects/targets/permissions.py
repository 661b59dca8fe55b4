"""Who may do which verb to a target, its shares, a reported figure, a period."""

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
from thidua.subjects.orgs.selectors import successors_on
from thidua.subjects.targets.models import Target, TargetValue

UNIT_PEOPLE = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD, Role.TARGET_OWNER})


def target_of(thing: Any) -> Target | None:
    if isinstance(thing, TargetValue):
        return thing.target
    return thing if isinstance(thing, Target) else None


def stands_for(actor: Actor, unit_id: int) -> bool:
    """Its own unit, or one in whose place the actor's unit stands since a merger."""
    if actor.unit_id is None:
        return False
    return actor.unit_id == unit_id or successors_on(unit_id, actor.day) == [actor.unit_id]


def _reports(actor: Actor, thing: Any) -> bool:
    return not isinstance(thing, TargetValue) or stands_for(actor, thing.organization_id)


def _owns(actor: Actor, thing: Any) -> bool:
    target = target_of(thing)
    if target is None:
        return True
    return target.owner_id is not None and stands_for(actor, target.owner_id)


def _judges(actor: Actor, thing: Any) -> bool:
    """The owner, of others' figures; the office, of the owner's own and where there is no owner."""
    target = target_of(thing)
    if target is None:
        return True
    if _is_owners_own(thing, target) or target.owner_id is None:
        return actor.role in PROVINCE_DESK
    return actor.role in UNIT_PEOPLE and _owns(actor, thing)


def _is_owners_own(thing: Any, target: Target) -> bool:
    return isinstance(thing, TargetValue) and thing.organization_id == target.owner_id


reporter: Predicate = predicate("Số liệu này do đơn vị khác báo cáo.")(
    lambda actor, thing: actor.is_system or _reports(actor, thing)
)
owner: Predicate = predicate("Việc này do cơ quan chủ trì chỉ tiêu làm.")(
    lambda actor, thing: actor.is_system or _owns(actor, thing)
)
judging: Predicate = predicate(
    "Số liệu do cơ quan chủ trì chỉ tiêu xác nhận; số của chính cơ quan chủ trì do Ban TĐKT xác nhận."
)(lambda actor, thing: actor.is_system or _judges(actor, thing))
somebody: Predicate = predicate("Cần một chức trách ở đơn vị.")(
    lambda actor, thing: actor.is_system or actor.unit_id is not None
)
desk = has_role(*PROVINCE_DESK)
people = has_role(*UNIT_PEOPLE)

register_verbs(
    "targets",
    {
        "targets.board.see": somebody,
        "targets.fix": desk,
        "targets.split": desk | (people & owner),
        "targets.report": people & reporter,
        "targets.verify": has_role(*PROVINCE_DESK, *UNIT_PEOPLE) & judging,
        "targets.lock": desk,
        "targets.unlock": has_role(Role.OFFICE_HEAD, Role.OFFICER),
        "targets.correct": has_role(Role.OFFICE_HEAD, Role.OFFICER),
    },
)
