import tarfile

import pytest

from tests.support.installation import Installation

FILL = """
from datetime import date
from django.db import transaction
from thidua.base import audit, files
from thidua.base.access import Actor
from thidua.base.parameters import load_parameters
actor = Actor.system(date(2022, 2, 15))
load_parameters()
with transaction.atomic():
    stored = files.store(actor=actor, name="a.txt", content="Chỉ thị".encode(), purpose="directive")
    audit.record(actor, "files.store", stored, after={"sha256": stored.sha256})
print(stored.sha256)
"""
LOOK = """
from thidua.base.audit.models import AuditEvent
from thidua.base.files.models import StoredFile
from thidua.base.parameters.models import Parameter
stored = StoredFile.objects.get()
print(AuditEvent.objects.count(), stored.read().decode(), Parameter.objects.count() > 5)
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("filled"))
    made.thidua("manage", "migrate", "--verbosity", "0")
    made.python(FILL)
    made.thidua("backup")
    return made


def archive_of(installation):
    return next((installation.data / "backups").glob("thidua-*.tar.gz"))


def test_backup_restores_into_an_empty_place_and_verifies(filled, tmp_path):
    new = Installation(tmp_path / "new")
    done = new.thidua("restore", str(archive_of(filled)))
    assert "toàn vẹn" in done.stdout
    assert "Lưu ý" not in done.stdout
    assert new.python(LOOK) == "1 Chỉ thị True"


def test_backup_is_readable_by_its_owner_alone(filled):
    assert archive_of(filled).stat().st_mode & 0o777 == 0o600


def test_restore_refuses_to_overwrite(filled):
    done = filled.thidua("restore", str(archive_of(filled)), check=False)
    assert done.returncode == 1
    assert "không ghi đè" in done.stdout


def test_restore_refuses_a_changed_archive_and_leaves_nothing(filled, tmp_path):
    folder = tmp_path / "unpacked"
    with tarfile.open(archive_of(filled)) as archive:
        archive.extractall(folder, filter="data")
    content = next((folder / "files").iterdir())
    content.write_bytes(b"changed")
    changed = tmp_path / "changed.tar.gz"
    with tarfile.open(changed, "w:gz") as archive:
        archive.add(folder, ".")
    new = Installation(tmp_path / "new")
    done = new.thidua("restore", str(changed), check=False)
    assert done.returncode == 1
    assert "không nguyên vẹn" in done.stdout
    assert not (new.data / "files").exists()
    assert not (new.data / "thidua.sqlite3").exists()


def test_restore_refuses_what_is_no_archive(tmp_path):
    (tmp_path / "x.tar.gz").write_bytes(b"nothing")
    done = Installation(tmp_path / "new").thidua("restore", str(tmp_path / "x.tar.gz"), check=False)
    assert done.returncode == 1
    assert "không phải của Thi Đua" in done.stdout


def test_backup_keeps_only_the_newest(filled, tmp_path):
    for name in ("thidua-20200101-000000", "thidua-20210101-000000"):
        (tmp_path / f"{name}.tar.gz").write_bytes(b"")
    filled.thidua("backup", "--to", str(tmp_path), "--keep", "2")
    kept = sorted(path.name for path in tmp_path.glob("*.tar.gz"))
    assert len(kept) == 2
    assert kept[0] == "thidua-20210101-000000.tar.gz"


def test_backup_refuses_when_a_content_is_damaged(filled):
    path = next(path for path in (filled.data / "files").rglob("*") if path.is_file())
    content = path.read_bytes()
    try:
        path.write_bytes(b"x")
        done = filled.thidua("backup", check=False)
        assert done.returncode == 1
        assert path.name in done.stdout
    finally:
        path.write_bytes(content)


def test_restore_on_postgresql(tmp_path):
    from tests.support.postgres import start

    url = start()
    old = Installation(tmp_path / "old", url)
    old.data.mkdir()
    old.thidua("manage", "migrate", "--verbosity", "0")
    old.python(FILL)
    old.thidua("backup")
    admin = url.partition("?")[2]
    old.python(
        "from django.db import connection\nconnection.cursor().execute('CREATE DATABASE second')"
    )
    new = Installation(tmp_path / "new", f"postgresql://postgres@localhost/second?{admin}")
    done = new.thidua("restore", str(archive_of(old)))
    assert "toàn vẹn" in done.stdout
    assert new.python(LOOK) == "1 Chỉ thị True"
    added = FILL.replace("Chỉ thị", "Kế hoạch")
    assert len(new.python(added)) == 64
