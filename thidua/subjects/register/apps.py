from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

TABLE = "register_entry"


class RegisterConfig(AppConfig):
    name = "thidua.subjects.register"
    label = "register"
    verbose_name = "Sổ khen thưởng"

    def ready(self) -> None:
        from thidua.subjects.register import permissions, registrations, searching, wordcheck  # noqa: F401
        from thidua.subjects.register.services import doubles  # noqa: F401

        pre_migrate.connect(lower_triggers, sender=self, dispatch_uid="register triggers down")
        post_migrate.connect(raise_triggers, sender=self, dispatch_uid="register triggers up")


def lower_triggers(using: str, **kwargs: Any) -> None:
    """SQLite refuses to rename a remade table that a trigger of another one names."""
    from django.db import connections

    from thidua.subjects.register import triggers

    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        triggers.remove(connection)


def raise_triggers(using: str, **kwargs: Any) -> None:
    """After every migration: Django drops them silently when it remakes the table on SQLite."""
    from django.db import connections

    from thidua.subjects.register import triggers

    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        triggers.create(connection)
