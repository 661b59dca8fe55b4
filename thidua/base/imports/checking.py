"""Rows into values, values into verdicts."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from thidua.base.errors import Refusal
from thidua.base.imports.models import Change, ImportBatch, ImportRow
from thidua.base.imports.specs import Column, ImportSpec, RowVerdict, Values


class RowChecker:
    """Checks the rows of one file in order; remembers what it saw to find the same row twice."""

    def __init__(self, batch: ImportBatch, context: Any) -> None:
        self.spec: ImportSpec = batch.spec
        self.mapping: dict[str, int] = batch.mapping
        self.context = context
        self._seen: dict[tuple[Any, ...], int] = {}

    def check(self, row: ImportRow) -> tuple[Values, RowVerdict]:
        values, errors = self._parsed(row)
        errors += self._repeated(row, values) if not errors else []
        verdict = RowVerdict(errors=errors) if errors else self.spec.check_row(values, self.context)
        return values, verdict

    def _parsed(self, row: ImportRow) -> tuple[Values, list[str]]:
        values: Values = {}
        errors: list[str] = []
        for column in self.spec.columns:
            place = self.mapping.get(column.key)
            text = row.cell(place) if place is not None else ""
            if column.required and not text:
                errors.append(_("Thiếu “%(column)s”.") % {"column": column.title})
                continue
            try:
                values[column.key] = column.parse(text) if text else None
            except (ValueError, Refusal) as error:
                errors.append(_sentence(column, text, error))
        return values, errors

    def _repeated(self, row: ImportRow, values: Values) -> list[str]:
        if not self.spec.unique:
            return []
        key = tuple(values.get(name) for name in self.spec.unique)
        first = self._seen.setdefault(key, row.number)
        if first == row.number:
            return []
        return [_("Trùng với dòng %(row)s của tệp.") % {"row": first}]


def _sentence(column: Column, text: str, error: Exception) -> str:
    why = str(error) or _("không đúng dạng")
    return f"{column.title} “{text[:60]}”: {why}"


def note_verdict(row: ImportRow, verdict: RowVerdict) -> ImportRow:
    row.errors = list(verdict.errors)
    row.change = Change.BAD if verdict.errors else Change(verdict.change)
    row.label = verdict.label
    row.differences = {title: list(pair) for title, pair in verdict.differences.items()}
    return row


def data_rows(batch: ImportBatch) -> Iterable[ImportRow]:
    return batch.rows.filter(number__gt=batch.header_row).order_by("number").iterator(1000)


def good_values(batch: ImportBatch, context: Any) -> Iterator[Values]:
    """Checked again at the moment of taking over: the world may have moved since."""
    checker = RowChecker(batch, context)
    for row in data_rows(batch):
        values, verdict = checker.check(row)
        if verdict.errors and not batch.skip_bad:
            raise Refusal(
                _("Dòng %(row)s: %(error)s Dữ liệu đã thay đổi từ lúc kiểm tra, hãy kiểm tra lại.")
                % {"row": row.number, "error": verdict.errors[0]}
            )
        if not verdict.errors and verdict.change != Change.SAME:
            yield values
