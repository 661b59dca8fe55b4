"""The database itself keeps the lines of the register, on both engines.

Nothing is deleted and no word changed; only `standing` moves, and only in step with the line that
caused it: corrected with a correction pointing back, revoked with one more revocation than
restorations, in force again with as many, undone with its batch.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "register_entry"
REFUSAL = "lines of the register are append-only"
FUNCTION = "register_refuse"
CHECK_FUNCTION = "register_check_standing"


def _count(act: str) -> str:
    return f"(SELECT count(*) FROM {TABLE} WHERE points_to_id = NEW.id AND act = '{act}')"


# What must hold of a change of standing; written once, said to both engines.
IN_STEP = f"""(
    (OLD.standing = 'in_force' AND NEW.standing = 'corrected' AND {_count("correction")} = 1)
    OR (OLD.standing = 'in_force' AND NEW.standing = 'revoked'
        AND {_count("revocation")} = {_count("restoration")} + 1)
    OR (OLD.standing = 'revoked' AND NEW.standing = 'in_force'
        AND {_count("revocation")} = {_count("restoration")})
    OR (OLD.standing = 'in_force' AND NEW.standing = 'undone' AND EXISTS (
        SELECT 1 FROM register_batch WHERE id = NEW.batch_id AND undone_at IS NOT NULL))
)"""
CHECK_BODY = f"""
BEGIN
    IF to_jsonb(OLD) - 'standing' IS DISTINCT FROM to_jsonb(NEW) - 'standing' OR NOT {IN_STEP} THEN
        RAISE EXCEPTION '{REFUSAL}';
    END IF;
    RETURN NEW;
END;"""
REFUSE_BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END;"


def create(connection: BaseDatabaseWrapper) -> None:
    """Set every trigger, replacing what stands under its name."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, body in ((FUNCTION, REFUSE_BODY), (CHECK_FUNCTION, CHECK_BODY)):
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger "
                    f"LANGUAGE plpgsql AS $${body}$$"
                )
        for sql in wanted(connection).values():
            cursor.execute(sql)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Before tables are remade, and for tests that empty the database."""
    place = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in wanted(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that do not stand as written."""
    postgres = connection.vendor == "postgresql"
    standing = _standing_postgres(connection) if postgres else _standing_sqlite(connection)
    return [name for name, sql in wanted(connection).items() if standing.get(name) != sql]


def wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _postgres() if connection.vendor == "postgresql" else _sqlite()


def _postgres() -> dict[str, str]:
    return {
        "register_standing_in_step": f"CREATE TRIGGER register_standing_in_step BEFORE UPDATE "
        f"ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {CHECK_FUNCTION}()",
        "register_no_delete": f"CREATE TRIGGER register_no_delete BEFORE DELETE "
        f"ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
        "register_no_truncate": f"CREATE TRIGGER register_no_truncate BEFORE TRUNCATE "
        f"ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
    }


def _sqlite() -> dict[str, str]:
    same = " AND ".join(f"OLD.{column} IS NEW.{column}" for column in _columns())
    stop = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return {
        "register_standing_in_step": f"CREATE TRIGGER register_standing_in_step BEFORE UPDATE "
        f"ON {TABLE} WHEN NOT ({same} AND {IN_STEP}) {stop}",
        "register_no_delete": f"CREATE TRIGGER register_no_delete BEFORE DELETE ON {TABLE} {stop}",
        # INSERT OR REPLACE deletes without firing DELETE triggers, hence the guard on INSERT.
        "register_no_replace": f"CREATE TRIGGER register_no_replace BEFORE INSERT ON {TABLE} "
        f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) {stop}",
    }


def _columns() -> list[str]:
    from thidua.subjects.register.models import Entry

    columns = [str(field.column) for field in Entry._meta.concrete_fields]
    return [f'"{column}"' for column in columns if column != "standing"]


def _standing_sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
        )
        return dict(cursor.fetchall())


def _standing_postgres(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Only those enabled in ordinary sessions whose function still has its body."""
    bodies = {FUNCTION: REFUSE_BODY, CHECK_FUNCTION: CHECK_BODY}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, p.proname, p.prosrc FROM pg_trigger t JOIN pg_proc p "
            "ON p.oid = t.tgfoid WHERE t.tgrelid = %s::regclass AND NOT t.tgisinternal "
            "AND t.tgenabled IN ('O', 'A')",
            [TABLE],
        )
        found = cursor.fetchall()
    return {name: _postgres().get(name, "") for name, of, body in found if bodies.get(of) == body}
