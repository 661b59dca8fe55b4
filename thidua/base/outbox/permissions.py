"""Who may see what left the house."""

from thidua.base.access import Role, has_role, register_verbs

register_verbs(
    "outbox",
    {"outbox.read": has_role(Role.ADMIN), "outbox.resend": has_role(Role.ADMIN)},
)
