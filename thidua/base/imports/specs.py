"""What can be imported, as subjects describe it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from thidua.base.access import Actor

Values = dict[str, Any]


def as_text(text: str) -> Any:
    return text


@dataclass(frozen=True, slots=True)
class Column:
    """`parse` turns the cell's text into a value; its ValueError or Refusal is a row error."""

    key: str
    title: str
    aliases: Sequence[str] = ()
    required: bool = False
    parse: Callable[[str], Any] = as_text
    example: str = ""


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What taking this row over would do. `differences`: field title → (old, new)."""

    errors: Sequence[str] = ()
    change: str = "new"  # new, changed, same
    label: str = ""
    differences: dict[str, tuple[str, str]] = field(default_factory=dict)


def no_context(actor: Actor) -> Any:
    return None


@dataclass(frozen=True, slots=True)
class ImportSpec:
    """`begin` fetches once what all rows are checked against and is handed to both others.

    `apply_rows(actor, rows, context)` runs in one transaction and gives a sentence of what it
    did; the event of the record is written by the import itself.
    """

    name: str
    title: str
    verb: str
    columns: Sequence[Column]
    check_row: Callable[[Values, Any], RowVerdict]
    apply_rows: Callable[[Actor, list[Values], Any], str]
    begin: Callable[[Actor], Any] = no_context
    unique: Sequence[str] = ()  # columns that tell rows of one file apart
    done_url: str = ""

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


SPECS: dict[str, ImportSpec] = {}


def register(spec: ImportSpec) -> None:
    SPECS[spec.name] = spec
