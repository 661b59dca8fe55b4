"""The tables of an empty database, made from the models in one go.

Django renders every model again for each step of every migration: with some hundred tables that
makes a new installation wait half a minute for what takes a second. Databases that hold something
go through the migrations; that both ways end at the same tables is a test (tests/long).
"""

from collections.abc import Callable

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Sync = Callable[[BaseDatabaseWrapper, set[str]], None]


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    return connection.introspection.table_names() == []


def make_tables(connection: BaseDatabaseWrapper, sync: Sync) -> None:
    """`sync` is Django's own making of tables for applications without migrations.

    What a migration adds beside tables (triggers, exclusion constraints) its application sets up
    again after every migration, so it is asked for here as well.
    """
    with_models = {config.label for config in apps.get_app_configs() if config.models_module}
    sync(connection, with_models)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    done = sorted(MigrationLoader(connection).graph.nodes)
    recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in done)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
