from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "thidua.base.audit"
    label = "audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        from thidua.base.audit import permissions  # noqa: F401

        post_migrate.connect(raise_triggers, dispatch_uid="audit triggers")


def raise_triggers(using: str, **kwargs: Any) -> None:
    """Django remakes tables on SQLite and drops their triggers on the way: set them again."""
    from django.db import connections

    from thidua.base.audit import triggers

    connection = connections[using]
    if "audit_auditevent" in connection.introspection.table_names():
        triggers.create(connection)
