"""Archives that would unpack into more than a machine can hold."""

import zipfile
import zlib
from dataclasses import dataclass

from thidua.core.filetypes.errors import RefusedFile

CHUNK = 1 << 16
BOMB = "Tệp nén quá mức: mở ra sẽ chiếm quá nhiều bộ nhớ nên không nhận."


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    entries: int = 5_000
    total: int = 400 << 20
    ratio: int = 200
    ratio_from: int = 10 << 20  # small parts of blank pages shrink a thousandfold, harmlessly


LIMITS = ArchiveLimits()


def check_archive(archive: zipfile.ZipFile, limits: ArchiveLimits = LIMITS) -> None:
    """Measure by unpacking, in pieces and into nothing: declared sizes can lie."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise RefusedFile(BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedFile("Tệp có mật khẩu: hãy bỏ mật khẩu rồi tải lên lần nữa.")
    _check_sizes([(entry.file_size, entry.compress_size) for entry in entries], limits)
    left = limits.total
    for entry in entries:
        left -= _unpacked_size(archive, entry, left)


def member_names(archive: zipfile.ZipFile) -> set[str]:
    return set(archive.namelist())


def member(archive: zipfile.ZipFile, name: str, limit: int = 16 << 20) -> bytes:
    with archive.open(name) as part:
        return part.read(limit)


def _check_sizes(sizes: list[tuple[int, int]], limits: ArchiveLimits) -> None:
    if sum(size for size, _ in sizes) > limits.total:
        raise RefusedFile(BOMB)
    for size, packed in sizes:
        if size > limits.ratio_from and size > packed * limits.ratio:
            raise RefusedFile(BOMB)


def _unpacked_size(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    size = 0
    try:
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                if size > left:
                    raise RefusedFile(BOMB)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise RefusedFile("Tệp bị hỏng, không mở được: hãy lưu lại rồi tải lên lần nữa.") from error
    return size
