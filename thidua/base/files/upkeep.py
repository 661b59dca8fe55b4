"""What is done with the store at night, and before a backup."""

import hashlib

from thidua.base.files import blobs
from thidua.base.files.models import StoredFile


def sweep_files() -> int:
    """Remove contents that no row speaks of."""
    return blobs.sweep(wanted_contents())


def wanted_contents() -> set[str]:
    return set(StoredFile.objects.values_list("sha256", flat=True).distinct().order_by())


def damaged_contents() -> list[str]:
    """Contents that are missing or no longer have their own hash."""
    return sorted(sha256 for sha256 in wanted_contents() if not _whole(sha256))


def _whole(sha256: str) -> bool:
    path = blobs.blob_path(sha256)
    if not path.exists():
        return False
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == sha256
