"""What a backup holds: a manifest of hashes, the database, the files, the audit's heads, the keys."""

import hashlib
import json
import os
import sqlite3
import tarfile
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import thidua
from thidua.base.audit.heads import heads_file, keep_head
from thidua.base.files import blobs
from thidua.base.files.upkeep import wanted_contents
from thidua.command import tables

MANIFEST = "manifest.json"
SQLITE_COPY = "database.sqlite3"
BESIDE = ("audit-heads.jsonl", "secret_key", "seal_keys")


class BadArchive(Exception):
    """The archive is not ours, not whole, or not for this place."""


@dataclass
class Manifest:
    """Member name → sha256 of its content; files carry their hash as their name as well."""

    version: str
    made_at: str
    engine: str
    migrations: list[list[str]]
    members: dict[str, str] = field(default_factory=dict)


def write_archive(target: Path, scratch: Path) -> Manifest:
    """Make the whole archive aside, then give it its name."""
    keep_head()
    database = _copy_database(scratch)  # before the files: every row's content is there by then
    beside = {name: Path(settings.DATA) / name for name in BESIDE}
    members = database | {name: path for name, path in beside.items() if path.exists()}
    members |= {f"files/{sha256}": blobs.blob_path(sha256) for sha256 in sorted(wanted_contents())}
    manifest = _manifest(members)
    rough = target.with_suffix(".part")
    with rough.open("wb") as out:
        os.chmod(rough, 0o600)  # it holds the key and personal data
        with tarfile.open(fileobj=out, mode="w:gz", compresslevel=3) as archive:
            _add_bytes(archive, MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
            for name, path in members.items():
                archive.add(path, name, recursive=False)
        out.flush()
        os.fsync(out.fileno())
    rough.replace(target)
    return manifest


def _copy_database(scratch: Path) -> dict[str, Path]:
    if connection.vendor == "sqlite":
        return {SQLITE_COPY: _copy_sqlite(scratch / SQLITE_COPY)}
    return {f"tables/{path.name}": path for path in tables.copy_out(scratch)}


def _copy_sqlite(place: Path) -> Path:
    """A consistent copy while others go on writing."""
    source = settings.DATABASES["default"]["NAME"]
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(place)) as copy:
        live.backup(copy)
    return place


def _manifest(members: dict[str, Path]) -> Manifest:
    recorded = MigrationRecorder(connection).applied_migrations()
    return Manifest(
        version=thidua.__version__,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        engine=connection.vendor,
        migrations=sorted([app, name] for app, name in recorded),
        members={name: hash_of(path) for name, path in members.items()},
    )


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, BytesIO(content))


def hash_of(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def unpack(source: Path, folder: Path) -> Manifest:
    """Everything out into `folder`, each member against its hash; BadArchive otherwise."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (tarfile.TarError, OSError, EOFError, ValueError, TypeError) as error:
        raise BadArchive(f"Tệp sao lưu hỏng hoặc không phải của Thi Đua: {error}") from error
    found = {
        str(path.relative_to(folder)): hash_of(path)
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    wrong = [name for name in {**manifest.members, **found} if _differs(name, manifest, found)]
    if wrong:
        raise BadArchive(f"Tệp sao lưu không nguyên vẹn: {', '.join(sorted(wrong)[:5])}.")
    return manifest


def _differs(name: str, manifest: Manifest, found: dict[str, str]) -> bool:
    return manifest.members.get(name) != found.get(name)


def put_files(folder: Path) -> int:
    """Contents and what stands beside the database, to where they belong."""
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    for name in BESIDE:
        if (folder / name).exists():
            place = Path(settings.DATA) / name
            place.write_bytes((folder / name).read_bytes())
            place.chmod(0o600)
    contents = sorted((folder / "files").glob("*"))
    for path in contents:
        blobs.put(path.read_bytes())
    return len(contents)


def is_empty_place() -> bool:
    """Nothing here that a restore would cover: no tables, no files, no heads."""
    return _no_tables() and not heads_file().exists() and not any(blobs.every_blob())


def _no_tables() -> bool:
    if connection.vendor != "sqlite":
        return not connection.introspection.table_names()
    place = Path(settings.DATABASES["default"]["NAME"])  # opening it would create it
    return not place.exists() or place.stat().st_size == 0
