"""The database itself refuses to change an event, on both engines."""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditevent"
REFUSAL = "audit events are append-only"


@dataclass(frozen=True, slots=True)
class Trigger:
    name: str
    sql: str


def _sqlite(name: str, moment: str, when: str = "") -> Trigger:
    sql = (
        f"CREATE TRIGGER {name} BEFORE {moment} ON {TABLE} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    return Trigger(name, sql)


# INSERT OR REPLACE deletes without firing DELETE triggers, hence the guard on INSERT.
SQLITE = (
    _sqlite("audit_no_update", "UPDATE"),
    _sqlite("audit_no_delete", "DELETE"),
    _sqlite(
        "audit_no_replace",
        "INSERT",
        f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE sequence = NEW.sequence) ",
    ),
)
FUNCTION = "audit_refuse"
FUNCTION_BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END;"
POSTGRES = (
    Trigger(
        "audit_no_change",
        f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
    ),
    Trigger(
        "audit_no_truncate",
        f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
    ),
)


def create(connection: BaseDatabaseWrapper) -> None:
    """Set every trigger, replacing what stands under its name."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger "
                f"LANGUAGE plpgsql AS $${FUNCTION_BODY}$$"
            )
        for trigger in _wanted(connection):
            cursor.execute(trigger.sql)


def remove(connection: BaseDatabaseWrapper) -> None:
    """For tests that empty the database, and before the triggers are set anew."""
    place = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for trigger in _wanted(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{place}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that do not stand as written."""
    standing = (
        _standing_postgres(connection)
        if connection.vendor == "postgresql"
        else _standing_sqlite(connection)
    )
    return [trigger.name for trigger in _wanted(connection) if trigger.name not in standing]


def _wanted(connection: BaseDatabaseWrapper) -> tuple[Trigger, ...]:
    return POSTGRES if connection.vendor == "postgresql" else SQLITE


def _standing_sqlite(connection: BaseDatabaseWrapper) -> set[str]:
    written = {trigger.name: trigger.sql for trigger in SQLITE}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
        )
        return {name for name, sql in cursor.fetchall() if written.get(name) == sql}


def _standing_postgres(connection: BaseDatabaseWrapper) -> set[str]:
    # tgenabled O: fires in ordinary sessions; tgtype and body tell a hollowed trigger.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, t.tgtype FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgrelid = %s::regclass AND NOT t.tgisinternal "
            "AND t.tgenabled IN ('O', 'A') AND p.proname = %s AND p.prosrc = %s",
            [TABLE, FUNCTION, FUNCTION_BODY],
        )
        found = dict(cursor.fetchall())
    kinds = {
        "audit_no_change": 27,
        "audit_no_truncate": 34,
    }  # row|before|update|delete; before|truncate
    return {name for name, kind in kinds.items() if found.get(name) == kind}
