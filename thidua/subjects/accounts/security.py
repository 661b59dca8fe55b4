"""What a sign-in demands beyond the password."""

from django.conf import settings

from thidua.base.access.roles import Role

ROLES_WITH_SECOND_FACTOR = frozenset(
    {Role.ADMIN.value, Role.OFFICE_HEAD.value, Role.PROVINCE_CHAIR.value}
)


def needs_second_factor(role: str) -> bool:
    """These posts open everything or sign for the province."""
    return settings.REQUIRE_SECOND_FACTOR and role in ROLES_WITH_SECOND_FACTOR
