"""Rows of a loaded database kept in memory, so that each test gets them back in milliseconds."""

from collections.abc import Callable

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

# These tables stand full in every test database.
FILLED_BY_MIGRATIONS = ("contenttypes", "auth")
Snapshot = list[tuple[type[Model], list[Model]]]


def take() -> Snapshot:
    """Every row of every table of ours, in an order in which they may be written again."""
    models = [m for m in apps.get_models() if m._meta.app_label not in FILLED_BY_MIGRATIONS]
    kept = [(model, list(model._base_manager.all())) for model in models]
    return [(model, rows) for model, rows in kept if rows]


def put_back(snapshot: Snapshot) -> None:
    for model, rows in snapshot:
        standing = set(model._base_manager.values_list("pk", flat=True))
        fresh = [row for row in rows if row.pk not in standing]
        for row in fresh:
            row._state.adding = True
        model._base_manager.bulk_create(fresh)
        for row in rows:
            if row.pk in standing:
                row.save()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [m for m, _ in snapshot]):
            cursor.execute(statement)


class Once:
    """Load by `load` the first time, from memory afterwards."""

    def __init__(self) -> None:
        self._kept: Snapshot | None = None

    def bring(self, load: Callable[[], None]) -> None:
        if self._kept is None:
            load()
            self._kept = take()
        else:
            put_back(self._kept)
