"""Rows of the province as a file that a jurist writes and reads: YAML in the shape of the data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import yaml

from thidua.core.law.model import LawError
from thidua.subjects.law.enums import RowKind
from thidua.subjects.law.errors import BadRow
from thidua.subjects.law.models import BEGINNING, FOREVER, LawRow
from thidua.subjects.law.rows import RowValues, as_mapping, values_of
from thidua.subjects.law.selectors import law_with

MOST_CHARACTERS = 500_000
MOST_ROWS = 500
KEYS = frozenset(
    {
        "kind", "key", "award", "replaces", "body", "from", "to", "citation", "document", "link",
        "note", "reason",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the file with what is wrong with it, and the row of the province it would follow."""

    number: int
    values: RowValues | None
    problem: str = ""
    known: LawRow | None = None

    @property
    def is_new(self) -> bool:
        return self.known is None

    @property
    def is_same(self) -> bool:
        return (
            self.known is not None
            and self.values is not None
            and _comparable(values_of(self.known)) == _comparable(self.values)
        )


def written(rows: Iterable[LawRow]) -> str:
    """The rows as a file."""
    listed = [_as_file(values_of(row)) for row in rows]
    text: str = yaml.safe_dump({"rows": listed}, allow_unicode=True, sort_keys=False, width=100)
    return text


def _as_file(values: RowValues) -> dict[str, Any]:
    named = ("kind", "key", "award", "replaces", "citation", "document", "link", "note", "reason")
    row = {name: getattr(values, name) for name in named if getattr(values, name)}
    if values.valid_from != BEGINNING:
        row["from"] = values.valid_from
    if values.valid_until != FOREVER:
        row["to"] = values.valid_until - timedelta(days=1)
    return row | {"body": dict(values.body)}


def read_rows(text: str) -> list[ReadRow]:
    """Every row of the file, with its error beside it; the file as a whole is refused only when
    it cannot be read at all."""
    if len(text) > MOST_CHARACTERS:
        raise BadRow("Tệp quá lớn: mỗi lần nhận tối đa 500 quy định.")
    rows = _rows_of(_loaded(text))
    known = {(row.kind, row.key): row for row in LawRow.objects.standing()}
    return [_read_row(number, row, known) for number, row in enumerate(rows, start=1)]


class _PlainLoader(yaml.SafeLoader):
    """Without anchors: a few lines could otherwise stand for a million rows."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)


def _loaded(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_PlainLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (dòng {mark.line + 1})" if mark else ""
        raise BadRow(f"Không đọc được tệp{place}: kiểm tra thụt dòng, dấu hai chấm.") from error


def _rows_of(loaded: Any) -> list[Any]:
    rows = loaded.get("rows") if isinstance(loaded, Mapping) else loaded
    if not isinstance(rows, list) or not rows:
        raise BadRow("Tệp cần một danh sách “rows”, mỗi mục là một quy định.")
    if len(rows) > MOST_ROWS:
        raise BadRow("Tệp quá lớn: mỗi lần nhận tối đa 500 quy định.")
    return rows


def _read_row(number: int, row: Any, known: Mapping[tuple[str, str], LawRow]) -> ReadRow:
    try:
        values = _values_of_file(row)
    except (BadRow, ValueError, TypeError) as error:
        return ReadRow(number, None, str(error))
    follows = known.get((values.kind, values.key or values.replaces))
    try:
        law_with([as_mapping(values)], instead_of=follows.pk if follows else None)
    except LawError as error:
        return ReadRow(number, values, str(error), follows)
    return ReadRow(number, values, "", follows)


def _values_of_file(row: Any) -> RowValues:
    if not isinstance(row, Mapping) or not isinstance(row.get("body"), Mapping):
        raise BadRow("Mỗi mục cần “kind” và “body”.")
    if unknown := sorted(map(str, set(row) - KEYS)):
        raise BadRow(f"Không hiểu: {', '.join(unknown)}.")
    if row.get("kind") not in RowKind.values:
        raise BadRow(f"“kind” phải là một trong: {', '.join(RowKind.values)}.")
    if not row.get("citation") or not row.get("document"):
        raise BadRow("Cần “citation” (điều, khoản) và “document” (số, ngày, tên văn bản).")
    words = ("kind", "key", "award", "replaces", "citation", "document", "link", "note", "reason")
    told = {name: str(row.get(name) or "").strip() for name in words}
    last = _day(row.get("to"))
    return RowValues(
        **told,
        body=dict(row["body"]),
        valid_from=_day(row.get("from")) or BEGINNING,
        valid_until=last + timedelta(days=1) if last else FOREVER,
    )


def _day(value: Any) -> date | None:
    if value in (None, ""):
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _comparable(values: RowValues) -> dict[str, Any]:
    return values.columns | {"key": values.key or values.replaces, "reason": ""}
