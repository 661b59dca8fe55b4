"""Taking a file in: every check first, then one write."""

from pathlib import PurePosixPath
from typing import Protocol
from unicodedata import normalize

from django.db import connection
from django.utils.translation import gettext as _

from thidua.base.access import Actor
from thidua.base.files import blobs, scanning
from thidua.base.files.errors import BadFile
from thidua.base.files.models import StoredFile
from thidua.base.files.purposes import MB, PURPOSES, Purpose
from thidua.core.filetypes import FileType, RefusedFile, detect


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def store(*, actor: Actor, name: str, content: bytes | Readable, purpose: str) -> StoredFile:
    """Check and keep a file, in the caller's transaction; BadFile leaves nothing behind."""
    if not connection.in_atomic_block:
        raise RuntimeError("files: a file is stored inside the transaction that needs it")
    rules = PURPOSES[purpose]
    data = _read(content, rules)
    file_type = check(data, name, rules)
    sha256 = blobs.put(data)
    return StoredFile.objects.create(
        sha256=sha256,
        size=len(data),
        media_type=file_type.media_type,
        kind=file_type.key,
        name=clean_name(name, file_type),
        purpose=purpose,
        by_user_id=actor.user_id,
        by_name=actor.signature,
    )


def check(data: bytes, name: str, rules: Purpose) -> FileType:
    try:
        file_type = detect(data, name)
    except RefusedFile as error:
        raise BadFile(str(error)) from error
    if file_type.key not in rules.kinds:
        raise BadFile(
            _("Tệp này là %(found)s; ở đây nhận %(wanted)s.")
            % {"found": file_type.label, "wanted": rules.names}
        )
    scanning.scan(data)
    return file_type


def _read(content: bytes | Readable, rules: Purpose) -> bytes:
    data = content if isinstance(content, bytes) else content.read(rules.limit + 1)
    if len(data) > rules.limit:
        raise BadFile(too_large(rules.limit))
    return data


def too_large(limit: int) -> str:
    return _("Tệp quá lớn: chỉ nhận đến %(limit)s MB. Hãy giảm ảnh trong tệp hoặc chia tệp.") % {
        "limit": limit // MB
    }


def clean_name(name: str, file_type: FileType) -> str:
    """The person's own name for it, without folders and control letters, with the true ending."""
    last = normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem = "".join(letter for letter in PurePosixPath(last).stem if letter.isprintable()).strip(
        " ."
    )
    ending = f".{file_type.key}"
    return f"{stem[: 255 - len(ending)] or _('tep')}{ending}"
