"""Migrations: models and tables agree, and every application begins with 0001."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.order.sources import PACKAGE


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said, verbosity=1)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_every_application_with_tables_has_migrations() -> None:
    bare = [
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("thidua.")
        and any(True for _ in config.get_models())
        and not (
            PACKAGE.parent / config.name.replace(".", "/") / "migrations/0001_initial.py"
        ).exists()
    ]
    assert bare == []
