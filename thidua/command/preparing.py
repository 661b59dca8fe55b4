"""What must stand before the first page: tables, parameters, style sheets. Quick when it stands."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thidua.base import clock
from thidua.base.access import Actor
from thidua.base.parameters import load_parameters
from thidua.subjects.law.services.editions import keep_edition
from thidua.subjects.papers.services.loading import load_library
from thidua.subjects.targets.services.index_loading import load_indices


def prepare() -> None:
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    if _behind():
        call_command("migrate", verbosity=0, interactive=False)
    load_parameters()
    load_library(actor=Actor.system(clock.today()))
    load_indices(actor=Actor.system(clock.today()))
    keep_edition()
    _collect_static()
    connection.close()


def _behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect_static() -> None:
    """Only when a source changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    now = _static_sources()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)


def _static_sources() -> str:
    stamp = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            found = Path(storage.path(name)).stat()
            stamp.update(f"{name} {found.st_mtime_ns} {found.st_size}\n".encode())
    return stamp.hexdigest()
