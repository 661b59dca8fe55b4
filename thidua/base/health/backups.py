"""When the last backup was made: a note beside the data, written by `thidua backup`."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class LastBackup:
    at: datetime
    path: str
    size: int


def _note() -> Path:
    return Path(settings.DATA) / "last-backup.json"


def note_backup(path: Path) -> None:
    row = {"at": datetime.now(UTC).isoformat(), "path": str(path), "size": path.stat().st_size}
    _note().write_text(json.dumps(row), encoding="utf-8")


def last_backup() -> LastBackup | None:
    try:
        row = json.loads(_note().read_text(encoding="utf-8"))
        return LastBackup(datetime.fromisoformat(row["at"]), row["path"], row["size"])
    except (OSError, ValueError, KeyError):
        return None
