from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "thidua.subjects.orgs"
    label = "orgs"
    verbose_name = _("Đơn vị")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("thidua.subjects.orgs.permissions")
        import_module("thidua.subjects.orgs.imports")
        import_module("thidua.subjects.orgs.indexing")
        import_module("thidua.subjects.orgs.services.inheriting")
        post_migrate.connect(set_constraints, sender=self)


def set_constraints(using: str, **kwargs: Any) -> None:
    """Beside the tables: what only PostgreSQL can hold."""
    from django.db import connections

    from thidua.subjects.orgs.overlaps import refuse_overlaps

    if "orgs_setmember" in connections[using].introspection.table_names():
        refuse_overlaps(connections[using])
