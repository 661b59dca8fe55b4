"""Who may do which verb to a plan, a visit, a duty after it."""

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
from thidua.subjects.inspections.enums import KNOWN_TO_UNIT, TeamRole
from thidua.subjects.inspections.models import FollowUp, TeamMember, Visit

# They answer for the whole of it: every plan, every visit, whatever its state.
LEADERS = frozenset(
    {
        *PROVINCE_DESK,
        Role.PROVINCE_CHAIR,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_SECRETARY,
        Role.AUDITOR,
    }
)
# They supervise: the issued plan, whom it visits and when, not what was found.
SUPERVISORS = frozenset({Role.FRONT, Role.PARTY, Role.COUNCIL_MEMBER, Role.INSPECTOR})
UNIT_PEOPLE = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})


def visit_of(thing: Any) -> Visit | None:
    """The visit behind a duty or behind itself."""
    if isinstance(thing, FollowUp):
        return thing.visit
    return thing if isinstance(thing, Visit) else None


def roles_in_team(actor: Actor, visit: Visit) -> list[str]:
    if actor.user_id is None:
        return []
    known = getattr(visit, "_prefetched_objects_cache", {}).get("team")
    if known is not None:
        return [member.role for member in known if member.user_id == actor.user_id]
    return list(visit.team.filter(user_id=actor.user_id).values_list("role", flat=True))


def is_of_team(actor: Actor, thing: Any) -> bool:
    visit = visit_of(thing)
    if visit is None:  # asked about no visit: anybody who is in some team
        return TeamMember.objects.filter(user_id=actor.user_id or 0).exists()
    return bool(roles_in_team(actor, visit))


def leads_team(actor: Actor, thing: Any) -> bool:
    visit = visit_of(thing)
    if visit is None:
        return is_of_team(actor, None)
    return bool({TeamRole.HEAD, TeamRole.DEPUTY} & set(roles_in_team(actor, visit)))


def is_inspected(actor: Actor, thing: Any) -> bool:
    """The unit's own visit, once it was told of it."""
    visit = visit_of(thing)
    if visit is None:
        return True
    return actor.unit_id == visit.organization_id and visit.state in KNOWN_TO_UNIT


member: Predicate = predicate("Việc này dành cho thành viên đoàn kiểm tra của đơn vị này.")(
    lambda actor, thing: actor.is_system or is_of_team(actor, thing)
)
team_head: Predicate = predicate("Việc này do trưởng đoàn, phó trưởng đoàn làm.")(
    lambda actor, thing: actor.is_system or leads_team(actor, thing)
)
inspected: Predicate = predicate("Đợt kiểm tra này không phải của đơn vị bạn.")(
    lambda actor, thing: actor.is_system or is_inspected(actor, thing)
)
owes: Predicate = predicate("Việc khắc phục này được giao cho đơn vị khác.")(
    lambda actor, thing: (
        actor.is_system or not isinstance(thing, FollowUp) or actor.unit_id == thing.organization_id
    )
)
desk = has_role(*PROVINCE_DESK)
unit_people = has_role(*UNIT_PEOPLE, *PROVINCE_DESK)
unit_head = has_role(Role.UNIT_HEAD, Role.OFFICE_HEAD)

register_verbs(
    "inspections",
    {
        "inspections.plan": desk,
        "inspections.submit_plan": desk,
        "inspections.close_plan": desk,
        "inspections.notify": desk,
        "inspections.cancel": desk,
        "inspections.risk.see": has_role(*LEADERS),
        "inspections.statistics.see": has_role(*LEADERS, *SUPERVISORS),
        "inspections.report": desk,
        "inspections.self_check": unit_people & inspected,
        "inspections.record": member,
        "inspections.prepare.see": has_role(*LEADERS) | member,
        "inspections.lead": desk | team_head,
        "inspections.agree": unit_head & inspected,
        "inspections.prove": unit_people & owes,
        "inspections.judge": desk | member,
    },
)
