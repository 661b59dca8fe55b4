"""Who may read and set the province's own figures."""

from thidua.base.access import PROVINCE_DESK, Role, has_role, register_verbs

register_verbs(
    "parameters",
    {
        "parameters.read": has_role(*PROVINCE_DESK, Role.ADMIN, Role.AUDITOR),
        "parameters.set": has_role(Role.OFFICE_HEAD),
        "parameters.set_day": has_role(Role.OFFICE_HEAD),
    },
)
