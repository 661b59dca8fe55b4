"""Who holds a job, and whether he still lives.

A worker holds a lock on a file of its own. The kernel lets go of it however the worker dies, so a
job left by a killed worker is taken over at once; on another machine, when its lease runs out.
"""

import fcntl
import os
import socket
from pathlib import Path
from uuid import uuid4

from django.conf import settings


def _folder() -> Path:
    return Path(settings.DATA) / "run"


class WorkerIdentity:
    """Lives as long as its process."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:40]}:{uuid4().hex[:16]}"
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        self._path = _lock_path(self.name)
        self._lock = self._path.open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._lock.write(str(os.getpid()))
        self._lock.flush()

    def close(self) -> None:
        self._path.unlink(missing_ok=True)
        self._lock.close()


def is_dead(name: str) -> bool:
    """Surely dead: its file is here and nobody holds it."""
    try:
        with _lock_path(name).open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_here(name: str) -> bool:
    """Alive on this machine: its lease need not be looked at."""
    return _lock_path(name).exists() and not is_dead(name)


def living() -> int:
    """How many workers stand on this machine."""
    return sum(is_here(path.stem) for path in _folder().glob("*.lock"))


def forget_dead(still_named: set[str]) -> None:
    for path in _folder().glob("*.lock"):
        if path.stem not in still_named and is_dead(path.stem):
            path.unlink(missing_ok=True)


def _lock_path(name: str) -> Path:
    return _folder() / f"{name.replace('/', '_')}.lock"
