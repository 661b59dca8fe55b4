"""Who may read and check the record. Nobody may change it."""

from thidua.base.access import Role, has_role, register_verbs

register_verbs(
    "audit",
    {
        "audit.read": has_role(Role.ADMIN, Role.AUDITOR),
        "audit.verify": has_role(Role.ADMIN, Role.AUDITOR),
        "audit.erase": has_role(Role.ADMIN),
    },
)
