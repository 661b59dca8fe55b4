"""Who decides where a series' numbers come from."""

from thidua.base.access import Role, has_role, register_verbs

register_verbs(
    "numbering",
    {"numbering.set_mode": has_role(Role.OFFICE_HEAD, Role.RECEIVING_CLERK)},
)
