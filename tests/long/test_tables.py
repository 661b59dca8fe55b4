"""The tables made at once are those that the migrations would have made, step by step."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.installation import Installation

pytestmark = pytest.mark.long

# Between two tables of Django's: its migration and its model disagree about the size of the key.
DJANGOS_OWN = {"auth_group_permissions"}

# Columns stand in another order where a migration added one, so statements are compared by words.
LOOK = """
import json
from django.db import connection
tables = {}
with connection.cursor() as cursor:
    if connection.vendor == "postgresql":
        names = connection.introspection.table_names(cursor)
        cursor.execute("SELECT table_name, column_name, data_type, is_nullable "
                       "FROM information_schema.columns WHERE table_schema = 'public'")
        for table, *column in cursor.fetchall():
            tables.setdefault(table, []).append(column)
        cursor.execute("SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) "
                       "FROM pg_constraint WHERE contype <> 'n'")
        for table, *constraint in cursor.fetchall():
            tables.setdefault(table, []).append(constraint)
        cursor.execute("SELECT tablename, regexp_replace(indexdef, 'INDEX .* ON', '') FROM pg_indexes "
                       "WHERE schemaname = 'public' UNION ALL "
                       "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        for table, thing in cursor.fetchall():
            tables.setdefault(table, []).append([thing])
        tables = {table: sorted(map(str, facts)) for table, facts in tables.items()}
    else:
        cursor.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master")
        for name, statement in cursor.fetchall():
            for mark in '(),"':
                statement = statement.replace(mark, " ")
            tables[name] = sorted(statement.split())
    cursor.execute("SELECT app, name FROM django_migrations")
    done = sorted(cursor.fetchall())
    cursor.execute("SELECT count(*) FROM auth_permission")
    print(json.dumps([tables, done, cursor.fetchone()]))
"""


def made(place: Path, database: str, *words: str) -> Any:
    place.mkdir()
    installation = Installation(place, database)
    installation.thidua("manage", "migrate", "--verbosity", "0", *words)
    return json.loads(installation.python(LOOK))


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_tables_made_at_once_equal_the_migrated_ones(engine: str, tmp_path: Path) -> None:
    at_once, step_by_step = "", ""
    if engine == "postgresql":
        from tests.support.postgres import start

        at_once, step_by_step = start(), start()
    found = made(tmp_path / "at_once", at_once)
    # Asked for anything special, the command goes Django's own way through every migration.
    wanted = made(tmp_path / "migrated", step_by_step, "--fake-initial")
    assert found[0].keys() == wanted[0].keys()
    differing = {
        table: (
            sorted(set(found[0][table]) - set(facts)),
            sorted(set(facts) - set(found[0][table])),
        )
        for table, facts in wanted[0].items()
        if found[0][table] != facts and table not in DJANGOS_OWN
    }
    assert differing == {}
    assert found[1:] == wanted[1:]
