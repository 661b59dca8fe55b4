"""Reads one table in a process of its own, so that a hostile file ends only this process.

    python -m thidua.core.sheets.child KIND PATH [whole FIRST [known]]

One JSON array for each row on the standard output; a refusal is {"error": "…"} at the end. With
`whole` every sheet is read, and {"sheet": …} stands before its rows; FIRST cuts each (0: all).
`known`: this content passed the gate before; the limits of the process still hold.
"""

import csv
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from thidua.core.sheets.cells import cell_text, trimmed
from thidua.core.sheets.gate import check_workbook, font_names
from thidua.core.sheets.limits import DAMAGED, LIMITS, TOO_LARGE, SheetLimits, UnreadableSheet
from thidua.core.text.old_fonts import is_old_font

MERGES = 100_000
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def main(
    kind: str, path: Path, out: TextIO, first: int | None = None, *, known: bool = False
) -> int:
    _limit_process(LIMITS)
    try:
        for row in _rows(kind, path) if first is None else _book(kind, path, first, known):
            out.write(_encoded(row) + "\n")
    except UnreadableSheet as error:
        out.write(json.dumps({"error": str(error)}, ensure_ascii=False) + "\n")
        return 3
    except MemoryError:
        return 4
    return 0


def _limit_process(limits: SheetLimits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _rows(kind: str, path: Path) -> Iterator[list[str]]:
    source = _text_rows(path) if kind in ("csv", "txt") else _workbook_rows(kind, path)
    for count, row in enumerate(source, start=1):
        if count > LIMITS.rows or len(row) > LIMITS.columns:
            raise UnreadableSheet(TOO_LARGE)
        yield row


def _book(kind: str, path: Path, first: int, known: bool) -> Iterator[list[str] | dict[str, Any]]:
    """The limits count over all sheets together."""
    count = here = 0
    source = _text_book(path) if kind in ("csv", "txt") else _workbook(kind, path, known)
    for said in source:
        here = 0 if isinstance(said, dict) else here + 1
        if first and here > first:
            continue
        if isinstance(said, list):
            count += 1
            if count > LIMITS.rows or len(said) > LIMITS.columns:
                raise UnreadableSheet(TOO_LARGE)
        yield said


def _text_book(path: Path) -> Iterator[list[str] | dict[str, Any]]:
    yield {"sheet": {"name": "", "hidden": False, "merges": [], "fonts": []}}
    yield from _text_rows(path)


def _workbook(kind: str, path: Path, known: bool) -> Iterator[list[str] | dict[str, Any]]:
    import python_calamine

    if kind == "xlsx" and not known:
        check_workbook(path, LIMITS)
    fonts = font_names(path) if kind == "xlsx" else []
    try:
        with python_calamine.load_workbook(path) as book:
            for about in book.sheets_metadata:
                if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
                merges = [
                    (*first, *last) for first, last in (sheet.merged_cell_ranges or [])[:MERGES]
                ]
                yield {
                    "sheet": {
                        "name": about.name,
                        "hidden": hidden,
                        "merges": merges,
                        "fonts": fonts,
                    }
                }
                before = [""] * (sheet.start or (0, 0))[1]
                for row in sheet.iter_rows():
                    yield trimmed(before + [cell_text(value) for value in row])
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableSheet(DAMAGED) from error


def _workbook_rows(kind: str, path: Path) -> Iterator[list[str]]:
    import python_calamine

    if kind == "xlsx":
        check_workbook(path, LIMITS)
    try:
        with python_calamine.load_workbook(path) as book:
            sheet = book.get_sheet_by_index(0)
            # Empty rows above the table are given, empty columns before it are not.
            before = [""] * (sheet.start or (0, 0))[1]
            for row in sheet.iter_rows():
                yield trimmed(before + [cell_text(value) for value in row])
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableSheet(DAMAGED) from error


def _text_rows(path: Path) -> Iterator[list[str]]:
    text = _decoded(path.read_bytes())
    csv.field_size_limit(1_000_000)
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text)):
            yield trimmed([cell_text(value) for value in row])
    except csv.Error as error:
        raise UnreadableSheet(DAMAGED) from error


def _decoded(content: bytes) -> str:
    """TCVN3 and VNI come out as the Latin-1 signs they look like; the columns tell them later."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1258"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1258" and is_old_font(latin := content.decode("latin-1")):
            return latin
        return text
    raise UnreadableSheet("Không đọc được chữ trong tệp: hãy lưu lại dạng .xlsx hoặc CSV UTF-8.")


def _delimiter(text: str) -> str:
    """The mark that stands most often in the first lines; cells pasted from Excel carry tabs."""
    head = "\n".join(text.splitlines()[:20])
    return max("\t;,", key=head.count)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    cut = int(sys.argv[4]) if sys.argv[3:4] == ["whole"] else None
    known = "known" in sys.argv[5:]
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sys.stdout, cut, known=known))
