"""A logical copy of a PostgreSQL database, table by table, that any server version takes back."""

from collections.abc import Iterable
from pathlib import Path

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

PIECE = 1 << 20


def copy_out(folder: Path) -> list[Path]:
    """Every table in one snapshot, as COPY text with a line of column names above."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return [_copy_table_out(cursor, table, folder / f"{table}.copy") for table in _tables()]


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _columns(cursor: object, table: str) -> list[str]:
    found = connection.introspection.get_table_description(cursor, table)
    return [f'"{column.name}"' for column in found if not _is_generated(table, column.name)]


def _is_generated(table: str, column: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT is_generated = 'ALWAYS' FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = %s AND column_name = %s",
            [table, column],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def _copy_table_out(cursor: object, table: str, place: Path) -> Path:
    columns = ", ".join(_columns(cursor, table))
    with place.open("wb") as out:
        out.write(columns.encode() + b"\n")
        with cursor.cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as copying:  # type: ignore[attr-defined]
            for piece in copying:
                out.write(piece)
    return place


def copy_in(folder: Path, migrations: Iterable[tuple[str, str]]) -> None:
    """Build the tables as they stood, fill them, then bring them up to this version."""
    _migrate_to(set(migrations))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        places = sorted(folder.glob("*.copy"))
        for place in places:
            _empty_seeded(cursor, place.stem)
        for place in places:
            _copy_table_in(cursor, place)
    _set_sequences()
    call_command("migrate", verbosity=0, interactive=False)


def _migrate_to(recorded: set[tuple[str, str]]) -> None:
    executor = MigrationExecutor(connection)
    known = set(executor.loader.graph.nodes)
    unknown = sorted(f"{app}.{name}" for app, name in recorded - known)
    if unknown:
        raise ValueError(
            f"Bản sao lưu do phiên bản mới hơn tạo ({unknown[0]}): hãy cài phiên bản đó trước."
        )
    executor.migrate(_last_of_each_app(executor, recorded))


def _last_of_each_app(
    executor: MigrationExecutor, recorded: set[tuple[str, str]]
) -> list[tuple[str, str]]:
    graph = executor.loader.graph
    followed = {
        parent.key
        for node in recorded
        for parent in graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return sorted(recorded - followed)


def _empty_seeded(cursor: object, table: str) -> None:
    """Rows that migrations put in: types of content, rights. The record is empty, and stays so."""
    cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')  # type: ignore[attr-defined]
    if cursor.fetchone()[0]:  # type: ignore[attr-defined]
        cursor.execute(f'DELETE FROM "{table}"')  # type: ignore[attr-defined]


def _copy_table_in(cursor: object, place: Path) -> None:
    with place.open("rb") as source:
        columns = source.readline().decode().strip()
        statement = f'COPY "{place.stem}" ({columns}) FROM STDIN'
        with cursor.cursor.copy(statement) as copying:  # type: ignore[attr-defined]
            while piece := source.read(PIECE):
                copying.write(piece)


def _set_sequences() -> None:
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
