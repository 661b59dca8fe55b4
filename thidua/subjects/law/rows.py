"""A row as the law data take it, and as an edition keeps it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from thidua.subjects.law.models import BEGINNING, FOREVER, LawRow


@dataclass(frozen=True, slots=True)
class RowValues:
    """What a person fills in of a row."""

    kind: str
    body: Mapping[str, Any]
    award: str = ""
    key: str = ""
    replaces: str = ""
    valid_from: date = BEGINNING
    valid_until: date = FOREVER
    citation: str = ""
    document: str = ""
    link: str = ""
    note: str = ""
    reason: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """As the table keeps it."""
        kept = {one.name: getattr(self, one.name) for one in fields(self)}
        return kept | {"body": dict(self.body)}


def values_of(row: LawRow) -> RowValues:
    names = [one.name for one in fields(RowValues)]
    return RowValues(**{name: getattr(row, name) for name in names})


def mapping_of(row: LawRow) -> dict[str, Any]:
    """The row for `Law.with_rows`, with who looked at it last."""
    checked = row.reviewed_at.date() if row.reviewed_at else None
    by = row.reviewed_by.full_name if row.reviewed_by else ""
    return as_mapping(values_of(row), checked, by)


def as_mapping(
    values: RowValues, checked_on: date | None = None, checked_by: str = ""
) -> dict[str, Any]:
    return {
        "kind": values.kind,
        "key": values.key or values.replaces or "tinh.nhap",
        "award": values.award,
        "replaces": values.replaces,
        "body": dict(values.body),
        "valid_from": values.valid_from,
        "valid_until": values.valid_until,
        "source": {
            "citation": values.citation,
            "document": values.document,
            "link": values.link,
            "note": values.note,
            "checked_on": checked_on,
            "checked_by": checked_by,
        },
    }


def kept(mappings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows as JSON: days as words."""
    return [_written(mapping) for mapping in mappings]


def _written(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _written(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_written(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def brought_back(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of an edition as they were given to the law."""
    return [_read(row) for row in rows]


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    source = dict(row["source"])
    if source.get("checked_on"):
        source["checked_on"] = date.fromisoformat(source["checked_on"])
    days = {name: date.fromisoformat(row[name]) for name in ("valid_from", "valid_until")}
    return {**row, **days, "source": source}
