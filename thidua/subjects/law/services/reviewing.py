"""The second person: takes a row over into the law, returns it, agrees to its end."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from thidua.base import audit, outbox
from thidua.base.access import Actor, require
from thidua.subjects.law.enums import RowState
from thidua.subjects.law.errors import BadRow
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.rows import values_of
from thidua.subjects.law.services.changing import check_no_clash, check_values, move_row
from thidua.subjects.law.services.drafting import KIND, row_url, tell_second
from thidua.subjects.law.services.editions import keep_edition


@transaction.atomic
def review_row(*, actor: Actor, row: LawRow, remark: str = "") -> LawRow:
    """The row holds from now on, on its days; the edition of the law that it makes is kept."""
    require(actor, "law.review", row)
    check_values(values_of(row))
    check_no_clash(row)
    move_row(
        row,
        expected=(RowState.PROPOSED,),
        state=RowState.IN_FORCE,
        reviewed_by_id=actor.user_id,
        reviewed_at=timezone.now(),
        remark=remark.strip(),
    )
    keep_edition()
    audit.record(
        actor, "law.review", row, before=RowState.PROPOSED, after=row.state, reason=remark.strip()
    )
    _tell_writer(row, f"Đã áp dụng quy định: {row}", remark)
    return row


@transaction.atomic
def return_row(*, actor: Actor, row: LawRow, remark: str) -> LawRow:
    require(actor, "law.review", row)
    if not remark.strip():
        raise BadRow("Cần ghi điều phải sửa để người soạn biết.")
    move_row(row, expected=(RowState.PROPOSED,), state=RowState.RETURNED, remark=remark.strip())
    audit.record(
        actor, "law.return", row, before=RowState.PROPOSED, after=row.state, reason=remark.strip()
    )
    _tell_writer(row, f"Trả lại quy định: {row}", remark)
    return row


@transaction.atomic
def ask_end(*, actor: Actor, row: LawRow, last_day: date, reason: str) -> LawRow:
    """Ask that the row stop after a day; it holds on until a second person agrees."""
    require(actor, "law.ask_end", row)
    if not reason.strip():
        raise BadRow("Cần ghi lý do dừng áp dụng.")
    if not row.valid_from <= last_day < row.valid_until:
        raise BadRow("Ngày cuối phải nằm trong thời gian áp dụng của quy định này.")
    move_row(
        row,
        expected=(RowState.IN_FORCE,),
        state=RowState.ENDING,
        last_day=last_day,
        end_asked_by_id=actor.user_id,
        end_reason=reason.strip(),
    )
    audit.record(actor, "law.ask_end", row, after={"last_day": last_day}, reason=reason.strip())
    tell_second(row, f"Đồng ý dừng áp dụng: {row}", row.end_reason)
    return row


@transaction.atomic
def end_row(*, actor: Actor, row: LawRow) -> LawRow:
    """The row holds through its last day and still judges what belongs to the days before."""
    require(actor, "law.end", row)
    if row.last_day is None:
        raise BadRow("Chưa có ai đề nghị dừng quy định này.")
    before = row.until_day
    move_row(
        row,
        expected=(RowState.ENDING,),
        state=RowState.ENDED,
        valid_until=row.last_day + timedelta(days=1),
    )
    keep_edition()
    audit.record(
        actor, "law.end", row, before={"until": before}, after={"until": row.last_day},
        reason=row.end_reason,
    )  # fmt: skip
    _tell_writer(row, f"Đã dừng áp dụng quy định: {row}", row.end_reason)
    return row


@transaction.atomic
def keep_row(*, actor: Actor, row: LawRow, remark: str) -> LawRow:
    """The second person does not agree to the end: the row holds on."""
    require(actor, "law.end", row)
    if not remark.strip():
        raise BadRow("Cần ghi lý do vẫn áp dụng.")
    asked, last_day = row.end_asked_by_id, row.last_day
    move_row(
        row,
        expected=(RowState.ENDING,),
        state=RowState.IN_FORCE,
        last_day=None,
        end_asked_by_id=None,
        end_reason="",
    )
    audit.record(actor, "law.keep", row, before={"last_day": last_day}, reason=remark.strip())
    _tell([asked], row, f"Vẫn áp dụng quy định: {row}", remark)
    return row


def _tell_writer(row: LawRow, subject: str, remark: str) -> None:
    _tell([row.written_by_id], row, subject, remark)


def _tell(users: list[int | None], row: LawRow, subject: str, remark: str) -> None:
    outbox.notify(
        to_users=[user for user in users if user is not None],
        subject=subject[:300],
        body=remark.strip() or row.document,
        url=row_url(row),
        kind=KIND,
        key=f"law:{row.pk}:{row.state}:{row.revision}:{timezone.now():%Y%m%d%H%M%S}",
    )
