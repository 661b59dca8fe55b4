"""Who may do what: actors, roles, predicates that answer yes or a reason, verbs, view marks."""

from thidua.base.access.actors import Actor
from thidua.base.access.predicates import Answer, Predicate, has_role, predicate
from thidua.base.access.roles import PROVINCE_DESK, Role
from thidua.base.access.verbs import Refused, may, register_verbs, require
from thidua.base.access.views import public_page, requires, signed_in

__all__ = [
    "PROVINCE_DESK",
    "Actor",
    "Answer",
    "Predicate",
    "Refused",
    "Role",
    "has_role",
    "may",
    "predicate",
    "public_page",
    "register_verbs",
    "require",
    "requires",
    "signed_in",
]
