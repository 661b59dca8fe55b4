"""Who may do what with people, posts and delegations.

The administrator runs accounts and decides nothing of content; units look after their own people.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.base.access import Actor, Role, has_role, predicate, register_verbs

# What a unit may hand out by itself; the others come from the administrator.
ROLES_OF_A_UNIT = frozenset({Role.UNIT_CLERK.value, Role.UNIT_HEAD.value, Role.UNIT_COUNCIL.value})

is_admin = has_role(Role.ADMIN)
is_unit_lead = has_role(Role.UNIT_HEAD, Role.UNIT_CLERK, Role.ADMIN)


def _unit_of(thing: Any) -> int | None:
    return getattr(thing, "unit_id", None)


@predicate(str(_("Chỉ mời được người vào đơn vị mình, với chức trách của đơn vị.")))
def in_own_scope(actor: Actor, thing: Any) -> bool:
    if thing is None or actor.is_system or actor.role == Role.ADMIN:
        return True
    return _unit_of(thing) == actor.unit_id and thing.role in ROLES_OF_A_UNIT


@predicate(str(_("Chỉ người giữ chức trách mới được ủy quyền chức trách ấy.")))
def holds_the_post(actor: Actor, thing: Any) -> bool:
    return thing is None or actor.is_system or thing.user_id == actor.user_id


@predicate(str(_("Chỉ đơn vị mới tiếp nhận hoặc từ chối người chuyển đến.")))
def is_of_receiving_unit(actor: Actor, thing: Any) -> bool:
    return thing is None or actor.role == Role.ADMIN or thing.to_unit_id == actor.unit_id


@predicate(str(_("Chỉ đơn vị đang quản lý mới cho người chuyển đi.")))
def is_of_holding_unit(actor: Actor, thing: Any) -> bool:
    return thing is None or actor.role == Role.ADMIN or _unit_of(thing) == actor.unit_id


@predicate(str(_("Việc này chỉ người đó tự làm cho mình.")))
def is_oneself(actor: Actor, thing: Any) -> bool:
    return thing is None or actor.is_system or thing.pk == actor.user_id


@predicate(str(_("Không thể tự làm việc này cho chính mình.")))
def is_somebody_else(actor: Actor, thing: Any) -> bool:
    return thing is None or thing.pk != actor.user_id


@predicate(str(_("Việc này phải do người giữ chức trách làm, không ủy quyền tiếp.")))
def not_on_behalf(actor: Actor, thing: Any) -> bool:
    return not actor.on_behalf_of


VERBS = {
    "accounts.read": is_admin | has_role(Role.AUDITOR),
    "accounts.unit.see": is_unit_lead,
    "accounts.create_user": is_admin,
    "accounts.edit_user": is_admin,
    "accounts.import": is_admin,
    "accounts.invite": is_unit_lead & in_own_scope,
    "accounts.grant_post": is_admin,
    "accounts.end_post": is_admin,
    "accounts.offer_transfer": is_unit_lead & is_of_holding_unit,
    "accounts.answer_transfer": is_unit_lead & is_of_receiving_unit,
    "accounts.delegate": not_on_behalf & holds_the_post,
    "accounts.deactivate": is_admin & is_somebody_else,
    "accounts.activate": is_admin,
    "accounts.reset_second_factor": is_admin & is_somebody_else,
    "accounts.unlock": is_admin,
    "accounts.see_as": is_admin & is_somebody_else,
    "accounts.own": is_oneself,
}


def register() -> None:
    register_verbs("accounts", VERBS)
