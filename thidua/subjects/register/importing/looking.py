"""What a file looks like: its first rows, and how its sheets are proposed to be read."""

from itertools import islice
from typing import Any

from thidua.base.files.blobs import blob_path
from thidua.core.registers.awards import AwardNames
from thidua.core.registers.layout import Layout, propose
from thidua.core.registers.sheets import Sheet, prepare
from thidua.core.sheets import read_book
from thidua.subjects.register.importing.models import KnownLayout, OldRegister

LOOK_AT = 700
FIRST, SHOWN = 40, 80


def samples_of(sheet: Sheet) -> list[list[Any]]:
    """[number, cells] of the first rows that say something, cut short."""
    told = ((number, row) for number, row in enumerate(sheet.rows, start=1) if any(row))
    return [[number, [cell[:SHOWN] for cell in row]] for number, row in islice(told, FIRST)]


def looked_at(register: OldRegister) -> list[Sheet]:
    raws = read_book(blob_path(register.file.sha256), register.file.kind, first=LOOK_AT)
    return [prepare(raw) for raw in raws]


def propose_layouts(sheets: list[Sheet], scope: int, awards: AwardNames) -> list[Layout]:
    """What the sheets look like; a table known from an earlier file is read as it was then."""
    layouts = [propose(sheet, awards) for sheet in sheets]
    known = {
        row.signature: row
        for row in KnownLayout.objects.filter(
            scope__in={0, scope}, signature__in={layout.signature for layout in layouts} - {""}
        ).order_by("scope")
    }
    return [_as_before(layout, known.get(layout.signature)) for layout in layouts]


def _as_before(layout: Layout, known: KnownLayout | None) -> Layout:
    if known is None:
        return layout
    columns = layout.as_json()["columns"] | known.columns
    kept = layout.as_json() | {"columns": columns, "kind": known.kind or layout.kind}
    return Layout.from_json(kept)
