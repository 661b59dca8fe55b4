"""Who may read and write in the register.

The desk of the province works on all of it; a unit on its own people and collectives, those of the
units under it and of the units it came from. Councils, leaders, inspectors and auditors read.
Citizens see nothing of it here.
"""

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

UNIT_ROLES = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})
READERS_OF_ALL = frozenset(
    {
        *PROVINCE_DESK,
        Role.PROVINCE_CHAIR,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_SECRETARY,
        Role.INSPECTOR,
        Role.AUDITOR,
    }
)
# Discipline and open cases: those who work on files, and auditors.
READERS_OF_DISCIPLINE = frozenset(
    {*PROVINCE_DESK, *UNIT_ROLES, Role.COUNCIL_SECRETARY, Role.INSPECTOR, Role.AUDITOR}
)

desk: Predicate = has_role(*sorted(PROVINCE_DESK))


def sees_all(actor: Actor) -> bool:
    return actor.is_system or actor.role in READERS_OF_ALL


def holder_of(thing: Any) -> Any:
    """The holder a thing is about: itself, or what hangs on it."""
    return getattr(thing, "holder", thing)


@predicate("Người, tập thể này thuộc đơn vị khác quản lý.")
def in_own_scope(actor: Actor, thing: Any) -> bool:
    from thidua.subjects.register.selectors.scope import is_in_scope

    return thing is None or sees_all(actor) or is_in_scope(actor, holder_of(thing))


@predicate("Chỉ đơn vị mới tiếp nhận hoặc từ chối người chuyển đến.")
def is_of_receiving_unit(actor: Actor, thing: Any) -> bool:
    from thidua.subjects.register.selectors.scope import is_own_unit

    if thing is None or actor.is_system or actor.role in PROVINCE_DESK:
        return True
    return is_own_unit(actor, thing.to_unit_id)


@predicate("Đợt nhập này do người khác làm: đề nghị người đó hoặc Ban Thi đua - Khen thưởng.")
def made_the_batch(actor: Actor, thing: Any) -> bool:
    if thing is None or actor.is_system or actor.role in PROVINCE_DESK:
        return True
    return bool(thing.created_by_id == actor.user_id)


reader: Predicate = has_role(*sorted({*READERS_OF_ALL, *UNIT_ROLES}))
writer: Predicate = has_role(*sorted({*PROVINCE_DESK, *UNIT_ROLES}))
writes: Predicate = writer & in_own_scope
office: Predicate = has_role(Role.OFFICER, Role.OFFICE_HEAD)

register_verbs(
    "register",
    {
        "register.read": reader & in_own_scope,
        "register.discipline.read": has_role(*sorted(READERS_OF_DISCIPLINE)) & in_own_scope,
        "register.keep": writes,  # people, collectives, what identifies them, posts
        "register.know": writes,  # ratings, initiatives, merits, absences, discipline, open cases
        "register.record": writes,  # past awards, with the paper they stand on
        "register.undo_batch": writer & made_the_batch,
        "register.correct": office,
        "register.revoke": has_role(Role.OFFICE_HEAD, Role.OFFICER),
        "register.restore": has_role(Role.OFFICE_HEAD, Role.OFFICER),
        "register.reissue": desk,
        "register.merge": office,
        "register.transfer": writes,
        "register.answer_transfer": writer & is_of_receiving_unit,
        "register.number.read": desk,
        "register.reseal": has_role(Role.ADMIN),
    },
)
