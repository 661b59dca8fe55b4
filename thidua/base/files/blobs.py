"""Contents on disk, each under its own hash: DATA/files/ab/cd/abcd…"""

import hashlib
import os
import tempfile
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from django.conf import settings

HALF_WRITTEN = ".part"


def root() -> Path:
    return Path(settings.FILES)


def blob_path(sha256: str) -> Path:
    return root() / sha256[:2] / sha256[2:4] / sha256


def put(content: bytes) -> str:
    """Whole or not at all: written aside, flushed to the disk, then renamed."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = blob_path(sha256)
    if place.exists():
        os.utime(place)  # a sweep that runs now must see it as fresh
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, rough = tempfile.mkstemp(dir=place.parent, suffix=HALF_WRITTEN)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(rough).replace(place)
    except BaseException:
        Path(rough).unlink(missing_ok=True)
        raise
    _flush_folder(place.parent)
    return sha256


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def every_blob() -> Iterator[Path]:
    return (path for path in root().glob("*/*/*") if path.is_file())


def sweep(wanted: Collection[str], older_than: float = 86400) -> int:
    """Remove contents no row speaks of: left by a rollback or a kill, a day ago or more."""
    limit = time.time() - older_than
    stale = [
        path for path in every_blob() if path.name not in wanted and path.stat().st_mtime < limit
    ]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)
