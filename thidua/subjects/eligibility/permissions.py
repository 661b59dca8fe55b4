"""Who may have the law asked, and who may decide otherwise.

Units ask about their own people and collectives; the desk, councils and leaders about all. A verdict
tells of discipline, so that part is shown only to those who may read it in the register.
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
from thidua.subjects.eligibility.models import Check, NomineeList
from thidua.subjects.register.permissions import UNIT_ROLES, in_own_scope, sees_all

READERS = frozenset(
    {
        *PROVINCE_DESK,
        *UNIT_ROLES,
        Role.PROVINCE_CHAIR,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_SECRETARY,
        Role.INSPECTOR,
        Role.AUDITOR,
    }
)
ASKERS = frozenset({*PROVINCE_DESK, *UNIT_ROLES, Role.COUNCIL_SECRETARY})
DECIDERS = frozenset({Role.OFFICER, Role.OFFICE_HEAD, Role.UNIT_HEAD, Role.COUNCIL_SECRETARY})


@predicate("Danh sách này của đơn vị khác.")
def of_own_unit(actor: Actor, thing: Any) -> bool:
    if not isinstance(thing, NomineeList):
        return True
    return sees_all(actor) or thing.unit_id == actor.unit_id


@predicate("Kết quả này đã có lần xét mới hơn; quyết định ở lần xét mới nhất.")
def is_latest(actor: Actor, thing: Any) -> bool:
    return not isinstance(thing, Check) or thing.is_latest


reader: Predicate = has_role(*sorted(READERS))
asker: Predicate = has_role(*sorted(ASKERS))

register_verbs(
    "eligibility",
    {
        "eligibility.see": reader & in_own_scope,
        "eligibility.ask": asker & in_own_scope,
        "eligibility.override": has_role(*sorted(DECIDERS)) & in_own_scope & is_latest,
        "eligibility.lists.see": reader & of_own_unit,
        "eligibility.paste": asker & of_own_unit,
    },
)
