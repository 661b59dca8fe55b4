"""A look at a workbook before it is read: a lone cell in the last corner fills all memory."""

import re
import zipfile
from pathlib import Path

from thidua.core.filetypes import ArchiveLimits, RefusedFile, check_archive
from thidua.core.sheets.limits import TOO_LARGE, SheetLimits, UnreadableSheet

_PLACE = re.compile(rb'<(?:\w+:)?(?:c|row)\b[^>]*?\br="([A-Z]{0,3})([0-9]{1,7})"')
_ARCHIVE = ArchiveLimits(entries=2_000, total=300 << 20)
_FONT = re.compile(rb'<(?:\w+:)?name\b[^>]*?\bval="([^"]{1,60})"')
CHUNK = 1 << 20
OVERLAP = 400


def check_workbook(path: Path, limits: SheetLimits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, _ARCHIVE)
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _check_extent(*_extent(archive, name), limits)
    except RefusedFile as error:
        raise UnreadableSheet(str(error)) from error


def _check_extent(rows: int, columns: int, limits: SheetLimits) -> None:
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise UnreadableSheet(TOO_LARGE)


def _extent(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """The last row and column that hold anything; the declared dimension is not believed."""
    rows = columns = 0
    kept = b""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            piece = kept + chunk
            # Only what differs is counted: a sheet of 1.5 million cells has a few letters.
            found = _PLACE.findall(piece)
            rows = max([rows, *map(int, {number for _, number in found})])
            columns = max([columns, *map(column_number, {letters for letters, _ in found})])
            kept = piece[-OVERLAP:]
    return rows, columns


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def font_names(path: Path) -> list[str]:
    """Fonts the workbook names: ".VnTime" tells in what letters it was typed."""
    with zipfile.ZipFile(path) as archive:
        if "xl/styles.xml" not in archive.namelist():
            return []
        with archive.open("xl/styles.xml") as part:
            head = part.read(CHUNK)
    return sorted({name.decode("utf-8", "replace") for name in _FONT.findall(head)})
