"""The reading process, seen from outside: rows as they come, one sentence when it fails."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import thidua
from thidua.core.sheets.limits import DAMAGED, LIMITS, TOO_HEAVY, UnreadableSheet

REFUSED = 3


def read_rows(path: Path, kind: str) -> Iterator[list[str]]:
    """Rows of the first sheet, each a list of texts; UnreadableSheet when it cannot be read."""
    for said in answers(path, kind):
        if isinstance(said, list):
            yield said


def answers(
    path: Path, kind: str, *, whole: bool = False, first: int = 0, known: bool = False
) -> Iterator[Any]:
    """What the process says: a list for each row, with `whole` an object before each sheet."""
    what = ["whole", str(first), *(["known"] if known else [])] if whole else []
    reader = subprocess.Popen(
        [sys.executable, "-m", "thidua.core.sheets.child", kind, str(path), *what],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(Path(thidua.__path__[0]).parent)},
    )
    timer = Timer(2 * LIMITS.seconds, reader.kill)
    timer.start()
    try:
        yield from _parsed(reader)
    finally:
        timer.cancel()
        reader.kill()
        reader.wait()
        if reader.stdout:
            reader.stdout.close()


def _parsed(reader: "subprocess.Popen[str]") -> Iterator[Any]:
    assert reader.stdout is not None
    for line in reader.stdout:
        said = json.loads(line)
        if isinstance(said, dict) and "error" in said:
            raise UnreadableSheet(said["error"])
        yield said
    code = reader.wait()
    if code:
        # A signal or a lack of memory: the sheet is heavier than it looks.
        raise UnreadableSheet(TOO_HEAVY if code < 0 or code == 4 else DAMAGED)
