"""Writing a row: drafted, changed, proposed to a second person, dropped."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.base import audit, outbox
from thidua.base.access import Actor, require
from thidua.subjects.law.enums import OPEN_TO_WRITER, RowKind, RowState
from thidua.subjects.law.errors import BadRow, WrongState
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.permissions import WRITERS
from thidua.subjects.law.rows import RowValues, kept, values_of
from thidua.subjects.law.services.changing import MOVED, check_no_clash, check_values, move_row

KIND = "law"


def row_url(row: LawRow) -> str:
    return f"/luat/quy-dinh/{row.pk}/"


@transaction.atomic
def draft_row(*, actor: Actor, values: RowValues, is_sample: bool = False) -> LawRow:
    """Keep a row as far as it is written; only proposing is strict."""
    require(actor, "law.write")
    row = _new_row(actor, values, is_sample)
    audit.record(actor, "law.draft", row, after=shown(values_of(row)))
    return row


@transaction.atomic
def draft_rows(*, actor: Actor, rows: Sequence[RowValues], source: str) -> list[LawRow]:
    """Take over a file that a jurist sent: every row as a draft of this person."""
    require(actor, "law.write")
    if not rows:
        raise BadRow("Tệp không có quy định nào để nhận.")
    made = [_new_row(actor, values, False) for values in rows]
    thing = audit.Thing("law.LawRow", f"tep:{made[0].pk}", source or "Tệp quy định")
    audit.record(actor, "law.take_file", thing, after={"rows": [row.key for row in made]})
    return made


def _new_row(actor: Actor, values: RowValues, is_sample: bool) -> LawRow:
    _check_shape(values)
    if actor.user_id is None:
        raise BadRow("Quy định phải do một người soạn, để người khác đối chiếu.")
    columns = values.columns | {"key": values.key or values.replaces}
    row = LawRow.objects.create(written_by_id=actor.user_id, is_sample=is_sample, **columns)
    if not row.key:
        row.key = f"tinh.{row.award or row.kind}.{row.pk}"
        row.save(update_fields=["key"])
    return row


@transaction.atomic
def change_row(*, actor: Actor, row: LawRow, values: RowValues) -> LawRow:
    """A row that was proposed goes back to being a draft: the second person reads it anew."""
    require(actor, "law.change", row)
    _check_shape(values)
    before = values_of(row)
    columns = values.columns | {"key": values.key or values.replaces or row.key}
    move_row(
        row,
        expected=OPEN_TO_WRITER,
        state=RowState.DRAFT,
        revision=row.revision + 1,
        **columns,
    )
    changed = audit.changes(shown(before), shown(values_of(row)))
    audit.record(actor, "law.change", row, before=changed["before"], after=changed["after"])
    return row


@transaction.atomic
def propose_row(*, actor: Actor, row: LawRow) -> LawRow:
    require(actor, "law.change", row)
    check_values(values_of(row))
    check_no_clash(row)
    before = row.state
    move_row(row, expected=(RowState.DRAFT, RowState.RETURNED), state=RowState.PROPOSED)
    audit.record(actor, "law.propose", row, before=before, after=row.state)
    tell_second(row, f"Đối chiếu quy định: {row}", "Người soạn đề nghị áp dụng. " + row.document)
    return row


@transaction.atomic
def drop_row(*, actor: Actor, row: LawRow) -> None:
    """A draft that came to nothing; what it said stays in the record."""
    require(actor, "law.change", row)
    said = shown(values_of(row))
    thing = audit.Thing("law.LawRow", str(row.pk), str(row))
    same = LawRow.objects.filter(pk=row.pk, revision=row.revision)
    if not same.filter(state__in=(RowState.DRAFT, RowState.RETURNED)).delete()[0]:
        raise WrongState(MOVED)
    audit.record(actor, "law.drop", thing, before=said)


def tell_second(row: LawRow, subject: str, body: str) -> None:
    """Everybody at the desk who could be the second person."""
    outbox.notify(
        roles=WRITERS,
        subject=subject[:300],
        body=body,
        url=row_url(row),
        kind=KIND,
        key=f"law:{row.pk}:{row.state}:{row.revision}:{timezone.now():%Y%m%d%H%M%S}",
        reason_name="law.still_waiting",
    )


def _check_shape(values: RowValues) -> None:
    if values.kind not in RowKind.values:
        raise BadRow("Không có loại quy định này.")
    if values.valid_from >= values.valid_until:
        raise BadRow("Ngày hết áp dụng phải sau ngày bắt đầu.")


def shown(values: RowValues) -> dict[str, Any]:
    """For the record: days and parameters as they read."""
    return kept([values.columns])[0]
