"""The database itself keeps the lines: both engines refuse what the services would not do."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from tests.support.register import entry, person
from thidua.subjects.register import triggers
from thidua.subjects.register.apps import raise_triggers
from thidua.subjects.register.enums import Act, Standing
from thidua.subjects.register.models import Batch, Entry

pytestmark = pytest.mark.django_db


def refused(write):
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        write()


def pointing(line, act, **fields):
    return Entry.objects.create(
        holder=line.holder, award=line.award, year=line.year, act=act, points_to=line, **fields
    )


def move(line, standing):
    return Entry.objects.filter(pk=line.pk).update(standing=standing)


@pytest.fixture
def line():
    return entry(person())


def test_delete_is_refused(line):
    refused(lambda: Entry.objects.filter(pk=line.pk)._raw_delete("default"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", 2019),
        ("award", "labor_hero"),
        ("decided", None),
        ("reason", "khác"),
        ("unit_name", "x"),
    ],
)
def test_update_of_a_word_is_refused(line, field, value):
    refused(lambda: Entry.objects.filter(pk=line.pk).update(**{field: value}))
    assert getattr(Entry.objects.get(pk=line.pk), field) == getattr(line, field)


@pytest.mark.parametrize("standing", [Standing.CORRECTED, Standing.REVOKED, Standing.UNDONE])
def test_standing_without_its_line_is_refused(line, standing):
    refused(lambda: move(line, standing))


def test_standing_moves_with_a_correction(line):
    pointing(line, Act.CORRECTION)
    assert move(line, Standing.CORRECTED) == 1


def test_a_word_does_not_ride_along_with_the_standing(line):
    pointing(line, Act.CORRECTION)
    refused(lambda: Entry.objects.filter(pk=line.pk).update(standing=Standing.CORRECTED, year=2001))


def test_revoked_and_restored_in_turn(line):
    pointing(line, Act.REVOCATION)
    assert move(line, Standing.REVOKED) == 1
    refused(lambda: move(line, Standing.IN_FORCE))
    pointing(line, Act.RESTORATION)
    assert move(line, Standing.IN_FORCE) == 1
    refused(lambda: move(line, Standing.REVOKED))


def test_corrected_line_never_comes_back(line):
    pointing(line, Act.CORRECTION)
    move(line, Standing.CORRECTED)
    refused(lambda: move(line, Standing.IN_FORCE))


def test_undone_only_with_its_batch():
    batch = Batch.objects.create(title="Sổ 2015")
    line = entry(person(), batch=batch)
    refused(lambda: move(line, Standing.UNDONE))
    Batch.objects.filter(pk=batch.pk).update(undone_at=datetime(2022, 2, 15, tzinfo=UTC))
    assert move(line, Standing.UNDONE) == 1


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite replaces on insert")
def test_replacing_on_insert_is_refused(line):
    def replace():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO register_entry SELECT * FROM register_entry WHERE id = %s",
                [line.pk],
            )

    refused(replace)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_truncating_is_refused(line):
    connection.check_constraints()  # else what waits to be checked forbids it first

    def truncate():
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE register_entry CASCADE")

    refused(truncate)


def test_triggers_stand_and_come_back_after_a_migration():
    assert triggers.missing(connection) == []
    triggers.remove(connection)
    assert sorted(triggers.missing(connection)) == sorted(triggers.wanted(connection))
    raise_triggers(using="default")
    assert triggers.missing(connection) == []


def test_hollowed_trigger_is_reported():
    name = "register_no_delete"
    place = f" ON {triggers.TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{place}")
    assert triggers.missing(connection) == [name]
    triggers.create(connection)
