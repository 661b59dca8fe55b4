"""Django's `migrate`, quicker where nothing stands yet."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from thidua.base.tables.at_once import is_empty, make_tables

SPECIAL = (
    "app_label",
    "migration_name",
    "fake",
    "fake_initial",
    "plan",
    "check_unapplied",
    "prune",
)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if any(options.get(name) for name in SPECIAL) or not is_empty(connection):
            super().handle(*args, **options)
            return
        self.verbosity = options["verbosity"]
        make_tables(connection, self.sync_apps)
